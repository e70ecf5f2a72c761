"""Which code assesses: what a stored assessment names so that it can be made again."""

import hashlib
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

PURE_ROOMS = ("timeline", "law", "facts", "assessment")
# The law's tree is a version of its own.
LAW_TREE = "law/tree"
HASH_DIGITS = 16


@cache
def code_version() -> str:
    """The release and a hash of the pure rooms' source and texts: equal versions compute alike. At most 40 characters."""
    digest = hashlib.sha256()
    for room in PURE_ROOMS:
        for path, content in sorted(_source(resources.files("assistans") / room, room)):
            digest.update(path.encode() + b"\0" + content + b"\0")
    return f"{metadata.version('assistans')}+{digest.hexdigest()[:HASH_DIGITS]}"


def _source(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        path = f"{prefix}/{entry.name}"
        if entry.is_dir() and path != LAW_TREE:
            found += _source(entry, path)
        elif entry.name.endswith((".py", ".yaml")):
            found.append((path, entry.read_bytes()))
    return found
