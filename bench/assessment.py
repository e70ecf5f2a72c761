"""How fast person-months are assessed on one core, with every computed row: as ratios to what leaves things out.

All in CPU time, which other programs on the machine disturb less than the clock on the wall. A shared machine has moods
of some seconds in which everything takes twice the time, so that the best of rounds over several seconds is kept, and
those who are compared take turns.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from assistans.assessment import Bedomning, assess, to_data
from assistans.facts import Underlag
from assistans.law import Law, builtin
from bench.figures import Figure
from bench.months import ROWS, months

T = TypeVar("T")

MONTHS = 40
ROUNDS = 40
GROWTH_ROUNDS = 10
PEER_SECONDS = 2
AIM = 500
GROWTH = (ROWS, 2 * ROWS, 4 * ROWS, 8 * ROWS)
UNIT = "person-months/s"
PEER_PYTHON = Path(".venv-bench/bin/python")
PEER_PROGRAM = Path(__file__).with_name("openfisca_amounts.py")
NEAR_KRONOR = 0.05  # OpenFisca computes in 32-bit floats

_ASSESSING = """
from assistans.assessment import assess, to_data
from assistans.law import builtin
from bench.months import months
law, given = builtin(), months(4, rows={rows})
for underlag in given * 25:
    to_data(assess(underlag, law))
"""
# Not ru_maxrss, which a process takes over from the one that started it.
_SAY_PEAK = """
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def run() -> list[Figure]:
    """Measure against the aim, a bare loop, OpenFisca, half as many rows, and a Python that does nothing."""
    law, given = builtin(), months(MONTHS)
    gc.freeze()  # as a long-running worker does after start-up
    assessed, written, bare = _in_turns(given, law)
    speed = _speed(assessed, written, bare)
    return [*speed, *_peer(assessed, given, law), *_growth(law), *_memory()]


def bare_sum(underlag: Underlag) -> int:
    """Sum the minutes of every row and nothing else."""
    total = 0
    for report in underlag.tidsredovisningar:
        for rad in report.rader:
            total += rad.till // 100 * 60 + rad.till % 100 - rad.fran // 100 * 60 - rad.fran % 100
    return total


def _in_turns(given: list[Underlag], law: Law) -> list[float]:
    """Months a second: assessed, assessed and written, and summed by a bare loop."""
    works: list[Callable[[Underlag], object]] = [
        lambda underlag: assess(underlag, law),
        lambda underlag: to_data(assess(underlag, law)),
        bare_sum,
    ]
    rounds = [[seconds_each(work, given) for work in works] for _ in range(ROUNDS)]
    return [1 / min(seconds) for seconds in zip(*rounds, strict=True)]


def seconds_each(work: Callable[[T], object], given: Sequence[T]) -> float:
    """CPU seconds that one takes, in one round of all."""
    start = time.process_time()
    for each in given:
        work(each)
    return (time.process_time() - start) / len(given)


def _speed(assessed: float, written: float, bare: float) -> list[Figure]:
    return [
        _figure("assessed, every row traced", assessed, "the aim", AIM),
        _figure("assessed, every row traced", assessed, "a loop that sums minutes", bare, "no law, no trace"),
        _figure("and written with every sentence", written, "the aim", AIM),
    ]


def _figure(name: str, value: float, peer: str, peer_value: float, note: str = "") -> Figure:
    return Figure(
        name=f"{ROWS} rows: {name}", value=value, unit=UNIT, peer=peer, peer_value=peer_value, note=note
    )


def _peer(assessed: float, given: list[Underlag], law: Law) -> list[Figure]:
    """OpenFisca computes the amounts from approved minutes, all else left out; its amounts must be ours."""
    if not PEER_PYTHON.exists():
        print("  OpenFisca is left out: `make bench` installs it", file=sys.stderr)
        return []
    found = [assess(underlag, law) for underlag in given]
    answer = _ask_peer(found, law)
    _refuse_other_amounts(found, answer["amounts"])
    note = "amounts of approved sums, a person at a time: no rows, checks, days, öre, trace"
    return [_figure("assessed, every row traced", assessed, "OpenFisca", answer["per_second"], note)]


def _ask_peer(assessed: list[Bedomning], law: Law) -> dict[str, Any]:
    amounts = law.parameter("schablonbelopp")
    starts = [value.period.start for value in amounts.values]
    asked = {
        "belopp_ore": {start.isoformat(): amounts.ore(start) for start in starts},
        "minutes": [list(found.godkand) for found in assessed],
        "seconds": PEER_SECONDS,
    }
    done = subprocess.run(
        [PEER_PYTHON, PEER_PROGRAM], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _refuse_other_amounts(assessed: list[Bedomning], amounts: list[float]) -> None:
    for found, amount in zip(assessed, amounts, strict=True):
        if abs(int(found.belopp) / 100 - amount) > NEAR_KRONOR:
            raise ValueError(f"OpenFisca gets {amount} kr where we get {found.belopp.kronor()} kr")


def _growth(law: Law) -> list[Figure]:
    """Milliseconds a month, as a ratio to half as many rows: 2 is linear."""
    sizes = [months(MONTHS // 4, rows=rows) for rows in GROWTH]
    rounds = [
        [seconds_each(lambda u: assess(u, law), given) for given in sizes] for _ in range(GROWTH_ROUNDS)
    ]
    each = [1000 * min(seconds) for seconds in zip(*rounds, strict=True)]
    return [
        Figure(name=f"{rows} rows", value=value, unit="ms a month", peer="half as many rows", peer_value=half)
        for rows, value, half in zip(GROWTH[1:], each[1:], each, strict=False)
    ]


def _memory() -> list[Figure]:
    nothing = _peak("")
    return [
        Figure(
            name=f"peak memory, months of {rows} rows",
            value=_peak(_ASSESSING.format(rows=rows)),
            unit="MB",
            peer="a Python that does nothing",
            peer_value=nothing,
        )
        for rows in (GROWTH[0], GROWTH[-1])
    ]


def _peak(program: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", program + _SAY_PEAK], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024
