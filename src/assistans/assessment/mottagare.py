"""Who is paid: tested on the pay day, by the forecast here and by the pay run again (SFB 51:14-19; rule 6)."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistans.facts import Anordnare
from assistans.facts.anordnare import in_force
from assistans.law import Law

PERSON = "person"
_PRIVATE = ("foretag", "kooperativ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mottagare:
    """A payee (an organisationsnummer or `person`) and the codes that say why it is the person."""

    mottagare: str
    koder: tuple[str, ...] = ()


def choose_payee(*, anordnare: Anordnare, day: date, law: Law) -> Mottagare:
    """Choose who is paid on a day for what an anordnare has performed.

    Private anordnare must then be betalningsmottagare and have permit, F-skatt and employer registration; a
    kommun must be betalningsmottagare; otherwise, and for own employment, the person is paid.
    """
    if anordnare.slag == "egen_arbetsgivare":
        return Mottagare(mottagare=PERSON)
    if not in_force(anordnare.betalningsmottagare, day) and _tested(law, "BETALNINGSMOTTAGARE_SAKNAS", day):
        return Mottagare(mottagare=PERSON, koder=("BETALNINGSMOTTAGARE_SAKNAS",))
    koder = _missing(anordnare, day, law) if anordnare.slag in _PRIVATE else ()
    return Mottagare(mottagare=PERSON if koder else anordnare.id, koder=koder)


def _missing(anordnare: Anordnare, day: date, law: Law) -> tuple[str, ...]:
    held = {
        "EJ_ARBETSGIVARE": anordnare.arbetsgivare,
        "F_SKATT_SAKNAS": anordnare.f_skatt,
        "MOTTAGARE_UTAN_TILLSTAND": anordnare.ivo_tillstand,
    }
    return tuple(kod for kod in _conditions(law, day) if not in_force(held[kod], day))


@lru_cache(maxsize=1024)
def _conditions(law: Law, day: date) -> tuple[str, ...]:
    """Give the codes of what private anordnare must have on a day."""
    required = {
        "EJ_ARBETSGIVARE": law.parameter("mottagare_arbetsgivare").yes(day),
        "F_SKATT_SAKNAS": law.parameter("mottagare_f_skatt").yes(day),
        "MOTTAGARE_UTAN_TILLSTAND": True,
    }
    return tuple(kod for kod, asked in required.items() if asked and _tested(law, kod, day))


def _tested(law: Law, kod: str, day: date) -> bool:
    return law.observation(kod).mode(day) != "av"
