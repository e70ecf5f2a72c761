"""Logging in and out, seen from the browser: what must not happen first."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.desks.login.browsing import ANNA, NAMN, begun, identified, logged_in, text
from tests.desks.people import cookie_name, nobody
from tests.privacy import personnummer_in
from tests.registers import known

from assistans.base import instance
from assistans.base.clock import SystemClock
from assistans.desks.login import identified as waiting_room
from assistans.desks.login import sessions
from assistans.identity import services
from assistans.identity.models import Anvandare, Inloggning, Inloggningsbevis

pytestmark = pytest.mark.usefixtures("db")
SAID = {"by": known.BY, "clock": known.clock()}


def user(*roller, personnummer=ANNA):
    return services.register_anvandare(namn=NAMN, roller=roller, personnummer=personnummer, **SAID)


def is_in(browser):
    """Whether the start page leads somewhere else than to log in."""
    return browser.get("/")["Location"] != "/logga-in/"


@pytest.fixture
def later(monkeypatch):
    """Let time have passed, for sessions: `later(hours=9)`."""
    real = SystemClock.now

    def move(**by):
        monkeypatch.setattr(SystemClock, "now", lambda self: real(self) + timedelta(**by))

    return move


# Who is not let in


def test_someone_without_a_role_is_told_whom_to_ask_and_is_not_in(bankid):
    user("handlaggare", personnummer="198001019804")
    browser, answer = logged_in(bankid)
    assert "Du har ingen roll i Assistans" in text(answer)
    assert not is_in(browser)
    assert not Inloggning.objects.exists()


def test_a_user_who_has_ended_is_not_let_in(bankid):
    services.end_anvandare(anvandare=user("handlaggare").public_id, **SAID)
    browser, answer = logged_in(bankid)
    assert "Du har ingen roll" in text(answer)
    assert not is_in(browser)


def test_a_role_that_is_not_hers_cannot_be_chosen(bankid):
    user("handlaggare", "controller")
    browser, answer = logged_in(bankid, roll="ekonom:")
    assert answer["Location"] == "/logga-in/roll/"
    assert "Rollen gäller inte längre" in browser.get("/logga-in/roll/").content.decode()
    assert not is_in(browser)


def test_a_role_that_ended_while_she_chose_cannot_be_chosen(bankid):
    user("handlaggare", "ekonom")
    browser, _ = identified(bankid)
    Anvandare.objects.update(roller=["ekonom"])
    browser.post("/logga-in/roll/", {"behorighet": "handlaggare:"})
    assert not is_in(browser)


def test_nobody_chooses_a_role_without_having_proved_who_she_is():
    browser = nobody()
    for answer in (
        browser.get("/logga-in/roll/"),
        browser.post("/logga-in/roll/", {"behorighet": "ekonom:"}),
    ):
        assert (answer.status_code, answer["Location"]) == (303, "/logga-in/")


def test_who_waits_too_long_with_the_choice_proves_herself_again(bankid, later):
    user("handlaggare", "ekonom")
    browser, _ = identified(bankid)
    later(minutes=11)
    answer = browser.post("/logga-in/roll/", {"behorighet": "ekonom:"})
    assert answer["Location"] == "/logga-in/"


def test_a_form_from_another_site_begins_nothing(bankid):
    browser = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert browser.post("/logga-in/starta/").status_code == 403
    assert bankid.asked == []


@pytest.mark.parametrize("address", ["/logga-in/starta/", "/logga-in/logga-ut/"])
def test_what_changes_something_is_never_a_link(address):
    assert nobody().get(address).status_code == 405


# The day is over


def test_a_log_in_ends_after_eight_hours_whatever_was_done_in_it(bankid, later):
    user("ekonom")
    browser, _ = logged_in(bankid)
    later(hours=7, minutes=59)
    assert is_in(browser)
    later(hours=8, minutes=1)
    assert not is_in(browser)


def test_a_session_that_does_not_say_since_when_is_over(bankid):
    user("ekonom")
    browser, _ = logged_in(bankid)
    session = browser.session
    del session[sessions.BEGAN]
    session.save()
    assert not is_in(browser)


def test_a_session_that_was_idle_too_long_says_why_one_is_out(bankid):
    user("ekonom")
    browser, _ = logged_in(bankid)
    Session.objects.all().delete()  # as clearing expired ones does
    assert "Din inloggning har gått ut" in text(browser.get("/logga-in/"))


def test_the_session_is_kept_for_thirty_minutes_from_the_last_page(bankid):
    user("ekonom")
    browser, _ = logged_in(bankid)
    browser.get("/")
    assert browser.cookies[cookie_name()]["max-age"] == 30 * 60


def test_who_logs_out_is_out_also_with_the_old_cookie(bankid):
    user("ekonom")
    browser, _ = logged_in(bankid)
    old = browser.cookies[cookie_name()].value
    answer = browser.post("/logga-in/logga-ut/", follow=True)
    assert "Du är utloggad" in text(answer)
    browser.cookies[cookie_name()] = old
    assert not is_in(browser)


# Fixation and replay


def test_the_session_has_a_new_key_when_somebody_is_in(bankid):
    user("ekonom")
    browser, page = begun()
    before = browser.cookies[cookie_name()].value
    bankid.legitimate(ANNA, NAMN)
    browser.get(page)
    browser.get("/logga-in/roll/")
    assert browser.cookies[cookie_name()].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_page_of_a_used_order_logs_nobody_in_again(bankid):
    user("ekonom")
    browser, page = begun()
    bankid.legitimate(ANNA, NAMN)
    browser.get(page)
    browser.get("/logga-in/roll/")
    browser.post("/logga-in/logga-ut/")
    assert browser.get(page).status_code == 404
    assert not is_in(browser)


def test_another_browser_cannot_take_the_order_over(bankid):
    user("ekonom")
    _, page = begun()
    bankid.legitimate(ANNA, NAMN)
    assert nobody().get(page).status_code == 404
    assert nobody().post(f"{page}avbryt/").status_code == 404


# Where to go


@pytest.mark.parametrize(
    "nasta",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "http:elsewhere.example",
        "/\t/elsewhere.example",
        "handlaggare/",
        "",
        "/" + "x" * 600,
    ],
)
def test_nobody_is_led_elsewhere(bankid, nasta):
    user("ekonom")
    assert 'name="nasta" value="/"' in text(nobody().get("/logga-in/", {"nasta": nasta}))
    _, answer = logged_in(bankid, nasta)
    assert answer["Location"] == "/"


def test_a_page_for_another_role_is_not_gone_on_to(bankid):
    user("ekonom")
    _, answer = logged_in(bankid, "/handlaggare/")
    assert answer["Location"] == "/"


def test_one_goes_on_to_the_page_that_was_asked_for(bankid):
    user("handlaggare")
    _, answer = logged_in(bankid, "/handlaggare/?a=1")
    assert answer["Location"] == "/handlaggare/?a=1"


# In


def test_the_only_role_chooses_itself(bankid):
    row = user("ekonom")
    browser, answer = logged_in(bankid)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert browser.get("/")["Location"] == "/ekonomi/"
    assert Inloggning.objects.get().actor == f"anvandare:{row.public_id}"


def test_who_has_several_roles_chooses_one(bankid):
    user("handlaggare", "ekonom")
    services.register_ombud(personnummer=ANNA, namn=NAMN, whom=known.kommun(), start=date(2018, 1, 1), **SAID)
    browser, answer = logged_in(bankid)
    assert [role for role in ("Handläggare", "Ekonom", "Kommun: Stockholm") if role not in text(answer)] == []
    answer = browser.post("/logga-in/roll/", {"behorighet": "kommun:0180"})
    assert browser.get("/")["Location"] == "/kommun/"


def test_who_is_logged_in_changes_role_without_bankid(bankid):
    user("handlaggare", "ekonom")
    browser, _ = logged_in(bankid, roll="ekonom:")
    asked = len(bankid.asked)
    assert '<a href="/logga-in/roll/">Byt roll</a>' in browser.get("/ekonomi/").content.decode()
    assert "Välj roll" in text(browser.get("/logga-in/roll/"))
    browser.post("/logga-in/roll/", {"behorighet": "handlaggare:"})
    assert browser.get("/")["Location"] == "/handlaggare/"
    assert len(bankid.asked) == asked
    assert Inloggning.objects.count() == 2


def test_the_log_in_is_kept_with_what_it_rests_on(bankid):
    user("ekonom")
    logged_in(bankid)
    row = Inloggning.objects.get()
    kept = {bytes(part.sha256).hex(): bytes(part.innehall) for part in Inloggningsbevis.objects.all()}
    assert kept[row.evidence["signature_sha256"]].startswith(b"<?xml")
    assert row.evidence["ocsp_sha256"] in kept
    assert (row.evidence["profile"], row.evidence["lowered"]) == ("strict", [])
    assert (row.personnummer, row.namn) == (ANNA, NAMN)


def test_a_demo_clock_is_the_log_ins_clock(bankid):
    instance.set_demo_clock(known.NOON)
    user("ekonom")
    logged_in(bankid)
    assert Inloggning.objects.get().at == known.NOON


def test_no_personnummer_is_in_any_address_page_or_log(bankid, caplog):
    user("handlaggare", "ekonom")
    browser, page = begun("/handlaggare/")
    answers = [browser.get("/logga-in/"), browser.get(page)]
    bankid.legitimate(ANNA, NAMN)
    answers += [browser.get(page), browser.get("/logga-in/roll/")]
    answers += [browser.post("/logga-in/roll/", {"behorighet": "ekonom:"}), browser.get("/ekonomi/")]
    seen = [f"{answer.headers} {answer.content.decode()}" for answer in answers]
    assert personnummer_in("\n".join([*seen, page, caplog.text])) == []


def test_what_is_remembered_of_somebody_shows_no_number_when_printed():
    who = waiting_room.Identified(personnummer=ANNA, namn=NAMN, evidence={}, then="/")
    assert personnummer_in(repr(who)) == []
