"""The demo's county: forty persons, three months around a clock change, every planned mistake at least once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assistans.site.synthetic import mistakes, numbers, plans
from assistans.site.synthetic.county import Anordnare, County, Individual, Person, draw, make_anordnare
from assistans.site.synthetic.mistakes import APRIL, FEBRUARI, MANADER, MARS, OKTOBER
from assistans.site.synthetic.plans import LONG_AGO, Manadsplan, Personplan
from assistans.timeline.months import Period

PERSONS: Final = 40
MISTAKES: Final[dict[int, Callable[[Personplan], None]]] = {
    0: mistakes.rakning_saknas,
    1: mistakes.rakning_skiljer_sig,
    2: mistakes.rakning_sent,
    3: mistakes.komplettering_uteblir,
    4: mistakes.komplettering_besvaras,
    5: mistakes.rad_ogiltig_rattas,
    6: mistakes.rad_ogiltig_nekas,
    7: mistakes.klockslag_finns_inte,
    8: mistakes.efterslantrare,
    11: mistakes.assistent_dubbel_i_rapporten,
    12: mistakes.dubbelassistans_nekas,
    13: mistakes.dubbelassistans_beviljad,
    14: mistakes.dubbelassistans_godkanns,
    15: mistakes.assistent_ej_anmald,
    16: mistakes.assistent_under_18,
    17: mistakes.vantetid_ej_beviljad,
    18: mistakes.beredskap_ej_beviljad,
    19: mistakes.assistent_utanfor_ees,
    20: mistakes.arbetstid,
    21: mistakes.ivo_tillstand,
    22: mistakes.f_skatt,
    23: mistakes.betalningsmottagare_saknas,
    24: mistakes.sjukhus,
    25: mistakes.institution,
    26: mistakes.assistent_oformogen,
    27: mistakes.skola,
    28: mistakes.vistelse_utanfor_ees,
    29: mistakes.dodsfall,
    30: mistakes.beslut_saknas,
    31: mistakes.utanfor_beslut,
    32: mistakes.mojlig_rattelse,
    33: mistakes.narstaende,
    34: mistakes.medel_kvar,
    35: mistakes.over_beviljad_tid,
    36: mistakes.hogre_timbelopp,
    37: mistakes.hogre_timbelopp_over_taket,
    38: mistakes.ingen_tid,
    39: mistakes.egen_arbetsgivare,
}
AT_TWO_PERSONS: Final = (9, 10)
TWO_ANORDNARE: Final = 13
WITHOUT_PERMIT: Final = 21
WITHOUT_F_SKATT: Final = 22
PROTECTED: Final = 26
CHILD: Final = 27
MOVES: Final = 16
DIES: Final = 29
OWN_EMPLOYER: Final = 39
ENDS: Final = date(2026, 5, 1)
RENEWED: Final = date(2026, 3, 24)
RENEWED_TO: Final = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Villkor:
    """One of an anordnare's conditions (SFB 51:19): its name and its last day, None while it holds."""

    villkor: str
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole county to play: its organisations, what each anordnare fulfils, and its persons' plans."""

    seed: int
    county: County
    villkor: dict[Anordnare, tuple[Villkor, ...]]
    persons: tuple[Personplan, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all of the forty are there, and so every planned mistake."""
        return len(self.persons) == PERSONS

    def months(self) -> list[Manadsplan]:
        """All person-months, by person and month."""
        return [plan.manader[month] for plan in self.persons for month in sorted(plan.manader)]


def make(seed: int, *, persons: int = PERSONS) -> Plan:
    """Draw the county and put the mistakes in it; `persons` cuts it to the first of the forty."""
    county = draw(seed)
    county = replace(county, anordnare=(*county.anordnare, *_failing(county)))
    known = [plans.clean(county, _person(county, index), MANADER) for index in range(PERSONS)]
    for index, mistake in MISTAKES.items():
        mistake(known[index])
    mistakes.assistent_hos_tva(*(known[index] for index in AT_TWO_PERSONS))
    mistakes.tva_anordnare(known[TWO_ANORDNARE], county.anordnare[0])
    known[MOVES].kommuner.append((county.kommuner[2], date(2026, 3, 16)))
    known[PROTECTED].skyddad = True
    for plan in known:
        _renew(plan)
    return Plan(seed, county, _villkor(county), tuple(known[:persons]))


def _renew(plan: Personplan) -> None:
    """Whoever's grant ends with April is granted the same again, so that May can be under way."""
    last = max(plan.beslut, key=lambda beslut: beslut.beviljandeperiod.start, default=None)
    if last is not None and last.beviljandeperiod.end == ENDS:
        plan.beslut.append(replace(last, beviljandeperiod=Period(ENDS, RENEWED_TO), beslutad=RENEWED))


def _failing(county: County) -> tuple[Anordnare, Anordnare]:
    """Two companies that will lose what the law asks of them."""
    supplier = county.leverantorer[1]
    return (
        make_anordnare(5, namn="Havsvindens Assistans AB", slag="foretag", leverantor=supplier),
        make_anordnare(6, namn="Ängens Personliga Assistans AB", slag="foretag", leverantor=supplier),
    )


def _person(county: County, index: int) -> Person:
    person = replace(county, anordnare=county.anordnare[:-2]).person(index)
    changes: dict[int, dict[str, object]] = {
        WITHOUT_PERMIT: {"anordnare": county.anordnare[-2]},
        WITHOUT_F_SKATT: {"anordnare": county.anordnare[-1]},
        OWN_EMPLOYER: {"anordnare": None},
        CHILD: {
            "individual": _child(person),
            "stallforetradare": _guardian(index),
            "stallforetradare_slag": "vardnadshavare",
        },
        DIES: {"stallforetradare": _guardian(index)},
        TWO_ANORDNARE: {"anordnare": county.anordnare[1]},
    }
    return replace(person, **changes.get(index, {}))  # type: ignore[arg-type]


def _child(person: Person) -> Individual:
    return replace(person.individual, nummer=numbers.personnummer(date(2015, 5, 17), 981))


def _guardian(index: int) -> Individual:
    return Individual(numbers.adult(63 - index % 10), "Eva-Lena", "Öhrn")


def _villkor(county: County) -> dict[Anordnare, tuple[Villkor, ...]]:
    names = ("ivo_tillstand", "f_skatt", "arbetsgivare")
    usual = tuple(Villkor(name) for name in names)
    fulfilled = {a: usual if a.slag != "kommun" else () for a in county.anordnare}
    without_permit, without_tax = county.anordnare[-2:]
    fulfilled[without_permit] = (Villkor("ivo_tillstand", mistakes.TILLSTAND_TILL), *usual[1:])
    fulfilled[without_tax] = (
        usual[0],
        Villkor("f_skatt", mistakes.F_SKATT_TILL),
        Villkor("arbetsgivare", mistakes.ARBETSGIVARE_TILL),
    )
    return fulfilled


__all__ = ["APRIL", "FEBRUARI", "LONG_AGO", "MARS", "OKTOBER", "Plan", "Villkor", "make"]
