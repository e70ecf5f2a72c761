"""The person's month, her answers and her payments: whose they are not, first."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county
from tests.desks.people import logged_in, nobody
from tests.desks.person.county import MONTH, at, god_man, herself, reported, text
from tests.payments import chain
from tests.privacy import personnummer_in

from assistans.base.models import AccessLog
from assistans.casework import services as casework
from assistans.casework.models import Kommunicering, Komplettering, Uppgift, Yttrande
from assistans.identity.roles import Roll
from assistans.payments.models import Utbetalning
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")
OTHER = "198503129820"
MOST_QUERIES = 44  # whatever the month holds


@pytest.fixture(autouse=True)
def november(db):  # noqa: ARG001 - the clock is the database's
    at()


def asked(who):
    """A handläggare asks something about the räkning."""
    return casework.ask_for_completion(
        arende=county.month(who.personnummer),
        text="Vilken dag kom du hem från sjukhuset?",
        sista_dag=date(2018, 11, 20),
        by=county.HANDLAGGARE,
        clock=county.clock(),
    )


def communicated(who):
    return casework.communicate(
        arende=county.month(who.personnummer),
        text="Tiden den 4 oktober kan komma att inte ersättas.",
        svar_senast=date(2018, 11, 20),
        by=county.HANDLAGGARE,
        clock=county.clock(),
    )


def answer(browser, slag, row, svar="Jag kom hem den 5."):
    return browser.post(f"{MONTH}{slag}/{row.public_id}/", {f"{row.public_id}-text": svar})


# Whose it is not


def test_nobody_sees_it_without_logging_in():
    reported()
    assert nobody().get(MONTH)["Location"].startswith("/logga-in/")


def test_an_anordnare_does_not_see_a_persons_pages():
    reported()
    firm = county.registers.register_anordnare(
        organisationsnummer=county.COMPANY, namn="AB", slag="foretag", by=county.BY, clock=county.clock()
    )
    assert logged_in(roll=Roll.ANORDNARE, foremal=str(firm.public_id)).get(MONTH).status_code == 403


@pytest.mark.parametrize("address", ["/min-manad/2018-13/", "/min-manad/hej/", "/min-manad/2010-01/"])
def test_a_month_that_there_is_nothing_of_is_not_found(address):
    assert herself(reported()).get(address).status_code == 404


def test_another_persons_question_cannot_be_answered():
    who = reported(rakning=300)
    row = asked(who)
    other = herself(county.person(OTHER))
    assert answer(other, "komplettering", row).status_code == 404
    row.refresh_from_db()
    assert row.inkom is None


def test_a_question_of_another_month_is_not_found():
    who = reported(rakning=300)
    row = asked(who)
    address = f"/min-manad/2018-09/komplettering/{row.public_id}/"
    assert herself(who).post(address, {f"{row.public_id}-text": "x"}).status_code == 404


def test_what_is_asked_of_the_anordnare_is_not_hers_to_answer():
    who = reported(rakning=240)
    row = casework.ask_for_completion(
        arende=county.month(),
        assistent=county.Manadsarende.objects.get().person.assistentuppgift_set.get().assistent,
        anordnare=county.COMPANY,
        text="Skicka en rättad rapport.",
        sista_dag=date(2018, 11, 20),
        by=county.HANDLAGGARE,
        clock=county.clock(),
    )
    browser = herself(who)
    assert answer(browser, "komplettering", row).status_code == 404
    assert "Skicka en rättad rapport" not in text(browser.get(MONTH))


def test_another_persons_payment_is_not_found(db):
    chain.paid_month(db)
    other = herself(county.person(OTHER))
    payment = Utbetalning.objects.get()
    assert other.get(f"/min-manad/utbetalningar/{payment.public_id}/").status_code == 404
    assert "Inget har betalats än" in text(other.get("/min-manad/utbetalningar/"))


# Her month


def test_the_start_is_the_last_whole_month():
    answered = herself(reported()).get("/min-manad/")
    assert "oktober 2018" in text(answered)
    assert "Skriv under räkningen senast den 5 december 2018" in text(answered)


def test_a_person_of_whom_nothing_has_come_sees_the_last_whole_month_empty():
    who = county.household()
    page = text(herself(who).get("/min-manad/"))
    assert "Inga rapporter har kommit in." in page
    assert "Bo Ek" in page  # whose report can be expected


def test_the_month_says_who_has_reported_what_and_what_waits_for_whom():
    page = text(herself(reported(rakning=300)).get(MONTH))
    assert "Bo Ek" in page
    assert "Assistans i Väst AB" in page
    assert "Din räkning stämmer inte med assistenternas tidsredovisningar." in page
    assert "Månaden väntar" in page


def test_the_hours_left_of_the_period_are_shown():
    page = text(herself(reported(rakning=240)).get(MONTH))
    assert "Beviljad tid från den 1 juli 2018 till den 31 december 2018" in page
    assert "2 600 h" in page


def test_a_decided_month_says_how_much_and_when():
    page = text(herself(reported(rakning=240)).get(MONTH))
    assert "1 181,60 kr betalas ut den 20 november 2018." in page


def test_a_month_that_cannot_be_assessed_is_still_a_page():
    who = reported(rakning=240)
    registers.register_person(
        personnummer=who.personnummer, fornamn="Åsa", efternamn="Öberg", by=county.BY, clock=county.clock()
    )
    county.report("4 08.00-12.00 aktiv", assistent="198812129805")
    assert herself(who).get(MONTH).status_code == 200


def test_every_reading_is_logged_in_her_own_name():
    who = reported()
    browser = herself(who)
    browser.get(MONTH)
    logged = AccessLog.objects.filter(who=browser.actor)
    assert logged.filter(whose=who.public_id, what="egen månad 2018-10").count() == 1


def test_the_page_holds_no_personnummer():
    answered = herself(reported(rakning=300)).get(MONTH)
    assert personnummer_in(answered.content.decode()) == []


def test_the_number_of_queries_does_not_grow_with_the_month():
    who = county.household(assistenter=(county.ASSISTENT, county.ANDRA_ASSISTENT))
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    browser = herself(who)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(MONTH)
    for day in range(5, 15):
        county.report(f"{day} 08.00-12.00 aktiv", assistent=county.ANDRA_ASSISTENT)
    county.worked()
    with CaptureQueriesContext(connection) as many:
        browser.get(MONTH)
    assert len(many) <= len(few) + 1 <= MOST_QUERIES


# Her answers


def test_an_empty_answer_is_told_of_and_nothing_is_kept():
    who = reported(rakning=300)
    row = asked(who)
    page = text(answer(herself(who), "komplettering", row, svar=" "))
    assert "Skriv ditt svar innan du skickar." in page
    assert Komplettering.objects.get().inkom is None


def test_she_answers_what_is_asked_of_her_rakning_and_the_handlaggare_is_told():
    who = reported(rakning=300)
    row = asked(who)
    browser = herself(who)
    assert "Vilken dag kom du hem från sjukhuset?" in text(browser.get(MONTH))
    assert answer(browser, "komplettering", row)["Location"] == MONTH
    row.refresh_from_db()
    assert (row.svar, row.inkom) == ("Jag kom hem den 5.", date(2018, 11, 3))
    assert Uppgift.objects.filter(kod="KOMPLETTERING_BESVARAD", avslutad__isnull=True).exists()
    assert "Ditt svar den 3 november 2018" in text(browser.get(MONTH))


def test_the_first_answer_stands():
    who = reported(rakning=300)
    row = asked(who)
    browser = herself(who)
    answer(browser, "komplettering", row)
    page = text(answer(browser, "komplettering", row, svar="Nej, den 6."))
    assert "redan besvarad" in page
    row.refresh_from_db()
    assert row.svar == "Jag kom hem den 5."


def test_she_answers_what_speaks_against_her():
    who = reported(rakning=300)
    row = communicated(who)
    browser = herself(who)
    page = text(browser.get(MONTH))
    assert "Svara senast den 20 november 2018." in page
    assert "Din räkning stämmer inte" in page
    answer(browser, "svar", row)
    assert Yttrande.objects.get(kommunicering=row).av == browser.actor


def test_a_late_answer_is_kept_all_the_same():
    who = reported(rakning=300)
    row = communicated(who)
    at(county.EARLY_NOVEMBER + timedelta(days=30))
    browser = herself(who)
    assert "Dagen har passerat, men du kan fortfarande svara." in text(browser.get(MONTH))
    answer(browser, "svar", row)
    assert Yttrande.objects.get().inkom == date(2018, 12, 3)


def test_who_acts_for_her_answers_for_her():
    who = reported(rakning=300)
    communicated(who)
    browser = god_man(who)
    answer(browser, "svar", Kommunicering.objects.get())
    assert Yttrande.objects.get().av == browser.actor


# Her payments


def test_a_payment_is_led_to_the_decisions_rows_and_their_lagrum(db):
    who = chain.paid_month(db)
    browser = herself(who)
    assert "oktober 2018" in text(browser.get("/min-manad/utbetalningar/"))
    page = text(browser.get(f"/min-manad/utbetalningar/{Utbetalning.objects.get().public_id}/"))
    assert "10 h 30 min assistans à 295,40 kr per timme" in page
    assert "3 101,70 kr" in page
    assert "Assistans i Väst AB" in page
    assert "F1091 9 §" in page
    assert "/lag/" in page


def test_a_paid_month_says_so(db):
    who = chain.paid_month(db)
    at(county.EARLY_NOVEMBER + timedelta(days=20))
    page = text(herself(who).get(MONTH))
    assert "Månaden är betald" in page
    assert "betalades den 20 november 2018" in page
