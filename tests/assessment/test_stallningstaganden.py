from datetime import date

import pytest
from tests.assessment.underlagen import FORETAG, anordnare, assistent, beslut, rapport, underlag

from assistans.assessment import assess, row_fates
from assistans.assessment.visning import trace_sentence
from assistans.facts import AnnanTid, CaseError, Rad, Stallningstagande, Tid
from assistans.law import builtin
from assistans.timeline.months import Period

LAW = builtin()
DAY = "09 08.00-16.00 aktiv"
ELSEWHERE = (AnnanTid(assistent="A", rader=(Rad.parse("09 10.00-12.00 aktiv"),)),)


def position(kod, utfall="godkand", **narrowed):
    return Stallningstagande(kod=kod, utfall=utfall, skal="prövat", **narrowed)


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        (position("ASSISTENT_EJ_ANMALD"), "does not wait"),
        (position("NARSTAENDE"), "does not wait"),
        (position("PASS_OGILTIGT"), "is no observation code"),
        (position("ASSISTENT_OVERLAPPAR", dag=28, fran=215, till=400), "KLOCKSLAG_TVETYDIGT"),
    ],
)
def test_a_position_that_cannot_be_taken_is_refused(held, problem):
    with pytest.raises(CaseError, match=problem):
        assess(
            underlag(
                rapport("28 08.00-16.00 aktiv"),
                stallningstaganden=(held,),
                annan_tid=(AnnanTid(assistent="A", rader=(Rad.parse("28 08.00-09.00 aktiv"),)),),
            ),
            LAW,
        )


def test_a_row_without_length_cannot_be_approved():
    with pytest.raises(CaseError, match="cannot be approved"):
        assess(underlag(rapport("32 08.00-16.00 aktiv"), stallningstaganden=(position("RAD_OGILTIG"),)), LAW)


def test_a_row_without_length_can_be_stopped():
    held = position("RAD_OGILTIG", "stoppad")
    assert (
        assess(underlag(rapport("32 08.00-16.00 aktiv"), stallningstaganden=(held,)), LAW).utfall == "avslag"
    )


def test_what_waits_is_let_through_whole():
    bedomning = assess(
        underlag(rapport(DAY), annan_tid=ELSEWHERE, stallningstaganden=(position("ASSISTENT_OVERLAPPAR"),)),
        LAW,
    )
    assert bedomning.utfall == "beviljat"
    assert bedomning.iakttagelser == ()


@pytest.mark.parametrize(
    "narrowed", [{"assistent": "B"}, {"anordnare": "5560000002"}, {"rapport": "r2"}, {"dag": 10}]
)
def test_a_position_on_something_else_changes_nothing(narrowed):
    facts = {"annan_tid": ELSEWHERE, "assistenter": {"A": assistent(), "B": assistent("B")}}
    held = (position("ASSISTENT_OVERLAPPAR", **narrowed),)
    one = assess(underlag(rapport(DAY, id="r1"), **facts), LAW)
    other = assess(underlag(rapport(DAY, id="r1"), **facts, stallningstaganden=held), LAW)
    assert one == other


def test_a_part_of_the_day_is_let_through_and_a_part_stopped():
    held = (
        position("ASSISTENT_OVERLAPPAR", dag=9, fran=1000, till=1100),
        position("ASSISTENT_OVERLAPPAR", "stoppad", dag=9, fran=1130, till=1200),
    )
    bedomning = assess(underlag(rapport(DAY), annan_tid=ELSEWHERE, stallningstaganden=held), LAW)
    (fate,) = row_fates(bedomning)
    assert fate.godkand == 7 * 60
    assert fate.vantar == {"ASSISTENT_OVERLAPPAR": 30}
    assert fate.stoppad == {"ASSISTENT_OVERLAPPAR": 30}


def test_a_late_report_is_let_through_and_the_fact_remains():
    late = rapport(DAY, id="r1", mottagen=date(2018, 12, 10))
    held = (position("FOR_SENT", rapport="r1"),)
    bedomning = assess(underlag(late, assessed_on=date(2018, 12, 11), stallningstaganden=held), LAW)
    assert bedomning.godkand == Tid(480)
    assert [seen.kod for seen in bedomning.iakttagelser] == ["FOR_SENT"]
    assert bedomning.per_kod == {}


def test_the_first_weeks_of_a_hospital_stay_can_be_let_through_but_never_later_ones():
    known = (Period(date(2018, 9, 12), date(2018, 11, 1)),)
    reports = rapport("09 08.00-16.00 aktiv", "10 08.00-16.00 aktiv")
    held = (position("SJUKHUSVISTELSE"),)
    bedomning = assess(underlag(reports, sjukhus_tidigare=known, stallningstaganden=held), LAW)
    assert bedomning.godkand == Tid(480)
    assert bedomning.stoppad == Tid(480)


def test_time_beyond_the_double_budget_can_be_let_through():
    reports = (rapport(DAY), rapport(DAY, assistent="B"))
    held = (position("DUBBELASSISTANS_EJ_BEVILJAD", assistent="B", anordnare=FORETAG),)
    bedomning = assess(underlag(*reports, beslut=(beslut(),), stallningstaganden=held), LAW)
    assert bedomning.godkand == Tid(960)


@pytest.mark.parametrize("kod", ["BESLUT_SAKNAS", "RAKNING_SAKNAS", "KOSTNADSREDOVISNING_SAKNAS"])
def test_what_there_is_nothing_to_pay_by_is_never_approved(kod):
    facts = underlag(rapport(DAY), beslut=(), rakning=None, stallningstaganden=(position(kod),))
    with pytest.raises(CaseError, match=rf"stallningstaganden\[0\].utfall: {kod} cannot be approved"):
        assess(facts, LAW)


def test_costs_not_accounted_for_may_be_stopped():
    own = {"egen": anordnare("egen", slag="egen_arbetsgivare")}
    held = (position("KOSTNADSREDOVISNING_SAKNAS", utfall="stoppad"),)
    bedomning = assess(underlag(rapport(DAY, anordnare="egen"), anordnare=own, stallningstaganden=held), LAW)
    assert (bedomning.stoppad, bedomning.belopp) == (Tid(480), 0)


def told(bedomning):
    return [trace_sentence(row) for row in bedomning.spar]


def test_a_position_that_decided_something_is_told_with_its_reason():
    held = position("ASSISTENT_OVERLAPPAR")
    bedomning = assess(underlag(rapport(DAY), annan_tid=ELSEWHERE, stallningstaganden=(held,)), LAW)
    assert (
        "En handläggare har bedömt att tid ska ersättas trots att assistenten är redovisad på två ställen samtidigt, "
        "med motiveringen: prövat" in told(bedomning)
    )


def test_time_that_a_position_stops_is_told_with_its_reason():
    held = position("ASSISTENT_OVERLAPPAR", "stoppad")
    bedomning = assess(underlag(rapport(DAY), annan_tid=ELSEWHERE, stallningstaganden=(held,)), LAW)
    assert any(
        text.startswith("En handläggare har bedömt att tid inte ska ersättas") for text in told(bedomning)
    )


def test_a_row_without_length_that_a_position_stops_is_told():
    held = position("RAD_OGILTIG", "stoppad")
    bedomning = assess(underlag(rapport("32 08.00-16.00 aktiv"), stallningstaganden=(held,)), LAW)
    assert (
        "Raden den 32 kl. 08.00–16.00 (aktiv tid) som A har redovisat ersätts inte, eftersom den anger en dag eller tid "
        "som inte går att räkna." in told(bedomning)
    )
