"""An underlag as plain data: what reads back to an equal underlag, the same text for equal underlag."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from tests.assessment.chance import whole
from tests.assessment.underlagen import FORETAG, anordnare, assistent, beslut, rapport, underlag

from assistans.facts import (
    Komplettering,
    Rakning,
    Retroaktiv,
    Stallningstagande,
    Tid,
    Timbelopp,
    dump,
    read_underlag,
)
from assistans.facts.beslut import BeviljadTid
from assistans.facts.person import Kommuntid, Person
from assistans.facts.rakning import Kostnader, Vistelse
from assistans.facts.underlag import AnnanManad
from assistans.timeline.months import ALWAYS, Month, Period
from assistans.timeline.quantities import Ore

ROW = "09 08.00-16.00 aktiv"
AUTUMN = Period.inclusive(date(2018, 10, 2), date(2018, 10, 5))


@settings(max_examples=100, deadline=None)
@given(whole())
def test_any_underlag_reads_back_equal_through_json(facts):
    text = json.dumps(dump(facts), ensure_ascii=False)
    assert read_underlag(json.loads(text)) == facts


@settings(max_examples=60, deadline=None)
@given(whole())
def test_equal_underlag_give_the_same_text(facts):
    turned = replace(
        facts,
        assistenter=dict(reversed(facts.assistenter.items())),
        anordnare=dict(reversed(facts.anordnare.items())),
    )
    assert json.dumps(dump(turned)) == json.dumps(dump(facts))


def test_keys_with_nothing_in_them_are_left_out():
    bare = underlag(rakning=None, beslut=(), anordnare={}, assistenter={}, person=Person())
    assert dump(bare) == {
        "month": "2018-10",
        "assessed_on": "2018-11-06",
        "person": {"utbetalning": "efterskott"},
        "beslut": [],
        "anordnare": {},
        "assistenter": {},
        "tidsredovisningar": [],
    }


@pytest.mark.parametrize(
    ("kommun", "written"),
    [
        ((), None),
        ((Kommuntid(kommun="0180", period=Period(ALWAYS, None)),), "0180"),
        ((Kommuntid(kommun="0180", period=AUTUMN),), [{"kommun": "0180", "from": "2018-10-02", "to": "2018-10-05"}]),
        (
            (Kommuntid(kommun="0180", period=AUTUMN), Kommuntid(kommun="1480", period=Period(date(2018, 10, 6), None))),
            [{"kommun": "0180", "from": "2018-10-02", "to": "2018-10-05"}, {"kommun": "1480", "from": "2018-10-06"}],
        ),
    ],
)  # fmt: skip
def test_one_kommun_for_ever_is_written_by_its_code_and_others_as_a_list(kommun, written):
    assert dump(underlag(person=Person(kommun=kommun)))["person"].get("kommun") == written


def test_a_person_is_written_with_what_is_known():
    person = Person(personnummer="19900118-9811", utbetalning="blandad", avliden=date(2018, 10, 20))
    assert dump(underlag(person=person))["person"] == {
        "utbetalning": "blandad",
        "personnummer": "19900118-9811",
        "avliden": "2018-10-20",
    }


def test_a_plain_grant_says_its_time_and_amount():
    (written,) = dump(underlag())["beslut"]
    assert written == {
        "beviljandeperiod": {"from": "2018-07-01", "to": "2018-12-31"},
        "tid": {"per_vecka": "100:00"},
        "timbelopp": "schablon",
    }


def test_a_grant_is_written_with_all_that_it_gives():
    grant = beslut(
        tid=BeviljadTid(per="period", minuter=61),
        beslutad=date(2018, 6, 15),
        vantetid=True,
        beredskap=True,
        dubbelassistans=BeviljadTid(per="per_manad", minuter=5),
        timbelopp=Timbelopp(hogre=Ore(31000)),
        timbelopp_utanfor_ees=Ore(0),
        sarskilda_skal=frozenset({"skola", "sjukhus"}),
    )
    (written,) = dump(underlag(beslut=(grant,)))["beslut"]
    assert written == {
        "beviljandeperiod": {"from": "2018-07-01", "to": "2018-12-31"},
        "tid": {"period": "1:01"},
        "timbelopp": {"hogre": "310.00"},
        "beslutad": "2018-06-15",
        "vantetid": True,
        "beredskap": True,
        "dubbelassistans": {"per_manad": "0:05"},
        "timbelopp_utanfor_ees": "0.00",
        "sarskilda_skal": ["sjukhus", "skola"],
    }


def test_an_anordnare_with_everything_always_is_written_short():
    assert dump(underlag())["anordnare"][FORETAG] == {"slag": "foretag", "allt_klart": True}


def test_an_anordnare_with_intervals_is_written_with_each():
    told = anordnare(
        ivo_tillstand=(AUTUMN,),
        f_skatt=(),
        avtal_from=date(2018, 1, 1),
        tillstand_upphort_meddelat=date(2018, 10, 6),
    )
    written = dump(underlag(anordnare={FORETAG: told}))["anordnare"][FORETAG]
    assert written["ivo_tillstand"] == [{"from": "2018-10-02", "to": "2018-10-05"}]
    assert written["arbetsgivare"] == [{"from": "0001-01-01"}]
    assert "f_skatt" not in written
    assert (written["avtal_from"], written["tillstand_upphort_meddelat"]) == ("2018-01-01", "2018-10-06")


def test_an_assistant_is_written_with_what_is_known():
    known = assistent(
        narstaende=True,
        bosatt="utanfor_ees",
        kollektivavtal=True,
        anmald={"b": date(2018, 2, 1), "a": date(2018, 1, 1)},
        anstalld={FORETAG: date(2010, 1, 1)},
        forlangd_arbetstid=True,
        oformogen=(AUTUMN,),
    )
    written = dump(underlag(assistenter={"A": known}))["assistenter"]["A"]
    assert written == {
        "fodd": "1980-05-01",
        "bosatt": "utanfor_ees",
        "narstaende": True,
        "kollektivavtal": True,
        "anmald": {"a": "2018-01-01", "b": "2018-02-01"},
        "anstalld": {FORETAG: "2010-01-01"},
        "forlangd_arbetstid": True,
        "oformogen": [{"from": "2018-10-02", "to": "2018-10-05"}],
    }
    assert list(written["anmald"]) == ["a", "b"]


@pytest.mark.parametrize(("stated", "written"), [(None, None), (True, True), (False, False)])
def test_a_report_that_says_no_to_kollektivavtal_says_something_else_than_nothing(stated, written):
    (report,) = dump(underlag(rapport(ROW, kollektivavtal=stated)))["tidsredovisningar"]
    assert report.get("kollektivavtal") is written
    assert ("kollektivavtal" in report) == (stated is not None)


def test_a_report_is_written_with_its_rows_as_they_were():
    (report,) = dump(underlag(rapport(ROW, "99 25.70-00.99 vantetid", id="r1", berakningsperiod=(AUTUMN,))))[
        "tidsredovisningar"
    ]
    assert report == {
        "assistent": "A",
        "anordnare": FORETAG,
        "mottagen": "2018-11-03",
        "rader": [ROW, "99 25.70-00.99 vantetid"],
        "id": "r1",
        "berakningsperiod": [{"from": "2018-10-02", "to": "2018-10-05"}],
    }


def test_a_rakning_is_written_with_all_that_it_says():
    stays = (
        Vistelse(datetime.fromisoformat("2018-10-05T10:05"), datetime.fromisoformat("2018-10-07T12:00")),
        Vistelse(datetime.fromisoformat("2018-10-30T09:00"), None),
    )
    said = Rakning(
        mottagen=date(2018, 11, 4),
        tid=Tid(300, 0, 61),
        sjukhus=stays,
        skola_eller_daglig_verksamhet=("skola",),
        vistelse_utanfor_ees=True,
        kvar_av_forra_utbetalningen=Ore(105),
        kostnader=Kostnader(lon=Ore(1), administration=Ore(200)),
    )
    assert dump(underlag(rakning=said))["rakning"] == {
        "mottagen": "2018-11-04",
        "tid": {"aktiv": "5:00", "vantetid": "0:00", "beredskap": "1:01"},
        "sjukhus": [{"from": "2018-10-05T10.05", "to": "2018-10-07T12.00"}, {"from": "2018-10-30T09.00"}],
        "skola_eller_daglig_verksamhet": ["skola"],
        "vistelse_utanfor_ees": True,
        "kvar_av_forra_utbetalningen": "1.05",
        "kostnader": {"lon": "0.01", "ob": "0.00", "omkostnader": "0.00", "utbildning": "0.00", "arbetsmiljo": "0.00", "administration": "2.00"},
    }  # fmt: skip


@pytest.mark.parametrize(("said", "written"), [(True, True), (False, None)])
def test_school_said_without_saying_which_is_written_as_true(said, written):
    rakning = Rakning(mottagen=date(2018, 11, 4), tid=None, skola_eller_daglig_verksamhet=said)
    found = dump(underlag(rakning=rakning))["rakning"]
    assert found["tid"] == "stammer"
    assert found.get("skola_eller_daglig_verksamhet") is written


def test_what_was_asked_for_names_what_it_concerns():
    of_rakning = Komplettering(begard=date(2018, 11, 5), sista_dag=date(2018, 11, 19))
    of_report = replace(of_rakning, inkom=date(2018, 11, 6), assistent="A", anordnare=FORETAG)
    assert dump(underlag(kompletteringar=(of_rakning, of_report)))["kompletteringar"] == [
        {"avser": "rakning", "begard": "2018-11-05", "sista_dag": "2018-11-19"},
        {"avser": {"assistent": "A", "anordnare": FORETAG}, "begard": "2018-11-05", "sista_dag": "2018-11-19", "inkom": "2018-11-06"},
    ]  # fmt: skip


def test_other_months_and_weeks_are_written_as_exact_minutes():
    facts = underlag(
        tidigare=(AnnanManad(month=Month(2018, 9), enheter=2625, dubbel_minuter=7),),
        senare=(AnnanManad(month=Month(2018, 11), enheter=28),),
        tidigare_veckor={"2018-W40": 1},
        senare_veckor={"2018-W44": 56},
    )
    written = dump(facts)
    assert written["tidigare"] == [{"month": "2018-09", "assistanstid_min": "375/4", "dubbel_min": "7"}]
    assert written["senare"] == [{"month": "2018-11", "assistanstid_min": "1", "dubbel_min": "0"}]
    assert (written["tidigare_veckor"], written["senare_veckor"]) == ({"2018-W40": "1/28"}, {"2018-W44": "2"})


def test_dates_and_positions_of_the_month_are_written():
    position = Stallningstagande(kod="FOR_SENT", utfall="godkand", skal="prövat", dag=9, fran=0, till=930)
    written = dump(
        underlag(
            institution=(AUTUMN,),
            sjukhus_tidigare=(Period(date(2018, 9, 1), None),),
            slutavrakning_gjord=date(2019, 1, 10),
            retroaktiv=Retroaktiv(ansokt=date(2018, 9, 20)),
            stallningstaganden=(position,),
        )
    )
    assert written["institution"] == [{"from": "2018-10-02", "to": "2018-10-05"}]
    assert written["sjukhus_tidigare"] == [{"from": "2018-09-01"}]
    assert written["slutavrakning_gjord"] == "2019-01-10"
    assert written["retroaktiv"] == {"ansokt": "2018-09-20", "redovisat_manadsvis": False}
    assert written["stallningstaganden"] == [
        {"kod": "FOR_SENT", "utfall": "godkand", "skal": "prövat", "dag": 9, "fran": "00.00", "till": "09.30"}
    ]
