"""The page where one waits, with and without scripts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desks.login.browsing import ANNA, NAMN, begun, text
from tests.desks.people import nobody

from assistans.identity.bankid import client
from assistans.identity.bankid.settings import BankidNotConfigured
from assistans.identity.models import BankidOrder, Inloggning

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_a_bankid_that_cannot_be_reached_is_told_on_the_first_page(bankid):
    bankid.is_reachable = False
    answer = nobody().post("/logga-in/starta/", {"nasta": "/handlaggare/"}, follow=True)
    assert "BankID går inte att nå just nu" in answer.content.decode()
    assert 'value="/handlaggare/"' in text(answer)


def test_a_server_without_bankid_lets_nobody_in_and_says_so(bankid, monkeypatch, caplog):
    def not_told():
        raise BankidNotConfigured("Set ASSISTANS_BANKID_URL")

    monkeypatch.setattr(client, "service", not_told)
    answer = nobody().post("/logga-in/starta/", follow=True)
    assert "inte inställda" in answer.content.decode()
    assert "ASSISTANS_BANKID_URL" in caplog.text
    assert bankid.asked == []


def test_an_order_that_was_refused_says_why_and_how_to_try_again(bankid):
    browser, page = begun("/handlaggare/")
    bankid.refuse()
    answer = browser.get(page)
    assert "Du avbröt i BankID-appen" in text(answer)
    assert 'href="/logga-in/?nasta=%2Fhandlaggare%2F"' in text(answer)
    assert "refresh" not in answer.content.decode()


def test_a_cancelled_order_is_cancelled_at_bankid_too(bankid):
    browser, page = begun()
    order = bankid.order
    answer = browser.post(f"{page}avbryt/")
    assert answer["Location"].startswith("/logga-in/")
    assert order not in bankid.orders._orders.values()
    assert "Du avbröt" in text(browser.get(page))


def test_cancelling_what_bankid_cannot_be_asked_about_ends_it_here(bankid):
    browser, page = begun()
    bankid.is_reachable = False
    browser.post(f"{page}avbryt/")
    assert BankidOrder.objects.get().lage == BankidOrder.Lage.MISSLYCKAD


def test_a_signature_that_comes_after_the_cancelling_is_not_used(bankid):
    browser, page = begun()
    bankid.is_reachable = False
    browser.post(f"{page}avbryt/")
    bankid.is_reachable = True
    bankid.legitimate(ANNA, NAMN)
    assert "Du avbröt" in text(browser.get(page))


@pytest.mark.usefixtures("bankid")
def test_only_the_last_five_orders_of_a_browser_have_pages():
    browser, first = begun()
    for _ in range(5):
        _, last = begun(browser=browser)
    assert browser.get(first).status_code == 404
    assert browser.get(last).status_code == 200


def test_without_scripts_the_page_is_loaded_anew_by_itself(bankid):
    browser, page = begun()
    assert (
        '<noscript><meta http-equiv="refresh" content="2"></noscript>' in browser.get(page).content.decode()
    )
    bankid.legitimate(ANNA, NAMN)
    answer = browser.get(page)
    assert (answer.status_code, answer["Location"]) == (303, "/logga-in/roll/")


@pytest.mark.usefixtures("bankid")
def test_the_way_to_the_app_is_a_link_that_leads_back_here():
    browser, page = begun()
    [link] = re.findall(r'href="(http://127.0.0.1:8081/[^"]+)"', text(browser.get(page)))
    assert "autostarttoken=" in link
    assert f"localhost{page}".replace("/", "%2F") in link


def test_where_people_have_the_real_app_it_is_opened_here_or_by_a_code_that_changes(bankid):
    bankid.client.app = None
    browser, page = begun()
    said = text(browser.get(page))
    assert 'href="bankid:///?autostarttoken=' in said
    assert 'aria-label="QR-kod att läsa av med BankID-appen"><svg' in said
    assert "style=" not in said


def test_a_code_is_not_shown_when_the_app_is_open(bankid):
    bankid.client.app = None
    browser, page = begun()
    bankid.orders.open(bankid.order.auto_start_token)
    said = text(browser.get(page))
    assert "<svg" not in said
    assert "bankid:///" not in said
    assert "Skriv din säkerhetskod" in said


def test_htmx_gets_only_what_changes_and_is_told_news_once(bankid):
    browser, page = begun()
    same = browser.get(page, {"hint": "outstandingTransaction"}, **HTMX).content.decode()
    assert "<html" not in same
    assert "hx-swap-oob" not in same
    bankid.orders.open(bankid.order.auto_start_token)
    news = browser.get(page, {"hint": "outstandingTransaction"}, **HTMX).content.decode()
    assert "Skriv din säkerhetskod" in news
    assert "?hint=userSign" in news


def test_htmx_is_told_to_load_the_next_page(bankid):
    browser, page = begun()
    bankid.legitimate(ANNA, NAMN)
    answer = browser.get(page, **HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/logga-in/roll/")


def test_htmx_is_told_to_show_what_failed(bankid):
    browser, page = begun()
    bankid.refuse()
    assert browser.get(page, **HTMX)["HX-Redirect"] == page
    assert not Inloggning.objects.exists()


@pytest.mark.usefixtures("bankid")
def test_each_look_asks_the_database_little():
    browser, page = begun()
    with CaptureQueriesContext(connection) as asked:
        browser.get(page)
    assert len(asked) <= 15
