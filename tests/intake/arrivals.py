"""Received documents straight into the table, for tests of what happens to them afterwards."""

import uuid
from hashlib import sha256

from tests.intake.signing import AT

from assistans.intake.models import Handling


def arrive(count=1, *, content=b"<Tidredovisning/>", **changes):
    """So many documents, each with bytes of its own; gives the rows in order of arrival."""
    return [_arrive(content + uuid.uuid4().bytes, **changes) for _ in range(count)]


def _arrive(content, **changes):
    values = {
        "tx_id": uuid.uuid4(),
        "slag": "tidredovisning",
        "kanal": "elt",
        "miljo": "",
        "mottagen": AT,
        "sha256": sha256(content).digest(),
        "innehall": content,
        "profil": "strict",
    }
    return Handling.objects.create(**values | changes)
