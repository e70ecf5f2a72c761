"""A log-in: that somebody proved who she is and chose a role. Written once, never changed."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction

from assistans.base.clock import Clock
from assistans.base.models import public_id
from assistans.identity.models import Inloggning, Inloggningsbevis
from assistans.identity.queries.behorigheter import Behorighet


def keep_proof(*, signature_xml: bytes, ocsp_der: bytes) -> dict[str, str]:
    """Keep what a log-in rests on, each part once; gives the SHA-256 (hex) that a log-in's evidence names them by."""
    _keep([signature_xml, ocsp_der])
    return {
        "signature_sha256": sha256(signature_xml).hexdigest(),
        "ocsp_sha256": sha256(ocsp_der).hexdigest(),
    }


def log_in(
    *, personnummer: str, namn: str, behorighet: Behorighet, evidence: dict[str, Any], clock: Clock
) -> Inloggning:
    """Write down that somebody logged in, in a role she may act in; `evidence` says how she proved who she is."""
    identifier = public_id()
    with transaction.atomic():
        return Inloggning.objects.create(
            public_id=identifier,
            personnummer=personnummer,
            namn=namn,
            roll=behorighet.roll,
            actor=behorighet.actor or f"foretradare:{identifier}",
            foremal=behorighet.foremal,
            evidence=evidence,
            at=clock.now(),
        )


def _keep(parts: Sequence[bytes]) -> None:
    rows = [Inloggningsbevis(sha256=sha256(part).digest(), innehall=part) for part in parts]
    Inloggningsbevis.objects.bulk_create(rows, ignore_conflicts=True)
