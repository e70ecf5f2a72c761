"""The kommun's first five minutes in Chromium: nothing for axe, nothing sideways, everything by keyboard and without JavaScript."""

import pytest
from tests.desks.browser import MODES, overflow
from tests.desks.kommun import scene

from assistans.identity.roles import Roll
from assistans.municipalities.models import Kommunfaktura

pytestmark = [pytest.mark.network, pytest.mark.browser]
MONTH = "/kommun/manad/2018-10/"


@pytest.fixture
def stockholm(visit):
    """A visitor logged in for Stockholm, whose October is invoiced."""
    made = scene.october()

    def come(**options):
        visitor = visit(**options).log_in(roll=Roll.KOMMUN, foremal="0180")
        visitor.invoice = next(row for row in made if row.kommun_id == "0180")
        return visitor

    return come


@pytest.mark.parametrize("mode", MODES)
def test_no_page_has_a_fault_or_runs_out_of_its_window(stockholm, mode):
    visitor = stockholm(**MODES[mode])
    for address in ("/kommun/", MONTH, f"/kommun/faktura/{visitor.invoice.public_id}/"):
        assert visitor.open(address) == 200
        assert visitor.faults() == []
        assert overflow(visitor.page) <= 0


def focus(page, text):
    """Press Tab until the focus is on what has this text."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    raise AssertionError(f"the keyboard never comes to {text!r}")


def test_by_keyboard_alone_from_the_start_to_an_invoice_and_its_file(stockholm):
    visitor = stockholm()
    visitor.open("/kommun/")
    focus(visitor.page, visitor.invoice.nummer)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/kommun/faktura/**")
    focus(visitor.page, "Hämta e-fakturan (UBL, Peppol BIS Billing 3)")
    with visitor.page.expect_download() as coming:
        visitor.page.keyboard.press("Enter")
    assert coming.value.suggested_filename == visitor.invoice.namn
    stored = Kommunfaktura.objects.get(pk=visitor.invoice.pk)
    assert coming.value.path().read_bytes() == bytes(stored.innehall)


def test_without_javascript_from_the_start_to_a_month_and_its_persons(stockholm):
    visitor = stockholm(java_script_enabled=False)
    visitor.open("/kommun/")
    visitor.page.get_by_role("link", name="oktober 2018").click()
    table = visitor.page.get_by_role("table", name="Timmar per person och vecka")
    assert table.get_by_role("rowheader").all_inner_texts() == ["Testa Alm", "Testa Bok", "Summa"]
    visitor.page.get_by_role("link", name="0180201812013").first.click()
    assert visitor.page.get_by_role("heading", level=1).inner_text() == "Faktura 0180201812013"
