"""The pay run: what is decided and due is paid once, to the right payee, and everything ties out."""

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from tests.payments import factories
from tests.payments.factories import NEXT_PAY_DAY, PAY_DAY

from assistans.base import attest
from assistans.base.models import AccessLog, Todo
from assistans.base.ranges import days
from assistans.law import builtin
from assistans.payments import pain001, paydays, queries, services
from assistans.payments.models import (
    Bankfil,
    Betalningshinder,
    Journal,
    Postering,
    Reglering,
    Utbetalning,
    Utbetalningskorning,
)

pytestmark = pytest.mark.usefixtures("db")
ANORDNARE, OTHER = "5560000001", "5560000019"


def pay(dag=PAY_DAY, *, by="maskin:utbetalning", clock=None, **options):
    return services.pay(
        dag=dag, by=by, clock=clock or factories.clock(), law=builtin(), profil=factories.PROFIL, **options
    )


def amounts_in_file():
    found = []
    for fil in Bankfil.objects.order_by("pk"):
        root = ET.fromstring(bytes(fil.innehall))  # noqa: S314 - our own bytes
        found += [e.text for e in root.iter(f"{{{pain001.NS}}}InstdAmt")]
    return found


def claims(kommun="0180"):
    rows = Postering.objects.filter(konto="fordran_kommun", kommun=kommun)
    return rows.aggregate(ore=Sum("ore", default=0))["ore"]


def everything_ties_out():
    return all(proof.stammer for proof in queries.proofs()) and not queries.unbalanced_journals()


@pytest.fixture
def county():
    """A person, her anordnare that is her payee, and her kommun."""
    who = factories.person()
    arranger = factories.anordnare(ANORDNARE)
    factories.contract(who, arranger)
    factories.kommun()
    return who


