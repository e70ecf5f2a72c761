from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.registers import known
from tests.registers.known import BY, clock

from assistans.registers import services
from assistans.registers.queries import PROTECTED, names_of, names_of_anordnare, names_of_assistenter

pytestmark = pytest.mark.usefixtures("db")
TODAY = date(2018, 10, 1)


def protected(slag="sekretessmarkering"):
    person = known.person()
    services.register_skydd(person=person, slag=slag, start=TODAY, by=BY, clock=clock())
    return person


@pytest.mark.parametrize("slag", ["sekretessmarkering", "skyddad_folkbokforing"])
def test_a_protected_name_is_not_shown(slag):
    person = protected(slag)
    assert names_of(persons=[person.public_id], on=TODAY) == {person.public_id: PROTECTED}


@pytest.mark.parametrize("reason", ["", None])
def test_an_empty_need_to_know_shows_nothing(reason):
    person = protected()
    assert names_of(persons=[person.public_id], on=TODAY, need_to_know=reason)[person.public_id] == PROTECTED


def test_whoever_states_a_need_to_know_gets_the_name():
    person = protected()
    names = names_of(persons=[person.public_id], on=TODAY, need_to_know="utbetalning")
    assert names == {person.public_id: "Åsa Öberg"}


def test_a_name_is_shown_when_the_protection_has_not_begun_or_has_ended():
    person = protected()
    services.end_skydd(person=person, start=date(2018, 11, 1), by=BY, clock=clock())
    for day in (date(2018, 9, 30), date(2018, 11, 1)):
        assert names_of(persons=[person.public_id], on=day)[person.public_id] == "Åsa Öberg"


def test_a_person_known_only_by_a_document_has_no_name():
    person = services.ensure_person(personnummer=known.PERSON, clock=clock())
    assert names_of(persons=[person.public_id], on=TODAY) == {person.public_id: "Namn saknas"}


def test_an_unknown_public_id_has_no_entry():
    assert names_of(persons=[uuid4()], on=TODAY) == {}


def test_an_assistant_is_named_unless_she_is_protected_as_a_person():
    bo = known.assistent()
    assert names_of_assistenter(assistenter=[bo.public_id], on=TODAY) == {bo.public_id: "Bo Ek"}
    person = known.person(known.ASSISTENT)
    services.register_skydd(person=person, slag="sekretessmarkering", start=TODAY, by=BY, clock=clock())
    assert names_of_assistenter(assistenter=[bo.public_id], on=TODAY) == {bo.public_id: PROTECTED}
    assert names_of_assistenter(assistenter=[bo.public_id], on=date(2018, 9, 30)) == {bo.public_id: "Bo Ek"}


def test_an_unknown_assistant_or_anordnare_has_no_entry():
    assert names_of_assistenter(assistenter=[uuid4()], on=TODAY) == {}
    assert names_of_anordnare(organisationsnummer=["5560000001", "egen"]) == {}


def test_an_anordnare_is_named_by_its_number():
    known.anordnare()
    assert names_of_anordnare(organisationsnummer=[known.COMPANY]) == {known.COMPANY: "Assistans i Väst AB"}


def test_any_number_of_names_takes_two_queries():
    persons = [known.person().public_id, known.person(known.OTHER_PERSON).public_id]
    with CaptureQueriesContext(connection) as asked:
        names_of(persons=persons, on=TODAY)
    assert len(asked) == 2
