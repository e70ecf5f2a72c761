"""A Bedomning as plain data and as readable rows."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from assistans.assessment.bedomning import (
    Arbetstid,
    Bedomning,
    Iakttagelse,
    Kommundel,
    Minuter,
    Radutfall,
    Sparrad,
    Utbetalning,
)
from assistans.assessment.texter import trace_text
from assistans.assessment.words import UNITS, day_text, kronor_text, month_text, say, sentence_case, show
from assistans.facts import Tid
from assistans.timeline.quantities import duration_text, minutes_text


def to_data(bedomning: Bedomning) -> dict[str, Any]:
    """Give exactly the keys of `expect` with `rader`, and further keys for fates and details, as JSON data.

    Durations are `H:MM`, money kronor with two decimals, converted time an exact fraction of minutes.
    """
    data: dict[str, Any] = {
        "redovisad": _tid(bedomning.redovisad),
        "godkand": _tid(bedomning.godkand),
        "assistanstid_min": minutes_text(bedomning.enheter),
        "belopp": bedomning.belopp.kronor(),
        "utbetalningar": [_payment(payment) for payment in bedomning.utbetalningar],
        "vantar": _tid(bedomning.vantar) | {"assistanstid_min": minutes_text(bedomning.enheter_vantar)},
        "stoppad": _tid(bedomning.stoppad),
        "per_kod": {kod: duration_text(minutes) for kod, minutes in bedomning.per_kod.items()},
        "kommun": _kommun(bedomning),
        "utfall": bedomning.utfall,
        "iakttagelser": [seen.kod for seen in bedomning.iakttagelser],
    }
    if bedomning.anvant_belopp is not None:
        data["anvant_belopp"] = bedomning.anvant_belopp.kronor()
    return data | {
        "month": str(bedomning.month),
        "assessed_on": bedomning.assessed_on.isoformat(),
        "lag": bedomning.lag,
        "dubbel_min": str(bedomning.dubbel_minuter),
        "utbetalningsdelar": [_parts(payment) for payment in bedomning.utbetalningar],
        "kommunveckor": [_weeks(part) for part in bedomning.kommun],
        "iakttagelsedetaljer": [observation_data(seen) for seen in bedomning.iakttagelser],
        "arbetstid": [_working_time(found) for found in bedomning.arbetstid],
        "radutfall": [_fate(fate) for fate in row_fates(bedomning)],
        "rader": [trace_row(row, version=bedomning.lag) for row in bedomning.spar],
    }


def row_fates(bedomning: Bedomning) -> list[Radutfall]:
    """Give the fate of each reported row, in order of report and row; rows that left no trace are not there."""
    rows: dict[tuple[int, int], list[Minuter]] = {}
    for fate in bedomning.minuter:
        rows.setdefault((fate.rapport, fate.rad), []).append(fate)
    return [_row_fate(bedomning, place, fates) for place, fates in sorted(rows.items())]


def _row_fate(bedomning: Bedomning, place: tuple[int, int], fates: list[Minuter]) -> Radutfall:
    stopped: dict[str, int] = {}
    waiting: dict[str, int] = {}
    godkand = 0
    computable = False
    for _, _, _, start, end, _, _, ode, kod in fates:
        computable = computable or end > start
        if kod is None:
            godkand += end - start
        else:
            by_code = stopped if ode == "stoppad" else waiting
            by_code[kod] = by_code.get(kod, 0) + end - start
    return Radutfall(
        rapport=place[0],
        rapport_id=bedomning.rapport_id[place[0]],
        rad=place[1],
        godkand=godkand,
        stoppad=stopped,
        vantar=waiting,
        berakningsbar=computable,
    )


def trace_row(row: Sparrad, *, version: str) -> dict[str, Any]:
    """Give one computed row with its Swedish text, input, output, unit, lagrum, rules and law version."""
    values = {**row.varden, **row.inmatning} if row.inmatning else row.varden
    data = {
        "nyckel": row.nyckel,
        "text": trace_sentence(row),
        "input": {key: show(value, UNITS.get(key, "")) for key, value in values.items()},
        "output": show(row.resultat, row.enhet),
        "unit": "kronor" if row.enhet.startswith("öre") else row.enhet,
        "lagrum": row.lagrum,
        "regler": list(row.regler),
        "version": version,
    }
    return data if row.policy is None else data | {"policy": row.policy}


def trace_sentence(row: Sparrad) -> str:
    """Tell one computed row as a Swedish sentence."""
    values = {**row.varden, **row.inmatning} if row.inmatning else row.varden
    said = {key: say(value, UNITS.get(key, ""), key=key) for key, value in values.items()}
    return sentence_case(trace_text(row.nyckel).format(**said, resultat=say(row.resultat, row.enhet)))


def _tid(tid: Tid) -> dict[str, str]:
    return {slag: duration_text(minutes) for slag, minutes in tid._asdict().items()}


def _payment(payment: Utbetalning) -> dict[str, str]:
    return {"mottagare": payment.mottagare, "belopp": payment.belopp.kronor(), "dag": payment.dag.isoformat()}


def _parts(payment: Utbetalning) -> dict[str, Any]:
    return _payment(payment) | {
        "delar": [
            {
                "anordnare": list(part.anordnare),
                "timbelopp_ore": str(part.timbelopp),
                "assistanstid_min": minutes_text(part.enheter),
                "belopp": part.belopp.kronor(),
                "grund": part.grund,
                "lagrum": part.lagrum,
            }
            for part in payment.delar
        ]
    }


def _kommun(bedomning: Bedomning) -> Any:
    parts = [
        {
            "kommun": part.kommun,
            "assistanstid_min": minutes_text(part.enheter),
            "belopp": part.belopp.kronor(),
        }
        for part in bedomning.kommun
    ]
    return (
        parts
        if bedomning.kommun_lista
        else {key: value for key, value in parts[0].items() if value is not None}
    )


def _weeks(part: Kommundel) -> dict[str, Any]:
    return {"kommun": part.kommun, "veckor": {week.vecka: minutes_text(week.enheter) for week in part.veckor}}


def observation_data(seen: Iakttagelse) -> dict[str, Any]:
    """Give one observation with all its details."""
    return {
        "kod": seen.kod,
        "lage": seen.lage,
        "omfattning": seen.omfattning,
        "rapporter": list(seen.rapporter),
        "rader": [list(place) for place in seen.rader],
        "minuter": seen.minuter,
        "regler": list(seen.regler),
        "lagrum": seen.lagrum,
        "vem": seen.vem,
        "atgard": seen.atgard,
        "dag": _iso(seen.dag),
        "forval": seen.forval,
    }


def _fate(fate: Radutfall) -> dict[str, Any]:
    return {
        "rapport": fate.rapport,
        "rapport_id": fate.rapport_id,
        "rad": fate.rad,
        "godkand": fate.godkand,
        "stoppad": dict(fate.stoppad),
        "vantar": dict(fate.vantar),
        "berakningsbar": fate.berakningsbar,
    }


def _working_time(found: Arbetstid) -> dict[str, str]:
    return {
        "assistent": found.assistent,
        "from": found.period.start.isoformat(),
        "to": str(found.period.last),
        "regim": found.regim,
        "veckotimmar": str(found.veckotimmar),
        "grans": duration_text(found.grans),
        "arbetat": duration_text(found.arbetat),
        "kvar": duration_text(found.kvar),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def readable(bedomning: Bedomning) -> Iterator[str]:
    """Give the assessment as lines for a terminal: the outcome, then every computed row with its lagrum."""
    yield f"{sentence_case(month_text(bedomning.month))}: {bedomning.utfall}; godkänt {say(bedomning.godkand)}, väntar {say(bedomning.vantar)}, stoppat {say(bedomning.stoppad)}"
    for payment in bedomning.utbetalningar:
        mottagare = say(payment.mottagare, key="mottagare")
        yield f"  {kronor_text(payment.belopp)} till {mottagare} den {day_text(payment.dag)}"
    for seen in bedomning.iakttagelser:
        yield f"  {seen.kod} ({seen.lage}; {seen.lagrum}): {seen.atgard}"
    yield from trace_lines(bedomning.spar, version=bedomning.lag)


def trace_lines(spar: Iterable[Sparrad], *, version: str) -> Iterator[str]:
    """Give every computed row as a line for a terminal: its sentence, lagrum, rules and policy."""
    for row in spar:
        data = trace_row(row, version=version)
        policy = f"; policy {row.policy}" if row.policy else ""
        yield f"    {data['text']} [{row.lagrum}; {', '.join(row.regler)}{policy}]"
