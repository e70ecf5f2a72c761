"""Who is paid on the pay day, and where: the payee is tested again with the one pure function, the account is looked up.

Everything is read once for a whole run, in a fixed number of queries, and held as plain values.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistans import facts
from assistans.assessment.mottagare import PERSON, choose_payee
from assistans.base.amend import current
from assistans.law import Law
from assistans.payments.konto import Bankadress, OgiltigtKonto, bankadress
from assistans.payments.models import Betalningshinder
from assistans.payments.pain001 import bank_name
from assistans.registers.models import (
    Anordnare,
    AnordnareVillkor,
    Betalningsmottagare,
    Person,
    Uppdrag,
    Utbetalningskonto,
    Version,
)
from assistans.registers.queries.facts import EGEN
from assistans.timeline.months import Period

TO_PERSON, TO_ANORDNARE = "SFB 51 kap. 14 §", "SFB 51 kap. 19 §"
Kod = Betalningshinder.Kod


class CannotBePaid(Exception):
    """A due row cannot be paid. `kod` is stable; the text is Swedish and says what to do, without name or number."""

    def __init__(self, kod: Betalningshinder.Kod, text: str) -> None:
        super().__init__(text)
        self.kod = kod


@dataclass(frozen=True, slots=True, kw_only=True)
class Mottagare:
    """Who is paid: exactly one of person and anordnare, its name and account for the bank, and why it is this one."""

    person: Person | None
    anordnare: Anordnare | None
    namn: str
    kontoslag: str
    nummer: str
    adress: Bankadress
    koder: tuple[str, ...]
    lagrum: str


class Register:
    """What the registers say on a pay day of everybody that a run may pay."""

    def __init__(self, *, dag: date, law: Law, persons: Iterable[Person], via: Iterable[str]) -> None:
        self._dag = dag
        self._law = law
        rows = Anordnare.objects.filter(organisationsnummer__in=set(via) - {EGEN})
        self._anordnare = {row.organisationsnummer: row for row in rows}
        person_ids = {row.pk for row in persons}
        anordnare_ids = {row.pk for row in rows}
        self._villkor = _villkor(anordnare_ids)
        self._uppdrag = _uppdrag(person_ids, anordnare_ids)
        self._accounts = _accounts(dag, person_ids, anordnare_ids)

    def payee(self, *, person: Person, via: str) -> Mottagare:
        """Who is paid for time that `via` (an organisationsnummer, or `egen`) gave `person`.

        Raises CannotBePaid when the payee has no name, no account, or an account that no bank has.
        """
        chosen = choose_payee(anordnare=self._facts(person, via), day=self._dag, law=self._law)
        if chosen.mottagare == PERSON:
            return self._to(person, None, koder=chosen.koder)
        if chosen.mottagare not in self._anordnare:
            raise CannotBePaid(Kod.KONTO_SAKNAS, _NO_ACCOUNT[False])
        return self._to(person, self._anordnare[chosen.mottagare], koder=chosen.koder)

    def _facts(self, person: Person, via: str) -> facts.Anordnare:
        """What holds today; one that no register knows meets no condition, as when the month was assessed."""
        anordnare = self._anordnare.get(via)
        if anordnare is None:
            return facts.Anordnare(id=via, slag="egen_arbetsgivare" if via == EGEN else "foretag")
        uppdrag, payee = self._uppdrag.get((person.pk, anordnare.pk), (None, ()))
        conditions = {kind: self._villkor[anordnare.pk, kind] for kind in AnordnareVillkor.Villkor.values}
        return facts.Anordnare(
            id=anordnare.organisationsnummer,
            slag=anordnare.slag,
            betalningsmottagare=payee,
            avtal_from=uppdrag.avtal_from if uppdrag else None,
            tillstand_upphort_meddelat=uppdrag.tillstand_upphort_meddelat if uppdrag else None,
            **conditions,
        )

    def _to(self, person: Person, anordnare: Anordnare | None, *, koder: Sequence[str]) -> Mottagare:
        namn = bank_name(anordnare.namn if anordnare else f"{person.fornamn} {person.efternamn}")
        if not namn:
            raise CannotBePaid(Kod.NAMN_SAKNAS, _NO_NAME)
        konto = self._accounts.get(("anordnare", anordnare.pk) if anordnare else ("person", person.pk))
        if konto is None:
            raise CannotBePaid(Kod.KONTO_SAKNAS, _NO_ACCOUNT[anordnare is None])
        return Mottagare(
            person=None if anordnare else person,
            anordnare=anordnare,
            namn=namn,
            kontoslag=konto.kontoslag,
            nummer=konto.nummer,
            adress=_adress(konto),
            koder=tuple(koder),
            lagrum=TO_ANORDNARE if anordnare else TO_PERSON,
        )


_NO_NAME = (
    "Mottagaren saknar namn i registret, och banken tar inte emot en betalning utan namn. Registrera namnet."
)
_NO_ACCOUNT = {
    True: "Personen ska få pengarna men har inget konto den här dagen. Begär in kontot och registrera det.",
    False: "Anordnaren ska få pengarna men har inget konto den här dagen. Begär in kontot och registrera det.",
}


def _adress(konto: Utbetalningskonto) -> Bankadress:
    try:
        return bankadress(kontoslag=konto.kontoslag, nummer=konto.nummer)
    except OgiltigtKonto as error:
        raise CannotBePaid(Kod.KONTO_OGILTIGT, f"{error} Rätta kontot i registret.") from None


def _villkor(anordnare: set[int]) -> dict[tuple[int, str], tuple[Period, ...]]:
    found: dict[tuple[int, str], tuple[Period, ...]] = defaultdict(tuple)
    for row in current(AnordnareVillkor).filter(anordnare__in=anordnare).order_by("valid"):
        found[row.anordnare_id, row.villkor] += (_period(row),)
    return found


def _uppdrag(
    persons: set[int], anordnare: set[int]
) -> dict[tuple[int, int], tuple[Uppdrag, tuple[Period, ...]]]:
    rows = Uppdrag.objects.filter(person__in=persons, anordnare__in=anordnare)
    paid: dict[int, tuple[Period, ...]] = defaultdict(tuple)
    for version in current(Betalningsmottagare).filter(uppdrag__in=rows).order_by("valid"):
        paid[version.uppdrag_id] += (_period(version),)
    return {(row.person_id, row.anordnare_id): (row, paid[row.pk]) for row in rows}


def _accounts(dag: date, persons: set[int], anordnare: set[int]) -> dict[tuple[str, int], Utbetalningskonto]:
    rows = current(Utbetalningskonto, on=dag)
    found = {("person", row.person_id): row for row in rows.filter(person__in=persons)}
    return found | {("anordnare", row.anordnare_id): row for row in rows.filter(anordnare__in=anordnare)}


def _period(row: Version) -> Period:
    return Period(row.valid.lower, row.valid.upper)
