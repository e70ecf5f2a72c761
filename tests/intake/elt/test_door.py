"""The door as suppliers meet it: a real process, mutual TLS, real messages."""

import re
import socket
import ssl
import threading
import time
import urllib.parse
import uuid

import psycopg
import pytest
import requests
import zeep
from tests.intake import reports, signing
from tests.intake.elt import running
from tests.intake.elt.running import PATH, get, post
from tests.intake.xmlsec_peer import by_xmlsec
from zeep.transports import Transport

from assistans.base import instance
from assistans.base.clock import SystemClock
from assistans.intake.models import Avvisning, Handling, Underskrift
from assistans.registers.services import leverantorer
from assistans.site.pki.authorities import Validity
from assistans.site.pki.folder import write_certificate

pytestmark = [pytest.mark.network, pytest.mark.usefixtures("socket_enabled")]

WSDL = f"{PATH}?wsdl"


@pytest.fixture
def supplier():
    return signing.pki().supplier(organisationsnummer=reports.SUPPLIER, namn="Systemet AB")


@pytest.fixture
def port(db, db_environment, supplier):  # noqa: ARG001 - the database must be there
    """A running door on a test database whose clock stands when the reports were signed."""
    instance.set_demo_clock(signing.AT)
    reports.register_supplier(files=supplier, miljoer=("", "ext"))
    with running.door(db_environment) as found:
        yield found


def tx_id(answer):
    status, body, _ = answer
    assert status == 200, body
    return re.search(r"<tx-id>([0-9a-f-]{36})</tx-id>", body.decode())[1]


def message_of(body):
    return re.search(r"<message>(.*)</message>", body.decode(), re.DOTALL)[1]


def own_id(number):
    return str(uuid.UUID(int=number))


def a_report(number):
    content = reports.document(id=own_id(number))
    return reports.body(content, id=own_id(number))


# --- who may come in -----------------------------------------------------------------------------------------


def test_who_may_come_in(port, supplier):
    """No, unknown, expired, foreign, withdrawn, and closed: each is told no in its own way."""
    body = reports.body()
    pki = signing.pki()
    past = Validity(signing.ALWAYS.start, signing.ALWAYS.start.replace(year=2011))
    expired = pki.supplier(organisationsnummer="5590000013", namn="Gamla AB", validity=past)
    unknown = pki.supplier(organisationsnummer="5590000021", namn="Okända AB")
    for refused in (None, expired):
        with pytest.raises((ssl.SSLError, ConnectionError)):
            post(port, refused, body)
    status, text, _ = post(port, unknown, body)
    assert (status, b"not registered" in text) == (403, True)
    status, text, _ = post(port, supplier, body, path=f"{PATH}.verif")
    assert (status, b"environment 'verif'" in text) == (403, True)
    row = leverantorer.Leverantor.objects.get()
    leverantorer.close_leverantor(leverantor=row, reason="test", by="maskin:test", clock=SystemClock())
    assert post(port, supplier, body)[0] == 403
    leverantorer.reopen_leverantor(leverantor=row, reason="test", by="maskin:test", clock=SystemClock())
    tx_id(post(port, supplier, body))
    prints = leverantorer.LeverantorCertifikat.objects.get()
    leverantorer.withdraw_certificate(
        fingerprint=bytes(prints.sha256), reason="lost", by="maskin:test", clock=SystemClock()
    )
    status, text, _ = post(port, supplier, body)
    assert (status, b"withdrawn" in text) == (403, True)


# --- what a message may be -----------------------------------------------------------------------------------


def test_an_honest_report_is_answered_with_its_tx_id_and_kept_byte_for_byte(port, supplier):
    content = reports.document()
    made = tx_id(post(port, supplier, reports.body(content)))
    kept = Handling.objects.get(tx_id=made)
    assert (bytes(kept.innehall), kept.miljo, kept.kanal, kept.profil) == (content, "", "elt", "strict")
    assert sorted(Underskrift.objects.values_list("roll", flat=True)) == ["anordnare", "assistent"]


def test_bad_messages_are_refused_each_in_its_own_way(port, supplier):
    """One door, many strange messages: what is told, and that an honest one is taken afterwards."""
    honest = reports.body()
    document = reports.document()
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + honest.replace(
        b"<s:Body>", b"<s:Body>&b;"
    )
    for body, code in [
        (b"", "XML_SYNTAX"),
        (honest[:-40], "XML_SYNTAX"),
        (b"<!DOCTYPE a>" + honest, "XML_DTD"),
        (bomb, "XML_DTD"),
        (honest.replace(reports.SOAP.encode(), b"http://www.w3.org/2003/05/soap-envelope"), "ENVELOPE"),
        (honest.replace(reports.MESSAGE.encode(), b"urn:other"), "ENVELOPE"),
        (honest.replace(b"<tidredovisning>", b"<tidredovisning>*"), "BASE64"),
        (honest.replace(b"</anordnare-signatur>", b"</anordnare-signatur><extra/>"), "SCHEMA"),
        (reports.body(document.replace(b"<dag>28", b"<dag>32")), "SCHEMA"),
    ]:
        status, answer, headers = post(port, supplier, body)
        assert (status, headers["content-type"]) == (500, "text/xml; charset=utf-8")
        assert message_of(answer).startswith(f"{code}: "), (code, answer)
        assert b"XmlValidationError" in answer
    tx_id(post(port, supplier, honest))
    assert Avvisning.objects.filter(fault="XmlValidationError").count() == 9


