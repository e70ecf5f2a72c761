"""What the page of a checked file shows: what would be refused, what was seen row by row, and whether it can be handed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistans.assessment import Iakttagelse, remedy, sentence
from assistans.assessment.words import row_text
from assistans.desks.anordnare.answers import KINDS
from assistans.desks.anordnare.refusals import refusal_text
from assistans.facts import Rad
from assistans.intake.precheck.answers import CheckAnswer, FileAnswer
from assistans.law.lagrum import references
from assistans.timeline.months import Month

OF_ROWS = frozenset({"row", "minutes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One reason that the file would not be received: in plain words, and as the door says it."""

    kod: str
    text: str
    tekniskt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something seen: where (a row, or empty for the whole), what and what to do."""

    kod: str
    kind: str
    var: str
    text: str
    gor: str
    lagrum: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """All that the page of a checked file shows. `kan_lamnas_in`: it is whole, signed, readable and the anordnare's own."""

    fil: str
    assistent: str | None
    manad: Month | None
    sista_dag: date | None
    rader: int
    avslag: tuple[Refused, ...]
    anmarkningar: tuple[Note, ...]
    ej_provat: tuple[str, ...]
    signerad: bool
    egen: bool

    @property
    def kan_lamnas_in(self) -> bool:
        """Whether the file can be handed in."""
        return self.signerad and self.egen and not self.avslag


def check_page(checked: CheckAnswer, *, signerad: bool, anordnare: str) -> CheckPage:
    """Make the page of one checked file. `anordnare` is the organisationsnummer that the reader acts for."""
    answer = checked.files[0]
    return CheckPage(
        fil=answer.fil,
        assistent=answer.assistent,
        manad=checked.month,
        sista_dag=checked.sista_dag,
        rader=len(answer.rader),
        avslag=tuple(
            Refused(kod=each.code, text=refusal_text(each.code), tekniskt=each.message)
            for each in answer.refusals
        ),
        anmarkningar=(*_of_rows(checked, answer), *_of_whole(checked)),
        ej_provat=checked.unchecked,
        signerad=signerad,
        egen=answer.anordnare in {None, anordnare},
    )


def _of_rows(checked: CheckAnswer, answer: FileAnswer) -> Iterator[Note]:
    seen = {each.kod: each for each in checked.iakttagelser if each.omfattning in OF_ROWS}
    for row in answer.rader:
        where = f"Rad {row.rad}, {row_text(Rad.parse(row.text), checked.month)}"
        for kod in sorted(row.koder):
            if kod in seen:
                yield _note(seen[kod], where)


def _of_whole(checked: CheckAnswer) -> Iterator[Note]:
    for each in checked.iakttagelser:
        if each.omfattning not in OF_ROWS:
            yield _note(each, "")


def _note(seen: Iakttagelse, where: str) -> Note:
    return Note(
        kod=seen.kod,
        kind=KINDS.get(seen.lage, "info"),
        var=where,
        text=sentence(seen.kod, "anordnare"),
        gor=remedy(seen.kod, "anordnare"),
        lagrum=references(seen.lagrum),
    )
