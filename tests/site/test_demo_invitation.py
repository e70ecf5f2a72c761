"""What the demo says when its pages are open."""

import re
from pathlib import Path

import pytest

from assistans.identity.models import Anvandare, Ombud
from assistans.identity.queries import behorigheter
from assistans.identity.roles import ROLL_NAMN, Roll
from assistans.site.demo import invitation, people
from assistans.site.demo.people import Guest
from assistans.site.demo.processes import Served
from assistans.site.demo.registering import Registrar
from assistans.site.demo.waiting import set_clock
from assistans.site.synthetic import planned


@pytest.fixture(scope="module")
def plan():
    return planned.make(1, persons=12)


@pytest.fixture
def guests(db, plan):  # noqa: ARG001 - people are registered in this test's database
    clock = set_clock("2026-06-03 10:00")
    Registrar(plan, clock).register()
    for each in (people.BESLUTAR, people.ATTESTERAR):
        people.employ(*each, clock=clock)
    return people.invite(plan, clock=clock)


def test_no_browser_is_opened_where_nobody_sits_at_a_screen(monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    invitation.open_browser(8080)
    assert opened == []


def test_it_names_nobodys_personnummer(guests):
    said = invitation.text(guests, port=18080, home=Path("/a/home"))
    assert re.search(r"\d{6}-?\d{4}", said) is None


def test_it_says_where_who_and_what_to_try_in_every_role(guests):
    said = invitation.text(guests, port=18080, home=Path("/a/home"))
    assert "http://127.0.0.1:18080/" in said
    assert "ASSISTANS_HOME='/a/home' assistans serve" in said
    for guest in guests:
        assert guest.namn in said
    for roll in invitation.TOURS:
        assert ROLL_NAMN[roll] in said
        assert any(guest.roll is roll for guest in guests)


def test_everybody_who_is_named_can_log_in_in_that_role(guests, plan):
    roles = {}
    for nummer in numbers(plan):
        for role in behorigheter(personnummer=nummer, on=set_clock("2026-06-03 10:00").now().date()):
            roles.setdefault(role.roll, set()).add(nummer)
    assert {guest.roll for guest in guests} <= set(roles)


def test_a_county_without_the_persons_of_the_tour_does_not_name_them(db):  # noqa: ARG001 - the registers are written to
    few = planned.make(1, persons=3)
    clock = set_clock("2026-06-03 10:00")
    Registrar(few, clock).register()
    assert Roll.PERSON not in {guest.roll for guest in people.invite(few, clock=clock)}


def test_a_guest_is_one_line():
    assert Guest(Roll.EKONOM, "Ebba Ek").line() == "  Ekonom                 Ebba Ek"
    assert Guest(Roll.KOMMUN, "Kajsa Kvist", "Lövviks kommun").line().endswith("Kajsa Kvist, Lövviks kommun")


@pytest.mark.network
@pytest.mark.usefixtures("socket_enabled")  # a free port is asked for
def test_without_pages_the_server_is_told_so_and_with_them_where():
    assert Served(doors=1, workers=2, port=1).options() == [
        "--port",
        "1",
        "--doors",
        "1",
        "--workers",
        "2",
        "--no-pages",
    ]
    options = Served(doors=1, workers=2, port=1, pages=5).options()
    assert options[options.index("--pages-port") + 1] == "5"
    assert "--no-pages" not in options


def numbers(plan):
    """Everybody who could log in: who works here, who signs for anordnare, persons and who acts for them."""
    yield from Anvandare.objects.values_list("personnummer", flat=True)
    yield from Ombud.objects.values_list("personnummer", flat=True)
    for each in plan.persons:
        yield each.person.individual.nummer
