"""The räkning on its way to be signed: what is explained first, what is asked, and the form that the answers make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from assistans.assessment.words import day_text, hours_text, listed, sentence_case
from assistans.casework.own_month import EGEN, OwnManad
from assistans.desks.person.month import Note
from assistans.desks.web.rakning_text import SLAG
from assistans.facts import Tid
from assistans.intake.models import Rakning
from assistans.intake.rakning.document import KOSTNADSSLAG
from assistans.intake.rakning.writing import Form, Forskott, Kostnader, NamedPerson, Stallforetradare
from assistans.timeline.clock_changes import clock_change_in
from assistans.timeline.months import Month

STEG: Final = ("Tiden", "Frågorna", "Granska och skriv under")
ABOUT_RAKNING: Final = frozenset({"RAKNING_SAKNAS", "RAKNING_SKILJER_SIG"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A difference that she should know of before she signs: what it is, and what it means."""

    rubrik: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPoints:
    """Which of the form's points 6, 9 and 10 concern her month."""

    om_kvar: bool
    om_kostnader: bool
    forskott: bool


def kinds_of(seen: OwnManad) -> tuple[str, ...]:
    """The kinds of time that the month can have: active always, others when granted, reported or declared before."""
    month = seen.month
    reported = month.bedomning.redovisad if month else Tid()
    grants = month.underlag.beslut if month else ()
    declared = [(row.vantetid_min, row.beredskap_min) for row in seen.rakningar]
    has = {
        "aktiv": True,
        "vantetid": bool(reported.vantetid or any(g.vantetid for g in grants) or any(d[0] for d in declared)),
        "beredskap": bool(
            reported.beredskap or any(g.beredskap for g in grants) or any(d[1] for d in declared)
        ),
    }
    return tuple(slag for slag in SLAG if has[slag])


def questions_of(seen: OwnManad) -> AskedPoints:
    """Which questions are asked: money left of those who buy and are paid themselves, costs, what is left of an advance."""
    if seen.month is None:
        return AskedPoints(om_kvar=True, om_kostnader=False, forskott=False)
    underlag = seen.month.underlag
    period, utbetalning = seen.manad.period, underlag.person.utbetalning
    buys = [one for one in underlag.anordnare.values() if one.slag != "egen_arbetsgivare"]
    paid_herself = [one for one in buys if not any(p.overlaps(period) for p in one.betalningsmottagare)]
    grants = [one for one in underlag.beslut if one.beviljandeperiod.overlaps(period)]
    ends = any(one.beviljandeperiod.last == seen.manad.last for one in grants)
    costly = any(one.timbelopp.hogre or one.timbelopp_utanfor_ees for one in grants)
    own = EGEN in underlag.anordnare
    return AskedPoints(
        om_kvar=bool(paid_herself) and utbetalning != "forskott",
        om_kostnader=costly or (own and (utbetalning != "forskott" or ends)),
        forskott=utbetalning == "forskott" and ends,
    )


def differences(seen: OwnManad, notes: Sequence[Note]) -> list[Difference]:
    """What she should know before she confirms the time: what is missing, not counted, changed since, and the clock."""
    return [*_missing(seen), *_held(notes), *_earlier(seen), *_clock(seen.manad)]


def _missing(seen: OwnManad) -> Iterator[Difference]:
    if seen.ej_bedombar or (seen.arende and seen.month is None):
        yield Difference(
            rubrik="Rapporternas tid kan inte visas",
            text="Uppgifter i våra register måste kompletteras. Skriv den tid som verkligen utfördes.",
        )
    elif seen.month is None or not seen.month.underlag.tidsredovisningar:
        yield Difference(
            rubrik="Inga rapporter har kommit in",
            text="Vänta gärna tills assistenterna har rapporterat. Räkningen måste stämma med rapporterna för att månaden ska kunna betalas.",
        )
    if seen.saknas:
        who = listed([one.assistent for one in seen.saknas])
        yield Difference(
            rubrik="En rapport kan saknas" if len(seen.saknas) == 1 else "Rapporter kan saknas",
            text=f"{who} har inte rapporterat för månaden. Har de arbetat, vänta på rapporten: då stämmer räkningen från början. Har de inte arbetat behöver du inte göra något.",
        )


def _held(notes: Sequence[Note]) -> Iterator[Difference]:
    for note in notes:
        if note.kod in ABOUT_RAKNING or note.kind == "info":
            continue
        time = f"{sentence_case(hours_text(note.minuter))} " if note.minuter else "En del "
        what = "väntar" if note.kind == "vantar" else "ersätts inte"
        yield Difference(
            rubrik=f"{time}{what}",
            text=f"{note.text} {note.gor} Tiden ska ändå stå i räkningen om den har utförts.",
        )


