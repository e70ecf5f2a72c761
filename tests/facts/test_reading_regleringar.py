from datetime import date
from fractions import Fraction

import pytest

from assistans.facts import CaseError, Slutavrakning, read_avrakning, read_avstamning, read_slutavrakning
from assistans.facts.reading_regleringar import exact_minutes
from assistans.facts.regleringar import Manadstid, Preliminart
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

AVRAKNING = {
    "month": "2014-07",
    "preliminart": {"tid": "100:00", "timbelopp": "280.00"},
    "anvant": {"tid": "90:00"},
    "gjord": "2014-09-04",
}
PERIOD = {"from": "2014-03-01", "to": "2014-08-31"}
PAID = {"month": "2014-03", "tid": "100:00", "timbelopp": "280.00"}
USED = {"month": "2014-03", "tid": "90:00"}
SLUTAVRAKNING = {"beviljandeperiod": PERIOD, "preliminart": [PAID], "anvant": [USED], "gjord": "2014-10-04"}
MONTH = {"month": "2019-01", "tid": "100:00", "kostnader": "33000.00", "beslutat": "31000.00"}
AVSTAMNING = {
    "beviljandeperiod": {"from": "2019-01-01", "to": "2019-06-30"},
    "gjord": "2019-09-10",
    "manader": [MONTH],
}
READERS = [(read_avrakning, AVRAKNING), (read_slutavrakning, SLUTAVRAKNING), (read_avstamning, AVSTAMNING)]


def test_where_nothing_more_is_told_no_limit_is_known_no_account_and_no_own_employees():
    hour = Fraction(60)
    assert read_slutavrakning(SLUTAVRAKNING) == Slutavrakning(
        beviljandeperiod=Period(date(2014, 3, 1), date(2014, 9, 1)),
        utbetalning="forskott",
        preliminart=(Preliminart(month=Month(2014, 3), minuter=100 * hour, timbelopp=Ore(28000)),),
        anvant=(Manadstid(month=Month(2014, 3), minuter=90 * hour),),
        gjord=date(2014, 10, 4),
    )


@pytest.mark.parametrize(("read", "data"), READERS, ids=["avrakning", "slutavrakning", "avstamning"])
def test_a_required_key_that_is_missing_is_named(read, data):
    for key in data:
        with pytest.raises(CaseError, match=f"the key {key} is missing"):
            read({name: value for name, value in data.items() if name != key})


@pytest.mark.parametrize(("read", "data"), READERS, ids=["avrakning", "slutavrakning", "avstamning"])
def test_an_unknown_key_is_refused_with_those_that_are_known(read, data):
    with pytest.raises(CaseError, match="aterkrav: unknown key; known here are"):
        read(data | {"aterkrav": "1000.00"})


def test_more_entries_than_any_period_has_are_refused_at_once():
    rakningar = [{"month": "2014-08", "mottagen": "2014-10-01"}] * 1001
    with pytest.raises(CaseError, match="rakningar: holds 1001 entries; at most 1000 are read"):
        read_slutavrakning(SLUTAVRAKNING | {"rakningar": rakningar})


