"""Every key of the format at once, at random: what must hold of any month whatever is known of it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.assessment.chance import LAW, Chance, whole
from tests.assessment.underlagen import anordnare, assistent

from assistans.assessment import assess, readable, to_data
from assistans.facts import SLAG, AnnanTid, Rad, dump, read_underlag
from assistans.law import builtin_text, load
from assistans.timeline.months import Period
from assistans.timeline.rows import month_clock

PLACES = ("radutfall", "iakttagelsedetaljer", "rader")
quick = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG_AGO = Period(date(2001, 1, 1), date(2001, 2, 1))


def outcome(underlag, law=LAW):
    """All that is decided and paid, without the places of reports and rows and without how much there was to tell."""
    data = to_data(assess(underlag, law))
    return {key: value for key, value in data.items() if key not in PLACES}


def turned(values):
    return tuple(reversed(values))


def minute(hhmm):
    return hhmm // 100 * 60 + hhmm % 100


def hhmm(minutes):
    return minutes // 60 * 100 + minutes % 60


@pytest.mark.parametrize("seed", range(40))
def test_every_computed_row_prints_with_its_lagrum(seed):
    bedomning = assess(Chance(seed).underlag(), LAW)
    assert "\n".join(readable(bedomning))
    for row in to_data(bedomning)["rader"]:
        assert row["lagrum"]
        assert row["regler"]
        assert "{" not in row["text"]


def test_the_random_months_are_not_all_alike():
    """The properties below would prove nothing of what never happens."""
    found = [assess(Chance(seed).underlag(), LAW) for seed in range(300)]
    assert {bedomning.utfall for bedomning in found} == {"beviljat", "delvis", "vantar", "avslag", "noll"}
    assert sum(bedomning.belopp > 0 for bedomning in found) > 60
    assert sum(bool(bedomning.anvant_belopp) for bedomning in found) > 30
    assert {part.grund for b in found for payment in b.utbetalningar for part in payment.delar} == {
        "timbelopp",
        "kostnader",
    }
    assert sum(sum(bool(part.enheter) for part in bedomning.kommun) > 1 for bedomning in found) > 10
    seen = {observation.kod for bedomning in found for observation in bedomning.iakttagelser}
    assert set(LAW.observations) - seen <= {
        "PARAMETER_EJ_VERIFIERAD",
        "ARBETSTID_OVERSKRIDEN",
        "KLOCKSLAG_TVETYDIGT",
    }


@quick
@given(whole())
def test_every_minute_of_every_kind_has_one_fate_and_every_code_its_own(underlag):
    bedomning = assess(underlag, LAW)
    together = bedomning.godkand.plus(bedomning.vantar).plus(bedomning.stoppad)
    assert together == bedomning.redovisad
    by_code = {}
    for fate in bedomning.minuter:
        assert (fate.kod is None) == (fate.ode == "godkand")
        if fate.kod is not None and fate.end > fate.start:
            by_code[fate.kod] = by_code.get(fate.kod, 0) + fate.end - fate.start
    assert dict(bedomning.per_kod) == by_code
    assert set(by_code) <= {seen.kod for seen in bedomning.iakttagelser}


@quick
@given(whole())
def test_the_sums_of_a_fate_are_those_of_its_stretches(underlag):
    bedomning = assess(underlag, LAW)
    minutes, units = Counter(), Counter()
    for fate in bedomning.minuter:
        minutes[fate.ode, fate.slag] += fate.end - fate.start
        units[fate.ode] += fate.enheter
    for ode, tid in (
        ("godkand", bedomning.godkand),
        ("vantar", bedomning.vantar),
        ("stoppad", bedomning.stoppad),
    ):
        assert tid._asdict() == {slag: minutes[ode, slag] for slag in SLAG}
    assert (bedomning.enheter, bedomning.enheter_vantar) == (units["godkand"], units["vantar"])


@quick
@given(whole())
def test_the_outcome_is_told_by_the_fates(underlag):
    bedomning = assess(underlag, LAW)
    fates = {fate.ode for fate in bedomning.minuter}
    whole_of = {"beviljat": {"godkand"}, "avslag": {"stoppad"}, "noll": set()}
    if bedomning.utfall in whole_of:
        assert fates == whole_of[bedomning.utfall]
    else:
        assert ("godkand" in fates) == (bedomning.utfall == "delvis")
        assert "vantar" in fates or fates == {"godkand", "stoppad"}


@quick
@given(whole())
def test_the_fates_of_a_row_are_its_own_minutes_each_once(underlag):
    clock = month_clock(underlag.month)
    places = {}
    for fate in assess(underlag, LAW).minuter:
        places.setdefault((fate.rapport, fate.rad), []).append((fate.start, fate.end))
    for (report, row), spans in places.items():
        rad = underlag.tidsredovisningar[report].rader[row]
        span = clock.span(rad.dag, rad.fran, rad.till)
        if not isinstance(span, str):
            covered = [moment for start, end in spans for moment in range(start, end)]
            assert sorted(covered) == list(range(*span))


@quick
@given(whole())
def test_every_krona_is_priced_time_and_has_a_payee(underlag):
    bedomning = assess(underlag, LAW)
    assert bedomning.belopp == sum(payment.belopp for payment in bedomning.utbetalningar)
    for payment in bedomning.utbetalningar:
        assert payment.belopp == sum(part.belopp for part in payment.delar) > 0
        assert payment.dag >= underlag.assessed_on
        for part in payment.delar:
            assert part.belopp <= Fraction(part.enheter) * part.timbelopp / 1680 + Fraction(1, 2)
    paid = sum(part.enheter for payment in bedomning.utbetalningar for part in payment.delar)
    assert paid <= bedomning.enheter


@quick
@given(whole())
def test_approved_time_never_exceeds_what_the_grants_give(underlag):
    bedomning = assess(underlag, LAW)
    granted = sum(
        grant.tid.minuter * (27 if grant.tid.per == "per_vecka" else 7) for grant in underlag.beslut
    )
    period = [grant.tid.minuter for grant in underlag.beslut if grant.tid.per == "period"]
    assert bedomning.enheter <= 28 * granted
    if len(period) == len(underlag.beslut):
        assert bedomning.enheter <= 28 * sum(period)


@quick
@given(whole())
def test_the_kommuner_never_pay_more_than_was_paid_nor_for_more_than_twenty_hours_a_week(underlag):
    bedomning = assess(underlag, LAW)
    parts = 1 + sum(len(payment.delar) for payment in bedomning.utbetalningar)
    assert sum(part.belopp for part in bedomning.kommun) <= bedomning.belopp + Fraction(
        parts * len(bedomning.kommun), 2
    )
    weeks = {}
    for part in bedomning.kommun:
        assert part.enheter == sum(week.enheter for week in part.veckor)
        for week in part.veckor:
            weeks[week.vecka] = weeks.get(week.vecka, 0) + week.enheter
    for week, units in weeks.items():
        elsewhere = underlag.tidigare_veckor.get(week, 0) + underlag.senare_veckor.get(week, 0)
        assert units <= 20 * 1680 - elsewhere


@quick
@given(whole())
def test_the_order_of_any_list_is_irrelevant(underlag):
    rakning = underlag.rakning
    reversed_all = replace(
        underlag,
        beslut=turned(underlag.beslut),
        tidsredovisningar=turned([replace(r, rader=turned(r.rader), berakningsperiod=turned(r.berakningsperiod)) for r in underlag.tidsredovisningar]),
        annan_tid=turned([replace(other, rader=turned(other.rader)) for other in underlag.annan_tid]),
        kompletteringar=turned(underlag.kompletteringar),
        institution=turned(underlag.institution),
        sjukhus_tidigare=turned(underlag.sjukhus_tidigare),
        tidigare=turned(underlag.tidigare),
        senare=turned(underlag.senare),
        stallningstaganden=turned(underlag.stallningstaganden),
        rakning=rakning and replace(rakning, sjukhus=turned(rakning.sjukhus)),
        assistenter=dict(reversed(underlag.assistenter.items())),
        anordnare={name: replace(found, ivo_tillstand=turned(found.ivo_tillstand), betalningsmottagare=turned(found.betalningsmottagare)) for name, found in reversed(underlag.anordnare.items())},
        person=replace(underlag.person, kommun=turned(underlag.person.kommun)),
    )  # fmt: skip
    assert outcome(reversed_all) == outcome(underlag)


@quick
@given(whole(), st.data())
def test_cutting_a_row_in_two_at_any_minute_outside_the_hour_of_change_changes_nothing(underlag, data):
    clock = month_clock(underlag.month)
    rows = [(n, rad) for n, report in enumerate(underlag.tidsredovisningar) for rad in report.rader]
    rows = [(n, rad) for n, rad in rows if not isinstance(clock.span(rad.dag, rad.fran, rad.till), str)]
    assume(rows)
    place, rad = data.draw(st.sampled_from(rows))
    assume(minute(rad.till) - minute(rad.fran) > 1)
    cut = hhmm(data.draw(st.integers(minute(rad.fran) + 1, minute(rad.till) - 1)))
    assume(not (rad.dag == clock.change_day and 200 <= cut < 300))
    reports = list(underlag.tidsredovisningar)
    rest = list(reports[place].rader)
    rest.remove(rad)
    halves = (Rad(rad.dag, rad.fran, cut, rad.slag), Rad(rad.dag, cut, rad.till, rad.slag))
    reports[place] = replace(reports[place], rader=(*rest, *halves))
    assert outcome(replace(underlag, tidsredovisningar=tuple(reports))) == outcome(underlag)


@quick
@given(whole(), st.data())
def test_sending_a_report_in_two_parts_changes_nothing(underlag, data):
    assume(underlag.tidsredovisningar)
    place = data.draw(st.sampled_from(range(len(underlag.tidsredovisningar))))
    reports = list(underlag.tidsredovisningar)
    at = data.draw(st.integers(0, len(reports[place].rader)))
    parts = [
        replace(reports[place], rader=reports[place].rader[:at]),
        replace(reports[place], rader=reports[place].rader[at:]),
    ]
    reports[place : place + 1] = parts
    assert outcome(replace(underlag, tidsredovisningar=tuple(reports))) == outcome(underlag)


@quick
@given(whole())
def test_facts_that_do_not_concern_the_month_change_nothing(underlag):
    strangers = {
        **underlag.assistenter,
        "Z": assistent("Z", fodd=date(2015, 1, 1), anmald={}, narstaende=True, bosatt="utanfor_ees"),
    }
    unused = {
        **underlag.anordnare,
        "5560000009": anordnare("5560000009", ivo_tillstand=(), betalningsmottagare=()),
    }
    away = AnnanTid(assistent="Z", rader=tuple(Rad(dag, 0, 2400, "aktiv") for dag in range(1, 29)))
    irrelevant = replace(
        underlag,
        assistenter=strangers,
        anordnare=unused,
        annan_tid=(*underlag.annan_tid, away),
        institution=(*underlag.institution, LONG_AGO),
        sjukhus_tidigare=(*underlag.sjukhus_tidigare, LONG_AGO),
        person=replace(underlag.person, personnummer="19900118-9811"),
    )
    assert outcome(irrelevant) == outcome(underlag)


@quick
@given(whole(), st.sampled_from(sorted(LAW.observations)))
def test_a_check_that_holds_where_it_stopped_approves_neither_more_nor_less(underlag, kod):
    text = builtin_text()
    entry = text[text.index(f"\n  {kod}:") :].partition("mode: stopp")[0]
    assume("mode: vanta" not in entry and "mode: notera" not in entry)
    softened = load(text.replace(entry + "mode: stopp", entry + "mode: vanta"))
    assume(softened.observation(kod).highest(underlag.month.first, underlag.month.last) == "vanta")
    plain = replace(underlag, stallningstaganden=())
    one, other = assess(plain, LAW), assess(plain, softened)
    assert other.godkand == one.godkand
    assert other.belopp == one.belopp
    assert other.stoppad.minuter <= one.stoppad.minuter
    assert other.per_kod == one.per_kod


@quick
@given(whole())
def test_a_stored_underlag_reads_back_and_assesses_to_the_same(underlag):
    stored = read_underlag(dump(underlag))
    assert stored == underlag
    assert dump(stored) == dump(underlag)
    assert assess(stored, LAW) == assess(underlag, LAW)
