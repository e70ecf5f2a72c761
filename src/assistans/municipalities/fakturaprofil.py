"""Who invoices the kommuner, and where they pay: the invoice profile, read from `faktura.toml` in the home folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from assistans.base.profile import read_profile
from assistans.registers import identifiers

FILE: Final = "faktura.toml"
REFERENS: Final = "Assistansersättning"
"""The buyer's reference where a kommun has not told its own (one is always asked for: PEPPOL-EN16931-R003)."""


class MissingFakturaprofil(RuntimeError):
    """There is no usable invoice profile; the text says what to write, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fakturaprofil:
    """The issuer as a kommun sees it. `referenser`: the kommuner's own references by kommunkod."""

    namn: str
    organisationsnummer: str
    adress: str
    postnummer: str
    ort: str
    bankgiro: str
    referenser: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("namn", "adress", "postnummer", "ort"):
            if not str(getattr(self, name)).strip():
                raise MissingFakturaprofil(f"The invoice profile's `{name}` is empty.")
        self._check("organisationsnummer", identifiers.organisationsnummer)
        self._check("bankgiro", identifiers.bankgiro)

    def _check(self, name: str, stored_form: Callable[[str], str]) -> None:
        try:
            object.__setattr__(self, name, stored_form(str(getattr(self, name))))
        except identifiers.InvalidNumber:
            raise MissingFakturaprofil(
                f"The invoice profile's `{name}` has a wrong form or check digit."
            ) from None

    def referens(self, kommun: str) -> str:
        """The reference that a kommun (by its code) wants on its invoices."""
        return self.referenser.get(kommun, REFERENS)


def load(folder: Path) -> Fakturaprofil:
    """Read the profile in `folder`. Raises MissingFakturaprofil when it is missing, or lacks or has what it should not."""
    return read_profile(folder / FILE, make=Fakturaprofil, example=_example(), error=MissingFakturaprofil)


def _example() -> str:
    return 'namn = "…", organisationsnummer = "…", adress = "…", postnummer = "…", ort = "…", bankgiro = "…", one a line'


DEMO: Final = Fakturaprofil(
    namn="Assistans demonstration",
    organisationsnummer="5560000001",
    adress="Provgatan 1",
    postnummer="111 11",
    ort="Stockholm",
    bankgiro="5050-1055",
)
"""For databases marked demo or test only."""
