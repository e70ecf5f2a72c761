"""Where a month stands, in words for its person: what has happened, what comes next, and whether she has to do something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistans.assessment.words import day_text, kronor_text, listed, month_text, sentence_case
from assistans.timeline.months import ONE_DAY, Month

STEG: Final = (
    "Assistenterna rapporterar",
    "Du skriver under räkningen",
    "Månaden kontrolleras och beslutas",
    "Pengarna betalas ut",
)
"""The way of a month."""

OMPROVNING: Final = "Är du inte nöjd kan du begära omprövning inom två månader (113 kap. 7 och 19 §§ SFB)."


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedState:
    """What has been decided: öre in all, the days that it is paid on, and the days on which something has been paid."""

    utfall: str
    belopp_ore: int
    vantar_pa_attest: bool
    nagot_kvar: bool
    dagar: Sequence[date]
    betalda: Sequence[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fakta:
    """What a month's state is told from. `saknas` = how many reports have not come in; `haller` = how many things hold it."""

    manad: Month
    today: date
    sista_dag: date
    har_rakning: bool
    saknas: int = 0
    haller: int = 0
    ej_bedombar: bool = False
    beslut: DecidedState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lage:
    """A month's state: which step it is at (from 1), the kind of message, its heading and sentences."""

    steg: int
    kind: str
    rubrik: str
    text: tuple[str, ...]
    kan_skriva_under: bool = False


def state_of(known: Fakta) -> Lage:
    """Tell where a month stands."""
    if known.beslut is not None:
        return _decided(known.beslut)
    if known.today <= known.manad.last:
        return _running(known)
    if not known.har_rakning:
        return _unsigned(known)
    return _looked_at(known)


def _running(known: Fakta) -> Lage:
    name = sentence_case(month_text(known.manad))
    return Lage(
        steg=1,
        kind="info",
        rubrik=f"{name} pågår",
        text=(
            f"Du kan skriva under räkningen från och med den {day_text(known.manad.last + ONE_DAY)}.",
            "Här ser du vad assistenterna har rapporterat hittills.",
        ),
    )


def _unsigned(known: Fakta) -> Lage:
    late = known.today > known.sista_dag
    rubrik = (
        "Skriv under räkningen så snart du kan"
        if late
        else f"Skriv under räkningen senast den {day_text(known.sista_dag)}"
    )
    when = f"Sista dagen var den {day_text(known.sista_dag)}. En sen räkning kan leda till att ersättningen uteblir."
    text = [when if late else f"{_days_left(known)} Utan din underskrift kan månaden inte betalas."]
    if known.saknas:
        text.append(
            f"{_assistants(known.saknas)} har inte rapporterat än. Vänta på dem om du kan, så stämmer räkningen från början."
        )
    return Lage(
        steg=2, kind="error" if late else "warning", rubrik=rubrik, text=tuple(text), kan_skriva_under=True
    )


def _looked_at(known: Fakta) -> Lage:
    if known.ej_bedombar:
        text = "En handläggare måste komplettera uppgifter om månaden. Du behöver inte göra något."
        return Lage(steg=3, kind="info", rubrik="Månaden kontrolleras", text=(text,), kan_skriva_under=True)
    if known.haller:
        many = "en sak" if known.haller == 1 else f"{known.haller} saker"
        return Lage(
            steg=3,
            kind="warning",
            rubrik="Månaden väntar",
            text=(
                f"Din räkning är inne. Månaden väntar på {many}. Nedan står vad det är och vem som ska göra något.",
            ),
            kan_skriva_under=True,
        )
    return Lage(
        steg=3,
        kind="info",
        rubrik="Månaden beslutas",
        text=("Din räkning är inne och allt stämmer. Du behöver inte göra något.",),
        kan_skriva_under=True,
    )


def _decided(beslut: DecidedState) -> Lage:
    more = ("En del av tiden väntar på ett senare beslut.",) if beslut.nagot_kvar else ()
    if beslut.vantar_pa_attest:
        return Lage(
            steg=3,
            kind="info",
            rubrik="Beslutet granskas",
            text=("En andra handläggare ska godkänna beslutet innan det gäller.", *more),
        )
    if beslut.belopp_ore == 0:
        text = ("Ingen ersättning betalas för månaden. Skälen står nedan.", OMPROVNING, *more)
        return Lage(steg=4, kind="error", rubrik="Månaden är beslutad", text=text)
    whole = () if beslut.utfall == "beviljat" else (f"En del av tiden ersätts inte. {OMPROVNING}",)
    if len(beslut.betalda) >= len(beslut.dagar):
        days = listed([day_text(day) for day in sorted(set(beslut.betalda))])
        return Lage(
            steg=4,
            kind="success",
            rubrik="Månaden är betald",
            text=(f"{kronor_text(beslut.belopp_ore)} betalades den {days}.", *whole, *more),
        )
    days = listed([day_text(day) for day in sorted(set(beslut.dagar))])
    return Lage(
        steg=4,
        kind="success",
        rubrik="Månaden är beslutad",
        text=(f"{kronor_text(beslut.belopp_ore)} betalas ut den {days}.", *whole, *more),
    )


def _days_left(known: Fakta) -> str:
    left = (known.sista_dag - known.today).days
    return {0: "Sista dagen är i dag.", 1: "Det är 1 dag kvar."}.get(left, f"Det är {left} dagar kvar.")


def _assistants(number: int) -> str:
    return "En assistent" if number == 1 else f"{number} assistenter"
