"""What the user reads while BankID works and when it does not: BankID's recommended messages, in plain Swedish.

Each text is told with its number in BankID's table (RFA1 …); a code that is not in the table has the table's own
catch-all, RFA21 or RFA22, as BankID asks for.
"""

from typing import Final

PENDING: Final = {
    "outstandingTransaction": "Starta BankID-appen.",  # RFA1
    "noClient": "Starta BankID-appen.",  # RFA1
    "started": "Söker efter ditt BankID. Det kan ta en liten stund.",  # RFA14, RFA15
    "userMrtd": "Fotografera och läs av din id-handling med BankID-appen.",  # RFA23
    "userSign": "Skriv din säkerhetskod i BankID-appen och välj Legitimera eller Skriv under.",  # RFA9
    "processing": "BankID kontrollerar dina uppgifter. Det tar några sekunder.",
}
FAILED: Final = {
    "userCancel": "Du avbröt i BankID-appen. Inget har hänt. Försök igen när du vill.",  # RFA6
    "cancelled": "En ny legitimering eller underskrift startades, så den här avbröts. Försök igen.",  # RFA3
    "expiredTransaction": (  # RFA8
        "Tiden gick ut. Kontrollera att BankID-appen är startad och att du har internet. "
        "Har du inget giltigt BankID skaffar du ett hos din bank. Försök sedan igen."
    ),
    "certificateErr": (  # RFA16
        "Ditt BankID är spärrat eller för gammalt. Använd ett annat eller skaffa ett nytt hos din bank."
    ),
    "startFailed": (  # RFA17
        "BankID-appen startades inte i tid. Kontrollera att den finns på telefonen eller datorn och är uppdaterad. "
        "Försök sedan igen."
    ),
    "notSupportedByUserApp": "Din BankID-app är för gammal. Uppdatera den och försök igen.",
    "transactionRiskBlocked": "BankID stoppade försöket av säkerhetsskäl. Kontakta din bank.",
}
ERRORS: Final = {
    "alreadyInProgress": (  # RFA4
        "En legitimering eller underskrift för dig pågick redan. Båda avbröts. Försök igen."
    ),
    "requestTimeout": "BankID svarade inte i tid. Försök igen.",  # RFA5
    "internalError": "BankID har ett tekniskt fel. Försök igen.",  # RFA5
    "Maintenance": "BankID är stängt för underhåll. Försök igen om en stund.",  # RFA5
    "unreachable": "BankID går inte att nå just nu. Det beror inte på dig. Försök igen om en stund.",
}
PENDING_ANYHOW: Final = "Legitimering eller underskrift pågår."  # RFA21
FAILED_ANYHOW: Final = "Något gick fel hos BankID. Försök igen."  # RFA22


def pending_text(hint: str) -> str:
    """What to tell while an order is pending, by its hintCode."""
    return PENDING.get(hint, PENDING_ANYHOW)


def failed_text(hint: str) -> str:
    """What to tell of an order that failed, by its hintCode."""
    return FAILED.get(hint, FAILED_ANYHOW)


def error_text(code: str) -> str:
    """What to tell of a call that was refused, by its errorCode."""
    return ERRORS.get(code, FAILED_ANYHOW)
