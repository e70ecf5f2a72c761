from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.registers import known
from tests.registers.known import BY, clock

from assistans.registers import queries, services
from assistans.registers.queries import Interval
from assistans.timeline.months import add_months

pytestmark = pytest.mark.usefixtures("db")
OCTOBER = date(2018, 10, 1)
QUERIES = 10


def facts(person, anordnare=(known.COMPANY,), assistenter=(known.ASSISTENT,), **told):
    return queries.facts_of(
        person=person, month=OCTOBER, anordnare=anordnare, assistenter=assistenter, **told
    )


def household():
    """A person with everything that a month can need."""
    person, anordnare, assistent = known.person(), known.anordnare(), known.assistent()
    said = {"by": BY, "clock": clock()}
    known.kommun()
    services.register_person_kommun(person=person, kod="0180", start=date(2017, 1, 1), **said)
    known.beslut(person, sarskilda_skal=("skola",))
    for villkor in ("ivo_tillstand", "f_skatt", "arbetsgivare"):
        services.register_villkor(anordnare=anordnare, villkor=villkor, start=date(2011, 1, 1), **said)
    uppdrag = services.register_uppdrag(
        person=person, anordnare=anordnare, avtal_from=date(2018, 1, 1), **said
    )
    services.register_betalningsmottagare(uppdrag=uppdrag, start=date(2018, 1, 1), **said)
    for through, mottagen in ((anordnare, date(2018, 9, 1)), (None, date(2018, 9, 15))):
        services.register_assistentuppgift(
            person=person,
            assistent=assistent,
            anordnare=through,
            mottagen=mottagen,
            start=date(2018, 9, 1),
            anstalld=date(2010, 1, 1) if through else None,
            bosatt_inom_ees=through is not None,
            **said,
        )
    services.register_oformogen(assistent=assistent, start=date(2018, 10, 3), end=date(2018, 10, 5), **said)
    services.register_vistelse(
        person=person, slag="sjukhus", start=date(2018, 9, 28), end=date(2018, 10, 3), **said
    )
    return person


def test_a_person_of_whom_nothing_is_known_has_empty_facts():
    found = facts(known.person())
    assert (found.kommuner, found.beslut, found.anordnare, found.assistenter) == ((), (), (), ())
    assert (found.sjukhus, found.institution, found.avliden) == ((), (), None)


@pytest.mark.parametrize(
    ("grants", "seen"),
    [
        ([(2017, 7), (2018, 4)], (2018, 4)),
        ([(2018, 11), (2019, 5)], (2018, 11)),
        ([(2018, 4), (2018, 11)], (2018, 4)),
    ],
    ids=["the last before", "the first after", "one before rather than one after"],
)
def test_of_grants_that_all_lie_outside_the_month_the_nearest_is_told(grants, seen):
    person = known.person()
    for year, month in grants:
        start = date(year, month, 1)
        known.beslut(person, start=start, end=add_months(start, 4))
    [found] = facts(person).beslut
    assert found.period.start == date(*seen, 1)


def test_a_grant_that_ends_as_the_month_begins_is_not_in_force_in_it():
    person = known.person()
    known.beslut(person, start=date(2018, 4, 1), end=OCTOBER)
    known.beslut(person, start=date(2018, 10, 31), end=date(2019, 1, 1))
    known.beslut(person, start=date(2019, 1, 1), end=date(2019, 7, 1))
    assert [beslut.period.start for beslut in facts(person).beslut] == [date(2018, 10, 31)]


def test_anordnare_and_assistants_that_the_month_does_not_name_are_left_out():
    found = facts(household(), anordnare=(), assistenter=())
    assert (found.anordnare, found.assistenter) == ((), ())


def test_a_month_has_all_that_the_registers_know_of_it():
    found = facts(household())
    assert [(kommun.kod, kommun.dagar) for kommun in found.kommuner] == [
        ("0180", Interval(date(2017, 1, 1), None))
    ]
    assert [beslut.period for beslut in found.beslut] == [Interval(date(2018, 7, 1), date(2019, 1, 1))]
    assert found.beslut[0].sarskilda_skal == ("skola",)
    assert found.sjukhus == (Interval(date(2018, 9, 28), date(2018, 10, 3)),)


