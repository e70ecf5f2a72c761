"""Writing a decision on a month: whole, with all that proves it, each payee's part to the öre and the kommun's part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from assistans.assessment.bedomning import Bedomning, Kommundel, Utbetalning, Utbetalningsdel
from assistans.assessment.code_version import code_version
from assistans.base import attest
from assistans.base.clock import Clock
from assistans.casework.errors import Hinder
from assistans.casework.models import Beslutsrad, Kommunrad, Manadsarende, Manadsbeslut, Uppgift
from assistans.casework.month import Manadsbedomning
from assistans.casework.uppgifter import close_all, open_one
from assistans.casework.used import standing_decision
from assistans.casework.versions import keep, law_in_force
from assistans.casework.work import ask_for_assessment
from assistans.registers.models import Anordnare, Kommun

ATTEST = "ATTEST"
PERSON = "person"


class MissingKommun(Hinder):
    """The first 20 hours a week have no kommun to answer for them."""


class DoesNotAddUp(Hinder):
    """The parts of a decision do not make up its amount: nothing may be decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skal:
    """The reasons a decision states: FL 32 §, minutes left waiting, and why the person was not heard first (FL 25 §)."""

    motivering: str = ""
    kvar: str = ""
    utan_kommunicering: str = ""


@dataclass(slots=True)
class _Del:
    """One anordnare's share of a payment."""

    utbetalning: Utbetalning
    delar: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ore(self) -> int:
        return sum(part["belopp_ore"] for part in self.delar)


@transaction.atomic
def write_decision(
    *, month: Manadsbedomning, kind: Manadsbeslut.Kind, by: str, skal: Skal, clock: Clock
) -> Manadsbeslut:
    """Write the decision that a month's assessment amounts to, whole or not at all.

    Raises MissingKommun, and DoesNotAddUp if parts and whole ever differ.
    """
    earlier = standing_decision(month.arende)
    beslut = Manadsbeslut.objects.create(
        arende=month.arende,
        nummer=Manadsbeslut.objects.filter(arende=month.arende).count() + 1,
        avsikt=Manadsbeslut.Avsikt.ANDRING if earlier else Manadsbeslut.Avsikt.NY,
        kind=Manadsbeslut.Kind.ANDRING if earlier else kind,
        **_outcome(month.bedomning),
        **_proof(month),
        motivering=skal.motivering,
        kvar_koder=sorted({held.kod for held in month.bedomning.minuter if held.ode == "vantar"}),
        kvar_skal=skal.kvar,
        utan_kommunicering=skal.utan_kommunicering,
        beslutad_av=by,
        beslutad_at=clock.now(),
    )
    keep(law_in_force())
    Beslutsrad.objects.bulk_create(_payees(beslut, month))
    Kommunrad.objects.bulk_create(_kommuner(beslut, month.bedomning))
    _settle(month.arende, beslut, clock)
    return beslut


def needs_attest(beslut: Manadsbeslut, clock: Clock) -> bool:
    """Whether a decision still waits for a second person, by the attest table."""
    return attest.is_missing(kind=beslut.kind, target=beslut.public_id, ore=beslut.belopp_ore, clock=clock)


def split(*, total: int, weights: Sequence[int]) -> list[int]:
    """Split a whole number by weights so that the parts make it up exactly; what is odd goes to the first."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    for place in range(total - sum(parts)):
        parts[place] += 1
    return parts


def _outcome(bedomning: Bedomning) -> dict[str, Any]:
    return {
        "utfall": bedomning.utfall,
        "enheter": bedomning.enheter,
        "dubbel_min": bedomning.dubbel_minuter,
        "belopp_ore": int(bedomning.belopp),
        "kommun_ore": sum(int(part.belopp) for part in bedomning.kommun),
    }


def _proof(month: Manadsbedomning) -> dict[str, Any]:
    return {
        "underlag": month.underlag_bytes,
        "underlag_sha256": month.underlag_sha256,
        "lagversion": month.bedomning.lag,
        "kodversion": code_version(),
        "resultat": month.resultat_bytes,
        "resultat_sha256": month.resultat_sha256,
    }


def _payees(beslut: Manadsbeslut, month: Manadsbedomning) -> list[Beslutsrad]:
    shares = _shares(month)
    known = {row.organisationsnummer: row for row in _anordnare(month.bedomning)}
    rows = [
        Beslutsrad(
            beslut=beslut,
            via=via,
            anordnare=None if share.utbetalning.mottagare == PERSON else known[share.utbetalning.mottagare],
            belopp_ore=share.ore,
            dag=share.utbetalning.dag,
            delar=share.delar,
        )
        for via, share in sorted(shares.items())
    ]
    if sum(row.belopp_ore for row in rows) != beslut.belopp_ore:
        raise DoesNotAddUp("Beslutets delar blir inte dess summa. Anmäl felet; inget har beslutats.")
    return rows


def _anordnare(bedomning: Bedomning) -> Iterable[Anordnare]:
    payees = {payment.mottagare for payment in bedomning.utbetalningar} - {PERSON}
    return Anordnare.objects.filter(organisationsnummer__in=payees)


def _shares(month: Manadsbedomning) -> dict[str, _Del]:
    """What each anordnare's time gives. A part that several earned together is split by their approved time."""
    approved = _approved_by_anordnare(month)
    found: dict[str, _Del] = {}
    for payment in month.bedomning.utbetalningar:
        for part in payment.delar:
            for via, row in _split_part(part, approved):
                found.setdefault(via, _Del(payment)).delar.append(row)
    return found


