"""Who has done something, as pages name her."""

import pytest

from assistans.desks.web.actors import actor_names


@pytest.mark.usefixtures("db")
def test_an_actor_that_nobody_knows_is_shown_by_her_own_name():
    found = actor_names(
        ["maskin:beslut", "anvandare:kollega", "", "anvandare:11111111-1111-4111-8111-111111111111"]
    )
    assert found["maskin:beslut"] == "Assistans, maskinellt"
    assert found["anvandare:kollega"] == "kollega"
    assert "" not in found
