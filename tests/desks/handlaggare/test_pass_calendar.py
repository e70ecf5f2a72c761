"""The month's shifts as the calendar draws them: every minute once, with its fate."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desks.handlaggare import cases

from assistans.desks.handlaggare.pass_calendar import observation_id, pass_calendar


def calendar(month):
    return pass_calendar(underlag=month.underlag, bedomning=month.bedomning, names=cases.NAMES)


def drawn(month):
    return [
        (stretch.day, stretch.start, stretch.end, stretch.ode, stretch.text)
        for lane in calendar(month).lanes
        for stretch in lane.stretches
    ]


def test_a_row_without_a_length_is_not_drawn():
    assert drawn(cases.assessed(cases.report("28 02.30-02.45 aktiv"))) == []


def test_a_report_is_a_lane_by_name():
    (lane,) = calendar(cases.assessed(cases.report("04 08.00-12.00 aktiv"))).lanes
    assert (lane.label, lane.via) == ("Anna Ek", "Assistans i Väst AB")


def test_what_is_held_is_cut_out_of_its_shift_and_leads_to_its_observation():
    month = cases.assessed(
        cases.report("04 08.00-12.00 aktiv"),
        more='annan_tid:\n  - {assistent: A, rader: ["04 10.00-11.00 aktiv"]}',
    )
    assert drawn(month) == [
        (4, 480, 600, "godkand", ""),
        (4, 600, 660, "vantar", "Assistenten är redovisad på två ställen samtidigt"),
        (4, 660, 720, "godkand", ""),
    ]
    assert calendar(month).lanes[0].stretches[1].href == "#iakttagelse-assistent-overlappar"


def test_what_lies_end_to_end_with_the_same_fate_is_one_stretch():
    month = cases.assessed(
        cases.report("04 08.00-12.00 aktiv"), cases.report("04 09.00-10.00 aktiv", assistent="B")
    )
    of_anna = [stretch for stretch in drawn(month) if stretch[1] == 480]
    assert of_anna == [(4, 480, 720, "godkand", "")]


def test_an_id_on_the_page_is_the_codes_own():
    assert observation_id("RAKNING_SAKNAS") == "iakttagelse-rakning-saknas"


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(1, 27), st.integers(0, 22), st.integers(1, 2)),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[:2],
    )
)
def test_the_calendars_sums_are_the_months_own(rows):
    written = [f"{day:02d} {hour:02d}.00-{hour + length:02d}.00 aktiv" for day, hour, length in rows]
    month = cases.assessed(cases.report(*written))
    sums = calendar(month).sums()
    outcome = month.bedomning
    assert sums == {
        "godkand": outcome.godkand.minuter,
        "vantar": outcome.vantar.minuter,
        "stoppad": outcome.stoppad.minuter,
    }
