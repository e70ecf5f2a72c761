"""Who handles a month: a human, and never one who has jäv (FL 16–18 §§)."""

from assistans.base.clock import Clock
from assistans.casework.errors import Hinder
from assistans.casework.models import Jav, Manadsarende
from assistans.facts.plain import MAX_TEXT
from assistans.registers.models import Person

HUMAN = "anvandare:"


class NotHandlaggare(Hinder):
    """Something that only a human may do was asked for by somebody else."""


class HasJav(Hinder):
    """The handläggare has jäv in the person's matters."""


class MissingReason(Hinder):
    """A use case that must be reasoned was asked for without a reason."""


class TextTooLong(Hinder):
    """A text is longer than an underlag can hold."""


def report_jav(*, person: Person, anvandare: str, skal: str, by: str, clock: Clock) -> None:
    """Record that a handläggare may not handle a person's matters, for ever; by herself or by another (FL 18 §)."""
    Jav.objects.get_or_create(
        person=person,
        anvandare=require_human(anvandare),
        defaults={"skal": require_reason(skal), "av": require_human(by), "at": clock.now()},
    )


def require_handlaggare(*, arende: Manadsarende, by: str) -> str:
    """The actor, if a human without jäv. Raises NotHandlaggare and HasJav."""
    if Jav.objects.filter(person_id=arende.person_id, anvandare=require_human(by)).exists():
        raise HasJav(
            "Du är anmäld som jävig i ärendet. En annan handläggare måste ta det (16 § förvaltningslagen)."
        )
    return by


def require_human(actor: str) -> str:
    """The actor, if a human. Raises NotHandlaggare."""
    if not actor.startswith(HUMAN) or actor == HUMAN:
        raise NotHandlaggare("Det här får bara en handläggare göra. Ange vem du är: anvandare:<id>.")
    return actor


def require_reason(text: str) -> str:
    """The text without spaces around it. Raises MissingReason when nothing is left, TextTooLong when it is no short text."""
    if not text.strip():
        raise MissingReason("Skriv skälet. Det sparas tillsammans med åtgärden.")
    if len(text.strip()) > MAX_TEXT:
        raise TextTooLong(f"Texten är för lång. Skriv högst {MAX_TEXT} tecken.")
    return text.strip()
