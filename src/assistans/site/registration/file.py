"""The file as a whole: everything in it is registered, or nothing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from assistans.base.clock import Clock
from assistans.facts import plain
from assistans.facts.plain import CaseError, Fields
from assistans.identity import services as identity
from assistans.identity.models import Anvandare
from assistans.law.yaml_text import YamlTextError, read_yaml
from assistans.registers.models import Kommun
from assistans.site.registration.anordnare import register_anordnare, register_kommun
from assistans.site.registration.assistenter import register_assistent
from assistans.site.registration.persons import register_person
from assistans.site.registration.stating import Registrar


class NotRegistered(ValueError):
    """The file is no valid register file; the text says where and what is wrong. Nothing of it was registered."""


def register_file(text: str, *, by: str, clock: Clock) -> dict[str, int]:
    """Register what a YAML text states; how many of each it held. Raises NotRegistered."""
    sections: dict[str, Callable[..., None]] = {
        "kommuner": register_kommun,
        "anordnare": register_anordnare,
        "assistenter": register_assistent,
        "personer": register_person,
        "anvandare": _register_anvandare,
    }
    registrar = Registrar(by, clock)
    try:
        fields = Fields(read_yaml(text), "", optional=tuple(sections))
        with transaction.atomic():
            return {
                name: len(fields.listed(name, partial(register, registrar=registrar)))
                for name, register in sections.items()
            }
    except (CaseError, YamlTextError) as error:
        raise NotRegistered(str(error)) from error
    except Kommun.DoesNotExist as error:
        raise NotRegistered(
            "a person's kommun is not registered: state it under kommuner at the top of the file"
        ) from error


def _register_anvandare(node: Any, path: str, *, registrar: Registrar) -> None:
    """`{namn, roller}`; a user with that name is changed, not made twice."""
    fields = Fields(node, path, required=("namn", "roller"))
    namn = fields.need("namn", plain.text)
    roller = fields.listed("roller", plain.one_of(*Anvandare.Roll.values))
    known = Anvandare.objects.filter(namn=namn).values_list("public_id", flat=True).first()
    identity.register_anvandare(namn=namn, roller=roller, anvandare=known, **registrar.said)
