"""What a run is going to do, before anything is written: payments, what hinders others, and kommun parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from assistans.casework.models import Manadsbeslut
from assistans.law import Law
from assistans.payments.due import Forfallen, Kommunandel, Skulder, due
from assistans.payments.ledger import Entry
from assistans.payments.models import Betalningshinder, Ledgerkonto, Postering
from assistans.payments.payees import CannotBePaid, Mottagare, Register

NAMESPACE = UUID("6f1d3a52-3a0f-5c0e-9a57-0b6d5a1f7c11")  # any UUID, the same in every release
Kod = Betalningshinder.Kod
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Betalning:
    """One payment to make. Its public id follows from the decision row, so a payment has one name for ever."""

    forfallen: Forfallen
    mottagare: Mottagare

    @property
    def belopp_ore(self) -> int:
        """What is paid: what was decided, less what the month has had through the same anordnare."""
        return self.forfallen.kvar_ore

    @property
    def business_key(self) -> str:
        """Its name in the ledger."""
        return f"utbetalning:{self.forfallen.rad.public_id}"

    @property
    def public_id(self) -> UUID:
        """Its name to everybody else; the bank's EndToEndId without hyphens."""
        return uuid5(NAMESPACE, self.business_key)

    @property
    def text(self) -> str:
        """What the payee reads on the account, and the ledger's text."""
        return f"Assistansersättning {self.forfallen.beslut.arende.manad:%Y-%m}"

    def entry(self, dag: date) -> Entry:
        """Its journal: the cost against what is on its way to the bank."""
        common = {"beslut": self.forfallen.beslut, "lagrum": self.mottagare.lagrum}
        debit = Postering(konto=Ledgerkonto.ASSISTANSERSATTNING, ore=self.belopp_ore, **common)
        credit = Postering(konto=Ledgerkonto.UTBETALNING_PA_VAG, ore=-self.belopp_ore, **common)
        return Entry(business_key=self.business_key, dag=dag, text=self.text, postings=[debit, credit])


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinder:
    """A row that is not paid, and why: a code, and a Swedish text that says what to do."""

    forfallen: Forfallen
    kod: Betalningshinder.Kod
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole run. `forsta_gangen` are the decisions that it settles for the first time."""

    dag: date
    betalningar: tuple[Betalning, ...]
    hinder: tuple[Hinder, ...]
    forsta_gangen: tuple[Manadsbeslut, ...]
    kommunandelar: tuple[Kommunandel, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.betalningar or self.hinder or self.forsta_gangen)

    @property
    def belopp_ore(self) -> int:
        """What is paid in all."""
        return sum(betalning.belopp_ore for betalning in self.betalningar)

    @property
    def kommun_ore(self) -> int:
        """What is recognised on kommuner in all; credits are negative."""
        return sum(part.andring_ore for part in self.kommunandelar)

    def kommun_entries(self) -> list[Entry]:
        """One journal for each decision whose kommun parts change: the claim against the income."""
        parts: dict[Manadsbeslut, list[Kommunandel]] = {}
        for part in self.kommunandelar:
            parts.setdefault(part.beslut, []).append(part)
        return [_kommun_entry(beslut, mine, self.dag) for beslut, mine in parts.items()]


def make_plan(*, dag: date, law: Law, progress: Progress) -> Plan:
    """Decide what a run on `dag` does. Call it under the run's lock; reads only."""
    skulder = due(dag=dag)
    progress(f"{len(skulder.rader)} förfallna rader i {len(skulder.forsta_gangen)} nya beslut")
    register = _register(skulder, dag, law)
    betalningar, hinder = [], []
    for forfallen in skulder.rader:
        outcome = _outcome(forfallen, register)
        (betalningar if isinstance(outcome, Betalning) else hinder).append(outcome)
    return Plan(
        dag=dag,
        betalningar=tuple(betalningar),
        hinder=tuple(_not_told_today(hinder, dag)),
        forsta_gangen=_settled_now(skulder, betalningar, hinder),
        kommunandelar=_parts_of(skulder, _settled_now(skulder, betalningar, hinder)),
    )


