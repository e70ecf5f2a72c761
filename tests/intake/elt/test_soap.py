"""One call from bytes to bytes: what is told when, and that what we cannot help never reads as refused."""

import gzip

import pytest
from django.db import OperationalError
from psycopg_pool import PoolTimeout
from tests.intake import reports, signing

from assistans.base import instance
from assistans.identity.trust.anchors import TrustFolder
from assistans.intake.elt import envelope, soap
from assistans.intake.elt.soap import Call, Door
from assistans.intake.models import Avvisning, Handling


@pytest.fixture
def certificate(db):  # noqa: ARG001 - the registers must be there
    instance.set_demo_clock(signing.AT)
    return reports.register_supplier()[1]


@pytest.fixture
def door():
    return Door(TrustFolder(signing.pki().trusted_bankid))


@pytest.fixture(scope="module")
def honest():
    return reports.body()


def test_a_stranger_is_told_why_in_plain_text(certificate, door, honest):  # noqa: ARG001 - someone else is registered
    reply = door.answer(Call(honest, b"another certificate", ""))
    assert (reply.status, reply.content_type.startswith("text/plain")) == (403, True)
    assert b"not registered" in reply.body


def test_a_fault_names_the_code_and_is_remembered_without_content(certificate, door):
    reply = door.answer(Call(b"<hello 19900118-9811", certificate, ""))
    assert (reply.status, b"XmlValidationError" in reply.body, b"XML_SYNTAX: " in reply.body) == (
        500,
        True,
        True,
    )
    noted = Avvisning.objects.get()
    assert (noted.fault, noted.code, noted.size) == ("XmlValidationError", "XML_SYNTAX", 20)
    assert noted.at == signing.AT


def test_a_signature_that_fails_is_the_other_fault(certificate, door):
    body = reports.body(assistent=reports.signed(reports.document(), signer=signing.bertil()))
    reply = door.answer(Call(body, certificate, ""))
    assert (reply.status, b"SignatureValidationError" in reply.body) == (500, True)
    assert b"SIGNER in assistent-signatur" in reply.body
    assert Avvisning.objects.get().code == "SIGNER"


def test_an_id_that_is_taken_is_a_fault_of_the_document(certificate, door, honest):
    door.answer(Call(honest, certificate, ""))
    content = reports.document(manad="2018-09")
    reply = door.answer(Call(reports.body(content), certificate, ""))
    assert (reply.status, b"ID_TAKEN: " in reply.body) == (500, True)


def test_no_fault_quotes_a_personnummer(certificate, door):
    wrong = reports.document(person="195503129801")
    reply = door.answer(Call(reports.body(wrong), certificate, ""))
    assert (reply.status, b"19550312" in reply.body) == (500, False)


@pytest.mark.parametrize(
    "body", [b"not gzip", gzip.compress(b"half of it")[:-5]], ids=["no gzip", "half of it"]
)
def test_a_body_that_is_not_the_gzip_it_says_is_a_fault(certificate, door, body):
    reply = door.answer(Call(body, certificate, "", encoding="gzip"))
    assert (reply.status, b"GZIP: " in reply.body) == (500, True)


def test_a_gzip_bomb_is_stopped_before_it_unfolds(certificate, door):
    bomb = gzip.compress(b"\0" * (envelope.MAX_BYTES + 1))
    assert door.answer(Call(bomb, certificate, "", encoding="gzip")).status == 413


def test_a_gzipped_report_is_received(certificate, door, honest):
    assert door.answer(Call(gzip.compress(honest), certificate, "", encoding="gzip")).status == 200


def test_the_demo_clock_is_the_time_of_arrival(certificate, door, honest):
    assert door.answer(Call(honest, certificate, "")).status == 200
    assert Handling.objects.get().mottagen == signing.AT


def test_a_lost_database_is_503_and_never_a_fault(certificate, door, honest, monkeypatch):
    def gone(*_, **__):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(soap, "admit_all", gone)
    reply = door.answer(Call(honest, certificate, ""))
    assert (reply.status, reply.retry_after, b"Nothing was received" in reply.body) == (503, 5, True)


def test_a_connection_that_was_broken_meanwhile_is_made_anew(certificate, door, honest, monkeypatch):
    real, broken = soap.admit_all, [OperationalError("terminating connection")]

    def once(*callers, **how):
        if broken:
            raise broken.pop()
        return real(*callers, **how)

    monkeypatch.setattr(soap, "admit_all", once)
    assert door.answer(Call(honest, certificate, "")).status == 200


def test_a_database_without_connections_is_asked_once(certificate, door, honest, monkeypatch):
    asked = []

    def none_to_be_had(callers, **_):
        asked.append(callers)
        raise OperationalError from PoolTimeout()

    monkeypatch.setattr(soap, "admit_all", none_to_be_had)
    assert (door.answer(Call(honest, certificate, "")).status, len(asked)) == (503, 1)


def test_a_fault_of_ours_is_503_too_and_the_log_holds_no_content(
    certificate, door, honest, monkeypatch, caplog
):
    def broken(*_, **__):
        raise RuntimeError("19900118-9811 was here")

    monkeypatch.setattr(soap, "admit_all", broken)
    assert door.answer(Call(honest, certificate, "")).status == 503
    assert ("RuntimeError at" in caplog.text, "9811" in caplog.text) == (True, False)


def test_without_trusted_roots_nothing_is_received_or_refused(certificate, honest, tmp_path):
    reply = Door(TrustFolder(tmp_path)).answer(Call(honest, certificate, ""))
    assert (reply.status, Avvisning.objects.exists()) == (503, False)
