"""A month in a few plain sentences: what waits and why, what is needed, what is paid and when."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assistans.assessment.bedomning import Bedomning
from assistans.assessment.texter import because
from assistans.assessment.words import listed
from assistans.casework.akt import Manadsakt
from assistans.casework.month import Manadsbedomning
from assistans.desks.components.words import day, duration, kronor
from assistans.desks.components.words import month as month_words
from assistans.desks.handlaggare.held import HeldTime, held_by_code, named, whose
from assistans.desks.handlaggare.steps import Step

MOST: Final = 3


def summary(akt: Manadsakt, steps: Sequence[Step]) -> list[str]:
    """The sentences that lead the month's page, the most important first."""
    if akt.month is None:
        return [f"Månaden kan inte bedömas ännu. {akt.reason}"]
    return [
        *_time(akt.month.bedomning),
        *_reasons(akt, akt.month),
        *_money(akt, akt.month.bedomning),
        *_next(akt.month, steps),
    ]


def _time(bedomning: Bedomning) -> Iterator[str]:
    whole = bedomning.redovisad.minuter
    waits, stopped = bedomning.vantar.minuter, bedomning.stoppad.minuter
    if not whole:
        yield f"Ingen tid som kan räknas är redovisad för {month_words(bedomning.month)}."
    elif waits or stopped:
        told = [f"{duration(waits)} väntar"] if waits else []
        told += [f"{duration(stopped)} ersätts inte"] if stopped else []
        told += [f"{duration(left)} är godkända"] if (left := bedomning.godkand.minuter) else []
        yield f"Redovisat är {duration(whole)}: {listed(told)}."
    else:
        yield f"All redovisad tid, {duration(whole)}, är godkänd."


def _reasons(akt: Manadsakt, month: Manadsbedomning) -> Iterator[str]:
    """Why, by code: what takes most time first."""
    held = held_by_code(underlag=month.underlag, bedomning=month.bedomning, names=akt.names)
    by_fate = {each.kod: each.ode for each in month.bedomning.minuter if each.kod}
    scopes = {seen.kod: seen.omfattning for seen in month.bedomning.iakttagelser}
    codes = sorted(held, key=lambda kod: (-sum(one.minuter for one in held[kod]), kod))
    told = [_reason(kod, held[kod], by_fate[kod], whole_month=scopes.get(kod) == "month") for kod in codes]
    yield from told[:MOST]
    if len(told) > MOST:
        yield f"Det finns {len(told) - MOST} skäl till; de står under Vad ska göras nu."


def _reason(kod: str, held: list[HeldTime], ode: str, *, whole_month: bool) -> str:
    minutes = sum(one.minuter for one in held)
    what = duration(minutes) if minutes else "En rad"
    who = "" if whole_month else f" ({whose(held)})"
    verb = "väntar" if ode == "vantar" else "ersätts inte"
    return f"{what}{who} {verb} eftersom {because(kod)}."


def _money(akt: Manadsakt, bedomning: Bedomning) -> Iterator[str]:
    beslut = akt.vy.gallande
    if beslut is None:
        yield from _forecast(bedomning, akt.names)
        return
    who = "maskinellt" if beslut.beslutad_av.startswith("maskin:") else "av en handläggare"
    yield f"Månaden beslutades {who} den {day(beslut.beslutad_at.date())}: {kronor(beslut.belopp_ore)}."
    if akt.vy.vantar_pa_attest:
        yield "Beslutet väntar på attest, och ingenting betalas förrän någon annan har attesterat det."
    for row in akt.vy.betalas if not akt.vy.vantar_pa_attest else ():
        payee = row.anordnare.namn if row.anordnare else "personen"
        verb = "betalas" if row.dag >= akt.today else "förföll till betalning"
        yield f"{kronor(row.belopp_ore)} {verb} den {day(row.dag)} till {payee}."


def _forecast(bedomning: Bedomning, names: Mapping[str, str]) -> Iterator[str]:
    if not bedomning.utbetalningar:
        yield "Inget är beslutat, och som det är nu betalas ingenting."
        return
    parts = [
        f"{kronor(int(row.belopp))} till {_payee(row.mottagare, names)} den {day(row.dag)}"
        for row in bedomning.utbetalningar
    ]
    yield f"Inget är beslutat ännu. Beslutas månaden som den är betalas {listed(parts)}."


def _payee(mottagare: str, names: Mapping[str, str]) -> str:
    return "personen" if mottagare == "person" else named(names, mottagare)


def _next(month: Manadsbedomning, steps: Sequence[Step]) -> Iterator[str]:
    """What to do first; where nothing is for the handläggare to do, what the month waits for."""
    first = next((step for step in steps if _first_act(step)), None)
    if first is not None:
        by = f", senast den {day(first.dag)}" if first.dag else ""
        yield f"Nästa steg: {_small(_first_act(first))} – {_small(first.heading)}{by}."
    elif steps:
        until = f" till och med den {day(steps[0].dag)}" if steps[0].dag else ""
        yield f"Just nu: {_small(steps[0].heading)}{until}."
    else:
        yield "Ingenting behöver göras nu." + ("" if month.is_over else " Månaden är inte slut än.")


def _first_act(step: Step) -> str:
    return next((act.label for act in step.acts if act.primary), "")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
