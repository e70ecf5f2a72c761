from datetime import date

import pytest
from tests.assessment.underlagen import (
    FORETAG,
    KOOPERATIV,
    assessed,
    assistent,
    beslut,
    codes,
    in_month,
    rapport,
    report_of,
    stopped,
)

from assistans.facts import Rakning, Tid
from assistans.facts.rakning import Kostnader
from assistans.timeline.months import ALWAYS, Month, Period
from assistans.timeline.quantities import Ore

DAYS = ["09 08.00-10.00 aktiv", "10 08.00-10.00 aktiv", "11 08.00-10.00 aktiv"]
JUNE, JULY = Month(2013, 6), Month(2013, 7)


def of(who, kod, *reports, **changes):
    found = stopped(
        kod, *(reports or (rapport(*DAYS),)), assistenter={"A": who, "B": assistent("B")}, **changes
    )
    return found[0] or None


def in_2013(month, who, **changes):
    return assessed(
        report_of(month, "09 08.00-10.00 aktiv"), **in_month(month, assistenter={"A": who}, **changes)
    )


@pytest.mark.parametrize(
    ("born", "minutes"),
    [
        ("2000-10-08", None),
        ("2000-10-09", None),
        ("2000-10-10", 120),
        ("2000-10-11", 240),
        ("2000-10-12", 360),
        ("2000-11-01", 360),
        ("2005-01-01", 360),
        ("1950-01-01", None),
    ],
)
def test_time_before_the_day_of_turning_eighteen_is_not_paid(born, minutes):
    assert of(assistent(fodd=date.fromisoformat(born)), "ASSISTENT_UNDER_18") == minutes


def test_who_is_born_on_the_leap_day_is_eighteen_on_the_last_of_february():
    month = Month(2018, 2)
    young = {"A": assistent(fodd=date(2000, 2, 29))}
    rows = report_of(month, "27 08.00-10.00 aktiv", "28 08.00-10.00 aktiv")
    assert assessed(rows, **in_month(month, assistenter=young)).per_kod == {"ASSISTENT_UNDER_18": 120}


@pytest.mark.parametrize(
    ("anstalld", "minutes"),
    [({}, 360), ({FORETAG: date(2013, 6, 30)}, None), ({FORETAG: date(2013, 7, 1)}, 360), ({KOOPERATIV: date(2010, 1, 1)}, 360)],
)  # fmt: skip
def test_the_conditions_of_july_2013_do_not_bite_where_employment_is_earlier(anstalld, minutes):
    assert of(assistent(fodd=date(2005, 1, 1), anstalld=anstalld), "ASSISTENT_UNDER_18") == minutes
    abroad = assistent(bosatt="utanfor_ees", anstalld=anstalld)
    assert of(abroad, "ASSISTENT_UTANFOR_EES") == minutes


@pytest.mark.parametrize(
    "who", [assistent(fodd=date(2005, 1, 1)), assistent(bosatt="utanfor_ees"), assistent(anmald={})]
)
def test_before_july_2013_none_of_the_three_is_tested(who):
    assert in_2013(JUNE, who).utfall == "beviljat"
    assert in_2013(JULY, who).utfall == "avslag"


def test_residence_outside_the_ees_is_not_paid_without_an_amount_for_it():
    assert of(assistent(bosatt="utanfor_ees"), "ASSISTENT_UTANFOR_EES") == 360
    assert of(assistent(bosatt="inom_ees"), "ASSISTENT_UTANFOR_EES") is None


def test_an_amount_for_time_outside_the_ees_holds_for_its_own_grant():
    grants = (
        beslut(
            beviljandeperiod=Period(date(2018, 7, 1), date(2018, 10, 10)), timbelopp_utanfor_ees=Ore(20000)
        ),
        beslut(beviljandeperiod=Period(date(2018, 10, 10), date(2019, 1, 1))),
    )
    paid = Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=Kostnader())
    assert of(assistent(bosatt="utanfor_ees"), "ASSISTENT_UTANFOR_EES", beslut=grants, rakning=paid) == 240


def test_only_the_assistant_outside_the_ees_is_stopped():
    reports = (rapport(*DAYS), rapport("12 08.00-10.00 aktiv", assistent="B"))
    assert of(assistent(bosatt="utanfor_ees"), "ASSISTENT_UTANFOR_EES", *reports) == 360


