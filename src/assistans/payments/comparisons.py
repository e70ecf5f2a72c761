"""What must agree on a payment's way back: from the bank file through ledger and decision to minutes and documents.

Each figure is read by another way than the one it is compared with. Money in öre, time in units of 1/28 minute.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Sum
from lxml import etree

from assistans import facts
from assistans.assessment import Bedomning, assess, to_data
from assistans.base.canonical import canonical_bytes, sha256
from assistans.casework.models import Beslutsrad, Manadsbeslut
from assistans.casework.versions import law_of
from assistans.payments import pain001
from assistans.payments.models import Bankfil, Ledgerkonto, Postering, Utbetalning
from assistans.timeline.quantities import Ore, amount

ORE, ENHETER = "öre", "enheter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Jamforelse:
    """Two figures that must be the same: what is compared, and both as whole numbers of `enhet` or as texts and hashes.

    `enhet`: `öre`, `enheter` (1/28 minute) or empty, for texts and plain counts.
    """

    vad: str
    ena: int | str
    andra: int | str
    enhet: str = ""

    @property
    def stammer(self) -> bool:
        """Whether they are the same."""
        return self.ena == self.andra

    def to_data(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self) | {"stammer": self.stammer}


def compare(
    payment: Utbetalning, *, rapporter: list[dict[str, Any]], rakning: dict[str, Any] | None
) -> list[Jamforelse]:
    """Every comparison on a payment's way; the documents as `trace` tells them.

    Raises casework's UnknownLaw when the law version that decided is not kept here.
    """
    documents = [*rapporter, rakning] if rakning else rapporter
    return [
        *_money(payment),
        *_decision_checks(payment, payment.beslutsrad.beslut),
        *(_rows_as_sent(report) for report in rapporter),
        *(check for document in documents for check in _untouched(document)),
    ]


def paid_before(payment: Utbetalning) -> int:
    """What earlier decisions on the month had paid through the same anordnare, in öre."""
    rad = payment.beslutsrad
    earlier = Utbetalning.objects.filter(
        beslutsrad__beslut__arende=rad.beslut.arende_id, beslutsrad__via=rad.via, pk__lt=payment.pk
    )
    return int(earlier.aggregate(ore=Sum("belopp_ore", default=0))["ore"])


def _money(payment: Utbetalning) -> list[Jamforelse]:
    """From the file through the ledger to the decision's row, in öre."""
    rad = payment.beslutsrad
    total = payment.journal.posteringar.aggregate(ore=Sum("ore"))["ore"]
    out = Postering.objects.filter(journal=payment.journal, konto=Ledgerkonto.UTBETALNING_PA_VAG)
    parts = sum(part["belopp_ore"] for part in rad.delar)
    return [
        Jamforelse(
            vad="Beloppet i bankfilen = betalningen",
            ena=_in_file(payment),
            andra=payment.belopp_ore,
            enhet=ORE,
        ),
        Jamforelse(vad="Journalens summa = 0", ena=total, andra=0, enhet=ORE),
        Jamforelse(
            vad="Bokfört på väg till banken = betalningen",
            ena=-sum(out.values_list("ore", flat=True)),
            andra=payment.belopp_ore,
            enhet=ORE,
        ),
        Jamforelse(
            vad="Betalningen och vad som betalats före den = beslutets rad",
            ena=payment.belopp_ore + paid_before(payment),
            andra=rad.belopp_ore,
            enhet=ORE,
        ),
        Jamforelse(vad="Radens delar = raden", ena=parts, andra=rad.belopp_ore, enhet=ORE),
    ]


def _in_file(payment: Utbetalning) -> int:
    """The amount that the bank file asks for under the payment's EndToEndId, in öre; 0 when it is not there."""
    content = bytes(Bankfil.objects.get(korning=payment.korning).innehall)
    ns = {"p": pain001.NS}
    for transfer in etree.fromstring(content).iterfind(".//p:CdtTrfTxInf", ns):
        if transfer.findtext("p:PmtId/p:EndToEndId", None, ns) == payment.public_id.hex:
            return Ore.parse(transfer.findtext("p:Amt/p:InstdAmt", "", ns))
    return 0


def _assess_again(beslut: Manadsbeslut) -> Bedomning:
    underlag = facts.read_underlag(json.loads(bytes(beslut.underlag)))
    return assess(underlag, law_of(beslut.lagversion))


def _decision_checks(payment: Utbetalning, beslut: Manadsbeslut) -> list[Jamforelse]:
    """From the decision to the minutes, by the one pure function on the decision's own bytes and law."""
    again = _assess_again(beslut)
    rows = Beslutsrad.objects.filter(beslut=beslut).aggregate(ore=Sum("belopp_ore", default=0))["ore"]
    return [
        Jamforelse(vad="Beslutets rader = beslutet", ena=rows, andra=beslut.belopp_ore, enhet=ORE),
        Jamforelse(
            vad="Underlaget har den SHA-256 som beslutet skrev",
            ena=sha256(bytes(beslut.underlag)).hex(),
            andra=bytes(beslut.underlag_sha256).hex(),
        ),
        Jamforelse(
            vad="Samma underlag, lag och kod ger samma resultat igen",
            ena=sha256(canonical_bytes(to_data(again))).hex(),
            andra=bytes(beslut.resultat_sha256).hex(),
        ),
        Jamforelse(
            vad="Godkänd tid i rapporternas rader = radens delar (enheter om 1/28 minut)",
            ena=_approved_units(again, payment.beslutsrad.via, beslut),
            andra=sum(part["enheter"] for part in payment.beslutsrad.delar),
            enhet=ENHETER,
        ),
        *_priced(again, payment.beslutsrad.via),
    ]


def _approved_units(again: Bedomning, via: str, beslut: Manadsbeslut) -> int:
    reports = json.loads(bytes(beslut.underlag))["tidsredovisningar"]
    return sum(
        stretch.enheter
        for stretch in again.minuter
        if stretch.ode == "godkand" and reports[stretch.rapport]["anordnare"] == via
    )


def _priced(again: Bedomning, via: str) -> list[Jamforelse]:
    """Time × amount for every part that was priced by the hour."""
    return [
        Jamforelse(
            vad=f"{part.enheter} enheter × {part.timbelopp} öre per timme / 1680, avrundat = delen",
            ena=int(amount(units=part.enheter, rate=part.timbelopp)),
            andra=int(part.belopp),
            enhet=ORE,
        )
        for payment in again.utbetalningar
        for part in payment.delar
        if via in part.anordnare and part.grund == "timbelopp"
    ]


def _rows_as_sent(report: dict[str, Any]) -> Jamforelse:
    sent = sorted(report["rader_som_sanda"])
    counted = sorted(_plain(row["rad"]) for row in report["rader"])
    return Jamforelse(
        vad=f"Raderna i {report['tx_id']} = raderna i beslutets underlag",
        ena="; ".join(sent),
        andra="; ".join(counted),
    )


def _plain(rad: str) -> str:
    """A row without leading zeros in its day: the two sides write the day differently."""
    return rad.lstrip("0")


def _untouched(document: dict[str, Any]) -> list[Jamforelse]:
    """The document's bytes, and those of its signatures and OCSP answers, against their hashes."""
    name, whole = document["tx_id"], [row["hel"] for row in document["underskrifter"]]
    return [
        Jamforelse(
            vad=f"Handlingen {name} har den SHA-256 som skrevs när den kom",
            ena=document["sha256_nu"],
            andra=document["sha256"],
        ),
        Jamforelse(
            vad=f"Hela underskrifter och OCSP-svar till {name} = alla", ena=sum(whole), andra=len(whole)
        ),
    ]
