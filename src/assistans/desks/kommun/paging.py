"""Lists in parts, newest first: the way to the newest and to what is older."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistans.municipalities.queries import NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The query strings of the parts beside the one shown; None where there is none."""

    newer: str | None
    older: str | None


def links(name: str, *, begins: str | None, shown: Sequence[str]) -> Links:
    """The ways on from a part that `begins` somewhere and shows these, of a list that its address calls `name`."""
    full = len(shown) == NEWEST
    return Links(newer="" if begins else None, older=urlencode({name: shown[-1]}) if full else None)
