"""Which law and which code assess: what a decision names so that it can be made again."""

import hashlib
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from assistans.casework.models import Lagversion
from assistans.law import Law, builtin, load

PURE_ROOMS = ("timeline", "law", "facts", "assessment")
HASH_DIGITS = 16


class UnknownLaw(LookupError):
    """A law version that nothing here has decided by."""


@cache
def law_in_force() -> Law:
    """The law that this process assesses by, read once."""
    return builtin()


def law_of(version: str) -> Law:
    """The law of a version, from the text kept when it first decided a month. Raises UnknownLaw."""
    if version == law_in_force().version:
        return law_in_force()
    kept = Lagversion.objects.filter(version=version).first()
    if kept is None:
        raise UnknownLaw(f"law version {version} is not kept here")
    return load(kept.innehall)


def keep(law: Law) -> None:
    """Keep the law's text beside the decisions that name it. Keeping it again changes nothing."""
    if not Lagversion.objects.filter(version=law.version).exists():
        Lagversion.objects.bulk_create(
            [Lagversion(version=law.version, innehall=law.text)], ignore_conflicts=True
        )


@cache
def code_version() -> str:
    """The release and a hash of the pure rooms' source: equal versions compute alike. At most 40 characters."""
    digest = hashlib.sha256()
    for room in PURE_ROOMS:
        for path, content in sorted(_source(resources.files("assistans") / room, room)):
            digest.update(path.encode() + b"\0" + content + b"\0")
    return f"{metadata.version('assistans')}+{digest.hexdigest()[:HASH_DIGITS]}"


def _source(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        path = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += _source(entry, path)
        elif entry.name.endswith(".py"):
            found.append((path, entry.read_bytes()))
    return found
