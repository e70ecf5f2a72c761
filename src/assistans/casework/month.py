"""One month assessed: its underlag, its Bedomning and the bytes that prove both."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistans import facts
from assistans.assessment import assess, to_data
from assistans.assessment.bedomning import Bedomning
from assistans.base.canonical import canonical_bytes, sha256
from assistans.casework.documents import Manadshandlingar
from assistans.casework.errors import Hinder
from assistans.casework.models import Manadsarende
from assistans.casework.underlag import Manadsunderlag
from assistans.casework.versions import law_in_force
from assistans.facts.limits import MAX_ROWS, TooLarge, refuse_too_cut_up, refuse_too_long


class MonthTooLarge(Hinder):
    """There are more rows than one person's month may hold, or more of them on each other."""


@dataclass(frozen=True, kw_only=True)
class Manadsbedomning:
    """A month's assessment in hand. `underlag_data` is its underlag as data.

    What proves it is made when it is first asked for: a page that only looks needs none of it.
    """

    arende: Manadsarende
    built: Manadsunderlag
    underlag_data: dict[str, Any]
    bedomning: Bedomning

    @property
    def underlag(self) -> facts.Underlag:
        """What the assessment rests on."""
        return self.built.underlag

    @property
    def documents(self) -> Manadshandlingar:
        """The documents that count."""
        return self.built.documents

    @cached_property
    def resultat(self) -> dict[str, Any]:
        """The result as data, as the case format prints it."""
        return to_data(self.bedomning)

    @cached_property
    def underlag_bytes(self) -> bytes:
        """The canonical underlag."""
        return canonical_bytes(self.underlag_data)

    @cached_property
    def resultat_bytes(self) -> bytes:
        """The canonical result."""
        return canonical_bytes(self.resultat)

    @property
    def underlag_sha256(self) -> bytes:
        """The hash of the canonical underlag."""
        return sha256(self.underlag_bytes)

    @property
    def resultat_sha256(self) -> bytes:
        """The hash of the canonical result."""
        return sha256(self.resultat_bytes)

    @property
    def koder(self) -> dict[str, str]:
        """The observations' codes and what they do: `notera`, `vanta` or `stopp`."""
        return {seen.kod: seen.lage for seen in self.bedomning.iakttagelser}

    @property
    def is_over(self) -> bool:
        """Whether the month has ended: what is paid is assistance that has been given (SFB 51:14)."""
        return self.underlag.assessed_on > self.underlag.month.last

    @property
    def held(self) -> bool:
        """Whether anything waits or is stopped."""
        return bool({"vanta", "stopp"} & set(self.koder.values()))


def assess_built(*, arende: Manadsarende, built: Manadsunderlag) -> Manadsbedomning:
    """Assess a built underlag by the law in force: the one pure function, here as everywhere. Raises MonthTooLarge."""
    data = facts.dump(built.underlag)
    _refuse_too_large(built.underlag, data)
    return Manadsbedomning(
        arende=arende,
        built=built,
        underlag_data=data,
        bedomning=assess(built.underlag, law_in_force()),
    )


def _refuse_too_large(underlag: facts.Underlag, data: dict[str, Any]) -> None:
    try:
        refuse_too_long(data)
        refuse_too_cut_up(underlag)
    except TooLarge as error:
        most = f"{MAX_ROWS:,}".replace(",", " ")
        raise MonthTooLarge(
            f"Månaden har fler rader än en persons månad kan ha (högst {most}, med assistenternas tid hos andra)"
            " eller för många rader på varandra. Lägg undan de tidsredovisningar som inte ska räknas."
        ) from error
