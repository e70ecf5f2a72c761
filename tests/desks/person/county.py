"""A person at her pages in October 2018, with what casework's tests know of her."""

from datetime import UTC, date, datetime

from tests.casework import county
from tests.desks.people import logged_in
from tests.registers import known

from assistans.base import instance
from assistans.identity.roles import Roll
from assistans.registers import services as registers
from assistans.registers.models import Person

PERSON = county.PERSON
GOD_MAN = "195501019847"
EARLY_NOVEMBER = datetime(2018, 11, 3, 9, tzinfo=UTC)
MONTH = "/min-manad/2018-10/"
RAKNING = f"{MONTH}rakning/"
FRAGOR = {"verksamhet": "nej", "sjukhus": "nej", "ees": "nej", "telefon": "070-1740601"}


def at(instant=EARLY_NOVEMBER):
    instance.set_demo_clock(instant)


def reported(*, rakning=None, **granted):
    """A person whose October is reported, four hours of it; the worker has looked."""
    who = county.household(**granted)
    county.report("4 08.00-12.00 aktiv")
    if rakning is not None:
        county.rakning(aktiv=rakning)
    county.worked()
    return who


def herself(who, namn="Åsa Öberg"):
    return logged_in(roll=Roll.PERSON, foremal=str(who.public_id), personnummer=who.personnummer, namn=namn)


def god_man(who, *, start=date(2018, 1, 1)):
    """Somebody who acts for her, logged in."""
    registers.register_stallforetradare(
        person=who,
        personnummer=GOD_MAN,
        namn="Ulla Ek",
        slag="god_man",
        start=start,
        by=county.BY,
        clock=known.clock(),
    )
    return logged_in(roll=Roll.PERSON, foremal=str(who.public_id), personnummer=GOD_MAN, namn="Ulla Ek")


def other_person():
    return Person.objects.get(pk=county.person("197202029808").pk)


def text(answer):
    """What the page says, between main's tags, without markup's white space."""
    whole = answer.content.decode()
    return " ".join(whole[whole.index("<main") : whole.index("</main>")].split()).replace("\xa0", " ")
