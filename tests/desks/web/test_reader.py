"""What an address means to its reader: what is no month, no id or not hers does not exist."""

from datetime import date
from uuid import UUID

import pytest
from django.http import Http404

from assistans.desks.web.reader import day_of, id_of, month_of, own_or_404
from assistans.timeline.months import Month


@pytest.mark.parametrize("text", ["2018-13", "2018", "oktober", ""])
def test_what_is_no_month_does_not_exist(text):
    with pytest.raises(Http404):
        month_of(text)


@pytest.mark.parametrize("text", ["0001-01", "1993-12", "2100-01", "9999-12"])
def test_a_month_of_a_year_without_assistansersattning_does_not_exist(text):
    with pytest.raises(Http404):
        month_of(text)


def test_a_month_of_an_address():
    assert month_of("2018-10") == Month(2018, 10)


@pytest.mark.parametrize("text", ["x", ""])
def test_what_is_no_id_does_not_exist(text):
    with pytest.raises(Http404):
        id_of(text)


def test_an_address_without_an_id_begins_at_the_beginning():
    assert id_of(None) is None


@pytest.mark.parametrize("text", ["2018-11-31", "i dag", ""])
def test_what_is_no_day_does_not_exist(text):
    with pytest.raises(Http404):
        day_of(text)


def test_a_day_of_an_address():
    assert day_of("2018-11-20") == date(2018, 11, 20)


def test_an_id_of_an_address():
    assert id_of("11111111-1111-4111-8111-111111111111") == UUID("11111111-1111-4111-8111-111111111111")


def test_what_was_not_found_among_her_own_does_not_exist():
    with pytest.raises(Http404):
        own_or_404(None)


def test_an_empty_row_of_her_own_is_still_hers():
    assert own_or_404(()) == ()
