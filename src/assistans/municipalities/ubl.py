"""The kommun's invoice as UBL 2.1 in the Peppol BIS Billing 3 profile, and its credit note. The same input gives the same bytes.

The kommun's part is no supply of goods or services but a cost that the law divides (SFB 51:22), so the VAT category is O,
"not subject to VAT". A credit note has the signs turned.
"""

from datetime import date
from fractions import Fraction
from typing import Final

from lxml import etree

from assistans.assessment.words import hours_text, month_text
from assistans.municipalities import peppol
from assistans.municipalities.faktura import Faktura, Fakturarad, Kund
from assistans.municipalities.fakturaprofil import Fakturaprofil
from assistans.municipalities.peppol import CAC, CBC, CUSTOMIZATION, PROFILE
from assistans.timeline.quantities import UNITS_PER_HOUR, Ore, converted_minutes

ORGANISATIONSNUMMER: Final = "0007"  # the code list's id of Swedish organisationsnummer (ICD and EAS)
PLACES: Final = (
    6  # of hours and of prices: the product is far within the 0.02 that PEPPOL-EN16931-R120 allows
)
NOTE: Final = (
    "Kommunens del av assistansersättningen: de första 20 timmarna i veckan (51 kap. 22 och 23 §§ "
    "socialförsäkringsbalken). Specifikationen finns på kommunens sidor efter inloggning."
)
NO_VAT: Final = "Lagstadgad fördelning av kostnad, inte en leverans eller tjänst: ingen mervärdesskatt"
LATE: Final = "Betalas senast förfallodagen. Vid sen betalning tas dröjsmålsränta ut enligt räntelagen (9 § förordningen 1993:1091)."
BACK: Final = "Beloppet betalas tillbaka till kommunen (51 kap. 23 § andra stycket socialförsäkringsbalken)."
ITEM: Final = "Kommunens del av assistansersättning, "
CHANGE: Final = "Ändring av kommunens del av assistansersättning, "


def write(faktura: Faktura) -> bytes:
    """Write the invoice or credit note. Raises peppol.InvalidFaktura when it breaks a rule: then nothing may leave."""
    kind = peppol.CREDIT_NOTE if faktura.is_kredit else peppol.INVOICE
    root = etree.Element(f"{{{kind}}}{kind.removesuffix('-2').rpartition(':')[2]}", nsmap=_nsmap(kind))
    _head(root, faktura)
    _supplier(root, faktura.utfardare)
    _customer(root, faktura.kund)
    _payment(root, faktura)
    _totals(root, faktura)
    for rad in faktura.rader:
        _line(root, rad, is_kredit=faktura.is_kredit)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    peppol.check(content)
    return content


def _nsmap(kind: str) -> dict[str | None, str]:
    return {None: kind, "cac": CAC, "cbc": CBC}


def _head(root: etree._Element, faktura: Faktura) -> None:
    _cbc(root, "CustomizationID", CUSTOMIZATION)
    _cbc(root, "ProfileID", PROFILE)
    _cbc(root, "ID", faktura.nummer)
    _cbc(root, "IssueDate", faktura.dag.isoformat())
    if faktura.is_kredit:
        _cbc(root, "CreditNoteTypeCode", "381")
    else:
        _cbc(root, "DueDate", faktura.forfaller.isoformat())
        _cbc(root, "InvoiceTypeCode", "380")
    _cbc(root, "Note", NOTE)
    _cbc(root, "DocumentCurrencyCode", "SEK")
    _cbc(root, "BuyerReference", faktura.kund.referens)
    for nummer, dag in faktura.tidigare:
        _reference(root, nummer, dag)


def _reference(root: etree._Element, nummer: str, dag: date) -> None:
    reference = _cac(_cac(root, "BillingReference"), "InvoiceDocumentReference")
    _cbc(reference, "ID", nummer)
    _cbc(reference, "IssueDate", dag.isoformat())


def _supplier(root: etree._Element, utfardare: Fakturaprofil) -> None:
    party = _party(root, "AccountingSupplierParty", utfardare.organisationsnummer)
    address = _cac(party, "PostalAddress")
    _cbc(address, "StreetName", utfardare.adress)
    _cbc(address, "CityName", utfardare.ort)
    _cbc(address, "PostalZone", utfardare.postnummer)
    _country(address)
    _legal_entity(party, utfardare.namn, utfardare.organisationsnummer)


def _customer(root: etree._Element, kund: Kund) -> None:
    party = _party(root, "AccountingCustomerParty", kund.organisationsnummer)
    _country(_cac(party, "PostalAddress"))
    _legal_entity(party, kund.namn, kund.organisationsnummer)


def _party(root: etree._Element, role: str, organisationsnummer: str) -> etree._Element:
    party = _cac(_cac(root, role), "Party")
    _cbc(party, "EndpointID", organisationsnummer).set("schemeID", ORGANISATIONSNUMMER)
    return party


