"""The demo's county holds every planned mistake, each where it says, and the rest of it is in order."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from assistans.site.synthetic import facit, planned, plans, worked
from assistans.site.synthetic.mistakes import APRIL, FEBRUARI, MANADER, MARS, OKTOBER
from assistans.site.synthetic.plans import Phase

SEEDS = [1, 4711]


@pytest.fixture(scope="module", params=SEEDS)
def plan(request):
    return planned.make(request.param)


def month(plan, index, number):
    return plan.persons[index].manader[number]


def the_one_with(plan, kod, number):
    return next(m for m in plan.months() if kod in m.koder and m.month == number)


# --- what must not be in it ----------------------------------------------------------------------------------------


def test_a_month_without_a_planned_code_is_decided_by_the_machine(plan):
    others = [m for m in plan.months() if not m.koder and m.utfall != "noll"]
    assert {(m.utfall, m.kind) for m in others} == {("beviljat", "maskinellt")}
    assert len(others) > 50


def test_nobody_has_a_real_persons_number(plan):
    numbers = {u.assistent.nummer for p in plan.persons for u in p.uppgifter}
    numbers |= {p.person.individual.nummer for p in plan.persons} | {
        p.person.signer.nummer for p in plan.persons
    }
    assert all(980 <= int(number[8:11]) <= 999 for number in numbers)


def test_no_grant_is_longer_than_six_months(plan):
    for person in plan.persons:
        for grant in person.beslut:
            assert grant.beviljandeperiod.length <= 184


def test_no_two_grants_of_a_person_overlap(plan):
    for person in plan.persons:
        periods = sorted(grant.beviljandeperiod for grant in person.beslut)
        assert all(one.end <= other.start for one, other in pairwise(periods))


# --- what must ------------------------------------------------------------------------------------------------------


def test_forty_persons_two_hundred_and_fifty_assistants_eight_kinds_of_anordnare(plan):
    assert len(plan.persons) == 40
    assert len({u.assistent for p in plan.persons for u in p.uppgifter}) == 250
    own = {None for p in plan.persons if p.person.anordnare is None}
    assert len({*plan.county.anordnare, *own}) == 8
    assert {a.slag for a in plan.county.anordnare} == {"foretag", "kooperativ", "kommun"}


def test_every_code_that_the_server_can_meet_is_planned(plan):
    codes = {kod for m in plan.months() for kod in {**m.koder, **(m.koder_sist or {})}}
    assert len(codes) == 36
    assert codes.isdisjoint({"FORE_RETROAKTIV_GRANS", "RETROAKTIV_EJ_REDOVISAD", "EFTER_SLUTAVRAKNING"})


def test_every_outcome_and_kind_of_decision_is_planned(plan):
    assert {m.utfall for m in plan.months()} == {"beviljat", "delvis", "vantar", "avslag", "noll"}
    assert {m.kind for m in plan.months()} == {"maskinellt", "bifall", "delvis", "avslag", None}


def test_three_months_and_one_straggler(plan):
    assert Counter(m.month for m in plan.months()) == {FEBRUARI: 40, MARS: 40, APRIL: 39, OKTOBER: 1}


def test_most_documents_come_at_once_and_some_later(plan):
    phases = {r.phase for m in plan.months() for r in m.rapporter} | {
        r.phase for m in plan.months() for r in m.rakningar
    }
    assert phases == set(Phase)


def test_every_report_has_an_assistant_whose_data_is_registered(plan):
    for person in plan.persons:
        known = {(u.assistent, u.anordnare) for u in person.uppgifter}
        reports = [r for m in person.manader.values() for r in m.rapporter]
        assert {(r.assistent, r.anordnare) for r in reports} <= known


# --- the räkning ----------------------------------------------------------------------------------------------------


def test_a_raekning_says_what_was_worked_unless_that_is_the_mistake(plan):
    wrong = {"RAKNING_SAKNAS", "RAKNING_SKILJER_SIG", "KLOCKSLAG_TVETYDIGT"}
    for m in plan.months():
        if not wrong & set(m.koder):
            rows = [rad for r in m.first for rad in plans.computable(m.month, r.rader)]
            assert m.rakningar[0].tid == worked.total(m.month, rows)


def test_a_corrected_raekning_says_what_was_worked(plan):
    for index in (1, 4):
        wrong, right = month(plan, index, MARS).rakningar
        rows = [rad for r in month(plan, index, MARS).first for rad in r.rader]
        assert right.tid == worked.total(MARS, rows) != wrong.tid
        assert right.identifier(1) == wrong.identifier(1)


def test_costs_are_hours_times_an_amount_an_hour(plan):
    for m in plan.months():
        for rakning in m.rakningar:
            if costs := rakning.kostnader:
                assert costs.summa % rakning.kostnader_timmar == 0


# --- mistakes that need two or more things to fit -------------------------------------------------------------------


def test_one_assistant_is_reported_by_two_persons_at_the_same_time(plan):
    first, second = (month(plan, index, FEBRUARI) for index in planned.AT_TWO_PERSONS)
    shared = {r.assistent for r in first.rapporter} & {r.assistent for r in second.rapporter}
    assert len(shared) == 1
    assert first.koder == second.koder
    assert second.tagna[0].minuter == first.koder["ASSISTENT_OVERLAPPAR"] >= 30


def test_nobody_else_works_for_two(plan):
    at = Counter(
        assistent
        for p in plan.persons
        for assistent in {r.assistent for m in p.manader.values() for r in m.rapporter}
    )
    assert sum(count > 1 for count in at.values()) == 1


def test_a_version_follows_the_report_with_the_wrong_row(plan):
    m = the_one_with(plan, "RAD_OGILTIG", FEBRUARI)
    wrong, right = (r for r in m.rapporter if r.identifier(1) == m.rapporter[0].identifier(1))
    assert (wrong.phase, right.phase) == (Phase.RAPPORTER, Phase.RATTELSER)
    assert len(wrong.rader) == len(right.rader) + 1


def test_a_report_that_possibly_corrects_another_has_its_own_id(plan):
    m = the_one_with(plan, "MOJLIG_RATTELSE", FEBRUARI)
    first, second = (r for r in m.rapporter if r.assistent == m.rapporter[0].assistent)
    assert first.rader == second.rader
    assert first.identifier(1) != second.identifier(1)


def test_a_row_ends_in_the_hour_that_does_not_exist(plan):
    m = the_one_with(plan, "KLOCKSLAG_FINNS_INTE", MARS)
    rows = [rad for r in m.rapporter for rad in r.rader]
    assert len(rows) - len(plans.computable(MARS, rows)) == 1


def test_the_straggler_has_a_grant_of_its_own_time(plan):
    person = next(p for p in plan.persons if OKTOBER in p.manader)
    assert any(g.beviljandeperiod.covers(date(2025, 10, 26)) for g in person.beslut)


def test_an_assistant_comes_of_age_in_march(plan):
    m = the_one_with(plan, "ASSISTENT_UNDER_18", MARS)
    assert date(2008, 3, 16) in {r.assistent.fodd for r in m.rapporter}
    assert all(taken.dag < 16 for taken in m.tagna)


def test_overtime_is_the_last_time_of_the_month(plan):
    m = the_one_with(plan, "ARBETSTID_OVERSKRIDEN", MARS)
    assert m.koder["ARBETSTID_OVERSKRIDEN"] == sum(t.minuter for t in m.tagna) > 0
    assert max(t.dag for t in m.tagna) == 31


def test_the_last_ten_hours_lie_beyond_the_grant(plan):
    m = the_one_with(plan, "OVER_BEVILJAD_TID", FEBRUARI)
    assert m.koder == {"OVER_BEVILJAD_TID": 600}
    assert sum(t.minuter for t in m.tagna) == 600


def test_only_the_time_in_hospital_waits(plan):
    m = the_one_with(plan, "SJUKHUSVISTELSE", MARS)
    assert {t.dag for t in m.tagna} <= {12, 13, 14}


def test_nothing_is_reported_for_april_by_the_dead(plan):
    assert set(plan.persons[planned.DIES].manader) == set(MANADER) - {APRIL}


def test_two_anordnare_share_a_person(plan):
    assert len({r.nyckel for r in month(plan, planned.TWO_ANORDNARE, MARS).rapporter}) == 2


# --- money ----------------------------------------------------------------------------------------------------------


def test_a_month_in_order_is_worth_its_hours(plan):
    m = month(plan, 33, APRIL)
    rows = [rad for r in m.rapporter for rad in r.rader]
    assert facit.belopp(m) == worked.ore(worked.units(worked.total(APRIL, rows)))


def test_two_payees_are_rounded_each(plan):
    m = month(plan, planned.TWO_ANORDNARE, MARS)
    assert facit.belopp(m) == sum(worked.ore(units) for units in facit.paid_units(m).values())


def test_what_is_taken_is_not_paid(plan):
    m = the_one_with(plan, "DUBBELASSISTANS_EJ_BEVILJAD", FEBRUARI)
    whole = worked.units(worked.total(FEBRUARI, [rad for _, rad in m.rows()]))
    assert sum(facit.paid_units(m).values()) == whole - 60 * 28


def test_a_refused_month_is_worth_nothing(plan):
    assert {facit.belopp(m) for m in plan.months() if m.kind == "avslag"} == {0}


def test_lower_costs_decide(plan):
    m = the_one_with(plan, "KOSTNAD_UNDER_TIMBELOPP", FEBRUARI)
    assert facit.belopp(m) == m.rakningar[0].kostnader.summa


def test_the_cap_is_twelve_percent_above(plan):
    m = the_one_with(plan, "HOGRE_BELOPP_BEGRANSAT", MARS)
    hours = worked.units(m.rakningar[0].tid) / 1_680
    assert facit.belopp(m) == pytest.approx(hours * 347.70 * 1.12 * 100, abs=1)


def test_the_kommuns_part_is_foretold_for_months_in_order(plan):
    foretold = [facit.kommun(p, n) for p in plan.persons for n in p.manader]
    known = [ore for ore in foretold if ore is not None]
    assert len(known) > 40
    assert all(0 < ore <= worked.ore(6 * worked.KOMMUN_UNITS) for ore in known)


def test_the_kommuns_part_is_not_foretold_where_the_person_moves(plan):
    assert facit.kommun(plan.persons[planned.MOVES], APRIL) is None


def test_a_grant_that_ends_with_april_goes_on(plan):
    ended = [
        each
        for each in plan.persons
        if each.beslut and each.beslut[-1].beviljandeperiod.end == date(2026, 5, 1)
    ]
    assert ended == []
