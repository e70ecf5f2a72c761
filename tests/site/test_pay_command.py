"""`assistans pay`, `ledger` and `why`: what an operator sees, and the exit codes."""

import argparse
import json
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from tests.casework import county
from tests.payments import chain, factories

from assistans.base import instance
from assistans.base.models import AccessLog
from assistans.payments import bankfile, bankprofil
from assistans.payments.models import Utbetalning, Utbetalningskorning
from assistans.site.commands import ledger, pay, why
from assistans.site.errors import OperatorError

PAY_DAY = "2018-11-20"


def run(command, *argv):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(argv))


@pytest.fixture
def demo(db):
    """A demo database whose clock stands the day before the pay day."""
    instance.set_demo_clock(chain.clock().now())
    return db


@pytest.fixture
def due(demo):
    chain.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked(chain.clock())
    return demo


class TestPay:
    @pytest.mark.usefixtures("demo")
    def test_a_wrong_day_is_told_with_the_right_ones(self):
        with pytest.raises(OperatorError, match="2018-11-20"):
            run(pay, "2018-11-19")

    @pytest.mark.usefixtures("demo")
    def test_an_actor_of_no_kind_is_told(self):
        with pytest.raises(OperatorError, match="say who pays"):
            run(pay, PAY_DAY, "--who", "kalle")

    def test_a_database_in_production_needs_a_bank_profile(self, mark):
        mark("produktion")
        with pytest.raises(OperatorError, match=r"bank\.toml"):
            run(pay, PAY_DAY)

    @pytest.mark.usefixtures("demo")
    def test_a_bank_profile_of_the_installation_counts_in_a_demo_too(self):
        path = settings.HOME / bankprofil.FILE
        path.write_text('namn = "X"', encoding="utf-8")
        try:
            with pytest.raises(OperatorError, match="lacks a key"):
                run(pay, PAY_DAY)
        finally:
            path.unlink()

    @pytest.mark.usefixtures("demo")
    def test_nothing_due_is_no_failure(self, capsys):
        assert run(pay, PAY_DAY) == 0
        assert "Inget nytt att betala den 2018-11-20." in capsys.readouterr().out

    @pytest.mark.usefixtures("due")
    def test_says_what_was_paid_and_puts_the_file_in_place(self, capsys):
        assert run(pay, PAY_DAY) == 0
        out = capsys.readouterr().out
        assert "1181.60 kr" in out
        [path] = [line.removeprefix("Bankfil ") for line in out.splitlines() if line.startswith("Bankfil ")]
        assert path.startswith(str(bankfile.folder()))
        assert Utbetalningskorning.objects.get().started_by == "maskin:utbetalning"

    @pytest.mark.usefixtures("due")
    def test_as_json(self, capsys):
        run(pay, PAY_DAY, "--json")
        data = json.loads(capsys.readouterr().out)
        assert (data["antal"], data["belopp"], data["kommun"]) == (1, "1181.60", "1181.60")
        assert data["skrivna"] == [str(bankfile.folder() / data["fil"])]

    @pytest.mark.usefixtures("due")
    def test_a_dry_run_says_so_and_keeps_nothing(self, capsys):
        run(pay, PAY_DAY, "--dry-run")
        assert "Provkörning: inget har sparats." in capsys.readouterr().out
        assert not Utbetalningskorning.objects.exists()

    @pytest.mark.usefixtures("demo")
    def test_what_could_not_be_paid_is_told_without_failing(self, capsys):
        factories.decision(factories.person(konto=None), rows={"egen": 100})
        assert run(pay, PAY_DAY) == 0
        assert "KONTO_SAKNAS (1.00 kr" in capsys.readouterr().out


class TestLedger:
    @pytest.mark.usefixtures("due")
    def test_proves_that_everything_ties_out(self, capsys):
        run(pay, PAY_DAY)
        county.worked(chain.clock())
        capsys.readouterr()
        assert run(ledger) == 0
        out = capsys.readouterr().out
        assert "Summan av alla posteringar är noll: stämmer" in out
        assert "0180 Stockholm" in out

    @pytest.mark.usefixtures("due")
    def test_says_that_claims_wait_for_the_worker(self, capsys):
        run(pay, PAY_DAY)
        run(ledger)
        assert "arbetaren" in capsys.readouterr().out

    def test_fails_when_a_posting_has_been_changed(self, due, capsys):
        run(pay, PAY_DAY)
        with psycopg.connect(due.owner) as owner:
            owner.execute("UPDATE payments_postering SET ore = ore + 1 WHERE konto = 'fordran_kommun'")
        capsys.readouterr()
        assert run(ledger, "--json") == 1
        assert json.loads(capsys.readouterr().out)["obalanserade_journaler"] == 1


@pytest.fixture
def paid(demo):
    chain.paid_month(demo)
    return Utbetalning.objects.get()


class TestWhy:
    @pytest.mark.usefixtures("demo")
    def test_an_unknown_payment_is_told(self):
        with pytest.raises(OperatorError, match="Ingen betalning"):
            run(why, "0" * 32)

    def test_leads_a_payment_back_in_plain_swedish(self, paid, capsys):
        assert run(why, paid.public_id.hex) == 0
        out = capsys.readouterr().out
        for said in (
            "3101.70 kr till Assistans i Väst AB",
            "04 08.00-12.00 aktiv",
            "godkänd 4:00",
            "underskrift av assistent 2018-11-02",
            "[SFB 51 kap. 9 §]",
            "Allt stämmer.",
        ):
            assert said in out
        for secret in (county.PERSON, county.ASSISTENT, "Öberg"):
            assert secret not in out

    def test_logs_who_read_whose_data_and_why(self, paid):
        run(why, str(paid.public_id), "--who", "anvandare:granskare", "--why", "Revision")
        row = AccessLog.objects.exclude(what="utbetalning").get()
        assert (row.who, row.why, row.what) == (
            "anvandare:granskare",
            "Revision",
            f"betalning {paid.public_id}",
        )
        assert row.whose == paid.beslutsrad.beslut.arende.person.public_id

    def test_asks_for_a_reason_outside_demo_and_test(self, db, mark):
        mark("produktion")
        chain.paid_month(db)
        with pytest.raises(OperatorError, match="--why"):
            run(why, Utbetalning.objects.get().public_id.hex)
        assert not AccessLog.objects.exclude(what="utbetalning").exists()

    def test_fails_when_the_sums_do_not_tie(self, paid, demo, capsys):
        with psycopg.connect(demo.owner) as owner:
            owner.execute("UPDATE casework_beslutsrad SET belopp_ore = belopp_ore + 1")
        assert run(why, paid.public_id.hex) == 1
        assert "STÄMMER INTE" in capsys.readouterr().out

    def test_as_json(self, paid, capsys):
        run(why, paid.public_id.hex, "--json")
        assert json.loads(capsys.readouterr().out)["stammer"] is True


def test_the_console_pays_and_tells_why(due, db_environment):
    def assistans(*argv):
        return subprocess.run(
            [sys.executable, "-m", "assistans.site.commands", *argv],
            env=db_environment,
            capture_output=True,
            text=True,
            check=False,
        )

    chain.hash_documents(due)
    paid = assistans("pay", PAY_DAY, "--json")
    assert paid.returncode == 0, paid.stderr
    told = assistans("why", Utbetalning.objects.get().public_id.hex)
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "Allt stämmer."), told.stderr
    assert assistans("pay", "2018-11-21").returncode == 2
