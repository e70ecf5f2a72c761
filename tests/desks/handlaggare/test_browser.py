"""The handläggare's pages in Chromium: no fault by axe in any mode, no sideways scrolling, every action by keyboard alone."""

import pytest
from tests.casework import county
from tests.desks.browser import MODES, overflow
from tests.desks.handlaggare import months

from assistans.casework.models import Stallningstagande
from assistans.identity.roles import Roll

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.network, pytest.mark.browser]


@pytest.fixture
def _waiting(db):  # noqa: ARG001 - a database comes first
    months.many_reasons()


@pytest.mark.usefixtures("_waiting")
@pytest.mark.parametrize("mode", MODES)
def test_no_page_has_a_fault_or_scrolls_sideways(visit, mode):
    visitor = visit(**MODES[mode]).log_in(roll=Roll.HANDLAGGARE)
    document = county.month_reports()[0].handling.tx_id
    person = county.month().person.public_id
    for path in (
        "/handlaggare/",
        "/handlaggare/attester/",
        "/handlaggare/manader/",
        f"/handlaggare/person/{person}/",
        months.address(),
        f"/handlaggare/handling/{document}/",
        "/lag/",
        "/lag/SFB 51 kap. 16 §/",
    ):
        assert visitor.open(path) == 200, path
        assert visitor.faults() == [], path
        assert overflow(visitor.page) <= 0, path


@pytest.mark.usefixtures("_waiting")
def test_an_open_dialog_and_its_errors_have_no_fault(visit):
    visitor = visit().log_in(roll=Roll.HANDLAGGARE)
    visitor.open(months.address())
    page = visitor.page
    page.get_by_role("button", name="Godkänn 2 h").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Godkänn", exact=True).click()
    page.wait_for_selector("#fel")
    assert visitor.faults() == []


@pytest.mark.usefixtures("_waiting")
def test_without_javascript_an_action_unfolds_in_place(visit):
    visitor = visit(java_script_enabled=False).log_in(roll=Roll.HANDLAGGARE)
    visitor.open(months.address())
    step = visitor.page.locator("#iakttagelse-assistent-overlappar")
    step.locator("summary", has_text="Godkänn 1 h").click()
    step.locator("#godkann-assistent-overlappar textarea").fill("Hon var hos båda.")
    step.locator("#godkann-assistent-overlappar button[type=submit]").click()
    assert "Tiden är godkänd." in visitor.page.inner_text("main")
    assert Stallningstagande.objects.get().skal == "Hon var hos båda."


def focus(page, text):
    """Press Tab until the focus is on what has this text."""
    for _ in range(150):
        page.keyboard.press("Tab")
        told = page.evaluate("document.activeElement.innerText || ''")
        if told.replace("\xa0", " ").strip() == text:
            return
    raise AssertionError(f"the keyboard never comes to {text!r}")


@pytest.mark.usefixtures("_waiting")
def test_by_keyboard_alone_from_the_start_to_a_position(visit):
    visitor = visit().log_in(roll=Roll.HANDLAGGARE)
    visitor.open("/handlaggare/")
    page = visitor.page
    focus(page, "Hämta nästa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/handlaggare/manad/**")
    visitor.open(months.address())
    focus(page, "Godkänn 1 h")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # from the dialog's heading to its first field
    page.keyboard.type("Hon var hos båda.")
    focus(page, "Godkänn")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Tiden är godkänd.")
    assert Stallningstagande.objects.get().skal == "Hon var hos båda."
