"""Builds the underlag of a person's month from registers, documents and what casework has decided.

Assistants are named by public id, anordnare by organisationsnummer or `egen`, reports by tx-id; the person is not named
at all. Another person's rows come in as clock times only (design section 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistans import facts
from assistans.base.clock import Clock, swedish_day
from assistans.casework.documents import (
    Manadshandlingar,
    Rakningshandling,
    Rapport,
    documents_of,
    rows_elsewhere,
)
from assistans.casework.errors import Hinder
from assistans.casework.models import Manadsarende
from assistans.casework.positions import completions, position_facts, positions_in_force
from assistans.casework.used import used_in, used_in_shared_weeks
from assistans.facts.beslut import BeviljadTid
from assistans.intake.document_facts import rakning_facts, report_facts, rows
from assistans.registers.queries import (
    AnordnareFakta,
    AssistentFakta,
    BeslutFakta,
    Interval,
    PersonFakta,
    Tid,
    facts_of,
)
from assistans.registers.queries.facts import EGEN
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore


class DifferingUtbetalning(Hinder):
    """The month's grants are paid in different ways."""


class UnknownAssistent(Hinder):
    """A report names an assistant that the registers do not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manadsunderlag:
    """An underlag and the documents it was built from."""

    underlag: facts.Underlag
    documents: Manadshandlingar


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """What is put together. `keys` gives an assistant's key by number."""

    arende: Manadsarende
    documents: Manadshandlingar
    known: PersonFakta
    keys: dict[str, str]


def build(*, arende: Manadsarende, clock: Clock, documents: Manadshandlingar | None = None) -> Manadsunderlag:
    """Build a month's underlag as known now, in a fixed number of queries whatever the month holds.

    `documents` are the month's, from a caller who has read them. Raises DifferingUtbetalning and UnknownAssistent
    when the registers must be put right first.
    """
    sources = _sources(arende, documents or _documents_of(arende))
    return Manadsunderlag(
        underlag=_underlag(sources, assessed_on=swedish_day(clock.now())),
        documents=sources.documents,
    )


def _documents_of(arende: Manadsarende) -> Manadshandlingar:
    return documents_of(person=arende.person.personnummer, manad=arende.manad)


def _sources(arende: Manadsarende, documents: Manadshandlingar) -> _Sources:
    known = _register_facts(arende, documents)
    return _Sources(arende=arende, documents=documents, known=known, keys=_keys(known, documents))


def _underlag(sources: _Sources, *, assessed_on: date) -> facts.Underlag:
    arende, known, keys = sources.arende, sources.known, sources.keys
    beslut = tuple(_beslut(row) for row in known.beslut)
    anordnare = _anordnare(known, sources.documents)
    return facts.Underlag(
        month=Month.of(arende.manad),
        assessed_on=assessed_on,
        person=_person(known),
        beslut=beslut,
        anordnare=anordnare,
        assistenter={keys[row.idnummer]: _assistent(row, set(anordnare)) for row in known.assistenter},
        institution=_periods(known.institution),
        sjukhus_tidigare=_periods(known.sjukhus),
        **_used(arende, beslut),
        **_documents(sources, set(anordnare)),
    )


def _used(arende: Manadsarende, beslut: tuple[facts.Beslut, ...]) -> dict[str, Any]:
    """What other decided months have used, of the grants and of the kommun's hours in shared weeks."""
    periods = [grant.beviljandeperiod for grant in beslut]
    tid = used_in(person=arende.person, manad=arende.manad, periods=periods)
    veckor = used_in_shared_weeks(person=arende.person, manad=arende.manad)
    return {
        "tidigare": tid.tidigare,
        "senare": tid.senare,
        "tidigare_veckor": veckor.tidigare_veckor,
        "senare_veckor": veckor.senare_veckor,
    }


def _documents(sources: _Sources, anordnare: set[str]) -> dict[str, Any]:
    """The facts that documents give, and what handläggare have said of them."""
    arende, documents = sources.arende, sources.documents
    return {
        "tidsredovisningar": tuple(_report(rapport, sources.keys) for rapport in documents.rapporter),
        "annan_tid": _elsewhere(arende, sources.keys),
        "rakning": _rakning(documents.rakning) if documents.rakning else None,
        "kompletteringar": completions(
            arende=arende, assistenter=set(sources.keys.values()), anordnare=anordnare
        ),
        "stallningstaganden": position_facts(positions_in_force(arende=arende, documents=documents)),
    }


def _register_facts(arende: Manadsarende, documents: Manadshandlingar) -> PersonFakta:
    return facts_of(
        person=arende.person,
        month=arende.manad,
        anordnare={rapport.anordnare for rapport in documents.rapporter} - {EGEN},
        assistenter={rapport.assistent for rapport in documents.rapporter},
    )