class TestADayThatIsNoPayDay:
    @pytest.mark.parametrize("day", [date(2018, 11, 19), date(2018, 11, 21), date(2018, 12, 4)])
    def test_is_refused_with_the_nearest_right_days(self, day):
        with pytest.raises(paydays.WrongDay, match="2018-11-20"):
            pay(day)

    def test_is_accepted_with_a_reason_that_is_kept(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay(date(2018, 11, 21), anyway=" Rättning efter avbrott ")
        assert Utbetalningskorning.objects.get().skal == "Rättning efter avbrott"

    def test_is_not_accepted_with_an_empty_reason(self):
        with pytest.raises(paydays.WrongDay):
            pay(date(2018, 11, 21), anyway="  ")

    def test_a_20th_on_a_sunday_is_paid_on_the_friday_before(self, county):
        factories.decision(county, rows={ANORDNARE: (100, date(2019, 1, 18))})
        with pytest.raises(paydays.WrongDay, match="2019-01-18"):
            pay(date(2019, 1, 20))
        assert pay(date(2019, 1, 18)).antal == 1


class TestWhoPays:
    @pytest.mark.parametrize("by", ["", "maskin:", "leverantor:x", "kalle"])
    def test_must_be_said(self, by):
        with pytest.raises(services.NoActor):
            pay(by=by)


class TestNothingToPay:
    def test_leaves_no_run(self):
        assert pay().korning is None
        assert not Utbetalningskorning.objects.exists()

    def test_what_is_due_another_day_waits(self, county):
        factories.decision(county, rows={ANORDNARE: (100, NEXT_PAY_DAY)})
        assert pay().antal == 0
        assert pay(NEXT_PAY_DAY).antal == 1

    def test_what_was_due_an_earlier_day_is_paid_now(self, county):
        factories.decision(county, rows={ANORDNARE: (100, date(2018, 11, 5))})
        assert pay().antal == 1


class TestAPayment:
    def test_is_posted_written_in_the_file_and_claimed_of_the_kommun(self, county):
        factories.decision(county, rows={ANORDNARE: 147700}, kommuner={"0180": 59080})
        result = pay()
        assert (result.antal, result.belopp_ore, result.kommun_ore) == (1, 147700, 59080)
        assert amounts_in_file() == ["1477.00"]
        assert claims() == 59080
        assert everything_ties_out()

    def test_goes_to_the_anordnare_who_is_payee(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        payment = Utbetalning.objects.get()
        assert payment.anordnare.organisationsnummer == ANORDNARE
        assert (payment.kontoslag, payment.nummer) == ("bankgiro", "50501055")

    def test_for_the_persons_own_employment_goes_to_the_person(self, county):
        factories.decision(county, rows={"egen": 100})
        pay()
        assert Utbetalning.objects.get().person == county

    def test_carries_its_public_id_to_the_bank_and_no_personnummer(self, county):
        factories.decision(county, rows={"egen": 100})
        pay()
        content = bytes(Bankfil.objects.get().innehall).decode()
        assert Utbetalning.objects.get().public_id.hex in content
        assert county.personnummer not in content
        assert county.personnummer[2:] not in content

    def test_asks_the_bank_for_the_pay_day(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        assert "<Dt>2018-11-20</Dt>" in bytes(Bankfil.objects.get().innehall).decode()

    def test_made_after_the_pay_day_asks_the_bank_for_today(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay(clock=factories.clock(datetime(2018, 11, 22, 8, tzinfo=UTC)))
        assert "<Dt>2018-11-22</Dt>" in bytes(Bankfil.objects.get().innehall).decode()


class TestThePayeeIsTestedAgainOnThePayDay:
    def test_an_anordnare_without_f_skatt_that_day_gives_way_to_the_person(self):
        who, arranger = (
            factories.person(),
            factories.anordnare(ANORDNARE, villkor=["ivo_tillstand", "arbetsgivare"]),
        )
        factories.contract(who, arranger)
        factories.decision(who, rows={ANORDNARE: 100})
        pay()
        payment = Utbetalning.objects.get()
        assert payment.person == who
        assert payment.mottagarkoder == ["F_SKATT_SAKNAS"]

    def test_an_anordnare_that_has_become_payee_after_the_decision_is_paid(self, county):
        beslut = factories.decision(county, rows={ANORDNARE: 100}, forecast=False)
        assert beslut.beslutsrad_set.get().anordnare is None
        pay()
        assert Utbetalning.objects.get().anordnare.organisationsnummer == ANORDNARE

    def test_an_anordnare_that_no_register_knows_gives_way_to_the_person(self):
        who = factories.person()
        factories.decision(who, rows={"5569999993": 100})
        pay()
        assert Utbetalning.objects.get().person == who


class TestWhatCannotBePaid:
    def test_a_payee_without_account_is_noted_and_paid_when_there_is_one(self):
        who = factories.person(konto=None)
        factories.decision(who, rows={"egen": 100}, kommuner={"0180": 40})
        result = pay()
        assert [row.kod for row in result.hinder] == ["KONTO_SAKNAS"]
        assert "Begär in kontot" in result.hinder[0].text
        assert (result.antal, result.fil, claims()) == (0, None, 0)
        factories.give_account(("bankkonto", "5000-1111116"), person=who)
        assert pay().antal == 1
        assert claims() == 40

    def test_an_account_that_ended_before_the_pay_day_is_no_account(self):
        who = factories.person(konto=None)
        row = factories.give_account(("bankkonto", "5000-1111116"), person=who, until=PAY_DAY)
        assert row.valid == days(factories.LONG_AGO, PAY_DAY)
        factories.decision(who, rows={"egen": 100})
        assert [row.kod for row in pay().hinder] == ["KONTO_SAKNAS"]

    def test_an_account_that_no_bank_has_is_noted_without_its_number(self):
        who = factories.person(konto=("bankkonto", "5000-1111117"))
        factories.decision(who, rows={"egen": 100})
        hinder = pay().hinder[0]
        assert hinder.kod == "KONTO_OGILTIGT"
        assert "1111117" not in hinder.text

    def test_a_payee_without_name_is_noted(self):
        who = factories.person(fornamn="", efternamn=" ")
        factories.decision(who, rows={"egen": 100})
        assert [row.kod for row in pay().hinder] == ["NAMN_SAKNAS"]

    def test_is_noted_once_a_day_however_often_the_run_is_made(self):
        factories.decision(factories.person(konto=None), rows={"egen": 100})
        pay()
        assert pay().korning is None
        assert Betalningshinder.objects.count() == 1

    def test_does_not_stop_what_can_be_paid(self, county):
        factories.decision(factories.person(982, konto=None), rows={"egen": 100})
        factories.decision(county, rows={ANORDNARE: 200})
        result = pay()
        assert (result.antal, len(result.hinder)) == (1, 1)


class TestADecisionThatTheTableWantsAttestedFirst:
    def test_is_not_paid(self, county):
        factories.decision(county, rows={ANORDNARE: 100}, kind="delvis", utfall="delvis")
        assert pay().antal == 0

    def test_is_not_paid_when_the_second_person_said_no(self, county):
        answer(factories.decision(county, rows={ANORDNARE: 100}, kind="delvis"), approved=False)
        assert pay().antal == 0

    def test_is_paid_when_the_second_person_said_yes(self, county):
        answer(factories.decision(county, rows={ANORDNARE: 100}, kind="delvis"), approved=True)
        assert pay().antal == 1

    def test_cannot_be_paid_by_writing_the_row_either(self, county):
        beslut = factories.decision(county, rows={ANORDNARE: 100}, kind="delvis")
        factories.decision(factories.person(982), rows={"egen": 100})
        pay()
        paid = Utbetalning.objects.get()
        with pytest.raises(IntegrityError, match="not attested"), transaction.atomic():
            written_beside(paid, beslut.beslutsrad_set.get(), person=county)


def written_beside(paid, beslutsrad, *, person):
    """A payment of a decision's row written straight into the table, in the run of one that is paid."""
    return Utbetalning.objects.create(
        public_id=person.public_id,
        korning=paid.korning,
        beslutsrad=beslutsrad,
        journal=paid.journal,
        person=person,
        belopp_ore=100,
        kontoslag="bankgiro",
        nummer="1",
        lagrum="",
    )


def answer(beslut, *, approved):
    return attest.answer(
        kind=beslut.kind,
        target=beslut.public_id,
        ore=beslut.belopp_ore,
        requested_by=beslut.beslutad_av,
        attested_by="anvandare:kollega",
        approved=approved,
        reason="",
        clock=factories.clock(),
    )


class TestALaterDecisionOnTheMonth:
    def test_pays_only_what_is_more(self, county):
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 40})
        pay()
        changed(county, rows={ANORDNARE: 130}, kommuner={"0180": 45})
        result = pay(NEXT_PAY_DAY)
        assert (result.antal, result.belopp_ore, result.kommun_ore) == (1, 30, 5)
        assert everything_ties_out()

    def test_that_gives_less_pays_nothing_and_says_what_to_examine(self, county):
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 40})
        pay()
        changed(county, rows={ANORDNARE: 70}, kommuner={"0180": 30})
        result = pay(NEXT_PAY_DAY)
        assert [(row.kod, row.belopp_ore) for row in result.hinder] == [("ATERKRAV_PROVAS", -30)]
        assert (result.antal, result.fil) == (0, None)

    def test_that_gives_less_credits_the_kommun(self, county):
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 40})
        pay()
        changed(county, rows={ANORDNARE: 70}, kommuner={"0180": 30})
        assert pay(NEXT_PAY_DAY).kommun_ore == -10
        assert claims() == 30
        assert everything_ties_out()

    def test_that_moves_the_month_to_another_kommun_moves_the_claim(self, county):
        factories.kommun("1280", "Malmö", "2120001124")
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 40})
        pay()
        changed(county, rows={ANORDNARE: 100}, kommuner={"1280": 40})
        result = pay(NEXT_PAY_DAY)
        assert (claims("0180"), claims("1280"), result.kommun_ore) == (0, 40, 0)
        assert [row.kod for row in result.hinder] == ["INGEN_SKILLNAD"]

    def test_that_takes_one_anordnare_away_pays_the_other_and_sets_nothing_off(self, county):
        factories.contract(county, factories.anordnare(OTHER, konto=("bankgiro", "50501063")))
        factories.decision(county, rows={ANORDNARE: 100, OTHER: 50})
        pay()
        changed(county, rows={ANORDNARE: 120})
        result = pay(NEXT_PAY_DAY)
        assert result.belopp_ore == 20
        assert [(row.kod, row.belopp_ore) for row in result.hinder] == [("ATERKRAV_PROVAS", -50)]

    def test_that_refuses_everything_leaves_all_to_be_examined(self, county):
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 40})
        pay()
        changed(county, rows={}, kommuner={}, utfall="avslag")
        result = pay(NEXT_PAY_DAY)
        assert [(row.kod, row.belopp_ore) for row in result.hinder] == [("ATERKRAV_PROVAS", -100)]
        assert claims() == 0
        assert everything_ties_out()

    def test_is_noted_once_for_ever(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        changed(county, rows={ANORDNARE: 70})
        pay(NEXT_PAY_DAY)
        assert pay(date(2018, 12, 20)).korning is None

    def test_alone_is_paid_when_the_earlier_one_never_was(self, county):
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 40})
        changed(county, rows={ANORDNARE: 70}, kommuner={"0180": 30}, dag=PAY_DAY)
        result = pay()
        assert (result.antal, result.belopp_ore, claims()) == (1, 70, 30)

    def test_that_waits_for_attest_does_not_hold_back_the_one_in_force(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        factories.decision(county, rows={ANORDNARE: 70}, kind="andring")
        assert pay().belopp_ore == 100

    def test_pays_the_difference_to_whoever_is_payee_now(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE registers_betalningsmottagare SET known = tstzrange(lower(known), '2018-12-01')"
            )
        changed(county, rows={ANORDNARE: 130})
        pay(NEXT_PAY_DAY)
        assert Utbetalning.objects.order_by("pk").last().person == county

    def test_after_later_decision_the_sum_paid_is_never_less_than_decided(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        changed(county, rows={ANORDNARE: 70})
        pay(NEXT_PAY_DAY)
        changed(county, rows={ANORDNARE: 120})
        pay(date(2018, 12, 20))
        assert sorted(Utbetalning.objects.values_list("belopp_ore", flat=True)) == [20, 100]


def changed(who, *, rows, kommuner=None, dag=NEXT_PAY_DAY, utfall="beviljat"):
    beslut = factories.decision(who, rows=rows, kommuner=kommuner, dag=dag, kind="andring", utfall=utfall)
    answer(beslut, approved=True)
    return beslut


class TestAKommunPart:
    def test_is_recognised_once_with_the_first_of_several_payments(self, county):
        factories.contract(county, factories.anordnare(OTHER, konto=("bankgiro", "50501063")))
        factories.decision(
            county,
            rows={ANORDNARE: (100, PAY_DAY), OTHER: (50, NEXT_PAY_DAY)},
            kommuner={"0180": 40},
        )
        assert (pay().kommun_ore, pay(NEXT_PAY_DAY).kommun_ore) == (40, 0)
        assert claims() == 40
        assert everything_ties_out()

    def test_of_two_kommuner_gives_each_its_own_claim_in_one_journal(self, county):
        factories.kommun("1280", "Malmö", "2120001124")
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 30, "1280": 10})
        pay()
        assert (claims("0180"), claims("1280")) == (30, 10)
        assert Journal.objects.filter(business_key__startswith="kommunandel:").count() == 1

    def test_of_nothing_leaves_no_journal(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        assert Reglering.objects.get().journal is None


class TestARefusedMonth:
    def test_is_settled_in_a_run_without_a_file(self, county):
        factories.decision(county, rows={}, kind="maskinellt", utfall="avslag")
        result = pay()
        assert (result.beslut, result.antal, result.fil) == (1, 0, None)
        assert pay().korning is None


class TestASecondRunOnTheSameDay:
    def test_pays_nothing_again(self, county):
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 40})
        pay()
        assert pay().korning is None
        assert Utbetalning.objects.count() == 1

    def test_pays_what_was_decided_in_between_in_a_file_of_its_own(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        factories.decision(factories.person(982), rows={"egen": 200})
        assert pay().nummer == 2
        assert amounts_in_file() == ["1.00", "2.00"]
        assert everything_ties_out()


class TestWhatIsRead:
    def test_stands_in_no_log_when_the_run_fails(self, county, monkeypatch):
        factories.decision(county, rows={ANORDNARE: 100})
        monkeypatch.setattr("assistans.payments.services.writing.tie_out", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            pay()
        assert not AccessLog.objects.exists()

    def test_of_nobody_is_nothing(self, county):
        factories.decision(county, rows={ANORDNARE: (100, NEXT_PAY_DAY)})
        pay()
        assert not AccessLog.objects.exists()

    def test_of_everybody_whom_the_run_concerns_is_logged_once_with_who_started_it_and_why(self, county):
        other, without_account = factories.person(982), factories.person(983, konto=None)
        factories.decision(county, rows={ANORDNARE: 100, "egen": 50})
        factories.decision(other, rows={"egen": 100})
        factories.decision(without_account, rows={"egen": 100})
        pay(by="anvandare:utbetalare")
        rows = AccessLog.objects.order_by("pk").values_list("whose", flat=True)
        assert sorted(rows) == sorted(row.public_id for row in (county, other, without_account))
        said = AccessLog.objects.values_list("who", "what", "why", "at").distinct()
        why = f"utbetalningskörning {PAY_DAY}"
        assert list(said) == [("anvandare:utbetalare", "utbetalning", why, factories.clock().now())]


class TestADryRun:
    def test_says_the_same_and_leaves_nothing(self, county):
        factories.decision(county, rows={ANORDNARE: 100}, kommuner={"0180": 40})
        dry = pay(dry_run=True)
        assert not Utbetalningskorning.objects.exists()
        assert not Todo.objects.exists()
        assert pay().to_data() == dry.to_data()


class TestTheDatabaseItself:
    def test_refuses_a_run_whose_total_is_not_its_payments(self):
        with pytest.raises(IntegrityError, match="does not tie out"), transaction.atomic():
            Utbetalningskorning.objects.create(
                dag=PAY_DAY,
                nummer=1,
                at=factories.clock().now(),
                antal=0,
                belopp_ore=1,
                kommun_ore=0,
                started_by="maskin:test",
            )

    def test_refuses_to_add_to_a_run_that_is_over(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        refused = factories.decision(factories.person(982), rows={}, utfall="avslag")
        with pytest.raises(IntegrityError, match="earlier transaction"), transaction.atomic():
            Reglering.objects.create(
                beslut=refused, korning=Utbetalningskorning.objects.get(), journal=None, kommun_ore=0
            )

    def test_refuses_to_pay_a_row_twice(self, county):
        factories.decision(county, rows={ANORDNARE: 100})
        pay()
        paid = Utbetalning.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            written_beside(paid, paid.beslutsrad, person=county)
