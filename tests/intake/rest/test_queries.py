import uuid
from datetime import timedelta

import pytest
from tests.intake import reports, signing
from tests.intake.rakning.known import ANOTHER_SUPPLIER, admission

from assistans.base.clock import SetClock
from assistans.base.models import AccessLog
from assistans.intake.rest.queries import receipts_of
from assistans.registers.services import ensure_person

pytestmark = pytest.mark.usefixtures("db")
CLOCK = SetClock(signing.AT + timedelta(hours=1))


@pytest.fixture
def sent():
    """A time report that came in through the other door, and the supplier that sent it."""
    who = admission()
    return reports.receive(reports.body(), admission=who), who.supplier


def ask(tx_id, supplier):
    return receipts_of(tx_id=tx_id, supplier=supplier, clock=CLOCK)


def test_an_unknown_tx_id_has_no_receipts(sent):
    _, supplier = sent
    assert ask(uuid.uuid4(), supplier) is None


def test_another_supplier_gets_nothing_and_nothing_is_logged(sent):
    tx_id, _ = sent
    ensure_person(personnummer=reports.PERSON, clock=CLOCK)
    assert ask(tx_id, admission(ANOTHER_SUPPLIER).supplier) is None
    assert not AccessLog.objects.exists()


def test_a_time_report_is_followed_here_too(sent):
    receipts = ask(*sent)
    assert (receipts.slag, receipts.mottagen) == ("tidredovisning", signing.AT)
    assert [each.niva for each in receipts.kvittenser] == ["mottagen", "giltig"]


def test_a_reading_is_logged_when_the_registers_know_the_person(sent):
    person = ensure_person(personnummer=reports.PERSON, clock=CLOCK)
    ask(*sent)
    row = AccessLog.objects.get()
    assert (row.whose, row.who, row.at) == (person.public_id, sent[1].actor, CLOCK.at)


def test_before_anybody_knows_the_person_there_is_nothing_personal_to_log(sent):
    ask(*sent)
    assert not AccessLog.objects.exists()
