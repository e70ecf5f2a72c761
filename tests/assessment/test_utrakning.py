"""The calculation that is shown to the person: whole, in Swedish, by name, and saying what to do by when."""

import re
from functools import cache
from pathlib import Path

import pytest

from assistans.assessment.case_files import assess_case
from assistans.assessment.texter import AUDIENCES, _trace
from assistans.assessment.utrakning import OUTCOMES, SECTIONS, calculation, section_of, with_names
from assistans.law import builtin

FILES = sorted((Path(__file__).parents[1] / "cases").rglob("*.yaml"))
MONTH = """
month: 2018-10
assessed_on: 2018-11-06
person: {kommun: "0180"}
beslut: [{beviljandeperiod: {from: 2018-07-01, to: 2018-12-31}, tid: {per_vecka: "100:00"}}]
anordnare: {"5560000001": {slag: foretag, allt_klart: true}}
assistenter: {A: {fodd: 1980-05-01, anmald: {"5560000001": 2018-10-09}}}
tidsredovisningar:
  - {assistent: A, anordnare: "5560000001", mottagen: 2018-11-03, rader: ["08 08.00-16.00 aktiv", "09 08.00-20.30 aktiv"]}
rakning: {mottagen: 2018-11-04, tid: {aktiv: "20:30"}}
"""
NAMES = {"A": "Anna Assistent", "5560000001": "Assistans AB"}
VERSION = builtin().version[:12]
PERSONS = f"""\
Uträkning av assistansersättning för oktober 2018
Gäller: Pär Person
Bedömd den 6 november 2018: delvis beviljat
Redovisat: 20 h 30 min aktiv tid
Godkänt: 12 h 30 min aktiv tid
Ersätts inte: 8 h aktiv tid

Redovisat
  Anna Assistent har redovisat 20 h 30 min aktiv tid hos Assistans AB på 2 rader. [SFB 51 kap. 24 § 2 p.]
  Räkningens tid, 20 h 30 min aktiv tid, stämmer med den redovisade tiden. [SFB 51 kap. 14 §]
  Räkning och tidsredovisningar för månaden ska ha kommit in senast den 5 december 2018. [FKFS 2016:4]

Prövat
  Uppgifterna om Anna Assistent hos Assistans AB kom in den 9 oktober 2018, och tid före den dagen ersätts inte. [SFB 51 kap. 24 § 1 p.]
  Anna Assistent har arbetat 20 h 30 min från och med 1 oktober 2018 till och med 31 oktober 2018; gränsen är 213 h (48 timmar i veckan enligt arbetstidslagen) och 192 h 30 min återstår. [ATL 10 b §]
  8 h som Anna Assistent har redovisat hos Assistans AB ersätts inte, eftersom uppgifterna om assistenten inte hade kommit in den dagen. [SFB 51 kap. 24 § 1 p.]

Assistanstid
  Beslutet från och med 1 juli 2018 till och med 31 december 2018 ger 2 600 h; 0 min har använts i andra månader och 2 600 h återstår för den här månaden. [SFB 51 kap. 9 §]
  Månadens tid tar 12 h 30 min av beslutets timmar, och 2 587 h 30 min återstår därefter. [SFB 51 kap. 9 §]
  12 h 30 min aktiv tid räknas som 12 h 30 min assistanstid. [SFB 51 kap. 11 a §]

Belopp
  Ersättning med schablonbelopp betalas i efterskott från och med den 1 oktober 2016, och månaden betalas i efterskott. [SFB 51 kap. 14–15 §§]
  Ersättningen för det som Assistans AB har utfört betalas till anordnaren den 20 november 2018. [F1091 9 §]
  12 h 30 min à 295,40 kr i timmen blir 3 692,50 kr till Assistans AB. [F1091 5 §]

Kommunens del
  Under vecka 41 2018 svarar kommunen för 12 h 30 min av tiden, upp till 20 timmar. [SFB 51 kap. 22 §]
  Kommun 0180 svarar för 3 692,50 kr av ersättningen. [SFB 51 kap. 22 §]

Att betala
  3 692,50 kr till Assistans AB den 20 november 2018
  Tillsammans 3 692,50 kr

Iakttagelser och vad som ska göras
  ASSISTENT_EJ_ANMALD (8 h): Uppgifterna om en assistent hade inte kommit in. [SFB 51 kap. 24 § 1 p.]
    Anordnaren ska agera: anmäl assistenten innan assistansen börjar. Tiden ersätts inte; beslutet motiveras och kan omprövas.

Lag
  Räknat med lagversion {VERSION}.
"""


