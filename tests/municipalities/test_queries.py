"""A kommun's months, debits and invoices: its own, newest first, without anybody's name."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.municipalities import county
from tests.municipalities.county import debit, pay
from tests.payments import factories
from tests.payments.factories import NEXT_PAY_DAY

from assistans.municipalities import queries


@pytest.fixture
def debited(db):  # noqa: ARG001 - the database first
    """October is invoiced; September came later and waits."""
    county.kommuner()
    person = factories.person()
    factories.decision(person, rows={"egen": 100}, kommuner={"0180": 40, "1280": 7})
    pay()
    made = debit()
    factories.decision(person, manad=date(2018, 9, 1), rows={"egen": 100}, kommuner={"0180": 3})
    pay(NEXT_PAY_DAY)
    return made


@pytest.mark.usefixtures("debited")
def test_another_kommuns_invoice_is_unknown(debited):
    for faktura in (debited[1].public_id, uuid4()):
        with pytest.raises(queries.UnknownFaktura):
            queries.invoice_of(kommun="0180", faktura=faktura)


def test_its_own_invoice_comes_with_its_bytes(debited):
    row = queries.invoice_of(kommun="0180", faktura=debited[0].public_id)
    assert bytes(row.innehall) == bytes(debited[0].innehall)


@pytest.mark.usefixtures("debited")
def test_its_months_are_newest_first_and_page_by_page(monkeypatch):
    months = queries.months_of(kommun="0180")
    assert [(row.manad, row.units, row.belopp_ore) for row in months] == [
        (date(2018, 10, 1), 40, 40),
        (date(2018, 9, 1), 3, 3),
    ]
    monkeypatch.setattr(queries, "NEWEST", 1)
    assert queries.months_of(kommun="0180") == months[:1]
    assert queries.months_of(kommun="0180", before=months[0].manad) == months[1:]


@pytest.mark.usefixtures("debited")
def test_the_database_sums_all_kommuners_claims_itself():
    with CaptureQueriesContext(connection) as asked:
        months = queries.by_month()
    assert [(row.kommun, row.arenden, row.units) for row in months] == [
        ("0180", 1, 3),
        ("0180", 1, 40),
        ("1280", 1, 7),
    ]
    assert len(asked) == 1


@pytest.mark.usefixtures("debited")
def test_what_waits_is_told_with_its_days():
    [waits] = queries.coming_debits(kommun="0180")
    assert (waits.debiteras, waits.forfaller) == (date(2018, 12, 15), date(2018, 12, 28))
    assert (waits.antal, waits.belopp_ore) == (1, 3)
    assert queries.coming_debits(kommun="1280") == []


def test_its_invoices_are_newest_first_and_page_by_page(debited, monkeypatch):
    [second] = debit(at=datetime(2018, 12, 17, 8, tzinfo=UTC))
    assert queries.invoices_of(kommun="0180") == [second, debited[0]]
    monkeypatch.setattr(queries, "NEWEST", 1)
    assert queries.invoices_of(kommun="0180") == [second]
    assert queries.invoices_of(kommun="0180", before=second.nummer) == [debited[0]]
