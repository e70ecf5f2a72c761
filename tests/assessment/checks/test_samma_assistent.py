import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.underlagen import KOOPERATIV, assessed, beslut, rapport

from assistans.assessment import row_fates
from assistans.facts import AnnanTid, Rad, Tid
from assistans.facts.beslut import BeviljadTid

KOD = "ASSISTENT_OVERLAPPAR"
DAY = "09 08.00-16.00 aktiv"


def elsewhere(*rader, assistent="A"):
    return AnnanTid(assistent=assistent, rader=tuple(map(Rad.parse, rader)))


def waiting(bedomning):
    return [fate.vantar.get(KOD, 0) for fate in row_fates(bedomning)]


@pytest.mark.parametrize(
    ("other", "minutes"),
    [
        ("09 08.00-16.00 aktiv", 480),
        ("09 10.00-12.00 aktiv", 120),
        ("09 06.00-09.00 aktiv", 60),
        ("09 15.59-24.00 aktiv", 1),
        ("09 00.00-08.00 aktiv", 0),
        ("09 16.00-24.00 aktiv", 0),
        ("10 08.00-16.00 aktiv", 0),
        ("09 10.00-12.00 vantetid", 120),
        ("09 10.00-12.00 beredskap", 120),
        ("32 10.00-12.00 aktiv", 0),
        ("09 12.00-10.00 aktiv", 0),
    ],
)
def test_minutes_against_another_persons_row_wait(other, minutes):
    bedomning = assessed(rapport(DAY), annan_tid=(elsewhere(other),))
    assert bedomning.vantar == Tid(minutes)
    assert bedomning.per_kod == ({KOD: minutes} if minutes else {})


def test_another_assistants_other_rows_are_no_matter():
    assert assessed(rapport(DAY), annan_tid=(elsewhere(DAY, assistent="B"),)).utfall == "beviljat"


def test_rows_elsewhere_that_overlap_each_other_take_a_minute_once():
    others = (elsewhere("09 10.00-12.00 aktiv", "09 11.00-13.00 aktiv"), elsewhere("09 10.30-11.30 aktiv"))
    assert assessed(rapport(DAY), annan_tid=others).vantar == Tid(180)


def test_the_hour_that_comes_twice_overlaps_in_both():
    night = elsewhere("28 00.00-04.00 aktiv")
    assert assessed(rapport("28 01.00-05.00 aktiv"), annan_tid=(night,)).vantar == Tid(240)


def test_of_two_copies_here_one_is_approved_and_one_waits():
    bedomning = assessed(rapport(DAY, DAY))
    assert (bedomning.godkand, bedomning.vantar) == (Tid(480), Tid(480))
    assert waiting(bedomning) == [0, 480]


def test_of_three_copies_two_wait():
    bedomning = assessed(rapport(DAY, DAY, DAY))
    assert (bedomning.godkand, bedomning.vantar) == (Tid(480), Tid(960))


def test_only_the_shared_minutes_of_a_copy_wait():
    assert waiting(assessed(rapport("09 08.00-12.00 aktiv", "09 11.00-13.00 aktiv"))) == [0, 60]


def test_the_same_assistant_at_two_anordnare_is_in_two_places():
    bedomning = assessed(rapport(DAY), rapport("09 12.00-18.00 aktiv", anordnare=KOOPERATIV))
    assert waiting(bedomning) == [0, 240]


def test_copies_wait_though_double_assistance_is_granted():
    both = beslut(dubbelassistans=BeviljadTid(per="period", minuter=6000))
    assert waiting(assessed(rapport(DAY, DAY), beslut=(both,))) == [0, 480]


def test_a_copy_elsewhere_and_here_waits_once():
    bedomning = assessed(rapport(DAY, DAY), annan_tid=(elsewhere("09 08.00-12.00 aktiv"),))
    assert bedomning.per_kod == {KOD: 480 + 240}
    assert bedomning.godkand == Tid(240)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 6)), min_size=1, max_size=6))
def test_hour_by_hour_one_copy_is_approved(spans):
    rows = [(start, min(24, start + length)) for start, length in spans]
    bedomning = assessed(rapport(*(f"09 {start:02d}.00-{end:02d}.00 aktiv" for start, end in rows)))
    hours = {hour for start, end in rows for hour in range(start, end)}
    assert bedomning.godkand == Tid(60 * len(hours))
    assert bedomning.per_kod.get(KOD, 0) == 60 * (sum(end - start for start, end in rows) - len(hours))