def test_a_report_altered_by_one_byte_is_refused_with_the_check_that_failed(port, supplier):
    content = reports.document()
    altered = content.replace(b"04.00", b"04.30")
    body = reports.envelope(
        reports.message(altered, assistent=reports.signed(content), anordnare=reports.signed(content))
    )
    status, answer, _ = post(port, supplier, body)
    assert (status, b"SignatureValidationError" in answer) == (500, True)
    assert message_of(answer).startswith("DOCUMENT_HASH in assistent-signatur")


def test_http_that_is_not_ours_is_refused_plainly(port, supplier):
    honest = reports.body()
    assert post(port, supplier, honest, path="/elsewhere")[0] == 404
    assert post(port, supplier, honest, headers={"Content-Type": "application/soap+xml"})[0] == 415
    assert post(port, supplier, honest, headers={"Content-Type": "text/xml; charset=latin-1"})[0] == 415
    assert post(port, supplier, honest, headers={"Content-Encoding": "br"})[0] == 415
    assert get(port, supplier, PATH)[0] == 405
    assert b"ACTION: " in post(port, supplier, honest, headers={"SOAPAction": '"urn:other"'})[1]


def test_headers_and_addresses_as_suppliers_have_them(port, supplier):
    action = "urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning"
    honest = reports.body()
    first = tx_id(post(port, supplier, honest, headers={"SOAPAction": f'"{action}"'}))
    assert tx_id(post(port, supplier, honest, headers={"SOAPAction": action})) == first
    assert tx_id(post(port, supplier, honest, headers={"SOAPAction": '""'})) == first
    zipped = post(port, supplier, reports.zipped(honest), headers={"Content-Encoding": "gzip"})
    assert tx_id(zipped) == first
    assert tx_id(post(port, supplier, honest, path="/any/prefix/FK.ASE.Tidredovisning")) == first
    assert (
        tx_id(post(port, supplier, honest, path=f"{PATH}.ext")) != first
    )  # another environment, another world


def test_too_much_is_refused_early_however_it_is_sent(port, supplier):
    """50 MB with a length, in chunks, and as a gzip bomb; and the door goes on."""
    status, text, _ = post(port, supplier, b"x" * 50_000_000)
    assert (status, b"larger than" in text) == (413, True)
    parts = (b"x" * 1_000_000 for _ in range(50))
    assert post(port, supplier, parts)[0] == 413  # http.client sends what has no length in chunks
    bomb = reports.zipped(b" " * 50_000_000)
    assert len(bomb) < 100_000
    assert post(port, supplier, bomb, headers={"Content-Encoding": "gzip"})[0] == 413
    tx_id(post(port, supplier, reports.body()))


# --- what suppliers' own tools do ----------------------------------------------------------------------------


def test_zeep_reads_the_wsdl_sends_a_report_that_xmlsec_signed_and_understands_the_faults(port, supplier):
    with requests.Session() as session:
        session.trust_env = False  # the machine's own proxies and roots are no part of the test
        session.cert = (str(supplier.certificate), str(supplier.key))
        session.verify = str(signing.pki().supplier_ca)
        client = zeep.Client(f"https://localhost:{port}{WSDL}", transport=Transport(session=session))
        answer = client.service.SkickaTidredovisning(**zeep_arguments())
        assert Handling.objects.get().tx_id == uuid.UUID(answer["tx-id"])
        wrong = {**zeep_arguments(), "tidredovisning": reports.document(manad="2018-13")}
        with pytest.raises(zeep.exceptions.Fault) as caught:
            client.service.SkickaTidredovisning(**wrong)
    assert caught.value.message == "XmlValidationError"
    detail = caught.value.detail[0]
    told = client.get_element(detail.tag).parse(detail, client.wsdl.types)
    assert told["message"].startswith("MONTH: ")


def zeep_arguments():
    content = reports.document()
    return {
        "tidredovisning": content,
        "assistent-signatur": zeep_signature(content, signing.anna()),
        "anordnare-signatur": zeep_signature(content, signing.bertil()),
    }


def zeep_signature(content, signer):
    xml = by_xmlsec(pairs=",".join(reports.pair(content)), signer=signer)
    made = signing.with_ocsp(xml, signer=signer)
    return {"signature": made.signature_xml, "ocspResponse": made.ocsp_der, "datumForSignatur": made.datum}


