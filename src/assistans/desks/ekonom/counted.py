"""A document's way forward as its page shows it: each decision that counted it, with the rows that are for its time."""

from dataclasses import dataclass

from assistans.casework.models import Manadsbeslut
from assistans.desks.ekonom.words import HinderWords, hinder_words
from assistans.payments.back import CountingDecision, RowState


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision that counted the document. `minutes`: raw minutes of the report that it approved; None = a räkning."""

    beslut: Manadsbeslut
    minutes: int | None
    rows: tuple[tuple[RowState, HinderWords | None], ...]

    @property
    def heading(self) -> str:
        """The card's heading."""
        return f"Räknades i beslut nr {self.beslut.nummer}"

    @property
    def caption(self) -> str:
        """The table's, for those who listen."""
        return f"Rader i beslut nr {self.beslut.nummer}"

    @property
    def anchor(self) -> str:
        """The card's id."""
        return f"beslut-{self.beslut.nummer}"


def decision_view(spar: CountingDecision) -> DecisionView:
    """Put a decision's trace into words."""
    return DecisionView(
        beslut=spar.beslut,
        minutes=sum(row.godkand for row in spar.rapport.rader) if spar.rapport else None,
        rows=tuple((row, hinder_words(row.hinder.kod) if row.hinder else None) for row in spar.rader),
    )
