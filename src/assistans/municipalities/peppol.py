"""The rules of Peppol BIS Billing 3 and of Swedish invoices that ours must keep, read back from the bytes before they leave.

Each has its official id: `PEPPOL-EN16931-R…` and `PEPPOL-EN16931-P…` (OpenPeppol), `SE-R-…` (Sweden), `BR-…` (EN 16931).
The tests hold the same bytes against the official UBL 2.1 schema and the official EN 16931 rules. Our own is `UTAN-PERSON`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bankkonto.luhn import validate_luhn
from lxml import etree
from personnummer import personnummer

INVOICE: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
CUSTOMIZATION: Final = (
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"  # PEPPOL-EN16931-R004
)
PROFILE: Final = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"  # PEPPOL-EN16931-R007
SLACK: Final = Decimal("0.02")  # PEPPOL-EN16931-R120
_NS: Final = {"cac": CAC, "cbc": CBC}
_LINE: Final = "(cac:InvoiceLine|cac:CreditNoteLine)"
_QUANTITY: Final = "(cbc:InvoicedQuantity|cbc:CreditedQuantity)"
_SELLER: Final = "cac:AccountingSupplierParty/cac:Party"
_BUYER: Final = "cac:AccountingCustomerParty/cac:Party"
_ACCOUNT: Final = "cac:PaymentMeans/cac:PayeeFinancialAccount"
_TOTAL: Final = "cac:LegalMonetaryTotal"
_LIKE_PERSONNUMMER: Final = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{2})?[0-9]{6}[-+]?[0-9]{4}(?![0-9A-Za-z])")

_ALWAYS_TRUE: Final = {
    "PEPPOL-EN16931-R001": f"cbc:ProfileID = '{PROFILE}'",
    "PEPPOL-EN16931-R002": "count(cbc:Note) <= 1",
    "PEPPOL-EN16931-R003": "normalize-space(cbc:BuyerReference) or normalize-space(cac:OrderReference/cbc:ID)",
    "PEPPOL-EN16931-R004": f"cbc:CustomizationID = '{CUSTOMIZATION}'",
    "PEPPOL-EN16931-R008": "not(.//*[not(*) and not(normalize-space())])",
    "PEPPOL-EN16931-R010": f"{_BUYER}/cbc:EndpointID[@schemeID]",
    "PEPPOL-EN16931-R020": f"{_SELLER}/cbc:EndpointID[@schemeID]",
    "PEPPOL-EN16931-R051": "not(.//*[@currencyID != 'SEK']) and cbc:DocumentCurrencyCode = 'SEK'",
    "PEPPOL-EN16931-R053": "count(cac:TaxTotal[cac:TaxSubtotal]) = 1",
    "PEPPOL-EN16931-R100": f"not({_LINE}[count(cac:DocumentReference) > 1])",
    "PEPPOL-EN16931-R101": f"not({_LINE}/cac:DocumentReference[cbc:DocumentTypeCode != '130'])",
    "PEPPOL-EN16931-P0100": "not(cbc:InvoiceTypeCode) or cbc:InvoiceTypeCode = '380'",
    "PEPPOL-EN16931-P0101": "not(cbc:CreditNoteTypeCode) or cbc:CreditNoteTypeCode = '381'",
    "SE-R-003": f"translate({_SELLER}/cac:PartyLegalEntity/cbc:CompanyID, '0123456789', '') = ''",
    "SE-R-004": f"string-length({_SELLER}/cac:PartyLegalEntity/cbc:CompanyID) = 10",
    "SE-R-008": f"not({_ACCOUNT}) or translate({_ACCOUNT}/cbc:ID, '0123456789', '') = ''",
    "SE-R-009": f"not({_ACCOUNT}) or string-length({_ACCOUNT}/cbc:ID) = 7 or string-length({_ACCOUNT}/cbc:ID) = 8",
    "SE-R-011": f"not({_ACCOUNT}) or {_ACCOUNT}/cac:FinancialInstitutionBranch/cbc:ID = 'SE:BANKGIRO'",
    "SE-R-012": "not(cac:PaymentMeans) or cac:PaymentMeans/cbc:PaymentMeansCode = '30'",
    "BR-16": _LINE,
    "BR-27": "not(.//cbc:PriceAmount[. < 0])",
    "BR-CO-25": f"{_TOTAL}/cbc:PayableAmount <= 0 or cbc:DueDate or cac:PaymentTerms/cbc:Note",
    "BR-O-02": "not(.//cac:PartyTaxScheme)",
    "BR-O-05": "not(.//cbc:Percent)",
    "BR-O-09": "not(cac:TaxTotal//cbc:TaxAmount[. != 0])",
    "BR-O-10": ".//cac:TaxSubtotal/cac:TaxCategory[cbc:TaxExemptionReasonCode = 'VATEX-EU-O']",
    "BR-O-12": "not(.//cac:ClassifiedTaxCategory[cbc:ID != 'O'] | .//cac:TaxCategory[cbc:ID != 'O'])",
}


class InvalidFaktura(ValueError):
    """An invoice breaks rules and may not leave. `rules`: their ids; the text repeats nothing of its content."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        super().__init__(f"Fakturan bryter mot {', '.join(rules)}. Den har inte skickats; anmäl felet.")
        self.rules = rules


