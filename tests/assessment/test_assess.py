from dataclasses import replace
from datetime import date

import pytest
from tests.assessment.underlagen import (
    FORETAG,
    KOOPERATIV,
    OCTOBER,
    anordnare,
    assistent,
    beslut,
    rapport,
    underlag,
)

from assistans.assessment import assess, observation_text, row_fates, sentence, to_data
from assistans.assessment.texter import MissingTextError, trace_text
from assistans.facts import CaseError, Rakning, Tid, Timbelopp
from assistans.facts.beslut import BeviljadTid
from assistans.facts.person import Kommuntid, Person
from assistans.law import MissingParameterError, PolicyError, builtin, builtin_text, load
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

LAW = builtin()
DAY = "09 08.00-16.00 aktiv"


def changed(before, after):
    text = builtin_text()
    assert before in text
    return load(text.replace(before, after))


@pytest.mark.parametrize("last", [date(2019, 1, 2), None])
def test_a_grant_over_six_months_is_refused(last):
    longer = beslut(beviljandeperiod=Period(date(2018, 7, 1), last))
    with pytest.raises(CaseError, match="longer than 6 months"):
        assess(underlag(rapport(DAY), beslut=(longer,)), LAW)


@pytest.mark.parametrize(("first", "last"), [("2018-08-31", "2019-02-28"), ("2018-09-15", "2019-03-14")])
def test_six_months_to_the_day_are_allowed(first, last):
    whole = Period.inclusive(date.fromisoformat(first), date.fromisoformat(last))
    assert assess(underlag(rapport(DAY), beslut=(beslut(beviljandeperiod=whole),)), LAW).utfall == "beviljat"


def test_a_year_without_an_amount_stops_and_names_it():
    facts = underlag(
        rapport(DAY, mottagen=date(1999, 11, 3)),
        month=Month(1999, 10),
        assessed_on=date(1999, 11, 6),
        beslut=(beslut(beviljandeperiod=Period(date(1999, 7, 1), date(2000, 1, 1))),),
        rakning=Rakning(mottagen=date(1999, 11, 4), tid=None),
    )
    with pytest.raises(MissingParameterError, match="schablonbelopp"):
        assess(facts, LAW)


def test_a_day_without_a_kommun_stops_when_others_have_one():
    person = Person(kommun=(Kommuntid(kommun="0180", period=Period(date(2018, 10, 10), None)),))
    with pytest.raises(CaseError, match=r"person\.kommun: no kommun answers for the person on 2018-10-09"):
        assess(underlag(rapport(DAY), person=person), LAW)


def test_a_policy_choice_that_is_not_known_stops():
    with pytest.raises(PolicyError, match="avrundning_ore"):
        assess(underlag(rapport(DAY)), changed("value: halva_uppat", "value: nedat"))


def test_a_person_without_named_kommun_has_an_unnamed_share():
    data = to_data(assess(underlag(rapport(DAY), person=Person()), LAW))
    assert data["kommun"] == {"assistanstid_min": "480", "belopp": "2363.20"}


@pytest.mark.parametrize(
    ("mode", "utfall", "codes"),
    [
        ("av", "beviljat", []),
        ("notera", "beviljat", ["ASSISTENT_EJ_ANMALD"]),
        ("vanta", "vantar", ["ASSISTENT_EJ_ANMALD"]),
    ],
)
def test_the_mode_of_a_check_is_the_laws(mode, utfall, codes):
    entry = "rules: [P6, D10]\n    modes:\n      - {from: 2013-07-01, mode: stopp, "
    law = changed(entry, entry.replace("stopp", mode))
    bedomning = assess(underlag(rapport(DAY), assistenter={"A": assistent(anmald={})}), law)
    assert bedomning.utfall == utfall
    assert [seen.kod for seen in bedomning.iakttagelser] == codes


def test_a_mode_that_changes_inside_the_month_holds_from_its_day():
    entry = "rules: [P6, D10]\n    modes:\n"
    law = changed(entry, entry + "      - {from: 2018-10-10, mode: notera}\n")
    reports = rapport(DAY, "10 08.00-16.00 aktiv")
    bedomning = assess(underlag(reports, assistenter={"A": assistent(anmald={})}), law)
    assert bedomning.stoppad == bedomning.godkand == Tid(480)


def test_an_amount_that_changes_inside_the_month_is_that_of_the_day():
    entry = '{from: 2018-01-01, to: 2018-12-31, value: "295.40"'
    later = '{from: 2018-10-10, to: 2018-12-31, value: "300.00", sfs: x, verified: true, source: x}\n      - '
    law = changed(entry, later + entry.replace("2018-12-31", "2018-10-09"))
    bedomning = assess(underlag(rapport(DAY, "10 08.00-16.00 aktiv")), law)
    assert bedomning.belopp == 8 * 29540 + 8 * 30000
    assert [part.enheter for part in bedomning.utbetalningar[0].delar] == [480 * 28, 480 * 28]


def test_each_row_knows_its_own_fate():
    reports = (
        rapport(DAY, "32 08.00-16.00 aktiv", id="r1"),
        rapport("09 12.00-20.00 aktiv", assistent="B", id="r2"),
    )
    fates = row_fates(assess(underlag(*reports), LAW))
    assert [(fate.rapport_id, fate.rad, fate.godkand, dict(fate.vantar)) for fate in fates] == [
        ("r1", 0, 480, {}),
        ("r1", 1, 0, {"RAD_OGILTIG": 0}),
        ("r2", 0, 240, {"DUBBELASSISTANS_EJ_BEVILJAD": 240}),
    ]
    assert [fate.berakningsbar for fate in fates] == [True, False, True]


