"""Each role's first five minutes in the demo, as `make demo` says them, in a real browser with real BankID messages."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.network, pytest.mark.slow, pytest.mark.timeout(900)]
WRONG = "Ali Rask"  # whose report of May has rows that cannot be
NO = re.compile(r"^\s*Nej\s*$")


def by_keyboard(page, thing):
    """Do with the keyboard alone what a click would do."""
    thing.focus()
    assert thing.evaluate("e => document.activeElement === e")
    page.keyboard.press("Enter")


def opener(page, text):
    """What opens an action's window: a button where there are scripts, a summary that unfolds where there are none."""
    return page.locator("summary, button", has_text=re.compile(f"^{text}")).first


def said(page):
    """What the page says was just done."""
    return page.get_by_role("status").first.inner_text()


def test_a_handlaggare_takes_the_next_month_and_sees_why_it_waits(guest):
    page = guest("Hanna Hägg")
    by_keyboard(page, page.get_by_role("button", name="Hämta nästa"))
    page.get_by_role("heading", name="Vad ska göras nu").wait_for()
    assert "#iakttagelse-" in page.url
    assert "väntar" in page.locator("main").inner_text()


def test_a_handlaggare_approves_decides_and_another_attests(guest):
    page = guest("Hanna Hägg")
    page.get_by_role("link", name=re.compile("Karin Löv, maj")).first.click()
    lagrum = page.get_by_role("link", name=re.compile("LSS 9 a §")).first
    with page.expect_popup() if lagrum.get_attribute("target") else page.expect_navigation():
        by_keyboard(page, lagrum)
    assert "LSS 9 a §" in page.locator("h1").inner_text()
    page.go_back()

    by_keyboard(page, opener(page, "Godkänn"))
    window = page.locator("dialog[open], details[open]").first
    window.get_by_label("Skäl").first.fill("Två behövs vid förflyttningen den dagen.")
    by_keyboard(page, window.get_by_role("button", name="Godkänn"))
    page.get_by_role("status").first.wait_for()
    assert "odkän" in said(page)

    by_keyboard(page, opener(page, "Besluta"))
    window = page.locator("dialog[open], details[open]").first
    by_keyboard(page, window.get_by_role("button", name="Besluta"))
    page.get_by_text("attest").first.wait_for()
    page.context.clear_cookies()

    colleague = guest("Atle Åhs")
    colleague.get_by_role("link", name="Att attestera").first.click()
    colleague.get_by_role("link", name=re.compile("Karin Löv, maj")).first.click()
    by_keyboard(colleague, opener(colleague, "Attestera"))
    window = colleague.locator("dialog[open], details[open]").first
    by_keyboard(colleague, window.get_by_role("button", name="Attestera"))
    colleague.get_by_role("status").first.wait_for()
    assert "attest" in said(colleague).casefold()


def test_a_handlaggare_cannot_refuse_without_a_reason_and_loses_nothing_that_was_typed(guest):
    page = guest("Hanna Hägg", java_script_enabled=False)
    page.get_by_role("link", name=re.compile("Karin Löv, maj")).first.click()
    opener(page, "Neka").click()
    window = page.locator("details[open]").first
    window.get_by_role("button", name="Neka").click()
    assert page.locator("[class*=error]").first.is_visible()
    assert page.locator("h1").inner_text().startswith("Karin Löv")


def test_an_anordnare_sees_what_is_missing_and_reads_what_is_wrong_with_a_row(guest):
    page = guest("Mohammed Lönn")
    assert "1 rapport har inte kommit in" in page.locator("main").inner_text()
    page.get_by_role("link", name=WRONG, exact=True).click()
    text = page.locator("main").inner_text()
    assert "en dag eller tid som inte finns" in text
    assert "Rad för rad" in text


def test_an_anordnare_sends_a_corrected_report_and_gets_a_receipt(guest, county):
    page = guest("Mohammed Lönn")
    page.get_by_role("link", name="Skicka rapport").click()
    page.get_by_label("Rapportens fil (XML)").set_input_files(
        {"name": "rapport.xml", "mimeType": "text/xml", "buffer": corrected_report(county)}
    )
    page.get_by_role("button", name="Kontrollera filen").click()
    page.get_by_role("button", name=re.compile("Lämna in")).click()
    page.get_by_text("Kvittensnummer").or_(page.get_by_text("tagits emot")).or_(
        page.get_by_role("status")
    ).first.wait_for()
    assert "/anordnare/rapporter/" in page.url


