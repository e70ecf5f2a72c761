"""Who handles a month: a human, and never one who has jäv (FL 16–18 §§)."""

from assistans.base.clock import Clock
from assistans.casework.errors import Hinder
from assistans.casework.models import Jav, Manadsarende
from assistans.facts.plain import MAX_TEXT
from assistans.registers.models import Person

HUMAN = "anvandare:"


class InteHandlaggare(Hinder):
    """Something that only a human may do was asked for by somebody else."""


class Javig(Hinder):
    """The handläggare has jäv in the person's matters."""


class SkalSaknas(Hinder):
    """A use case that must be reasoned was asked for without a reason."""


class ForLangText(Hinder):
    """A text is longer than an underlag can hold."""


def report_jav(*, person: Person, anvandare: str, skal: str, by: str, clock: Clock) -> None:
    """Record that a handläggare may not handle a person's matters, for ever; by herself or by another (FL 18 §)."""
    Jav.objects.get_or_create(
        person=person,
        anvandare=require_human(anvandare),
        defaults={"skal": require_reason(skal), "av": require_human(by), "at": clock.now()},
    )


def require_handlaggare(*, arende: Manadsarende, by: str) -> str:
    """The actor, if a human without jäv. Raises InteHandlaggare and Javig."""
    if Jav.objects.filter(person_id=arende.person_id, anvandare=require_human(by)).exists():
        raise Javig(
            "Du är anmäld som jävig i ärendet. En annan handläggare måste ta det (16 § förvaltningslagen)."
        )
    return by


def require_human(actor: str) -> str:
    """The actor, if a human. Raises InteHandlaggare."""
    if not actor.startswith(HUMAN) or actor == HUMAN:
        raise InteHandlaggare("Det här får bara en handläggare göra. Ange vem du är: anvandare:<id>.")
    return actor


def require_reason(text: str) -> str:
    """The text without spaces around it. Raises SkalSaknas when nothing is left, ForLangText when it is no short text."""
    if not text.strip():
        raise SkalSaknas("Skriv skälet. Det sparas tillsammans med åtgärden.")
    if len(text.strip()) > MAX_TEXT:
        raise ForLangText(f"Texten är för lång. Skriv högst {MAX_TEXT} tecken.")
    return text.strip()