def _keys(known: PersonFakta, documents: Manadshandlingar) -> dict[str, str]:
    """Each assistant's key by her number."""
    keys = {row.idnummer: str(row.public_id) for row in known.assistenter}
    if any(rapport.assistent not in keys for rapport in documents.rapporter):
        raise UnknownAssistent(
            "En tidsredovisning gäller en assistent som saknas i registret. Registrera assistenten."
        )
    return keys


def _person(known: PersonFakta) -> facts.Person:
    return facts.Person(
        kommun=tuple(facts.Kommuntid(kommun=row.kod, period=_period(row.dagar)) for row in known.kommuner),
        utbetalning=_utbetalning(known.beslut),
        avliden=known.avliden,
    )


def _utbetalning(grants: Iterable[BeslutFakta]) -> str:
    ways = {grant.utbetalning for grant in grants} or {"efterskott"}
    if len(ways) > 1:
        raise DifferingUtbetalning(
            "Månadens beslut betalas på olika sätt. Rätta besluten så att månaden betalas på ett sätt."
        )
    return ways.pop()


def _beslut(row: BeslutFakta) -> facts.Beslut:
    return facts.Beslut(
        beviljandeperiod=_period(row.period),
        tid=_tid(row.tid),
        beslutad=row.beslutad,
        vantetid=row.vantetid,
        beredskap=row.beredskap,
        dubbelassistans=_tid(row.dubbelassistans) if row.dubbelassistans else None,
        timbelopp=facts.Timbelopp(hogre=_ore(row.hogre_timbelopp_ore)),
        timbelopp_utanfor_ees=_ore(row.timbelopp_utanfor_ees_ore),
        sarskilda_skal=frozenset(row.sarskilda_skal),
    )


def _anordnare(known: PersonFakta, documents: Manadshandlingar) -> dict[str, facts.Anordnare]:
    """The month's anordnare. One that no register knows meets no condition: the strictest kind, with nothing in force."""
    found = {row.organisationsnummer: _registered(row) for row in known.anordnare}
    for rapport in documents.rapporter:
        if rapport.anordnare not in found:
            slag = "egen_arbetsgivare" if rapport.anordnare == EGEN else "foretag"
            found[rapport.anordnare] = facts.Anordnare(id=rapport.anordnare, slag=slag)
    return found


def _registered(row: AnordnareFakta) -> facts.Anordnare:
    return facts.Anordnare(
        id=row.organisationsnummer,
        slag=row.slag,
        ivo_tillstand=_periods(row.ivo_tillstand),
        f_skatt=_periods(row.f_skatt),
        arbetsgivare=_periods(row.arbetsgivare),
        betalningsmottagare=_periods(row.betalningsmottagare),
        avtal_from=row.avtal_from,
        tillstand_upphort_meddelat=row.tillstand_upphort_meddelat,
    )


def _assistent(row: AssistentFakta, reporting: set[str]) -> facts.Assistent:
    """Her data at the month's anordnare; what she does through others is not this month's matter."""
    return facts.Assistent(
        id=str(row.public_id),
        fodd=row.fodd,
        narstaende=row.narstaende,
        bosatt="inom_ees" if row.bosatt_inom_ees else "utanfor_ees",
        kollektivavtal=row.kollektivavtal,
        anmald={key: day for key, day in row.anmald.items() if key in reporting},
        anstalld={key: day for key, day in row.anstalld.items() if key in reporting},
        forlangd_arbetstid=row.forlangd_arbetstid,
        oformogen=_periods(row.oformogen),
    )


def _report(rapport: Rapport, keys: dict[str, str]) -> facts.Tidsredovisning:
    return report_facts(
        assistent=keys[rapport.assistent],
        anordnare=rapport.anordnare,
        mottagen=swedish_day(rapport.mottagen),
        id=str(rapport.tx_id),
        kollektivavtal=rapport.kollektivavtal,
        rader=rapport.rader,
        uppgifter=rapport.uppgifter,
    )


def _rakning(handling: Rakningshandling) -> facts.Rakning:
    return rakning_facts(
        mottagen=swedish_day(handling.mottagen),
        tid=facts.Tid(handling.aktiv_min, handling.vantetid_min, handling.beredskap_min),
        uppgifter=handling.uppgifter,
    )


def _elsewhere(arende: Manadsarende, keys: dict[str, str]) -> tuple[facts.AnnanTid, ...]:
    others = rows_elsewhere(person=arende.person.personnummer, manad=arende.manad, assistenter=keys)
    found = [facts.AnnanTid(assistent=keys[number], rader=rows(given)) for number, given in others.items()]
    return tuple(sorted(found, key=lambda entry: entry.assistent))


def _tid(tid: Tid) -> BeviljadTid:
    return BeviljadTid(per=tid.slag, minuter=tid.minuter)


def _ore(value: int | None) -> Ore | None:
    return None if value is None else Ore(value)


def _periods(intervals: Iterable[Interval]) -> tuple[Period, ...]:
    return tuple(_period(interval) for interval in intervals)


def _period(interval: Interval) -> Period:
    return Period(interval.start, interval.end)
