"""A settlement shown: the keys that a case expects, where each thing came from, and lines for a terminal."""

import pytest
from tests.assessment.regleringar.perioder import avrakning, avstamning, manad, slutavrakning

from assistans.assessment.regleringar import (
    reconcile,
    settle_finally,
    settle_interim,
    settlement_data,
    settlement_lines,
)
from assistans.law import builtin

LAW = builtin()
DETAILS = {"kind", "iakttagelser", "iakttagelsedetaljer", "lag", "rader"}
INTERIM = settle_interim(avrakning(used=80), LAW)
WITHOUT_ACCOUNT = settle_finally(slutavrakning(egen_arbetsgivare=True), LAW)
PART = reconcile(avstamning(), LAW)


def amounts(answer):
    return {key: value for key, value in settlement_data(answer).items() if key not in DETAILS}


def test_an_advance_month_is_shown_with_its_measure_and_days():
    assert amounts(INTERIM) == {
        "month": "2014-03",
        "atgard": "minskning",
        "belopp": "5600.00",
        "utbetalt": "28000.00",
        "varde": "22400.00",
        "dag": "2014-05-20",
        "sista_dag": "2014-05-31",
    }


def test_a_period_that_is_not_settled_is_shown_without_a_day():
    assert amounts(WITHOUT_ACCOUNT) == {
        "beviljandeperiod": {"from": "2014-03-01", "to": "2014-08-31"},
        "utbetalt": "28000.00",
        "anvant_belopp": "0.00",
        "aterbetalas": "0.00",
        "tillgodo": "0.00",
        "sista_dag": "2014-10-31",
    }


def test_a_municipality_that_is_not_known_has_no_part_to_show():
    assert amounts(PART)["kommun"] == "800.00"
    assert "kommun" not in amounts(reconcile(avstamning(manad(kommun=None)), LAW))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(INTERIM, "avrakning"), (WITHOUT_ACCOUNT, "slutavrakning"), (PART, "avstamning")],
    ids=["avrakning", "slutavrakning", "avstamning"],
)
def test_every_settlement_names_its_kind_its_law_its_rows_and_what_was_seen(answer, kind):
    data = settlement_data(answer)
    assert (data["kind"], data["lag"]) == (kind, LAW.version)
    assert [row["nyckel"] for row in data["rader"]] == [row.nyckel for row in answer.spar]
    assert {row["version"] for row in data["rader"]} == {LAW.version}
    assert data["iakttagelser"] == [seen.kod for seen in answer.iakttagelser]
    assert [seen["kod"] for seen in data["iakttagelsedetaljer"]] == data["iakttagelser"]


def test_a_settlement_is_told_by_its_amounts_what_was_seen_and_each_row():
    told, seen, *rows = settlement_lines(WITHOUT_ACCOUNT)
    assert told == (
        "beviljandeperiod 1 mars 2014–31 augusti 2014; utbetalt 28 000,00 kr; anvant_belopp 0,00 kr; "
        "aterbetalas 0,00 kr; tillgodo 0,00 kr; sista_dag 31 oktober 2014"
    )
    assert seen.startswith("  KOSTNADSREDOVISNING_SAKNAS (vanta; F1091 7 §): Redovisa samtliga kostnader")
    assert len(rows) == len(WITHOUT_ACCOUNT.spar)
    assert rows[-1].startswith(
        "    Periodens kostnader är inte redovisade, så 0,00 kr regleras. [F1091 11 a §;"
    )


def test_a_month_is_told_by_its_name():
    assert next(settlement_lines(INTERIM)).startswith(
        "month mars 2014; atgard minskning; belopp 5 600,00 kr;"
    )
