"""The calculation of a settlement that is shown to the person: whole, in Swedish, and saying what to do."""

from functools import cache
from pathlib import Path

import pytest

from assistans.assessment.case_files import assess_case
from assistans.assessment.regleringar import settlement_calculation
from assistans.assessment.texter import AUDIENCES
from assistans.law import builtin

FOLDER = Path(__file__).parents[2] / "cases"
KINDS = ("avrakning", "slutavrakning", "avstamning")
FILES = [file for kind in KINDS for file in sorted((FOLDER / kind).glob("*.yaml"))]
VERSION = builtin().version[:12]
COSTS = """\
Slutavräkning av assistansersättning för 1 mars 2014–30 april 2014
Gäller: Pär Person
Redan betalt: 56 000,00 kr
Använt: 50 000,00 kr

Uträkning
  För mars 2014 har 100 h à 280,00 kr i timmen betalats preliminärt, vilket är 28 000,00 kr. [SFB 51 kap. 15 §]
  För april 2014 har 100 h à 280,00 kr i timmen betalats preliminärt, vilket är 28 000,00 kr. [SFB 51 kap. 15 §]
  För mars 2014 är 100 h använda, och à 280,00 kr i timmen är de värda 28 000,00 kr. [SFB 51 kap. 14 §]
  För april 2014 är 100 h använda, och à 280,00 kr i timmen är de värda 28 000,00 kr. [SFB 51 kap. 14 §]
  Slutavräkningen ska göras senast den 30 juni 2014 och görs den 10 juni 2014. [Lag (1930:173) 1 §]
  Periodens kostnader, 50 000,00 kr, jämförs med tid gånger timbelopp, 56 000,00 kr, och det lägre, 50 000,00 kr, är vad som har använts. [F1091 11 a §]
"""


@cache
def data(file):
    return assess_case(file.read_text(encoding="utf-8"), builtin()).data


def text(kind, name, **options):
    return "\n".join(settlement_calculation(data(FOLDER / kind / f"{name}.yaml"), **options))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
@pytest.mark.parametrize("malgrupp", AUDIENCES)
def test_every_settlement_is_told_with_every_row_and_nothing_left_to_fill_in(file, malgrupp):
    told = "\n".join(settlement_calculation(data(file), malgrupp=malgrupp))
    assert all(row["text"] in told for row in data(file)["rader"])
    assert all(kod in told for kod in data(file)["iakttagelser"])
    assert "{" not in told
    assert "None" not in told


def test_a_period_is_told_from_what_was_paid_to_what_is_repaid():
    told = text("slutavrakning", "costs_are_lower", malgrupp="person", namn="Pär Person")
    assert told.startswith(COSTS)
    assert "\n\nResultat\n  Att betala tillbaka: 6 000,00 kr den 19 juni 2014\n" in told
    assert "KOSTNAD_UNDER_TIMBELOPP: Dina kostnader avgör beloppet. [F1091 7 §]" in told
    assert told.endswith(f"Lag\n  Räknat med lagversion {VERSION}.")


def test_a_handlaggare_also_sees_rules_and_policies():
    told = text("slutavrakning", "costs_are_lower")
    assert "görs den 10 juni 2014. [Lag (1930:173) 1 §; B12, D15; policy slutavrakning_slutdag]" in told
    assert "Där lagen lämnar utrymme: avrundning_ore, egna_kostnader_avgor" in told
    assert "Gäller" not in told


def test_where_the_account_is_missing_nothing_is_said_to_be_used():
    told = text("slutavrakning", "own_employees_without_an_account", malgrupp="person")
    assert "\nRedan betalt: 56 000,00 kr\n\nUträkning\n" in told
    assert "Använt" not in told
    assert "Resultat\n  Inget att betala ut eller tillbaka nu\n" in told
    assert "KOSTNADSREDOVISNING_SAKNAS: Dina kostnader är inte redovisade." in told
    assert "för perioden om den slutavräknas. Senast den 24 juni 2014." in told


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("july_is_settled_in_september", "Att dra av: 10 266,67 kr den 19 september 2014"),
        ("more_used_is_paid_in_addition", "Att betala ut: 9 466,67 kr den 20 maj 2015"),
        ("just_under_a_tenth_waits", "Inget att betala ut eller tillbaka"),
    ],
)
def test_an_advance_month_is_told_with_its_measure(name, result):
    told = text("avrakning", name)
    assert told.startswith("Avräkning av assistansersättning för ")
    assert f"Resultat\n  {result}\n" in told


@pytest.mark.parametrize(
    ("kind", "name", "amount"),
    [
        ("avrakning", "more_used_is_paid_in_addition", "Värdet av den använda tiden: 71 000,00 kr"),
        ("avstamning", "costs_above_the_cap", "Högsta möjliga ersättning för perioden: 67 155,20 kr"),
        ("slutavrakning", "more_used_is_paid", "Att betala ut: 5 600,00 kr den 19 juni 2014"),
    ],
)
def test_each_amount_that_a_settlement_comes_to_has_its_name(kind, name, amount):
    assert amount in text(kind, name)


def test_a_reconciliation_is_told_with_the_municipalitys_part():
    told = text("avstamning", "costs_above_the_cap")
    assert "Avstämning av assistansersättning med högre timbelopp för 1 januari 2019–30 juni 2019" in told
    assert "Ersättning per timme i genomsnitt: 335,77 kr" in told
    assert "  Att betala ut: 3 155,20 kr den 20 september 2019\n  Kommunens del: 1 262,08 kr" in told


def test_a_reconciliation_without_months_has_nothing_to_pay_now():
    assert "Inget att betala ut eller tillbaka nu" in text("avstamning", "over_before_october_2018")
