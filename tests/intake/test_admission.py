"""Who may come in through the suppliers' doors, and how often."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.intake import reports, signing

from assistans.base import instance, prepared
from assistans.base.clock import SetClock, SystemClock
from assistans.intake import admission
from assistans.intake.admission import NotAdmittedError, TooManyCallsError
from assistans.intake.models import Takt
from assistans.registers.models import Leverantor
from assistans.registers.services import leverantorer

BY = {"by": "maskin:test", "clock": SetClock(signing.AT)}


@pytest.fixture
def supplier(db):  # noqa: ARG001 - the registers must be there
    return reports.register_supplier(miljoer=("", "ext"), calls_per_second=1, burst=3)


@pytest.fixture
def machine():
    return SetClock(signing.AT)


def admit(der, miljo="", machine=None):
    return admission.admit(certificate_der=der, miljo=miljo, machine=machine or SetClock(signing.AT))


def exhaust(der, machine, calls):
    for _ in range(calls):
        with suppress(TooManyCallsError):
            admit(der, machine=machine)


def test_nobody_comes_in_without_a_certificate(db):  # noqa: ARG001 - nobody is registered
    with pytest.raises(NotAdmittedError, match="No client certificate"):
        admit(None, "")


def test_an_unknown_certificate_is_told_to_be_registered(db):  # noqa: ARG001 - nobody is registered
    with pytest.raises(NotAdmittedError, match="not registered"):
        admit(b"some other certificate", "")


def test_a_withdrawn_certificate_is_refused_at_once(supplier):
    row = leverantorer.LeverantorCertifikat.objects.get()
    leverantorer.withdraw_certificate(fingerprint=bytes(row.sha256), reason="lost", **BY)
    with pytest.raises(NotAdmittedError, match="withdrawn"):
        admit(supplier[1], "")


def test_a_closed_supplier_is_refused_until_reopened(supplier):
    row, der = supplier
    leverantorer.close_leverantor(leverantor=row, reason="test", **BY)
    with pytest.raises(NotAdmittedError, match="closed"):
        admit(der, "")
    leverantorer.reopen_leverantor(leverantor=row, reason="test", **BY)
    assert admit(der, "").supplier.id == row.pk


@pytest.mark.parametrize(("miljo", "named"), [("verif", "'verif'"), ("x", "'x'")])
def test_an_environment_that_was_not_agreed_is_refused(supplier, miljo, named):
    with pytest.raises(NotAdmittedError, match=named):
        admit(supplier[1], miljo)


def test_a_supplier_of_the_test_environment_only_does_not_reach_production(db):  # noqa: ARG001
    _, der = reports.register_supplier(miljoer=("ext",))
    with pytest.raises(NotAdmittedError, match="production"):
        admit(der, "")
    assert admit(der, "ext").miljo == "ext"


def test_a_burst_is_let_through_and_the_next_told_how_long_to_wait(supplier, machine):
    for _ in range(3):
        admit(supplier[1], machine=machine)
    with pytest.raises(TooManyCallsError) as caught:
        admit(supplier[1], machine=machine)
    assert caught.value.retry_after == 1


def test_a_second_later_there_is_room_for_one(supplier, machine):
    exhaust(supplier[1], machine, 4)
    machine.move(timedelta(seconds=1))
    admit(supplier[1], machine=machine)
    with pytest.raises(TooManyCallsError):
        admit(supplier[1], machine=machine)


def test_environments_are_counted_apart(supplier, machine):
    exhaust(supplier[1], machine, 5)
    assert admit(supplier[1], "ext", machine).miljo == "ext"


def test_lasting_excess_closes_the_supplier_with_the_reason(supplier, machine):
    exhaust(supplier[1], machine, 3 + 29)
    assert Leverantor.objects.get().status == "oppen"
    exhaust(supplier[1], machine, 1)
    closed = Leverantor.objects.get()
    assert (closed.status, "30 calls refused" in closed.status_reason) == ("stangd", True)


def test_excess_with_pauses_between_never_closes(supplier, machine):
    for _ in range(10):
        exhaust(supplier[1], machine, 10)
        machine.move(timedelta(seconds=10))
    assert Leverantor.objects.get().status == "oppen"


def test_a_refused_supplier_spends_no_turns(supplier, machine):
    for _ in range(5):
        with pytest.raises(NotAdmittedError):
            admit(supplier[1], "verif", machine)
    assert not Takt.objects.exists()


def test_the_clock_in_force_comes_along(supplier):
    instance.set_demo_clock(signing.AT)
    assert admit(supplier[1]).clock.now() == signing.AT


def test_in_production_the_clock_is_the_machines(supplier, mark):
    mark("produktion")
    assert isinstance(admit(supplier[1]).clock, SystemClock)


# --- calls that wait together --------------------------------------------------------------------------------


def told(callers, machine):
    """What each of several callers is told: the environment it came in to, or the error's name."""
    found = admission.admit_all(callers, machine=machine)
    return [
        each.miljo if isinstance(each, admission.Admission) else type(each).__name__.removesuffix("Error")
        for each in found
    ]


def test_calls_that_wait_together_share_the_bucket_and_the_first_are_let_in(supplier, machine):
    assert told([(supplier[1], "ext")] * 5, machine) == ["ext"] * 3 + ["TooManyCalls"] * 2


def test_each_caller_of_several_is_told_its_own(supplier, machine):
    _, other = reports.register_supplier(organisationsnummer=reports.ANORDNARE, calls_per_second=1, burst=1)
    callers = [(other, ""), (None, ""), (supplier[1], ""), (b"unknown", ""), (other, ""), (supplier[1], "x")]
    assert told(callers, machine) == ["", "NotAdmitted", "", "NotAdmitted", "TooManyCalls", "NotAdmitted"]


def test_calls_refused_together_count_as_many_towards_the_closing(supplier, machine):
    told([(supplier[1], "")] * 32, machine)
    assert Leverantor.objects.get().status == "oppen"
    told([(supplier[1], "")], machine)
    assert "30 calls refused" in Leverantor.objects.get().status_reason


def test_calls_together_cost_one_statement(supplier, machine, monkeypatch):
    asked = []
    monkeypatch.setattr(
        admission, "fetch_all", lambda *wanted: asked.append(wanted) or prepared.fetch_all(*wanted)
    )
    with CaptureQueriesContext(connection) as others:
        told([(supplier[1], ""), (supplier[1], "ext"), (b"unknown", "")], machine)
    assert (len(asked), len(others)) == (1, 0)