def test_a_person_signs_her_raekning_with_differences_explained_first(guest):
    page = guest("Pär Fjällström", viewport={"width": 390, "height": 844})
    page.get_by_role("link", name="Skriv under räkningen").first.click()
    assert "måste rättas" in page.locator("main").inner_text()
    page.get_by_role("button", name="Gå vidare").click()
    for label in page.locator("main label", has_text=NO).all():
        label.click()
    page.get_by_label("Ditt telefonnummer").fill("070-555 02 02")
    page.get_by_role("button", name="Granska räkningen").click()
    page.get_by_role("button", name="Skriv under med BankID").click()
    page.get_by_role("link", name="Öppna simulatorn").click()
    assert "heder och samvete" in page.locator("main").inner_text()
    page.get_by_role("button", name="Skriv under").click()
    page.wait_for_url("**/kvittens/**")
    assert "Din räkning är mottagen" in page.locator("main").inner_text()


def test_a_person_who_says_no_in_bankid_has_signed_nothing(guest):
    page = guest("Pär Fjällström", java_script_enabled=False)
    page.get_by_role("link", name="Skriv under räkningen").first.click()
    page.get_by_role("button", name="Gå vidare").click()
    for label in page.locator("main label", has_text=NO).all():
        label.click()
    page.get_by_label("Ditt telefonnummer").fill("070-555 02 02")
    page.get_by_role("button", name="Granska räkningen").click()
    page.get_by_role("button", name="Skriv under med BankID").click()
    page.get_by_role("link", name="Öppna simulatorn").click()
    page.get_by_role("button", name="Avbryt").click()
    page.wait_for_url("**/logga-in/bankid/**")
    page.goto("/min-manad/")
    assert page.get_by_role("link", name="Skriv under räkningen").count() == 1


def test_a_representative_signs_for_the_person(guest):
    page = guest("Gun Ståhl")
    assert "Björn Åkerlund" in page.locator("header").inner_text()
    page.get_by_role("link", name="Skriv under räkningen").first.click()
    assert "Stämmer tiden?" in page.locator("main").inner_text()


def test_an_economist_follows_a_payment_to_its_rows_and_paragraphs(guest):
    page = guest("Ebba Ek")
    page.get_by_role("link", name=re.compile("20 maj 2026")).first.click()
    page.locator("main table a").first.click()
    text = page.locator("main").inner_text()
    assert "Hela vägen stämmer" in text
    assert "à 347,70\xa0kr i timmen" in text
    page.get_by_role("link", name=re.compile("F1091 5 §")).first.click()
    assert "F1091 5 §" in page.locator("h1").inner_text()
    page.get_by_role("link", name="Huvudbok").click()
    assert "0,00" in page.locator("main").inner_text()


def test_a_kommun_reads_its_share_and_takes_its_invoice(guest):
    page = guest("Kajsa Kvist")
    with page.expect_download() as invoice:
        page.get_by_role("link", name=re.compile("e-faktura", re.IGNORECASE)).first.click()
    content = invoice.value.path().read_bytes()
    assert b"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" in content
    page.get_by_role("link", name=re.compile("mars 2026")).first.click()
    assert "Timmar per person och vecka" in page.locator("main").inner_text()
    with page.expect_download() as rows:
        page.get_by_role("link", name=re.compile("CSV")).first.click()
    assert len(rows.value.path().read_text(encoding="utf-8-sig").splitlines()) > 13


def corrected_report(county):
    """The report with the hour twice, put right and signed anew by the assistant and the anordnare."""
    from dataclasses import replace  # noqa: PLC0415 - only here
    from datetime import datetime  # noqa: PLC0415 - only here

    from assistans.base.clock import STOCKHOLM  # noqa: PLC0415 - read when Django is set up
    from assistans.site.demo.signing import Office  # noqa: PLC0415 - the same
    from assistans.site.pki.folder import open_pki  # noqa: PLC0415 - the same
    from assistans.site.synthetic import planned, present  # noqa: PLC0415 - the same

    plan = planned.make(1)
    month = present.make(plan)[32].month
    report = next(each for each in month.rapporter if each.assistent.namn == WRONG)
    right = replace(report, rader=report.rader[:-2])
    at = datetime(2026, 6, 3, 9, 50, tzinfo=STOCKHOLM)
    return Office(plan, open_pki(county.home / "pki")).soap(right, at).body
