"""The person's pages as she meets them: on a phone, in the dark, by keyboard alone, and without scripts."""

from datetime import date

import pytest
from tests.casework import county
from tests.desks.browser import MODES, overflow
from tests.desks.person.county import MONTH, RAKNING, at, reported

from assistans.casework import services as casework
from assistans.identity.roles import Roll
from assistans.intake.models import Rakning

pytestmark = [pytest.mark.network, pytest.mark.browser, pytest.mark.usefixtures("db")]


@pytest.fixture(autouse=True)
def november(db):  # noqa: ARG001 - the clock is the database's
    at()


def as_herself(visitor, who):
    return visitor.log_in(
        roll=Roll.PERSON, foremal=str(who.public_id), personnummer=who.personnummer, namn="Åsa Öberg"
    )


def asked(who):
    casework.ask_for_completion(
        arende=county.month(who.personnummer),
        text="Vilken dag kom du hem?",
        sista_dag=date(2018, 11, 20),
        by=county.HANDLAGGARE,
        clock=county.clock(),
    )


def answered(page):
    """The questions answered no, by keyboard alone."""
    for name in ("verksamhet", "sjukhus", "ees"):
        page.focus(f'input[name="{name}"][value="nej"]')
        page.keyboard.press("Space")
    page.focus('input[name="telefon"]')
    page.keyboard.type("070-1740601")


@pytest.mark.parametrize("mode", MODES)
def test_nothing_is_wrong_for_those_who_see_or_hear_otherwise(visit, mode):
    who = reported(rakning=300)
    asked(who)
    visitor = as_herself(visit(**MODES[mode]), who)
    for address in (MONTH, "/min-manad/utbetalningar/", RAKNING):
        assert visitor.open(address) == 200
        assert visitor.faults() == []
        assert overflow(visitor.page) <= 0, address
    visitor.page.click("text=Gå vidare")
    assert visitor.faults() == []
    assert overflow(visitor.page) <= 0
    visitor.page.click("text=Granska räkningen")  # with nothing answered: the faults are told
    assert visitor.faults() == []
    answered(visitor.page)
    visitor.page.click("text=Granska räkningen")
    visitor.page.wait_for_url("**/granska/")
    assert visitor.faults() == []
    assert overflow(visitor.page) <= 0


@pytest.mark.parametrize("scripts", [True, False])
def test_she_signs_by_keyboard_alone_with_scripts_or_without(visit, bankid, scripts):
    who = reported()
    visitor = as_herself(visit(java_script_enabled=scripts, **MODES["phone"]), who)
    page = visitor.page
    visitor.open(MONTH)
    page.get_by_role("link", name="Skriv under räkningen").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Gå vidare").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fragor/")
    answered(page)
    page.get_by_role("button", name="Granska räkningen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/granska/")
    page.get_by_role("button", name="Skriv under med BankID").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/logga-in/**")
    bankid.sign("Åsa Öberg")
    page.wait_for_url("**/kvittens/**")
    assert "Din räkning är mottagen" in page.inner_text("main")
    assert Rakning.objects.get().aktiv_min == 240
