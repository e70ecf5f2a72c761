"""Who is logged in: what every page knows of the one who reads it."""

from dataclasses import dataclass
from uuid import UUID

from assistans.identity.roles import ROLL_NAMN, Roll


@dataclass(frozen=True, slots=True, kw_only=True)
class Inloggad:
    """Somebody logged in, in one role.

    `actor` is the text that all she does is written under. `foremal` is whom she acts for: the public id of a person or
    an anordnare, the kod of a kommun, empty for those who work here; `foremal_namn` is what that is called.
    """

    namn: str
    roll: Roll
    actor: str
    foremal: str
    foremal_namn: str
    inloggning: UUID

    @property
    def roll_namn(self) -> str:
        """What the role is called on pages."""
        return ROLL_NAMN[self.roll]
