"""A run as it is looked at afterwards: its sums, its file, what it did not pay, and the proof that it ties out."""

import uuid

import psycopg
import pytest
from tests.payments import factories
from tests.payments.factories import NEXT_PAY_DAY, PAY_DAY
from tests.payments.test_services import ANORDNARE, pay

from assistans.base.models import Outbox
from assistans.casework.keyset import Place
from assistans.payments import bankfile, runs
from assistans.payments.models import Bankfil, Utbetalning, Utbetalningskorning

FIRST = Place()


@pytest.fixture
def county(db):  # noqa: ARG001 - a database comes first
    """Two are paid, one through an anordnare that a kommun shares; one has no account."""
    who = factories.person()
    factories.contract(who, factories.anordnare(ANORDNARE))
    factories.kommun()
    factories.decision(who, rows={ANORDNARE: 100}, kommuner={"0180": 40})
    factories.decision(factories.person(982), rows={"egen": 30})
    factories.decision(factories.person(983, konto=None), rows={"egen": 7})


def made(dag=PAY_DAY):
    pay(dag)
    return Utbetalningskorning.objects.latest("pk")


def file_put_in_place():
    Outbox.objects.filter(kind=bankfile.KIND).update(done_at=factories.clock().now())


@pytest.mark.usefixtures("county")
class TestARun:
    def test_stands_in_the_list_with_its_file_and_what_it_did_not_pay(self):
        korning = made()
        [row] = runs.runs(place=FIRST, limit=5).rows
        assert (row.korning, row.hindrade) == (korning, 1)
        assert row.fil.namn.startswith("pain001-2018-11-20-1-")

    def test_has_a_file_that_waits_until_the_outbox_has_been_worked(self):
        korning = made()
        assert runs.file_of(korning).skriven is None
        file_put_in_place()
        assert runs.file_of(korning).skriven == factories.clock().now()

    def test_gives_its_file_byte_for_byte(self):
        korning = made()
        name, content = runs.bytes_of_file(korning)
        told = runs.file_of(korning)
        assert (name, len(content)) == (told.namn, told.storlek)
        assert content == bytes(Bankfil.objects.get().innehall)
        assert runs.file_is_untouched(korning)

    def test_knows_whose_names_stand_in_its_file(self):
        korning = made()
        paid = Utbetalning.objects.get(person__isnull=False)
        assert runs.persons_in_file(korning) == [paid.person.public_id]

    def test_sums_by_kind_of_account_anordnare_before_persons(self):
        sums = [(r.kontoslag, r.till_person, r.antal, r.belopp_ore) for r in runs.by_kind_of_account(made())]
        assert sums == [("bankgiro", False, 1, 100), ("bankkonto", True, 1, 30)]

    def test_sums_what_it_did_not_pay_by_code(self):
        assert [(r.kod, r.antal, r.belopp_ore) for r in runs.hinder_by_code(made())] == [
            ("KONTO_SAKNAS", 1, 7)
        ]

    def test_posts_by_account_and_the_sum_is_zero(self):
        posted = runs.posted_by(made())
        assert posted == {
            "assistansersattning": 130,
            "fordran_kommun": 40,
            "kommunens_andel": -40,
            "utbetalning_pa_vag": -130,
        }

    def test_has_one_journal_a_payment_and_one_a_kommun_part(self):
        part = runs.journals_of(made(), place=FIRST, limit=10)
        assert sorted(row.text for row in part.rows) == [
            "Assistansersättning 2018-10",
            "Assistansersättning 2018-10",
            "Kommunens andel 2018-10",
        ]
        assert all(sum(p.ore for p in row.posteringar.all()) == 0 for row in part.rows)

    def test_ties_out(self):
        assert all(proof.stammer for proof in runs.run_proofs(made()))

    def test_tells_only_its_own(self):
        first = made()
        factories.decision(factories.person(984), rows={"egen": (11, NEXT_PAY_DAY)})
        second = made(NEXT_PAY_DAY)
        assert [row.belopp_ore for row in runs.payments_in(second, place=FIRST, limit=5).rows] == [11]
        assert runs.posted_by(second) == {"assistansersattning": 11, "utbetalning_pa_vag": -11}
        assert all(proof.stammer for each in (first, second) for proof in runs.run_proofs(each))
        assert [row.korning for row in runs.runs(place=FIRST, limit=5).rows] == [second, first]


