"""An act that a page offers, and a step: one thing that somebody must do in a month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from assistans.desks.components.words import duration

SUBMITS: Final = {"godkann": "Godkänn", "neka": "Neka"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An action that a page offers: its `name` in the table of actions, and what it is about (`target`).

    `initial` is what its form begins with, `choices` the reports to choose among as (tx-id, text), `fields` those of the
    form's fields that are asked for (none named = all), `required` those that may be left empty elsewhere but not here.
    """

    name: str
    target: str = ""
    label: str
    heading: str
    about: str = ""
    initial: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    primary: bool = False

    @property
    def submit(self) -> str:
        """What the form's own button says: a position may be on a part of what the label tells."""
        return SUBMITS.get(self.name, self.label)

    @property
    def key(self) -> str:
        """What tells the action's form from the others of the page."""
        return f"{self.name}-{self.target}".lower().replace("_", "-").rstrip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. `kind` is a badge's, `who` says who acts, `dag` by when and `otherwise` what happens then.

    `lines` say whose time it is and when, `link` leads on (address, text), and is what to do first when it `leads`. `acts` begins with the one to do first.
    `awaits`: somebody else has time to answer.
    """

    id: str
    heading: str
    text: str
    kind: str
    badge: str
    kod: str = ""
    minuter: int = 0
    lagrum: tuple[str, ...] = ()
    who: str = ""
    todo: str = ""
    dag: date | None = None
    otherwise: str = ""
    lines: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    leads: bool = False
    awaits: bool = False
    acts: tuple[Act, ...] = ()

    @property
    def first_label(self) -> str:
        """What to do first, in a few words; empty where nothing is the handläggare's to do now."""
        first = next((act for act in self.acts if act.primary), None)
        if first is None:
            return ""
        return f"Ta ställning till {duration(self.minuter)}" if first.name in SUBMITS else first.label
