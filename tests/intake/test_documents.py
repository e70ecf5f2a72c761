"""What is told of a document that is not formally valid: a stable code, the place, what to do, and never a number."""

from datetime import date

import pytest

from assistans.intake import documents
from assistans.intake.documents import DocumentError
from assistans.registers import identifiers


def refusal(asked, *told, **named):
    with pytest.raises(DocumentError) as refused:
        asked(*told, **named)
    return refused.value


@pytest.mark.parametrize("text", ["2018-00", "2018-13", "0000-01"])
def test_a_month_that_is_none_is_refused_and_told_how_to_write_one(text):
    refused = refusal(documents.month, text)
    assert (refused.code, "YYYY-MM" in str(refused)) == ("MONTH", True)


@pytest.mark.parametrize("text", ["10000-01-01", "-0001-01-01"])
def test_a_day_outside_our_years_is_refused_with_its_place(text):
    refused = refusal(documents.day, text, where="forskott/fromDag")
    assert (refused.code, str(refused)[:16]) == ("DATE", "forskott/fromDag")


def test_a_period_that_ends_before_it_begins_is_refused():
    refused = refusal(documents.period, date(2018, 10, 2), date(2018, 10, 1), where="forskott")
    assert refused.code == "PERIOD_ORDER"


@pytest.mark.parametrize(
    ("text", "read"),
    [("199001189812", identifiers.personnummer), ("5560000002", identifiers.organisationsnummer)],
)
def test_a_number_that_cannot_be_is_refused_by_its_place_and_not_repeated(text, read):
    refused = refusal(documents.number, text, where="assistent/personnummer", read=read)
    assert (refused.code, text in str(refused)) == ("CHECK_DIGIT", False)


def test_a_day_may_have_white_space_and_a_time_zone_about_it():
    assert documents.day(" 2018-10-31+01:00 ", where="underskrift/datum") == date(2018, 10, 31)


def test_a_period_of_one_day_is_in_order():
    day = date(2018, 10, 1)
    assert documents.period(day, day, where="forskott") == (day, day)


def test_a_month_is_its_first_day():
    assert documents.month("2018-10") == date(2018, 10, 1)
