"""Making a decision again, and naming what has changed: facts, law or code."""

from datetime import UTC, date, datetime

import pytest
from tests.casework import county

from assistans.casework import recompute as recomputing
from assistans.casework import versions
from assistans.casework.models import Lagversion
from assistans.casework.recompute import Orsak, recompute
from assistans.casework.versions import UnknownLaw, law_of
from assistans.law import builtin, load
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")

LATER = datetime(2018, 11, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _decided(db):  # noqa: ARG001 - a database comes first
    county.clean_month()
    county.worked()


def again():
    return recompute(beslut=county.decision(), clock=county.clock(LATER))


def other_law():
    """The law, had the 2018 amount been another."""
    return load(builtin().text.replace("295.40", "300.00"))


def test_a_law_that_is_not_kept_is_said_so():
    with pytest.raises(UnknownLaw, match="not kept"):
        law_of("0" * 64)


def test_nothing_changed_gives_the_same_bytes_and_no_cause():
    found = again()
    assert found.reproduced
    assert found.orsaker == {}


def test_a_changed_fact_is_named_with_what_it_changes():
    registers.register_avliden(
        person=county.month().person, dag=date(2018, 10, 1), by=county.BY, clock=county.clock(LATER)
    )
    found = again()
    assert found.reproduced
    assert set(found.orsaker) == {Orsak.FAKTA}
    assert "godkand" in found.orsaker[Orsak.FAKTA]


def test_another_law_is_named(monkeypatch):
    monkeypatch.setattr(recomputing, "law_in_force", other_law)
    found = again()
    assert found.reproduced
    assert set(found.orsaker) == {Orsak.LAG}
    assert found.orsaker[Orsak.LAG]["belopp"] == ["1181.60", "1200.00"]


def test_a_decision_is_made_again_by_its_own_law_when_the_law_has_changed(monkeypatch):
    monkeypatch.setattr(versions, "law_in_force", other_law)
    monkeypatch.setattr(recomputing, "law_in_force", other_law)
    assert Lagversion.objects.get().version == builtin().version
    found = again()
    assert found.reproduced
    assert set(found.orsaker) == {Orsak.LAG}


def test_another_code_is_named(monkeypatch):
    told = recomputing.to_data
    monkeypatch.setattr(recomputing, "to_data", lambda bedomning: told(bedomning) | {"belopp": "1.00"})
    found = again()
    assert not found.reproduced
    assert set(found.orsaker) == {Orsak.KOD}


def test_other_rows_with_the_same_outcome_are_told_as_code(monkeypatch):
    told = recomputing.to_data
    monkeypatch.setattr(recomputing, "to_data", lambda bedomning: told(bedomning) | {"rader": []})
    found = again()
    assert not found.reproduced
    assert set(found.orsaker) == {Orsak.KOD}