def check(content: bytes) -> None:
    """Hold an invoice's or credit note's bytes against the rules. Raises InvalidFaktura."""
    if rules := tuple(broken(content)):
        raise InvalidFaktura(rules)


def broken(content: bytes) -> Iterator[str]:
    """The ids of the rules that an invoice breaks."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    for rule, test in _ALWAYS_TRUE.items():
        if not root.xpath(f"boolean({test})", namespaces=_NS):
            yield rule
    if not _is_organisationsnummer(_text(root, f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID")):
        yield "SE-R-013"
    yield from _wrong_sums(root)
    if any(_wrong_price(line) for line in root.xpath(_LINE, namespaces=_NS)):
        yield "PEPPOL-EN16931-R120"
    if _names_somebody(root):
        yield "UTAN-PERSON"


def _is_organisationsnummer(text: str) -> bool:
    return text.isascii() and text.isdigit() and validate_luhn(text)


def _wrong_sums(root: etree._Element) -> Iterator[str]:
    lines = sum(_amounts(root, f"{_LINE}/cbc:LineExtensionAmount"))
    for rule, path in (
        ("BR-CO-10", f"{_TOTAL}/cbc:LineExtensionAmount"),
        ("BR-CO-13", f"{_TOTAL}/cbc:TaxExclusiveAmount"),
        ("BR-CO-15", f"{_TOTAL}/cbc:TaxInclusiveAmount"),
        ("BR-CO-16", f"{_TOTAL}/cbc:PayableAmount"),
        ("BR-O-08", "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount"),
    ):
        if _amounts(root, path) != [lines]:
            yield rule


def _wrong_price(line: etree._Element) -> bool:
    [net], [quantity], [price] = (
        _amounts(line, path) for path in ("cbc:LineExtensionAmount", _QUANTITY, "cac:Price/cbc:PriceAmount")
    )
    return abs(quantity * price - net) > SLACK


def _names_somebody(root: etree._Element) -> bool:
    """Whether a personnummer stands anywhere but where an organisationsnummer must."""
    texts = root.xpath(".//*[not(self::cbc:CompanyID or self::cbc:EndpointID)]/text()", namespaces=_NS)
    return any(personnummer.valid(found) for text in texts for found in _LIKE_PERSONNUMMER.findall(text))


def _amounts(element: etree._Element, path: str) -> list[Decimal]:
    return [Decimal(found.text or "") for found in element.xpath(path, namespaces=_NS)]


def _text(element: etree._Element, path: str) -> str:
    return str(element.xpath(f"string({path})", namespaces=_NS))