def _country(address: etree._Element) -> None:
    _cbc(_cac(address, "Country"), "IdentificationCode", "SE")


def _legal_entity(party: etree._Element, namn: str, organisationsnummer: str) -> None:
    entity = _cac(party, "PartyLegalEntity")
    _cbc(entity, "RegistrationName", namn)
    _cbc(entity, "CompanyID", organisationsnummer).set("schemeID", ORGANISATIONSNUMMER)


def _payment(root: etree._Element, faktura: Faktura) -> None:
    if faktura.is_kredit:
        _cbc(_cac(root, "PaymentTerms"), "Note", BACK)
        return
    means = _cac(root, "PaymentMeans")
    _cbc(means, "PaymentMeansCode", "30")
    _cbc(means, "PaymentID", faktura.nummer)
    account = _cac(means, "PayeeFinancialAccount")
    _cbc(account, "ID", faktura.utfardare.bankgiro)
    _cbc(_cac(account, "FinancialInstitutionBranch"), "ID", "SE:BANKGIRO")
    _cbc(_cac(root, "PaymentTerms"), "Note", LATE)


def _totals(root: etree._Element, faktura: Faktura) -> None:
    total = abs(faktura.belopp)
    tax = _cac(root, "TaxTotal")
    _amount(tax, "TaxAmount", 0)
    subtotal = _cac(tax, "TaxSubtotal")
    _amount(subtotal, "TaxableAmount", total)
    _amount(subtotal, "TaxAmount", 0)
    category = _cac(subtotal, "TaxCategory")
    _cbc(category, "ID", "O")
    _cbc(category, "TaxExemptionReasonCode", "VATEX-EU-O")
    _cbc(category, "TaxExemptionReason", NO_VAT)
    _vat(category)
    sums = _cac(root, "LegalMonetaryTotal")
    for name in ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"):
        _amount(sums, name, total)


def _line(root: etree._Element, rad: Fakturarad, *, is_kredit: bool) -> None:
    line = _cac(root, "CreditNoteLine" if is_kredit else "InvoiceLine")
    belopp = Ore(-rad.belopp if is_kredit else rad.belopp)
    _cbc(line, "ID", str(rad.nummer))
    quantity, unit, price = _quantity_and_price(rad, belopp)
    _cbc(line, "CreditedQuantity" if is_kredit else "InvoicedQuantity", quantity).set("unitCode", unit)
    _amount(line, "LineExtensionAmount", belopp)
    period = _cac(line, "InvoicePeriod")
    _cbc(period, "StartDate", rad.manad.first.isoformat())
    _cbc(period, "EndDate", rad.manad.last.isoformat())
    reference = _cac(line, "DocumentReference")
    _cbc(reference, "ID", rad.referens)
    _cbc(reference, "DocumentTypeCode", "130")
    _item(line, rad)
    _cbc(_cac(line, "Price"), "PriceAmount", price).set("currencyID", "SEK")


def _quantity_and_price(rad: Fakturarad, belopp: Ore) -> tuple[str, str, str]:
    """Hours at their price, where the amount is that (rule K4); otherwise one amount. A price is never negative (BR-27)."""
    if rad.timbelopp is None:
        return "-1" if belopp < 0 else "1", "C62", Ore(abs(belopp)).kronor()
    hours = Fraction(rad.units if rad.belopp == belopp else -rad.units, UNITS_PER_HOUR)
    return decimal_text(hours), "HUR", decimal_text(rad.timbelopp / 100)


def _item(line: etree._Element, rad: Fakturarad) -> None:
    item = _cac(line, "Item")
    _cbc(item, "Name", (CHANGE if rad.andring else ITEM) + month_text(rad.manad))
    category = _cac(item, "ClassifiedTaxCategory")
    _cbc(category, "ID", "O")
    _vat(category)
    for vecka, units in rad.veckor:
        week = _cac(item, "AdditionalItemProperty")
        _cbc(week, "Name", f"Vecka {vecka}")
        _cbc(week, "Value", signed_hours(units))


def signed_hours(units: int) -> str:
    """Print units of 1/28 minute as hours and minutes, exactly: `20 h`, `−1 h 30 min`."""
    return ("−" if units < 0 else "") + hours_text(converted_minutes(abs(units)))


def decimal_text(number: Fraction) -> str:
    """Print a number as a decimal of at most six places, rounded half up from zero, without trailing zeros."""
    scaled = abs(number) * 10**PLACES
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{whole // 10**PLACES}.{whole % 10**PLACES:0{PLACES}d}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 and whole else text


def _vat(category: etree._Element) -> None:
    _cbc(_cac(category, "TaxScheme"), "ID", "VAT")


def _amount(parent: etree._Element, name: str, ore: int) -> None:
    _cbc(parent, name, Ore(ore).kronor()).set("currencyID", "SEK")


def _cac(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{CAC}}}{name}")


def _cbc(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{CBC}}}{name}")
    element.text = text
    return element
