"""Assistants from the file."""

from typing import Any

from assistans.facts import plain
from assistans.facts.plain import Fields
from assistans.registers import models, services
from assistans.site.registration.reading import PERSONNUMMER, dagar
from assistans.site.registration.stating import Registrar, Stated, restate


def register_assistent(node: Any, path: str, *, registrar: Registrar) -> None:
    """`{idnummer, fornamn, efternamn}` and the days on which she may be unable to work."""
    fields = Fields(node, path, required=("idnummer", "fornamn", "efternamn"), optional=("oformogen",))
    assistent = services.register_assistent(
        idnummer=fields.need("idnummer", PERSONNUMMER),
        fornamn=fields.need("fornamn", plain.text),
        efternamn=fields.need("efternamn", plain.text),
        **registrar.said,
    )
    if "oformogen" in fields:
        _oformogen(assistent, fields.listed("oformogen", dagar), registrar)


def _oformogen(assistent: models.Assistent, stated: tuple[Stated, ...], registrar: Registrar) -> None:
    restate(
        models.AssistentOformogen,
        stated,
        identity={"assistent": assistent},
        end=lambda day: services.end_oformogen(assistent=assistent, start=day, **registrar.said),
        register=lambda each: services.register_oformogen(
            assistent=assistent, start=each.dagar.start, end=each.dagar.end, **registrar.said
        ),
    )
