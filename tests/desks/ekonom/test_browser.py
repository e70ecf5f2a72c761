"""The economist's pages in a browser: nothing for axe-core to find, nothing wider than the window, and the way by keyboard."""

import pytest
from tests.desks.browser import MODES, overflow
from tests.desks.ekonom import scene
from tests.payments import chain, factories
from tests.payments.test_services import pay

from assistans.base import instance
from assistans.identity.roles import Roll
from assistans.payments.models import Utbetalning, Utbetalningskorning

pytestmark = [pytest.mark.network, pytest.mark.browser]
WITHOUT_JAVASCRIPT = {"java_script_enabled": False}


@pytest.fixture
def payment(db):
    """October through the real chain, paid; another paid nothing for want of an account, and one due in December."""
    instance.set_demo_clock(chain.clock().now())
    chain.paid_month(db)
    factories.decision(factories.person(983, konto=None), rows={"egen": 7_00})
    pay()
    factories.decision(factories.person(984), rows={"egen": (9_00, factories.NEXT_PAY_DAY)})
    return Utbetalning.objects.select_related("korning", "beslutsrad__beslut").get()


def every_page(payment):
    hindered = Utbetalningskorning.objects.latest("pk").public_id
    run = f"/ekonomi/korning/{payment.korning.public_id}/"
    report = chain.documents().first().tx_id
    return [
        "/ekonomi/",
        "/ekonomi/ny-korning/",
        run,
        f"{run}bokforing/",
        f"/ekonomi/korning/{hindered}/",
        f"/ekonomi/korning/{hindered}/inte-betalt/",
        f"/ekonomi/betalning/{payment.public_id}/",
        f"/ekonomi/beslut/{payment.beslutsrad.beslut.public_id}/",
        f"/ekonomi/handling/{report}/",
        "/ekonomi/sok/",
        "/ekonomi/huvudbok/",
        "/ekonomi/huvudbok/fordran_kommun/",
        "/ekonomi/huvudbok/kommuner/",
    ]


def test_no_page_has_a_fault_or_is_wider_than_its_window(visit, payment):
    found = {}
    for mode, options in MODES.items():
        her = visit(**options).log_in(roll=Roll.EKONOM)
        for address in every_page(payment):
            assert her.open(address) == 200
            her.page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            wide = overflow(her.page)
            faults = her.faults() + ([f"{wide} pixels too wide"] if wide > 0 else [])
            if faults:
                found[mode, address] = faults
    assert found == {}


def test_a_payment_is_found_followed_and_left_by_keyboard_alone(visit, payment):
    her = visit().log_in(roll=Roll.EKONOM)
    her.open("/ekonomi/sok/")
    her.page.get_by_label("Id").focus()
    her.page.keyboard.type(payment.public_id.hex)
    her.page.keyboard.press("Enter")
    her.page.wait_for_url(f"**/betalning/{payment.public_id}/")
    report = her.page.locator("details.unfold", has_text="08.00–12.00")  # the order of reports is not said
    report.locator("summary").focus()
    her.page.keyboard.press("Enter")
    assert her.page.get_by_text("08.00–12.00").is_visible()


@pytest.mark.parametrize("options", [{}, WITHOUT_JAVASCRIPT], ids=["with JavaScript", "without"])
@pytest.mark.usefixtures("db")
def test_a_run_is_tried_and_carried_out_with_and_without_scripts(visit, options):
    scene.decided()
    her = visit(**options).log_in(roll=Roll.EKONOM)
    her.open("/ekonomi/")
    her.page.get_by_role("link", name="Gör en körning").click()
    her.page.get_by_role("button", name="Prova körningen").click()
    assert her.page.get_by_text("2 betalningar, 130,50").is_visible()
    assert not Utbetalning.objects.exists()
    her.page.get_by_role("button", name="Gör körningen").click()
    assert her.page.get_by_text("Körningen stämmer").is_visible()
    assert Utbetalning.objects.count() == 2


def test_the_bank_file_is_taken_home_as_it_is_kept(visit, payment, tmp_path):
    her = visit().log_in(roll=Roll.EKONOM)
    her.open(f"/ekonomi/korning/{payment.korning.public_id}/")
    with her.page.expect_download() as taken:
        her.page.get_by_role("link", name="Hämta bankfilen").click()
    taken.value.save_as(tmp_path / "fil")
    assert (tmp_path / "fil").read_bytes() == bytes(payment.korning.bankfil.innehall)
    assert taken.value.suggested_filename == payment.korning.bankfil.namn