def _split_part(part: Utbetalningsdel, approved: Mapping[str, int]) -> list[tuple[str, dict[str, Any]]]:
    weights = [approved.get(via, 0) for via in part.anordnare] if len(part.anordnare) > 1 else [1]
    shares = zip(
        part.anordnare,
        split(total=part.enheter, weights=weights),
        split(total=part.belopp, weights=weights),
        strict=True,
    )
    return [(via, _part_data(part, enheter, belopp)) for via, enheter, belopp in shares]


def _part_data(part: Utbetalningsdel, enheter: int, belopp: int) -> dict[str, Any]:
    """A part as data: units of 1/28 minute, öre per hour as an exact fraction, öre."""
    return {
        "enheter": enheter,
        "timbelopp_ore": str(part.timbelopp),
        "belopp_ore": belopp,
        "grund": part.grund,
        "lagrum": part.lagrum,
    }


def _approved_by_anordnare(month: Manadsbedomning) -> dict[str, int]:
    """Approved units by anordnare, from the fate of every stretch of time."""
    found: dict[str, int] = {}
    for stretch in month.bedomning.minuter:
        if stretch.ode == "godkand":
            via = month.underlag.tidsredovisningar[stretch.rapport].anordnare
            found[via] = found.get(via, 0) + stretch.enheter
    return found


def _kommuner(beslut: Manadsbeslut, bedomning: Bedomning) -> list[Kommunrad]:
    parts = [part for part in bedomning.kommun if part.enheter]
    if any(part.kommun is None for part in parts):
        raise MissingKommun(
            "Det saknas uppgift om vilken kommun som svarar för de första 20 timmarna (SFB 51 kap. 22 §). Registrera kommunen."
        )
    known = Kommun.objects.in_bulk([part.kommun for part in parts])
    return [_kommunrad(beslut, part, known) for part in parts]


def _kommunrad(beslut: Manadsbeslut, part: Kommundel, known: Mapping[str, Kommun]) -> Kommunrad:
    return Kommunrad(
        beslut=beslut,
        kommun=known[part.kommun],
        units=part.enheter,
        belopp_ore=int(part.belopp),
        veckor={week.vecka: week.enheter for week in part.veckor},
    )


def _settle(arende: Manadsarende, beslut: Manadsbeslut, clock: Clock) -> None:
    """The month is decided: its uppgifter are done, except what still waits and the attest."""
    arende.lage = Manadsarende.Lage.BESLUTAT
    arende.save(update_fields=["lage"])
    done = set(Uppgift.Slag) - ({Uppgift.Slag.IAKTTAGELSE} if beslut.kvar_koder else set())
    close_all(arende=arende, slag=done, reason="Månaden är beslutad.", clock=clock)
    ask_for_assessment(_other_open_months(arende), clock=clock)
    if needs_attest(beslut, clock):
        content = {
            "beslut": str(beslut.public_id),
            "kind": beslut.kind,
            "belopp_ore": beslut.belopp_ore,
            "beslutad_av": beslut.beslutad_av,
        }
        open_one(arende=arende, slag=Uppgift.Slag.ATTEST, kod=ATTEST, innehall=content, clock=clock)


def _other_open_months(arende: Manadsarende) -> Iterable[Manadsarende]:
    """What a month has used is no longer there for the others: they are assessed anew."""
    others = Manadsarende.objects.filter(person=arende.person, lage=Manadsarende.Lage.OPPET)
    return others.exclude(pk=arende.pk)
