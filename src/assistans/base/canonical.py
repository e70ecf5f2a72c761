"""Canonical bytes and hashes: the same data gives the same bytes, so that a decision's underlag can be proved."""

import hashlib
import json
from typing import Any


def canonical_bytes(data: Any) -> bytes:
    """The one byte form of plain data (dict, list, str, int, bool, None): JSON, keys sorted, UTF-8, no white space.

    Raises TypeError on anything else; a float most of all, for money and time are exact here.
    """
    _refuse_inexact(data)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(content: bytes) -> bytes:
    """The SHA-256 of bytes, 32 bytes."""
    return hashlib.sha256(content).digest()


def _refuse_inexact(data: Any) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            if not isinstance(key, str):
                raise TypeError(f"a canonical key is text, not {type(key).__name__}")
            _refuse_inexact(value)
    elif isinstance(data, list | tuple):
        for value in data:
            _refuse_inexact(value)
    elif not (data is None or isinstance(data, str | int | bool)):
        raise TypeError(f"{type(data).__name__} has no canonical form")
