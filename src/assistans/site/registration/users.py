"""Who works here and who acts for others, from the file."""

from typing import Any

from assistans.facts import plain
from assistans.facts.plain import CaseError, Fields
from assistans.identity import services
from assistans.identity.models import Anvandare
from assistans.registers.models import Anordnare, Kommun
from assistans.site.registration.reading import ORGANISATIONSNUMMER, PERSONNUMMER, days_of
from assistans.site.registration.stating import Registrar


def register_anvandare(node: Any, path: str, *, registrar: Registrar) -> None:
    """`{namn, roller, personnummer}`; a user with that number, or that name without one, is changed, not made twice.

    Who has no personnummer cannot log in.
    """
    fields = Fields(node, path, required=("namn", "roller"), optional=("personnummer",))
    namn = fields.need("namn", plain.text)
    number = fields.need("personnummer", PERSONNUMMER) if "personnummer" in fields else None
    services.register_anvandare(
        namn=namn,
        roller=fields.listed("roller", plain.one_of(*Anvandare.Roll.values)),
        personnummer=number,
        anvandare=_known(namn, number),
        **registrar.said,
    )


def register_ombud(node: Any, path: str, *, registrar: Registrar) -> None:
    """`{personnummer, namn, anordnare | kommun, from, to}`: both days included, `to` left out = still running."""
    fields = Fields(
        node, path, required=("personnummer", "namn", "from"), optional=("to", "anordnare", "kommun")
    )
    period = days_of(node, path)
    services.register_ombud(
        personnummer=fields.need("personnummer", PERSONNUMMER),
        namn=fields.need("namn", plain.text),
        whom=_whom(fields, path),
        start=period.start,
        end=period.end,
        **registrar.said,
    )


def _known(namn: str, number: str | None) -> Any:
    rows = Anvandare.objects.all()
    same = rows.filter(personnummer=number) if number else rows.none()
    found = same.first() or rows.filter(namn=namn, personnummer__isnull=bool(number)).first()
    return found.public_id if found else None


def _whom(fields: Fields, path: str) -> Anordnare | Kommun:
    if ("anordnare" in fields) == ("kommun" in fields):
        raise CaseError(path, "state one of anordnare and kommun")
    if "anordnare" in fields:
        number = fields.need("anordnare", ORGANISATIONSNUMMER)
        found: Anordnare | Kommun | None = Anordnare.objects.filter(organisationsnummer=number).first()
    else:
        found = Kommun.objects.filter(kod=fields.need("kommun", plain.kommun)).first()
    if found is None:
        raise CaseError(path, "whom she acts for is not registered: state it in the file too")
    return found
