"""What a check found: row by row, for the month, what the door would refuse, and what could not be tried."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from assistans.assessment import (
    Bedomning,
    Iakttagelse,
    Malgrupp,
    Radutfall,
    assess,
    assess_documents,
    row_fates,
    sentence,
)
from assistans.intake.elt.document import TidredovisningDocument
from assistans.intake.precheck.reading import (
    Fault,
    RakningFile,
    ReportFile,
    read_rakning,
    read_report,
    refuse_differing,
)
from assistans.intake.precheck.underlag import CheckUnderlag, names_of, prepare
from assistans.law import Law
from assistans.timeline.months import Month

OF_THE_LAW = frozenset({"PARAMETER_EJ_VERIFIERAD"})
"""What is no matter for who sends: it speaks of the law tree."""

ACTS = frozenset({"anordnare", "person"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RadAnswer:
    """One row as written, and the codes that it got with raw minutes (0 for a row without a computable length)."""

    rad: int
    text: str
    koder: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAnswer:
    """One file: whose report it is (None when nobody can read it), what would be refused, and each row."""

    fil: str
    assistent: str | None
    anordnare: str | None
    refusals: tuple[Fault, ...]
    rader: tuple[RadAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer:
    """A whole check. `iakttagelser` are by code; `sista_dag` None when no report could be read."""

    month: Month | None
    sista_dag: date | None
    lag: str
    files: tuple[FileAnswer, ...]
    iakttagelser: tuple[Iakttagelse, ...]
    unchecked: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing would be refused, stopped or wait, and neither anordnare nor person has anything to do."""
        return not any(answer.refusals for answer in self.files) and not any(map(_bites, self.iakttagelser))


def check(
    *,
    reports: Mapping[str, bytes],
    law: Law,
    now: datetime,
    rakning: tuple[str, bytes] | None = None,
    decision: Mapping[str, Any] | None = None,
    day: date | None = None,
    roots: tuple[bytes, ...] | None = None,
) -> CheckAnswer:
    """Say of files, by name, what can be known before they are sent: by the doors' reading and the assessment itself.

    `now` is when signatures would arrive, `day` when all documents would. Raises DifferingFiles, CaseError about the
    decision file, and what `assess` raises.
    """
    read = [read_report(fil=fil, content=content, now=now, roots=roots) for fil, content in reports.items()]
    form = None if rakning is None else read_rakning(fil=rakning[0], content=rakning[1])
    refuse_differing(read, form)
    if all(each.document is None for each in read):
        return _unreadable(read, form, law)
    prepared = prepare(reports=read, rakning=form, decision=decision, day=day, law=law)
    judge = assess if prepared.underlag.beslut else assess_documents
    return _answered(read, form, prepared, judge(prepared.underlag, prepared.law), roots=roots)


def _bites(seen: Iakttagelse) -> bool:
    return seen.lage in {"vanta", "stopp"} or seen.vem in ACTS


def _unreadable(read: Sequence[ReportFile], form: RakningFile | None, law: Law) -> CheckAnswer:
    files = (*(_file(each, {}, []) for each in read), *_form(form))
    unchecked = ("Raderna: ingen av tidsredovisningarna går att läsa.",)
    return CheckAnswer(
        month=None, sista_dag=None, lag=law.version, files=files, iakttagelser=(), unchecked=unchecked
    )


def _answered(
    read: Sequence[ReportFile],
    form: RakningFile | None,
    prepared: CheckUnderlag,
    outcome: Bedomning,
    *,
    roots: tuple[bytes, ...] | None,
) -> CheckAnswer:
    documents = [each.document for each in read if each.document is not None]
    fates = {place: [] for place in range(len(documents))}
    for fate in row_fates(outcome):
        fates[fate.rapport].append(fate)
    by_id = {id(document): fates[place] for place, document in enumerate(documents)}
    names = names_of(documents)
    issuers = () if roots is not None or not any(each.signed for each in read) else (_ISSUERS,)
    return CheckAnswer(
        month=outcome.month,
        sista_dag=prepared.sista_dag,
        lag=outcome.lag,
        files=(*(_file(each, names, by_id.get(id(each.document), [])) for each in read), *_form(form)),
        iakttagelser=tuple(seen for seen in outcome.iakttagelser if seen.kod not in OF_THE_LAW),
        unchecked=(*prepared.unchecked, *issuers),
    )


_ISSUERS = "Vem som har utfärdat underskrifternas certifikat: inga rötter är angivna. Ange --trust MAPP."


def _file(read: ReportFile, names: Mapping[str, str], fates: list[Radutfall]) -> FileAnswer:
    document = read.document
    return FileAnswer(
        fil=read.fil,
        assistent=None if document is None else names[document.assistent],
        anordnare=None if document is None else document.anordnare,
        refusals=read.refusals,
        rader=() if document is None else tuple(_rows(document, fates)),
    )


def _form(form: RakningFile | None) -> tuple[FileAnswer, ...]:
    if form is None:
        return ()
    return (FileAnswer(fil=form.fil, assistent=None, anordnare=None, refusals=form.refusals, rader=()),)


def _rows(document: TidredovisningDocument, fates: list[Radutfall]) -> Iterator[RadAnswer]:
    by_row = {fate.rad: {**fate.vantar, **fate.stoppad} for fate in fates}
    written = zip(document.rad_dag, document.rad_fran, document.rad_till, document.rad_slag, strict=True)
    for place, (dag, fran, till, slag) in enumerate(written):
        yield RadAnswer(rad=place + 1, text=f"{dag:02d} {fran}-{till} {slag}", koder=by_row.get(place, {}))


def to_data(checked: CheckAnswer, *, malgrupp: Malgrupp = "anordnare") -> dict[str, Any]:
    """A check as JSON data: times in minutes, days ISO. Holds names as the reports give them, never a personnummer."""
    return {
        "utan_anmarkning": checked.clean,
        "month": None if checked.month is None else str(checked.month),
        "sista_dag": None if checked.sista_dag is None else checked.sista_dag.isoformat(),
        "lag": checked.lag,
        "filer": [_file_data(answer) for answer in checked.files],
        "iakttagelser": [_seen_data(seen, malgrupp) for seen in checked.iakttagelser],
        "ej_provat": list(checked.unchecked),
    }


def _file_data(answer: FileAnswer) -> dict[str, Any]:
    return {
        "fil": answer.fil,
        "assistent": answer.assistent,
        "anordnare": answer.anordnare,
        "avvisas": [{"fault": r.fault, "kod": r.code, "text": r.message} for r in answer.refusals],
        "rader": [{"rad": row.rad, "text": row.text, "koder": dict(row.koder)} for row in answer.rader],
    }


def _seen_data(seen: Iakttagelse, malgrupp: Malgrupp) -> dict[str, Any]:
    return {
        "kod": seen.kod,
        "lage": seen.lage,
        "omfattning": seen.omfattning,
        "minuter": seen.minuter,
        "text": sentence(seen.kod, malgrupp),
        "vem": seen.vem,
        "atgard": seen.atgard,
        "lagrum": seen.lagrum,
        "regler": list(seen.regler),
    }
