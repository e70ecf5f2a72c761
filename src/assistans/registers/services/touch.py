"""Telling casework that what is known of a person has changed, so that her months are assessed anew."""

from collections.abc import Iterable

from assistans.base.clock import Clock
from assistans.base.todo import todo_all
from assistans.registers.models import Anordnare, Assistent, Assistentuppgift, Person, Uppdrag

TODO = "register"


def touch(persons: Iterable[Person], *, clock: Clock) -> None:
    """Have these persons' months looked at again, at once."""
    todo_all(TODO, [str(person.public_id) for person in persons], due_at=clock.now())


def touch_all_of_anordnare(anordnare: Anordnare, *, clock: Clock) -> None:
    """The same for everybody who has a contract with, or assistants through, the anordnare."""
    with_contract = Uppdrag.objects.filter(anordnare=anordnare).values("person")
    with_assistants = Assistentuppgift.objects.filter(anordnare=anordnare).values("person")
    touch(Person.objects.filter(pk__in=with_contract.union(with_assistants)), clock=clock)


def touch_all_of_assistent(assistent: Assistent, *, clock: Clock) -> None:
    """The same for everybody for whom the assistant works."""
    touch(Person.objects.filter(assistentuppgift__assistent=assistent).distinct(), clock=clock)
