"""A payment led back: run, file and journal; decision and parts; every row; documents, signatures and paragraphs.

Plain data for page, command and machine. Every step is compared with the one before it, to the öre; `stammer` says whether
all of them agree. No personnummer, and no name but an anordnare's.
"""

import re
from typing import Any
from uuid import UUID

from assistans.base.models import Attest
from assistans.casework.models import Manadsbeslut
from assistans.payments.comparisons import compare, paid_before
from assistans.payments.documents import Beslutsunderlag, rakning_of
from assistans.payments.evidence import proof_of_document
from assistans.payments.models import Bankfil, Utbetalning
from assistans.timeline.quantities import Ore, minutes_text

_HEX = re.compile("[0-9a-f]{32}")


class UnknownPayment(LookupError):
    """No payment has that public id or EndToEndId."""


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
    underlag = Beslutsunderlag(beslut)
    rapporter = _reports(payment, underlag)
    rakning = proof_of_document(tx_id) if (tx_id := rakning_of(beslut)) else None
    checks = compare(payment, rapporter=rapporter, rakning=rakning)
    return {
        "betalning": _payment(payment),
        "korning": _run(payment),
        "journal": _journal(payment),
        "beslut": _decision(beslut),
        "rad": _row(payment),
        "rapporter": rapporter,
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
        "tidigare_betalt": Ore(paid_before(payment)).kronor(),
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


def _reports(payment: Utbetalning, underlag: Beslutsunderlag) -> list[dict[str, Any]]:
    """The reports whose time the payment is for, each with its rows and its proof."""
    return [
        {
            "assistent": report.assistent,
            "rader": [
                {"rad": row.rad, "godkand": row.godkand, "stoppad": row.stoppad, "vantar": row.vantar}
                for row in report.rader
            ],
            **proof_of_document(report.tx_id),
        }
        for report in underlag.rapporter
        if report.via == payment.beslutsrad.via
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
