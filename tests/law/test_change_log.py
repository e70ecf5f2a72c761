"""The law's calendar of changes: what each of its days changed, the day before and the day itself."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from assistans.law import builtin, changes, entries

LAW = builtin()
AMENDMENTS = Path(__file__).parent / "andringar-1993-1091.txt"

# The days of the temporal log that decide time, money or days, with what changes on each (docs/law.md tells why the
# others of the log are not here).
LOG = {
    "2005-04-01": {"annandag_pingst": "upphörde", "nationaldagen": "tillkom"},
    "2013-07-01": {
        "aldersgrans": "tillkom",
        "anstalld_fore": "tillkom",
        "ASSISTENT_EJ_ANMALD": "tillkom",
        "ASSISTENT_OFORMOGEN": "tillkom",
        "ASSISTENT_UNDER_18": "tillkom",
        "ASSISTENT_UTANFOR_EES": "tillkom",
        "MOTTAGARE_UTAN_TILLSTAND": "tillkom",
        "RETROAKTIV_EJ_REDOVISAD": "tillkom",
        "retroaktiv_manader": "ny grund",
    },
    "2014-08-01": {"ARBETSTID_OVERSKRIDEN": "tillkom"},
    "2016-04-01": {"kostnader_avgor": "ändrades", "KOSTNADSREDOVISNING_SAKNAS": "tillkom"},
    "2016-05-01": {"hushallsarbete_narstaende": "ändrades"},
    "2016-10-01": {
        "efterskott_hogre": "ändrades",
        "efterskott_schablon": "ändrades",
        "FOR_SENT": "ny grund",
        "KOMPLETTERING_SAKNAS": "ny grund",
        "RAKNING_SAKNAS": "ny grund",
        "beredskap_del": "ny grund",
        "redovisning_manader": "ny grund",
        "redovisningsdag": "ny grund",
        "sen_komplettering": "ny grund",
        "vantetid_del": "ny grund",
    },
    "2016-11-01": {"extra_utbetalningsdag": "ändrades"},
    "2017-01-01": {"efterskott_blandad": "ändrades"},
    "2017-10-27": {"vantetid_i_nya_beslut": "ändrades"},
    "2018-04-01": {"vantetid_i_nya_beslut": "ändrades"},
    "2018-10-01": {
        "avstamning_debiteringsdag": "tillkom",
        "kommun_debitering": "ändrades",
        "timbelopp_hela_kronor": "ändrades",
    },
    "2020-07-01": {"andning_sondmatning_undantag": "ändrades"},
    "2021-11-01": {"IVO_TILLSTAND_SAKNAS": "tillkom", "tillstand_frist_dagar": "tillkom"},
    "2026-01-01": {"kop_av_moment_efterskott": "ändrades"},
}
OTHERS = {"2011-01-01", "2018-07-01", "1997-09-01"}
"""The Socialförsäkringsbalken, the Förvaltningslag, and the first cap: the ground changes for what is older."""


def on_the_day(day):
    found = changes(LAW, day - timedelta(days=1), day)
    return {
        change.after.name: change.change
        for change in found
        if change.after.name not in {"schablonbelopp", "uppraknad_ore_steg"}
    }


def days_of_change():
    values = [value.period for parameter in LAW.parameters.values() for value in parameter.values]
    days = {period.start for period in values} | {period.end for period in values if period.end}
    days |= {mode.start for known in LAW.observations.values() for mode in known.modes}
    days |= {free.period.start for free in LAW.free_days.values()}
    return {day for day in days if day.year > 1994}


@pytest.mark.parametrize(("day", "expected"), LOG.items())
def test_each_day_of_the_log_changes_just_what_it_says(day, expected):
    assert on_the_day(date.fromisoformat(day)) == expected


@pytest.mark.parametrize("day", sorted(days_of_change()))
def test_no_other_day_changes_anything_but_the_yearly_amount(day):
    if str(day) not in LOG.keys() | OTHERS:
        assert (day.month, day.day) == (1, 1)
        assert on_the_day(day) == {}


@pytest.mark.parametrize(
    ("day", "name", "before", "after"),
    [
        ("2013-07-01", "ASSISTENT_UNDER_18", None, "stopp"),
        ("2014-08-01", "ARBETSTID_OVERSKRIDEN", None, "stopp"),
        ("2016-04-01", "kostnader_avgor", "nej", "ja"),
        ("2016-05-01", "hushallsarbete_narstaende", "nej", "ja"),
        ("2016-10-01", "redovisningsdag", "5", "5"),
        ("2016-10-01", "efterskott_schablon", "nej", "ja"),
        ("2016-10-01", "efterskott_hogre", "nej", "ja"),
        ("2016-11-01", "extra_utbetalningsdag", "0", "5"),
        ("2017-01-01", "efterskott_blandad", "nej", "ja"),
        ("2017-10-27", "vantetid_i_nya_beslut", "ja", "nej"),
        ("2018-04-01", "vantetid_i_nya_beslut", "nej", "ja"),
        ("2018-10-01", "timbelopp_hela_kronor", "ja", "nej"),
        ("2018-10-01", "kommun_debitering", "preliminart", "efter_utfort"),
        ("2020-07-01", "andning_sondmatning_undantag", "nej", "ja"),
        ("2021-11-01", "IVO_TILLSTAND_SAKNAS", None, "stopp"),
        ("2026-01-01", "kop_av_moment_efterskott", "nej", "ja"),
    ],
)
def test_the_day_before_and_the_day_itself(day, name, before, after):
    first = date.fromisoformat(day)
    for asked, value in ((first - timedelta(days=1), before), (first, after)):
        assert {entry.name: entry.value for entry in entries(LAW, asked)}[name] == value


def amendments():
    rows = [line.split() for line in AMENDMENTS.read_text(encoding="utf-8").splitlines() if line]
    return {sfs: date.fromisoformat(day) for sfs, day in rows}


def test_each_amount_is_of_an_ordinance_that_entered_into_force_that_day():
    """Against the list of amendments of 5 § in the consolidated ordinance, which the tree was not made from."""
    known = amendments()
    for value in LAW.parameter("schablonbelopp").values:
        assert known[value.sfs] == value.period.start
        assert value.period.last in {date(value.period.start.year, 12, 31), None}


def test_every_ordinance_that_sets_an_amount_for_a_year_that_the_tree_knows_is_in_it():
    held = {value.sfs for value in LAW.parameter("schablonbelopp").values}
    first = date(2005, 1, 1)
    yearly = {sfs for sfs, day in amendments().items() if day >= first and (day.month, day.day) == (1, 1)}
    assert yearly <= held


def test_a_mode_that_did_not_always_hold_says_by_which_act_and_whence():
    for known in LAW.observations.values():
        for mode in known.modes:
            if mode.start > date(1994, 1, 1):
                assert mode.sfs, known.code
                assert mode.source, known.code


def test_no_value_is_of_an_act_that_was_not_yet_made():
    for parameter in LAW.parameters.values():
        for value in parameter.values:
            year = (
                value.sfs.removeprefix("FKFS ").removeprefix("RFFS ").removeprefix("RAR ").partition(":")[0]
            )
            # The four weeks of the general advice of 2002 are assumed for the years before it.
            if year and value.sfs != "RAR 2002:6":
                last = value.period.last or date.max
                assert int(year) <= last.year, parameter.name
