"""Two invented handläggare who do the county's casework through its use cases: one decides, the other attests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from assistans.base.clock import Clock, swedish_day
from assistans.casework import services
from assistans.casework.decisions import needs_attest
from assistans.casework.koder import reasons
from assistans.casework.models import Manadsarende, Manadsbeslut
from assistans.casework.services import Skal
from assistans.intake.models import Handling
from assistans.site.demo import people
from assistans.site.synthetic.plans import Manadsplan, Step

TIME_TO_ANSWER: Final = timedelta(days=7)
_ADVERSE: Final = {"delvis", "avslag"}
_WHY: Final = {
    "godkann": "Personen och anordnaren har förklarat saken och uppgifterna stämmer med schemat.",
    "neka": "Det har inte kommit fram något som visar att tiden är utförd assistans som ersätts.",
    "satt_undan": "Anordnaren har svarat att den senare tidsredovisningen gäller.",
}


@dataclass(frozen=True, slots=True)
class Handlaggare:
    """The two at work: actor texts of the one who decides and the one who attests."""

    seed: int
    beslutar: str
    attesterar: str

    @classmethod
    def employ(cls, seed: int, *, clock: Clock) -> "Handlaggare":
        """Register the two as users."""
        rows = [people.employ(*each, clock=clock) for each in (people.BESLUTAR, people.ATTESTERAR)]
        return cls(seed, *(f"anvandare:{row.public_id}" for row in rows))

    def take_steps(self, month: Manadsplan, *, clock: Clock) -> None:
        """Do with a month what is planned, and let the person answer where a decision will go against her."""
        arende = arende_of(month)
        for step in month.steps:
            self._take(step, arende, month, clock)
        if month.kind in _ADVERSE:
            self._hear(arende, clock)

    def decide(self, month: Manadsplan, *, clock: Clock) -> Manadsbeslut:
        """Decide a month, and have it attested where the table asks for a second person."""
        beslut = self.decide_unattested(month, clock=clock)
        if needs_attest(beslut, clock):
            services.attest(beslut=beslut, skal="Riktigt.", by=self.attesterar, clock=clock)
        return beslut

    def decide_unattested(self, month: Manadsplan, *, clock: Clock) -> Manadsbeslut:
        """Decide a month, and leave the second person's answer to whoever works on."""
        skal = Skal(motivering=_motivering(month)) if month.kind in _ADVERSE else Skal()
        return services.decide(arende=arende_of(month), skal=skal, by=self.beslutar, clock=clock)

    def _take(self, step: Step, arende: Manadsarende, month: Manadsplan, clock: Clock) -> None:
        if step.atgard == "komplettera":
            self._ask(arende, clock)
        elif step.atgard == "satt_undan":
            rapport = _handling(month, self.seed)
            services.set_aside_report(
                arende=arende, rapport=rapport, skal=_WHY["satt_undan"], by=self.beslutar, clock=clock
            )
        else:
            act = services.approve_minutes if step.atgard == "godkann" else services.refuse_minutes
            act(arende=arende, kod=step.kod, skal=_WHY[step.atgard], by=self.beslutar, clock=clock)

    def _ask(self, arende: Manadsarende, clock: Clock) -> None:
        services.ask_for_completion(
            arende=arende,
            text="Räkningen stämmer inte med tidsredovisningarna. Skicka en rättad räkning.",
            sista_dag=swedish_day(clock.now()) + TIME_TO_ANSWER,
            by=self.beslutar,
            clock=clock,
        )

    def _hear(self, arende: Manadsarende, clock: Clock) -> None:
        services.communicate(
            arende=arende,
            text="Vi kan komma att inte betala för all tid. Här är tiden och skälen. Du får svara innan vi beslutar.",
            svar_senast=swedish_day(clock.now()) + TIME_TO_ANSWER,
            by=self.beslutar,
            clock=clock,
        )


def arende_of(month: Manadsplan) -> Manadsarende:
    """The month's case. Raises Manadsarende.DoesNotExist when nothing of it was taken in."""
    return Manadsarende.objects.select_related("person").get(
        person__personnummer=month.person.individual.nummer, manad=month.month.first
    )


def to_decide(months: Iterable[Manadsplan]) -> list[Manadsplan]:
    """The months that are for a handläggare to decide."""
    return [month for month in months if month.kind not in {None, "maskinellt"}]


def _handling(month: Manadsplan, seed: int) -> Handling:
    """The first report of the month as it was received."""
    return Handling.objects.get(tidredovisning__dokument_id=month.rapporter[0].identifier(seed))


def _motivering(month: Manadsplan) -> str:
    return f"Tiden ersätts inte eftersom {reasons(sorted(month.koder))} (51 kap. socialförsäkringsbalken)."
