"""How long a page takes, from the request to the last byte, with a played county behind it. The limit is 150 ms a page.

A small demo is played in a home of its own; then another process asks for each page many times, as one who is logged in.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure

PERSONS = 16
LIMIT_MS = 150
OURS = ("ASSISTANS_", "DATABASE_", "DJANGO_")


def run() -> list[Figure]:
    """Measure; takes a minute or two, nearly all of it playing."""
    kept = Path("var").absolute()
    kept.mkdir(mode=0o700, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="bench-", dir=kept))
    try:
        _program(home, "-m", "assistans.site.commands", "demo", "--once", "--persons", str(PERSONS))
        told = _program(home / "demo", "-m", "bench.page_times")
        return [_figure(page, ms) for page, ms in json.loads(told).items()]
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _figure(page: str, ms: float) -> Figure:
    return Figure(name=f"page: {page}", value=ms, unit="ms, median", peer="the limit", peer_value=LIMIT_MS)


def _program(home: Path, *words: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    done = subprocess.run(
        [sys.executable, *words],
        env=kept | {"ASSISTANS_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout
