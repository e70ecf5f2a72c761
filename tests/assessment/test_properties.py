"""What must hold for every month, however messy."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.assessment.oracle import minute_by_minute
from tests.assessment.underlagen import assistent, months

from assistans.assessment import assess, row_fates, to_data
from assistans.facts import Rad
from assistans.law import builtin

LAW = builtin()
PLACES = ("radutfall", "iakttagelsedetaljer", "rader")
quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(underlag):
    data = to_data(assess(underlag, LAW))
    return {key: value for key, value in data.items() if key not in PLACES}


@quick
@given(months())
def test_every_reported_minute_ends_in_exactly_one_place(underlag):
    bedomning = assess(underlag, LAW)
    together = bedomning.godkand.plus(bedomning.vantar).plus(bedomning.stoppad)
    assert together == bedomning.redovisad
    assert sum(bedomning.per_kod.values()) == bedomning.vantar.minuter + bedomning.stoppad.minuter


@quick
@given(months())
def test_every_row_adds_up_by_itself(underlag):
    for fate in row_fates(assess(underlag, LAW)):
        rad = underlag.tidsredovisningar[fate.rapport].rader[fate.rad]
        reported = rad.till // 100 * 60 + rad.till % 100 - rad.fran // 100 * 60 - rad.fran % 100
        if rad.dag != 28:
            assert fate.godkand + sum(fate.stoppad.values()) + sum(fate.vantar.values()) == reported


@quick
@given(months(), st.randoms())
def test_the_order_of_reports_and_rows_is_irrelevant(underlag, rng):
    shuffled = [
        replace(report, rader=tuple(rng.sample(report.rader, len(report.rader))))
        for report in underlag.tidsredovisningar
    ]
    rng.shuffle(shuffled)
    assert outcome(replace(underlag, tidsredovisningar=tuple(shuffled))) == outcome(underlag)


@quick
@given(months(), st.data())
def test_splitting_a_row_changes_nothing(underlag, data):
    report = data.draw(st.sampled_from(underlag.tidsredovisningar))
    assume(report.rader)
    row = data.draw(st.sampled_from(report.rader))
    cut = data.draw(st.integers(row.fran // 100 + 1, max(row.fran // 100 + 1, (row.till - 1) // 100))) * 100
    assume(row.fran < cut < row.till and not (row.dag == 28 and 200 <= cut < 300))
    rest = list(report.rader)
    rest.remove(row)
    rader = (*rest, Rad(row.dag, row.fran, cut, row.slag), Rad(row.dag, cut, row.till, row.slag))
    reports = [replace(r, rader=rader) if r is report else r for r in underlag.tidsredovisningar]
    assert outcome(replace(underlag, tidsredovisningar=tuple(reports))) == outcome(underlag)


@quick
@given(months(), st.data())
def test_splitting_a_report_changes_nothing(underlag, data):
    report = data.draw(st.sampled_from(underlag.tidsredovisningar))
    at = data.draw(st.integers(0, len(report.rader)))
    parts = (replace(report, rader=report.rader[:at]), replace(report, rader=report.rader[at:]))
    others = tuple(other for other in underlag.tidsredovisningar if other is not report)
    assert outcome(replace(underlag, tidsredovisningar=others + parts)) == outcome(underlag)


@quick
@given(months())
def test_irrelevant_facts_change_nothing(underlag):
    strangers = {**underlag.assistenter, "Z": assistent("Z", fodd=date(2015, 1, 1), anmald={})}
    named = replace(underlag.person, personnummer="19900118-9811", avliden=date(2018, 11, 1))
    assert outcome(replace(underlag, assistenter=strangers, person=named)) == outcome(underlag)


@quick
@given(months())
def test_money_never_exceeds_granted_time_at_the_amount(underlag):
    bedomning = assess(underlag, LAW)
    parts = sum(len(payment.delar) for payment in bedomning.utbetalningar)
    granted = Fraction(underlag.beslut[0].tid.minuter * 29540, 60)
    assert bedomning.belopp <= granted + Fraction(parts, 2)
    assert sum(part.belopp for part in bedomning.kommun) <= bedomning.belopp + Fraction(parts + 1, 2)


@quick
@given(months())
def test_the_slow_and_obvious_way_comes_to_the_same(underlag):
    # Working time is the one check of these months that the oracle leaves out.
    bedomning = assess(underlag, LAW)
    assume("ARBETSTID_OVERSKRIDEN" not in bedomning.per_kod)
    taken, approved, kommun = minute_by_minute(underlag)
    assert dict(bedomning.per_kod) == {kod: minutes for kod, minutes in taken.items() if minutes}
    assert bedomning.godkand._asdict() == {
        kind: approved[kind] for kind in ("aktiv", "vantetid", "beredskap")
    }
    assert bedomning.kommun[0].enheter == kommun


@quick
@given(months())
def test_assessing_again_gives_an_equal_bedomning(underlag):
    assert assess(underlag, LAW) == assess(underlag, LAW)
