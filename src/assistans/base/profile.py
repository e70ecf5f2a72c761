"""The installation's own profiles: TOML files in the home folder, each of one frozen type. What is missing stops."""

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def read_profile(path: Path, *, make: type[T], example: str, error: type[Exception]) -> T:
    """Read a profile. Raises `error`, naming the file, when it is missing, or lacks or has what it should not."""
    values = _values(path, example, error)
    known = {field.name for field in fields(make)}  # type: ignore[arg-type]
    if unknown := sorted(values.keys() - known):
        raise error(f"{path} has keys that mean nothing here: {', '.join(unknown)}")
    try:
        return make(**values)
    except TypeError:
        raise error(f"{path} lacks a key. It looks like this: {example}") from None


def _values(path: Path, example: str, error: type[Exception]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise error(f"There is no {path}. Write it: {example}") from None
    except tomllib.TOMLDecodeError as fault:
        raise error(f"{path} cannot be read: {fault}") from None
