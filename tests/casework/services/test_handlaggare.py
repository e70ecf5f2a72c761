"""Who handles a month: a human, and never one who has jäv (FL 16–18 §§)."""

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.casework import county

from assistans.casework import services
from assistans.casework.models import Jav

pytestmark = pytest.mark.usefixtures("db")


def report(**given):
    services.report_jav(
        **{
            "person": county.person(),
            "anvandare": county.HANDLAGGARE,
            "skal": "Syskon till personen.",
            "by": county.KOLLEGA,
            "clock": county.clock(),
        }
        | given
    )


@pytest.mark.parametrize("actor", ["maskin:beslut", "leverantor:x", "anvandare:", ""])
def test_only_a_human_can_have_or_report_jav(actor):
    with pytest.raises(services.NotHandlaggare, match="Ange vem du är"):
        report(anvandare=actor)
    with pytest.raises(services.NotHandlaggare):
        report(by=actor)


def test_jav_is_reasoned():
    with pytest.raises(services.MissingReason):
        report(skal="")


def test_jav_is_recorded_once_and_for_ever():
    report()
    report(skal="Igen.")
    assert Jav.objects.get().skal == "Syskon till personen."
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("DELETE FROM casework_jav")
