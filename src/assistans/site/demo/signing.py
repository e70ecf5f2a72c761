"""Signs a plan's documents as BankID would, and makes the messages of one phase: who signs what, and through whom it is sent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from assistans.base.clock import swedish_day
from assistans.site.demo import messages
from assistans.site.demo.messages import Message
from assistans.site.demo.sending import Answer, Sending
from assistans.site.pki.bankid import DEFAULT_TEXT, Signed, sign
from assistans.site.pki.folder import TestPki
from assistans.site.synthetic import documents
from assistans.site.synthetic.county import Individual, Person
from assistans.site.synthetic.documents import Dokument
from assistans.site.synthetic.planned import Plan
from assistans.site.synthetic.plans import Manadsplan, Phase, Rakning, Rapport

RAKNING_TEXT = "Jag intygar på heder och samvete att uppgifterna i räkningen är riktiga och fullständiga."


class UnexpectedAnswer(RuntimeError):
    """The door refused what it should have received."""


@dataclass(slots=True)
class Office:
    """Where documents are signed and posted. `receipts` holds every tx-id that was acknowledged, by the document's bytes."""

    plan: Plan
    pki: TestPki
    receipts: dict[bytes, UUID] = field(default_factory=dict)

    def reports(self, phase: Phase, *, at: datetime, months: Iterable[Manadsplan]) -> list[Sending]:
        """The time reports of a phase: each assistant signs hers, the anordnare all of a person's month at once."""
        reports = [r for month in months for r in month.rapporter if r.phase is phase]
        groups = groupby(reports, key=lambda r: (r.person.index, r.month, r.nyckel))
        return [sending for _, group in groups for sending in self._group(list(group), at)]

    def rakningar(self, phase: Phase, *, at: datetime, months: Iterable[Manadsplan]) -> list[Sending]:
        """The räkningar of a phase, signed by the person or whoever acts for her."""
        return [
            self._rakning(rakning, at)
            for month in months
            for rakning in month.rakningar
            if rakning.phase is phase
        ]

    def sign(
        self, who: Individual, pairs: list[tuple[str, str]], at: datetime, text: str = DEFAULT_TEXT
    ) -> Signed:
        """One signature over documents, under a text."""
        signer = self.pki.signer(personnummer=who.nummer, namn=who.namn)
        return sign(document_pairs=pairs, signer=signer, at=at, text=text)

    def soap(self, rapport: Rapport, at: datetime) -> Message:
        """One report's message with signatures of its own."""
        document = documents.tidredovisning(rapport, seed=self.plan.seed)
        assistent = self.sign(rapport.assistent, [document.pair], at)
        anordnare = self.sign(rapport.signer, [document.pair], at)
        return messages.soap(document.innehall, assistent=assistent, anordnare=anordnare)

    def supplier(self, person: Person) -> str:
        """The organisationsnummer of the supplier that a person's documents come through."""
        anordnare = person.anordnare or self.plan.county.anordnare[0]
        return anordnare.leverantor.organisationsnummer

    def _group(self, reports: list[Rapport], at: datetime) -> Iterator[Sending]:
        written = [documents.tidredovisning(report, seed=self.plan.seed) for report in reports]
        shared = self.sign(reports[0].signer, [document.pair for document in written], at)
        for report, document in zip(reports, written, strict=True):
            yield Sending(
                self.supplier(report.person),
                self._soap(report, document, shared, at),
                self._received(document.innehall),
            )

    def _soap(
        self, report: Rapport, document: Dokument, shared: Signed, at: datetime
    ) -> Callable[[], Message]:
        def make() -> Message:
            own = self.sign(report.assistent, [document.pair], at)
            return messages.soap(document.innehall, assistent=own, anordnare=shared)

        return make

    def _rakning(self, rakning: Rakning, at: datetime) -> Sending:
        document = documents.rakning(rakning, seed=self.plan.seed, datum=swedish_day(at))

        def make() -> Message:
            signed = self.sign(rakning.person.signer, [document.pair], at, text=RAKNING_TEXT)
            return messages.rakning(document.innehall, signed=signed)

        return Sending(self.supplier(rakning.person), make, self._received(document.innehall))

    def _received(self, document: bytes) -> Callable[[Answer], None]:
        def answered(answer: Answer) -> None:
            if answer.tx_id is None:
                raise UnexpectedAnswer(f"the door answered {answer.fault}: {answer.text}")
            self.receipts[document] = UUID(answer.tx_id)

        return answered
