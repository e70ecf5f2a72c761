"""The anordnare's pages in a browser: nothing wrong for those who see or hear otherwise, and a report handed in by keyboard."""

import pytest
from tests.casework import county
from tests.desks.anordnare.county import SEND, START, at, document, firm, message
from tests.desks.browser import MODES, overflow
from tests.intake import signing

from assistans.identity.roles import Roll
from assistans.identity.trust.bankid import TRUST_BANKID
from assistans.intake.models import Handling

pytestmark = [pytest.mark.network, pytest.mark.browser, pytest.mark.usefixtures("db")]


@pytest.fixture(autouse=True)
def november(db, monkeypatch):  # noqa: ARG001 - the clock is the database's
    at()
    monkeypatch.setenv(TRUST_BANKID, str(signing.pki().trusted_bankid))
    county.household(assistenter=(county.ASSISTENT, county.ANDRA_ASSISTENT))


def ombud(visitor):
    return visitor.log_in(roll=Roll.ANORDNARE, foremal=str(firm().public_id))


def choose(page, tmp_path, content):
    """Choose a file and have it checked, by keyboard."""
    path = tmp_path / "rapport.xml"
    path.write_bytes(content)
    page.set_input_files('input[type="file"]', path)
    page.get_by_role("button", name="Kontrollera filen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/skicka/*-*/")


@pytest.mark.parametrize("mode", MODES)
def test_nothing_is_wrong_for_those_who_see_or_hear_otherwise(visit, mode, tmp_path):
    handling = county.report("4 08.00-12.00 aktiv", "5 12.00-11.00 aktiv")
    county.worked()
    visitor = ombud(visit(**MODES[mode]))
    for address in (START, f"/anordnare/rapporter/{handling.tx_id}/", SEND):
        assert visitor.open(address) == 200
        assert visitor.faults() == []
        assert overflow(visitor.page) <= 0, address
    visitor.page.get_by_role("button", name="Kontrollera filen").click()
    assert "Välj filen" in visitor.page.inner_text("main")
    assert visitor.faults() == []
    choose(visitor.page, tmp_path, message(document(rader=("5 12.00-11.00 aktivTid",))))
    assert visitor.faults() == []
    assert overflow(visitor.page) <= 0


@pytest.mark.parametrize("scripts", [True, False])
def test_a_report_is_handed_in_by_keyboard_alone_with_scripts_or_without(visit, scripts, tmp_path):
    visitor = ombud(visit(java_script_enabled=scripts))
    page = visitor.page
    visitor.open(START)
    page.get_by_role("link", name="Skicka en rapport").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/skicka/")
    choose(page, tmp_path, message())
    page.get_by_role("button", name="Lämna in rapporten").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rapporter/**")
    assert "Rapporten är mottagen." in page.inner_text("main")
    assert Handling.objects.get().kanal == "sida"
