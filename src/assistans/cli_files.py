"""What the commands that read files of facts and law have in common: the law they take, what they refuse, and in which words."""

from pathlib import Path
from typing import Final

from assistans.facts import CaseError
from assistans.law import (
    Law,
    LawTextError,
    MissingParameterError,
    PolicyError,
    YamlTextError,
    builtin,
    load,
    read_file,
)
from assistans.timeline.clock_changes import MissingClockChangeError

REFUSED: Final = (
    CaseError,
    YamlTextError,
    LawTextError,
    MissingParameterError,
    MissingClockChangeError,
    PolicyError,
    OSError,
    UnicodeDecodeError,
)
"""Errors that are told in one line with exit code 2."""


def read_law(name: str | Path | None) -> Law:
    """Read the law of a text file, or the package's own; one of REFUSED when it cannot be read."""
    return load(read_file(Path(name))) if name else builtin()


def one_line(error: Exception) -> str:
    """Tell an error in one line; of a file only what is wrong with it, since the caller names it."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())
