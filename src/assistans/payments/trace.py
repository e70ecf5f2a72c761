"""A payment led back: run, file and journal; decision and parts; every row; documents, signatures and paragraphs.

Plain data for page, command and machine. Every step is compared with the one before it, to the öre; `stammer` says whether
all of them agree. No personnummer, and no name but an anordnare's.
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum
from lxml import etree

from assistans import facts
from assistans.assessment import Bedomning, assess, to_data
from assistans.base.canonical import canonical_bytes, sha256
from assistans.base.models import Attest
from assistans.casework.models import Beslutsrad, Manadsbeslut
from assistans.casework.versions import law_of
from assistans.payments import pain001
from assistans.payments.documents import Beslutsunderlag, rakning_of
from assistans.payments.evidence import proof_of_document
from assistans.payments.models import Bankfil, Ledgerkonto, Postering, Utbetalning
from assistans.timeline.quantities import Ore, amount, minutes_text

_HEX = re.compile("[0-9a-f]{32}")


class UnknownPayment(LookupError):
    """No payment has that public id or EndToEndId."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jamforelse:
    """Two figures that must be the same: what is compared, and both as whole numbers (öre, units, minutes) or hashes."""

    vad: str
    ena: int | str
    andra: int | str

    @property
    def stammer(self) -> bool:
        """Whether they are the same."""
        return self.ena == self.andra

    def to_data(self) -> dict[str, Any]:
        """Plain data."""
        return {"vad": self.vad, "ena": self.ena, "andra": self.andra, "stammer": self.stammer}


def find_payment(name: str) -> Utbetalning:
    """The payment of a public id, with hyphens or without (EndToEndId). Raises UnknownPayment."""
    digits = name.strip().lower().replace("-", "")
    if not _HEX.fullmatch(digits):
        raise UnknownPayment(
            f"{name!r} är inget betalnings-id. Skriv id:t ur bankfilen (EndToEndId, 32 tecken)."
        )
    rows = Utbetalning.objects.select_related(
        "korning", "journal", "anordnare", "beslutsrad__beslut__arende__person"
    )
    found = rows.filter(public_id=UUID(digits)).first()
    if found is None:
        raise UnknownPayment(f"Ingen betalning har id {name}. Kontrollera id:t mot bankfilen.")
    return found


def trace(payment: Utbetalning) -> dict[str, Any]:
    """Everything about a payment, from the bank file back to rows, signatures and paragraphs. Reads only.

    Raises casework's UnknownLaw when the law version that decided is not kept here.
    """
    beslut = payment.beslutsrad.beslut
    underlag, again = Beslutsunderlag(beslut), _assess_again(beslut)
    reports, as_sent = _reports(payment, underlag)
    rakning = proof_of_document(tx_id) if (tx_id := rakning_of(beslut)) else None
    documents = [*reports, rakning] if rakning else reports
    checks = [*_money(payment), *_decision_checks(payment, beslut, again), *as_sent]
    checks += [check for document in documents for check in _untouched(document)]
    return {
        "betalning": _payment(payment),
        "korning": _run(payment),
        "journal": _journal(payment),
        "beslut": _decision(beslut),
        "rad": _row(payment),
        "rapporter": reports,
        "rakning": rakning,
        "lagrum": _paragraphs(payment, underlag),
        "jamforelser": [check.to_data() for check in checks],
        "stammer": all(check.stammer for check in checks),
    }


def _payment(payment: Utbetalning) -> dict[str, Any]:
    return {
        "id": str(payment.public_id),
        "end_to_end_id": payment.public_id.hex,
        "belopp": Ore(payment.belopp_ore).kronor(),
        "mottagare": payment.anordnare.organisationsnummer if payment.anordnare else "person",
        "namn": payment.anordnare.namn if payment.anordnare else None,
        "kontoslag": payment.kontoslag,
        "konto_slutar_pa": payment.nummer[-2:],
        "mottagarkoder": payment.mottagarkoder,
        "lagrum": payment.lagrum,
    }


def _run(payment: Utbetalning) -> dict[str, Any]:
    run, fil = payment.korning, Bankfil.objects.get(korning=payment.korning)
    return {
        "id": str(run.public_id),
        "dag": run.dag.isoformat(),
        "nummer": run.nummer,
        "skal": run.skal or None,
        "antal": run.antal,
        "belopp": Ore(run.belopp_ore).kronor(),
        "startad_av": run.started_by,
        "fil": fil.namn,
        "sha256": bytes(fil.sha256).hex(),
    }


def _journal(payment: Utbetalning) -> dict[str, Any]:
    postings = payment.journal.posteringar.order_by("pk")
    return {
        "nyckel": payment.journal.business_key,
        "posteringar": [
            {"konto": row.konto, "belopp": Ore(row.ore).kronor(), "lagrum": row.lagrum} for row in postings
        ],
    }


def _decision(beslut: Manadsbeslut) -> dict[str, Any]:
    attest = Attest.objects.filter(target=beslut.public_id, approved=True).first()
    return {
        "id": str(beslut.public_id),
        "manad": f"{beslut.arende.manad:%Y-%m}",
        "nummer": beslut.nummer,
        "slag": beslut.kind,
        "utfall": beslut.utfall,
        "belopp": Ore(beslut.belopp_ore).kronor(),
        "beslutad_av": beslut.beslutad_av,
        "beslutad": beslut.beslutad_at.isoformat(),
        "attesterad_av": attest.attested_by if attest else None,
        "attesterad": attest.at.isoformat() if attest else None,
        "lagversion": beslut.lagversion,
        "kodversion": beslut.kodversion,
        "underlag_sha256": bytes(beslut.underlag_sha256).hex(),
        "resultat_sha256": bytes(beslut.resultat_sha256).hex(),
    }


