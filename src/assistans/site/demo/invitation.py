"""What the demo says when its pages are open: where, who to log in as, and what to try first in each role."""

import os
import sys
import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistans.identity.roles import ROLL_NAMN, Roll

if TYPE_CHECKING:
    from assistans.site.demo.people import Guest

TEXT: Final = """
The pages are open: {address}
Choose "Logga in med BankID", then (within half a minute, as with BankID) "Öppna simulatorn", and be any of these:
{guests}

The first five minutes of each role (the county's day is Wednesday 3 June 2026):
{tours}

A second browser profile lets two people be logged in at once. The county is gone when the next demo begins; until then
  ASSISTANS_HOME='{home}' assistans serve     opens it again
Logs: {home}/log and {home}/server.log. Ctrl-C closes the pages."""

TOURS: Final[dict[Roll, tuple[str, ...]]] = {
    Roll.HANDLAGGARE: (
        "press Hämta nästa: a month opens where it says why it waits and what to do",
        "look at the calendar of shifts, then at the calculation; follow a lagrum to its text",
        "approve or refuse what waits, with a reason, and decide the month",
        "log out, be Atle Åhs, and attest a decision that Hanna Hägg took",
    ),
    Roll.ANORDNARE: (
        "see which reports of May are in, which is missing, and how many days are left",
        "open the report with a row to mend and read what is wrong and what to do",
        "upload a corrected report: it is checked before it is sent",
        "see the payment to expect in June",
    ),
    Roll.PERSON: (
        "see who has reported what in May, and which rows are not counted and why",
        "choose Skriv under räkningen: the differences are explained before you sign",
        "sign with the simulator (a real XML signature), and see the month go on",
    ),
    Roll.EKONOM: (
        "see what falls due in June, and the runs of April and May",
        "open a run, then a payment, and follow it to its rows, signatures and paragraphs",
        "open Huvudbok: everything sums to zero",
    ),
    Roll.KOMMUN: (
        "see your share month by month, and the invoice of 15 May as UBL",
        "open its specification by person and week, and take it as CSV",
    ),
}
"""What to try, by role: a line each."""


def text(guests: Iterable["Guest"], *, port: int, home: Path) -> str:
    """The whole invitation."""
    return TEXT.format(
        address=f"http://127.0.0.1:{port}/",
        guests="\n".join(guest.line() for guest in guests),
        tours="\n".join(_tour(roll, steps) for roll, steps in TOURS.items()),
        home=home,
    )


def open_browser(port: int) -> None:
    """Open the pages for whoever sits at a screen; elsewhere the address was printed."""
    if sys.stdout.isatty() and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        webbrowser.open(f"http://127.0.0.1:{port}/")


def _tour(roll: Roll, steps: Iterable[str]) -> str:
    numbered = (f"    {number}. {step}" for number, step in enumerate(steps, start=1))
    return "\n".join((f"  {ROLL_NAMN[roll]}", *numbered))
