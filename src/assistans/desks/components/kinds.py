"""What the components may be told: kinds with their Swedish words and their icons."""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from django.template import TemplateSyntaxError


class Kind(NamedTuple):
    """One kind of a component: the `style` that FKUI has for it, its `icon`, and the `word` that is read aloud."""

    style: str
    icon: str
    word: str


MESSAGES: Final[Mapping[str, Kind]] = {
    "info": Kind("info", "info", "Information"),
    "warning": Kind("warning", "varning", "Varning"),
    "error": Kind("error", "stoppad", "Fel"),
    "success": Kind("success", "godkand", "Klart"),
}
BADGES: Final[Mapping[str, Kind]] = {
    "godkand": Kind("success-inverted", "godkand", ""),
    "vantar": Kind("warning-inverted", "vantar", ""),
    "stoppad": Kind("error-inverted", "stoppad", ""),
    "info": Kind("info-inverted", "info", ""),
    "neutral": Kind("default-inverted", "neutral", ""),
}
ICONS: Final = frozenset(kind.icon for kinds in (MESSAGES, BADGES) for kind in kinds.values()) | {
    "aldre",
    "nyare",
    "nedat",
}
BUTTONS: Final = frozenset({"primary", "secondary", "tertiary"})
LEVELS: Final = range(2, 7)
"""The heading levels that a component may take: the first is the page's own."""


def known(value: object, among: Collection[object], *, tag: str, what: str) -> None:
    """Check what a template says; TemplateSyntaxError names the tag, the argument and what it may be."""
    if value not in among:
        allowed = ", ".join(sorted(map(str, among)))
        raise TemplateSyntaxError(f"{{% {tag} %}}: {what} is {value!r}; it is one of {allowed}")


def given(value: object, *, tag: str, what: str) -> None:
    """Check that a template gives a text; TemplateSyntaxError names the tag and what it lacks."""
    if not isinstance(value, str) or not value.strip():
        raise TemplateSyntaxError(f"{{% {tag} %}}: {what} is missing; give a text that is not empty")
