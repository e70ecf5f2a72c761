"""Persons with assistance from the file, and all that hangs on each."""

from typing import Any

from assistans.base.amend import current
from assistans.facts import plain
from assistans.facts.plain import CaseError, Fields
from assistans.registers import models, services
from assistans.registers.queries.facts import EGEN
from assistans.registers.services import BeslutOverlaps, BeslutTooLong
from assistans.site.registration import reading
from assistans.site.registration.anordnare import register_accounts
from assistans.site.registration.reading import ORGANISATIONSNUMMER, PERSONNUMMER, dagar, stated
from assistans.site.registration.stating import Registrar, Stated, restate

REQUIRED = ("personnummer", "fornamn", "efternamn")
VISTELSE = ("sjukhus", "institution")
KOMMUN = stated(kommun=("kommun_id", plain.kommun))
SKYDD = stated(slag=("slag", plain.one_of(*models.PersonSkydd.Slag.values)))
UPPGIFT = ("anstalld", "narstaende", "bosatt", "kollektivavtal", "forlangd_arbetstid")
BOSATT = plain.one_of("inom_ees", "utanfor_ees")


def register_person(node: Any, path: str, *, registrar: Registrar) -> None:
    """A person with what the file states of her; what it leaves out is left as it is."""
    parts = {
        "avliden": _avliden,
        "kommun": _kommun,
        "skydd": _skydd,
        "konto": _konto,
        "sjukhus": _sjukhus,
        "institution": _institution,
        "stallforetradare": _stallforetradare,
        "beslut": _beslut,
        "uppdrag": _uppdrag,
        "assistenter": _assistenter,
    }
    fields = Fields(node, path, required=REQUIRED, optional=tuple(parts))
    person = services.register_person(
        personnummer=fields.need("personnummer", PERSONNUMMER),
        fornamn=fields.need("fornamn", plain.text),
        efternamn=fields.need("efternamn", plain.text),
        **registrar.said,
    )
    for key, register in parts.items():
        if key in fields:
            register(person, fields, registrar)