def test_an_anordnare_comes_with_its_conditions_and_the_contract():
    [anordnare] = facts(household()).anordnare
    always = (Interval(date(2011, 1, 1), None),)
    assert (anordnare.organisationsnummer, anordnare.slag) == (known.COMPANY, "foretag")
    assert (anordnare.ivo_tillstand, anordnare.f_skatt, anordnare.arbetsgivare) == (always, always, always)
    assert anordnare.betalningsmottagare == (Interval(date(2018, 1, 1), None),)
    assert anordnare.avtal_from == date(2018, 1, 1)


def test_an_anordnare_without_a_contract_with_the_person_is_still_described():
    person = known.person()
    known.anordnare()
    [anordnare] = facts(person).anordnare
    assert (anordnare.betalningsmottagare, anordnare.avtal_from) == ((), None)


def test_another_persons_request_to_pay_the_anordnare_is_not_hers():
    household()
    [anordnare] = facts(known.person(known.OTHER_PERSON)).anordnare
    assert anordnare.betalningsmottagare == ()


def test_an_assistant_comes_with_the_day_her_data_arrived_for_each_anordnare():
    [assistent] = facts(household()).assistenter
    assert assistent.anmald == {known.COMPANY: date(2018, 9, 1), "egen": date(2018, 9, 15)}
    assert assistent.anstalld == {known.COMPANY: date(2010, 1, 1)}
    assert assistent.fodd == date(1960, 5, 5)
    assert assistent.oformogen == (Interval(date(2018, 10, 3), date(2018, 10, 5)),)


def test_outside_ees_counts_when_any_anordnare_says_so():
    [assistent] = facts(household()).assistenter
    assert not assistent.bosatt_inom_ees


def test_data_that_ended_before_the_month_is_not_there():
    person = household()
    for through in (known.anordnare(), None):
        services.end_assistentuppgift(
            person=person,
            assistent=known.assistent(),
            anordnare=through,
            start=OCTOBER,
            by=BY,
            clock=clock(),
        )
    assert facts(person).assistenter[0].anmald == {}


def test_a_later_change_does_not_move_the_day_the_data_first_arrived():
    person = household()
    services.register_assistentuppgift(
        person=person,
        assistent=known.assistent(),
        anordnare=known.anordnare(),
        mottagen=date(2018, 10, 20),
        start=date(2018, 10, 15),
        bosatt_inom_ees=True,
        narstaende=True,
        by=BY,
        clock=clock(),
    )
    [assistent] = facts(person).assistenter
    assert assistent.narstaende
    assert assistent.anmald[known.COMPANY] == date(2018, 9, 1)


def test_a_month_as_it_was_known_then_can_be_asked_for():
    person = household()
    later = clock(known.NOON + timedelta(days=10))
    services.register_person_kommun(person=known.person(), kod="0180", start=OCTOBER, by=BY, clock=later)
    services.register_vistelse(person=person, slag="institution", start=OCTOBER, by=BY, clock=later)
    assert facts(person, known_at=known.NOON + timedelta(days=1)).institution == ()
    assert facts(person).institution == (Interval(OCTOBER, None),)


@pytest.mark.parametrize("assistants", [1, 8])
def test_the_number_of_queries_does_not_depend_on_what_the_month_holds(assistants):
    person = household()
    numbers = [known.ASSISTENT, "195501019847", "198503129820", "197001719801"][:assistants]
    for number in numbers:
        known.assistent(number)
    with CaptureQueriesContext(connection) as asked:
        facts(person, assistenter=numbers)
    assert len(asked) == QUERIES


def test_equal_facts_are_equal_values():
    person = household()
    assert facts(person) == facts(person, anordnare=[known.COMPANY], assistenter={known.ASSISTENT})
