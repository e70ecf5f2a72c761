"""What is no month of one person is refused at once, and how it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.facts import (
    CaseError,
    Rad,
    limits,
    read_avstamning,
    read_slutavrakning,
    read_underlag,
    reading,
)
from assistans.facts.limits import MAX_ENTRIES, MAX_PIECES, MAX_ROWS, count_pieces

ROW = "09 08.00-12.00 aktiv"
PERIOD = {"from": "2018-10-01", "to": "2018-10-02"}
CLOCK = st.integers(0, 23).flatmap(lambda hour: st.integers(0, 59).map(lambda minute: hour * 100 + minute))
ROWS = st.lists(st.builds(Rad, st.integers(1, 31), CLOCK, CLOCK, st.just("aktiv")), max_size=12)


def report(*rader):
    return {"assistent": "A", "anordnare": "1", "mottagen": "2018-11-02", "rader": list(rader)}


def month(*reports, **changes):
    return {
        "month": "2018-10",
        "person": {},
        "beslut": [],
        "anordnare": {"1": {}},
        "assistenter": {"A": {"fodd": "1980-05-01"}},
        "tidsredovisningar": list(reports),
    } | changes


def refusal(data):
    with pytest.raises(CaseError) as refused:
        read_underlag(data)
    return str(refused.value)


@pytest.fixture
def read_rows(monkeypatch):
    """The rows that are read while the test runs."""
    seen = []
    real = Rad.parse

    def parse(text):
        seen.append(text)
        return real(text)

    monkeypatch.setattr(reading, "_rader", reading.list_of(reading.plain.parsed(parse)))
    return seen


def elsewhere(count):
    return [{"assistent": "A", "rader": [ROW] * count}]


def test_a_month_may_hold_so_many_rows_entries_and_pieces_as_the_page_of_the_format_says():
    assert (MAX_ROWS, MAX_ENTRIES, MAX_PIECES) == (20_000, 1_000, 200_000)


@pytest.mark.parametrize(
    "data",
    [
        month(report(*[ROW] * 100_000)),
        month(*[report(*[ROW] * 100)] * 1_000),
        month(*[report()] * 100_000),
        month(report(), annan_tid=elsewhere(100_000)),
        month(report(*[ROW] * 50_000), annan_tid=elsewhere(50_000)),
    ],
    ids=["one report", "many reports", "reports without rows", "elsewhere", "together"],
)
def test_a_hundred_thousand_rows_are_refused_before_any_of_them_is_read(data, read_rows):
    assert f"one person's month may hold {MAX_ROWS}" in refusal(data)
    assert read_rows == []


def test_one_row_too_many_is_refused_with_how_many_there_are():
    data = month(report(*[ROW] * MAX_ROWS), annan_tid=elsewhere(1))
    assert refusal(data).startswith(f"tidsredovisningar: holds {MAX_ROWS + 1} rows")


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"beslut": [{}] * (MAX_ENTRIES + 1)}, "beslut"),
        ({"anordnare": {str(n): {} for n in range(MAX_ENTRIES + 1)}}, "anordnare"),
        ({"assistenter": {"A": {"oformogen": [PERIOD] * (MAX_ENTRIES + 1)}}}, "assistenter.A.oformogen"),
        ({"rakning": {"sjukhus": [PERIOD] * (MAX_ENTRIES + 1)}}, "rakning.sjukhus"),
        ({"stallningstaganden": [{}] * (MAX_ENTRIES + 1)}, "stallningstaganden"),
    ],
)
def test_a_list_longer_than_any_month_needs_is_refused_by_its_place(changes, where):
    assert refusal(month(report(), **changes)).startswith(f"{where}: holds {MAX_ENTRIES + 1} entries")


@pytest.mark.parametrize(
    ("read", "data", "where"),
    [
        (read_slutavrakning, {"preliminart": [], "anvant": [{}] * (MAX_ENTRIES + 1)}, "anvant"),
        (read_avstamning, {"manader": [{}] * (MAX_ENTRIES + 1)}, "manader"),
    ],
)
def test_a_settlement_of_more_months_than_there_are_is_refused_too(read, data, where):
    with pytest.raises(CaseError, match=f"^{where}: holds {MAX_ENTRIES + 1} entries"):
        read({"beviljandeperiod": PERIOD, "gjord": "2018-11-01"} | data)


def test_a_list_inside_a_report_is_counted_too():
    data = month(report() | {"berakningsperiod": [PERIOD] * (MAX_ENTRIES + 1)})
    assert refusal(data).startswith("tidsredovisningar[0].berakningsperiod: holds")


def test_rows_lying_on_each_other_beyond_what_anybody_works_are_refused():
    nested = [f"09 {n // 60:02d}.{n % 60:02d}-{23 - n // 60:02d}.{59 - n % 60:02d} aktiv" for n in range(500)]
    refused = refusal(month(report(*nested)))
    assert refused.startswith("tidsredovisningar: the rows cut each other into 250000 pieces")
    assert "Leave out rows" in refused


def test_the_assistants_other_rows_cut_too(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PIECES", 3)
    data = month(report(ROW), annan_tid=[{"assistent": "A", "rader": ["09 09.00-10.00 aktiv"]}])
    assert "into 4 pieces" in refusal(data)


def test_as_many_rows_as_a_month_may_hold_are_read():
    [read] = read_underlag(month(report(*[ROW] * MAX_ROWS))).tidsredovisningar
    assert len(read.rader) == MAX_ROWS


def test_as_many_entries_as_a_list_may_hold_are_read():
    periods = [PERIOD] * MAX_ENTRIES
    assert len(read_underlag(month(report(), institution=periods)).institution) == MAX_ENTRIES


def test_an_assistant_who_is_called_as_a_key_is_counted_as_any_other():
    data = month(report(), assistenter={"rader": {"fodd": "1980-05-01", "oformogen": [PERIOD] * 1_001}})
    assert refusal(data).startswith("assistenter.rader.oformogen: holds 1001")


def test_the_limit_of_pieces_lies_far_above_the_heaviest_real_month():
    heavy = [
        Rad(day, hour * 100, hour * 100 + 100, "aktiv") for day in range(1, 32) for hour in range(24)
    ] * 10
    assert count_pieces(heavy) == len(heavy) < MAX_PIECES / 20


@pytest.mark.parametrize(
    ("rows", "pieces"),
    [
        ([], 0),
        (["09 08.00-12.00 aktiv"], 1),
        (["09 08.00-12.00 aktiv", "10 09.00-10.00 aktiv"], 2),
        (["09 08.00-12.00 aktiv", "09 12.00-13.00 aktiv"], 2),
        (["09 08.00-12.00 aktiv", "09 09.00-10.00 aktiv"], 4),
        (["09 12.00-08.00 aktiv"], 1),
    ],
    ids=["no row", "one", "two days", "one after the other", "one in the other", "no length"],
)
def test_pieces_are_what_rows_come_to_when_cut_by_each_other(rows, pieces):
    assert count_pieces(map(Rad.parse, rows)) == pieces


@given(ROWS)
def test_pieces_are_as_many_as_when_every_row_is_cut_by_hand(rows):
    pieces = 0
    for rad in rows:
        points = {p for other in rows if other.dag == rad.dag for p in (other.fran, other.till)}
        pieces += 1 + len([point for point in points if rad.fran < point < rad.till])
    assert count_pieces(rows) == pieces


@given(ROWS)
def test_the_order_of_rows_does_not_change_the_pieces(rows):
    assert count_pieces(rows) == count_pieces(reversed(rows))
