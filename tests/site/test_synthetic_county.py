"""A county is drawn from its seed: the same again, whoever asks for how many."""

import pytest

from assistans.site.synthetic import county, names


@pytest.fixture(scope="module")
def drawn():
    return county.draw(7)


def test_the_same_seed_gives_the_same_county(drawn):
    assert county.draw(7) == drawn
    assert list(county.draw(7).persons(5)) == list(drawn.persons(5))


def test_another_seed_gives_other_names(drawn):
    assert county.draw(8).person(0).individual.namn != drawn.person(0).individual.namn


def test_a_person_is_the_same_however_many_are_drawn(drawn):
    assert list(drawn.persons(50))[7] == drawn.person(7)


def test_forty_persons_have_two_hundred_and_fifty_assistants(drawn):
    assert sum(len(person.team) for person in drawn.persons(40)) == 250


def test_every_team_is_of_four_to_nine(drawn):
    assert {len(person.team) for person in drawn.persons(40)} == {4, 5, 6, 7, 8, 9}


def test_nobody_shares_a_number(drawn):
    people = [p.individual for p in drawn.persons(400)]
    people += [a for p in drawn.persons(400) for a in p.team]
    people += [p.stallforetradare for p in drawn.persons(400) if p.stallforetradare]
    people += [a.firmatecknare for a in drawn.anordnare]
    assert len({individual.nummer for individual in people}) == len(people)


def test_organisations_have_numbers_of_their_own(drawn):
    assert len({a.organisationsnummer for a in drawn.anordnare}) == len(drawn.anordnare)
    assert len({k.organisationsnummer for k in drawn.kommuner}) == len(drawn.kommuner) == 3


def test_a_kommun_that_arranges_assistance_is_itself(drawn):
    arranging = next(a for a in drawn.anordnare if a.slag == "kommun")
    assert arranging.organisationsnummer in {k.organisationsnummer for k in drawn.kommuner}


def test_every_kind_of_anordnare_is_there(drawn):
    assert {a.slag for a in drawn.anordnare} == {"foretag", "kooperativ", "kommun"}


def test_hours_are_those_of_the_field(drawn):
    assert {person.timmar for person in drawn.persons(40)} <= set(range(40, 131))


def test_granted_kinds_follow_the_nights(drawn):
    assert {(p.natt, *sorted(p.granted)) for p in drawn.persons(40)} == {
        ("ingen",),
        ("aktiv",),
        ("vantetid", "vantetid"),
        ("beredskap", "beredskap"),
    }


def test_random_numbers_belong_to_their_subject(drawn):
    assert drawn.random("a", 1).random() == drawn.random("a", 1).random() != drawn.random("a", 2).random()


def test_names_repeat_late():
    assert len({names.name(index) for index in range(1500)}) == 1500
