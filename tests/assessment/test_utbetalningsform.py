"""In arrears or in advance: the facts decide, and the row says what they can be held against."""

from dataclasses import replace
from datetime import date

import pytest
from tests.assessment.underlagen import beslut, rapport, underlag

from assistans.assessment import assess, to_data
from assistans.assessment.utbetalningsform import _first_day
from assistans.facts.beslut import Timbelopp
from assistans.law import builtin, load
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

LAW = builtin()
NEW_YEAR = Period(date(2017, 1, 1), date(2017, 7, 1))
OLD_AUTUMN = Period(date(2016, 9, 1), date(2017, 3, 1))


def rows(utbetalning="efterskott", *granted):
    facts = underlag(rapport("09 08.00-16.00 aktiv", mottagen=date(2017, 2, 3)), month=Month(2017, 1))
    facts = replace(
        facts,
        assessed_on=date(2017, 2, 6),
        rakning=replace(facts.rakning, mottagen=date(2017, 2, 4)),
        person=replace(facts.person, utbetalning=utbetalning),
        beslut=granted or (beslut(beviljandeperiod=NEW_YEAR),),
    )
    found = to_data(assess(facts, LAW))["rader"]
    return [row for row in found if row["nyckel"].startswith("utbetalningsform")]


def test_a_month_without_a_grant_says_nothing_of_how_it_is_paid():
    facts = underlag(rapport("09 08.00-16.00 aktiv"), beslut=())
    assert not [row for row in to_data(assess(facts, LAW))["rader"] if "utbetalningsform" in row["nyckel"]]


@pytest.mark.parametrize(
    ("utbetalning", "granted", "policy", "said"),
    [
        ("efterskott", {}, "efterskott_schablon", "1 oktober 2016, och månaden betalas i efterskott."),
        (
            "efterskott",
            {"timbelopp": Timbelopp(hogre=Ore(30000))},
            "efterskott_hogre",
            "perioder som börjar tidigast den 1 oktober 2016; perioden började den 1 januari 2017",
        ),
        (
            "blandad",
            {},
            "efterskott_blandad",
            "tidigast den 1 januari 2017; perioden började den 1 januari 2017",
        ),
        ("forskott", {}, "kop_av_moment_efterskott", "får ersättningen i förskott"),
    ],
)
def test_each_way_of_payment_names_its_policy_and_its_day(utbetalning, granted, policy, said):
    (row,) = rows(utbetalning, beslut(beviljandeperiod=NEW_YEAR, **granted))
    assert row["policy"] == policy
    assert row["lagrum"] == "SFB 51 kap. 14–15 §§"
    assert said in row["text"]
    assert row["unit"] == "dag"


@pytest.mark.parametrize(
    ("values", "day"),
    [
        (("nej", "ja"), date(2012, 1, 1)),
        (("nej", "ja", "ja"), date(2012, 1, 1)),
        (("ja", "nej", "ja"), date(2010, 1, 1)),
        (("nej", "nej"), date.max),
    ],
)
def test_the_day_told_is_the_first_on_which_the_policy_says_yes(values, day):
    years = zip((2010, 2012, 2014), values, strict=False)
    dated = ", ".join(
        f"{{from: {year}-01-01, to: {year + 1}-12-31, value: {value}}}" for year, value in years
    )
    about = "about: Val, grade: U, reason: Okänt, lagrum: X 1 §, rules: [B7], unit: ja_nej"
    assert _first_day(load(f"policies: {{val: {{{about}, values: [{dated}]}}}}").parameter("val")) == day


def test_a_mixed_period_that_began_before_2017_is_still_paid_in_advance():
    (row,) = rows("blandad", beslut(beviljandeperiod=OLD_AUTUMN))
    assert row["text"].endswith("perioden började den 1 september 2016, så månaden betalas i förskott.")


def test_two_grants_in_a_month_are_told_each():
    first = beslut(beviljandeperiod=Period(date(2016, 9, 1), date(2017, 1, 16)))
    second = beslut(beviljandeperiod=Period(date(2017, 1, 16), date(2017, 7, 16)))
    older, newer = rows("blandad", first, second)
    assert older["text"].endswith("i förskott.")
    assert newer["text"].endswith("i efterskott.")
