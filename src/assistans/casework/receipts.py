"""Answers to those who sent documents: receipts of level `kontrollerad`, row by row (interfaces section 5).

Accepted is not paid. A row's answer names the code, lagrum, who must act, how and by when; never another person.
"""

from collections.abc import Iterable
from typing import Any

from assistans.assessment import Iakttagelse, sentence
from assistans.assessment.texter import Malgrupp
from assistans.base.clock import Clock
from assistans.casework.month import Manadsbedomning
from assistans.intake.models import Kvittens

ACCEPTED = {"utfall": "godkand"}
OF_THE_MONTH = {"month", "month or report"}
SET_ASIDE = {"utfall": "asidosatt"}


def answer_documents(*, month: Manadsbedomning, clock: Clock) -> None:
    """Write what the assessment answers to each of the month's documents, where it says something new. Two queries."""
    answers = _answers(month)
    latest = _latest(answers)
    Kvittens.objects.bulk_create(
        Kvittens(handling_id=handling, niva=Kvittens.Niva.KONTROLLERAD, at=clock.now(), innehall=answer)
        for handling, answer in answers.items()
        if handling not in latest or _without_days(latest[handling]) != _without_days(answer)
    )


def _answers(month: Manadsbedomning) -> dict[int, dict[str, Any]]:
    answers = dict.fromkeys(sorted(month.documents.asidosatta), SET_ASIDE)
    for place, rapport in enumerate(month.documents.rapporter):
        answers[rapport.handling_id] = _report_answer(month, place)
    if month.documents.rakning:
        answers[month.documents.rakning.handling_id] = _rakning_answer(month)
    return answers


def _latest(handlingar: Iterable[int]) -> dict[int, dict[str, Any]]:
    rows = Kvittens.objects.filter(handling_id__in=list(handlingar), niva=Kvittens.Niva.KONTROLLERAD)
    newest = rows.order_by("handling_id", "-id").distinct("handling_id")
    return dict(newest.values_list("handling_id", "innehall"))


def _report_answer(month: Manadsbedomning, place: int) -> dict[str, Any]:
    seen = {observation.kod: observation for observation in month.bedomning.iakttagelser}
    rows = len(month.underlag.tidsredovisningar[place].rader)
    held = _held_rows(month, place)
    notes = [
        _note(note, "anordnare")
        for note in seen.values()
        if note.lage == "notera" and place in note.rapporter
    ]
    return {
        "rader": [_row_answer(number, held.get(number, {}), seen) for number in range(rows)],
        "anmarkningar": notes,
    }


def _rakning_answer(month: Manadsbedomning) -> dict[str, Any]:
    """The räkning is answered by what concerns the month as a whole."""
    return {
        "anmarkningar": [
            _note(seen, "person") for seen in month.bedomning.iakttagelser if seen.omfattning in OF_THE_MONTH
        ]
    }


def _held_rows(month: Manadsbedomning, place: int) -> dict[int, dict[str, int]]:
    """Minutes that each code took of each row of a report; a row without a length has 0."""
    held: dict[int, dict[str, int]] = {}
    for stretch in month.bedomning.minuter:
        if stretch.rapport == place and stretch.kod:
            codes = held.setdefault(stretch.rad, {})
            codes[stretch.kod] = codes.get(stretch.kod, 0) + stretch.end - stretch.start
    return held


def _row_answer(number: int, held: dict[str, int], seen: dict[str, Iakttagelse]) -> dict[str, Any]:
    """Rows count from 1, as the sender counts them."""
    if not held:
        return {"rad": number + 1, **ACCEPTED}
    codes = [{"minuter": minutes, **_note(seen[kod], "anordnare")} for kod, minutes in sorted(held.items())]
    waits = any(seen[kod].lage == "vanta" for kod in held)
    return {"rad": number + 1, "utfall": "vantar" if waits else "stoppad", "koder": codes}


def _without_days(answer: Any) -> Any:
    """An answer but for its days: the first day that was given stands."""
    if isinstance(answer, dict):
        return {key: _without_days(value) for key, value in answer.items() if key != "dag"}
    return [_without_days(value) for value in answer] if isinstance(answer, list) else answer


def _note(seen: Iakttagelse, reader: Malgrupp) -> dict[str, Any]:
    return {
        "kod": seen.kod,
        "text": sentence(seen.kod, reader),
        "lage": seen.lage,
        "lagrum": seen.lagrum,
        "vem": seen.vem,
        "atgard": seen.atgard,
        "dag": seen.dag.isoformat() if seen.dag else None,
    }