def _avliden(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    services.register_avliden(person=person, dag=fields.need("avliden", plain.day), **registrar.said)


def _kommun(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    restate(
        models.PersonKommun,
        fields.listed("kommun", KOMMUN),
        identity={"person": person},
        end=lambda day: services.end_person_kommun(person=person, start=day, **registrar.said),
        register=lambda each: services.register_person_kommun(
            person=person,
            kod=dict(each.values)["kommun_id"],
            start=each.dagar.start,
            end=each.dagar.end,
            **registrar.said,
        ),
    )


def _skydd(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    restate(
        models.PersonSkydd,
        fields.listed("skydd", SKYDD),
        identity={"person": person},
        end=lambda day: services.end_skydd(person=person, start=day, **registrar.said),
        register=lambda each: services.register_skydd(
            person=person,
            start=each.dagar.start,
            end=each.dagar.end,
            **dict(each.values),
            **registrar.said,
        ),
    )


def _konto(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    register_accounts(person, fields.listed("konto", reading.account), registrar)


def _sjukhus(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    _vistelse(person, "sjukhus", fields.listed("sjukhus", dagar), registrar)


def _institution(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    _vistelse(person, "institution", fields.listed("institution", dagar), registrar)


def _vistelse(person: models.Person, slag: str, stays: tuple[Stated, ...], registrar: Registrar) -> None:
    about = {"person": person, "slag": slag}
    restate(
        models.Vistelse,
        stays,
        identity=about,
        end=lambda day: services.end_vistelse(**about, start=day, **registrar.said),
        register=lambda each: services.register_vistelse(
            **about, start=each.dagar.start, end=each.dagar.end, **registrar.said
        ),
    )


def _stallforetradare(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    by_number: dict[str, list[Stated]] = {}
    for number, each in fields.listed("stallforetradare", _representative):
        by_number.setdefault(number, []).append(each)
    for number, days in by_number.items():
        _acts_for({"person": person, "personnummer": number}, days, registrar)


def _acts_for(about: dict[str, Any], days: list[Stated], registrar: Registrar) -> None:
    restate(
        models.Stallforetradare,
        days,
        identity=about,
        end=lambda day: services.end_stallforetradare(**about, start=day, **registrar.said),
        register=lambda each: services.register_stallforetradare(
            **about,
            start=each.dagar.start,
            end=each.dagar.end,
            **dict(each.values),
            **registrar.said,
        ),
    )


def _representative(node: Any, path: str) -> tuple[str, Stated]:
    read = stated(
        personnummer=("personnummer", PERSONNUMMER),
        namn=("namn", plain.text),
        slag=("slag", plain.one_of(*models.Stallforetradare.Slag.values)),
    )(node, path)
    (_, number), *values = read.values
    return number, Stated(read.dagar, tuple(values))


def _beslut(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    """A grant that begins on the same day as a known one is that grant, said anew."""
    for period, innehall in fields.listed("beslut", reading.beslut):
        told = {"start": period.start, "end": period.end, "innehall": innehall, **registrar.said}
        known = current(models.BeslutVersion).filter(person=person, valid__startswith=period.start).first()
        try:
            if known:
                services.change_beslut(beslut=known.beslut, **told)
            else:
                services.register_beslut(person=person, **told)
        except (BeslutTooLong, BeslutOverlaps) as error:
            raise CaseError("beslut", str(error)) from error


def _uppdrag(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    for node in fields.listed("uppdrag", _uppdrag_fields):
        uppdrag = services.register_uppdrag(
            person=person,
            anordnare=node.need("anordnare", _anordnare),
            avtal_from=node.maybe("avtal_from", plain.day),
            tillstand_upphort_meddelat=node.maybe("tillstand_upphort_meddelat", plain.day),
            **registrar.said,
        )
        if "betalningsmottagare" in node:
            _betalningsmottagare(uppdrag, node.listed("betalningsmottagare", dagar), registrar)


def _uppdrag_fields(node: Any, path: str) -> Fields:
    optional = ("avtal_from", "tillstand_upphort_meddelat", "betalningsmottagare")
    return Fields(node, path, required=("anordnare",), optional=optional)


def _betalningsmottagare(uppdrag: models.Uppdrag, days: tuple[Stated, ...], registrar: Registrar) -> None:
    restate(
        models.Betalningsmottagare,
        days,
        identity={"uppdrag": uppdrag},
        end=lambda day: services.end_betalningsmottagare(uppdrag=uppdrag, start=day, **registrar.said),
        register=lambda each: services.register_betalningsmottagare(
            uppdrag=uppdrag, start=each.dagar.start, end=each.dagar.end, **registrar.said
        ),
    )


def _assistenter(person: models.Person, fields: Fields, registrar: Registrar) -> None:
    for node in fields.listed("assistenter", _uppgift_fields):
        period = node.need("dagar", plain.period) if "dagar" in node else None
        mottagen = node.need("mottagen", plain.day)
        services.register_assistentuppgift(
            person=person,
            assistent=node.need("assistent", _assistent),
            anordnare=node.need("anordnare", _anordnare_or_own),
            mottagen=mottagen,
            start=period.start if period else mottagen,
            end=period.end if period else None,
            anstalld=node.maybe("anstalld", plain.day),
            narstaende=node.flag("narstaende"),
            bosatt_inom_ees=node.may("bosatt", BOSATT, "inom_ees") == "inom_ees",
            kollektivavtal=node.flag("kollektivavtal"),
            forlangd_arbetstid=node.flag("forlangd_arbetstid"),
            **registrar.said,
        )


def _uppgift_fields(node: Any, path: str) -> Fields:
    required = ("assistent", "anordnare", "mottagen")
    return Fields(node, path, required=required, optional=("dagar", *UPPGIFT))


def _assistent(node: Any, path: str) -> models.Assistent:
    found = models.Assistent.objects.filter(idnummer=PERSONNUMMER(node, path)).first()
    if found is None:
        raise CaseError(
            path, "no such assistent is registered: state her under assistenter at the top of the file"
        )
    return found


def _anordnare(node: Any, path: str) -> models.Anordnare:
    found = models.Anordnare.objects.filter(organisationsnummer=ORGANISATIONSNUMMER(node, path)).first()
    if found is None:
        raise CaseError(
            path, "no such anordnare is registered: state it under anordnare at the top of the file"
        )
    return found


def _anordnare_or_own(node: Any, path: str) -> models.Anordnare | None:
    return None if node == EGEN else _anordnare(node, path)