@pytest.mark.parametrize(
    "written", ["", "1", "1:60", "1:5", "-1:00", "1441/4", "1/0 min", "1.5 min", "1441/4min", "x min"]
)
def test_what_is_no_time_is_refused_with_an_example(written):
    with pytest.raises(CaseError, match="tid"):
        read_avrakning(AVRAKNING | {"anvant": {"tid": written}})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"month": "2014-7"}, "month: '2014-7' is not a month"),
        ({"preliminart": {"timbelopp": "280.00"}}, "preliminart: the key tid is missing"),
        ({"preliminart": PAID}, "preliminart.month: unknown key"),
        ({"anvant": USED}, "anvant.month: unknown key"),
        (
            {"preliminart": {"tid": "1:00", "timbelopp": "280"}},
            "preliminart.timbelopp: '280' is not an amount",
        ),
        ({"gjord": "2014-06-30"}, "gjord: 2014-06-30 lies before 2014-07"),
    ],
)
def test_an_avrakning_that_cannot_be_is_refused(changes, problem):
    with pytest.raises(CaseError, match=problem):
        read_avrakning(AVRAKNING | changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"beviljandeperiod": {"from": "2014-03-01"}}, "beviljandeperiod: the key to is missing"),
        ({"utbetalning": "aldrig"}, "utbetalning: 'aldrig' is not one of forskott, blandad, efterskott"),
        ({"utbetalning": "efterskott", "preliminart": []}, "a period paid only in arrears has no final settlement"),
        ({"gjord": "2014-08-31"}, "gjord: 2014-08-31 is not after the beviljandeperiod, which ends 2014-08-31"),
        ({"gjord": "2014-02-01"}, "gjord: 2014-02-01 is not after"),
        ({"preliminart": [PAID, PAID]}, r"preliminart\[1\].month: 2014-03 stands twice"),
        ({"anvant": [USED, USED]}, r"anvant\[1\].month: 2014-03 stands twice"),
        ({"preliminart": [PAID | {"month": "2014-02"}]}, r"preliminart\[0\].month: 2014-02 lies outside"),
        ({"anvant": [USED | {"month": "2014-09"}]}, r"anvant\[0\].month: 2014-09 lies outside"),
        ({"rakningar": [{"month": "2014-09", "mottagen": "2014-10-01"}]}, r"rakningar\[0\].month: 2014-09 lies outside"),
        ({"rakningar": [{"month": "2014-08"}]}, r"rakningar\[0\]: the key mottagen is missing"),
        ({"utbetalt_efterskott": [{"month": "2014-03", "belopp": "1.00"}]}, "2014-03 was paid in advance and in arrears"),
        ({"avrakningar": [{"month": "2014-04", "atgard": "tillagg", "belopp": "1.00"}]}, "2014-04 was not paid in advance"),
        ({"avrakningar": [{"month": "2014-03", "atgard": "ingen", "belopp": "1.00"}]}, "atgard: 'ingen' is not one of"),
        ({"kostnader": "-1.00"}, "kostnader: '-1.00' is not an amount"),
        ({"kostnader": {"hyra": "1.00"}}, "kostnader.hyra: unknown key"),
        ({"egen_arbetsgivare": "ja"}, "egen_arbetsgivare: 'ja' is not one of true, false"),
        ({"beviljad_tid": "1300"}, "beviljad_tid: '1300' is no time; write hours and minutes"),
    ],
)  # fmt: skip
def test_a_slutavrakning_that_cannot_be_is_refused(changes, problem):
    with pytest.raises(CaseError, match=problem):
        read_slutavrakning(SLUTAVRAKNING | changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"manader": []}, "manader: state at least one month"),
        ({"manader": [MONTH, MONTH]}, r"manader\[1\].month: 2019-01 stands twice"),
        ({"manader": [MONTH, MONTH | {"month": "2019-03"}]}, "manader: 2019-02 is missing; each contiguous part"),
        ({"manader": [MONTH | {"month": "2019-07"}]}, r"manader\[0\].month: 2019-07 lies outside"),
        ({"manader": [MONTH | {"kommun_tid": "100:01"}]}, r"manader\[0\].kommun_tid: the municipality's hours are more"),
        ({"manader": [MONTH, MONTH | {"month": "2019-02", "kommun_tid": "1:00"}]}, "for every month or for none"),
        ({"manader": [{key: MONTH[key] for key in ("month", "tid", "beslutat")}]}, "the key kostnader is missing"),
        ({"manader": [{key: MONTH[key] for key in ("month", "tid", "kostnader")}]}, "the key beslutat is missing"),
        ({"gjord": "2019-06-30"}, "gjord: 2019-06-30 is not after the beviljandeperiod"),
    ],
)  # fmt: skip
def test_an_avstamning_that_cannot_be_is_refused(changes, problem):
    with pytest.raises(CaseError, match=problem):
        read_avstamning(AVSTAMNING | changes)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("216:40", 13000),
        ("0:00", 0),
        ("1441/4 min", Fraction(1441, 4)),
        ("793/3 min", Fraction(793, 3)),
        ("300 min", 300),
        ("1300:00", 78000),
    ],
)
def test_time_is_hours_and_minutes_or_an_exact_fraction_of_minutes(written, minutes):
    assert exact_minutes(written, "tid") == minutes


def test_an_avrakning_is_of_one_month():
    avrakning = read_avrakning(AVRAKNING)
    assert avrakning.preliminart.month == avrakning.anvant.month == Month(2014, 7)
    assert (avrakning.preliminart.timbelopp, avrakning.gjord) == (28000, date(2014, 9, 4))


def test_what_a_slutavrakning_leaves_out():
    facts = read_slutavrakning(SLUTAVRAKNING)
    assert facts.beviljandeperiod == Period(date(2014, 3, 1), date(2014, 9, 1))
    assert (facts.utbetalning, facts.beviljad, facts.kostnader) == ("forskott", None, None)
    assert (facts.egen_arbetsgivare, facts.rakningar, facts.utbetalt_efterskott) == (False, (), ())


def test_a_month_that_the_period_begins_inside_belongs_to_it():
    facts = read_slutavrakning(
        SLUTAVRAKNING | {"beviljandeperiod": {"from": "2014-03-31", "to": "2014-08-31"}}
    )
    assert facts.preliminart[0].month == Month(2014, 3)


def test_two_rakningar_of_the_same_month_may_have_come():
    twice = [
        {"month": "2014-08", "mottagen": "2014-10-01"},
        {"month": "2014-08", "mottagen": "2014-11-03", "tid": "1:00"},
    ]
    facts = read_slutavrakning(SLUTAVRAKNING | {"rakningar": twice})
    assert [rakning.minuter for rakning in facts.rakningar] == [None, 60]


def test_costs_are_one_sum_or_the_kinds_of_the_ordinance():
    assert read_slutavrakning(SLUTAVRAKNING | {"kostnader": "0.00"}).kostnader == 0
    kinds = {"lon": "100.00", "ob": "10.50", "arbetsmiljo": "1.00"}
    assert read_slutavrakning(SLUTAVRAKNING | {"kostnader": kinds}).kostnader == 11150


def test_months_of_an_avstamning_may_stand_in_any_order():
    months = [MONTH | {"month": "2019-02", "kommun_tid": "0:00"}, MONTH | {"kommun_tid": "40:00"}]
    facts = read_avstamning(AVSTAMNING | {"manader": months})
    assert [month.kommunminuter for month in facts.manader] == [0, 2400]


def test_the_municipality_may_answer_for_all_of_a_months_hours():
    (month,) = read_avstamning(AVSTAMNING | {"manader": [MONTH | {"kommun_tid": "100:00"}]}).manader
    assert month.kommunminuter == month.minuter == 6000
