from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.small import SMALL

from assistans.law import builtin, changes, entries, load, matching

LAW = builtin()
DAYS = st.dates(date(1994, 1, 1), date(2030, 12, 31))


def on(day, name, law=SMALL):
    return next(entry for entry in entries(law, date.fromisoformat(day)) if entry.name == name)


def between(first, second, law=SMALL):
    found = changes(law, date.fromisoformat(first), date.fromisoformat(second))
    return {change.after.name: change.change for change in found}


def test_a_day_without_a_value_shows_that_there_is_none():
    entry = on("2011-06-01", "dagar")
    assert (entry.value, entry.first, entry.last, entry.sfs, entry.verified) == (None, None, None, "", "")


@pytest.mark.parametrize(
    ("day", "value", "sfs", "verified", "last"),
    [
        ("2010-12-31", "5", "2000:1", "ja", date(2010, 12, 31)),
        ("2012-01-01", "6", "2011:9", "2012-12-31", date(2013, 12, 31)),
        ("2014-01-01", "6", "2013:7", "nej", None),
    ],
)
def test_a_parameter_shows_its_value_source_and_whether_it_is_verified(day, value, sfs, verified, last):
    entry = on(day, "dagar")
    assert (entry.value, entry.sfs, entry.verified, entry.last) == (value, sfs, verified, last)
    assert (entry.kind, entry.unit, entry.rules) == ("parameter", "dagar", ("R1",))


def test_a_policy_shows_its_grade_and_reason_and_is_not_said_to_be_verified():
    entry = on("2014-01-01", "val")
    assert (entry.kind, entry.grade, entry.reason) == ("policy", "U", "Ingen regel funnen")
    assert (entry.verified, entry.source, entry.sfs) == ("", "", "")


@pytest.mark.parametrize(
    ("day", "mode", "first", "last"),
    [
        ("2013-06-30", None, None, date(2013, 6, 30)),
        ("2013-07-01", "notera", date(2013, 7, 1), date(2014, 12, 31)),
        ("2015-01-01", "stopp", date(2015, 1, 1), None),
    ],
)
def test_a_check_shows_its_mode_and_the_days_of_it(day, mode, first, last):
    entry = on(day, "NAGOT_SAKNAS")
    assert (entry.value, entry.first, entry.last) == (mode, first, last)
    assert entry.sfs == ("2012:935" if mode == "notera" else "")


def test_a_check_says_in_words_what_it_means_where_that_is_known():
    sentences = {"NAGOT_SAKNAS": "Något saknas."}
    found = {entry.name: entry.about for entry in entries(SMALL, date(2014, 1, 1), sentences=sentences)}
    assert found["NAGOT_SAKNAS"] == "Något saknas"
    assert on("2014-01-01", "NAGOT_SAKNAS").about == "month"


def test_a_free_day_shows_its_date_that_year_and_nothing_before_it_was_one():
    assert on("2012-02-01", "forsta_maj").about == "Ledig dag (05-01), 2012 den 2012-05-01"
    assert on("2012-02-01", "forsta_maj").value == "ledig"
    assert on("2010-02-01", "forsta_maj").value is None


def test_entries_stand_by_statute_and_paragraph_as_cited_that_day():
    later = [(entry.statute, entry.lagrum) for entry in entries(SMALL, date(2014, 1, 1))]
    assert later == [
        ("A-lagen (2000:1)", "AL 3 §"),
        ("B-lagen (2000:2)", "BL 2 §"),
        ("B-lagen (2000:2)", "BL 10 §"),
        ("XL", "XL"),
    ]
    assert {entry.statute for entry in entries(SMALL, date(2010, 1, 1))} == {"A-lagen (2000:1)", "XL"}


def test_paragraphs_with_letters_stand_after_their_number_and_before_the_next():
    policy = "{about: Ett val, grade: U, reason: Okänt, lagrum: %s, rules: [R2], unit: text, values: [{from: 2010-01-01, value: ja}]}"
    lagrum = ["BL 16 b §", "BL 17 §", "BL 16 §", "BL 9 §", "BL 16 a §"]
    named = [f"  {name}: {policy % written}" for name, written in zip("abcde", lagrum, strict=True)]
    statutes = 'statutes: {BL: {title: "B-lagen (2000:2)", missing: Inte läst}}'
    law = load("\n".join([statutes, "policies:", *named]))
    found = [entry.lagrum for entry in entries(law, date(2018, 1, 1))]
    assert found == ["BL 9 §", "BL 16 §", "BL 16 a §", "BL 16 b §", "BL 17 §"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("R2", ["val"]),
        ("så många", ["dagar"]),
        ("2013:7", ["dagar"]),
        ("ingen regel", ["val"]),
        ("B-LAGEN", ["val", "dagar"]),
        ("finns inte alls", []),
        ("x", ["forsta_maj"]),
    ],
)
def test_a_search_looks_in_everything_an_entry_says(text, names):
    found = matching(entries(SMALL, date(2014, 1, 1)), text)
    assert [
        entry.name for entry in found if text != "BL" or "BL" in entry.lagrum or "SAKNAS" in entry.name
    ] == names


