"""Who can log in to the demo: one or two in each role, all of them invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistans.base.clock import Clock
from assistans.identity.models import Anvandare
from assistans.identity.roles import ROLL_NAMN, Roll
from assistans.identity.services import register_anvandare, register_ombud
from assistans.registers.models import Anordnare, Kommun
from assistans.site.demo.registering import BY
from assistans.site.synthetic import numbers
from assistans.site.synthetic.planned import LONG_AGO, Plan

BESLUTAR: Final = ("Hanna Hägg", 20, Roll.HANDLAGGARE)
ATTESTERAR: Final = ("Atle Åhs", 21, Roll.HANDLAGGARE)
EKONOM: Final = ("Ebba Ek", 22, Roll.EKONOM)
CONTROLLER: Final = ("Conny Ceder", 23, Roll.CONTROLLER)
"""Those who work here: name, the place of the test number among those that belong to nobody else, role."""

KOMMUN: Final = ("Kajsa Kvist", 24)
ANORDNARE: Final = 2  # whose May has a report to mend and one that is missing
UNSIGNED: Final = 6  # the person whose räkning for May waits
REPRESENTED: Final = 10  # the one whose god man signs


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to log in as: the role's name on pages, who she is, and for whom she acts."""

    roll: Roll
    namn: str
    for_vem: str = ""

    def line(self) -> str:
        """One line of the list that the demo prints."""
        return f"  {ROLL_NAMN[self.roll]:<22} {self.namn}{f', {self.for_vem}' if self.for_vem else ''}"


def employ(namn: str, number: int, roll: Roll, *, clock: Clock) -> Anvandare:
    """Register somebody who works here."""
    return register_anvandare(
        namn=namn, personnummer=numbers.adult(number), roller=[roll.value], by=BY, clock=clock
    )


def invite(plan: Plan, *, clock: Clock) -> list[Guest]:
    """Let the anordnare's signatories, a kommun's officer, an economist and a controller in; gives whom to try, by role."""
    for anordnare in plan.county.anordnare:
        whom = Anordnare.objects.get(organisationsnummer=anordnare.organisationsnummer)
        _ombud(anordnare.firmatecknare.namn, anordnare.firmatecknare.nummer, whom, clock)
    kommun = Kommun.objects.get(kod=plan.county.kommuner[0].kod)
    _ombud(KOMMUN[0], numbers.adult(KOMMUN[1]), kommun, clock)
    for namn, number, roll in (EKONOM, CONTROLLER):
        employ(namn, number, roll, clock=clock)
    return list(_guests(plan))


def _guests(plan: Plan) -> Iterator[Guest]:
    yield Guest(Roll.HANDLAGGARE, BESLUTAR[0])
    yield Guest(Roll.HANDLAGGARE, ATTESTERAR[0], "som attesterar")
    anordnare = plan.county.anordnare[ANORDNARE]
    yield Guest(Roll.ANORDNARE, anordnare.firmatecknare.namn, anordnare.namn)
    people = {index: each.person for index, each in enumerate(plan.persons)}
    if person := people.get(UNSIGNED):
        yield Guest(Roll.PERSON, person.individual.namn)
    if (person := people.get(REPRESENTED)) and person.stallforetradare:
        yield Guest(Roll.PERSON, person.stallforetradare.namn, f"god man för {person.individual.namn}")
    yield Guest(Roll.EKONOM, EKONOM[0])
    yield Guest(Roll.CONTROLLER, CONTROLLER[0])
    yield Guest(Roll.KOMMUN, KOMMUN[0], plan.county.kommuner[0].namn)


def _ombud(namn: str, personnummer: str, whom: Anordnare | Kommun, clock: Clock) -> None:
    register_ombud(personnummer=personnummer, namn=namn, whom=whom, start=LONG_AGO, by=BY, clock=clock)
