"""Who may come in through the suppliers' doors, and how often."""

from contextlib import suppress
from datetime import timedelta

import pytest
from tests.intake import reports, signing

from assistans.base.clock import SetClock
from assistans.intake.admission import NotAdmittedError, TooManyCallsError, admit, take_turn
from assistans.registers.models import Leverantor
from assistans.registers.services import leverantorer

BY = {"by": "maskin:test", "clock": SetClock(signing.AT)}


@pytest.fixture
def supplier(db):  # noqa: ARG001 - the registers must be there
    return reports.register_supplier(miljoer=("", "ext"), calls_per_second=1, burst=3)


@pytest.fixture
def admission(supplier):
    return admit(certificate_der=supplier[1], miljo="")


@pytest.fixture
def machine():
    return SetClock(signing.AT)


def exhaust(admission, machine, calls):
    for _ in range(calls):
        with suppress(TooManyCallsError):
            take_turn(admission=admission, machine=machine)


def test_nobody_comes_in_without_a_certificate(db):  # noqa: ARG001 - nobody is registered
    with pytest.raises(NotAdmittedError, match="No client certificate"):
        admit(certificate_der=None, miljo="")


def test_an_unknown_certificate_is_told_to_be_registered(db):  # noqa: ARG001 - nobody is registered
    with pytest.raises(NotAdmittedError, match="not registered"):
        admit(certificate_der=b"some other certificate", miljo="")


def test_a_withdrawn_certificate_is_refused_at_once(supplier):
    row = leverantorer.LeverantorCertifikat.objects.get()
    leverantorer.withdraw_certificate(fingerprint=bytes(row.sha256), reason="lost", **BY)
    with pytest.raises(NotAdmittedError, match="withdrawn"):
        admit(certificate_der=supplier[1], miljo="")


def test_a_closed_supplier_is_refused_until_reopened(supplier):
    row, der = supplier
    leverantorer.close_leverantor(leverantor=row, reason="test", **BY)
    with pytest.raises(NotAdmittedError, match="closed"):
        admit(certificate_der=der, miljo="")
    leverantorer.reopen_leverantor(leverantor=row, reason="test", **BY)
    assert admit(certificate_der=der, miljo="").supplier.id == row.pk


@pytest.mark.parametrize(("miljo", "named"), [("verif", "'verif'"), ("x", "'x'")])
def test_an_environment_that_was_not_agreed_is_refused(supplier, miljo, named):
    with pytest.raises(NotAdmittedError, match=named):
        admit(certificate_der=supplier[1], miljo=miljo)


def test_a_supplier_of_the_test_environment_only_does_not_reach_production(db):  # noqa: ARG001
    _, der = reports.register_supplier(miljoer=("ext",))
    with pytest.raises(NotAdmittedError, match="production"):
        admit(certificate_der=der, miljo="")
    assert admit(certificate_der=der, miljo="ext").miljo == "ext"


def test_a_burst_is_let_through_and_the_next_told_how_long_to_wait(admission, machine):
    for _ in range(3):
        take_turn(admission=admission, machine=machine)
    with pytest.raises(TooManyCallsError) as caught:
        take_turn(admission=admission, machine=machine)
    assert caught.value.retry_after == 1


def test_a_second_later_there_is_room_for_one(admission, machine):
    exhaust(admission, machine, 4)
    machine.move(timedelta(seconds=1))
    take_turn(admission=admission, machine=machine)
    with pytest.raises(TooManyCallsError):
        take_turn(admission=admission, machine=machine)


def test_environments_are_counted_apart(supplier, admission, machine):
    exhaust(admission, machine, 5)
    other = admit(certificate_der=supplier[1], miljo="ext")
    assert take_turn(admission=other, machine=machine) is None


def test_lasting_excess_closes_the_supplier_with_the_reason(admission, machine):
    exhaust(admission, machine, 3 + 29)
    assert Leverantor.objects.get().status == "oppen"
    exhaust(admission, machine, 1)
    closed = Leverantor.objects.get()
    assert (closed.status, "30 calls refused" in closed.status_reason) == ("stangd", True)


def test_excess_with_pauses_between_never_closes(admission, machine):
    for _ in range(10):
        exhaust(admission, machine, 10)
        machine.move(timedelta(seconds=10))
    assert Leverantor.objects.get().status == "oppen"
