"""What the economist's pages call things: why a row is not paid, kinds of account, actors and amounts in a drawing."""

from typing import Final, NamedTuple

from assistans.payments.models import Betalningshinder

Kod = Betalningshinder.Kod


class HinderWords(NamedTuple):
    """A code in words: what is wrong, what somebody must do, and the kind of badge."""

    vad: str
    atgard: str
    badge: str


HINDER: Final[dict[str, HinderWords]] = {
    Kod.KONTO_SAKNAS: HinderWords("Konto saknas", "Begär in kontot och registrera det.", "stoppad"),
    Kod.KONTO_OGILTIGT: HinderWords(
        "Kontot finns inte hos någon bank", "Rätta kontot i registret.", "stoppad"
    ),
    Kod.NAMN_SAKNAS: HinderWords("Mottagaren saknar namn", "Registrera namnet.", "stoppad"),
    Kod.ATERKRAV_PROVAS: HinderWords(
        "Mer är betalt än beslutat", "Handläggaren prövar återkrav (SFB 108 kap.).", "vantar"
    ),
    Kod.INGEN_SKILLNAD: HinderWords("Samma belopp som redan är betalt", "Ingen åtgärd behövs.", "neutral"),
}
KONTOSLAG: Final = {"bankgiro": "Bankgiro", "plusgiro": "Plusgiro", "bankkonto": "Bankkonto"}
GRUNDER: Final = {"kostnader": "Månadens kostnader, som är lägre än tiden gånger timbeloppet"}
_MILLION, _THOUSAND, _KRONA = 100_000_000, 100_000, 100


def hinder_words(kod: str) -> HinderWords:
    """A code in words; one that this page does not know is shown as it is, never hidden."""
    return HINDER.get(kod, HinderWords(kod, "", "stoppad"))


def short_kronor(ore: int) -> str:
    """An amount in a drawing, cut: `2,2 mn`, `355 t`, `950 kr`. The exact one stands in the table beside."""
    if ore >= _MILLION:
        tenths = ore // (_MILLION // 10)
        return f"{tenths // 10},{tenths % 10} mn"
    return f"{ore // _THOUSAND} t" if ore >= _THOUSAND else f"{ore // _KRONA} kr"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: `1 betalning`, `15 000 betalningar`."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}") + f" {one if number == 1 else many}"
