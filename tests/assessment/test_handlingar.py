"""What documents say where no decision is known: the same checks as an assessment's, and no money."""

from datetime import date

import pytest
from tests.assessment.underlagen import assistent, beslut, rapport, underlag

from assistans.assessment import assess, assess_documents
from assistans.assessment.handlingar import DOCUMENT_CHECKS
from assistans.facts import CaseError, Rakning, Tid
from assistans.law import builtin
from assistans.timeline.months import Period

LAW = builtin()
DAY = "09 08.00-16.00 aktiv"


def looked_at(*reports, **facts):
    return assess_documents(underlag(*reports, **{"beslut": ()} | facts), LAW)


def codes(bedomning):
    return [seen.kod for seen in bedomning.iakttagelser]


@pytest.mark.parametrize(
    ("rad", "kod"),
    [
        ("28 02.30-04.00 aktiv", "KLOCKSLAG_TVETYDIGT"),
        ("32 08.00-16.00 aktiv", "RAD_OGILTIG"),
        ("09 12.00-17.00 aktiv", "ASSISTENT_OVERLAPPAR"),
    ],
)
def test_a_wrong_row_waits_as_in_an_assessment(rad, kod):
    found = looked_at(rapport(DAY, rad))
    assert codes(found) == [kod]
    assert found.utfall == "delvis"


def test_nothing_is_granted_and_nothing_payable():
    found = looked_at(rapport(DAY))
    assert found.utfall == "beviljat"
    assert found.belopp == 0
    assert found.utbetalningar == ()
    assert found.kommun == ()


def test_that_there_is_no_decision_is_not_held_against_anybody():
    assert codes(looked_at(rapport(DAY))) == []
    assert codes(assess(underlag(rapport(DAY), beslut=()), LAW)) == ["BESLUT_SAKNAS"]


def test_kinds_that_a_decision_gives_are_not_judged():
    assert codes(looked_at(rapport("09 08.00-16.00 vantetid"))) == []


def test_who_is_too_young_is_told():
    assert codes(looked_at(rapport(DAY), assistenter={"A": assistent(fodd=date(2004, 1, 1))})) == [
        "ASSISTENT_UNDER_18"
    ]


def test_the_rakning_is_compared():
    other = Rakning(mottagen=date(2018, 11, 3), tid=Tid(60, 0, 0))
    assert codes(looked_at(rapport(DAY), rakning=other)) == ["RAKNING_SKILJER_SIG"]


def test_every_minute_has_one_fate_as_in_an_assessment():
    found = looked_at(rapport(DAY, "09 12.00-17.00 aktiv", "32 08.00-16.00 aktiv"))
    assert found.redovisad == found.godkand.plus(found.vantar).plus(found.stoppad)


def test_what_an_assessment_refuses_is_refused_here_too():
    too_long = beslut(beviljandeperiod=Period(date(2018, 7, 1), date(2019, 2, 1)))
    with pytest.raises(CaseError, match="longer than 6 months"):
        looked_at(rapport(DAY), beslut=(too_long,))


def test_what_was_taken_is_told_in_the_trace():
    found = looked_at(rapport(DAY, "09 12.00-17.00 aktiv", "32 08.00-16.00 aktiv"))
    told = {(row.nyckel, row.varden["kod"], row.resultat) for row in found.spar if "kod" in row.varden}
    assert told == {
        ("rad_utan_langd_vantar", "RAD_OGILTIG", 0),
        ("tagen_vantar", "ASSISTENT_OVERLAPPAR", 240),
    }


def test_each_check_is_one_of_the_assessments_own():
    assert len({check.__module__ for check in DOCUMENT_CHECKS}) == 6
    assert all(check.__module__.startswith("assistans.assessment.checks.") for check in DOCUMENT_CHECKS)
