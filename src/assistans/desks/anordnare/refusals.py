"""What the doors refuse, in plain Swedish for an ombud; the door's own text goes on to the system supplier."""

from typing import Final

_SYSTEM: Final = (
    "Filen är inte skriven som den ska. Be er systemleverantör rätta det, och skicka texten nedan till dem."
)
_ALTERED: Final = "Underskriften hör inte till det här dokumentet, eller har ändrats på vägen. Hämta filen på nytt ur ert system. Hjälper det inte måste rapporten skrivas under igen."
_AGAIN: Final = (
    "Underskriften går inte att lita på. Låt den som skrev under göra det igen med ett giltigt BankID."
)

_BY_CODE: Final[dict[str, str]] = {
    "ENVELOPE": "Filen saknar det yttre meddelandet med underskrifterna. Hämta hela meddelandet ur ert system.",
    "XML_SIZE": "Filen är för stor. Skicka en rapport i taget.",
    "XML_SYNTAX": "Filen är trasig eller avbruten. Hämta den på nytt ur ert system.",
    "MONTH": "Månaden i rapporten finns inte. Rätta den i ert system.",
    "DATE": "Ett datum i rapporten finns inte. Rätta det i ert system.",
    "CHECK_DIGIT": "Ett person- eller organisationsnummer är felskrivet. Rätta det i ert system.",
    "PERIOD_ORDER": "En beräkningsperiod slutar innan den börjar. Rätta den i ert system.",
    "ID_TAKEN": "Rapportens id är redan använt för en annan person, assistent eller månad. Ge rapporten ett eget id i ert system.",
    "ANOTHERS_REPORT": "Rapporten gäller en annan anordnare. Du kan bara lämna in rapporter för den anordnare du är ombud för.",
    "SIGNER": "Någon annan än den assistent som rapporten gäller har skrivit under. Låt assistenten själv skriva under.",
    "DOCUMENT_ID": _ALTERED,
    "DOCUMENT_HASH": _ALTERED,
    "REFERENCE": _ALTERED,
    "SIGNATURE_VALUE": _ALTERED,
    "VALIDITY": _AGAIN,
    "OCSP_STATUS": _AGAIN,
    "OCSP_TIME": _AGAIN,
    "KEY_USAGE": _AGAIN,
    "CHAIN": "Underskriften är gjord med ett BankID som inte gäller här. Kontrollera att rapporten inte är gjord i en testmiljö.",
    "DATUM": "Dagen för underskriften är fel angiven. Be er systemleverantör ange den dag då den gjordes.",
}


def refusal_text(code: str) -> str:
    """What a refusal means and what to do, by its stable code."""
    return _BY_CODE.get(code, _SYSTEM)
