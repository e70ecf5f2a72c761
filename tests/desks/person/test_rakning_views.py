"""Signing the räkning, from the time to the receipt: what stops it first."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.casework import county
from tests.desks.person.county import (
    EARLY_NOVEMBER,
    FRAGOR,
    MONTH,
    PERSON,
    RAKNING,
    at,
    god_man,
    herself,
    reported,
    text,
)
from tests.privacy import personnummer_in

from assistans.base.models import AccessLog
from assistans.desks.person import rakning_views
from assistans.intake.models import Handling, Inlamning, Rakning, Underskrift, Utkast
from assistans.intake.rakning import document
from assistans.intake.signatures.checks import Check, SignatureError

pytestmark = pytest.mark.usefixtures("db")
FOUR_HOURS = {"aktiv_h": "4", "aktiv_min": "0"}


@pytest.fixture(autouse=True)
def november(db):  # noqa: ARG001 - the clock is the database's
    at()


def filled_in(browser, *, tid=FOUR_HOURS, fragor=FRAGOR):
    """The räkning filled in, up to the review; gives the review's page."""
    assert browser.post(RAKNING, tid)["Location"] == f"{RAKNING}fragor/"
    answer = browser.post(f"{RAKNING}fragor/", fragor)
    assert answer.status_code == 303, text(answer)
    return browser.get(answer["Location"])


def signing(browser):
    """BankID is asked; gives the waiting page."""
    answer = browser.post(f"{RAKNING}granska/")
    assert answer.status_code == 303
    return answer["Location"]


# What stops it


def test_a_month_that_runs_cannot_be_signed():
    who = reported()
    at(datetime(2018, 10, 31, 12, tzinfo=UTC))
    answer = herself(who).get(RAKNING, follow=True)
    assert "Månaden är inte slut" in answer.content.decode()
    assert not Utkast.objects.exists()


def test_time_that_is_no_number_is_told_and_what_was_written_stands():
    answer = herself(reported()).post(RAKNING, {"aktiv_h": "fyra", "aktiv_min": "75"})
    assert answer.status_code == 422
    assert "Skriv ett helt tal." in text(answer)
    assert "Skriv högst 59." in text(answer)
    assert 'value="fyra"' in text(answer)


def test_questions_come_after_the_time():
    assert herself(reported()).get(f"{RAKNING}fragor/")["Location"] == RAKNING


def test_the_review_comes_after_the_questions():
    browser = herself(reported())
    browser.post(RAKNING, FOUR_HOURS)
    assert browser.get(f"{RAKNING}granska/")["Location"] == RAKNING


def test_unanswered_questions_are_told_one_by_one():
    browser = herself(reported())
    browser.post(RAKNING, FOUR_HOURS)
    answer = browser.post(f"{RAKNING}fragor/", {"telefon": "070"})
    assert answer.status_code == 422
    assert text(answer).count("Svara på frågan.") >= 3
    assert "Skriv hela telefonnumret" in text(answer)


def test_somebody_else_who_signs_is_refused_and_nothing_is_kept(bankid):
    browser = herself(reported())
    filled_in(browser)
    page = signing(browser)
    bankid.legitimate("198001019804", "Bertil")
    answer = browser.get(page, follow=True)
    assert not Rakning.objects.exists()
    assert Utkast.objects.count() == 1
    assert personnummer_in(answer.content.decode()) == []


def test_a_new_day_writes_the_document_anew_and_asks_for_another_look(bankid):
    browser = herself(reported())
    filled_in(browser)
    at(EARLY_NOVEMBER + timedelta(days=1))
    answer = browser.post(f"{RAKNING}granska/")
    assert answer.status_code == 200
    assert "Det har blivit en ny dag" in text(answer)
    assert "4 november 2018" in text(answer)
    assert bankid.asked == []


def test_another_persons_receipt_is_not_found(bankid):
    who = reported()
    browser = herself(who)
    filled_in(browser)
    page = signing(browser)
    bankid.sign("Åsa Öberg")
    receipt = browser.get(page)["Location"]
    other = herself(county.person("198503129820"))
    assert other.get(receipt).status_code == 404


# What she is told first


def test_what_the_reports_say_is_filled_in_and_explained():
    answer = herself(reported()).get(RAKNING)
    assert 'name="aktiv_h" value="4"' in text(answer)
    assert "Bo Ek" in text(answer)
    assert "Klockan ställdes om" in text(answer)


