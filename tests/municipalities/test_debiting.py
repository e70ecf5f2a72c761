"""The debit: every claim on one invoice, once; what the law and the ledger say, and nobody's name."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from lxml import etree
from tests.casework import county as casework
from tests.municipalities import county, official
from tests.municipalities.county import DEBIT_DAY, debit, pay
from tests.payments import chain, factories
from tests.payments.factories import NEXT_PAY_DAY, PAY_DAY
from tests.payments.test_services import changed
from tests.privacy import personnummer_in

from assistans.base.files import AnotherFile
from assistans.base.todo import work_until_idle
from assistans.casework.models import Beslutsrad
from assistans.municipalities import fakturafil, queries, services
from assistans.municipalities.models import Kommunfaktura, Kommunfakturarad, Kommunfordran
from assistans.payments.queries import trial_balance
from assistans.timeline.quantities import amount

pytestmark = pytest.mark.usefixtures("db")
HOURS = {"2018-W40": 20 * 1680, "2018-W41": 15 * 1680 + 7}


def decided(who, ore=40, *, kommun="0180"):
    return factories.decision(who, rows={"egen": ore}, kommuner={kommun: ore})


@pytest.fixture
def person():
    county.kommuner()
    return factories.person()


def rows_of(invoice):
    return list(invoice.rader.order_by("nummer"))


class TestNothingIsInvoiced:
    def test_while_claims_are_not_written(self, person):
        decided(person)
        pay(work=False)
        with pytest.raises(services.ClaimsWaiting, match="assistans worker"):
            debit()
        assert not Kommunfaktura.objects.exists()

    def test_before_its_debit_day_comes_near(self, person):
        decided(person)
        pay()
        assert debit(date(2018, 11, 15)) == []

    def test_twice(self, person):
        decided(person)
        pay()
        assert len(debit()) == 1
        assert debit() == []
        assert Kommunfakturarad.objects.count() == 1

    def test_when_there_is_nothing(self):
        assert debit() == []


class TestTheInvoice:
    def test_is_one_a_kommun_with_a_row_a_claim(self, person):
        decided(person)
        factories.decision(factories.person(982), rows={"egen": 9}, kommuner={"0180": 2, "1280": 7})
        pay()
        made = debit()
        assert [(row.kommun_id, row.antal, row.belopp_ore) for row in made] == [
            ("0180", 2, 42),
            ("1280", 1, 7),
        ]
        assert [row.nummer for row in made] == ["0180201812013", "1280201812010"]

    def test_has_its_days_by_law(self, person):
        decided(person)
        pay()
        [row] = debit()
        assert (row.dag, row.debiteras, row.forfaller) == (date(2018, 12, 14), DEBIT_DAY, date(2018, 12, 28))

    def test_made_early_is_still_due_in_the_month_of_its_debit(self, person):
        decided(person)
        pay()
        [row] = debit(at=datetime(2018, 11, 21, 8, tzinfo=UTC))
        assert (row.dag, row.forfaller) == (date(2018, 11, 21), date(2018, 12, 28))

    def test_made_late_is_due_in_the_month_it_is_made(self, person):
        decided(person)
        pay()
        [row] = debit(at=datetime(2019, 1, 3, 8, tzinfo=UTC))
        assert row.forfaller == date(2019, 1, 31)

    def test_what_came_after_it_goes_on_one_of_its_own(self, person):
        decided(person)
        pay()
        debit()
        decided(factories.person(982), 5)
        pay(NEXT_PAY_DAY)
        [second] = debit()
        assert (second.lopnummer, second.nummer, second.belopp_ore) == (2, "0180201812021", 5)

    def test_is_what_the_ledger_says_and_leaves_the_ledger_as_it_was(self, person):
        decided(person)
        pay()
        before = trial_balance()
        debit()
        assert trial_balance() == before
        invoiced = Kommunfaktura.objects.aggregate(ore=Sum("belopp_ore"))["ore"]
        assert invoiced == queries.control_total().bokfort_ore

    def test_its_bytes_pass_the_official_schema_and_rules(self, person):
        decided(person)
        pay()
        content = bytes(debit()[0].innehall)
        assert (official.schema_errors(content), official.broken_rules(content)) == ([], [])

    def test_names_nobody(self, person):
        decided(person)
        pay()
        [row] = debit()
        text = bytes(row.innehall).decode() + row.namn
        assert str(Kommunfordran.objects.get().public_id) in text
        assert personnummer_in(text) == []
        for secret in (person.personnummer, person.fornamn, person.efternamn, str(person.public_id)):
            assert secret not in text


class TestARow:
    def test_is_hours_at_a_price_when_the_claim_is_exactly_that(self, person):
        ore = amount(units=sum(HOURS.values()), rate=31500)
        beslut = factories.decision(person, rows={}, kommuner={})
        Beslutsrad.objects.create(
            beslut=beslut, via="egen", belopp_ore=ore, dag=PAY_DAY, delar=[{"timbelopp_ore": "31500"}]
        )
        beslut.kommunrad_set.create(kommun_id="0180", units=sum(HOURS.values()), belopp_ore=ore, veckor=HOURS)
        pay()
        [row] = rows_of(debit()[0])
        assert (row.timbelopp_ore, row.veckor, row.belopp_ore) == ("31500", HOURS, ore)

    def test_is_an_amount_when_the_decision_has_two_prices(self, person):
        ore = amount(units=sum(HOURS.values()), rate=31500)
        beslut = factories.decision(person, rows={}, kommuner={})
        delar = [{"timbelopp_ore": "31500"}, {"timbelopp_ore": "29980"}]
        Beslutsrad.objects.create(beslut=beslut, via="egen", belopp_ore=ore, dag=PAY_DAY, delar=delar)
        beslut.kommunrad_set.create(kommun_id="0180", units=sum(HOURS.values()), belopp_ore=ore, veckor=HOURS)
        pay()
        assert rows_of(debit()[0])[0].timbelopp_ore is None

    def test_of_a_change_is_the_difference_in_ore_and_weeks_and_names_what_it_changes(self, person):
        decided(person, 100)
        pay()
        [first] = debit()
        changed(person, rows={"egen": 130}, kommuner={"0180": 130})
        pay(NEXT_PAY_DAY)
        [second] = debit()
        [row] = rows_of(second)
        assert (row.belopp_ore, row.veckor, row.timbelopp_ore) == (30, {"2018-W40": 30}, None)
        assert first.nummer.encode() in bytes(second.innehall)


class TestACredit:
    def test_is_written_when_the_kommun_gets_more_back_than_it_owes(self, person):
        decided(person, 100)
        pay()
        debit()
        changed(person, rows={"egen": 100}, kommuner={"0180": 25})
        pay(NEXT_PAY_DAY)
        [row] = debit()
        assert row.belopp_ore == -75
        assert etree.QName(etree.fromstring(bytes(row.innehall))).localname == "CreditNote"
        assert official.broken_rules(bytes(row.innehall)) == []

    def test_is_a_row_of_an_invoice_that_comes_to_more(self, person):
        decided(person, 100)
        pay()
        changed(person, rows={"egen": 100}, kommuner={"0180": 25})
        pay(NEXT_PAY_DAY)
        [row] = debit()
        assert (row.antal, row.belopp_ore) == (2, 25)

    def test_of_a_kommun_that_the_later_decision_does_not_name_takes_all_weeks_back(self, person):
        decided(person, 100)
        pay()
        changed(person, rows={"egen": 100}, kommuner={"1280": 100})
        pay(NEXT_PAY_DAY)
        made = {row.kommun_id: row for row in debit()}
        weeks = [row.veckor for row in rows_of(made["0180"])]
        assert sorted(week["2018-W40"] for week in weeks) == [-100, 100]
        assert made["1280"].belopp_ore == 100


class TestTheFile:
    def test_is_written_whole_and_private_after_commit(self, person):
        decided(person)
        pay()
        [row] = debit()
        path = fakturafil.folder() / row.namn
        assert not path.exists()
        work_until_idle(factories.clock(datetime(2018, 12, 14, 9, tzinfo=UTC)))
        assert path.read_bytes() == bytes(row.innehall)
        assert path.stat().st_mode & 0o777 == 0o600
        path.unlink()

    def test_is_handed_over_at_once_when_asked_and_not_again(self, person):
        decided(person)
        pay()
        [row] = debit()
        assert fakturafil.hand_over(clock=factories.clock()) == [fakturafil.folder() / row.namn]
        assert fakturafil.hand_over(clock=factories.clock()) == []
        (fakturafil.folder() / row.namn).unlink()

    def test_of_another_content_is_left_alone(self, person):
        decided(person)
        pay()
        [row] = debit()
        path = fakturafil.folder() / row.namn
        path.write_bytes(b"another")
        with pytest.raises(AnotherFile):
            fakturafil.put_on_disk(row.namn, {})
        path.unlink()


def forge(fordran, **stated):
    """An invoice written past the service."""
    row = Kommunfaktura.objects.create(
        lopnummer=9,
        nummer="1",
        dag=DEBIT_DAY,
        forfaller=DEBIT_DAY,
        made_by="maskin:test",
        namn="x",
        sha256=b"",
        innehall=b"",
        **stated,
    )
    row.rader.create(nummer=1, fordran=fordran, belopp_ore=stated["belopp_ore"], veckor={})


class TestTheDatabaseKeepsThePromises:
    @pytest.fixture
    def invoice(self, person):
        decided(person)
        pay()
        return debit()[0]

    @pytest.mark.parametrize("table", ["kommunfaktura", "kommunfakturarad"])
    @pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
    def test_nothing_is_changed_or_removed(self, invoice, table, statement):
        with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement.format(f"municipalities_{table}"))
        assert Kommunfaktura.objects.get() == invoice

    def test_a_claim_is_invoiced_once(self, invoice):
        fordran = Kommunfordran.objects.get()
        with pytest.raises(IntegrityError, match="unique"), transaction.atomic():
            invoice.rader.create(nummer=2, fordran=fordran, belopp_ore=40, veckor={})

    def test_a_row_is_never_added_later(self, invoice):
        decided(factories.person(982), 5)
        pay(NEXT_PAY_DAY)
        fordran = Kommunfordran.objects.get(kommunfakturarad__isnull=True)
        with pytest.raises(IntegrityError, match="closed by an earlier transaction"), transaction.atomic():
            invoice.rader.create(nummer=2, fordran=fordran, belopp_ore=5, veckor={})

    @pytest.mark.parametrize(
        "wrong", [{"belopp_ore": 6}, {"antal": 2}, {"kommun_id": "1280"}, {"debiteras": date(2019, 1, 15)}]
    )
    def test_an_invoice_that_is_not_its_claims_is_refused(self, invoice, wrong):
        decided(factories.person(982), 5)
        pay(NEXT_PAY_DAY)
        fordran = Kommunfordran.objects.get(kommunfakturarad__isnull=True)
        stated = {"kommun_id": "0180", "debiteras": DEBIT_DAY, "belopp_ore": 5, "antal": 1} | wrong
        with pytest.raises(IntegrityError, match="does not tie out"), transaction.atomic():
            forge(fordran, at=invoice.at, **stated)


def queries_of_a_debit(persons):
    for number in persons:
        decided(factories.person(number), number)
    pay()
    with CaptureQueriesContext(connection) as captured:
        debit()
    return len(captured)


def test_a_debit_asks_no_more_of_the_database_for_more_claims():
    factories.kommun()
    few = queries_of_a_debit([981])
    assert queries_of_a_debit(range(982, 992)) == few


def test_a_month_through_the_real_chain_is_hours_at_the_decisions_own_price():
    chain.household()
    casework.report("4 08.00-12.00 aktiv")
    casework.rakning(aktiv=240)
    casework.worked(chain.clock())
    pay()
    [row] = rows_of(debit()[0])
    assert (row.veckor, row.timbelopp_ore) == ({"2018-W40": 240 * 28}, "29540")
    assert row.belopp_ore == 1181_60
