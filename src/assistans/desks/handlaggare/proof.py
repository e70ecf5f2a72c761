"""What proves a month: a document's bytes as they were received, and a decision computed again."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assistans.assessment.omrakning import Orsak
from assistans.base.access import reading
from assistans.base.canonical import sha256
from assistans.base.clock import Clock
from assistans.casework.akt import has_jav
from assistans.casework.models import Manadsarende, Manadsbeslut
from assistans.casework.recompute import Omrakning, recompute
from assistans.casework.versions import UnknownLaw
from assistans.desks.handlaggare.differing import differing
from assistans.desks.web.access import requires
from assistans.desks.web.rakning_text import shown
from assistans.desks.web.reader import actor_of, clock_of, today_of
from assistans.desks.web.report_rows import written_points, written_rows
from assistans.desks.web.senders import how_they_came
from assistans.desks.web.signatures import signature_view
from assistans.identity.roles import Roll
from assistans.intake.documents import DocumentError
from assistans.intake.models import Handling, Rakning, Tidredovisning, Underskrift
from assistans.intake.rakning import document as rakning
from assistans.registers.models import Assistent, Person
from assistans.registers.queries import PROTECTED, names_of, names_of_anordnare, names_of_assistenter

WHY: Final = "Handläggning av månaden"
CAUSES: Final = {
    Orsak.FAKTA: "Uppgifter eller handlingar har ändrats sedan beslutet",
    Orsak.LAG: "Reglerna som gäller nu är andra än de som beslutet vilar på",
    Orsak.KOD: "Programmet räknar annorlunda än när beslutet togs",
}


@requires(Roll.HANDLAGGARE)
@require_safe
def document(request: HttpRequest, tx_id: UUID) -> HttpResponse:
    """One document: what it says, its signatures, and its bytes as they were received unless somebody in it is protected."""
    handling = get_object_or_404(Handling.objects.select_related("leverantor"), tx_id=tx_id)
    said = _said(handling)
    arende = _arende(said)
    if has_jav(person=arende.person, by=actor_of(request)):
        return render(request, "desks/handlaggare/jav.html", status=403)
    what = f"intake.handling {tx_id}"
    with reading(
        who=actor_of(request), whose=arende.person.public_id, what=what, why=WHY, clock=clock_of(request)
    ):
        context = _document(handling, said, arende, on=today_of(request))
    return render(request, "desks/handlaggare/document.html", context)


@requires(Roll.HANDLAGGARE)
@require_safe
def recomputed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A decision computed again: whether it comes out the same, and otherwise because of what."""
    beslut = get_object_or_404(Manadsbeslut.objects.select_related("arende__person"), public_id=public_id)
    person = beslut.arende.person
    if has_jav(person=person, by=actor_of(request)):
        return render(request, "desks/handlaggare/jav.html", status=403)
    what = f"casework.recompute {beslut.arende.manad:%Y-%m}"
    with reading(who=actor_of(request), whose=person.public_id, what=what, why=WHY, clock=clock_of(request)):
        context = _again(beslut, clock_of(request))
    return render(request, "desks/handlaggare/recomputed.html", context | {"beslut": beslut})


def _again(beslut: Manadsbeslut, at: Clock) -> dict[str, Any]:
    try:
        found = recompute(beslut=beslut, clock=at)
    except UnknownLaw:
        return {"unknown": True}
    names = names_of_anordnare(organisationsnummer=_payees(found))
    causes = [(CAUSES[cause], differing(lines, names)) for cause, lines in found.orsaker.items()]
    return {"reproduced": found.reproduced, "causes": causes}


def _payees(found: Omrakning) -> set[str]:
    """Those whom a decision made again pays, or paid."""
    lists = [rows for keys in found.orsaker.values() for rows in keys.get("utbetalningar", [])]
    return {payee for rows in lists for payee, _ in rows}


def _said(handling: Handling) -> Tidredovisning | Rakning:
    """What a document of a person's month says. Raises Http404 for one that no month has."""
    for model in (Tidredovisning, Rakning):
        found = model.objects.filter(handling=handling, miljo="").first()
        if found is not None:
            return found
    raise Http404


def _arende(said: Tidredovisning | Rakning) -> Manadsarende:
    rows = Manadsarende.objects.select_related("person")
    return get_object_or_404(rows, person__personnummer=said.person, manad=said.manad)


def _document(
    handling: Handling, said: Tidredovisning | Rakning, arende: Manadsarende, *, on: Any
) -> dict[str, Any]:
    content = bytes(handling.innehall)
    signatures = Underskrift.objects.filter(handling=handling).order_by("roll")
    return {
        "handling": handling,
        "how": how_they_came([handling])[handling.pk],
        "arende": arende,
        "is_report": isinstance(said, Tidredovisning),
        "signatures": [signature_view(row) for row in signatures],
        "sha256": bytes(handling.sha256).hex(),
        "intact": sha256(content) == bytes(handling.sha256),
        "protected": _is_protected(said, arende.person, on=on),
        "text": content.decode("utf-8", errors="replace"),
        "size": len(content),
        **_in_words(said, content),
    }


def _in_words(said: Tidredovisning | Rakning, content: bytes) -> dict[str, Any]:
    """What a document says for a reader: a report's rows, a räkning's points."""
    if isinstance(said, Tidredovisning):
        return {"points": written_points(said), "rows": list(written_rows(said))}
    try:
        return {"points": shown(rakning.read(content))}
    except DocumentError:  # bytes that have been changed: the page says that they have
        return {}


def _is_protected(said: Tidredovisning | Rakning, person: Person, *, on: Any) -> bool:
    """Whether the bytes would show a protected identity: the person's, or the assistant's."""
    if PROTECTED in names_of(persons=[person.public_id], on=on).values():
        return True
    if not isinstance(said, Tidredovisning):
        return False
    assistenter = Assistent.objects.filter(idnummer=said.assistent).values_list("public_id", flat=True)
    return PROTECTED in names_of_assistenter(assistenter=list(assistenter), on=on).values()
