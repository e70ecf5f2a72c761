"""Months as they come: 170 rows by seven assistants through two anordnare, and in some of them what goes wrong in reality."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistans.facts import (
    AnnanTid,
    Anordnare,
    Assistent,
    Beslut,
    BeviljadTid,
    Kommuntid,
    Person,
    Rad,
    Rakning,
    Tid,
    Tidsredovisning,
    Underlag,
)
from assistans.facts.anordnare import ALLTID
from assistans.timeline.months import ALWAYS, Month, Period

ROWS = 170
ASSISTANTS = [f"A{n}" for n in range(7)]
MONTH = Month(2018, 9)
FIRST, SECOND = "5560000001", "5560000019"
RAKNING_ARRIVED = date(2018, 10, 3)
DAY_MINUTES = 24 * 60
DOUBLE = 6
"""So many of the rows are a second assistant at once, inside the grant."""

GRANT = Beslut(
    beviljandeperiod=Period(date(2018, 7, 1), date(2019, 1, 1)),
    tid=BeviljadTid(per="per_vecka", minuter=175 * 60),
    vantetid=True,
    dubbelassistans=BeviljadTid(per="per_vecka", minuter=1200),
)


def months(count: int, *, rows: int = ROWS) -> list[Underlag]:
    """Make months of `rows` rows, always the same: half of them clean, the others each with one thing that is not."""
    return [_with_fault(_clean(seed, rows), seed) for seed in range(count)]


def _clean(seed: int, rows: int) -> Underlag:
    """Every hour of the month is worked by somebody: the more rows, the shorter the shifts."""
    rng = random.Random(seed)  # noqa: S311 - no secrets here
    by_assistant: dict[str, list[Rad]] = {name: [] for name in ASSISTANTS}
    for rad in _single(rows - DOUBLE, rng):
        by_assistant[rng.choice(ASSISTANTS[:-1])].append(rad)
    by_assistant[ASSISTANTS[-1]] += [Rad(3 + 4 * n, 1000, 1200, "aktiv") for n in range(DOUBLE)]
    reports = tuple(_report(name, rader) for name, rader in by_assistant.items())
    return Underlag(
        month=MONTH,
        assessed_on=date(2018, 10, 6),
        person=Person(kommun=(Kommuntid(kommun="0180", period=Period(ALWAYS, None)),)),
        beslut=(GRANT,),
        anordnare={number: _anordnare(number) for number in (FIRST, SECOND)},
        assistenter={
            name: Assistent(id=name, fodd=date(1980, 5, 1), anmald="alla", kollektivavtal=n % 2 == 0)
            for n, name in enumerate(ASSISTANTS)
        },
        tidsredovisningar=reports,
        rakning=Rakning(mottagen=RAKNING_ARRIVED, tid=None),
    )


def _single(rows: int, rng: random.Random) -> list[Rad]:
    """Cut every day of the month into its share of the rows, at whole five minutes; some nights are väntetid."""
    found: list[Rad] = []
    for day in range(1, MONTH.days + 1):
        share = rows * day // MONTH.days - rows * (day - 1) // MONTH.days
        cuts = sorted(rng.sample(range(5, DAY_MINUTES, 5), share - 1))
        for start, end in zip([0, *cuts], [*cuts, DAY_MINUTES], strict=True):
            slag = "vantetid" if day % 2 and start >= 22 * 60 else "aktiv"
            found.append(Rad(day, _hhmm(start), _hhmm(end), slag))
    return found


def _hhmm(minutes: int) -> int:
    return minutes // 60 * 100 + minutes % 60


def _report(name: str, rader: list[Rad]) -> Tidsredovisning:
    anordnare = SECOND if name in ASSISTANTS[:2] else FIRST
    return Tidsredovisning(
        assistent=name,
        anordnare=anordnare,
        mottagen=date(2018, 10, 2),
        rader=tuple(rader),
        id=f"rapport {name}",
    )


def _anordnare(number: str) -> Anordnare:
    return Anordnare(
        id=number,
        ivo_tillstand=ALLTID,
        f_skatt=ALLTID,
        arbetsgivare=ALLTID,
        betalningsmottagare=ALLTID if number == FIRST else (),
    )


def _works_elsewhere(month: Underlag) -> Underlag:
    rows = tuple(Rad(day, 1100, 1300, "aktiv") for day in range(2, 30, 3))
    return replace(month, annan_tid=(AnnanTid(assistent=ASSISTANTS[2], rader=rows),))


def _sums_differ(month: Underlag) -> Underlag:
    return replace(month, rakning=Rakning(mottagen=RAKNING_ARRIVED, tid=Tid(aktiv=40_000)))


def _arrived_mid_month(month: Underlag) -> Underlag:
    late = replace(month.assistenter[ASSISTANTS[3]], anmald={FIRST: date(2018, 9, 16)})
    return replace(month, assistenter={**month.assistenter, ASSISTANTS[3]: late})


def _double_not_granted(month: Underlag) -> Underlag:
    return replace(month, beslut=(replace(GRANT, dubbelassistans=None),))


def _too_little_granted(month: Underlag) -> Underlag:
    return replace(month, beslut=(replace(GRANT, tid=BeviljadTid(per="period", minuter=600 * 60)),))


_FAULTS: list[Callable[[Underlag], Underlag]] = [
    _works_elsewhere,
    _sums_differ,
    _arrived_mid_month,
    _double_not_granted,
    _too_little_granted,
]


def _with_fault(month: Underlag, seed: int) -> Underlag:
    return month if seed % 2 else _FAULTS[seed // 2 % len(_FAULTS)](month)
