"""A räkning through the real door: its own process, mutual TLS, and the receipt read back over the same port."""

import json

import pytest
from tests.intake.elt import running
from tests.intake.rakning.known import ANOTHER_SUPPLIER, NOW, SHORTEST, SUPPLIER, register_supplier
from tests.intake.rest.calling import message
from tests.intake.signing import pki

from assistans.base import instance
from assistans.intake.models import Handling, Underskrift

pytestmark = [pytest.mark.network, pytest.mark.usefixtures("socket_enabled")]
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def port(db, db_environment):  # noqa: ARG001 - the database must be there first
    instance.set_demo_clock(NOW)
    register_supplier()
    with running.door(db_environment) as port:
        yield port


def post(port, number=SUPPLIER, body=None):
    files = pki().supplier(organisationsnummer=number, namn="Lev AB")
    content = json.dumps(body or message())
    status, answer, _ = running.post(port, files, content, path="/v1/rakningar", headers=JSON)
    return status, json.loads(answer)


def test_a_signed_rakning_comes_in_beside_the_time_reports_and_only_from_whom_is_registered(port):
    status, problem = post(port, ANOTHER_SUPPLIER)
    assert (status, problem["code"]) == (403, "NOT_ADMITTED")
    status, receipt = post(port)
    assert status == 201
    handling = Handling.objects.get(tx_id=receipt["txId"])
    assert bytes(handling.innehall) == SHORTEST
    assert Underskrift.objects.get(handling=handling).roll == "person"
    files = pki().supplier(organisationsnummer=SUPPLIER, namn="Lev AB")
    status, answer = running.get(port, files, f"/v1/handlingar/{receipt['txId']}")
    assert status == 200
    assert [each["niva"] for each in json.loads(answer)["kvittenser"]] == ["mottagen", "giltig"]