def test_an_observation_says_who_acts_how_and_by_when():
    (seen,) = assess(underlag(rapport(DAY), rakning=None), LAW).iakttagelser
    assert (seen.kod, seen.lage, seen.lagrum) == ("RAKNING_SAKNAS", "vanta", "SFB 51 kap. 14 §; FKFS 2016:4")
    assert (seen.vem, seen.atgard) == ("person", "Lämna räkning för månaden.")
    assert seen.dag == date(2018, 12, 5)
    assert "motiver" in seen.forval


def test_what_is_only_noted_has_no_day():
    (seen,) = assess(underlag(rapport(DAY), assistenter={"A": assistent(narstaende=True)}), LAW).iakttagelser
    assert (seen.lage, seen.dag, seen.rapporter) == ("notera", None, (0,))


@pytest.mark.parametrize("kod", sorted(LAW.observations))
def test_every_code_has_a_sentence_for_each_audience(kod):
    for audience in ("handlaggare", "anordnare", "person"):
        assert sentence(kod, audience).endswith(".")
    text = observation_text(kod)
    assert text.vem
    assert text.atgard
    assert text.forval


def test_a_code_without_a_sentence_is_told_of():
    with pytest.raises(MissingTextError, match="NYTT has no sentences"):
        sentence("NYTT", "person")
    with pytest.raises(MissingTextError, match="nytt has no sentence"):
        trace_text("nytt")


def test_a_part_of_a_payment_says_what_it_rests_on():
    grant = beslut(timbelopp=Timbelopp(hogre=Ore(31000)))
    facts = underlag(rapport(DAY), beslut=(grant,), month=OCTOBER)
    paid = replace(facts, rakning=replace(facts.rakning, kostnader=None), stallningstaganden=())
    assert assess(paid, LAW).utfall == "vantar"
    (payment,) = assess(underlag(rapport(DAY)), LAW).utbetalningar
    (part,) = payment.delar
    assert (part.anordnare, part.timbelopp, part.enheter, part.grund) == (
        (FORETAG,),
        29540,
        480 * 28,
        "timbelopp",
    )
    assert part.lagrum == "F1091 5 §"


def test_before_2011_the_trace_cites_the_older_act():
    facts = underlag(
        rapport("08 08.00-16.00 aktiv", mottagen=date(2008, 11, 3)),
        month=Month(2008, 10),
        assessed_on=date(2008, 11, 6),
        beslut=(beslut(beviljandeperiod=Period(date(2008, 7, 1), date(2009, 1, 1))),),
        rakning=Rakning(mottagen=date(2008, 11, 4), tid=None),
    )
    lagrum = {row.lagrum for row in assess(facts, LAW).spar}
    assert "LASS (1993:389)" in lagrum
    assert not any(text.startswith("SFB") for text in lagrum)


def test_two_grants_in_a_month_have_budgets_of_their_own():
    halves = [Period(date(2018, 7, 1), date(2018, 10, 10)), Period(date(2018, 10, 10), date(2019, 1, 1))]
    grants = tuple(
        beslut(beviljandeperiod=half, tid=BeviljadTid(per="period", minuter=240)) for half in halves
    )
    bedomning = assess(underlag(rapport(DAY, "10 08.00-16.00 aktiv"), beslut=grants), LAW)
    assert bedomning.godkand == Tid(480)
    assert bedomning.per_kod == {"OVER_BEVILJAD_TID": 480}


def test_simultaneous_minutes_share_what_is_left_of_the_grant_by_rank():
    grant = beslut(
        tid=BeviljadTid(per="period", minuter=90),
        dubbelassistans=BeviljadTid(per="period", minuter=600),
        vantetid=True,
    )
    reports = (
        rapport("09 08.00-09.00 aktiv"),
        rapport("09 08.00-10.00 vantetid", assistent="B", anordnare=KOOPERATIV),
    )
    bedomning = assess(underlag(*reports, beslut=(grant,)), LAW)
    assert bedomning.godkand == Tid(60, 120)
    assert bedomning.dubbel_minuter == 60


def test_an_unused_anordnare_may_lack_everything():
    facts = {
        FORETAG: anordnare(),
        "5560000009": anordnare("5560000009", betalningsmottagare=(), ivo_tillstand=()),
    }
    assert assess(underlag(rapport(DAY), anordnare=facts), LAW).iakttagelser == ()


def test_a_policy_that_was_used_is_named_on_its_row_and_never_as_an_observation():
    reports = (rapport(DAY), rapport(DAY, assistent="B"))
    bedomning = assess(underlag(*reports), LAW)
    named = {row.nyckel: row.policy for row in bedomning.spar}
    assert named["tagen_vantar"] == "samtidighet"
    assert named["beviljad_tid"] == "veckor_per_halvar"
    assert named["kommunvecka"] == "kommunvecka"
    assert named["belopp"] == "avrundning_ore"
    assert named["betalningsdag"] == "helgflytt_utbetalning"
    assert not set(filter(None, named.values())) & {seen.kod for seen in bedomning.iakttagelser}


def test_every_policy_named_on_a_row_is_in_the_law():
    bedomning = assess(underlag(rapport(DAY), rapport(DAY, assistent="B")), LAW)
    assert all(LAW.parameter(row.policy).grade for row in bedomning.spar if row.policy)