def _earlier(seen: OwnManad) -> Iterator[Difference]:
    if not seen.rakningar:
        return
    last = seen.rakningar[0]
    said = tid_of(last)
    now = seen.month.bedomning.redovisad if seen.month else Tid()
    changed = [
        f"{SLAG[slag].lower()} {hours_text(getattr(said, slag))} mot {hours_text(getattr(now, slag))} i rapporterna"
        for slag in SLAG
        if getattr(said, slag) != getattr(now, slag)
    ]
    text = (
        "Du har redan skrivit under en räkning för månaden. Skriver du under igen ersätter den nya den gamla."
    )
    if changed:
        text += f" Din förra räkning har {listed(changed)}."
    yield Difference(rubrik="Räkningen ersätter en tidigare", text=text)


def _clock(manad: Month) -> Iterator[Difference]:
    change = clock_change_in(manad.year, manad.month)
    if change is None:
        return
    day, direction = change
    how = (
        "ställdes fram, så natten var en timme kortare"
        if direction == "spring"
        else "ställdes tillbaka, så natten var en timme längre"
    )
    yield Difference(
        rubrik="Klockan ställdes om",
        text=f"Natten till den {day_text(manad.first.replace(day=day))} {how}. Tiden här är den som verkligen arbetades.",
    )


def tid_of(row: Rakning) -> Tid:
    """The time that a received räkning declares."""
    return Tid(row.aktiv_min, row.vantetid_min, row.beredskap_min)


def differs(said: Tid, seen: OwnManad) -> list[str]:
    """In which kinds what she says differs from what is reported, in words; nothing when all agree or nothing is known."""
    if seen.month is None:
        return []
    reported = seen.month.bedomning.redovisad
    return [
        f"{SLAG[slag]}: du skriver {hours_text(getattr(said, slag))}, rapporterna har {hours_text(getattr(reported, slag))}."
        for slag in SLAG
        if getattr(said, slag) != getattr(reported, slag)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: by name, and as a representative where it is not the person herself."""

    namn: str
    som: Stallforetradare | None


def form_of(*, seen: OwnManad, identifier: UUID, tid: Tid, answers: Mapping[str, Any], by: Signer) -> Form:
    """The whole form as it is to be written, signed today."""
    person = seen.person
    fallback = by.namn.split() or ["Namn"]
    return Form(
        id=identifier,
        manad=seen.manad.first,
        person=NamedPerson(
            nummer=person.personnummer,
            fornamn=person.fornamn or fallback[0],
            efternamn=person.efternamn or fallback[-1],
        ),
        tid=tid,
        undertecknad=seen.today,
        namn=by.namn[:80],
        telefon=answers["telefon"],
        verksamheter=tuple(answers.get("verksamheter", ())) if answers["verksamhet"] == "ja" else (),
        sjukhus=tuple(_stays(answers)) if answers["sjukhus"] == "ja" else (),
        vistelse_utanfor_ees=answers["ees"] == "ja",
        kvar_ore=_left_over(answers),
        stallforetradare=by.som,
        kostnader=_costs(answers),
        forskott=_advance(answers, seen),
    )


def _stays(answers: Mapping[str, Any]) -> Iterator[tuple[datetime, datetime]]:
    for number in ("1", "2"):
        if f"sjukhus{number}_fran_dag" in answers:
            yield _moment(answers, f"sjukhus{number}_fran"), _moment(answers, f"sjukhus{number}_till")


def _moment(answers: Mapping[str, Any], name: str) -> datetime:
    return datetime.fromisoformat(f"{answers[f'{name}_dag']}T{answers[f'{name}_tid']}")


def _left_over(answers: Mapping[str, Any]) -> int | None:
    if "forra" not in answers:
        return None
    return int(answers["kvar"]) if answers["forra"] == "kvar" else 0


def _costs(answers: Mapping[str, Any]) -> Kostnader | None:
    if "kostnad_timmar" not in answers:
        return None
    return Kostnader(
        ore={slag: int(answers.get(f"kostnad_{slag}", 0)) for slag in KOSTNADSSLAG},
        minuter=answers["kostnad_timmar"] * 60 + answers["kostnad_minuter"],
    )


def _advance(answers: Mapping[str, Any], seen: OwnManad) -> Forskott | None:
    if "forskott_kvar" not in answers or seen.month is None:
        return None
    grants = [
        one.beviljandeperiod
        for one in seen.month.underlag.beslut
        if one.beviljandeperiod.last == seen.manad.last
    ]
    return Forskott(
        forsta=grants[-1].start,
        sista=seen.manad.last,
        kvar_ore=int(answers["forskott_kvar"]),
        aterbetalning=answers.get("aterbetalning", "") if answers["forskott_kvar"] else "",
    )
