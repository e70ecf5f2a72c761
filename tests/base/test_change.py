import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from tests.base.known import BY, NOON, at_once, clock, roll_back_after

from assistans.base import change
from assistans.base.models import Change
from assistans.registers.models import Leverantor, Person

pytestmark = pytest.mark.usefixtures("db")
NUMBER = "199001189811"


def register(**values):
    return change.register(Person, key={"personnummer": NUMBER}, values=values, by=BY, clock=clock())


@pytest.mark.parametrize("statement", ["UPDATE base_change SET by = 'x'", "DELETE FROM base_change"])
def test_the_history_cannot_be_changed(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_change_that_is_rolled_back_leaves_no_history():
    roll_back_after(lambda: register(efternamn="Ek"))
    assert not Change.objects.exists()


def test_a_row_that_is_made_has_nothing_before_it():
    row, changed = register(efternamn="Ek")
    assert changed
    entry = Change.objects.get()
    assert (entry.table, entry.row, entry.before, entry.by, entry.at) == (
        "registers_person",
        row.pk,
        None,
        BY,
        NOON,
    )


def test_only_what_changed_is_noted():
    register(efternamn="Ek", fornamn="Bo")
    register(efternamn="Öberg", fornamn="Bo")
    entry = Change.objects.latest("id")
    assert (entry.before, entry.after) == ({"efternamn": "Ek"}, {"efternamn": "Öberg"})


def test_saying_what_stands_there_already_leaves_no_trace():
    register(efternamn="Ek")
    _, changed = register(efternamn="Ek")
    assert not changed
    assert Change.objects.count() == 1


def test_days_amounts_and_identifiers_are_kept_as_text():
    row, _ = register(avliden=date(2018, 10, 20), public_id=uuid.UUID(int=1))
    assert Change.objects.get(row=row.pk).after == {
        "avliden": "2018-10-20",
        "public_id": str(uuid.UUID(int=1)),
    }
    change.register(
        Leverantor,
        key={"organisationsnummer": "5560000001"},
        values={"calls_per_second": Decimal("1.50")},
        by=BY,
        clock=clock(),
    )
    assert Change.objects.latest("id").after["calls_per_second"] == "1.50"


def test_of_many_who_register_the_same_row_at_once_one_makes_it():
    outcomes = at_once(*[lambda: register(efternamn="Ek")] * 4)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [changed for _, changed in outcomes].count(True) == 1
    assert Person.objects.count() == 1
