import logging
import re
import uuid
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import OperationalError
from jsonschema import Draft202012Validator
from tests.intake.rakning.known import (
    ANOTHER_SUPPLIER,
    BY,
    NOW,
    PERSON,
    SHORTEST,
    SUPPLIER,
    changed,
    register_supplier,
)
from tests.intake.rest.calling import b64, call, message
from tests.privacy import personnummer_in

from assistans.base import instance
from assistans.base.clock import SetClock
from assistans.base.models import AccessLog
from assistans.identity.trust.anchors import TrustFolder
from assistans.intake.models import Avvisning, Handling, Kvittens, Rakning
from assistans.intake.rest import api as rest
from assistans.registers import services as registers
from assistans.registers.models import Leverantor

PATH = "/v1/rakningar"
SENDING = {"calls_per_second": 1000, "burst": 1000}


@pytest.fixture
def der(db):  # noqa: ARG001 - the database must be there first
    """A registered supplier's certificate, in a test database whose clock stands where räkningar were signed."""
    instance.set_demo_clock(NOW)
    return register_supplier(**SENDING)


def problem(answer, status, code):
    """That an answer is an RFC 9457 problem that says what and what to do, and repeats nobody's number."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"], body["type"]) == (status, code, f"urn:assistans:problem:{code}")
    assert body["title"]
    assert body["detail"]
    assert personnummer_in(answer.text) == []
    return body


def send(der, document=SHORTEST, **told):
    return call("POST", PATH, der=der, json=message(document, **told))


def test_a_call_without_a_certificate_is_not_admitted(der):
    del der
    problem(call("POST", PATH, der=None, json=message()), 403, "NOT_ADMITTED")


def test_a_certificate_that_nobody_has_registered_is_not_admitted(der):
    problem(send(der + b"x"), 403, "NOT_ADMITTED")


def test_a_withdrawn_certificate_is_not_admitted(der):
    registers.withdraw_certificate(
        fingerprint=sha256(der).digest(), reason="förlorad", by=BY, clock=SetClock(NOW)
    )
    problem(send(der), 403, "NOT_ADMITTED")


@pytest.mark.parametrize(
    "path",
    [PATH, "/v1/api-info", "/v1/scheman/rakning.xsd", "/v1/handlingar/4b1f8a52-6a0c-4b0b-9d0a-0d1f6a1c7a10"],
)
def test_a_closed_supplier_is_admitted_nowhere(der, path):
    leverantor = Leverantor.objects.get()
    registers.close_leverantor(leverantor=leverantor, reason="prov", by=BY, clock=SetClock(NOW))
    answer = send(der) if path == PATH else call("GET", path, der=der)
    problem(answer, 403, "NOT_ADMITTED")


def test_an_environment_that_the_supplier_is_not_connected_to_is_refused(der):
    problem(call("POST", f"{PATH}?miljo=annan", der=der, json=message()), 403, "NOT_ADMITTED")


def test_more_calls_than_agreed_are_asked_to_wait(der):
    register_supplier(calls_per_second=0.01, burst=1)
    assert call("GET", "/v1/api-info", der=der).status_code == 200
    answer = call("GET", "/v1/api-info", der=der)
    problem(answer, 429, "TOO_MANY_CALLS")
    assert int(answer.headers["Retry-After"]) >= 1


def test_a_body_over_the_limit_is_refused_before_it_is_read(der):
    problem(call("POST", PATH, der=der, content=b" " * (rest.MAX_BYTES + 1)), 413, "TOO_LARGE")


def test_a_body_over_the_limit_that_does_not_say_its_length_is_refused_too(der):
    async def parts():
        for _ in range(rest.MAX_BYTES // 65_536 + 1):
            yield b" " * 65_536

    problem(call("POST", PATH, der=der, content=parts()), 413, "TOO_LARGE")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"<xml/>"])
def test_a_body_that_is_no_json_is_refused(der, content):
    problem(call("POST", PATH, der=der, content=content), 400, "JSON")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rakning": "Räkning"}, "rakning"),
        ({"rakning": 5}, "rakning"),
        ({"signatur": "a=b"}, "signatur"),
        ({"ocspResponse": None}, "ocspResponse"),
        ({"datumForSignatur": "19900118-9811"}, "datumForSignatur"),
        ({"okand": "199001189811"}, "okand"),
    ],
)
def test_a_wrong_or_unknown_field_is_named_and_what_it_held_is_not_repeated(der, change, field):
    body = problem(call("POST", PATH, der=der, json=message(**change)), 422, "FIELDS")
    assert [each["field"] for each in body["errors"]] == [field]


def test_a_missing_field_is_named(der):
    sent = message()
    del sent["signatur"]
    body = problem(call("POST", PATH, der=der, json=sent), 422, "FIELDS")
    assert body["errors"] == [{"field": "signatur", "what": "missing"}]


@pytest.mark.parametrize("content", [b"", b"[]", b'"text"', b"5", b"null"])
def test_json_that_is_no_object_is_refused(der, content):
    problem(call("POST", PATH, der=der, content=content), 422, "FIELDS")


def test_a_rakning_that_is_not_valid_is_refused_with_its_code(der):
    problem(send(der, changed(SHORTEST, ("<minuter>0<", "<minuter>75<"))), 422, "MINUTES")


def test_a_signature_that_does_not_hold_is_refused_with_its_code(der):
    answer = call("POST", PATH, der=der, json=message(rakning=b64(changed(SHORTEST, (">100<", ">101<")))))
    problem(answer, 422, "DOCUMENT_HASH")


def test_the_same_id_for_another_month_is_a_conflict(der):
    send(der)
    problem(send(der, changed(SHORTEST, (">2018-10<", ">2018-09<"))), 409, "ID_TAKEN")


def test_every_refusal_is_remembered_by_hash_and_never_by_content(der):
    send(der, changed(SHORTEST, ("<minuter>0<", "<minuter>75<")))
    row = Avvisning.objects.get()
    assert (row.kanal, row.fault, row.code, row.at) == ("rest", "HTTP 422", "MINUTES", NOW)
    assert len(bytes(row.sha256)) == 32
    assert row.size > 1000
    assert not Handling.objects.exists()


def test_a_lost_database_is_asked_to_be_tried_again_and_is_no_refusal(der, monkeypatch, caplog):
    def lost(**_told):
        raise OperationalError(PERSON)

    monkeypatch.setattr(rest.rakningar, "receive", lost)
    with caplog.at_level(logging.ERROR):
        answer = send(der)
    problem(answer, 503, "UNAVAILABLE")
    assert answer.headers["Retry-After"] == "5"
    assert personnummer_in(caplog.text) == []
    assert not Avvisning.objects.exists()


def test_without_trusted_roots_nothing_is_refused_but_asked_to_come_again(der, tmp_path):
    answer = call("POST", PATH, der=der, json=message(), trusted=TrustFolder(tmp_path))
    problem(answer, 503, "UNAVAILABLE")


def test_a_fault_of_ours_tells_nothing_of_what_was_sent(der, monkeypatch, caplog):
    def fail(**_told):
        raise KeyError(PERSON)

    monkeypatch.setattr(rest.rakningar, "receive", fail)
    with caplog.at_level(logging.ERROR):
        problem(send(der), 500, "FAULT")
    assert "KeyError" in caplog.text
    assert personnummer_in(caplog.text) == []


def test_an_address_that_is_not_there_is_a_problem_too(der):
    problem(call("GET", "/v1/beslut", der=der), 404, "NO_SUCH_ADDRESS")


def test_a_host_name_that_is_not_ours_is_refused(der):
    answer = call("GET", "/v1/api-info", der=der, headers={"Host": "annan.example"})
    problem(answer, 400, "BAD_REQUEST")


def test_another_suppliers_document_is_as_if_it_were_not_there(der):
    tx_id = send(der).json()["txId"]
    other = register_supplier(ANOTHER_SUPPLIER, **SENDING)
    problem(call("GET", f"/v1/handlingar/{tx_id}", der=other), 404, "NO_SUCH_HANDLING")
    assert not AccessLog.objects.exists()


def test_an_unknown_tx_id_is_not_found(der):
    problem(call("GET", f"/v1/handlingar/{uuid.uuid4()}", der=der), 404, "NO_SUCH_HANDLING")


def test_a_signed_rakning_is_received_and_gets_a_tx_id(der):
    answer = send(der)
    assert answer.status_code == 201
    assert list(answer.json()) == ["txId"]
    assert str(Handling.objects.get().tx_id) == answer.json()["txId"]
    assert Rakning.objects.get().person == PERSON


def test_base64_may_be_broken_into_lines(der):
    sent = message()
    broken = re.sub("(.{64})", "\\1\r\n", sent["rakning"])
    assert call("POST", PATH, der=der, json=sent | {"rakning": broken}).status_code == 201


def test_the_same_message_again_gets_the_same_tx_id(der):
    first, again = send(der), send(der)
    assert (again.status_code, again.json()) == (201, first.json())


def test_the_test_environment_is_chosen_in_the_address(der):
    call("POST", f"{PATH}?miljo=ext", der=der, json=message())
    assert Handling.objects.get().miljo == "ext"


def test_the_receipts_stand_in_order_with_instants_in_utc(der):
    tx_id = send(der).json()["txId"]
    answer = call("GET", f"/v1/handlingar/{tx_id}", der=der)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.json()
    assert body["txId"] == tx_id
    assert (body["slag"], body["mottagen"]) == ("rakning", "2018-11-03T12:01:00Z")
    assert [(each["niva"], each["tidpunkt"]) for each in body["kvittenser"]] == [
        ("mottagen", "2018-11-03T12:01:00Z"),
        ("giltig", "2018-11-03T12:01:00Z"),
    ]
    assert personnummer_in(answer.text) == []


def test_what_was_checked_is_shown_row_by_row_and_the_reading_is_logged(der):
    tx_id = send(der).json()["txId"]
    person = registers.ensure_person(personnummer=PERSON, clock=SetClock(NOW))
    found = {"rader": [{"rad": 1, "kod": "FOR_SENT"}]}
    Kvittens.objects.create(
        handling=Handling.objects.get(),
        niva="kontrollerad",
        at=datetime(2018, 11, 3, 12, 2, tzinfo=UTC),
        innehall=found,
    )
    body = call("GET", f"/v1/handlingar/{tx_id}", der=der).json()
    assert body["kvittenser"][-1] == {
        "niva": "kontrollerad",
        "tidpunkt": "2018-11-03T12:02:00Z",
        "innehall": found,
    }
    row = AccessLog.objects.get()
    assert row.whose == person.public_id
    assert row.who == f"leverantor:{Leverantor.objects.get(organisationsnummer=SUPPLIER).public_id}"


def test_the_schema_of_the_rakning_can_be_fetched(der):
    answer = call("GET", "/v1/scheman/rakning.xsd", der=der)
    assert answer.headers["content-type"] == "application/xml"
    assert b'targetNamespace="urn:assistans:rakning:1"' in answer.content


def test_the_interface_says_what_it_is(der):
    body = call("GET", "/v1/api-info", der=der).json()
    assert set(body) == {"apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus"}
    assert body["apiStatus"] == "active"


def test_it_describes_itself_and_follows_the_field_profile(der):
    described = call("GET", "/v1/openapi.json", der=der).json()
    assert described["openapi"].startswith("3.1")
    for path, operations in described["paths"].items():
        assert re.fullmatch(r"(/([a-z0-9]+(-[a-z0-9]+)*|\{tx_id\}|rakning\.xsd))+", path), path
        for operation in operations.values():
            assert operation["summary"]
            names = {parameter["name"] for parameter in operation.get("parameters", [])}
            assert names <= {"tx_id", "miljo"}


def test_what_is_answered_follows_its_own_description(der):
    described = call("GET", "/v1/openapi.json", der=der).json()
    tx_id = send(der).json()["txId"]
    answer = call("GET", f"/v1/handlingar/{tx_id}", der=der).json()
    schema = {"$ref": "#/components/schemas/HandlingOut", "components": described["components"]}
    Draft202012Validator(schema).validate(answer)
