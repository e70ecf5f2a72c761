"""What is known of a person's month: frozen types, and reading and writing them as plain data."""

from assistans.facts.anordnare import Anordnare, AnordnareSlag
from assistans.facts.assistenter import ALLA, Assistent
from assistans.facts.beslut import Beslut, BeviljadTid, Timbelopp
from assistans.facts.person import Kommuntid, Person
from assistans.facts.plain import CaseError
from assistans.facts.rakning import Kostnader, Rakning, Vistelse
from assistans.facts.reading import read_underlag
from assistans.facts.reading_regleringar import read_avrakning, read_avstamning, read_slutavrakning
from assistans.facts.regleringar import Avrakning, Avstamning, Slutavrakning
from assistans.facts.tid import SLAG, Rad, Slag, Tid
from assistans.facts.underlag import (
    AnnanManad,
    AnnanTid,
    Komplettering,
    Retroaktiv,
    Stallningstagande,
    Tidsredovisning,
    Underlag,
)
from assistans.facts.writing import dump

__all__ = [
    "ALLA",
    "SLAG",
    "AnnanManad",
    "AnnanTid",
    "Anordnare",
    "AnordnareSlag",
    "Assistent",
    "Avrakning",
    "Avstamning",
    "Beslut",
    "BeviljadTid",
    "CaseError",
    "Kommuntid",
    "Komplettering",
    "Kostnader",
    "Person",
    "Rad",
    "Rakning",
    "Retroaktiv",
    "Slag",
    "Slutavrakning",
    "Stallningstagande",
    "Tid",
    "Tidsredovisning",
    "Timbelopp",
    "Underlag",
    "Vistelse",
    "dump",
    "read_avrakning",
    "read_avstamning",
    "read_slutavrakning",
    "read_underlag",
]
