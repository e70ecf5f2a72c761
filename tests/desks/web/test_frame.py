"""The frame round every page, as a person meets it in a browser."""

import pytest
from tests.desks.browser import MODES, overflow

from assistans.identity.roles import Roll

pytestmark = [pytest.mark.browser, pytest.mark.network, pytest.mark.timeout(120)]


@pytest.mark.parametrize("mode", MODES)
def test_the_first_page_has_no_fault_of_access_and_nothing_to_scroll_sideways(visit, mode):
    visitor = visit(**MODES[mode])
    assert visitor.open("/") == 200
    assert visitor.faults() == []
    assert overflow(visitor.page) <= 0


def test_the_first_tab_leads_past_the_menu(visit):
    visitor = visit().log_in(roll=Roll.EKONOM)
    visitor.open("/")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "innehall"


def test_a_page_works_without_scripts(visit):
    visitor = visit(java_script_enabled=False).log_in(roll=Roll.EKONOM)
    visitor.open("/")
    visitor.page.get_by_role("button", name="Logga ut").click()
    assert visitor.page.url.startswith(visitor.address + "/logga-in/")


def test_a_test_database_says_so_on_every_page(visit):
    visitor = visit()
    visitor.open("/")
    assert "påhittade" in visitor.page.get_by_role("complementary").inner_text()
