"""The file as a whole: everything in it is registered, or nothing."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from assistans.base.clock import Clock
from assistans.facts.plain import CaseError, Fields
from assistans.law.yaml_text import YamlTextError, read_yaml
from assistans.registers.models import Kommun
from assistans.site.registration.anordnare import register_anordnare, register_kommun
from assistans.site.registration.assistenter import register_assistent
from assistans.site.registration.persons import register_person
from assistans.site.registration.stating import Registrar
from assistans.site.registration.users import register_anvandare, register_ombud


class NotRegistered(ValueError):
    """The file is no valid register file; the text says where and what is wrong. Nothing of it was registered."""


def register_file(text: str, *, by: str, clock: Clock) -> dict[str, int]:
    """Register what a YAML text states; how many of each it held. Raises NotRegistered."""
    sections: dict[str, Callable[..., None]] = {
        "kommuner": register_kommun,
        "anordnare": register_anordnare,
        "assistenter": register_assistent,
        "personer": register_person,
        "anvandare": register_anvandare,
        "ombud": register_ombud,
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
