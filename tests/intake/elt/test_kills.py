"""Kills at every step of receiving: what was acknowledged is there, and what was not can be sent again as one version."""

import http.client
import json
import ssl
import threading
from contextlib import contextmanager, suppress
from functools import partial
from uuid import UUID

import pytest
from tests.intake import reports, signing
from tests.intake.elt import crashing, running
from tests.intake.elt.holding import PLACES, hold
from tests.intake.elt.running import post
from tests.intake.rest import calling

from assistans.base import instance
from assistans.base.models import Todo
from assistans.identity.trust.anchors import TrustFolder
from assistans.intake.elt.soap import Call, Door
from assistans.intake.models import Handling, Kvittens, Part, Rakning, Tidredovisning, Underskrift

pytestmark = [pytest.mark.network, pytest.mark.usefixtures("socket_enabled")]

HUNG_UP = (ConnectionError, http.client.HTTPException, ssl.SSLError)
AFTER_COMMIT = {"committed", "receipt written"}


@pytest.fixture
def supplier(db):  # noqa: ARG001 - the register must be there
    """A registered supplier in a database whose clock stands when everything was signed."""
    instance.set_demo_clock(signing.AT)
    files = signing.pki().supplier(organisationsnummer=reports.SUPPLIER, namn="Systemet AB")
    reports.register_supplier(files=files)
    return files


@pytest.fixture
def holding(db):
    """Hold whatever inserts into a table of this test's database, or commits."""
    return partial(hold, owner=db.owner)


class Sending(threading.Thread):
    """One call that is under way; `answer` is None when the door hung up."""

    def __init__(self, port, files, body):
        super().__init__()
        self._call = (port, files, body)
        self.answer = None
        self.start()

    def run(self):
        with suppress(*HUNG_UP):
            self.answer = post(*self._call)

    def result(self):
        self.join()
        return self.answer


def tx_id(answer):
    status, body, _ = answer
    assert status == 200, body
    return body.decode().partition("<tx-id>")[2][:36]


def a_report(number):
    own_id = str(UUID(int=number))
    return reports.body(reports.document(id=own_id), id=own_id)


def send_again(body, supplier):
    """The same bytes to another door."""
    reply = Door(TrustFolder(signing.pki().trusted_bankid)).answer(Call(body, supplier.der, ""))
    return tx_id((reply.status, reply.body, {}))


def everything_is_whole(*, tidredovisningar=0, rakningar=0):
    """So many documents, each with its one version, its signatures, two receipts and its work."""
    whole = tidredovisningar + rakningar
    found = [each.objects.count() for each in (Handling, Tidredovisning, Rakning)]
    assert found == [whole, tidredovisningar, rakningar]
    assert set(Tidredovisning.objects.values_list("version", flat=True)) <= {1}
    assert Underskrift.objects.count() == 2 * tidredovisningar + rakningar
    assert (Kvittens.objects.count(), Todo.objects.filter(kind="handling").count()) == (2 * whole, whole)
    used = Underskrift.objects.values_list("signature_id", "ocsp_id")
    assert {bytes(part) for parts in used for part in parts} == {bytes(p.pk) for p in Part.objects.all()}
    return True


@contextmanager
def crashing_door(environment, step, flag):
    program = (crashing.__file__, step, str(flag))
    with running.door_process(environment, program=program) as (port, _):
        yield port


# --- the door is killed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", crashing.TIDREDOVISNING)
def test_a_door_killed_after_a_step_has_lost_nothing_and_the_report_can_be_sent_again(
    supplier, db_environment, tmp_path, step
):
    first, second = a_report(1), a_report(2)
    with crashing_door(db_environment, f"elt {step}", tmp_path / "now") as port:
        acknowledged = tx_id(post(port, supplier, first))
        (tmp_path / "now").touch()
        with pytest.raises(HUNG_UP):
            post(port, supplier, second)
    assert everything_is_whole(tidredovisningar=2 if step in AFTER_COMMIT else 1)
    kept = {str(each) for each in Handling.objects.values_list("tx_id", flat=True)}
    assert send_again(first, supplier) == acknowledged
    assert kept | {send_again(second, supplier)} == {acknowledged, send_again(second, supplier)}
    assert everything_is_whole(tidredovisningar=2)


def test_a_door_killed_while_the_database_commits_has_the_report_kept_once(supplier, db_environment, holding):
    body = a_report(1)
    with running.door_process(db_environment) as (port, process), holding("commit") as held:
        sending = Sending(port, supplier, body)
        held.pid()
        process.kill()
        assert sending.result() is None
        assert not Handling.objects.exists()
    assert everything_is_whole(tidredovisningar=1)  # the database did what it had been asked
    assert send_again(body, supplier) == str(Handling.objects.get().tx_id)
    assert everything_is_whole(tidredovisningar=1)


@pytest.mark.parametrize("step", crashing.RAKNING)
def test_a_door_killed_after_a_step_has_kept_a_whole_rakning_or_nothing(
    supplier, db_environment, tmp_path, step
):
    body = json.dumps(calling.message()).encode()
    with crashing_door(db_environment, f"rest {step}", tmp_path / "now") as port:
        (tmp_path / "now").touch()
        with pytest.raises(HUNG_UP):
            post(port, supplier, body, path="/v1/rakningar", headers={"Content-Type": "application/json"})
    assert everything_is_whole(rakningar=int(step in AFTER_COMMIT))
    answers = [calling.call("POST", "/v1/rakningar", der=supplier.der, content=body) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert {each.json()["txId"] for each in answers} == {str(Handling.objects.get().tx_id)}
    assert everything_is_whole(rakningar=1)


# --- the database's process is killed ------------------------------------------------------------------------


def test_a_connection_cut_between_insert_and_commit_is_made_anew_and_the_report_kept_once(
    supplier, db_environment, holding
):
    with running.door(db_environment) as port:
        for number, place in enumerate(PLACES, start=1):
            with holding(place) as held:
                sending = Sending(port, supplier, a_report(number))
                held.cut()
            made = tx_id(sending.result())
            assert send_again(a_report(number), supplier) == made
            assert everything_is_whole(tidredovisningar=number)


def test_a_connection_cut_twice_is_503_with_nothing_kept_and_the_report_can_be_sent_again(
    supplier, db_environment, holding
):
    with running.door(db_environment) as port:
        for number, place in enumerate(PLACES, start=1):
            with holding(place) as held:
                sending = Sending(port, supplier, a_report(number))
                held.cut()
                held.cut()
                status, text, headers = sending.result()
                assert (status, headers["retry-after"], b"Nothing was received" in text) == (503, "5", True)
            assert everything_is_whole(tidredovisningar=number - 1)
            tx_id(post(port, supplier, a_report(number)))
            assert everything_is_whole(tidredovisningar=number)