@cache
def data(text):
    return assess_case(text, builtin()).data


def shown(text=MONTH, **told):
    return "\n".join(calculation(data(text), **told)) + "\n"


def months():
    return [file for file in FILES if "utfall" in data(file.read_text(encoding="utf-8"))]


def test_the_person_reads_her_whole_month_by_name():
    assert shown(malgrupp="person", namn="Pär Person", names=NAMES) == PERSONS


def test_without_a_name_nobody_is_named():
    assert "Gäller" not in shown()


def test_a_handlaggare_also_reads_rules_and_policies():
    text = shown()
    assert "[SFB 51 kap. 22 §; K1; policy kommunvecka]" in text
    assert "Där lagen lämnar utrymme: anmalningsdag, " in text


def test_what_waits_says_what_to_do_by_when_and_what_happens_otherwise():
    text = shown(MONTH.replace('"20:30"', '"20:00"'), malgrupp="person")
    assert (
        "    Rätta räkningen eller den tidsredovisning som är fel. Senast den 5 december 2018. "
        "Annars: förslag till avslag för tiden kommuniceras och beslutas med motivering.\n"
    ) in text
    assert "Väntar: 12 h 30 min aktiv tid" in text


@pytest.mark.parametrize(
    ("utfall", "word"),
    [
        ("beviljat", "beviljat"),
        ("delvis", "delvis beviljat"),
        ("vantar", "väntar"),
        ("avslag", "avslag"),
        ("noll", "inget är redovisat"),
    ],
)
def test_each_outcome_is_told_in_words(utfall, word):
    text = "\n".join(calculation(data(MONTH) | {"utfall": utfall}))
    assert f"\nBedömd den 6 november 2018: {word}\n" in text


def test_what_was_seen_but_took_no_minutes_names_none():
    text = shown(MONTH.replace("08 08.00-16.00 aktiv", "32 08.00-16.00 aktiv"))
    assert "\n  RAD_OGILTIG: " in text


def test_an_advance_says_what_the_month_is_worth():
    text = shown(MONTH.replace('kommun: "0180"', "utbetalning: forskott"))
    assert "Månadens tid är värd 3 692,50 kr, som räknas av mot det som betalats i förskott" in text
    assert "Tillsammans 0,00 kr" in text


@pytest.mark.parametrize("key", ["c04bacd1-a507", "504bacd1-a507"])
def test_a_key_that_begins_a_sentence_is_replaced_too(key):
    text = shown(re.sub(r"\bA\b", key, MONTH), names={key: "Bo Ek"})
    assert "  Bo Ek har redovisat " in text
    assert key.lower() not in text.lower()


def test_a_name_replaces_its_whole_key_and_nothing_else():
    text = shown(names={"A": "Bo", "556": "Fel"})
    assert "  Bo har redovisat" in text
    assert "5560000001" in text
    assert "Assistanstid" in text


@pytest.mark.parametrize("malgrupp", AUDIENCES)
def test_every_month_of_every_case_is_told_whole(malgrupp):
    for file in months():
        found = data(file.read_text(encoding="utf-8"))
        text = "\n".join(calculation(found, malgrupp=malgrupp))
        assert not re.search(r"\d{4}-\d{2}-\d{2}|\{|\d\.\d{2} kr|None", text), file
        assert [row["text"] for row in found["rader"] if row["text"] not in text] == [], file


def test_every_outcome_and_heading_is_met_by_some_case():
    texts = [shown(file.read_text(encoding="utf-8")) for file in months()]
    assert all(any(f": {word}\n" in text for text in texts) for word in OUTCOMES.values())
    assert all(any(f"\n{heading}\n" in text for text in texts) for heading in SECTIONS)


def test_a_row_without_a_heading_is_no_months_row():
    of_months = {
        row["nyckel"] for file in months() for row in data(file.read_text(encoding="utf-8"))["rader"]
    }
    assert {key for key in of_months if not section_of(key)} == set()
    assert set(SECTIONS) == {section_of(key) for key in _trace()} - {""}


def test_a_name_that_ends_with_a_full_stop_ends_its_sentence_too():
    named = with_names("10 kr till 7690000001.", {"7690000001": "Egen Kraft ek. för."})
    assert named == "10 kr till Egen Kraft ek. för."
    assert with_names("Betalas till A.", NAMES) == "Betalas till Anna Assistent."
