from datetime import date

import pytest
from tests.registers import known
from tests.registers.known import BY, clock

from assistans.base.amend import current
from assistans.registers import services
from assistans.registers.identifiers import InvalidNumber
from assistans.registers.models import Anordnare, AnordnareVillkor, Betalningsmottagare

pytestmark = pytest.mark.usefixtures("db")


def test_a_wrong_organisationsnummer_registers_nobody():
    with pytest.raises(InvalidNumber):
        known.anordnare("5560000002")
    assert not Anordnare.objects.exists()


def test_an_unknown_kind_of_anordnare_is_refused():
    with pytest.raises(ValueError, match="stiftelse"):
        known.anordnare(slag="stiftelse")


def test_an_unknown_condition_is_refused():
    with pytest.raises(ValueError, match="registrering"):
        services.register_villkor(
            anordnare=known.anordnare(),
            villkor="registrering",
            start=date(2018, 1, 1),
            by=BY,
            clock=clock(),
        )


def test_a_condition_holds_on_the_days_that_are_said_and_no_others():
    anordnare = known.anordnare()
    told = {"anordnare": anordnare, "villkor": "ivo_tillstand", "by": BY, "clock": clock()}
    services.register_villkor(start=date(2011, 1, 1), **told)
    services.end_villkor(start=date(2018, 10, 1), **told)
    row = current(AnordnareVillkor).get()
    assert (row.valid.lower, row.valid.upper) == (date(2011, 1, 1), date(2018, 10, 1))


def test_a_lost_permit_has_everybody_with_a_contract_or_an_assistant_there_looked_at_again():
    anordnare, person, other = known.anordnare(), known.person(), known.person(known.OTHER_PERSON)
    services.register_uppdrag(person=person, anordnare=anordnare, by=BY, clock=clock())
    services.register_assistentuppgift(
        person=other,
        assistent=known.assistent(),
        anordnare=anordnare,
        mottagen=date(2018, 1, 1),
        start=date(2018, 1, 1),
        bosatt_inom_ees=True,
        by=BY,
        clock=clock(),
    )
    known.forget_asked()
    services.end_villkor(
        anordnare=anordnare, villkor="ivo_tillstand", start=date(2018, 10, 1), by=BY, clock=clock()
    )
    assert known.asked_again() == {str(person.public_id), str(other.public_id)}


def test_the_day_the_person_was_told_that_the_permit_ended_is_kept():
    person, anordnare = known.person(), known.anordnare()
    for told in (None, date(2018, 10, 1)):
        uppdrag = services.register_uppdrag(
            person=person,
            anordnare=anordnare,
            avtal_from=date(2018, 1, 1),
            tillstand_upphort_meddelat=told,
            by=BY,
            clock=clock(),
        )
    assert uppdrag.tillstand_upphort_meddelat == date(2018, 10, 1)
    assert uppdrag.avtal_from == date(2018, 1, 1)


def test_the_anordnare_is_paid_on_the_days_of_the_request_and_the_person_is_looked_at_again():
    person = known.person()
    uppdrag = services.register_uppdrag(person=person, anordnare=known.anordnare(), by=BY, clock=clock())
    known.forget_asked()
    services.register_betalningsmottagare(uppdrag=uppdrag, start=date(2018, 1, 1), by=BY, clock=clock())
    services.end_betalningsmottagare(uppdrag=uppdrag, start=date(2018, 7, 1), by=BY, clock=clock())
    assert current(Betalningsmottagare).get().valid.upper == date(2018, 7, 1)
    assert known.asked_again() == {str(person.public_id)}
