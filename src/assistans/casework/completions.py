"""What answers a komplettering, and telling the handläggare so: who asked a question judges its answer."""

from assistans.base.clock import Clock, swedish_day
from assistans.casework.locking import lock_person
from assistans.casework.models import Komplettering, Manadsarende, Uppgift
from assistans.casework.uppgifter import HANDLAGGARE, open_one
from assistans.intake.models import Handling

KOD = "KOMPLETTERING_BESVARAD"


def note_answers(*, arende: Manadsarende, handling: Handling, clock: Clock) -> None:
    """Note a document as the answer to the open komplettering that asked for it, the day it arrived."""
    lock_person(arende.person)
    for asked in Komplettering.objects.filter(arende=arende, inkom__isnull=True, **_asked_for(handling)):
        asked.inkom, asked.svar_handling = swedish_day(handling.mottagen), handling
        asked.save(update_fields=["inkom", "svar_handling"])
        tell_answered(arende=arende, clock=clock)


def tell_answered(*, arende: Manadsarende, clock: Clock) -> None:
    """Open an uppgift to look at an answer. A month that somebody asked about is not the machine's to decide."""
    content = {"vem": HANDLAGGARE, "atgard": "Läs svaret på kompletteringen och besluta månaden."}
    open_one(arende=arende, slag=Uppgift.Slag.KOMPLETTERING, kod=KOD, innehall=content, clock=clock)


def _asked_for(handling: Handling) -> dict[str, object]:
    if handling.slag == Handling.Slag.RAKNING:
        return {"assistent__isnull": True}
    report = handling.tidredovisning
    return {"assistent__idnummer": report.assistent, "anordnare": report.anordnare}