@pytest.mark.parametrize(
    ("anmald", "minutes"),
    [
        ({}, 360),
        ("alla", None),
        ({FORETAG: ALWAYS}, None),
        ({FORETAG: date(2018, 9, 1)}, None),
        ({FORETAG: date(2018, 10, 9)}, None),
        ({FORETAG: date(2018, 10, 10)}, 120),
        ({FORETAG: date(2018, 10, 11)}, 240),
        ({FORETAG: date(2018, 10, 31)}, 360),
        ({FORETAG: date(2018, 11, 1)}, 360),
        ({KOOPERATIV: date(2010, 1, 1)}, 360),
    ],
)
def test_time_before_the_day_the_data_arrived_at_that_anordnare_is_not_paid(anmald, minutes):
    assert of(assistent(anmald=anmald), "ASSISTENT_EJ_ANMALD") == minutes


@pytest.mark.parametrize(
    ("anmald", "told"),
    [
        ("alla", []),
        ({FORETAG: date(2018, 10, 1)}, []),
        ({FORETAG: date(2018, 10, 2)}, ["anmalan"]),
        ({}, ["anmalan_saknas"]),
    ],
)
def test_the_day_the_data_arrived_is_told_only_where_days_of_the_month_lie_before_it(anmald, told):
    bedomning = assessed(rapport(*DAYS), assistenter={"A": assistent(anmald=anmald)})
    rows = [row for row in bedomning.spar if row.nyckel.startswith("anmalan")]
    assert [row.nyckel for row in rows] == told
    assert {(row.enhet, row.policy) for row in rows} <= {("dag", "anmalningsdag")}


def test_the_day_of_turning_eighteen_is_told_as_a_day():
    bedomning = assessed(rapport(*DAYS), assistenter={"A": assistent(fodd=date(2000, 10, 10))})
    (row,) = [row for row in bedomning.spar if row.nyckel == "alder"]
    assert (row.resultat, row.enhet, row.varden["alder"]) == (date(2018, 10, 10), "dag", 18)


def test_the_data_are_asked_for_each_anordnare():
    reports = (rapport(DAYS[0]), rapport(DAYS[1], anordnare=KOOPERATIV))
    assert of(assistent(anmald={FORETAG: date(2018, 1, 1)}), "ASSISTENT_EJ_ANMALD", *reports) == 120


@pytest.mark.parametrize(
    ("periods", "minutes"),
    [
        ((), None),
        ((Period(date(2018, 10, 10), date(2018, 10, 11)),), 120),
        ((Period(date(2018, 10, 10), None),), 240),
        ((Period(ALWAYS, date(2018, 10, 10)),), 120),
        ((Period(date(2018, 10, 9), date(2018, 10, 10)), Period(date(2018, 10, 11), None)), 240),
        ((Period(date(2018, 9, 1), date(2018, 10, 1)),), None),
    ],
)
def test_time_in_an_interval_of_inability_waits(periods, minutes):
    assert of(assistent(oformogen=periods), "ASSISTENT_OFORMOGEN") == minutes


def test_inability_waits_and_the_other_three_stop():
    unable = {"A": assistent(oformogen=(Period(ALWAYS, None),))}
    assert assessed(rapport(*DAYS), assistenter=unable).vantar == Tid(360)
    assert assessed(rapport(*DAYS), assistenter={"A": assistent(anmald={})}).stoppad == Tid(360)


def test_inability_of_another_assistant_is_no_matter():
    unable = {"A": assistent(), "B": assistent("B", oformogen=(Period(ALWAYS, None),))}
    assert assessed(rapport(*DAYS), assistenter=unable).utfall == "beviljat"


def test_a_minute_is_taken_once_in_the_order_age_residence_data_ability():
    wrong = {
        "fodd": date(2000, 10, 10),
        "bosatt": "utanfor_ees",
        "anmald": {},
        "oformogen": (Period(ALWAYS, None),),
    }
    assert codes(assessed(rapport(*DAYS), assistenter={"A": assistent(**wrong)})) == [
        "ASSISTENT_UNDER_18",
        "ASSISTENT_UTANFOR_EES",
    ]
    del wrong["bosatt"]
    assert assessed(rapport(*DAYS), assistenter={"A": assistent(**wrong)}).per_kod == {
        "ASSISTENT_EJ_ANMALD": 240,
        "ASSISTENT_UNDER_18": 120,
    }
