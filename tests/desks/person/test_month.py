"""What the page of a month shows, made from plain facts."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from tests.desks.person.known import assessed, own, report

from assistans.base.canonical import canonical_bytes
from assistans.casework.models import Kommunicering, Komplettering, Manadsbeslut
from assistans.desks.person.month import hours_bar, month_page
from assistans.facts import Tid
from assistans.law import builtin

ANNA = report("anna", "4 08.00-12.00 aktiv", "5 22.00-24.00 aktiv")
BO = report("bo", "4 10.00-14.00 aktiv")
INVALID = report("bo", "5 12.00-11.00 aktiv")
AGREES = {"rakning": {"mottagen": "2018-11-02", "tid": {"aktiv": "6:00"}}}


def shown(month=None, betalningar=(), **told):
    return month_page(own(month, **told), law=builtin(), betalningar=betalningar)


def kommunicering(**told):
    return Kommunicering(
        koder=["RAD_OGILTIG"], text="Raden finns inte.", svar_senast=date(2018, 11, 20), **told
    )


def test_a_month_of_which_nothing_has_come_has_no_table_no_calendar_and_no_bar():
    page = shown()
    assert (page.rapporter, page.calendar, page.bar, page.anmarkningar) == ((), None, None, ())
    assert page.summa == Tid()


def test_the_missing_rakning_is_said_by_the_state_alone():
    page = shown(assessed(ANNA))
    assert page.lage.kan_skriva_under
    assert [note.kod for note in page.anmarkningar] == []
    assert page.rapporter[0].bara_rakning


def test_reports_stand_by_name_with_their_time_by_kind():
    rows = shown(assessed(BO, ANNA)).rapporter
    assert [(row.assistent, row.via, row.tid) for row in rows] == [
        ("Anna Ek", "Väst AB", Tid(360, 0, 0)),
        ("Bo Alm", "Väst AB", Tid(240, 0, 0)),
    ]


def test_two_at_once_beyond_the_decision_wait_and_the_rest_does_not():
    page = shown(assessed(ANNA, BO, rakning={"mottagen": "2018-11-02", "tid": {"aktiv": "10:00"}}))
    assert sum(row.vantar for row in page.rapporter) == 120
    assert not any(row.bara_rakning for row in page.rapporter)
    assert [(note.kod, note.kind, note.minuter) for note in page.anmarkningar] == [
        ("DUBBELASSISTANS_EJ_BEVILJAD", "vantar", 120)
    ]


def test_what_waits_stands_before_what_is_only_noted():
    page = shown(
        assessed(
            ANNA,
            INVALID,
            rakning={
                "mottagen": "2018-11-02",
                "tid": {"aktiv": "7:00"},
                "kvar_av_forra_utbetalningen": "10.00",
            },
        )
    )
    kinds = [note.kind for note in page.anmarkningar]
    assert kinds == sorted(kinds, key=["vantar", "stoppad", "info"].index)
    assert kinds[0] == "vantar"


def test_the_calendar_has_a_lane_for_each_assistant_at_each_anordnare():
    calendar = shown(assessed(BO, ANNA)).calendar
    assert [(lane.label, lane.via) for lane in calendar.lanes] == [
        ("Anna Ek", "Väst AB"),
        ("Bo Alm", "Väst AB"),
    ]
    evening = calendar.lanes[0].stretches[-1]
    assert (evening.day, evening.start, evening.end) == (5, 22 * 60, 24 * 60)
    assert calendar.sums()["vantar"] == 600


def test_the_bar_adds_up_to_what_is_granted():
    month = assessed(ANNA, **AGREES, tidigare=[{"month": "2018-09", "assistanstid_min": "600"}])
    bar = hours_bar(month, builtin())
    assert bar.limit == 2600 * 60
    assert {part.kind: part.minutes for part in bar.parts} == {
        "anvand": 600,
        "manad": 360,
        "vantar": 0,
        "kvar": 2600 * 60 - 960,
    }


def test_without_a_grant_in_force_there_is_no_bar():
    early = {"beviljandeperiod": {"from": "2018-01-01", "to": "2018-06-30"}, "tid": {"per_vecka": "100:00"}}
    assert hours_bar(assessed(ANNA, beslut=[early]), builtin()) is None


@pytest.mark.parametrize(("today", "late"), [(date(2018, 11, 20), False), (date(2018, 11, 21), True)])
def test_a_question_is_open_until_it_is_answered_however_late(today, late):
    (question,) = shown(assessed(ANNA), kommuniceringar=(kommunicering(),), today=today).kommuniceringar
    assert (question.sen, question.stangd) == (late, False)
    assert question.punkter == ("En rad i en tidsredovisning måste rättas.",)


def test_an_answered_question_is_closed_with_its_answer():
    asked = Komplettering(
        text="Vilken dag?", sista_dag=date(2018, 11, 20), svar="Den 4.", inkom=date(2018, 11, 3)
    )
    (question,) = shown(assessed(ANNA), kompletteringar=(asked,)).kompletteringar
    assert (question.stangd, question.svar, question.svarad) == (True, "Den 4.", date(2018, 11, 3))


def decided(month, **told):
    usual = {
        "utfall": month.bedomning.utfall,
        "belopp_ore": int(month.bedomning.belopp),
        "resultat": canonical_bytes(month.resultat),
        "kvar_koder": [],
        "beslutad_at": datetime(2018, 11, 5, tzinfo=UTC),
    }
    return Manadsbeslut(**usual | told)


def test_a_decided_month_says_what_the_decision_rests_on_and_asks_nobody_to_do_anything():
    month = assessed(ANNA, INVALID, rakning={"mottagen": "2018-11-02", "tid": {"aktiv": "6:00"}})
    page = shown(month, gallande=decided(month), kommuniceringar=(kommunicering(),))
    assert [(note.kod, note.gor, note.dag) for note in page.anmarkningar] == [("RAD_OGILTIG", "", None)]
    assert page.kommuniceringar[0].stangd
    assert not page.nytt_efter_beslut


def test_what_a_handlaggare_refused_or_let_through_is_told_as_it_became():
    double = {"kod": "DUBBELASSISTANS_EJ_BEVILJAD", "skal": "Utrett."}
    told = []
    for utfall in ("stoppad", "godkand"):
        month = assessed(
            ANNA,
            BO,
            rakning={"mottagen": "2018-11-02", "tid": {"aktiv": "10:00"}},
            stallningstaganden=[double | {"utfall": utfall}],
        )
        page = shown(month, gallande=decided(month))
        told.append([(note.kind, note.gor) for note in page.anmarkningar])
    assert told == [[("stoppad", "En handläggare har prövat det. Skälen står i beslutet.")], []]


def test_what_came_after_the_decision_is_told_of():
    before, after = assessed(ANNA, **AGREES), assessed(ANNA, BO, **AGREES)
    assert shown(after, gallande=decided(before)).nytt_efter_beslut


def test_a_payment_of_an_earlier_decision_does_not_make_this_one_paid():
    month = assessed(ANNA, **AGREES)
    row = SimpleNamespace(pk=1, dag=date(2018, 11, 20))
    paid = SimpleNamespace(beslutsrad_id=2, korning=SimpleNamespace(dag=date(2018, 11, 20)))
    page = shown(month, [paid], gallande=decided(month), betalas=(row,))
    assert page.lage.rubrik == "Månaden är beslutad"
    paid.beslutsrad_id = 1
    assert shown(month, [paid], gallande=decided(month), betalas=(row,)).lage.rubrik == "Månaden är betald"
