"""One measured figure with its peer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value and the named peer or limit measured in the same run. `ratio` = value / peer_value."""

    name: str
    value: float
    unit: str
    peer: str
    peer_value: float
    note: str = ""

    @property
    def ratio(self) -> float:
        """How the value stands to its peer."""
        return self.value / self.peer_value if self.peer_value else float("nan")

    def __str__(self) -> str:
        """One readable line."""
        text = f"{self.name:44} {self.value:>12,.1f} {self.unit:18} {self.ratio:>8.3f} × {self.peer} ({self.peer_value:,.1f})"
        return f"{text}  {self.note}".rstrip()
