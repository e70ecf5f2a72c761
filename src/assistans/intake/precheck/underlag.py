"""The underlag of a check: what documents say, what the decision file says, and what neither can know."""

import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistans import facts
from assistans.assessment.words import listed
from assistans.facts import CaseError
from assistans.facts.anordnare import ALLTID
from assistans.facts.limits import refuse_too_cut_up, refuse_too_long
from assistans.intake.document_facts import rakning_facts, report_facts
from assistans.intake.elt.document import EGEN, TidredovisningDocument
from assistans.intake.precheck.reading import RakningFile, ReportFile
from assistans.intake.rakning.document import RakningDocument
from assistans.law import Law, last_reporting_day
from assistans.registers import identifiers
from assistans.timeline.months import Month

FROM_DOCUMENTS = ("kind", "month", "assessed_on", "tidsredovisningar", "rakning", "expect")
ABOUT = ("name", "source", "rules")
NUMBER = 10  # digits that make a key somebody's number
NEEDS_RAKNING = frozenset({"RAKNING_SAKNAS", "KOSTNADSREDOVISNING_SAKNAS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUnderlag:
    """What can be assessed. `law` has the checks off whose facts are missing; `unchecked` says what and why, in Swedish."""

    underlag: facts.Underlag
    law: Law
    sista_dag: date
    unchecked: tuple[str, ...]


def names_of(reports: Sequence[TidredovisningDocument]) -> dict[str, str]:
    """The assistants' names by number: what the decision file calls them. Two of one name are told apart by birth."""
    names = {report.assistent: _name(report) for report in reports}
    return {
        number: name if list(names.values()).count(name) == 1 else f"{name} {identifiers.born(number)}"
        for number, name in names.items()
    }


def prepare(
    *,
    reports: Sequence[ReportFile],
    rakning: RakningFile | None,
    decision: Mapping[str, Any] | None,
    day: date | None,
    law: Law,
) -> CheckUnderlag:
    """Put a month together from valid documents and the facts of a decision file (keys of docs/case-format.md).

    What nobody has said is taken to be in order, never a grant: without one, none is made up. `day` is when all of it
    would arrive. Raises CaseError about the decision file, and TooLarge when the reports are no one person's month.
    """
    documents = [report.document for report in reports if report.document is not None]
    names = names_of(documents)
    month = Month.of(documents[0].manad)
    sista_dag = last_reporting_day(law, month)
    arrival = day or sista_dag
    known = _known(decision or {}, month, names)
    form = None if rakning is None else rakning.document
    underlag = replace(
        known,
        assessed_on=max(arrival, month.first),
        anordnare={report.anordnare: _anordnare(report.anordnare) for report in documents} | known.anordnare,
        assistenter={name: _assistent(name, number) for number, name in names.items()} | known.assistenter,
        tidsredovisningar=tuple(_report(report, names[report.assistent], arrival) for report in documents),
        rakning=None if form is None else _rakning(form, arrival),
    )
    refuse_too_long(facts.dump(underlag))
    refuse_too_cut_up(underlag)
    return CheckUnderlag(
        underlag=underlag,
        law=law if form is not None else _without(law, NEEDS_RAKNING),
        sista_dag=sista_dag,
        unchecked=tuple(_unchecked(known, underlag, reports, rakning=form is not None, day=day)),
    )


def _without(law: Law, codes: Collection[str]) -> Law:
    """The same law with some checks off: their facts are missing."""
    other = copy.copy(law)
    off = {kod: replace(known, modes=()) for kod, known in law.observations.items() if kod in codes}
    other.observations = {**law.observations, **off}
    return other


def _name(report: TidredovisningDocument) -> str:
    said: Any = report.uppgifter["assistent"]
    return " ".join(f"{said['fornamn']} {said['efternamn']}".split())


def _known(decision: Mapping[str, Any], month: Month, names: Mapping[str, str]) -> facts.Underlag:
    for key in FROM_DOCUMENTS:
        if key in decision:
            raise CaseError(key, "is said by the documents; leave it out of the decision file")
    said = {key: value for key, value in decision.items() if key not in ABOUT}
    born = {name: identifiers.born(number).isoformat() for number, name in names.items()}
    empty: dict[str, Any] = {"person": {}, "beslut": [], "anordnare": {}, "assistenter": {}}
    whole = empty | said | {"month": str(month), "tidsredovisningar": []}
    assistenter = whole["assistenter"]
    if isinstance(assistenter, Mapping):
        _refuse_numbers(assistenter)
        whole["assistenter"] = {key: _with_birth(node, born.get(key)) for key, node in assistenter.items()}
    return facts.read_underlag(whole)


def _refuse_numbers(assistenter: Mapping[str, Any]) -> None:
    # Their keys stand in error texts, where a personnummer may not.
    if any(sum(map(str.isdigit, key)) >= NUMBER for key in assistenter):
        raise CaseError(
            "assistenter", "name the assistants as in the reports, fornamn and efternamn, not by number"
        )


def _with_birth(node: Any, born: str | None) -> Any:
    return {"fodd": born} | dict(node) if born is not None and isinstance(node, Mapping) else node


def _anordnare(name: str) -> facts.Anordnare:
    slag = "egen_arbetsgivare" if name == EGEN else "foretag"
    return facts.Anordnare(
        id=name,
        slag=slag,
        ivo_tillstand=ALLTID,
        f_skatt=ALLTID,
        arbetsgivare=ALLTID,
        betalningsmottagare=ALLTID,
    )


def _assistent(name: str, number: str) -> facts.Assistent:
    # The longest working time she could have: only what is certainly too much is told.
    return facts.Assistent(id=name, fodd=identifiers.born(number), anmald=facts.ALLA, forlangd_arbetstid=True)


def _report(report: TidredovisningDocument, assistent: str, arrival: date) -> facts.Tidsredovisning:
    return report_facts(
        assistent=assistent,
        anordnare=report.anordnare,
        mottagen=arrival,
        id=report.id,
        kollektivavtal=report.kollektivavtal,
        rader=zip(report.rad_dag, report.rad_fran, report.rad_till, report.rad_slag, strict=True),
        uppgifter=report.uppgifter,
    )


def _rakning(form: RakningDocument, arrival: date) -> facts.Rakning:
    return rakning_facts(
        mottagen=arrival,
        tid=facts.Tid(form.aktiv_min, form.vantetid_min, form.beredskap_min),
        uppgifter=form.uppgifter,
    )


def _unchecked(
    known: facts.Underlag,
    underlag: facts.Underlag,
    reports: Sequence[ReportFile],
    *,
    rakning: bool,
    day: date | None,
) -> list[str]:
    """What could not be tried, and what would make it possible."""
    return [*_of_decision(known, underlag), *_of_documents(known, reports, rakning=rakning, day=day)]


_NO_DECISION = (
    "Det som beror på beslutet (beviljad tid, väntetid, beredskap, dubbelassistans, sjukhus, institution, tillstånd, "
    "belopp och mottagare): inget beslut är angivet. Ange --beslut FIL."
)
_NO_OTHER_MONTHS = (
    "Timmar som andra månader i beviljandeperioden har använt: beslutsfilen har inget under tidigare."
)


def _of_decision(known: facts.Underlag, underlag: facts.Underlag) -> list[str]:
    if not known.beslut:
        return [_NO_DECISION]
    unknown = sorted(set(underlag.assistenter) - set(known.assistenter))
    others = sorted(set(underlag.anordnare) - set(known.anordnare) - {EGEN})
    return [
        *map(_no_assistent, unknown),
        *map(_no_anordnare, others),
        *([] if known.tidigare else [_NO_OTHER_MONTHS]),
    ]


def _no_assistent(name: str) -> str:
    return f"Om uppgifterna om {name} har kommit in, bosättning och närståendeskap: {name} står inte i beslutsfilen under assistenter."


def _no_anordnare(name: str) -> str:
    return f"Tillstånd, F-skatt, arbetsgivare och betalningsmottagare: {name} står inte i beslutsfilen under anordnare."


def _of_documents(
    known: facts.Underlag, reports: Sequence[ReportFile], *, rakning: bool, day: date | None
) -> list[str]:
    found = []
    if rakning:
        found.append("Räkningens underskrift: den prövas när räkningen skickas.")
    else:
        found.append("Räkningen: ingen giltig räkning är angiven. Ange --rakning FIL.")
    if day is None:
        found.append("Om handlingarna kommer in i tid: ingen dag är angiven. Ange --day ÅÅÅÅ-MM-DD.")
    others = () if known.annan_tid else ("assistenternas arbete för andra personer",)
    found.append(f"Det som bara syns hos mottagaren: {listed((*others, 'om ett id redan är använt'))}.")
    unsigned = [report.fil for report in reports if report.document is not None and not report.signed]
    if unsigned:
        found.append(
            f"Underskrifterna i {', '.join(unsigned)}: filen är bara dokumentet. Ange hela SOAP-meddelandet."
        )
    return found
