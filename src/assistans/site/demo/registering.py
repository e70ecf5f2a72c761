"""Puts a planned county into the registers, by the registers' own use cases."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from assistans.base.clock import Clock
from assistans.facts import Beslut
from assistans.facts.beslut import BeviljadTid
from assistans.registers import models, services
from assistans.site.synthetic.county import Anordnare, Individual, Kommun
from assistans.site.synthetic.planned import Plan, Villkor
from assistans.site.synthetic.plans import LONG_AGO, Personplan, Uppdrag, Uppgift
from assistans.timeline.months import ONE_DAY, Period

BY = "maskin:demo"
FAST = Decimal(100_000)  # calls a second: the demo's suppliers send all at once


@dataclass(frozen=True, slots=True)
class Registrar:
    """Registers one county at the clock's time."""

    plan: Plan
    clock: Clock

    def register(self) -> None:
        """Register everything that casework needs to know, in one transaction. Suppliers are another matter."""
        with transaction.atomic():
            for kommun in self.plan.county.kommuner:
                self._kommun(kommun)
            anordnare = {a: self._anordnare(a) for a in self.plan.county.anordnare}
            for person in self.plan.persons:
                PersonRegistrar(person, anordnare, self.clock).register()

    def _kommun(self, kommun: Kommun) -> None:
        services.register_kommun(
            kod=kommun.kod,
            namn=kommun.namn,
            organisationsnummer=kommun.organisationsnummer,
            by=BY,
            clock=self.clock,
        )

    def _anordnare(self, anordnare: Anordnare) -> models.Anordnare:
        row = services.register_anordnare(
            organisationsnummer=anordnare.organisationsnummer,
            namn=anordnare.namn,
            slag=anordnare.slag,
            by=BY,
            clock=self.clock,
        )
        services.register_account(
            owner=row,
            kontoslag="bankgiro",
            nummer=anordnare.bankgiro,
            start=LONG_AGO,
            by=BY,
            clock=self.clock,
        )
        for villkor in self.plan.villkor[anordnare]:
            self._villkor(row, villkor)
        return row

    def _villkor(self, anordnare: models.Anordnare, villkor: Villkor) -> None:
        services.register_villkor(
            anordnare=anordnare,
            villkor=villkor.villkor,
            start=LONG_AGO,
            end=villkor.last and villkor.last + ONE_DAY,
            by=BY,
            clock=self.clock,
        )


@dataclass(frozen=True, slots=True)
class PersonRegistrar:
    """Registers one person's plan."""

    plan: Personplan
    anordnare: dict[Anordnare, models.Anordnare]
    clock: Clock

    def register(self) -> None:
        """Register the person and all that hangs on her."""
        individual = self.plan.person.individual
        person = services.register_person(
            personnummer=individual.nummer,
            fornamn=individual.fornamn,
            efternamn=individual.efternamn,
            by=BY,
            clock=self.clock,
        )
        self._life(person)
        self._representative(person)
        self._account(person)
        for uppdrag in self.plan.uppdrag:
            self._uppdrag(person, uppdrag)
        for uppgift in self.plan.uppgifter:
            self._uppgift(person, uppgift)
        for individual, period in self.plan.oformogen:
            self._oformogen(individual, period)
        for beslut in self.plan.beslut:
            self._beslut(person, beslut)

    def _life(self, person: models.Person) -> None:
        for kommun, start in self.plan.kommuner:
            services.register_person_kommun(
                person=person, kod=kommun.kod, start=start, by=BY, clock=self.clock
            )
        for period in self.plan.institution:
            services.register_vistelse(
                person=person, slag="institution", start=period.start, end=period.end, by=BY, clock=self.clock
            )
        if self.plan.skyddad:
            services.register_skydd(
                person=person, slag="sekretessmarkering", start=LONG_AGO, by=BY, clock=self.clock
            )
        if self.plan.avliden:
            services.register_avliden(person=person, dag=self.plan.avliden, by=BY, clock=self.clock)

    def _representative(self, person: models.Person) -> None:
        if who := self.plan.person.stallforetradare:
            services.register_stallforetradare(
                person=person,
                personnummer=who.nummer,
                namn=who.namn,
                slag=self.plan.person.stallforetradare_slag,
                start=LONG_AGO,
                by=BY,
                clock=self.clock,
            )

    def _account(self, person: models.Person) -> None:
        services.register_account(
            owner=person,
            kontoslag="bankkonto",
            nummer=self.plan.person.konto,
            start=self.plan.konto_from,
            by=BY,
            clock=self.clock,
        )

    def _uppdrag(self, person: models.Person, uppdrag: Uppdrag) -> None:
        row = services.register_uppdrag(
            person=person,
            anordnare=self.anordnare[uppdrag.anordnare],
            avtal_from=uppdrag.avtal_from,
            tillstand_upphort_meddelat=uppdrag.tillstand_upphort_meddelat,
            by=BY,
            clock=self.clock,
        )
        if uppdrag.mottagare_from:
            services.register_betalningsmottagare(
                uppdrag=row, start=uppdrag.mottagare_from, by=BY, clock=self.clock
            )

    def _uppgift(self, person: models.Person, uppgift: Uppgift) -> None:
        services.register_assistentuppgift(
            person=person,
            assistent=self._assistent(uppgift.assistent),
            anordnare=self.anordnare[uppgift.anordnare] if uppgift.anordnare else None,
            mottagen=uppgift.mottagen,
            start=min(uppgift.mottagen, uppgift.anstalld),
            anstalld=uppgift.anstalld,
            narstaende=uppgift.narstaende,
            bosatt_inom_ees=uppgift.bosatt_inom_ees,
            kollektivavtal=uppgift.kollektivavtal,
            by=BY,
            clock=self.clock,
        )

    def _assistent(self, individual: Individual) -> models.Assistent:
        return services.register_assistent(
            idnummer=individual.nummer,
            fornamn=individual.fornamn,
            efternamn=individual.efternamn,
            by=BY,
            clock=self.clock,
        )

    def _oformogen(self, individual: Individual, period: Period) -> None:
        services.register_oformogen(
            assistent=self._assistent(individual), start=period.start, end=period.end, by=BY, clock=self.clock
        )

    def _beslut(self, person: models.Person, beslut: Beslut) -> None:
        services.register_beslut(
            person=person,
            start=beslut.beviljandeperiod.start,
            end=_ended(beslut.beviljandeperiod),
            innehall=services.Beslutsinnehall(
                tid=_tid(beslut.tid),
                utbetalning=self.plan.utbetalning,
                beslutad=beslut.beslutad,
                vantetid=beslut.vantetid,
                beredskap=beslut.beredskap,
                dubbelassistans=_tid(beslut.dubbelassistans) if beslut.dubbelassistans else None,
                hogre_timbelopp_ore=beslut.timbelopp.hogre,
                timbelopp_utanfor_ees_ore=beslut.timbelopp_utanfor_ees,
                sarskilda_skal=tuple(sorted(beslut.sarskilda_skal)),
            ),
            by=BY,
            clock=self.clock,
        )


def _tid(granted: BeviljadTid) -> services.Tid:
    return services.Tid(granted.per, granted.minuter)


def _ended(period: Period) -> date:
    if period.end is None:
        raise ValueError("a grant has a last day")
    return period.end
