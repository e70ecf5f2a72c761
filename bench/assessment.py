"""How fast a person's month is assessed with full trace, as a ratio to a bare loop that sums the minutes."""

import gc
import random
import time
from collections.abc import Callable
from datetime import date

from assistans.assessment import assess
from assistans.facts import (
    Anordnare,
    Assistent,
    Beslut,
    Person,
    Rad,
    Rakning,
    Slag,
    Tidsredovisning,
    Underlag,
)
from assistans.facts.anordnare import ALLTID
from assistans.facts.beslut import BeviljadTid
from assistans.facts.person import Kommuntid
from assistans.law import builtin
from assistans.timeline.months import ALWAYS, Month, Period
from bench.figures import Figure

ASSISTANTS = 7
SHIFTS = (
    (0, 700, "aktiv"),
    (700, 1100, "aktiv"),
    (1100, 1500, "aktiv"),
    (1500, 1900, "aktiv"),
    (1900, 2300, "aktiv"),
)
SECONDS = 3.0
AIM = 500


def person_month(seed: int) -> Underlag:
    """Make a month with about 170 rows by seven assistants, clean but for a few overlaps."""
    rng = random.Random(seed)  # noqa: S311 - no secrets here
    rows: list[list[Rad]] = [[] for _ in range(ASSISTANTS)]
    for dag in range(1, 32):
        for fran, till, slag in SHIFTS:
            rows[rng.randrange(ASSISTANTS)].append(Rad(dag, fran, till, slag))  # type: ignore[arg-type]
        rows[rng.randrange(ASSISTANTS)].append(Rad(dag, 2300, 2400, _night(dag)))
    anordnare = Anordnare(
        id="5560000001",
        ivo_tillstand=ALLTID,
        f_skatt=ALLTID,
        arbetsgivare=ALLTID,
        betalningsmottagare=ALLTID,
    )
    reports = tuple(
        Tidsredovisning(
            assistent=f"A{n}",
            anordnare=anordnare.id,
            mottagen=date(2018, 11, 2),
            rader=tuple(rader),
            id=f"r{n}",
        )
        for n, rader in enumerate(rows)
    )
    grant = Beslut(
        beviljandeperiod=Period(date(2018, 7, 1), date(2019, 1, 1)),
        tid=BeviljadTid(per="per_vecka", minuter=168 * 60),
        vantetid=True,
        dubbelassistans=BeviljadTid(per="per_vecka", minuter=600),
    )
    return Underlag(
        month=Month(2018, 10),
        assessed_on=date(2018, 11, 6),
        person=Person(kommun=(Kommuntid(kommun="0180", period=Period(ALWAYS, None)),)),
        beslut=(grant,),
        anordnare={anordnare.id: anordnare},
        assistenter={
            f"A{n}": Assistent(id=f"A{n}", fodd=date(1980, 5, 1), anmald="alla") for n in range(ASSISTANTS)
        },
        tidsredovisningar=reports,
        rakning=Rakning(mottagen=date(2018, 11, 3), tid=None),
    )


def _night(dag: int) -> Slag:
    return "vantetid" if dag % 2 else "aktiv"


def bare_sum(underlag: Underlag) -> int:
    """Sum the minutes of every row and nothing else: the peer that the assessment is measured against."""
    total = 0
    for report in underlag.tidsredovisningar:
        for rad in report.rader:
            total += rad.till // 100 * 60 + rad.till % 100 - rad.fran // 100 * 60 - rad.fran % 100
    return total


def _per_second(work: Callable[[Underlag], object], months: list[Underlag], seconds: float) -> float:
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        work(months[done % len(months)])
        done += 1
    return done / spent


def run() -> list[Figure]:
    """Measure on one core: against the aim, and against a loop that leaves everything out but adding up the minutes."""
    law = builtin()
    gc.freeze()  # as a long-running worker does after start-up
    months = [person_month(seed) for seed in range(20)]
    assessed = _per_second(lambda underlag: assess(underlag, law), months, SECONDS)
    bare = _per_second(bare_sum, months, SECONDS / 3)
    rows = sum(len(report.rader) for report in months[0].tidsredovisningar)
    name = f"months of {rows} rows, full trace, one core"
    return [
        Figure(name=name, value=assessed, unit="person-months/s", peer="the aim", peer_value=AIM),
        Figure(
            name=name,
            value=assessed,
            unit="person-months/s",
            peer="a bare loop over the rows",
            peer_value=bare,
            note="the loop has no law, no checks, no trace",
        ),
    ]
