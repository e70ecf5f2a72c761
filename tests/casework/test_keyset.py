"""A long list comes in parts, forwards and back, whatever happens to it in between."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county

from assistans.casework.keyset import Place, part_of
from assistans.casework.models import Manadsarende

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def _five_months(db):  # noqa: ARG001 - a database comes first
    persons = [county.person(number, kod="") for number in (county.PERSON, county.ANNAN_PERSON)]
    for who, months in zip(persons, ([1, 2, 3], [2, 3]), strict=True):
        for month in months:
            Manadsarende.objects.create(person=who, manad=date(2018, month, 1))


def part(place=Place(), limit=2, *, descending=True, rows=None):  # noqa: B008 - a Place cannot change
    rows = Manadsarende.objects.all() if rows is None else rows
    return part_of(rows, key="manad", descending=descending, place=place, limit=limit)


def told(found):
    return [(row.manad.month, row.pk) for row in found.rows]


def whole(*, descending=True):
    sign = -1 if descending else 1
    return sorted(
        ((row.manad.month, row.pk) for row in Manadsarende.objects.all()),
        key=lambda pair: (sign * pair[0], pair[1]),
    )


def test_a_row_that_does_not_exist_is_no_place():
    assert told(part(Place(after=uuid4()))) == whole()[:2]


def test_an_empty_list_leads_nowhere():
    found = part(rows=Manadsarende.objects.none())
    assert (found.rows, found.before, found.after) == ([], None, None)


@pytest.mark.parametrize("descending", [True, False])
def test_the_parts_forwards_are_the_whole_list_once(descending):
    found, seen = part(descending=descending), []
    while True:
        seen += told(found)
        if found.after is None:
            break
        found = part(Place(after=found.after), descending=descending)
    assert seen == whole(descending=descending)


@pytest.mark.parametrize("descending", [True, False])
def test_the_way_back_is_the_way_there(descending):
    first = part(descending=descending)
    second = part(Place(after=first.after), descending=descending)
    again = part(Place(before=second.before), descending=descending)
    assert told(again) == told(first)
    assert again.before is None
    assert again.after == first.after


def test_a_place_stands_although_its_row_has_left_the_list():
    first = part()
    narrowed = Manadsarende.objects.exclude(public_id=first.after)
    assert told(part(Place(after=first.after), rows=narrowed)) == whole()[2:4]


def test_a_part_takes_two_queries_at_most():
    first = part()
    with CaptureQueriesContext(connection) as asked:
        part(Place(after=first.after))
    assert len(asked) == 2