def _register(skulder: Skulder, dag: date, law: Law) -> Register:
    return Register(
        dag=dag,
        law=law,
        persons=[row.beslut.arende.person for row in skulder.rader],
        via=[row.rad.via for row in skulder.rader],
    )


def _outcome(forfallen: Forfallen, register: Register) -> Betalning | Hinder:
    if forfallen.kvar_ore < 0:
        return Hinder(forfallen=forfallen, kod=Kod.ATERKRAV_PROVAS, text=_TOO_MUCH)
    if forfallen.kvar_ore == 0:
        return Hinder(forfallen=forfallen, kod=Kod.INGEN_SKILLNAD, text=_NO_DIFFERENCE)
    try:
        mottagare = register.payee(person=forfallen.beslut.arende.person, via=forfallen.rad.via)
    except CannotBePaid as hinder:
        return Hinder(forfallen=forfallen, kod=hinder.kod, text=str(hinder))
    return Betalning(forfallen=forfallen, mottagare=mottagare)


_TOO_MUCH = (
    "Det nya beslutet ger mindre än vad som redan är betalt. Inget betalas; pröva återkrav (SFB 108 kap.)."
)
_NO_DIFFERENCE = "Det nya beslutet ger lika mycket som redan är betalt. Inget betalas."


def _settled_now(
    skulder: Skulder, betalningar: Sequence[Betalning], hinder: Sequence[Hinder]
) -> tuple[Manadsbeslut, ...]:
    """The decisions of which something is settled: paid, or finally left unpaid. One that gives nobody anything is."""
    touched = {row.forfallen.beslut.pk for row in betalningar}
    touched |= {row.forfallen.beslut.pk for row in hinder if row.kod in Betalningshinder.SLUTLIGA}
    waiting = {row.beslut.pk for row in skulder.rader} - touched
    return tuple(beslut for beslut in skulder.forsta_gangen if beslut.pk not in waiting)


def _parts_of(skulder: Skulder, settled: Sequence[Manadsbeslut]) -> tuple[Kommunandel, ...]:
    keys = {beslut.pk for beslut in settled}
    return tuple(part for part in skulder.kommunandelar if part.beslut.pk in keys)


def _not_told_today(hinder: Sequence[Hinder], dag: date) -> list[Hinder]:
    """What no run of the same day has noted already: a run made again leaves no second trace of the same thing."""
    rows = [row.forfallen.rad for row in hinder]
    told = Betalningshinder.objects.filter(korning__dag=dag, beslutsrad__in=rows)
    noted = set(told.values_list("beslut_id", "beslutsrad_id", "kod"))
    return [
        row for row in hinder if (row.forfallen.beslut.pk, row.forfallen.rad.pk, row.kod.value) not in noted
    ]


def _kommun_entry(beslut: Manadsbeslut, parts: Sequence[Kommunandel], dag: date) -> Entry:
    return Entry(
        business_key=f"kommunandel:{beslut.public_id}",
        dag=dag,
        text=f"Kommunens andel {beslut.arende.manad:%Y-%m}",
        postings=[posting for part in parts for posting in _kommun_postings(part)],
    )


def _kommun_postings(part: Kommunandel) -> tuple[Postering, Postering]:
    lagrum = "SFB 51 kap. 22 §" if part.andring_ore > 0 else "SFB 51 kap. 23 § 2 st."
    common = {"beslut": part.beslut, "kommun_id": part.kommun_id, "lagrum": lagrum}
    return (
        Postering(konto=Ledgerkonto.FORDRAN_KOMMUN, ore=part.andring_ore, **common),
        Postering(konto=Ledgerkonto.KOMMUNENS_ANDEL, ore=-part.andring_ore, **common),
    )
