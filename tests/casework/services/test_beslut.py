"""A handläggare's decision: what stops it, what it must say, and the second person's answer."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.base.known import at_once
from tests.casework import county

from assistans.casework import decisions, services
from assistans.casework.models import Manadsbeslut, Uppgift
from assistans.casework.services import Skal

pytestmark = pytest.mark.usefixtures("db")

LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)
MOTIVERING = "Assistenten var hos en annan person den tiden (51 kap. 14 § socialförsäkringsbalken)."


@pytest.fixture
def _overlap(db):  # noqa: ARG001 - a database comes first
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()


def act(use_case, **given):
    return use_case(**{"by": county.HANDLAGGARE, "clock": county.clock(LATER)} | given)


def decide(at=LATER, by=county.HANDLAGGARE, **skal):
    return services.decide(arende=county.month(), skal=Skal(**skal), by=by, clock=county.clock(at))


def take(use_case):
    act(use_case, arende=county.month(), kod="ASSISTENT_OVERLAPPAR", skal="Utrett.")


def heard(svar_senast=date(2018, 11, 20)):
    return act(
        services.communicate, arende=county.month(), text="En timme kan nekas.", svar_senast=svar_senast
    )


@pytest.mark.usefixtures("_overlap")
class TestRefused:
    def test_what_waits_stops_a_decision_and_says_what_to_do(self):
        with pytest.raises(
            services.SomethingWaits,
            match="Tid väntar eftersom assistenten är redovisad på två ställen samtidigt",
        ):
            decide(motivering=MOTIVERING)

    def test_a_machine_cannot_use_a_handlaggares_decision(self):
        with pytest.raises(services.NotHandlaggare):
            decide(by="maskin:beslut")

    def test_a_refusal_without_reasons_is_no_decision(self):
        take(services.refuse_minutes)
        with pytest.raises(services.MissingMotivering, match="32 § förvaltningslagen"):
            decide()

    def test_nothing_is_refused_before_the_person_is_heard(self):
        take(services.refuse_minutes)
        with pytest.raises(services.PersonNotHeard, match="25 § förvaltningslagen"):
            decide(motivering=MOTIVERING)

    def test_her_time_to_answer_must_have_passed(self):
        take(services.refuse_minutes)
        heard(svar_senast=date(2018, 11, 20))
        with pytest.raises(services.PersonNotHeard):
            decide(motivering=MOTIVERING, at=datetime(2018, 11, 20, 9, tzinfo=UTC))

    def test_hearing_her_on_something_else_is_not_enough(self):
        heard()
        county.rakning(aktiv=300, at=LATER)
        county.worked(county.clock(LATER))
        take_month = {"arende": county.month(), "kod": "RAKNING_SKILJER_SIG", "skal": "Utrett."}
        act(services.refuse_minutes, **take_month)
        with pytest.raises(
            services.PersonNotHeard, match="om att räkningen skiljer sig från den redovisade tiden"
        ):
            decide(motivering=MOTIVERING, kvar="Utreds.", at=datetime(2018, 11, 22, 9, tzinfo=UTC))


def test_a_month_where_all_waits_cannot_be_decided_by_leaving_it():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    with pytest.raises(
        services.SomethingWaits, match="All tid väntar eftersom månadens räkning inte har kommit in"
    ):
        decide(motivering=MOTIVERING, kvar="Räkningen kommer.")


def test_a_month_without_reported_time_has_nothing_to_decide():
    county.household()
    county.report()
    county.worked()
    with pytest.raises(services.NothingToDecide, match="Ingen tid"):
        decide()


def test_a_decided_month_is_not_decided_again_for_nothing():
    county.clean_month()
    county.worked()
    with pytest.raises(services.NothingToDecide, match="inget har ändrats"):
        decide(motivering=MOTIVERING)


def test_two_who_decide_at_the_same_moment_make_one_decision():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=200)
    county.worked()
    act(services.approve_minutes, arende=county.month(), kod="RAKNING_SKILJER_SIG", skal="Utrett.")
    outcomes = at_once(decide, decide)
    assert Manadsbeslut.objects.count() == 1
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Manadsbeslut", "NothingToDecide"]


@pytest.mark.parametrize(
    "step", ["standing_decision", "keep", "_payees", "_kommuner", "_settle", "needs_attest"]
)
@pytest.mark.usefixtures("_overlap")
def test_a_crash_at_any_step_of_a_decision_leaves_nothing_half_done(monkeypatch, step):
    take(services.approve_minutes)
    with monkeypatch.context() as broken:
        broken.setattr(decisions, step, _crash)
        with pytest.raises(RuntimeError, match="the power went"):
            decide()
    assert not Manadsbeslut.objects.exists()
    assert county.month().lage == "oppet"
    assert decide().belopp_ore == 4 * county.RATE_2018


def _crash(*_args, **_kwargs):
    raise RuntimeError("the power went")


@pytest.mark.usefixtures("_overlap")
class TestDecided:
    def test_bifall_where_what_waited_was_approved(self):
        take(services.approve_minutes)
        beslut = decide()
        assert (beslut.kind, beslut.utfall) == ("bifall", "beviljat")
        assert beslut.belopp_ore == 4 * county.RATE_2018
        assert beslut.beslutad_av == county.HANDLAGGARE
        assert county.open_codes() == []

    def test_delvis_where_some_was_refused_after_she_was_heard(self):
        take(services.refuse_minutes)
        heard()
        beslut = decide(motivering=MOTIVERING, at=datetime(2018, 11, 21, 9, tzinfo=UTC))
        assert (beslut.kind, beslut.utfall) == ("delvis", "delvis")
        assert beslut.belopp_ore == 3 * county.RATE_2018

    def test_her_answer_is_enough_however_early(self):
        take(services.refuse_minutes)
        act(services.answer_hearing, kommunicering=heard(), text="Det stämmer.")
        assert decide(motivering=MOTIVERING).kind == "delvis"

    def test_an_exception_from_hearing_is_written_down(self):
        take(services.refuse_minutes)
        beslut = decide(motivering=MOTIVERING, utan_kommunicering="Personen har själv bett om rättelsen.")
        assert beslut.utan_kommunicering == "Personen har själv bett om rättelsen."

    def test_what_waits_can_be_left_for_later_with_a_reason(self):
        beslut = decide(motivering=MOTIVERING, kvar="Den andra personens rapport utreds.")
        assert (beslut.kind, beslut.belopp_ore) == ("delvis", 3 * county.RATE_2018)
        assert beslut.kvar_koder == ["ASSISTENT_OVERLAPPAR"]
        assert ("iakttagelse", "ASSISTENT_OVERLAPPAR") in county.open_codes()

    def test_what_was_left_is_decided_later_as_an_andring_of_the_whole_month(self):
        decide(motivering=MOTIVERING, kvar="Utreds.")
        take(services.approve_minutes)
        assert ("efter_beslut", "ANDRAT_UTFALL") in county.open_codes()
        beslut = decide(motivering="Utredningen visar att tiden är utförd.")
        assert (beslut.kind, beslut.avsikt, beslut.nummer) == ("andring", "andring", 2)
        assert beslut.belopp_ore == 4 * county.RATE_2018
        assert ("efter_beslut", "ANDRAT_UTFALL") not in county.open_codes()

    def test_everything_that_proves_it_is_kept_for_ever(self):
        take(services.approve_minutes)
        decide()
        for sql in ("UPDATE casework_manadsbeslut SET belopp_ore = 1", "DELETE FROM casework_manadsbeslut"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(sql)


def test_avslag_where_nothing_is_left():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=200)
    county.worked()
    act(services.refuse_minutes, arende=county.month(), kod="RAKNING_SKILJER_SIG", skal="Utrett.")
    beslut = decide(motivering=MOTIVERING, utan_kommunicering="Personen har återkallat räkningen.")
    assert (beslut.kind, beslut.utfall, beslut.belopp_ore) == ("avslag", "avslag", 0)
    assert not beslut.beslutsrad_set.exists()


@pytest.mark.usefixtures("_overlap")
class TestAttest:
    @pytest.fixture(autouse=True)
    def _decided(self, _overlap):
        take(services.refuse_minutes)
        self.beslut = decide(motivering=MOTIVERING, utan_kommunicering="Hon bad om det.")

    def test_the_one_who_decided_cannot_attest(self):
        with pytest.raises(services.SameHandlaggare, match="kollega"):
            act(services.attest, beslut=self.beslut)

    def test_a_machine_cannot_attest(self):
        with pytest.raises(services.NotHandlaggare):
            act(services.attest, beslut=self.beslut, by="maskin:beslut")

    def test_sending_back_needs_a_reason(self):
        with pytest.raises(services.MissingReason):
            act(services.send_back, beslut=self.beslut, skal="", by=county.KOLLEGA)

    def test_a_decision_is_attested_once(self):
        act(services.attest, beslut=self.beslut, by=county.KOLLEGA)
        with pytest.raises(services.NotForAttest):
            act(services.attest, beslut=self.beslut, by=county.KOLLEGA)

    def test_an_attest_written_past_the_service_by_the_same_person_is_refused_by_the_database(self):
        sql = """INSERT INTO base_attest (kind, target, ore, requested_by, attested_by, approved, reason, at)
                 VALUES ('delvis', %s, 1, %s, %s, true, '', now())"""
        with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
            connection.cursor().execute(sql, [self.beslut.public_id, county.HANDLAGGARE, county.HANDLAGGARE])

    def test_a_payment_written_past_the_services_is_refused_by_the_database(self):
        sql = "INSERT INTO payments_utbetalning (beslutsrad_id) VALUES (%s)"
        with pytest.raises(IntegrityError, match="is not attested"), transaction.atomic():
            connection.cursor().execute(sql, [self.beslut.beslutsrad_set.get().pk])

    def test_an_attest_that_said_no_lets_nothing_through(self):
        act(services.send_back, beslut=self.beslut, skal="Nej.", by=county.KOLLEGA)
        sql = "INSERT INTO payments_utbetalning (beslutsrad_id) VALUES (%s)"
        with pytest.raises(IntegrityError, match="is not attested"), transaction.atomic():
            connection.cursor().execute(sql, [self.beslut.beslutsrad_set.get().pk])

    def test_it_waits_for_attest_until_a_colleague_has_answered(self):
        assert ("attest", "ATTEST") in county.open_codes()
        act(services.attest, beslut=self.beslut, by=county.KOLLEGA)
        assert county.open_codes() == []

    def test_what_is_sent_back_never_takes_effect_and_is_decided_anew(self):
        act(services.send_back, beslut=self.beslut, skal="Hör personen först.", by=county.KOLLEGA)
        assert county.month().lage == "oppet"
        assert ("aterlamnat", "ATERLAMNAT") in county.open_codes()
        beslut = decide(motivering=MOTIVERING, utan_kommunicering="Hon bad om det skriftligt.")
        assert (beslut.kind, beslut.avsikt, beslut.nummer) == ("delvis", "ny", 2)
        assert [slag for slag, _ in county.open_codes()] == ["attest"]

    def test_an_uppgift_to_attest_is_not_given_to_the_one_who_decided(self):
        assert act(services.next_uppgift) is None or act(services.next_uppgift).slag != "attest"
        assert Uppgift.objects.filter(slag="attest", avslutad__isnull=True).count() == 1


def test_the_machine_does_not_decide_what_was_sent_back(monkeypatch):
    monkeypatch.setattr("assistans.base.attest.is_missing", lambda **_: True)
    county.clean_month()
    county.worked()
    act(services.send_back, beslut=county.decision(), skal="Belopp över gränsen.", by=county.KOLLEGA)
    county.worked(county.clock(LATER))
    assert Manadsbeslut.objects.count() == 1
    assert county.month().lage == "oppet"
