"""The räkning beside the reports, and the hours of the beviljandeperiod."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desks.handlaggare import cases

from assistans.desks.handlaggare.compared import compared, hours_bars
from assistans.facts import Tid


def rows(month):
    return compared(rakning=month.underlag.rakning, redovisad=month.bedomning.redovisad)


def parts(bar):
    return {part.kind: part.minutes for part in bar.parts}


def test_without_a_rakning_there_is_nothing_to_compare():
    assert compared(rakning=None, redovisad=Tid(240)) == []


def test_without_a_grant_there_is_no_bar():
    month = cases.assessed(cases.report("04 08.00-12.00 aktiv"))
    month.bedomning = replace(month.bedomning, spar=())
    assert hours_bars(month.bedomning) == []


@pytest.mark.parametrize(
    ("said", "difference", "told"),
    [
        ("5:00", 60, "Aktiv tid: räkningen 5 h, tidsredovisningarna 4 h, alltså 1 h mer i räkningen"),
        (
            "3:30",
            -30,
            "Aktiv tid: räkningen 3 h 30 min, tidsredovisningarna 4 h, alltså 30 min mindre i räkningen",
        ),
    ],
)
def test_a_difference_is_told_by_kind_of_time(said, difference, told):
    rakning = f'rakning: {{mottagen: 2018-11-03, tid: {{aktiv: "{said}"}}}}'
    first, whole = rows(cases.assessed(cases.report("04 08.00-12.00 aktiv"), rakning=rakning))
    assert (first.difference, whole.difference) == (difference, difference)
    assert first.text.replace("\xa0", " ") == told
    assert whole.total


def test_a_rakning_that_only_says_that_it_agrees_has_the_reported_time():
    first, _ = rows(cases.assessed(cases.report("04 08.00-12.00 aktiv")))
    assert (first.rakning, first.rapporter, first.difference) == (240, 240, 0)


def test_the_bar_tells_approved_from_waiting():
    month = cases.assessed(
        cases.report("04 08.00-12.00 aktiv"),
        more='annan_tid:\n  - {assistent: A, rader: ["04 10.00-11.00 aktiv"]}',
    )
    (bar,) = hours_bars(month.bedomning)
    assert parts(bar) == {"anvand": 0, "manad": 180, "vantar": 60, "kvar": 26 * 6000 - 240}
    assert bar.limit == 26 * 6000


def test_a_month_that_waits_whole_takes_nothing_as_approved():
    (bar,) = hours_bars(cases.assessed(cases.report("04 08.00-12.00 aktiv"), rakning="").bedomning)
    assert (parts(bar)["manad"], parts(bar)["vantar"]) == (0, 240)


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 200), st.integers(1, 24))
def test_a_bar_is_never_longer_than_what_is_granted(hours, length):
    month = cases.assessed(cases.report(f"04 00.00-{length:02d}.00 aktiv"), hours=f"{hours}:00")
    (bar,) = hours_bars(month.bedomning)
    assert sum(parts(bar).values()) <= bar.limit
    assert bar.limit - sum(parts(bar).values()) <= len(bar.parts)  # each part is cut to whole minutes
