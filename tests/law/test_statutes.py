from datetime import date

import pytest

from assistans.law import LawTextError, builtin, load
from assistans.law.lagrum import Lagrum, references
from assistans.law.statutes import cited, dated

SMALL = """
statutes:
  SFB: {title: Socialförsäkringsbalken (2010:110), from: 2011-01-01, before: LASS (1993:389), folder: sfb-2010-110}
  LASS (1993:389): {title: Lagen om assistansersättning, missing: Upphävd}
  FKFS 2016:4: {title: Föreskrifterna, from: 2016-10-01, before: RFFS 1993:24, missing: Inte läst}
"""
STATUTES = load(SMALL).statutes


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (", folder: sfb-2010-110", "", "SFB: state folder, or missing with the reason"),
        ("missing: Upphävd", "missing: Upphävd, folder: lass", "state folder, or missing"),
        (", before: LASS (1993:389)", "", "SFB: from and before go together"),
        ("from: 2016-10-01, ", "", "FKFS 2016:4: from and before go together"),
        ("folder: sfb-2010-110", "folder: ../tree", "SFB.folder: '../tree' is no name of a folder"),
        ("title: Föreskrifterna", "titel: Föreskrifterna", "missing title; unknown titel"),
        ("from: 2011-01-01", "from: 2011", "'2011' is not a date"),
        ("missing: Inte läst", 'missing: ""', "FKFS 2016:4.missing: expected a text"),
    ],
)
def test_a_statute_that_cannot_be_read_is_refused_by_name(before, after, problem):
    with pytest.raises(LawTextError, match=problem):
        load(SMALL.replace(before, after))


def test_the_longest_name_that_begins_a_reference_is_the_statute():
    both = load(SMALL + "  FKFS 2016:4 bilaga: {title: Bilagan, missing: Inte läst}\n").statutes
    assert cited("FKFS 2016:4 bilaga 1", both).title == "Bilagan"
    assert cited("FKFS 2016:45", both) is None
    assert cited("SFBX 1 §", both) is None


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2010, 12, 31), "LASS (1993:389); RFFS 1993:24"),
        (date(2011, 1, 1), "SFB 51 kap. 14 §; RFFS 1993:24"),
        (date(2016, 9, 30), "SFB 51 kap. 14 §; RFFS 1993:24"),
        (date(2016, 10, 1), "SFB 51 kap. 14 §; FKFS 2016:4"),
    ],
)
def test_a_lagrum_is_cited_as_its_statutes_stood_that_day(day, text):
    assert dated("SFB 51 kap. 14 §; FKFS 2016:4", STATUTES).on(day) == text


def test_a_statute_before_a_statute_is_followed_back():
    chain = load(
        "statutes: {C: {title: C, from: 2020-01-01, before: B, missing: x}, "
        "B: {title: B, from: 2010-01-01, before: A, missing: x}}"
    ).statutes
    assert [dated("C 1 §", chain).on(date(year, 1, 1)) for year in (2009, 2010, 2019, 2020)] == [
        "B",
        "B",
        "B",
        "C 1 §",
    ]


def test_a_statute_of_the_day_before_another_is_cited_from_its_own_day():
    two = load(
        "statutes: {A: {title: A, from: 2020-01-02, before: X, missing: x}, "
        "B: {title: B, from: 2020-01-01, before: Y, missing: x}}"
    ).statutes
    lagrum = dated("A 1 §; B 1 §", two)
    assert [lagrum.on(date(2019, 12, 31)), lagrum.on(date(2020, 1, 1)), lagrum.on(date(2020, 1, 2))] == [
        "X; Y",
        "X; B 1 §",
        "A 1 §; B 1 §",
    ]


def test_two_references_to_the_same_older_act_are_cited_once():
    assert dated("SFB 51 kap. 9 §; SFB 51 kap. 14 §", STATUTES).on(date(2010, 1, 1)) == "LASS (1993:389)"


def test_a_lagrum_of_no_known_statute_is_the_same_every_day():
    assert dated("XL 1 §", STATUTES) == Lagrum("XL 1 §")
    assert Lagrum("XL 1 §").on(date.min) == "XL 1 §"


def test_the_statutes_may_stand_after_what_cites_them():
    free = 'free_days: {dag: {rule: "01-01", from: 2000-01-01, lagrum: SFB 5 kap. 1 §, sfs: "2010:110"}}\n'
    assert load(free + SMALL.strip()).free_days["dag"].lagrum.on(date(2010, 1, 1)) == "LASS (1993:389)"


def test_every_statute_of_the_package_says_where_its_text_is_or_why_not():
    for statute in builtin().statutes.values():
        assert bool(statute.folder) != bool(statute.missing)
        assert statute.before is None or statute.before in builtin().statutes


def test_a_lagrum_of_several_references_is_told_one_by_one():
    assert references("SFB 51 kap. 14 §; FKFS 2016:4") == ("SFB 51 kap. 14 §", "FKFS 2016:4")
    assert references("F1091 9 §") == ("F1091 9 §",)
