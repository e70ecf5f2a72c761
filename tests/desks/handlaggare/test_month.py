"""The month's page: what a stranger reads there, and what a handläggare does there."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county
from tests.desks.handlaggare import months
from tests.desks.people import logged_in, nobody
from tests.privacy import personnummer_in

from assistans.base.models import AccessLog
from assistans.casework.models import Kommunicering, Komplettering, Manadsarende, Stallningstagande, Uppgift
from assistans.identity.roles import Roll
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")
MANY_QUERIES = 54
DECEMBER = datetime(2018, 12, 20, 9, tzinfo=UTC)


@pytest.fixture
def _overlap(db):  # noqa: ARG001 - a database comes first
    months.overlapping()


@pytest.fixture
def client(db):  # noqa: ARG001 - a database comes first
    return months.handlaggare()


def refuse(client):
    return months.act(client, "neka", "ASSISTENT_OVERLAPPAR", skal="Utrett.")


def decide(client, **said):
    return months.act(
        client, "besluta", motivering=months.MOTIVERING, utan_kommunicering="Hon bad om det.", **said
    )


@pytest.mark.usefixtures("_overlap")
class TestRefused:
    def test_nobody_reads_a_month_without_log_in(self):
        assert nobody().get(months.address()).status_code == 303

    def test_an_economist_does_not_read_a_month(self):
        assert logged_in(roll=Roll.EKONOM).get(months.address()).status_code == 403

    def test_a_month_that_does_not_exist_is_not_found(self, client):
        assert client.get("/handlaggare/manad/00000000-0000-4000-8000-000000000000/").status_code == 404

    def test_an_action_that_does_not_exist_is_no_request(self, client):
        assert months.act(client, "radera").status_code == 400

    def test_who_has_jav_sees_no_name_and_can_do_nothing(self, client):
        months.act(client, "jav", skal="Hon är min kusin.")
        for answer in (client.get(months.address()), refuse(client)):
            assert answer.status_code == 403
            assert "Öberg" not in answer.content.decode()
        assert not Stallningstagande.objects.exists()

    def test_an_action_without_its_reason_keeps_what_else_was_typed(self, client):
        answer = months.act(client, "neka", "ASSISTENT_OVERLAPPAR", skal="", fran="10.00")
        text = months.plain(answer)
        assert answer.status_code == 422
        assert "Skriv skälet." in text
        assert 'value="10.00"' in text

    def test_what_the_service_refuses_is_said_first_on_the_page_with_the_text_kept(self, client):
        answer = months.act(client, "neka", "ASSISTENT_OVERLAPPAR", skal="Mitt skäl.", fran="25.00")
        text = months.plain(answer)
        assert answer.status_code == 422
        assert "Klockslaget finns inte" in text
        assert "Mitt skäl." in text
        assert text.index("error-summary") < text.index("<h1")

    def test_what_the_page_no_longer_offers_keeps_the_text(self, client):
        refuse(client)
        answer = months.act(client, "godkann", "ASSISTENT_OVERLAPPAR", skal="En lång utredning.")
        text = months.plain(answer)
        assert answer.status_code == 422
        assert "Det du skrev" in text
        assert "En lång utredning." in text

    @pytest.mark.parametrize(
        "name", ["attestera", "aterlamna", "aterta", "avsluta", "anteckna-svar", "anteckna-yttrande"]
    )
    def test_what_is_not_the_months_own_cannot_be_acted_on(self, client, name):
        answer = months.act(client, name, "00000000-0000-4000-8000-000000000000", skal="Skäl.", svar="Svar.")
        assert answer.status_code == 422
        assert "finns inte längre" in months.plain(answer)

    @pytest.mark.parametrize("target", ["not-an-id", "00000000-0000-4000-8000-000000000000"])
    def test_a_report_that_is_not_there_cannot_be_set_aside(self, client, target):
        assert months.act(client, "lagg-at-sidan", target, skal="Skäl.").status_code == 422

    def test_a_decision_without_reasons_is_refused_on_the_page(self, client):
        refuse(client)
        answer = months.act(client, "besluta", motivering="")
        assert answer.status_code == 422
        assert "32 § förvaltningslagen" in months.plain(answer)

    def test_the_one_who_decided_is_not_offered_to_attest(self, client):
        refuse(client)
        decide(client)
        assert "Be en kollega att attestera" in months.text_of(client)


@pytest.mark.usefixtures("_overlap")
class TestWhatItSays:
    def test_why_it_waits_what_is_paid_and_what_to_do(self, client):
        text = months.text_of(client)
        assert "Av 4 h redovisad tid: 1 h väntar och 3 h är godkända." in text
        assert "1 h (Bo Ek) väntar eftersom assistenten är redovisad på två ställen samtidigt." in text
        assert (
            "Beslutas månaden som den är betalas 886,20 kr till Assistans i Väst AB den 20 november 2018."
            in text
        )
        assert "Nästa steg: ta ställning till 1 h" in text

    def test_the_kommun_is_named_also_in_the_calculation(self, client):
        text = months.text_of(client)
        assert "Stockholm svarar för" in text
        assert "Kommun 0180" not in text

    def test_each_observation_has_one_action_first(self, client):
        step = re.search(
            r'id="iakttagelse-assistent-overlappar".*?</article>', months.text_of(client), re.DOTALL
        )[0]
        assert step.count('<summary class="button button--primary') == 1
        assert "4 oktober kl. 10.00–11.00" in step
        assert "Redovisat för en annan person: 4 oktober kl. 10.00–11.00" in step
        assert "/lag/SFB%2051%20kap." in step

    def test_the_sections_come_in_the_order_in_which_one_asks(self, client):
        text = months.text_of(client)
        ids = ["att-gora", "pass", "rakning", "betalning", "utrakning", "handlingar", "historik"]
        places = [text.index(f'<h2 id="{each}"') for each in ids]
        assert places == sorted(places)

    def test_no_personnummer_and_no_inline_style_or_script_stands_in_the_page(self, client):
        text = months.text_of(client)
        assert personnummer_in(text) == []
        assert county.ASSISTENT not in text
        assert " style=" not in text
        assert not re.search(r"<script(?! src=)", text)

    def test_reading_it_is_logged(self, client):
        months.text_of(client)
        row = AccessLog.objects.get()
        assert (row.who, row.what) == (client.actor, "casework.month 2018-10")

    def test_a_protected_identity_is_not_named(self, client):
        registers.register_skydd(
            person=county.month().person,
            slag="sekretessmarkering",
            start=county.OKTOBER,
            by=county.BY,
            clock=county.clock(),
        )
        text = months.text_of(client)
        assert "Skyddad identitet, oktober 2018" in text
        assert "Öberg" not in text

    def test_a_position_that_holds_is_shown_and_can_be_taken_back(self, client):
        refuse(client)
        position = Stallningstagande.objects.get()
        assert "Det här är redan bedömt" in months.text_of(client)
        answer = months.act(client, "aterta", str(position.public_id), skal="Fel av mig.")
        assert "Ställningstagandet är återtaget." in months.plain(answer)
        assert "Det här är redan bedömt" not in months.text_of(client)


@pytest.mark.usefixtures("_overlap")
class TestWhatIsDone:
    def test_approving_says_what_happened_and_what_the_month_is_now(self, client):
        answer = months.act(client, "godkann", "ASSISTENT_OVERLAPPAR", skal="Hon var hos båda.")
        assert answer.redirect_chain == [(months.address(), 303)]
        assert "Tiden är godkänd. Månaden är nu: allt godkänt (4 h godkänt)." in months.plain(answer)
        assert Stallningstagande.objects.get().av == client.actor

    def test_a_part_is_approved_by_day_and_clock(self, client):
        months.act(
            client,
            "godkann",
            "ASSISTENT_OVERLAPPAR",
            skal="En halvtimme.",
            dag="2018-10-04",
            fran="10.00",
            till="10.30",
        )
        row = Stallningstagande.objects.get()
        assert (row.fran, row.till) == ("10.00", "10.30")

    def test_a_part_is_approved_by_report(self, client):
        report = county.month_reports()[0].handling.tx_id
        months.act(client, "godkann", "ASSISTENT_OVERLAPPAR", skal="Just den.", rapport=str(report))
        assert Stallningstagande.objects.get().rapport.tx_id == report

    def test_a_completion_of_a_report_is_asked_for_and_its_answer_noted(self, client):
        report = county.month_reports()[0].handling.tx_id
        said = {"vad": str(report), "text": "Vilken rad är rätt?", "sista_dag": "2018-11-20"}
        answer = months.act(client, "komplettera", "ASSISTENT_OVERLAPPAR", **said)
        assert "svar senast den 20 november 2018" in months.plain(answer)
        asked = Komplettering.objects.get()
        assert "Svar väntas om bo Eks" not in months.text_of(client)
        assert "Svar väntas om Bo Eks tidsredovisning" in months.text_of(client)
        months.act(client, "anteckna-svar", str(asked.public_id), svar="Den senare raden.")
        assert Komplettering.objects.get().svar == "Den senare raden."
        assert "En komplettering har fått svar" in months.text_of(client)

    def test_an_uppgift_that_asks_for_a_look_is_finished_with_what_was_found(self, client):
        said = {"vad": "rakning", "text": "Stämmer tiden?", "sista_dag": "2018-11-20"}
        months.act(client, "komplettera", "ASSISTENT_OVERLAPPAR", **said)
        asked = Komplettering.objects.get()
        months.act(client, "anteckna-svar", str(asked.public_id), svar="Ja.")
        row = Uppgift.objects.get(slag="komplettering")
        months.act(client, "avsluta", str(row.public_id), skal="Läst.")
        row.refresh_from_db()
        assert row.avslut == "Läst."

    def test_the_person_is_told_and_her_answer_noted(self, client):
        refuse(client)
        assert "Låt personen yttra sig" in months.text_of(client)
        months.act(client, "kommunicera", text="En timme kan nekas.", svar_senast="2018-11-20")
        told = Kommunicering.objects.get()
        assert "Personen har tid att yttra sig" in months.text_of(client)
        months.act(
            client, "anteckna-yttrande", str(told.public_id), svar="Jag håller med.", inkom="2018-11-06"
        )
        assert told.__class__.objects.get().yttrande.text == "Jag håller med."

    def test_a_decision_waits_for_a_colleague_who_attests(self, client):
        refuse(client)
        answer = decide(client)
        assert (
            "Månaden är beslutad: delvis bifall, 886,20 kr. En annan person måste attestera"
            in months.plain(answer)
        )
        colleague = months.kollega()
        beslut = county.decision()
        assert "Ingenting betalas förrän" in months.text_of(colleague)
        answer = months.act(colleague, "attestera", str(beslut.public_id))
        assert "Beslutet är attesterat och gäller." in months.plain(answer)
        assert "886,20 kr betalas den 20 november 2018 till Assistans i Väst AB." in months.text_of(client)

    def test_what_the_decision_refuses_is_no_longer_to_do(self, client):
        refuse(client)
        assert "Nekat i beslutet" not in months.text_of(client)
        decide(client)
        text = months.text_of(client)
        assert "Nekat i beslutet" in text
        assert 'id="iakttagelse-assistent-overlappar"' not in text
        assert "Just nu: beslutet väntar på attest." in text

    def test_while_the_person_has_time_to_answer_the_month_says_that_it_waits(self, client):
        refuse(client)
        months.act(client, "kommunicera", text="En timme kan nekas.", svar_senast="2018-11-20")
        assert "Just nu: personen har tid att yttra sig till och med den 20 november 2018." in months.text_of(
            client
        )

    def test_a_colleague_sends_back_with_a_reason(self, client):
        refuse(client)
        decide(client)
        months.act(months.kollega(), "aterlamna", str(county.decision().public_id), skal="Hör personen.")
        text = months.text_of(client)
        assert "Beslutet är återlämnat" in text
        assert "Hör personen." in text

    def test_minutes_may_be_left_for_a_later_decision_with_the_reason(self, client):
        decide(client, kvar="Överlappet utreds.")
        assert county.decision().kvar_skal == "Överlappet utreds."
        assert "Överlappet utreds." in months.text_of(client)

    def test_a_report_is_set_aside_and_counts_again(self, client):
        report = str(county.month_reports()[0].handling.tx_id)
        months.act(client, "lagg-at-sidan", report, skal="Dubblett.")
        assert "Lagd åt sidan" in months.text_of(client)
        months.act(client, "rakna-igen", report, skal="Ingen dubblett.")
        assert "Lagd åt sidan</span>" not in months.text_of(client)

    def test_jav_is_reported_and_leads_away(self, client):
        answer = months.act(client, "jav", skal="Hon är min kusin.")
        assert answer.redirect_chain == [("/handlaggare/", 303)]


class TestOtherMonths:
    def test_a_month_that_cannot_be_assessed_says_why_and_shows_its_documents(self, client):
        who = county.household(end=date(2018, 10, 15), utbetalning="efterskott")
        county.beslut(who, start=date(2018, 10, 15), utbetalning="forskott")
        county.report("4 08.00-12.00 aktiv")
        county.worked()
        months.at()
        text = months.text_of(client)
        assert "Månaden kan inte bedömas ännu" in text
        assert "betalas på olika sätt" in text
        assert "Tidsredovisning för Bo Ek" in text

    def test_a_month_whose_kommun_is_unknown_asks_for_it_before_it_can_be_decided(self, client):
        who, firm = county.person(kod=""), county.anordnare()
        county.beslut(who)
        county.uppdrag(who, firm)
        county.assistent(who, firm)
        county.report("4 08.00-12.00 aktiv")
        county.rakning(aktiv=240)
        county.worked()
        months.at()
        text = months.text_of(client)
        assert 'id="kan-inte-bedomas"' in text
        assert "Kommunen saknas i registret" in text
        assert "Registrera kommunen." in text
        assert "Besluta månaden" not in text

    def test_an_empty_month_has_nothing_to_do(self, client):
        who = county.household()
        arende = Manadsarende.objects.create(person=who, manad=county.OKTOBER)
        months.at()
        text = months.plain(client.get(f"/handlaggare/manad/{arende.public_id}/"))
        assert "Ingen tid är redovisad för oktober 2018." in text
        assert "Inga handlingar har kommit in." in text

    def test_a_month_without_a_rakning_asks_for_it_first(self, client):
        county.household()
        county.report("4 08.00-12.00 aktiv")
        county.worked()
        months.at()
        text = months.text_of(client)
        assert "All redovisad tid, 4 h, väntar eftersom" in text
        assert "Nästa steg: begär komplettering" in text
        assert "Godkänn 4 h" not in text

    def test_an_answer_that_has_not_come_in_time_leads_to_hearing_the_person(self, client):
        county.household()
        county.report("4 08.00-12.00 aktiv")
        county.rakning(aktiv=300)
        county.worked()
        months.at()
        said = {"vad": "rakning", "text": "Rätta räkningen.", "sista_dag": "2018-11-20"}
        months.act(client, "komplettera", "RAKNING_SKILJER_SIG", **said)
        months.at(DECEMBER)
        text = months.text_of(client)
        assert "Inget svar har kommit i tid" in text
        assert "alltså 1 h mer i räkningen" in text
        assert "Nästa steg: kommunicera" in text

    def test_a_clean_month_is_decided_and_needs_nobody(self, client):
        county.clean_month()
        county.worked()
        months.at()
        text = months.text_of(client)
        assert "All redovisad tid, 4 h, är godkänd." in text
        assert "Månaden beslutades maskinellt den 3 november 2018: 1 181,60 kr." in text
        assert "Ingenting behöver göras nu." in text

    def test_a_decision_that_would_be_another_now_says_what_differs(self, client):
        county.household()
        document = uuid.uuid4()
        county.report("4 08.00-12.00 aktiv", dokument_id=document)
        county.rakning(aktiv=240)
        county.worked()
        county.report("4 08.00-12.00 aktiv", "5 08.00-09.00 aktiv", dokument_id=document)
        county.rakning(aktiv=300)
        county.worked()
        months.at()
        text = months.text_of(client)
        assert "Beslutet skulle bli ett annat nu" in text
        assert "Aktiv tid som är redovisad: 4 h i beslutet, 5 h nu" in text
        assert "Låt beslutet stå" in text
        assert "Ändra beslutet" in text

    def test_a_month_with_many_reasons_shows_them_all(self, client):
        months.many_reasons()
        text = months.text_of(client)
        for kod in (
            "DUBBELASSISTANS_EJ_BEVILJAD",
            "ASSISTENT_OVERLAPPAR",
            "KLOCKSLAG_TVETYDIGT",
            "VANTETID_EJ_BEVILJAD",
            "BEREDSKAP_EJ_BEVILJAD",
        ):
            assert kod in text
        ids = re.findall(r' id="([^"]+)"', text)
        assert sorted(ids) == sorted(set(ids))

    def test_a_page_takes_as_many_queries_whatever_the_month_holds(self, client):
        months.overlapping()
        few = queries_of(client)
        assistenter = [county.number("19600101", three) for three in range(980, 990)]
        firm = county.registers.register_anordnare(
            organisationsnummer=county.OTHER_COMPANY,
            namn="Annat AB",
            slag="foretag",
            by=county.BY,
            clock=county.REGISTERED,
        )
        who = county.month().person
        for number in assistenter:
            county.assistent(who, firm, number)
            rows = [f"{day} {hour:02d}.00-{hour:02d}.30 aktiv" for day in range(1, 29) for hour in (20, 22)]
            county.report(*rows, assistent=number, anordnare=county.OTHER_COMPANY)
        county.worked()
        assert queries_of(client) <= few + 4
        assert few <= MANY_QUERIES


def queries_of(client):
    with CaptureQueriesContext(connection) as asked:
        months.text_of(client)
    return len(asked)


def test_an_ordinary_month_that_is_not_over_says_so(client):
    county.household()
    county.report("4 08.00-12.00 aktiv", at=datetime(2018, 10, 10, 9, tzinfo=UTC))
    services_clock = county.clock(datetime(2018, 10, 11, 9, tzinfo=UTC))
    county.worked(services_clock)
    months.at(datetime(2018, 10, 11, 9, tzinfo=UTC))
    assert "Besluta månaden" not in months.text_of(client)
