"""A law: one version of the whole tree, ready to be asked."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from assistans.law.free_days import FreeDay, days_of
from assistans.law.observations import ObservationLaw
from assistans.law.parameters import MissingParameterError, Parameter
from assistans.law.reading import read_tree
from assistans.law.statutes import Statute

_SATURDAY = 5


class Law:
    """One version of the law. `version` is the SHA-256 of the tree's text: equal text, equal law."""

    def __init__(self, text: str) -> None:
        tree = read_tree(text)
        self.text = text
        self.version = hashlib.sha256(text.encode()).hexdigest()
        self.parameters: Mapping[str, Parameter] = tree.parameters
        self.observations: Mapping[str, ObservationLaw] = tree.observations
        self.free_days: Mapping[str, FreeDay] = tree.free_days
        self.statutes: Mapping[str, Statute] = tree.statutes
        self._free: dict[int, frozenset[date]] = {}

    def parameter(self, name: str) -> Parameter:
        """Give a parameter or policy; MissingParameterError names what the tree lacks."""
        found = self.parameters.get(name)
        if found is None:
            raise MissingParameterError(
                f"the law tree has no parameter {name}: add it with its lagrum and dates"
            )
        return found

    def observation(self, code: str) -> ObservationLaw:
        """Give what the law says of an observation; MissingParameterError names what the tree lacks."""
        found = self.observations.get(code)
        if found is None:
            raise MissingParameterError(f"the law tree has no observation {code}: add it with its modes")
        return found

    def is_weekday(self, day: date) -> bool:
        """Tell whether the day is neither Saturday, Sunday, holiday nor one of the free eves."""
        if day.year not in self._free:
            self._free[day.year] = days_of(day.year, self.free_days.values())
        return day.weekday() < _SATURDAY and day not in self._free[day.year]


@cache
def load(text: str) -> Law:
    """Read a law tree from its text (a stream of YAML documents); the same text gives the same object.

    LawTextError or YamlTextError when it cannot be read.
    """
    return Law(text)


@cache
def builtin_text() -> str:
    """Give the package's own tree as one text: its files in order of path, as YAML documents."""
    files = sorted(_files(resources.files("assistans.law") / "tree", ""))
    return "".join(f"--- # {path}\n{text}" for path, text in files)


def builtin() -> Law:
    """Give the package's own law."""
    return load(builtin_text())


def _files(folder: Traversable, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            found.append((prefix + entry.name, entry.read_text(encoding="utf-8")))
    return found
