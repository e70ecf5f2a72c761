"""The demo's calendar: February to April 2026 come in, are assessed, decided and paid, phase by phase.

A phase's documents are sent by many threads in any order; the next phase begins when the workers have nothing left to do.
So an overlap between two persons is known before any of their months can be clean, and sums do not depend on the order.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from assistans.base import instance
from assistans.base.clock import Clock
from assistans.casework.versions import law_in_force
from assistans.municipalities import fakturafil
from assistans.municipalities import services as municipalities
from assistans.municipalities.fakturaprofil import DEMO as FAKTURAPROFIL
from assistans.municipalities.models import Kommunfaktura
from assistans.payments import services as payments
from assistans.payments.bankprofil import DEMO
from assistans.payments.outcome import Korningsresultat
from assistans.site.demo import checking
from assistans.site.demo.faults import FAULTS, Fault, Right
from assistans.site.demo.handlaggare import Handlaggare, to_decide
from assistans.site.demo.progress import Progress
from assistans.site.demo.rakning_faults import RAKNING_FAULTS, RakningFault, RightRakning
from assistans.site.demo.registering import BY
from assistans.site.demo.sending import Answer, Client, Door, Sending, send_all
from assistans.site.demo.signing import Office
from assistans.site.demo.suppliers import Gate, Suppliers
from assistans.site.demo.waiting import set_clock, until_idle
from assistans.site.synthetic import documents
from assistans.site.synthetic.mistakes import APRIL, FEBRUARI, MARS, OKTOBER
from assistans.site.synthetic.planned import Plan
from assistans.site.synthetic.plans import Manadsplan, Phase
from assistans.timeline.months import Month

SIGNED_BEFORE: Final = timedelta(minutes=2)
PAY_DAYS: Final = (date(2026, 4, 20), date(2026, 5, 20))
DEBIT_DAY: Final = date(2026, 5, 15)
ANOTHER: Final = 1  # the person whose report is sent again and again
REPRESENTED: Final = 10  # a person whose räkning somebody else signs
THE_SAME_ANORDNARES: Final = 6  # another person of the same anordnare


class WrongAnswer(RuntimeError):
    """The door answered a spoiled message otherwise than it must."""


@dataclass(slots=True)
class Story:
    """One county's three months. `threads` and `shuffle` (a seed, 0 = by person) change the order of sending and nothing else."""

    plan: Plan
    office: Office
    door: Door
    suppliers: Suppliers
    handlaggare: Handlaggare
    progress: Progress
    threads: int
    shuffle: int
    faults: Counter[str] = field(default_factory=Counter)
    korningar: list[Korningsresultat] = field(default_factory=list)
    fakturor: list[Kommunfaktura] = field(default_factory=list)
    repeats: int = 0

    def play(self, *, elsewhere: Path) -> None:
        """Play everything. Raises what goes otherwise than planned."""
        self.first_reports()
        self.refusals(elsewhere)
        self.first_rakningar()
        self.first_casework()
        self.first_pay_day()
        self.april()
        checking.check_last(self.plan.persons)

    def first_reports(self) -> None:
        """3 April: the reports of February and March, and one straggler's of October."""
        set_clock("2026-04-03 08:00")
        self._send_reports(Phase.RAPPORTER, FEBRUARI, MARS, OKTOBER)
        self._send_again(Phase.RAPPORTER, FEBRUARI)

    def refusals(self, elsewhere: Path) -> None:
        """Everything that the door must refuse."""
        right = self._right()
        self.progress.count("Faults that the door must refuse", len(FAULTS))
        with self.door.connected(self._supplier()) as client:
            for fault in FAULTS:
                self._refused(client, fault, right)
        self._conflict()
        gate = Gate(self.door, self.suppliers, self.faults)
        gate.try_all(right.message(), elsewhere=elsewhere)
        gate.flood(right.message())
        until_idle()

    def first_rakningar(self) -> None:
        """4 April: the räkningar. February's come first: a week that two months share counts for the first of them."""
        set_clock("2026-04-04 12:00")
        self._send_rakningar(Phase.RAKNINGAR, OKTOBER, FEBRUARI)
        self._send_rakningar(Phase.RAKNINGAR, MARS)
        self._refuse_rakningar()
        set_clock("2026-04-09 09:00")
        self._send_rakningar(Phase.SENT, FEBRUARI)

    def first_casework(self) -> None:
        """9 to 17 April: what waits is looked at, persons and anordnare answer, and the months are decided."""
        first = self._months(OKTOBER, FEBRUARI, MARS)
        checking.check_first(first)
        self._take_steps(first)
        set_clock("2026-04-10 10:00")
        self._send_reports(Phase.RATTELSER, FEBRUARI, MARS)
        self._send_rakningar(Phase.RATTELSER, FEBRUARI, MARS)
        set_clock("2026-04-14 15:00")
        self._send_rakningar(Phase.SVAR, FEBRUARI, MARS)
        set_clock("2026-04-17 09:00")
        until_idle()
        for number in (OKTOBER, FEBRUARI, MARS):
            self._decide(number)

    def first_pay_day(self) -> None:
        """20 April: February and March are paid."""
        self._pay(set_clock("2026-04-20 05:00"), PAY_DAYS[0])

    def april(self) -> None:
        """2 to 20 May: April comes in, is decided and paid."""
        set_clock("2026-05-02 09:00")
        self._send_reports(Phase.RAPPORTER, APRIL)
        set_clock("2026-05-04 12:00")
        self._send_rakningar(Phase.RAKNINGAR, APRIL)
        set_clock("2026-05-08 09:00")
        until_idle()
        months = self._months(APRIL)
        checking.check_first(months)
        self._take_steps(months)
        self._debit(DEBIT_DAY)
        set_clock("2026-05-18 09:00")
        until_idle()
        self._decide(APRIL)
        self._pay(set_clock("2026-05-20 05:00"), PAY_DAYS[1])

    def _months(self, *numbers: Month) -> list[Manadsplan]:
        return [plan.manader[n] for plan in self.plan.persons for n in numbers if n in plan.manader]

    def send_planned_reports(
        self, phase: Phase, months: list[Manadsplan], text: str, *, again: bool = False
    ) -> None:
        """Sign and send the reports of a phase; `again` says that they are repeats."""
        at = instance.clock().now() - SIGNED_BEFORE
        sendings = self.office.reports(phase, at=at, months=months)
        self.repeats += len(sendings) if again else 0
        self._send(sendings, text)

    def send_planned_rakningar(self, phase: Phase, months: list[Manadsplan], text: str) -> None:
        """Sign and send the räkningar of a phase."""
        at = instance.clock().now() - SIGNED_BEFORE
        self._send(self.office.rakningar(phase, at=at, months=months), text)

    def _send_reports(self, phase: Phase, *numbers: Month) -> None:
        self.send_planned_reports(phase, self._months(*numbers), f"Time reports ({_names(numbers)})")

    def _send_again(self, phase: Phase, number: Month) -> None:
        months = self._months(number)[ANOTHER : ANOTHER + 1]
        self.send_planned_reports(phase, months, f"The same reports again ({number})", again=True)

    def _send_rakningar(self, phase: Phase, *numbers: Month) -> None:
        self.send_planned_rakningar(phase, self._months(*numbers), f"Räkningar ({_names(numbers)})")

    def _send(self, sendings: list[Sending], text: str) -> None:
        if self.shuffle:
            Random(self.shuffle).shuffle(sendings)  # noqa: S311 - the order shall be repeatable
        self.progress.count(text, len(sendings))
        send_all(self.door, sendings, threads=self.threads, tick=self.progress.tick)
        until_idle()

    def _take_steps(self, months: Iterable[Manadsplan]) -> None:
        for month in months:
            self.handlaggare.take_steps(month, clock=instance.clock())
        until_idle()

    def _decide(self, number: Month) -> None:
        months = to_decide(self._months(number))
        self.progress.count(f"Decisions by handläggare ({number})", len(months))
        for month in months:
            self.handlaggare.decide(month, clock=instance.clock())
            self.progress.tick()
        until_idle()

    def _pay(self, clock: Clock, dag: date) -> None:
        result = payments.pay(dag=dag, by=BY, clock=clock, law=law_in_force(), profil=DEMO)
        self.korningar.append(result)
        until_idle()
        self.progress.say(
            f"Pay run {dag}: {result.antal} payments, {result.belopp_ore / 100:,.2f} kr; {len(result.hinder)} held back"
        )

    def _debit(self, dag: date) -> None:
        """The kommuner are invoiced for what the first pay day paid for them."""
        clock = set_clock(f"{dag} 06:00")
        self.fakturor = municipalities.debit(
            dag=dag, by=BY, clock=clock, law=law_in_force(), profil=FAKTURAPROFIL
        )
        fakturafil.hand_over(clock=clock)
        belopp = sum(faktura.belopp_ore for faktura in self.fakturor)
        self.progress.say(f"Invoices to kommuner {dag}: {len(self.fakturor)}, {belopp / 100:,.2f} kr")

    def _right(self) -> Right:
        """A report that was received already: nothing comes of it if a spoiled one should be let through."""
        report = self.plan.persons[ANOTHER].manader[FEBRUARI].rapporter[0]
        if report.anordnare is None:
            raise ValueError("the faults need an anordnare")
        return Right(
            document=documents.tidredovisning(report, seed=self.plan.seed),
            assistent=report.assistent,
            anordnare=report.anordnare.firmatecknare,
            at=instance.clock().now() - SIGNED_BEFORE,
            pki=self.office.pki,
        )

    def _supplier(self) -> str:
        return self.office.supplier(self.plan.persons[ANOTHER].person)

    def _refused(self, client: Client, fault: Fault, right: Right) -> None:
        answer: Answer = client.post(fault.make(right))
        if answer.fault != fault.answer or fault.says not in answer.text:
            raise WrongAnswer(f"{fault.name}: the door answered {answer.fault}: {answer.text}")
        self.faults[fault.name] += 1
        self.progress.tick()

    def _refuse_rakningar(self) -> None:
        """Everything that a räkning is refused for, each a spoiled copy of one that was received."""
        if len(self.plan.persons) <= REPRESENTED:
            return
        person = self.plan.persons[REPRESENTED]
        right = RightRakning(
            rakning=person.manader[FEBRUARI].rakningar[0],
            seed=self.plan.seed,
            at=instance.clock().now() - SIGNED_BEFORE,
            pki=self.office.pki,
            stranger=person.person.team[0],
        )
        self.progress.count("Faults of a räkning", len(RAKNING_FAULTS))
        with self.door.connected(self.office.supplier(person.person)) as client:
            for fault in RAKNING_FAULTS:
                self._rakning_refused(client, fault, right)

    def _rakning_refused(self, client: Client, fault: RakningFault, right: RightRakning) -> None:
        answer = client.post(fault.make(right))
        if answer.fault != fault.status or f'"{fault.code}"' not in answer.text:
            raise WrongAnswer(f"{fault.name}: the door answered {answer.fault}: {answer.text}")
        self.faults[fault.name] += 1
        self.progress.tick()

    def _conflict(self) -> None:
        """The id of a report that was received, on another person's month."""
        person, other = (
            self.plan.persons[ANOTHER],
            self.plan.persons[ANOTHER + len(self.plan.county.anordnare) - 2],
        )
        mine, theirs = person.manader[FEBRUARI].rapporter[0], other.manader[FEBRUARI].rapporter[0]
        text = documents.tidredovisning(theirs, seed=self.plan.seed).innehall.decode()
        seed = self.plan.seed
        swapped = text.replace(str(theirs.identifier(seed)), str(mine.identifier(seed)))
        right = self._right()
        document = documents.Dokument(mine.identifier(seed), swapped.encode())
        spoiled = Fault(
            "id of another person's report", "XmlValidationError", "", lambda each: each.message()
        )
        self.progress.count("The same id for another person", 1)
        conflict = Right(
            document=document,
            assistent=theirs.assistent,
            anordnare=right.anordnare,
            at=right.at,
            pki=right.pki,
        )
        with self.door.connected(self._supplier()) as client:
            self._refused(client, spoiled, conflict)


def _names(numbers: Iterable[Month]) -> str:
    return ", ".join(map(str, numbers))
