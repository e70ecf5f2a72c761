"""Which law assesses: what a decision names so that it can be made again."""

from functools import cache

from assistans.casework.models import Lagversion
from assistans.law import Law, builtin, load


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
