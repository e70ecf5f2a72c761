"""What proves a document: its bytes and hash, who sent it, and its signatures by role, without name or number."""

from typing import Any
from uuid import UUID

from assistans.base.canonical import sha256
from assistans.intake.models import Handling, Tidredovisning, Underskrift


def proof_of_document(tx_id: UUID) -> dict[str, Any]:
    """A document's proof as plain data. `rader_som_sanda` are a report's rows as its bytes said them; [] for a räkning."""
    handling = Handling.objects.select_related("leverantor", "certifikat").get(tx_id=tx_id)
    sender, certificate = handling.leverantor, handling.certifikat
    signatures = Underskrift.objects.filter(handling=handling).select_related("signature", "ocsp")
    return {
        "tx_id": str(handling.tx_id),
        "slag": handling.slag,
        "kanal": handling.kanal,
        "mottagen": handling.mottagen.isoformat(),
        "sha256": bytes(handling.sha256).hex(),
        "sha256_nu": sha256(bytes(handling.innehall)).hex(),
        "profil": handling.profil,
        "leverantor": sender.organisationsnummer if sender else None,
        "certifikat_sha256": bytes(certificate.sha256).hex() if certificate else None,
        "underskrifter": [_signature(row) for row in signatures.order_by("roll")],
        "rader_som_sanda": _rows(handling),
    }


def _signature(row: Underskrift) -> dict[str, Any]:
    """By role: the signer's number stays in the database."""
    return {
        "roll": row.roll,
        "datum": row.datum.isoformat(),
        "signatur_sha256": bytes(row.signature_id).hex(),
        "ocsp_sha256": bytes(row.ocsp_id).hex(),
        "hel": all(sha256(bytes(part.innehall)) == bytes(part.sha256) for part in (row.signature, row.ocsp)),
        "ocsp_tid": row.evidence.get("produced_at"),
        "certifikat": row.evidence.get("certificates", []),
        "rot": row.evidence.get("root"),
        "algoritm": row.evidence.get("algorithm"),
        "profil": row.evidence.get("profile"),
        "kontroller": row.evidence.get("checks", []),
        "sankta": row.evidence.get("lowered", []),
    }


def _rows(handling: Handling) -> list[str]:
    report = Tidredovisning.objects.filter(handling=handling).first()
    if report is None:
        return []
    rows = zip(report.rad_dag, report.rad_fran, report.rad_till, report.rad_slag, strict=True)
    return [f"{dag} {fran}-{till} {slag}" for dag, fran, till, slag in rows]
