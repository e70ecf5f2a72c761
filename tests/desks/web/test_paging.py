"""Which part of a list an address asks for, and the addresses of the parts beside."""

import uuid

import pytest
from django.http import Http404
from django.test import RequestFactory

from assistans.casework.keyset import ListPart, Place
from assistans.desks.web.paging import links_of, place_of

ONE, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def asked(query):
    return place_of(RequestFactory().get(f"/?{query}"))


@pytest.mark.parametrize("query", ["efter=", "efter=1", "fore=kalle", "efter=19900118-9811"])
def test_an_address_that_no_page_of_ours_makes_is_no_page(query):
    with pytest.raises(Http404):
        asked(query)


def test_no_place_is_the_beginning():
    assert asked("") == Place()


def test_the_addresses_of_a_part_lead_to_the_parts_beside():
    links = links_of(ListPart(rows=[], before=ONE, after=OTHER))
    assert (asked(links.newer), asked(links.older)) == (Place(before=ONE), Place(after=OTHER))


def test_a_list_in_one_part_leads_nowhere():
    links = links_of(ListPart(rows=[], before=None, after=None))
    assert (links.newer, links.older) == (None, None)
