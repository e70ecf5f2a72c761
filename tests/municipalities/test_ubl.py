"""The invoice as UBL: valid by the official schema and the official EN 16931 rules, exact to the öre, and about nobody."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.municipalities import official
from tests.municipalities.invoices import CREDIT, USUAL, change, faktura, invoices, rad
from tests.privacy import personnummer_in

from assistans.municipalities import peppol, ubl
from assistans.municipalities.fakturaprofil import DEMO

NS = {"cac": peppol.CAC, "cbc": peppol.CBC}
GOLDEN = Path(__file__).parent / "golden"
BOTH = {"kommunfaktura": USUAL, "kommunkredit": CREDIT}


def read(invoice):
    return ET.fromstring(ubl.write(invoice))  # noqa: S314 - our own bytes


def amounts(root, path):
    return [Decimal(found.text) for found in root.iterfind(path, NS)]


def lines(root):
    return root.findall("cac:InvoiceLine", NS) or root.findall("cac:CreditNoteLine", NS)


def total(root):
    [payable] = amounts(root, "cac:LegalMonetaryTotal/cbc:PayableAmount")
    return payable


class TestNothingLeaves:
    def test_that_breaks_a_rule(self):
        nobody = replace(USUAL, kund=replace(USUAL.kund, referens=" "))
        with pytest.raises(peppol.InvalidFaktura, match="PEPPOL-EN16931-R003"):
            ubl.write(nobody)

    def test_without_rows(self):
        with pytest.raises(peppol.InvalidFaktura, match="BR-16"):
            ubl.write(faktura())

    def test_that_names_somebody_and_the_refusal_does_not_name_her_either(self):
        named = replace(USUAL, kund=replace(USUAL.kund, referens="Gäller 900118-9811"))
        with pytest.raises(peppol.InvalidFaktura, match="UTAN-PERSON") as refused:
            ubl.write(named)
        assert "9811" not in str(refused.value)


class TestTheOfficialVerdicts:
    def test_they_refuse_what_is_wrong(self):
        wrong = ubl.write(USUAL).replace(
            b'PayableAmount currencyID="SEK">', b'PayableAmount currencyID="SEK">1'
        )
        assert official.broken_rules(wrong) == ["BR-CO-16"]
        assert official.schema_errors(wrong.replace(b"cbc:IssueDate>", b"cbc:IssueDay>"))

    @pytest.mark.parametrize("invoice", BOTH.values(), ids=BOTH)
    def test_the_schema_and_the_rules_find_nothing(self, invoice):
        content = ubl.write(invoice)
        assert official.schema_errors(content) == []
        assert official.broken_rules(content) == []

    def test_nor_in_an_invoice_of_nothing_at_all(self):
        content = ubl.write(faktura(rad(1), change(2, -rad(1).belopp)))
        assert (official.schema_errors(content), official.broken_rules(content)) == ([], [])

    @settings(max_examples=40, deadline=None)
    @given(invoices())
    def test_nor_in_any_other(self, invoice):
        content = ubl.write(invoice)
        assert (official.schema_errors(content), official.broken_rules(content)) == ([], [])


@pytest.mark.parametrize("name", BOTH)
def test_the_bytes_are_the_golden_ones(name):
    assert ubl.write(BOTH[name]) == (GOLDEN / f"{name}.xml").read_bytes()


@settings(deadline=None)
@given(invoices())
def test_the_lines_come_to_the_total_and_the_total_is_the_claims(invoice):
    root = read(invoice)
    sign = -1 if invoice.is_kredit else 1
    net = amounts(root, "./cac:InvoiceLine/cbc:LineExtensionAmount") or amounts(
        root, "./cac:CreditNoteLine/cbc:LineExtensionAmount"
    )
    assert [amount * 100 * sign for amount in net] == [rad.belopp for rad in invoice.rader]
    assert sum(net) == total(root) == abs(invoice.belopp) / Decimal(100)


@settings(deadline=None)
@given(invoices())
def test_a_price_is_never_negative_and_times_the_quantity_it_is_the_amount(invoice):
    for line in lines(read(invoice)):
        [price], [net] = amounts(line, "cac:Price/cbc:PriceAmount"), amounts(line, "cbc:LineExtensionAmount")
        [quantity] = amounts(line, "cbc:InvoicedQuantity") or amounts(line, "cbc:CreditedQuantity")
        assert price >= 0
        assert abs(price * quantity - net) <= peppol.SLACK


class TestALine:
    def test_is_hours_at_the_registered_price_where_the_claim_is_that(self):
        line = lines(read(USUAL))[0]
        quantity = line.find("cbc:InvoicedQuantity", NS)
        assert (quantity.text, quantity.get("unitCode")) == ("35.004167", "HUR")
        assert line.findtext("cac:Price/cbc:PriceAmount", None, NS) == "315"

    def test_is_one_amount_where_it_is_a_difference(self):
        line = lines(read(USUAL))[2]
        quantity = line.find("cbc:InvoicedQuantity", NS)
        assert (quantity.text, quantity.get("unitCode")) == ("-1", "C62")
        assert line.findtext("cac:Price/cbc:PriceAmount", None, NS) == "157.50"
        assert line.findtext("cac:Item/cbc:Name", None, NS).startswith("Ändring av kommunens del")

    def test_tells_the_hours_of_each_week_exactly(self):
        weeks = lines(read(USUAL))[0].iterfind("cac:Item/cac:AdditionalItemProperty", NS)
        told = [(week.findtext("cbc:Name", None, NS), week.findtext("cbc:Value", None, NS)) for week in weeks]
        assert told == [("Vecka 2018-W40", "20 h"), ("Vecka 2018-W41", "15 h 1/4 min")]

    def test_tells_a_week_that_lost_hours_as_less(self):
        assert ubl.signed_hours(-90 * 28) == "−1 h 30 min"

    def test_carries_the_month_and_the_claims_reference(self):
        line = lines(read(USUAL))[1]
        assert line.findtext("cac:InvoicePeriod/cbc:StartDate", None, NS) == "2018-10-01"
        assert line.findtext("cac:InvoicePeriod/cbc:EndDate", None, NS) == "2018-10-31"
        assert line.findtext("cac:DocumentReference/cbc:ID", None, NS) == USUAL.rader[1].referens


class TestTheInvoice:
    def test_is_paid_by_bankgiro_with_its_own_number_before_the_due_day(self):
        root = read(USUAL)
        means = root.find("cac:PaymentMeans", NS)
        assert means.findtext("cbc:PaymentID", None, NS) == USUAL.nummer
        assert means.findtext("cac:PayeeFinancialAccount/cbc:ID", None, NS) == DEMO.bankgiro
        assert root.findtext("cbc:DueDate", None, NS) == "2018-12-28"

    def test_is_outside_value_added_tax(self):
        root = read(USUAL)
        assert {found.text for found in root.iterfind(".//cac:ClassifiedTaxCategory/cbc:ID", NS)} == {"O"}
        assert amounts(root, "cac:TaxTotal/cbc:TaxAmount") == [0]

    def test_names_the_invoices_that_it_changes(self):
        found = read(USUAL).findtext("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID", None, NS)
        assert found == "0180201811013"

    def test_carries_the_kommuns_own_reference(self):
        own = replace(USUAL, kund=replace(USUAL.kund, referens="ZZ4711"))
        assert read(own).findtext("cbc:BuyerReference", None, NS) == "ZZ4711"


class TestACreditNote:
    def test_is_written_when_the_rows_come_to_less_than_nothing_with_the_signs_turned(self):
        root = read(CREDIT)
        assert root.tag == f"{{{peppol.CREDIT_NOTE}}}CreditNote"
        assert amounts(root, "cac:CreditNoteLine/cbc:LineExtensionAmount") == [Decimal(9450), Decimal(-315)]
        assert amounts(root, "cac:CreditNoteLine/cbc:CreditedQuantity") == [Decimal(1), Decimal(-1)]
        assert total(root) == Decimal(9135)

    def test_asks_for_no_payment(self):
        root = read(CREDIT)
        assert root.find("cac:PaymentMeans", NS) is None
        assert "betalas tillbaka" in root.findtext("cac:PaymentTerms/cbc:Note", None, NS)


@pytest.mark.parametrize("invoice", BOTH.values(), ids=BOTH)
def test_no_number_in_it_is_anybodys(invoice):
    assert personnummer_in(ubl.write(invoice).decode()) == []


def test_the_same_input_gives_the_same_bytes():
    assert ubl.write(USUAL) == ubl.write(USUAL)


class TestADecimal:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (Fraction(0), "0"),
            (Fraction(35), "35"),
            (Fraction(-1, 2), "-0.5"),
            (Fraction(1, 7), "0.142857"),
            (Fraction(5, 10**7), "0.000001"),
            (Fraction(-4, 10**7), "0"),
        ],
    )
    def test_is_short_and_rounded_half_up(self, number, text):
        assert ubl.decimal_text(number) == text

    @given(st.fractions(max_denominator=10**9))
    def test_is_never_further_off_than_half_its_last_place(self, number):
        assert abs(Fraction(ubl.decimal_text(number)) - number) <= Fraction(1, 2 * 10**ubl.PLACES)