def test_the_short_form_of_a_lagrum_is_found():
    found = matching(entries(LAW, date(2021, 11, 1)), "51:16 b")
    assert {entry.name for entry in found} == {
        "IVO_TILLSTAND_SAKNAS",
        "tillstand_frist_dagar",
        "tid_efter_handelse",
    }


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2010-12-30", "2010-12-31", {}),
        ("2010-12-31", "2011-01-01", {"dagar": "upphörde", "forsta_maj": "tillkom"}),
        ("2010-06-01", "2012-06-01", {"dagar": "ändrades", "val": "ny grund", "forsta_maj": "tillkom"}),
        ("2011-01-01", "2012-01-01", {"dagar": "tillkom", "val": "ny grund"}),
        ("2013-12-31", "2014-01-01", {"dagar": "ny grund"}),
        ("2013-06-30", "2013-07-01", {"NAGOT_SAKNAS": "tillkom"}),
        ("2014-12-31", "2015-01-01", {"NAGOT_SAKNAS": "ändrades"}),
        ("2010-06-01", "2011-06-01", {"dagar": "upphörde", "forsta_maj": "tillkom"}),
    ],
)
def test_what_was_added_ended_or_changed_between_two_days(first, second, expected):
    assert between(first, second) == expected


def test_a_free_day_that_ends_is_a_change():
    assert between("2005-03-31", "2005-04-01", LAW)["annandag_pingst"] == "upphörde"
    assert between("2005-03-31", "2005-04-01", LAW)["nationaldagen"] == "tillkom"


@given(DAYS, DAYS)
def test_two_days_differ_just_where_their_entries_do(one, other):
    def shown(day):
        return {
            entry.name: (entry.value, entry.value and (entry.lagrum, entry.sfs, entry.source))
            for entry in entries(LAW, day)
        }

    before, after = shown(one), shown(other)
    assert {change.after.name for change in changes(LAW, one, other)} == {
        name for name in after if before[name] != after[name]
    }
    assert changes(LAW, one, one) == []


@given(DAYS)
def test_a_day_and_the_next_change_only_what_begins_or_ends_there(day):
    following = day + timedelta(days=1)
    for change in changes(LAW, day, following):
        if change.change in {"tillkom", "ändrades"}:
            assert change.after.first == following
        if change.change == "upphörde":
            assert change.before.last == day


@pytest.mark.parametrize(
    ("day", "name", "empty"),
    [
        ("2014-01-01", "dagar", {"grade", "reason"}),
        ("2011-06-01", "dagar", {"grade", "reason", "sfs", "source", "verified"}),
        ("2014-01-01", "val", {"sfs", "source", "verified"}),
        ("2014-01-01", "NAGOT_SAKNAS", {"unit", "source", "verified", "grade", "reason"}),
        ("2013-06-01", "NAGOT_SAKNAS", {"unit", "sfs", "source", "verified", "grade", "reason"}),
        ("2014-01-01", "forsta_maj", {"unit", "source", "verified", "grade", "reason"}),
    ],
)
def test_what_an_entry_has_nothing_to_say_of_is_empty(day, name, empty):
    entry = on(day, name)
    texts = ("unit", "sfs", "source", "verified", "grade", "reason")
    assert {text for text in texts if getattr(entry, text) == ""} == empty


def test_a_free_day_names_its_rule_its_act_and_the_rule_identifier():
    entry = on("2012-02-01", "forsta_maj")
    assert (entry.kind, entry.rules, entry.sfs, entry.lagrum) == ("free_day", ("D6",), "1989:253", "XL")
    assert (entry.first, entry.last) == (date(2011, 1, 1), None)
    assert on("2010-02-01", "forsta_maj").about == "Ledig dag (05-01)"


def test_a_policy_with_a_source_of_its_own_shows_it():
    entry = on("2018-04-01", "vantetid_i_nya_beslut", LAW)
    assert (entry.sfs, entry.source) == ("2018:122", "LSS 9 a § 4 st. och SFB 51 kap. 11 a §")
    assert on("2017-10-26", "vantetid_i_nya_beslut", LAW).source == ""