def test_a_missing_report_is_told_of():
    who = county.household(assistenter=(county.ASSISTENT, county.ANDRA_ASSISTENT))
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    assert "En rapport kan saknas" in text(herself(who).get(RAKNING))


def test_another_time_than_the_reports_is_told_of_at_the_review():
    answer = filled_in(herself(reported()), tid={"aktiv_h": "5", "aktiv_min": "30"})
    assert "Tiden skiljer sig från rapporterna" in text(answer)
    assert "du skriver 5 h 30 min, rapporterna har 4 h" in text(answer)


def test_what_was_answered_is_there_when_she_comes_back():
    who = reported()
    filled_in(herself(who))
    answer = herself(who).get(f"{RAKNING}fragor/")
    assert 'value="070-1740601"' in text(answer)


# What is signed


def test_she_signs_and_it_is_received_by_the_doors_own_path(bankid):
    who = reported()
    browser = herself(who)
    review = filled_in(browser)
    kept = bytes(Utkast.objects.get().innehall)
    page = signing(browser)
    bankid.sign("Åsa Öberg")
    receipt = browser.get(page)["Location"]
    handling = Handling.objects.get(slag="rakning")
    assert receipt == f"{RAKNING}kvittens/{handling.tx_id}/"
    assert bytes(handling.innehall) == kept
    assert (handling.kanal, handling.miljo) == ("sida", "")
    assert Inlamning.objects.get(handling=handling).av == browser.actor
    assert Underskrift.objects.get(handling=handling).roll == "person"
    assert document.read(kept).digest in text(review)
    assert not Utkast.objects.exists()
    assert str(handling.tx_id) in text(browser.get(receipt))


def test_the_signed_text_says_what_the_document_says(bankid):
    browser = herself(reported())
    filled_in(browser, fragor=FRAGOR | {"ees": "ja"})
    signing(browser)
    visible = bankid.order.asked.visible
    assert "Aktiv tid: 4 h" in visible
    assert "Utanför EES med assistans där: Ja" in visible
    assert "på heder och samvete" in visible
    assert personnummer_in(visible) == []


def test_her_month_is_decided_when_it_agrees(bankid):
    who = reported()
    browser = herself(who)
    filled_in(browser)
    page = signing(browser)
    bankid.sign("Åsa Öberg")
    browser.get(page)
    county.worked()
    assert county.month().lage == "beslutat"
    assert "Månaden är beslutad" in text(browser.get(MONTH))


def test_a_representative_signs_for_her(bankid):
    who = reported()
    browser = god_man(who)
    filled_in(browser)
    page = signing(browser)
    bankid.sign("Ulla Ek")
    browser.get(page)
    row = Rakning.objects.get()
    assert row.person == PERSON
    assert row.uppgifter["stallforetradare"]["slag"] == "god_man"
    assert Underskrift.objects.get(handling=row.handling).roll == "stallforetradare"


def test_a_corrected_rakning_is_a_version_of_the_first(bankid):
    browser = herself(reported())
    for hours in ("3", "4"):
        filled_in(browser, tid={"aktiv_h": hours, "aktiv_min": "0"})
        page = signing(browser)
        bankid.sign("Åsa Öberg")
        browser.get(page)
    rows = Rakning.objects.order_by("version")
    assert [(row.version, row.aktiv_min) for row in rows] == [(1, 180), (2, 240)]
    assert len({row.dokument_id for row in rows}) == 1


def test_every_page_of_hers_is_read_in_her_name_and_logged(bankid):
    who = reported()
    browser = herself(who)
    filled_in(browser)
    page = signing(browser)
    bankid.sign("Åsa Öberg")
    browser.get(browser.get(page)["Location"])
    logged = AccessLog.objects.filter(who=browser.actor)
    assert set(logged.values_list("whose", flat=True)) == {who.public_id}
    assert "egen räkning 2018-10" in logged.values_list("what", flat=True)


def test_a_refusal_that_has_no_words_of_its_own_shows_no_code_but_the_log_has_it(caplog):
    refusal = SignatureError(code=Check.OCSP_TIME, what="it is too old.")
    with caplog.at_level("WARNING", logger="assistans.desks.person.rakning_views"):
        told = rakning_views._told(refusal)
    assert told == rakning_views.NOT_TAKEN
    assert "OCSP_TIME" in caplog.text
