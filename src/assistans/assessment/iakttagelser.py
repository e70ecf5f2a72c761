"""Observations of a finished examination, with who acts, how and by when."""

from datetime import date, timedelta

from assistans.assessment.bedomning import Iakttagelse
from assistans.assessment.provning import Finding, Provning
from assistans.assessment.texter import observation_text
from assistans.law import last_reporting_day, next_weekday
from assistans.law.observations import MODES


def observe(provning: Provning) -> tuple[Iakttagelse, ...]:
    """Give what was seen, sorted by code, each code once."""
    day = _answer_day(provning) if provning.findings else None
    return tuple(
        _observation(provning, kod, provning.findings[kod], day) for kod in sorted(provning.findings)
    )


def _answer_day(provning: Provning) -> date:
    """Give the day by which someone must have acted: never before the last reporting day."""
    law, assessed_on = provning.law, provning.underlag.assessed_on
    answer = assessed_on + timedelta(days=law.parameter("svarstid_dagar").number(assessed_on))
    return max(last_reporting_day(law, provning.month), next_weekday(law, answer))


def _observation(provning: Provning, kod: str, found: Finding, day: date | None) -> Iakttagelse:
    known = provning.law.observation(kod)
    text = observation_text(kod)
    mode = max(found.lagen, key=MODES.index)
    return Iakttagelse(
        kod=kod,
        lage=mode,
        omfattning=known.scope,
        rapporter=tuple(sorted(found.rapporter)),
        rader=tuple(sorted(found.rader)),
        minuter=found.minuter,
        regler=known.rules,
        lagrum=known.lagrum.on(provning.first),
        vem=text.vem,
        atgard=text.atgard,
        dag=None if mode == "notera" else day,
        forval=text.forval,
    )
