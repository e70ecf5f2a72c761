"""The documents of a month with what proves them, as the page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assistans.casework.akt import HandlingProof, Manadsakt
from assistans.desks.handlaggare.history import whats
from assistans.desks.handlaggare.steps.step import Act
from assistans.desks.web.signatures import SignatureView, profile_name, signature_view


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document: what it is, when and how it came, whether it counts, its hash and signatures."""

    tx_id: UUID
    what: str
    version: int
    mottagen: datetime
    how: str
    rader: int
    state: str
    badge: str
    skal: str
    sha256: str
    profil: str
    signatures: tuple[SignatureView, ...]
    act: Act | None

    @property
    def signers(self) -> str:
        """Who has signed, in a few words."""
        return ", ".join(row.roll.lower() for row in self.signatures) or "ingen underskrift"


def documents(akt: Manadsakt, came: Mapping[int, str]) -> list[DocumentView]:
    """The month's documents in order of arrival; `came` says how each did, by row id."""
    return [_document(proof, akt.names, came[proof.handling.pk]) for proof in akt.handlingar]


def _document(proof: HandlingProof, names: Mapping[str, str], how: str) -> DocumentView:
    state, badge = _state(proof)
    return DocumentView(
        tx_id=proof.handling.tx_id,
        what=whats(proof, names),
        version=proof.version,
        mottagen=proof.handling.mottagen,
        how=how,
        rader=proof.rader,
        state=state,
        badge=badge,
        skal=proof.asidosatt.skal if proof.asidosatt else "",
        sha256=bytes(proof.handling.sha256).hex(),
        profil=profile_name(proof.handling.profil),
        signatures=tuple(signature_view(row) for row in proof.underskrifter),
        act=_act(proof, names),
    )


def _state(proof: HandlingProof) -> tuple[str, str]:
    if proof.counts:
        return "Räknas", "godkand"
    if is_set_aside(proof):
        return "Lagd åt sidan", "stoppad"
    return "Ersatt av en senare", "neutral"


def is_set_aside(proof: HandlingProof) -> bool:
    """Whether a handläggare has said that the report does not count."""
    return proof.asidosatt is not None and not proof.asidosatt.galler and not proof.counts


def _act(proof: HandlingProof, names: Mapping[str, str]) -> Act | None:
    """What can be done with a report: set it aside, or let it count again."""
    if not proof.anordnare or not (proof.counts or is_set_aside(proof)):
        return None
    target = str(proof.handling.tx_id)
    what = whats(proof, names)
    if proof.counts:
        about = f"{what} räknas då inte i månaden. Den sparas ändå."
        return Act(
            name="lagg-at-sidan",
            target=target,
            label="Lägg åt sidan",
            heading="Lägg tidsredovisningen åt sidan",
            about=about,
        )
    about = f"{what} räknas då i månaden igen."
    return Act(
        name="rakna-igen",
        target=target,
        label="Räkna igen",
        heading="Räkna tidsredovisningen igen",
        about=about,
    )
