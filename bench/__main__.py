"""`make bench`: runs every benchmark, prints figures as ratios against a named peer, and appends them to history.csv.

A benchmark is a module here with `run() -> list[Figure]`. Timing is never a test's pass or fail.
"""

import argparse
import csv
import importlib
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure

BENCHMARKS = ["assessment", "intake", "pages"]
HISTORY = Path(__file__).with_name("history.csv")


def main() -> int:
    """Run the named benchmarks (all by default) in this one process and keep their figures."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", default=BENCHMARKS, help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--no-history", action="store_true", help="do not append to bench/history.csv")
    args = parser.parse_args()
    figures: list[tuple[str, Figure]] = []
    for name in args.names:
        print(f"\n{name}")
        for figure in importlib.import_module(f"bench.{name}").run():
            print(f"  {figure}")
            figures.append((name, figure))
    if not args.no_history:
        append(figures)
    return 0


def append(figures: list[tuple[str, Figure]]) -> None:
    """Add a line per figure: when, which commit, on what, what, how much, the peer and the ratio."""
    new = not HISTORY.exists()
    with HISTORY.open("a", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(
                [
                    "date",
                    "commit",
                    "python",
                    "benchmark",
                    "figure",
                    "value",
                    "unit",
                    "peer",
                    "peer_value",
                    "ratio",
                ]
            )
        day = datetime.now(UTC).date().isoformat()
        for name, f in figures:
            writer.writerow(
                [
                    day,
                    commit(),
                    platform.python_version(),
                    name,
                    f.name,
                    f"{f.value:.6g}",
                    f.unit,
                    f.peer,
                    f"{f.peer_value:.6g}",
                    f"{f.ratio:.3g}",
                ]
            )


def commit() -> str:
    """The short commit id, or `-` outside a checkout."""
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "-"


if __name__ == "__main__":
    sys.exit(main())
