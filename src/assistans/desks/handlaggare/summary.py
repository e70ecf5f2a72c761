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
from assistans.desks.handlaggare.steps.step import Step

MOST: Final = 3


def summary(akt: Manadsakt, steps: Sequence[Step]) -> list[str]:
    """The sentences that lead the month's page, the most important first."""
    if akt.month is None:
        return [f"Månaden kan inte bedömas ännu. {akt.reason}"]
    return [
        *_time(akt, akt.month),
        *_money(akt, akt.month.bedomning),
        *_next(akt.month, steps),
    ]


def _time(akt: Manadsakt, month: Manadsbedomning) -> Iterator[str]:
    """What has been reported, what became of it and why: what takes most time first."""
    bedomning = month.bedomning
    held = held_by_code(underlag=month.underlag, bedomning=bedomning, names=akt.names)
    whole, waits, stopped = (
        tid.minuter for tid in (bedomning.redovisad, bedomning.vantar, bedomning.stoppad)
    )
    if not held:
        yield _nothing_held(bedomning)
    elif whole and whole in {waits, stopped} and len(held) == 1:
        verb = "väntar" if waits else "ersätts inte"
        yield f"All redovisad tid, {duration(whole)}, {verb} eftersom {because(*held)}."
    else:
        yield _shares(whole, waits, stopped, bedomning.godkand.minuter)
        yield from _reasons(month, held)


def _nothing_held(bedomning: Bedomning) -> str:
    whole = bedomning.redovisad.minuter
    if not whole:
        return f"Ingen tid är redovisad för {month_words(bedomning.month)}."
    return f"All redovisad tid, {duration(whole)}, är godkänd."


def _shares(whole: int, waits: int, stopped: int, approved: int) -> str:
    shares = ((waits, "väntar"), (stopped, "ersätts inte"), (approved, "är godkända"))
    told = [f"{duration(minutes)} {verb}" for minutes, verb in shares if minutes]
    return (
        f"Av {duration(whole)} redovisad tid: {listed(told)}."
        if told
        else "Redovisade rader kan inte räknas."
    )


def _reasons(month: Manadsbedomning, held: Mapping[str, list[HeldTime]]) -> Iterator[str]:
    by_fate = {each.kod: each.ode for each in month.bedomning.minuter if each.kod}
    scopes = {seen.kod: seen.omfattning for seen in month.bedomning.iakttagelser}
    codes = sorted(held, key=lambda kod: (by_fate[kod] != "vantar", -_minutes(held[kod]), kod))
    for kod in codes[:MOST]:
        yield _reason(kod, held[kod], by_fate[kod], whole_month=scopes.get(kod) == "month")
    if len(codes) > MOST:
        yield f"Ytterligare {len(codes) - MOST} skäl står längre ned."


def _reason(kod: str, held: list[HeldTime], ode: str, *, whole_month: bool) -> str:
    minutes = _minutes(held)
    what = duration(minutes) if minutes else "En rad"
    who = "" if whole_month else f" ({whose(held)})"
    verb = "väntar" if ode == "vantar" else "ersätts inte"
    return f"{what}{who} {verb} eftersom {because(kod)}."


def _minutes(held: list[HeldTime]) -> int:
    return sum(one.minuter for one in held)


def _money(akt: Manadsakt, bedomning: Bedomning) -> Iterator[str]:
    beslut = akt.vy.gallande
    if beslut is None:
        yield from _forecast(bedomning, akt.names)
        yield from _supposed(akt)
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


def _supposed(akt: Manadsakt) -> Iterator[str]:
    if akt.if_approved is not None and akt.if_approved.utbetalningar:
        yield f"Godkänns det som väntar betalas {kronor(int(akt.if_approved.belopp))}."


def _payee(mottagare: str, names: Mapping[str, str]) -> str:
    return "personen" if mottagare == "person" else named(names, mottagare)


def _next(month: Manadsbedomning, steps: Sequence[Step]) -> Iterator[str]:
    """What to do first; where nothing is for the handläggare to do, what the month waits for."""
    first = next((step for step in steps if step.first_label), None)
    awaited = next((step for step in steps if step.awaits), None)
    if first is not None:
        by = f", senast den {day(first.dag)}" if first.dag else ""
        yield f"Nästa steg: {_small(first.first_label)} – {_small(first.heading)}{by}."
    elif awaited is not None:
        until = f" till och med den {day(awaited.dag)}" if awaited.dag else ""
        yield f"Just nu: {_small(awaited.heading)}{until}."
    elif not steps:
        yield "Ingenting behöver göras nu." + ("" if month.is_over else " Månaden är inte slut än.")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
