"""Who has done something, as pages name her."""

from datetime import date
from uuid import uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.casework import county

from assistans.desks.web.actors import actor_names
from assistans.identity.models import Anvandare, Ombud


@pytest.mark.usefixtures("db")
def test_an_actor_that_nobody_knows_is_shown_by_her_own_name():
    found = actor_names(
        ["maskin:beslut", "anvandare:kollega", "", "anvandare:11111111-1111-4111-8111-111111111111"]
    )
    assert found["maskin:beslut"] == "Assistans, maskinellt"
    assert found["anvandare:kollega"] == "kollega"
    assert "" not in found


@pytest.mark.usefixtures("db")
class TestNamed:
    def test_an_ombud_that_is_not_in_the_register_is_shown_as_it_stands(self):
        actor = f"ombud:{uuid4()}"
        assert actor_names([actor]) == {actor: actor}

    def test_somebody_who_works_here_is_named(self):
        row = Anvandare.objects.create(namn="Hanna Hägg", roller=["handlaggare"])
        assert actor_names([f"anvandare:{row.public_id}"]).popitem()[1] == "Hanna Hägg"

    def test_an_ombud_is_named_by_whom_she_acts_for(self):
        firm = county.anordnare()
        row = Ombud.objects.create(
            personnummer="199003119812",
            namn="Olle Ombud",
            anordnare=firm,
            valid=DateRange(date(2018, 1, 1), None),
        )
        assert actor_names([f"ombud:{row.public_id}"]).popitem()[1] == f"ombud för {firm.namn}"

    def test_a_person_and_who_acts_for_her_are_told_without_a_name(self):
        person, acting = f"person:{uuid4()}", f"foretradare:{uuid4()}"
        assert actor_names([person, acting]) == {
            person: "personen själv",
            acting: "personens ställföreträdare",
        }
