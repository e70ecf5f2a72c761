"""A month's akt: all that a handläggare sees of it at once, read and logged in one transaction.

The month is assessed as it is known now, without acting on it, so that what the page says is what an action would meet.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Prefetch

from assistans import facts
from assistans.assessment import assess
from assistans.assessment.bedomning import Bedomning as Bedomningsutfall
from assistans.assessment.validity import NEVER_APPROVED
from assistans.base.clock import Clock, swedish_day
from assistans.base.models import Attest
from assistans.casework.assessing import NOT_ASSESSABLE, look, told
from assistans.casework.documents import PRODUCTION, Manadshandlingar
from assistans.casework.models import Asidosattande, Bedomning, Jav, Manadsarende
from assistans.casework.month import Manadsbedomning
from assistans.casework.queries import Manadsvy, month_view
from assistans.casework.versions import law_in_force
from assistans.intake.models import Handling, Rakning, Tidredovisning, Underskrift
from assistans.registers.models import Assistent, Person
from assistans.registers.queries import names_of_anordnare, names_of_assistenter

SUPPOSED: Final = "Antaget för att visa vad ett godkännande skulle ge."


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingProof:
    """A document of the month with what proves it. `handling` comes without its bytes.

    `assistent` is the public id as text and `anordnare` the organisationsnummer or `egen`; both empty for a räkning.
    `counts`: it is among what the month rests on now. `asidosatt` is the latest said of setting it aside.
    """

    handling: Handling
    version: int
    assistent: str
    anordnare: str
    rader: int
    counts: bool
    asidosatt: Asidosattande | None
    underskrifter: tuple[Underskrift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manadsakt:
    """One month in full. `month` is its assessment now; None when it cannot be assessed, and `reason` says why in Swedish.

    `if_approved` is what the assessment would be with all that waits approved; None where nothing waits that can be.

    `names` are those of assistants and anordnare by the keys that the assessment has for them.
    """

    arende: Manadsarende
    vy: Manadsvy
    month: Manadsbedomning | None
    reason: str
    if_approved: Bedomningsutfall | None
    names: dict[str, str]
    handlingar: tuple[HandlingProof, ...]
    asidosattanden: tuple[Asidosattande, ...]
    bedomningar: tuple[Bedomning, ...]
    attester: tuple[Attest, ...]
    today: date


def manadsakt(*, arende: Manadsarende, who: str, why: str, clock: Clock) -> Manadsakt:
    """Read a month in full, in at most so many queries whatever it holds. Raises NoReason."""
    with transaction.atomic():
        vy = month_view(arende=arende, who=who, why=why, clock=clock)
        month, reason = _assessed(arende, vy.documents, clock)
        said = tuple(Asidosattande.objects.filter(arende=arende).order_by("pk"))
        handlingar = _proofs(arende, vy.documents, said)
        return Manadsakt(
            arende=arende,
            vy=vy,
            month=month,
            reason=reason,
            if_approved=if_approved(month) if month else None,
            names=vy.names | _names(handlingar, known=vy.names, on=swedish_day(clock.now())),
            handlingar=handlingar,
            asidosattanden=said,
            bedomningar=tuple(Bedomning.objects.filter(arende=arende).order_by("pk")),
            attester=tuple(Attest.objects.filter(target__in=[row.public_id for row in vy.beslut])),
            today=swedish_day(clock.now()),
        )


def has_jav(*, person: Person, by: str) -> bool:
    """Whether a handläggare may not handle the person's matters. One query."""
    return Jav.objects.filter(person=person, anvandare=by).exists()


def if_approved(month: Manadsbedomning) -> Bedomningsutfall | None:
    """What a month would be if everything that waits and can be approved were. Changes nothing."""
    waits = [held for held in month.bedomning.minuter if held.ode == "vantar" and held.kod]
    lacking = {held.kod for held in waits if held.start == held.end} | set(NEVER_APPROVED)
    koder = sorted({held.kod for held in waits if held.kod} - lacking)
    if not koder:
        return None
    approved = (facts.Stallningstagande(kod=kod, utfall="godkand", skal=SUPPOSED) for kod in koder)
    positions = (*month.underlag.stallningstaganden, *approved)
    return assess(replace(month.underlag, stallningstaganden=positions), law_in_force())


def _assessed(
    arende: Manadsarende, documents: Manadshandlingar, clock: Clock
) -> tuple[Manadsbedomning | None, str]:
    try:
        return look(arende=arende, documents=documents, clock=clock), ""
    except NOT_ASSESSABLE as missing:
        return None, told(missing)


def _proofs(
    arende: Manadsarende, documents: Manadshandlingar, said: tuple[Asidosattande, ...]
) -> tuple[HandlingProof, ...]:
    counting = {document.handling_id for document in documents.documents}
    latest = {row.rapport_id: row for row in said}
    whose = {"miljo": PRODUCTION, "person": arende.person.personnummer, "manad": arende.manad}
    rows = [*_with_signatures(Tidredovisning, whose), *_with_signatures(Rakning, whose)]
    keys = _keys(rows)
    proofs = (_proof(row, keys, counting, latest) for row in rows)
    return tuple(sorted(proofs, key=lambda proof: (proof.handling.mottagen, proof.handling.pk)))


def _with_signatures(model: Any, whose: dict[str, Any]) -> list[Any]:
    signed = Prefetch("handling__underskrift_set", Underskrift.objects.order_by("roll"))
    rows = model.objects.filter(**whose).select_related("handling__leverantor").prefetch_related(signed)
    return list(rows.defer("handling__innehall"))


def _keys(documents: list[Any]) -> dict[str, str]:
    """Each assistant's key by her number: one query."""
    numbers = {row.assistent for row in documents if isinstance(row, Tidredovisning)}
    found = Assistent.objects.filter(idnummer__in=numbers).values_list("idnummer", "public_id")
    return {number: str(public_id) for number, public_id in found}


def _proof(
    row: Any, keys: dict[str, str], counting: set[int], latest: dict[int, Asidosattande]
) -> HandlingProof:
    is_report = isinstance(row, Tidredovisning)
    return HandlingProof(
        handling=row.handling,
        version=row.version,
        assistent=keys.get(row.assistent, "") if is_report else "",
        anordnare=row.anordnare if is_report else "",
        rader=len(row.rad_dag) if is_report else 0,
        counts=row.handling_id in counting,
        asidosatt=latest.get(row.handling_id),
        underskrifter=tuple(row.handling.underskrift_set.all()),
    )


def _names(handlingar: tuple[HandlingProof, ...], *, known: Collection[str], on: date) -> dict[str, str]:
    """The names, besides the `known`, of those whose documents the month has: at most three queries."""
    assistenter = {proof.assistent for proof in handlingar} - {"", *known}
    anordnare = {proof.anordnare for proof in handlingar} - {"", *known}
    found = names_of_assistenter(assistenter=assistenter, on=on)
    return {str(key): name for key, name in found.items()} | names_of_anordnare(organisationsnummer=anordnare)
