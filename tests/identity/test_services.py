import uuid
from datetime import UTC, datetime

import pytest

from assistans.base.clock import SetClock
from assistans.base.models import Change
from assistans.identity import services
from assistans.identity.models import Anvandare
from assistans.identity.queries import NotAllowed, actor_of, require_role

pytestmark = pytest.mark.usefixtures("db")
CLOCK = SetClock(datetime(2018, 10, 1, 12, tzinfo=UTC))
BY = "maskin:prov"


def register(roller=("handlaggare",), **told):
    return services.register_anvandare(namn="Anna Ek", roller=roller, by=BY, clock=CLOCK, **told)


def test_an_unknown_role_registers_nobody():
    with pytest.raises(ValueError, match="chef"):
        register(("handlaggare", "chef"))
    assert not Anvandare.objects.exists()


def test_an_unknown_user_cannot_be_ended():
    with pytest.raises(Anvandare.DoesNotExist):
        services.end_anvandare(anvandare=uuid.uuid4(), by=BY, clock=CLOCK)


@pytest.mark.parametrize(
    "actor", ["", "maskin:prov", "anvandare:4b1f8a52-6a0c-4b0b-9d0a-0d1f6a1c7a10", "anvandare:x"]
)
def test_who_is_no_user_has_no_role(actor):
    with pytest.raises(NotAllowed):
        require_role(actor=actor, roll="handlaggare")


def test_a_user_without_the_role_may_not():
    with pytest.raises(NotAllowed, match="ekonom"):
        require_role(actor=actor_of(register()), roll="ekonom")


def test_a_user_who_has_ended_may_nothing():
    user = register()
    services.end_anvandare(anvandare=user.public_id, by=BY, clock=CLOCK)
    with pytest.raises(NotAllowed):
        require_role(actor=actor_of(user), roll="handlaggare")


def test_a_user_with_the_role_may():
    user = register(("handlaggare", "ekonom"))
    assert actor_of(user) == f"anvandare:{user.public_id}"
    assert require_role(actor=actor_of(user), roll="ekonom") == user


def test_a_new_role_is_kept_with_what_was_before():
    user = register()
    changed = register(("controller",), anvandare=user.public_id)
    assert (changed.pk, changed.roller) == (user.pk, ["controller"])
    assert Change.objects.latest("id").before == {"roller": ["handlaggare"]}
