"""Logging in as a person does it: from the first page through the simulator to her own, by keyboard, and without scripts."""

import asyncio
import threading

import pytest
import uvicorn
from tests.desks.browser import MODES, overflow
from tests.desks.login.browsing import ANNA, NAMN
from tests.intake import signing
from tests.registers import known

from assistans.base import instance
from assistans.identity import services
from assistans.site.bankid.app import AppPages
from assistans.site.bankid.asgi import app_pages
from assistans.site.demo.processes import free_port

pytestmark = [pytest.mark.browser, pytest.mark.network, pytest.mark.timeout(180)]
SAID = {"by": known.BY, "clock": known.clock()}


@pytest.fixture
def simulator(bankid, socket_enabled):  # noqa: ARG001 - over TCP
    """The simulator's pages over the orders that the pages start, on a port of this machine."""
    port = free_port()
    app = app_pages(AppPages(orders=bankid.orders, pki=signing.pki(), clock=instance.clock))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_config=None, lifespan="off", ws="none", loop="asyncio"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    bankid.client.app = f"http://127.0.0.1:{port}/"
    yield bankid
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def anna(db):  # noqa: ARG001 - she is registered there
    services.register_anvandare(namn=NAMN, roller=["ekonom", "handlaggare"], personnummer=ANNA, **SAID)


def to_the_simulator(visitor):
    """From the first page to the simulator's."""
    visitor.open("/logga-in/")
    visitor.page.get_by_role("button", name="Logga in med BankID").click()
    visitor.page.get_by_role("link", name="Öppna simulatorn").click()
    visitor.page.get_by_role("heading", name="Legitimera dig", exact=True).wait_for()


@pytest.mark.usefixtures("anna", "simulator")
@pytest.mark.parametrize("mode", MODES)
def test_no_page_of_log_in_has_a_fault_of_access(visit, mode):
    visitor = visit(**MODES[mode])
    page = visitor.page
    visitor.open("/logga-in/?nasta=/handlaggare/")
    sound(visitor)
    page.get_by_role("button", name="Logga in med BankID").click()
    page.get_by_role("link", name="Öppna simulatorn").wait_for()
    sound(visitor)
    page.get_by_role("link", name="Öppna simulatorn").click()
    page.get_by_role("button", name="Legitimera").wait_for()
    sound(visitor)
    page.get_by_label(NAMN).check()
    page.get_by_role("button", name="Legitimera").click()
    page.get_by_role("heading", name="Välj roll").wait_for()
    sound(visitor)


@pytest.mark.usefixtures("bankid")
@pytest.mark.parametrize("mode", ["light", "dark", "400 %"])
def test_the_code_for_another_device_and_a_failure_have_no_fault_of_access(visit, bankid, mode):
    bankid.client.app = None
    visitor = visit(**MODES[mode])
    visitor.open("/logga-in/")
    visitor.page.get_by_role("button", name="Logga in med BankID").click()
    visitor.page.get_by_role("img", name="QR-kod").wait_for()
    sound(visitor)
    bankid.refuse()
    visitor.page.get_by_text("Du avbröt i BankID-appen").wait_for()
    sound(visitor)


@pytest.mark.usefixtures("anna", "simulator")
@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_goes_on_by_itself_when_the_app_is_done_elsewhere(visit, simulator, scripts):
    visitor = visit(java_script_enabled=scripts)
    visitor.open("/logga-in/")
    visitor.page.get_by_role("button", name="Logga in med BankID").click()
    visitor.page.get_by_text("Starta BankID-appen").wait_for()
    simulator.legitimate(ANNA, NAMN)
    visitor.page.get_by_role("heading", name="Välj roll").wait_for()


@pytest.mark.usefixtures("anna", "simulator")
def test_the_wait_tells_news_without_being_loaded_anew(visit, simulator):
    visitor = visit()
    visitor.open("/logga-in/")
    visitor.page.get_by_role("button", name="Logga in med BankID").click()
    simulator.orders.open(simulator.order.auto_start_token)
    visitor.page.get_by_role("status").get_by_text("Skriv din säkerhetskod").wait_for()


@pytest.mark.usefixtures("anna", "simulator")
def test_somebody_logs_in_by_keyboard_alone(visit):
    visitor = visit()
    page = visitor.page
    visitor.open("/logga-in/")
    press_on(page, "Logga in med BankID")
    page.get_by_role("link", name="Öppna simulatorn").wait_for()
    press_on(page, "Öppna simulatorn")
    page.get_by_label(NAMN).wait_for()
    page.get_by_label(NAMN).focus()
    page.keyboard.press("Space")
    press_on(page, "Legitimera")
    page.get_by_role("heading", name="Välj roll").wait_for()
    press_on(page, "Handläggare")
    page.wait_for_url("**/handlaggare/")


@pytest.mark.usefixtures("anna", "simulator")
def test_somebody_logs_in_without_scripts(visit):
    visitor = visit(java_script_enabled=False)
    to_the_simulator(visitor)
    visitor.page.get_by_label(NAMN).check()
    visitor.page.get_by_role("button", name="Legitimera").click()
    visitor.page.get_by_role("button", name="Ekonom").click()
    visitor.page.wait_for_url("**/ekonomi/")


@pytest.mark.usefixtures("anna", "simulator")
def test_who_refuses_is_back_with_the_reason(visit):
    visitor = visit()
    to_the_simulator(visitor)
    visitor.page.get_by_role("button", name="Avbryt").click()
    visitor.page.get_by_text("Du avbröt i BankID-appen").wait_for()
    visitor.page.get_by_role("link", name="Försök igen").click()
    visitor.page.get_by_role("button", name="Logga in med BankID").wait_for()


def sound(visitor):
    """That a page has no fault that axe-core finds, and nothing to scroll sideways."""
    assert visitor.faults() == [], visitor.page.url
    assert overflow(visitor.page) <= 0, visitor.page.url


def press_on(page, name):
    """Reach something by Tab alone, and press Enter on it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} cannot be reached by Tab")