def test_the_wsdl_tells_its_own_address_and_leads_to_its_schemas(port, supplier):
    status, wsdl = get(port, supplier, WSDL)
    assert (status, f"https://localhost:{port}{PATH}".encode() in wsdl) == (200, True)
    for name in re.findall(rb'schemaLocation="(\?xsd=[^"]+)"', wsdl):
        assert get(port, supplier, PATH + name.decode())[0] == 200
    assert get(port, supplier, f"{PATH}?xsd=../../settings.py")[0] == 405


def test_a_connection_is_kept_for_the_next_call(port, supplier):
    with running.connection(port, supplier) as kept:
        for number in range(3):
            kept.request("POST", PATH, a_report(number + 1), {"Content-Type": "text/xml"})
            answer = kept.getresponse()
            assert (answer.status, answer.read() != b"") == (200, True)


def test_many_at_once_with_one_id_become_one_document(port, supplier):
    body, answers = reports.body(), []
    threads = [
        threading.Thread(target=lambda: answers.append(tx_id(post(port, supplier, body)))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(answers), len(set(answers)), Handling.objects.count()) == (8, 1, 1)


def test_forty_silent_clients_hold_nobody_up(port, supplier):
    silent = [socket.create_connection(("localhost", port)) for _ in range(20)]
    context = running.client_context(supplier)
    silent += [
        context.wrap_socket(socket.create_connection(("localhost", port)), server_hostname="localhost")
        for _ in range(10)
    ]
    half = [
        context.wrap_socket(socket.create_connection(("localhost", port)), server_hostname="localhost")
        for _ in range(10)
    ]
    for each in half:
        each.sendall(f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf".encode())
    try:
        for number in range(20):
            tx_id(post(port, supplier, a_report(number + 1), timeout=20))
    finally:
        for each in (*silent, *half):
            each.close()
    assert Handling.objects.count() == 20


def test_a_supplier_that_floods_is_slowed_and_then_closed_until_reopened(port, supplier):
    reports.register_supplier(files=supplier, miljoer=("",), calls_per_second="0.01", burst=2)
    body = reports.body()
    first = tx_id(post(port, supplier, body))
    assert tx_id(post(port, supplier, body)) == first
    status, text, headers = post(port, supplier, body)
    assert (status, int(headers["retry-after"]) >= 1, b"More calls than agreed" in text) == (503, True, True)
    for _ in range(20):
        status, text, _ = post(port, supplier, body)
    assert (status, b"closed" in text) == (403, True)


def test_connections_that_the_database_has_closed_are_made_anew_unnoticed(port, supplier, db):
    first = tx_id(post(port, supplier, reports.body()))
    as_owner(db, CLOSE_CONNECTIONS, [db.name])
    assert tx_id(post(port, supplier, reports.body())) == first


def test_a_database_that_is_gone_is_503_until_it_is_back(port, supplier, db):
    body = reports.body()
    as_owner(db, f"ALTER DATABASE {db.name} ALLOW_CONNECTIONS false")
    as_owner(db, CLOSE_CONNECTIONS, [db.name])
    try:
        status, text, headers = post(port, supplier, body)
    finally:
        as_owner(db, f"ALTER DATABASE {db.name} ALLOW_CONNECTIONS true")
    assert (status, headers["retry-after"], b"Nothing was received or refused" in text) == (503, "5", True)
    assert until(lambda: post(port, supplier, body)[0] == 200)


CLOSE_CONNECTIONS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


def as_owner(db, statement, values=None):
    with psycopg.connect(db.named("postgres").owner, autocommit=True) as owner:
        owner.execute(statement, values)


@pytest.mark.usefixtures("db")
def test_a_proxy_tells_who_calls_over_a_unix_socket_only(db_environment, supplier, tmp_path):
    instance.set_demo_clock(signing.AT)
    reports.register_supplier(files=supplier)
    path = tmp_path / "door.sock"
    with running.door(db_environment, proxy=path):
        head = {
            "Content-Type": "text/xml",
            "X-Client-Certificate": urllib.parse.quote(supplier.certificate.read_text()),
        }
        assert running.post_unix(path, reports.body(), head)[0] == 200
        assert running.post_unix(path, reports.body(), {"Content-Type": "text/xml"})[0] == 403
    assert Handling.objects.get().leverantor.namn == "Systemet AB"


def test_a_new_root_is_trusted_without_a_restart(port):
    pki = signing.pki()
    root = signing.other_supplier_ca()
    stranger = signing.supplier_under(root, organisationsnummer="5590000039")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        post(port, stranger, b"")
    added = pki.trusted_suppliers / "other"
    write_certificate(added, root.certificate)
    try:
        assert until(lambda: post(port, stranger, b"")[0] == 403)  # chains now, and is not registered
    finally:
        added.with_name("other.pem").unlink()
    assert until(lambda: refuses(port, stranger))


def refuses(port, files):
    try:
        post(port, files, b"")
    except (ssl.SSLError, ConnectionError):
        return True
    return False


def until(holds, seconds=15):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return True
        except (ssl.SSLError, ConnectionError):
            pass
        time.sleep(0.2)
    return False