def _row(payment: Utbetalning) -> dict[str, Any]:
    rad = payment.beslutsrad
    return {
        "id": str(rad.public_id),
        "via": rad.via,
        "belopp": Ore(rad.belopp_ore).kronor(),
        "dag": rad.dag.isoformat(),
        "tidigare_betalt": Ore(_paid_before(payment)).kronor(),
        "delar": [
            {
                "enheter": part["enheter"],
                "assistanstid_min": minutes_text(part["enheter"]),
                "timbelopp_ore": part["timbelopp_ore"],
                "belopp": Ore(part["belopp_ore"]).kronor(),
                "grund": part["grund"],
                "lagrum": part["lagrum"],
            }
            for part in rad.delar
        ],
    }


def _reports(
    payment: Utbetalning, underlag: Beslutsunderlag
) -> tuple[list[dict[str, Any]], list[Jamforelse]]:
    """The reports whose time the payment is for, each with its rows and its proof."""
    found, checks = [], []
    for report in underlag.rapporter:
        if report.via == payment.beslutsrad.via:
            document = proof_of_document(report.tx_id)
            found.append(
                {
                    "assistent": report.assistent,
                    "rader": [
                        {"rad": row.rad, "godkand": row.godkand, "stoppad": row.stoppad, "vantar": row.vantar}
                        for row in report.rader
                    ],
                    **document,
                }
            )
            checks.append(_rows_as_sent(document, report.rader))
    return found, checks


def _rows_as_sent(document: dict[str, Any], rader: tuple[Any, ...]) -> Jamforelse:
    sent, counted = sorted(document["rader_som_sanda"]), sorted(_plain(row.rad) for row in rader)
    return Jamforelse(
        vad=f"Raderna i {document['tx_id']} = raderna i beslutets underlag",
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


def _money(payment: Utbetalning) -> list[Jamforelse]:
    """From the file through the ledger to the decision's row, in öre."""
    rad = payment.beslutsrad
    total = payment.journal.posteringar.aggregate(ore=Sum("ore"))["ore"]
    out = Postering.objects.filter(journal=payment.journal, konto=Ledgerkonto.UTBETALNING_PA_VAG)
    parts = sum(part["belopp_ore"] for part in rad.delar)
    return [
        Jamforelse(vad="Beloppet i bankfilen = betalningen", ena=_in_file(payment), andra=payment.belopp_ore),
        Jamforelse(vad="Journalens summa = 0", ena=total, andra=0),
        Jamforelse(
            vad="Bokfört på väg till banken = betalningen",
            ena=-sum(out.values_list("ore", flat=True)),
            andra=payment.belopp_ore,
        ),
        Jamforelse(
            vad="Betalningen och vad som betalats före den = beslutets rad",
            ena=payment.belopp_ore + _paid_before(payment),
            andra=rad.belopp_ore,
        ),
        Jamforelse(vad="Radens delar = raden", ena=parts, andra=rad.belopp_ore),
    ]


def _in_file(payment: Utbetalning) -> int:
    """The amount that the bank file asks for under the payment's EndToEndId, in öre; 0 when it is not there."""
    content = bytes(Bankfil.objects.get(korning=payment.korning).innehall)
    ns = {"p": pain001.NS}
    for transfer in etree.fromstring(content).iterfind(".//p:CdtTrfTxInf", ns):
        if transfer.findtext("p:PmtId/p:EndToEndId", None, ns) == payment.public_id.hex:
            return Ore.parse(transfer.findtext("p:Amt/p:InstdAmt", "", ns))
    return 0


def _paid_before(payment: Utbetalning) -> int:
    """What earlier decisions on the month had paid through the same anordnare, in öre."""
    rad = payment.beslutsrad
    earlier = Utbetalning.objects.filter(
        beslutsrad__beslut__arende=rad.beslut.arende_id, beslutsrad__via=rad.via, pk__lt=payment.pk
    )
    return int(earlier.aggregate(ore=Sum("belopp_ore", default=0))["ore"])


def _assess_again(beslut: Manadsbeslut) -> Bedomning:
    underlag = facts.read_underlag(json.loads(bytes(beslut.underlag)))
    return assess(underlag, law_of(beslut.lagversion))


def _decision_checks(payment: Utbetalning, beslut: Manadsbeslut, again: Bedomning) -> list[Jamforelse]:
    """From the decision to the minutes, by the one pure function on the decision's own bytes and law."""
    rows = Beslutsrad.objects.filter(beslut=beslut).aggregate(ore=Sum("belopp_ore", default=0))["ore"]
    return [
        Jamforelse(vad="Beslutets rader = beslutet", ena=rows, andra=beslut.belopp_ore),
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
        )
        for payment in again.utbetalningar
        for part in payment.delar
        if via in part.anordnare and part.grund == "timbelopp"
    ]


def _paragraphs(payment: Utbetalning, underlag: Beslutsunderlag) -> list[dict[str, Any]]:
    """Every computed row of the assessment with its lagrum, then the payee's and the pay day's."""
    computed = [
        {"lagrum": row["lagrum"], "text": row["text"], "regler": row["regler"]}
        for row in underlag.resultat["rader"]
    ]
    to = "anordnaren" if payment.anordnare else "personen"
    return [
        *computed,
        {
            "lagrum": payment.lagrum,
            "text": f"Mottagaren prövades på betalningsdagen: {to} får pengarna.",
            "regler": [],
        },
        {"lagrum": "F1091 9 §", "text": f"Betalningsdagen är {payment.korning.dag}.", "regler": ["D5", "D6"]},
    ]
