from datetime import date

import pytest
from tests.registers import known
from tests.registers.known import BY, clock

from assistans.base.amend import current
from assistans.registers import services
from assistans.registers.identifiers import InvalidNumber
from assistans.registers.models import Assistent, AssistentOformogen, AssistentuppgiftVersion

pytestmark = pytest.mark.usefixtures("db")


def report(person, assistent, anordnare, mottagen=date(2018, 9, 1), start=date(2018, 9, 1), **told):
    return services.register_assistentuppgift(
        person=person,
        assistent=assistent,
        anordnare=anordnare,
        mottagen=mottagen,
        start=start,
        **({"bosatt_inom_ees": True, "by": BY, "clock": clock()} | told),
    )


def test_a_wrong_idnummer_registers_nobody():
    with pytest.raises(InvalidNumber):
        known.assistent("196005059835")
    assert not Assistent.objects.exists()


def test_the_day_of_birth_comes_from_the_number():
    assert known.assistent().fodd == date(1960, 5, 5)


def test_a_samordningsnummer_is_known_as_one():
    assistent = known.assistent("197001719801")
    assert (assistent.idtyp, assistent.fodd) == ("samordningsnummer", date(1970, 1, 11))


def test_a_document_makes_the_assistant_it_names_and_does_not_rename_a_known_one():
    made = services.ensure_assistent(idnummer=known.ASSISTENT, fornamn="Bo", efternamn="Ek", clock=clock())
    again = services.ensure_assistent(idnummer=known.ASSISTENT, fornamn="X", efternamn="Y", clock=clock())
    assert (again.pk, again.efternamn) == (made.pk, "Ek")


def test_data_for_the_persons_own_employment_is_one_identity_however_often_it_comes():
    person, assistent = known.person(), known.assistent()
    report(person, assistent, None)
    report(person, assistent, None, narstaende=True)
    assert current(AssistentuppgiftVersion).get().narstaende


def test_a_change_from_a_later_day_leaves_the_days_before_it():
    person, assistent, anordnare = known.person(), known.assistent(), known.anordnare()
    report(person, assistent, anordnare)
    report(person, assistent, anordnare, start=date(2018, 10, 15), bosatt_inom_ees=False)
    rows = current(AssistentuppgiftVersion).order_by("valid")
    assert [(row.valid.lower, row.bosatt_inom_ees) for row in rows] == [
        (date(2018, 9, 1), True),
        (date(2018, 10, 15), False),
    ]


def test_the_end_of_the_work_is_kept():
    person, assistent, anordnare = known.person(), known.assistent(), known.anordnare()
    report(person, assistent, anordnare)
    services.end_assistentuppgift(
        person=person, assistent=assistent, anordnare=anordnare, start=date(2018, 11, 1), by=BY, clock=clock()
    )
    assert current(AssistentuppgiftVersion).get().valid.upper == date(2018, 11, 1)


def test_new_data_has_the_persons_months_looked_at_again():
    person, assistent = known.person(), known.assistent()
    known.forget_asked()
    report(person, assistent, None)
    assert known.asked_again() == {str(person.public_id)}


def test_inability_has_everybody_looked_at_again_for_whom_the_assistant_works():
    person, other, assistent = known.person(), known.person(known.OTHER_PERSON), known.assistent()
    for who in (person, other):
        report(who, assistent, None)
    known.forget_asked()
    told = {"assistent": assistent, "by": BY, "clock": clock()}
    services.register_oformogen(start=date(2018, 10, 1), **told)
    services.end_oformogen(start=date(2018, 10, 8), **told)
    assert current(AssistentOformogen).get().valid.upper == date(2018, 10, 8)
    assert known.asked_again() == {str(person.public_id), str(other.public_id)}
