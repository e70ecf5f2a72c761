"""The rules we hold our own invoices against: each is broken once, by its official id."""

import pytest
from hypothesis import given, settings
from tests.municipalities.invoices import CREDIT, USUAL, invoices

from assistans.municipalities import peppol, ubl

CONTENT = ubl.write(USUAL).decode()
CREDITED = ubl.write(CREDIT).decode()
TAX_SCHEME = "<cac:PartyTaxScheme><cbc:CompanyID>SE556000000101</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
ISSUER = '<cbc:CompanyID schemeID="0007">5560000001</cbc:CompanyID>'
BROKEN = [
    ("PEPPOL-EN16931-R001", "billing:01:1.0", "billing:02:1.0"),
    (
        "PEPPOL-EN16931-R002",
        "<cbc:DocumentCurrencyCode>",
        "<cbc:Note>mer</cbc:Note><cbc:DocumentCurrencyCode>",
    ),
    ("PEPPOL-EN16931-R003", "cbc:BuyerReference>", "cbc:AccountingCost>"),
    ("PEPPOL-EN16931-R004", "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", ""),
    ("PEPPOL-EN16931-R008", "<cbc:StreetName>Provgatan 1<", "<cbc:StreetName> <"),
    ("PEPPOL-EN16931-R010", '<cbc:EndpointID schemeID="0007">2120000142', "<cbc:EndpointID>2120000142"),
    ("PEPPOL-EN16931-R020", '<cbc:EndpointID schemeID="0007">5560000001', "<cbc:EndpointID>5560000001"),
    ("PEPPOL-EN16931-R051", 'PayableAmount currencyID="SEK"', 'PayableAmount currencyID="EUR"'),
    ("PEPPOL-EN16931-R053", "TaxSubtotal>", "Nothing>"),
    ("PEPPOL-EN16931-R100", "<cac:Item>", "<cac:DocumentReference/><cac:Item>"),
    ("PEPPOL-EN16931-R101", ">130<", ">50<"),
    ("PEPPOL-EN16931-R120", ">35.004167<", ">35.1<"),
    ("PEPPOL-EN16931-P0100", ">380<", ">381<"),
    ("SE-R-003", ISSUER, ISSUER.replace("5560000001", "SE5600001X")),
    ("SE-R-004", ISSUER, ISSUER.replace("5560000001", "556000000")),
    ("SE-R-013", ISSUER, ISSUER.replace("5560000001", "5560000002")),
    ("SE-R-008", ">50501055<", ">5050-105<"),
    ("SE-R-009", ">50501055<", ">505010<"),
    ("SE-R-011", "SE:BANKGIRO", "BANKGIRO"),
    ("SE-R-012", ">30<", ">31<"),
    ("BR-16", "cac:InvoiceLine>", "cac:Line>"),
    ("BR-27", ">157.50</cbc:PriceAmount", ">-157.50</cbc:PriceAmount"),
    (
        "BR-CO-10",
        '<cac:LegalMonetaryTotal>\n    <cbc:LineExtensionAmount currencyID="SEK">',
        '<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="SEK">1',
    ),
    ("BR-CO-13", 'TaxExclusiveAmount currencyID="SEK">', 'TaxExclusiveAmount currencyID="SEK">1'),
    ("BR-CO-15", 'TaxInclusiveAmount currencyID="SEK">', 'TaxInclusiveAmount currencyID="SEK">1'),
    ("BR-CO-16", 'PayableAmount currencyID="SEK">', 'PayableAmount currencyID="SEK">1'),
    ("BR-O-02", "<cac:PartyLegalEntity>", TAX_SCHEME + "<cac:PartyLegalEntity>"),
    ("BR-O-05", "<cbc:ID>O</cbc:ID>", "<cbc:ID>O</cbc:ID><cbc:Percent>0</cbc:Percent>"),
    ("BR-O-08", 'TaxableAmount currencyID="SEK">', 'TaxableAmount currencyID="SEK">1'),
    ("BR-O-09", 'TaxAmount currencyID="SEK">0.00', 'TaxAmount currencyID="SEK">0.01'),
    ("BR-O-10", "VATEX-EU-O", "VATEX-EU-AE"),
    ("BR-O-12", "<cbc:ID>O</cbc:ID>", "<cbc:ID>E</cbc:ID>"),
    ("UTAN-PERSON", "Provgatan 1", "900118-9811"),
    ("UTAN-PERSON", "Provgatan 1", "c/o 199001189811"),
    ("UTAN-PERSON", "Provgatan 1", "9001789826"),
]


@pytest.mark.parametrize(
    ("rule", "now", "then"), BROKEN, ids=[f"{n}-{rule}" for n, (rule, _, _) in enumerate(BROKEN)]
)
def test_a_rule_is_noticed_by_its_id(rule, now, then):
    assert now in CONTENT
    assert rule in set(peppol.broken(CONTENT.replace(now, then).encode()))


def test_a_credit_note_has_its_own_type():
    assert set(peppol.broken(CREDITED.replace(">381<", ">380<").encode())) == {"PEPPOL-EN16931-P0101"}


def test_what_is_to_be_paid_says_until_when():
    undated = CONTENT.replace("cbc:DueDate", "cbc:TaxPointDate").replace("PaymentTerms", "Terms")
    assert set(peppol.broken(undated.encode())) == {"BR-CO-25"}


def test_every_rule_of_the_table_has_a_test_that_breaks_it():
    tried = {rule for rule, _, _ in BROKEN} | {"PEPPOL-EN16931-P0101", "BR-CO-25"}
    assert set(peppol._ALWAYS_TRUE) <= tried


def test_the_refusal_names_the_rules_and_nothing_else():
    with pytest.raises(peppol.InvalidFaktura) as refused:
        peppol.check(CONTENT.replace("VATEX-EU-O", "X").replace(">30<", ">31<").encode())
    assert refused.value.rules == ("SE-R-012", "BR-O-10")
    assert "Stockholm" not in str(refused.value)


def test_an_organisationsnummer_is_nobody():
    assert "UTAN-PERSON" not in set(peppol.broken(CONTENT.replace("2120000142", "9001189811").encode()))


@settings(deadline=None)
@given(invoices())
def test_what_we_write_breaks_nothing(invoice):
    assert list(peppol.broken(ubl.write(invoice))) == []
