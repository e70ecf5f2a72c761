"""What is known of a person's month: frozen types, and reading and writing them as plain data."""

from assistans.facts.assistenter import ALLA, Assistent
from assistans.facts.anordnare import Anordnare, AnordnareSlag
from assistans.facts.beslut import Beslut, Timbelopp
from assistans.facts.person import Kommuntid, Person
from assistans.facts.rakning import Kostnader, Rakning, Vistelse
from assistans.facts.tid import SLAG, Rad, Slag, Tid
from assistans.facts.underlag import (
    AnnanTid,
    Komplettering,
    Retroaktiv,
    Stallningstagande,
    TidigareManad,
    Tidsredovisning,
    Underlag,
)

__all__ = [
    "ALLA",
    "SLAG",
    "AnnanTid",
    "Anordnare",
    "AnordnareSlag",
    "Assistent",
    "Beslut",
    "Kommuntid",
    "Komplettering",
    "Kostnader",
    "Person",
    "Rad",
    "Rakning",
    "Retroaktiv",
    "Slag",
    "Stallningstagande",
    "Tid",
    "TidigareManad",
    "Tidsredovisning",
    "Timbelopp",
    "Underlag",
    "Vistelse",
]
