"""What a computation rests on: what the law lacks or says otherwise stops it, and what it has is cited as on that day."""

from datetime import date

import pytest
from tests.assessment.test_policies import other_choice

from assistans.assessment.basis import Basis, by_observation, by_parameter, refuse_unknown
from assistans.assessment.bedomning import Sparrad
from assistans.law import MissingParameterError, PolicyError, builtin

LAW = builtin()
DAY = date(2018, 10, 1)
BEFORE_SFB = date(2010, 10, 1)


@pytest.mark.parametrize("basis", [by_parameter, by_observation])
def test_what_the_law_has_not_is_no_basis(basis):
    with pytest.raises(MissingParameterError, match="EJ_I_LAGEN"):
        basis(LAW, "EJ_I_LAGEN", DAY)


def test_a_policy_that_says_something_else_stops_every_time_it_is_asked():
    law = other_choice("omraknad_tid")
    for _ in range(2):
        with pytest.raises(PolicyError, match="omraknad_tid is 'annorlunda'; this version knows exakt_brak"):
            refuse_unknown(law, DAY, rad_over_midnatt="delas", omraknad_tid="exakt_brak")


def test_a_policy_with_two_known_choices_may_say_either_and_nothing_else():
    law, both = other_choice("kommun_debitering"), ("preliminart", "efter_utfort")
    refuse_unknown(LAW, DAY, kommun_debitering=both)
    refuse_unknown(law, DAY, kommun_debitering=(*both, "annorlunda"))
    with pytest.raises(PolicyError, match="knows preliminart, efter_utfort"):
        refuse_unknown(law, DAY, kommun_debitering=both)


def test_a_policy_that_the_law_has_not_stops():
    with pytest.raises(MissingParameterError, match="ej_i_lagen"):
        refuse_unknown(LAW, DAY, ej_i_lagen="ja")


def test_the_basis_is_cited_as_on_the_day():
    for known, basis in (
        (LAW.parameter("kommunens_timmar"), by_parameter(LAW, "kommunens_timmar", DAY)),
        (LAW.observation("OVER_BEVILJAD_TID"), by_observation(LAW, "OVER_BEVILJAD_TID", DAY)),
    ):
        assert basis == Basis(known.lagrum.text, known.rules, None)
    assert (
        by_parameter(LAW, "kommunens_timmar", BEFORE_SFB).lagrum
        != LAW.parameter("kommunens_timmar").lagrum.text
    )
    assert by_observation(LAW, "OVER_BEVILJAD_TID", BEFORE_SFB).lagrum.startswith("LASS")


def test_a_policy_names_itself_and_a_parameter_the_policy_beside_it():
    assert by_parameter(LAW, "kommunvecka", DAY, "omraknad_tid").policy == "kommunvecka"
    assert by_parameter(LAW, "kommunens_timmar", DAY, "kommunvecka").policy == "kommunvecka"
    assert by_observation(LAW, "FOR_SENT", DAY, "helgflytt_redovisning").policy == "helgflytt_redovisning"


def test_one_rule_more_stands_last_and_never_twice():
    rules = LAW.parameter("avrundning_ore").rules
    assert by_parameter(LAW, "avrundning_ore", DAY, None, "B10").regler == (*rules, "B10")
    assert by_parameter(LAW, "avrundning_ore", DAY, None, rules[-1]).regler == rules


def test_a_row_holds_its_basis_and_what_was_computed():
    row = Basis("SFB 51 kap. 9 §", ("B1",), "kommunvecka").row("arbetstid", 60, "minuter", {"regim": "x"})
    assert row == Sparrad(
        nyckel="arbetstid",
        varden={"regim": "x"},
        inmatning={},
        resultat=60,
        enhet="minuter",
        lagrum="SFB 51 kap. 9 §",
        regler=("B1",),
        policy="kommunvecka",
    )
