"""Observations of a finished examination, with who acts, how and by when."""

from datetime import date, timedelta
from functools import lru_cache

from assistans.assessment.bedomning import Iakttagelse
from assistans.assessment.provning import Finding, Provning
from assistans.assessment.texter import observation_text
from assistans.law import Law, next_weekday
from assistans.law.observations import MODES, Mode


def observe(provning: Provning) -> tuple[Iakttagelse, ...]:
    """Give what was seen, sorted by code, each code once."""
    day = _answer_day(provning)
    return tuple(
        _observation(provning, kod, provning.findings[kod], day) for kod in sorted(provning.findings)
    )


def _answer_day(provning: Provning) -> date:
    """Give the day by which someone must have acted: never before the last reporting day."""
    return max(provning.sista_dag, answer_day(provning.law, provning.underlag.assessed_on))


@lru_cache(maxsize=1024)
def answer_day(law: Law, day: date) -> date:
    """Give the weekday by which someone answers what is asked on a day."""
    return next_weekday(law, day + timedelta(days=law.parameter("svarstid_dagar").number(day)))


def _observation(provning: Provning, kod: str, found: Finding, day: date) -> Iakttagelse:
    return observation(
        provning.law,
        kod,
        first=provning.first,
        lage=max(found.lagen, key=MODES.index),
        dag=day,
        rapporter=tuple(sorted(found.rapporter)),
        rader=tuple(sorted(found.rader)),
        minuter=found.minuter,
    )


def observation(
    law: Law,
    kod: str,
    *,
    first: date,
    lage: Mode,
    dag: date | None,
    rapporter: tuple[int, ...] = (),
    rader: tuple[tuple[int, int], ...] = (),
    minuter: int = 0,
) -> Iakttagelse:
    """Give one observation by the law of a day, with its sentences; what is only noted has no day."""
    known, text = law.observation(kod), observation_text(kod)
    return Iakttagelse(
        kod=kod,
        lage=lage,
        omfattning=known.scope,
        rapporter=rapporter,
        rader=rader,
        minuter=minuter,
        regler=known.rules,
        lagrum=known.lagrum.on(first),
        vem=text.vem,
        atgard=text.atgard,
        dag=None if lage == "notera" else dag,
        forval=text.forval,
    )