@pytest.mark.usefixtures("db")
class TestARunThatPaidNothing:
    def test_has_no_file_and_ties_out(self):
        factories.decision(factories.person(konto=None), rows={"egen": 7})
        korning = made()
        assert runs.file_of(korning) is None
        assert runs.file_is_untouched(korning)
        assert all(proof.stammer for proof in runs.run_proofs(korning))
        with pytest.raises(Bankfil.DoesNotExist):
            runs.bytes_of_file(korning)


@pytest.mark.usefixtures("db")
class TestALongRun:
    def test_is_told_in_parts_that_hold_everything_once(self):
        for number in range(980, 985):
            factories.decision(factories.person(number), rows={"egen": number})
        korning = made()
        first = runs.payments_in(korning, place=FIRST, limit=3)
        rest = runs.payments_in(korning, place=Place(after=first.after), limit=3)
        assert sorted(row.belopp_ore for row in (*first.rows, *rest.rows)) == [980, 981, 982, 983, 984]
        assert (len(first.rows), rest.after) == (3, None)

    def test_tells_what_it_did_not_pay_in_parts_too(self):
        for number in range(980, 985):
            factories.decision(factories.person(number, konto=None), rows={"egen": number})
        pay()
        korning = made(NEXT_PAY_DAY)  # the same rows were hindered before: only this run's are told
        first = runs.hinder_in(korning, after=None, limit=3)
        rest = runs.hinder_in(korning, after=first.after, limit=3)
        assert [row.belopp_ore for row in (*first.rows, *rest.rows)] == [980, 981, 982, 983, 984]
        assert rest.after is None

    def test_a_row_that_it_never_met_leads_nowhere_else(self):
        factories.decision(factories.person(konto=None), rows={"egen": 7})
        korning = made()
        assert [row.belopp_ore for row in runs.hinder_in(korning, after=uuid.uuid4(), limit=3).rows] == [7]


@pytest.mark.parametrize(
    ("statement", "seen"),
    [
        ("UPDATE payments_utbetalningskorning SET belopp_ore = belopp_ore + 1", "Körningens belopp"),
        ("UPDATE payments_utbetalningskorning SET kommun_ore = kommun_ore + 1", "körningens kommundel"),
        ("UPDATE payments_utbetalning SET belopp_ore = belopp_ore + 1", "Summan i bankfilen"),
        ("UPDATE payments_reglering SET kommun_ore = kommun_ore + 1", "reglerade besluten"),
        (
            "UPDATE payments_postering SET ore = ore - 1 WHERE konto = 'utbetalning_pa_vag'",
            "på väg till banken",
        ),
        ("UPDATE payments_postering SET ore = ore + 1 WHERE konto = 'fordran_kommun'", "posteringar = 0"),
        (
            "UPDATE payments_bankfil SET innehall = convert_to(replace(convert_from(innehall, 'UTF8'), '>1.00<', '>9.00<'), 'UTF8')",
            "Summan i bankfilen",
        ),
    ],
)
def test_one_ore_changed_anywhere_is_seen(db, county, statement, seen):  # noqa: ARG001 - what is changed
    korning = made()
    with psycopg.connect(db.owner) as owner:
        owner.execute(statement)
    korning.refresh_from_db()
    assert any(seen in proof.vad for proof in runs.run_proofs(korning) if not proof.stammer)


def test_a_file_with_another_byte_is_seen(db, county):  # noqa: ARG001 - the file is its
    korning = made()
    with psycopg.connect(db.owner) as owner:
        owner.execute("UPDATE payments_bankfil SET innehall = innehall || ' '::bytea")
    assert not runs.file_is_untouched(korning)
