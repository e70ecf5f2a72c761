"""What an anordnare's start shows: reports in and missing by person, what to mend first, and money. Asks no database."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from assistans.assessment.words import day_text
from assistans.casework.anordnares_reports import NOT_YET, AnordnareManad, ReportState
from assistans.desks.anordnare.answers import Action, Lage, actions, state_of
from assistans.law import Law, last_reporting_day
from assistans.payments.expected import ExpectedMoney
from assistans.payments.paydays import coming
from assistans.timeline.months import Month

MISSING = Lage(text="Saknas", kind="vantar")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One assistant's report for a person: `tx_id` None while it is missing."""

    assistent: str
    lage: Lage
    tx_id: UUID | None = None
    mottagen: datetime | None = None
    version: int = 1
    rader: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGroup:
    """One person's reports."""

    namn: str
    rader: tuple[ReportRow, ...]

    @property
    def saknas(self) -> int:
        """How many are missing."""
        return sum(rad.tx_id is None for rad in self.rader)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMend:
    """One thing to mend: in whose report, for whom; `fraga` is what a handläggare has written, where she has."""

    person: str
    assistent: str
    text: str
    gor: str
    dag: date | None
    tx_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRow:
    """Money on one pay day for one month: öre in all, of how many persons."""

    dag: date
    manad: date
    belopp_ore: int
    antal: int
    beslutat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """All that the start shows for one month."""

    manad: Month
    sista_dag: date
    dagar_kvar: int
    inne: int
    saknas: int
    tid_kvar: str
    personer: tuple[PersonGroup, ...]
    att_gora: tuple[ToMend, ...]
    pengar: tuple[MoneyRow, ...]

    @property
    def asks(self) -> bool:
        """Whether the month asks something of the anordnare: a report that is missing or to be mended."""
        return bool(self.saknas or self.att_gora)


def start_page(seen: AnordnareManad, *, law: Law, vantat: Sequence[ExpectedMoney]) -> StartPage:
    """Make the start of a month."""
    last = last_reporting_day(law, seen.manad)
    groups = tuple(_groups(seen))
    return StartPage(
        manad=seen.manad,
        sista_dag=last,
        dagar_kvar=(last - seen.today).days,
        inne=len(seen.rapporter),
        saknas=sum(group.saknas for group in groups),
        tid_kvar=time_left(last, seen.today),
        personer=groups,
        att_gora=tuple(_to_do(seen)),
        pengar=tuple(money(vantat, law=law, today=seen.today)),
    )


def time_left(last: date, today: date) -> str:
    """How long there is to the last reporting day."""
    left = (last - today).days
    if left < 0:
        return f"Sista dagen var den {day_text(last)}. Skicka det som saknas så snart det går."
    if left == 0:
        return "Sista dagen är i dag."
    return f"{left} {'dag' if left == 1 else 'dagar'} kvar till den {day_text(last)}."


def _groups(seen: AnordnareManad) -> Iterator[PersonGroup]:
    """Persons by name; within each the missing first, then by name."""
    rows: dict[str, list[ReportRow]] = defaultdict(list)
    for rapport in seen.rapporter:
        rows[rapport.person].append(_received(rapport, seen))
    came = {(rapport.person, rapport.assistent) for rapport in seen.rapporter}
    for each in seen.vantade:
        if (each.person, each.assistent) not in came:
            name = seen.assistenter.get(each.assistent, NOT_YET)
            rows[each.person].append(ReportRow(assistent=name, lage=MISSING))
    groups = [
        PersonGroup(
            namn=seen.personer.get(person, NOT_YET),
            rader=tuple(sorted(found, key=lambda rad: (rad.tx_id is not None, rad.assistent))),
        )
        for person, found in rows.items()
    ]
    yield from sorted(groups, key=lambda group: (not group.saknas, group.namn))


def _received(rapport: ReportState, seen: AnordnareManad) -> ReportRow:
    return ReportRow(
        assistent=seen.assistenter.get(rapport.assistent, NOT_YET),
        lage=state_of(rapport.svar),
        tx_id=rapport.tx_id,
        mottagen=rapport.mottagen,
        version=rapport.version,
        rader=rapport.rader,
    )


def _to_do(seen: AnordnareManad) -> Iterator[ToMend]:
    """What was asked, then what was seen in reports, the most urgent first."""
    for asked in seen.kompletteringar:
        number = asked.assistent.idnummer if asked.assistent else ""
        person = asked.arende.person.personnummer
        yield ToMend(
            person=seen.personer.get(person, NOT_YET),
            assistent=seen.assistenter.get(number, NOT_YET),
            text="En handläggare ber om en komplettering",
            gor=asked.text,
            dag=asked.sista_dag,
            tx_id=_tx_of(seen, person, number),
        )
    mend = [
        (rapport, one)
        for rapport in seen.rapporter
        for one in actions(rapport.svar)
        if one.min and one.kind != "info"
    ]
    for rapport, one in sorted(mend, key=lambda pair: (pair[1].dag or date.max, pair[1].kod)):
        yield _mend(seen, rapport, one)


def _mend(seen: AnordnareManad, rapport: ReportState, one: Action) -> ToMend:
    return ToMend(
        person=seen.personer.get(rapport.person, NOT_YET),
        assistent=seen.assistenter.get(rapport.assistent, NOT_YET),
        text=one.text,
        gor=one.gor,
        dag=one.dag,
        tx_id=rapport.tx_id,
    )


def _tx_of(seen: AnordnareManad, person: str, assistent: str) -> UUID | None:
    found = [row.tx_id for row in seen.rapporter if (row.person, row.assistent) == (person, assistent)]
    return found[-1] if found else None


def money(vantat: Sequence[ExpectedMoney], *, law: Law, today: date) -> list[MoneyRow]:
    """Expected money by pay day, month and whether it is decided. What should have been paid goes to the next pay day."""
    sums: dict[tuple[date, date, bool], list[int]] = defaultdict(list)
    for one in vantat:
        dag = one.dag if one.dag >= today else coming(law=law, first=today, number=1)[0]
        sums[dag, one.manad, one.beslutat].append(one.belopp_ore)
    return [
        MoneyRow(dag=dag, manad=manad, belopp_ore=sum(found), antal=len(found), beslutat=beslutat)
        for (dag, manad, beslutat), found in sorted(sums.items())
    ]
