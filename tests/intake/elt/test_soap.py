"""One call from bytes to bytes: what is told when, and that what we cannot help never reads as refused."""

import gzip
from uuid import UUID

import pytest
from django.db import OperationalError
from psycopg_pool import PoolTimeout
from tests.intake import reports, signing

from assistans.base import instance
from assistans.identity.trust.anchors import TrustFolder
from assistans.intake.elt import envelope, services, soap
from assistans.intake.elt.soap import Call, Door
from assistans.intake.models import Avvisning, Handling, Part, Tidredovisning, Underskrift


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


# --- calls that wait together --------------------------------------------------------------------------------


def a_report(number, **changes):
    own_id = str(UUID(int=number))
    return reports.body(reports.document(id=own_id, **changes), id=own_id)


def statuses(door, certificate, bodies):
    return [reply.status for reply in door.answer_all([Call(body, certificate, "") for body in bodies])]


def test_each_of_several_calls_gets_its_own_answer(certificate, door, honest):
    wrong = reports.body(assistent=reports.signed(reports.document(), signer=signing.bertil()))
    calls = [
        Call(honest, b"another certificate", ""),
        Call(b"<broken", certificate, ""),
        Call(a_report(1), certificate, ""),
        Call(wrong, certificate, ""),
        Call(a_report(2), None, ""),
        Call(a_report(3), certificate, ""),
    ]
    assert [reply.status for reply in door.answer_all(calls)] == [403, 500, 200, 500, 403, 200]
    assert sorted(Avvisning.objects.values_list("code", flat=True)) == ["SIGNER", "XML_SYNTAX"]
    assert {str(each.dokument_id) for each in Tidredovisning.objects.all()} == {
        str(UUID(int=1)),
        str(UUID(int=3)),
    }


def test_the_same_report_twice_among_them_is_received_once(certificate, door, honest):
    first, second = door.answer_all([Call(honest, certificate, "")] * 2)
    assert (first.body, Handling.objects.count()) == (second.body, 1)


def test_two_versions_among_them_become_versions_in_their_order(certificate, door):
    rows = [["1 08.00-12.00 aktivTid"], ["1 08.00-13.00 aktivTid"], ["1 08.00-14.00 aktivTid"]]
    assert statuses(door, certificate, [a_report(1, rader=each) for each in rows]) == [200] * 3
    kept = Tidredovisning.objects.order_by("version").values_list("version", "rad_till")
    assert list(kept) == [(1, ["12.00"]), (2, ["13.00"]), (3, ["14.00"])]


def test_an_id_that_is_taken_among_them_leaves_nothing_of_itself(certificate, door):
    bodies = [a_report(1), a_report(1, manad="2018-09"), a_report(2)]
    assert statuses(door, certificate, bodies) == [200, 500, 200]
    used = Underskrift.objects.values_list("signature_id", "ocsp_id")
    assert {bytes(part) for parts in used for part in parts} == {bytes(p.pk) for p in Part.objects.all()}


def test_what_goes_wrong_with_one_of_them_does_not_touch_the_others(certificate, door, monkeypatch):
    real = services.store_all

    def cannot_keep_the_second(waiting):
        if any(each.document.id == str(UUID(int=2)) for each in waiting):
            raise RuntimeError
        return real(waiting)

    monkeypatch.setattr(services, "store_all", cannot_keep_the_second)
    assert statuses(door, certificate, [a_report(1), a_report(2), a_report(3)]) == [200, 503, 200]
    assert Handling.objects.count() == 2


def test_without_connections_all_of_them_are_told_at_once(certificate, door, honest, monkeypatch):
    asked = []

    def none_to_be_had(callers, **_):
        asked.append(callers)
        raise OperationalError from PoolTimeout()

    monkeypatch.setattr(soap, "admit_all", none_to_be_had)
    assert (statuses(door, certificate, [honest] * 5), len(asked)) == ([503] * 5, 1)
