"""The anordnare's start and reports: what is another's first, then what is in, missing, to be mended and paid."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county
from tests.desks.anordnare.county import START, at, firm, ombud
from tests.desks.people import nobody
from tests.desks.person.county import herself, text
from tests.payments import chain
from tests.privacy import personnummer_in

from assistans.base.models import AccessLog
from assistans.casework import services as casework
from assistans.intake.models import Handling
from assistans.registers import services as registers
from assistans.registers.models import Person

pytestmark = pytest.mark.usefixtures("db")
MOST_QUERIES = 40  # also with another month that can still be reported


@pytest.fixture(autouse=True)
def november(db):  # noqa: ARG001 - the clock is the database's
    at()


def report_page(browser, handling):
    return browser.get(f"/anordnare/rapporter/{handling.tx_id}/")


def wrong_row():
    """A report with one row to mend among right ones; the worker has looked."""
    county.household()
    handling = county.report("4 08.00-12.00 aktiv", "5 12.00-11.00 aktiv")
    county.worked()
    return handling


# What is another's


def test_nobody_sees_it_without_logging_in():
    assert nobody().get("/anordnare/")["Location"].startswith("/logga-in/")


def test_a_person_does_not_see_it():
    assert herself(county.household()).get("/anordnare/").status_code == 403


def test_another_anordnares_report_is_not_found_and_not_read():
    handling = wrong_row()
    other = county.anordnare(county.OTHER_COMPANY)
    browser = ombud(other)
    assert report_page(browser, handling).status_code == 404
    assert not AccessLog.objects.filter(who=browser.actor).exists()


def test_only_its_own_reports_and_assistants_are_on_the_start():
    wrong_row()
    page = text(ombud(county.anordnare(county.OTHER_COMPANY)).get(START))
    assert "Bo Ek" not in page
    assert "Öberg" not in page
    assert "Inga rapporter väntas" in page


@pytest.mark.parametrize(
    "address", ["/anordnare/?manad=2018-13", "/anordnare/rapporter/3f0d5a52-5a0e-4a44-9d0b-0d1f9f1f7e10/"]
)
def test_what_there_is_not_is_not_found(address):
    county.household()
    assert ombud().get(address).status_code == 404


def test_a_document_from_the_test_environment_is_not_found():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv", miljo="ext")
    assert report_page(ombud(), handling).status_code == 404


def test_a_protected_identity_gives_no_name():
    handling = wrong_row()
    registers.register_skydd(
        person=Person.objects.get(),
        slag="sekretessmarkering",
        start=date(2018, 1, 1),
        by=county.BY,
        clock=county.clock(),
    )
    browser = ombud()
    for page in (browser.get(START), report_page(browser, handling)):
        assert "Skyddad identitet" in text(page)
        assert "Öberg" not in page.content.decode()


def test_a_person_whom_nobody_has_met_yet_has_no_name_yet():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv", person="198503129820")
    page = text(report_page(ombud(), handling))
    assert "Namnet visas när rapporten är kontrollerad" in page
    assert "Rapporten är mottagen och kontrolleras" in page


def test_no_page_holds_a_personnummer():
    handling = wrong_row()
    browser = ombud()
    for page in (browser.get(START), report_page(browser, handling)):
        assert personnummer_in(page.content.decode()) == []


def test_every_person_read_of_is_logged():
    handling = wrong_row()
    browser = ombud()
    browser.get(START)
    report_page(browser, handling)
    logged = AccessLog.objects.filter(who=browser.actor, whose=Person.objects.get().public_id)
    assert list(logged.order_by("id").values_list("what", flat=True)) == [
        "rapporter 2018-10",
        "rapporter 2018-09",  # which can still be reported
        f"rapport {handling.tx_id}",
    ]


# The start


def test_a_missing_report_says_whose_and_how_long_there_is():
    county.household()
    page = text(ombud().get(START))
    assert "1 rapport har inte kommit in. 32 dagar kvar till den 5 december 2018." in page
    assert "Bo Ek" in page
    assert "Saknas" in page


def test_on_the_last_day_and_after_it_the_page_says_so():
    county.household()
    at(datetime(2018, 12, 5, 12, tzinfo=UTC))
    assert "Sista dagen är i dag." in text(ombud().get(START))
    at(datetime(2018, 12, 6, 12, tzinfo=UTC))
    assert "Sista dagen var den 5 december 2018." in text(ombud().get(START))


def test_an_older_month_that_can_still_be_reported_is_told_of_with_its_day():
    county.household()
    at(datetime(2018, 12, 3, 12, tzinfo=UTC))
    page = text(ombud().get("/anordnare/"))
    assert "Tidsredovisningar för november 2018" in page
    assert "oktober 2018</a>: 1 rapport saknas. 2 dagar kvar till den 5 december 2018." in page
    at(datetime(2018, 12, 6, 12, tzinfo=UTC))
    assert "En annan månad" not in text(ombud().get("/anordnare/"))


def test_what_must_be_mended_stands_first_with_what_to_do():
    handling = wrong_row()
    page = text(ombud().get(START))
    assert page.index("Rätta först") < page.index("Rapporter per person")
    assert "Skicka en rättad tidsredovisning." in page
    assert "Att åtgärda" in page
    assert str(handling.tx_id) in page


def test_what_waits_for_another_is_nothing_for_the_anordnare_to_mend():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    page = text(ombud().get(START))
    assert "Väntar på annan" in page
    assert "Inget behöver rättas." in page


def test_what_a_handlaggare_has_asked_for_stands_first_of_all():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    arende = county.month()
    casework.ask_for_completion(
        arende=arende,
        assistent=arende.person.assistentuppgift_set.get().assistent,
        anordnare=county.COMPANY,
        text="Vilken dag gäller passet?",
        sista_dag=date(2018, 11, 20),
        by=county.HANDLAGGARE,
        clock=county.clock(),
    )
    page = text(ombud().get(START))
    assert "En handläggare ber om en komplettering" in page
    assert "Vilken dag gäller passet? <strong>Senast den 20 november 2018.</strong>" in page


def test_a_decided_month_is_expected_money_and_an_undecided_one_only_a_forecast():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    page = text(ombud().get(START))
    assert "20 november 2018" in page
    assert "1 181,60 kr" in page
    assert "Beslutat" in page


def test_what_was_paid_stands_under_its_pay_day_and_is_no_longer_expected(db):
    chain.paid_month(db)
    at(datetime(2018, 11, 25, 12, tzinfo=UTC))
    page = text(ombud().get(START))
    assert "Inget är beslutat eller beräknat att betalas just nu." in page
    assert "3 101,70 kr" in page


def test_the_number_of_queries_does_not_grow_with_persons():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    browser = ombud()
    with CaptureQueriesContext(connection) as few:
        browser.get(START)
    company = firm()
    for number in ("198503129820", county.TREDJE_PERSON):
        who = county.person(number, kod="")
        county.assistent(who, company)
        county.report("6 08.00-12.00 aktiv", person=number)
    county.worked()
    with CaptureQueriesContext(connection) as many:
        browser.get(START)
    assert len(many) <= len(few) <= MOST_QUERIES


# One report


def test_each_row_has_its_answer_with_what_to_do_by_when_and_lagrum():
    handling = wrong_row()
    page = text(report_page(ombud(), handling))
    assert "Raden anger en dag eller tid som inte finns" in page
    assert "Skicka en rättad tidsredovisning." in page
    assert 'Gäller <a class="anchor" href="#rad-2">rad 2</a>' in page
    assert "den 5 kl. 12.00–11.00" in page
    assert "/lag/SFB%2051%20kap.%2024%20%C2%A7%202%20p./" in page
    assert "RAD_OGILTIG" in page


def test_a_report_with_nothing_to_remark_says_that_approved_is_not_paid():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    page = text(report_page(ombud(), handling))
    assert "Godkänd är inte betald" in page
    assert "1 181,60 kr för personens månad hos er, till er, betalas tidigast den 20 november 2018." in page


def test_an_older_version_says_that_it_no_longer_counts_and_leads_to_the_newer():
    county.household()
    identifier = uuid4()
    first = county.report("5 12.00-11.00 aktiv", dokument_id=identifier)
    second = county.report("5 08.00-11.00 aktiv", dokument_id=identifier)
    county.worked()
    page = text(report_page(ombud(), first))
    assert "En nyare version har kommit in" in page
    assert str(second.tx_id) in page
    assert Handling.objects.count() == 2


def test_the_signatures_are_told_by_role_with_when_they_were_made():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv")
    chain.sign(handling)
    page = text(report_page(ombud(), handling))
    assert "Assistenten skrev under den 2 november 2018" in page
    assert "Anordnaren skrev under den 2 november 2018" in page
    assert "3 kontroller godkända" in page
