import contextlib
import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.rakning.known import GOLDEN, SHORTEST, WHOLE, changed, digest
from tests.privacy import personnummer_in

from assistans.intake.documents import DocumentError
from assistans.intake.rakning import document


def refusal(content):
    with pytest.raises(DocumentError) as refused:
        document.read(content)
    assert personnummer_in(str(refused.value)) == []
    return refused.value.code


def short(*replacements):
    return changed(SHORTEST, *replacements)


def whole(*replacements):
    return changed(WHOLE, *replacements)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "XML_SYNTAX"),
        (SHORTEST[:-5], "XML_SYNTAX"),
        (b"<!DOCTYPE Rakning>" + SHORTEST, "XML_DTD"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?>' + SHORTEST, "XML_ENCODING"),
        (SHORTEST + b" " * document.MAX_BYTES, "XML_SIZE"),
        (short(("urn:assistans:rakning:1", "urn:assistans:rakning:2")), "SCHEMA"),
        (short(("<vistelseUtanforEes>", "<okand>1</okand><vistelseUtanforEes>")), "SCHEMA"),
        (short(("<id>0b6c7b0e", "<id>0B6C7B0E")), "SCHEMA"),
        (short(("199001189811", "19900118-9811")), "SCHEMA"),
        (whole(("1250.50", "1250,50")), "SCHEMA"),
        (whole(("1250.50", "-1.00")), "SCHEMA"),
        (whole(("god_man", "granne")), "SCHEMA"),
    ],
)
def test_what_is_not_the_form_is_refused(content, code):
    assert refusal(content) == code


def test_a_third_stay_has_no_place_in_the_form():
    stay = "<vistelse><fran>2018-10-20T10:00</fran><till>2018-10-21T12:00</till></vistelse>"
    assert refusal(whole(("</sjukhusvard>", f"{stay}</sjukhusvard>"))) == "SCHEMA"


@pytest.mark.parametrize("month", ["2018-00", "2018-13", "0000-01"])
def test_a_month_that_does_not_exist_is_refused(month):
    assert refusal(short((">2018-10<", f">{month}<"))) == "MONTH"


@pytest.mark.parametrize("kind", ["aktivTid", "vanteTid", "beredskapsTid"])
def test_more_than_59_minutes_is_refused_for_every_kind(kind):
    content = short(
        (
            f"<{kind}><timmar>{'100' if kind == 'aktivTid' else '0'}</timmar><minuter>0<",
            f"<{kind}><timmar>1</timmar><minuter>60<",
        )
    )
    assert refusal(content) == "MINUTES"


@pytest.mark.parametrize(("old", "new"), [("199001189811", "199001189812"), ("195501019847", "195513019847")])
def test_a_number_with_a_wrong_check_digit_or_date_is_refused(old, new):
    assert refusal(whole((old, new))) == "CHECK_DIGIT"


def test_a_representative_who_is_the_person_herself_is_refused():
    assert refusal(whole(("195501019847", "199001189811"))) == "REPRESENTATIVE"


def test_yes_to_school_or_daily_activity_must_say_where():
    said = "<ja><skola>true</skola><dagligVerksamhet>true</dagligVerksamhet></ja>"
    assert refusal(whole((said, "<ja/>"))) == "ACTIVITY"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2018-10-07T12:00", "2018-10-05T10:00", "STAY"),  # ends when it begins
        ("2018-10-07T12:00", "2018-10-31T21:00", "STAY"),  # lies over the next
        ("2018-10-31T20:30", "2018-11-01T00:00", "STAY"),  # begins after the month
        ("2018-10-05T10:00", "2018-10-32T10:00", "DATE"),
        ("2018-10-05T10:00", "2018-10-05T10:60", "DATE"),
        ("2018-10-05T10:00", "2018-10-05T25:00", "DATE"),
        ("2018-10-31T24:00", "9999-12-31T24:00", "DATE"),
    ],
)
def test_a_stay_that_cannot_have_been_is_refused(old, new, code):
    assert refusal(whole((old, new))) == code


def test_a_stay_that_ended_before_the_month_is_refused():
    content = whole(("2018-10-05T10:00", "2018-09-05T10:00"), ("2018-10-07T12:00", "2018-10-01T00:00"))
    assert refusal(content) == "STAY"


