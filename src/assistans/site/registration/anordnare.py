"""Kommuner and anordnare from the file."""

from functools import partial
from typing import Any

from assistans.facts import plain
from assistans.facts.plain import Fields
from assistans.registers import models, services
from assistans.site.registration.reading import ORGANISATIONSNUMMER, account, dagar
from assistans.site.registration.stating import Registrar, Stated, restate

VILLKOR = ("ivo_tillstand", "f_skatt", "arbetsgivare")


def register_kommun(node: Any, path: str, *, registrar: Registrar) -> None:
    """`{kod, namn, organisationsnummer}`."""
    fields = Fields(node, path, required=("kod", "namn", "organisationsnummer"))
    services.register_kommun(
        kod=fields.need("kod", plain.kommun),
        namn=fields.need("namn", plain.text),
        organisationsnummer=fields.need("organisationsnummer", ORGANISATIONSNUMMER),
        **registrar.said,
    )


def register_anordnare(node: Any, path: str, *, registrar: Registrar) -> None:
    """`{organisationsnummer, namn, slag}` and, stated as whole lists of days, its conditions and accounts."""
    fields = Fields(
        node, path, required=("organisationsnummer", "namn", "slag"), optional=(*VILLKOR, "konto")
    )
    anordnare = services.register_anordnare(
        organisationsnummer=fields.need("organisationsnummer", ORGANISATIONSNUMMER),
        namn=fields.need("namn", plain.text),
        slag=fields.need("slag", plain.one_of(*models.Anordnare.Slag.values)),
        **registrar.said,
    )
    for villkor in VILLKOR:
        if villkor in fields:
            _villkor(anordnare, villkor, fields.listed(villkor, dagar), registrar)
    if "konto" in fields:
        register_accounts(anordnare, fields.listed("konto", account), registrar)


def register_accounts(
    owner: models.Person | models.Anordnare, stated: tuple[Stated, ...], registrar: Registrar
) -> None:
    """State where a person or an anordnare is paid."""
    whose = "person" if isinstance(owner, models.Person) else "anordnare"
    restate(
        models.Utbetalningskonto,
        stated,
        identity={whose: owner},
        end=lambda day: services.end_account(owner=owner, start=day, **registrar.said),
        register=lambda each: services.register_account(
            owner=owner,
            start=each.dagar.start,
            end=each.dagar.end,
            **dict(each.values),
            **registrar.said,
        ),
    )


def _villkor(
    anordnare: models.Anordnare, villkor: str, stated: tuple[Stated, ...], registrar: Registrar
) -> None:
    about = {"anordnare": anordnare, "villkor": villkor}
    restate(
        models.AnordnareVillkor,
        stated,
        identity=about,
        end=lambda day: services.end_villkor(**about, start=day, **registrar.said),
        register=partial(_register_villkor, about, registrar),
    )


def _register_villkor(about: dict[str, Any], registrar: Registrar, each: Stated) -> None:
    services.register_villkor(**about, start=each.dagar.start, end=each.dagar.end, **registrar.said)
