"""Months for the handläggare's pages: one that waits for many reasons, and plain ones."""

from datetime import UTC, datetime

from tests.casework import county
from tests.desks.people import logged_in

from assistans.base import instance
from assistans.identity.roles import Roll

NOVEMBER = datetime(2018, 11, 6, 9, tzinfo=UTC)
MOTIVERING = "Assistenten var hos en annan person den tiden (51 kap. 14 § socialförsäkringsbalken)."


def at(now=NOVEMBER):
    """Let pages go by a clock that stands still."""
    instance.set_demo_clock(now)


def overlapping():
    """Four hours, one of them also reported for another person by the same assistant."""
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    at()


def many_reasons():
    """A month that waits and is refused for many reasons at once, with most of it in order."""
    county.household(assistenter=(county.ASSISTENT, county.ANDRA_ASSISTENT))
    days = [f"{day} 08.00-16.00 aktiv" for day in range(1, 29) if day not in {4, 5, 7}]
    county.report("4 08.00-12.00 aktiv", "5 08.00-16.00 aktiv", *days)
    evenings = [f"{day} 16.00-20.00 aktiv" for day in range(8, 20)]
    county.report(
        "5 12.00-14.00 aktiv",
        "6 22.00-24.00 beredskap",
        "7 20.00-23.00 vantetid",
        "28 02.30-02.45 aktiv",
        *evenings,
        assistent=county.ANDRA_ASSISTENT,
    )
    county.rakning(aktiv=240 + 480 * 26 + 120 + 240 * 12, beredskap=120, vantetid=180)
    county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    at()


def handlaggare(**told):
    """A browser in which a handläggare is logged in."""
    return logged_in(roll=Roll.HANDLAGGARE, **told)


def kollega():
    """Another handläggare's browser."""
    return handlaggare(personnummer=county.number("19900311", 981), namn="Kajsa Kollegasson")


def address(who=county.PERSON):
    """The address of a person's month."""
    return f"/handlaggare/manad/{county.month(who).public_id}/"


def text_of(client, who=county.PERSON):
    """A month's page as text, with ordinary spaces."""
    answer = client.get(address(who))
    assert answer.status_code == 200, answer.status_code
    return plain(answer)


def plain(answer):
    """What an answer says, with ordinary spaces."""
    return answer.content.decode().replace("\xa0", " ")


def act(client, name, galler="", *, who=county.PERSON, follow=True, **said):
    """Send one of the month's forms, as the page would."""
    prefix = f"{name}-{galler}".lower().replace("_", "-").rstrip("-")
    fields = {f"{prefix}-{field}": value for field, value in said.items()}
    return client.post(address(who), {"atgard": name, "galler": galler, **fields}, follow=follow)