@pytest.mark.parametrize(
    "said",
    [
        "<anvandTillAssistans>true</anvandTillAssistans><kvar>0.01</kvar>",
        "<anvandTillAssistans>false</anvandTillAssistans><kvar>0.00</kvar>",
        "<anvandTillAssistans>false</anvandTillAssistans>",
    ],
)
def test_all_used_and_money_left_cannot_both_be_true_nor_both_false(said):
    point = f"<forraUtbetalningen>{said}</forraUtbetalningen><underskrift>"
    assert refusal(short(("<underskrift>", point))) == "LEFT_OVER"


@pytest.mark.parametrize("said", ["<kvar>0.00</kvar>", ""])
def test_all_used_needs_no_amount(said):
    point = f"<forraUtbetalningen><anvandTillAssistans>1</anvandTillAssistans>{said}</forraUtbetalningen>"
    read = document.read(short(("<underskrift>", f"{point}<underskrift>")))
    assert (read.uppgifter["forra_utbetalningen_anvand"], read.uppgifter["kvar_ore"]) == (True, 0)


@pytest.mark.parametrize("total", ["95534.99", "95535.01"])
def test_a_sum_that_is_not_the_sum_of_its_lines_is_refused(total):
    assert refusal(whole(("95535.00", total))) == "COSTS"


def test_costs_that_are_all_zero_are_an_account():
    zeroes = WHOLE
    for amount in ("82500.00", "8291.25", "412.50", "206.25", "4125.00", "95535.00"):
        zeroes = changed(zeroes, (f"<totalt>{amount}<", "<totalt>0.00<"))
    assert document.read(zeroes).uppgifter["kostnader"]["summa_ore"] == 0


def test_a_period_paid_in_advance_that_ends_before_it_begins_is_refused():
    assert refusal(whole(("2018-12-31", "2018-06-30"))) == "PERIOD_ORDER"


@pytest.mark.parametrize(
    ("old", "new"), [("<kvar>300.00<", "<kvar>0.00<"), ("<aterbetalning>avdrag</aterbetalning>", "")]
)
def test_how_to_repay_is_said_just_when_something_is_left(old, new):
    assert refusal(whole((old, new))) == "REPAYMENT"


@pytest.mark.parametrize("year", ["-0001", "10000"])
def test_a_date_outside_the_calendar_is_refused(year):
    assert refusal(short(("2018-11-03", f"{year}-11-03"))) == "DATE"


def test_the_whole_form_is_read_point_by_point():
    read = document.read(WHOLE)
    assert (read.id, read.manad, read.person) == (
        "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a01",
        date(2018, 10, 1),
        "199001189811",
    )
    assert (read.aktiv_min, read.vantetid_min, read.beredskap_min) == (24_750, 3_365, 45)
    assert (read.undertecknad, read.stallforetradare) == (date(2018, 11, 4), "195501019847")
    assert read.uppgifter == json.loads((GOLDEN / "whole-form.json").read_text())


def test_what_is_left_out_is_none_and_not_zero():
    read = document.read(SHORTEST)
    for point in ("forra_utbetalningen_anvand", "kvar_ore", "stallforetradare", "kostnader", "forskott"):
        assert read.uppgifter[point] is None
    assert read.uppgifter["skola_eller_daglig_verksamhet"] is False
    assert read.uppgifter["sjukhus"] == []


def test_the_bytes_are_kept_as_they_came():
    read = document.read(WHOLE)
    assert (read.content, read.sha256) == (WHOLE, sha256(WHOLE).digest())


def test_the_digest_is_that_of_the_canonical_form_as_another_reads_it():
    for content in (SHORTEST, WHOLE):
        assert document.read(content).digest == digest(content)
    assert document.read(SHORTEST).digest == sha256(SHORTEST).hexdigest()


def test_a_comment_or_an_instruction_does_not_cut_a_value_apart():
    read = document.read(short((">100<", ">1<!-- x -->0<?y z?>0<")))
    assert read.aktiv_min == 6000


@settings(max_examples=150)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_any_byte_altered_gives_a_reading_or_a_refusal_and_nothing_else(place, byte):
    content = WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :]
    with contextlib.suppress(DocumentError):
        document.read(content)


@given(st.binary(max_size=300))
def test_any_bytes_at_all_give_a_refusal(content):
    assert refusal(content)
