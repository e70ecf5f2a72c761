"""A synthetic county in the form of register files: what `assistans register` reads, a line for each entry.

A line is JSON, which is YAML too, so that files can be written one entry at a time however large the county is.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from assistans.facts import Beslut
from assistans.site.synthetic.county import EGEN, Anordnare, County, Individual, Kommun
from assistans.site.synthetic.plans import LONG_AGO, Personplan, Uppgift
from assistans.timeline.quantities import duration_text

CONDITIONS: Final = ("ivo_tillstand", "f_skatt", "arbetsgivare")
Entry = dict[str, Any]


def organisations(county: County) -> Iterator[str]:
    """The lines of the file with kommuner and anordnare. It is registered first."""
    yield from _section("kommuner", map(_kommun, county.kommuner))
    yield from _section("anordnare", map(_anordnare, county.anordnare))


def people(plans: Iterable[Personplan]) -> Iterator[str]:
    """The lines of a file with persons and their assistants, all in order."""
    known = list(plans)
    yield from _section("assistenter", (_assistent(u.assistent) for plan in known for u in plan.uppgifter))
    yield from _section("personer", map(_person, known))


def _section(name: str, entries: Iterable[Entry]) -> Iterator[str]:
    yield f"{name}:\n"
    for entry in entries:
        yield f"  - {json.dumps(entry, ensure_ascii=False)}\n"


def _kommun(kommun: Kommun) -> Entry:
    return {
        "namn": kommun.namn,
        "organisationsnummer": kommun.organisationsnummer,
        "kod": kommun.kod,
    }


def _anordnare(anordnare: Anordnare) -> Entry:
    conditions = {} if anordnare.slag == "kommun" else {name: [_since()] for name in CONDITIONS}
    return {
        "organisationsnummer": anordnare.organisationsnummer,
        "namn": anordnare.namn,
        "slag": anordnare.slag,
        **conditions,
        "konto": [{"bankgiro": anordnare.bankgiro, **_since()}],
    }


def _assistent(individual: Individual) -> Entry:
    return {"idnummer": individual.nummer, "fornamn": individual.fornamn, "efternamn": individual.efternamn}


def _person(plan: Personplan) -> Entry:
    person = plan.person
    return {
        "personnummer": person.individual.nummer,
        "fornamn": person.individual.fornamn,
        "efternamn": person.individual.efternamn,
        "kommun": [{"kommun": kommun.kod, "from": str(start)} for kommun, start in plan.kommuner],
        "konto": [{"bankkonto": person.konto, **_since()}],
        "stallforetradare": [_representative(who, person.stallforetradare_slag) for who in _who_acts(plan)],
        "beslut": [_beslut(beslut) for beslut in plan.beslut],
        "uppdrag": [
            {
                "anordnare": uppdrag.anordnare.organisationsnummer,
                "avtal_from": str(uppdrag.avtal_from),
                "betalningsmottagare": [_since()],
            }
            for uppdrag in plan.uppdrag
        ],
        "assistenter": [_uppgift(uppgift) for uppgift in plan.uppgifter],
    }


def _who_acts(plan: Personplan) -> list[Individual]:
    return [plan.person.stallforetradare] if plan.person.stallforetradare else []


def _representative(who: Individual, slag: str) -> Entry:
    return {"personnummer": who.nummer, "namn": who.namn, "slag": slag, **_since()}


def _beslut(beslut: Beslut) -> Entry:
    period = beslut.beviljandeperiod
    return {
        "beviljandeperiod": {"from": str(period.start), "to": str(period.last)},
        "beslutad": str(beslut.beslutad),
        "tid": {beslut.tid.per: duration_text(beslut.tid.minuter)},
        "vantetid": _yes(beslut.vantetid),
        "beredskap": _yes(beslut.beredskap),
    }


def _uppgift(uppgift: Uppgift) -> Entry:
    return {
        "assistent": uppgift.assistent.nummer,
        "anordnare": uppgift.anordnare.organisationsnummer if uppgift.anordnare else EGEN,
        "mottagen": str(uppgift.mottagen),
        "anstalld": str(uppgift.anstalld),
        "kollektivavtal": _yes(uppgift.kollektivavtal),
    }


def _since(day: date = LONG_AGO) -> Entry:
    return {"from": str(day)}


def _yes(value: bool) -> str:  # noqa: FBT001 - the value itself
    return str(value).lower()
