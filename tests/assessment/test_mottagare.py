from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.underlagen import FORETAG, anordnare

from assistans.assessment import Mottagare, choose_payee
from assistans.law import builtin
from assistans.timeline.months import Period

LAW = builtin()
DAY = date(2018, 11, 20)
ENDED = (Period(date(2011, 1, 1), DAY),)
CODES = {
    "f_skatt": "F_SKATT_SAKNAS",
    "arbetsgivare": "EJ_ARBETSGIVARE",
    "ivo_tillstand": "MOTTAGARE_UTAN_TILLSTAND",
}


@pytest.mark.parametrize("register", CODES)
@pytest.mark.parametrize("slag", ["foretag", "kooperativ"])
def test_what_ended_the_day_before_gives_the_money_to_the_person(register, slag):
    chosen = choose_payee(anordnare=anordnare(slag=slag, **{register: ENDED}), day=DAY, law=LAW)
    assert chosen == Mottagare(mottagare="person", koder=(CODES[register],))


def test_without_betalningsmottagare_only_that_code_appears():
    bare = anordnare(betalningsmottagare=(), f_skatt=(), ivo_tillstand=(), arbetsgivare=())
    assert choose_payee(anordnare=bare, day=DAY, law=LAW).koder == ("BETALNINGSMOTTAGARE_SAKNAS",)


def test_on_the_last_day_all_is_still_in_force():
    still = anordnare(**dict.fromkeys([*CODES, "betalningsmottagare"], ENDED))
    assert choose_payee(anordnare=still, day=date(2018, 11, 19), law=LAW) == Mottagare(mottagare=FORETAG)


def test_a_kommun_needs_only_to_be_betalningsmottagare():
    kommun = anordnare(slag="kommun", f_skatt=(), arbetsgivare=(), ivo_tillstand=())
    assert choose_payee(anordnare=kommun, day=DAY, law=LAW).mottagare == FORETAG


def test_own_employment_is_paid_to_the_person_without_remark():
    own = anordnare("egen", slag="egen_arbetsgivare", betalningsmottagare=())
    assert choose_payee(anordnare=own, day=DAY, law=LAW) == Mottagare(mottagare="person")


def test_the_permit_is_tested_from_july_2013():
    without = anordnare(ivo_tillstand=())
    assert choose_payee(anordnare=without, day=date(2013, 6, 20), law=LAW).mottagare == FORETAG
    assert choose_payee(anordnare=without, day=date(2013, 7, 19), law=LAW).mottagare == "person"


@given(st.dates(date(2014, 1, 1), date(2026, 12, 31)), st.sets(st.sampled_from(sorted(CODES))))
def test_the_codes_name_exactly_what_is_missing(day, missing):
    chosen = choose_payee(anordnare=anordnare(**dict.fromkeys(missing, ())), day=day, law=LAW)
    assert set(chosen.koder) == {CODES[register] for register in missing}
    assert chosen.mottagare == ("person" if missing else FORETAG)
