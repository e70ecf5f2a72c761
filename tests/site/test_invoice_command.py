"""`assistans invoice`: what an operator sees, and the exit codes."""

import argparse
import json
from datetime import UTC, datetime

import pytest
from django.conf import settings
from tests.payments import factories
from tests.payments.test_services import pay

from assistans.base import instance
from assistans.base.todo import work_until_idle
from assistans.municipalities import fakturafil, fakturaprofil
from assistans.municipalities.models import Kommunfaktura
from assistans.site.commands import invoice
from assistans.site.errors import OperatorError

DEBIT_DAY = "2018-12-15"


def run(*argv):
    parser = argparse.ArgumentParser()
    invoice.add_arguments(parser)
    return invoice.run(parser.parse_args(argv))


@pytest.fixture
def demo(db):
    """A demo database whose clock stands the day before the debit day."""
    instance.set_demo_clock(datetime(2018, 12, 14, 8, tzinfo=UTC))
    return db


@pytest.fixture
def paid(demo):
    factories.decision(factories.person(), rows={"egen": 150_00}, kommuner={"0180": 150_00})
    pay()
    return demo


@pytest.fixture
def claimed(paid):
    work_until_idle(factories.clock())
    yield paid
    for path in fakturafil.folder().iterdir():
        path.unlink()


@pytest.mark.usefixtures("paid")
def test_claims_that_are_not_written_yet_are_told():
    with pytest.raises(OperatorError, match="assistans worker"):
        run(DEBIT_DAY)


@pytest.mark.usefixtures("claimed")
def test_a_database_in_production_needs_an_invoice_profile(mark):
    mark("produktion")
    with pytest.raises(OperatorError, match=r"faktura\.toml"):
        run(DEBIT_DAY)


@pytest.mark.usefixtures("claimed")
def test_an_invoice_profile_of_the_installation_counts_in_a_demo_too():
    path = settings.HOME / fakturaprofil.FILE
    path.write_text('namn = "X"', encoding="utf-8")
    try:
        with pytest.raises(OperatorError, match="lacks a key"):
            run(DEBIT_DAY)
    finally:
        path.unlink()


@pytest.mark.usefixtures("demo")
def test_nothing_to_debit_is_no_failure(capsys):
    assert run(DEBIT_DAY) == 0
    assert "Inget nytt att debitera kommunerna till och med 2018-12-15." in capsys.readouterr().out


@pytest.mark.usefixtures("claimed")
def test_says_what_was_invoiced_and_puts_the_files_in_place(capsys):
    assert run(DEBIT_DAY) == 0
    out = capsys.readouterr().out
    row = Kommunfaktura.objects.get()
    assert f"{row.nummer}  kommun 0180" in out
    assert "150.00 kr" in out
    assert "förfaller 2018-12-28" in out
    assert (fakturafil.folder() / row.namn).read_bytes() == bytes(row.innehall)
    assert row.made_by == "maskin:debitering"


@pytest.mark.usefixtures("claimed")
def test_as_json(capsys):
    run(DEBIT_DAY, "--json", "--who", "anvandare:1")
    [told] = json.loads(capsys.readouterr().out)["fakturor"]
    row = Kommunfaktura.objects.get()
    assert (told["nummer"], told["belopp"], told["rader"]) == (row.nummer, "150.00", 1)
    assert told["sha256"] == bytes(row.sha256).hex()
    assert row.made_by == "anvandare:1"
