from datetime import date, timedelta

import pytest
from django.db import connection
from tests.registers import known
from tests.registers.known import BY, clock

from assistans.base.amend import NoDays, current
from assistans.base.models import Change
from assistans.registers import models, services
from assistans.registers.identifiers import InvalidNumber

pytestmark = pytest.mark.usefixtures("db")


def test_a_wrong_personnummer_registers_nobody_and_is_not_repeated():
    with pytest.raises(InvalidNumber) as refused:
        known.person("199001189812")
    assert "19900118" not in str(refused.value)
    assert not models.Person.objects.exists()


def test_a_kommun_code_that_is_not_four_digits_is_refused():
    with pytest.raises(InvalidNumber, match="4 siffror"):
        known.kommun(kod="180")


def test_an_unknown_kommun_cannot_be_responsible():
    with pytest.raises(models.Kommun.DoesNotExist):
        services.register_person_kommun(
            person=known.person(), kod="0180", start=date(2018, 1, 1), by=BY, clock=clock()
        )


def test_a_stay_without_a_day_is_refused():
    with pytest.raises(NoDays):
        services.register_vistelse(
            person=known.person(),
            slag="sjukhus",
            start=date(2018, 10, 2),
            end=date(2018, 10, 2),
            by=BY,
            clock=clock(),
        )


@pytest.mark.parametrize("slag", ["", "hemlig"])
def test_an_unknown_kind_of_protection_is_refused(slag):
    with pytest.raises(ValueError, match="PersonSkydd"):
        services.register_skydd(
            person=known.person(), slag=slag, start=date(2018, 1, 1), by=BY, clock=clock()
        )


def test_a_person_gets_a_public_id_and_swedish_order():
    person = known.person()
    assert person.personnummer == "199001189811"
    assert str(person.public_id) != person.personnummer
    assert person.sortnyckel == "}berg  {sa"


def test_a_new_name_is_kept_with_what_stood_there_before_and_by_whom():
    known.person()
    person = known.person(efternamn="Ek")
    assert person.efternamn == "Ek"
    change = Change.objects.latest("id")
    assert change.before["efternamn"] == "Öberg"
    assert change.after["efternamn"] == "Ek"
    assert change.by == BY


def test_saying_what_is_known_changes_nothing_and_asks_for_nothing():
    known.person()
    known.forget_asked()
    known.person()
    assert Change.objects.count() == 1
    assert not known.asked_again()


def test_a_document_makes_the_person_it_names():
    person = services.ensure_person(personnummer=known.PERSON, clock=clock())
    assert (person.fornamn, person.efternamn) == ("", "")


def test_a_document_does_not_rename_a_known_person():
    known.person()
    found = services.ensure_person(personnummer=known.PERSON, fornamn="X", efternamn="Y", clock=clock())
    assert found.efternamn == "Öberg"


def test_a_death_has_the_persons_months_looked_at_again():
    person = known.person()
    known.forget_asked()
    services.register_avliden(person=person, dag=date(2018, 10, 20), by=BY, clock=clock())
    assert models.Person.objects.get().avliden == date(2018, 10, 20)
    assert known.asked_again() == {str(person.public_id)}


def test_a_wrong_notice_of_death_can_be_taken_back():
    person = known.person()
    services.register_avliden(person=person, dag=date(2018, 10, 20), by=BY, clock=clock())
    services.register_avliden(person=person, dag=None, by=BY, clock=clock())
    assert models.Person.objects.get().avliden is None


def test_a_move_ends_the_first_kommuns_days_and_has_the_months_looked_at_again():
    person = known.person()
    known.kommun()
    known.kommun("0184", "2120000167")
    for kod, day in (("0180", date(2018, 1, 1)), ("0184", date(2018, 10, 15))):
        services.register_person_kommun(person=person, kod=kod, start=day, by=BY, clock=clock())
    rows = current(models.PersonKommun).order_by("valid")
    assert [(row.kommun_id, row.valid.lower, row.valid.upper) for row in rows] == [
        ("0180", date(2018, 1, 1), date(2018, 10, 15)),
        ("0184", date(2018, 10, 15), None),
    ]
    assert known.asked_again() == {str(person.public_id)}


def test_protection_ends_on_the_day_that_is_said():
    person = known.person()
    services.register_skydd(
        person=person, slag="sekretessmarkering", start=date(2018, 1, 1), by=BY, clock=clock()
    )
    services.end_skydd(person=person, start=date(2018, 11, 1), by=BY, clock=clock())
    assert current(models.PersonSkydd).get().valid.upper == date(2018, 11, 1)


def test_a_stay_can_be_taken_back_for_some_days():
    person = known.person()
    told = {"person": person, "slag": "sjukhus", "by": BY, "clock": clock()}
    services.register_vistelse(start=date(2018, 10, 1), end=date(2018, 10, 11), **told)
    services.end_vistelse(start=date(2018, 10, 4), end=date(2018, 10, 6), **told)
    assert [
        (row.valid.lower.day, row.valid.upper.day) for row in current(models.Vistelse).order_by("valid")
    ] == [
        (1, 4),
        (6, 11),
    ]


def test_a_representative_is_registered_and_ended():
    person = known.person()
    services.register_stallforetradare(
        person=person,
        personnummer="19550101-9847",
        namn="Ulla Ek",
        slag="god_man",
        start=date(2018, 1, 1),
        by=BY,
        clock=clock(),
    )
    services.end_stallforetradare(
        person=person, personnummer=known.STALLFORETRADARE, start=date(2018, 6, 1), by=BY, clock=clock()
    )
    assert current(models.Stallforetradare, on=date(2018, 5, 31)).get().slag == "god_man"
    assert not current(models.Stallforetradare, on=date(2018, 6, 1)).exists()


def test_what_was_known_before_a_change_is_still_known_to_have_been():
    person, first = known.person(), known.NOON
    known.kommun()
    known.kommun("0184", "2120000167")
    for days, kod in ((0, "0180"), (30, "0184")):
        services.register_person_kommun(
            person=person, kod=kod, start=date(2018, 1, 1), by=BY, clock=clock(first + timedelta(days=days))
        )
    then = current(models.PersonKommun, known_at=first + timedelta(days=1))
    assert then.get().kommun_id == "0180"
    assert current(models.PersonKommun).get().kommun_id == "0184"


def test_the_system_itself_cannot_rewrite_what_was_known():
    person = known.person()
    services.register_vistelse(
        person=person, slag="institution", start=date(2018, 10, 1), by=BY, clock=clock()
    )
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM registers_vistelse")
