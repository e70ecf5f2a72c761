"""One month assessed: its underlag, its Bedomning and the bytes that prove both."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Manadsbedomning:
    """A month's assessment in hand. `resultat` is its data, as the case format prints it."""

    arende: Manadsarende
    built: Manadsunderlag
    underlag_bytes: bytes
    bedomning: Bedomning
    resultat: dict[str, Any]
    resultat_bytes: bytes

    @property
    def underlag(self) -> facts.Underlag:
        """What the assessment rests on."""
        return self.built.underlag

    @property
    def documents(self) -> Manadshandlingar:
        """The documents that count."""
        return self.built.documents

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
    bedomning = assess(built.underlag, law_in_force())
    resultat = to_data(bedomning)
    return Manadsbedomning(
        arende=arende,
        built=built,
        underlag_bytes=canonical_bytes(data),
        bedomning=bedomning,
        resultat=resultat,
        resultat_bytes=canonical_bytes(resultat),
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
