"""What the demo's suppliers send, and how they read what the door answers."""

import base64
import json
from datetime import date

import pytest
from lxml import etree

from assistans.site.demo import messages
from assistans.site.demo.sending import Answer, Sending, send_all
from assistans.site.pki.bankid import Signed

SIGNED = Signed(b"<Signature/>", b"\x30\x00", date(2026, 4, 3))
TX = "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a01"
FAULT = (
    b"<soap:Fault><detail><XmlValidationError xmlns='urn:x'><message>SCHEMA: not so</message>"
    b"</XmlValidationError></detail></soap:Fault>"
)


def test_a_fault_is_read_with_its_text():
    answer = Answer(500, FAULT)
    assert (answer.tx_id, answer.fault, answer.text) == (None, "XmlValidationError", "SCHEMA: not so")


def test_an_answer_without_a_fault_is_its_status():
    answer = Answer(403, b"The supplier is closed here.")
    assert (answer.tx_id, answer.fault, answer.text) == (None, "403", "The supplier is closed here.")


def test_a_soap_receipt_has_its_tx_id():
    assert Answer(200, f"<r><tx-id>{TX}</tx-id></r>".encode()).tx_id == TX


def test_a_rest_receipt_has_its_tx_id():
    assert Answer(201, json.dumps({"txId": TX}).encode()).tx_id == TX


def test_a_call_holds_the_document_byte_for_byte():
    message = messages.soap(b"<a>\xc3\xa5</a>", assistent=SIGNED, anordnare=SIGNED)
    root = etree.fromstring(message.body)
    sent = root.findtext(f".//{{{messages.NAMESPACE}}}tidredovisning")
    assert base64.b64decode(sent) == b"<a>\xc3\xa5</a>"


def test_a_call_has_its_parts_in_the_contracts_order():
    message = messages.soap(b"<a/>", assistent=SIGNED, anordnare=SIGNED)
    parts = [etree.QName(part).localname for part in etree.fromstring(message.body)[0][0]]
    assert parts == ["tidredovisning", "assistent-signatur", "anordnare-signatur"]


def test_a_call_names_its_operation_quoted():
    message = messages.raw_soap(b"")
    assert message.headers["SOAPAction"] == f'"{messages.ACTION}"'
    assert message.headers["Content-Type"].startswith("text/xml")


def test_a_raekning_is_sent_as_json_with_base64_parts():
    content = json.loads(messages.rakning(b"<Rakning/>", signed=SIGNED).body)
    assert base64.b64decode(content["rakning"]) == b"<Rakning/>"
    assert base64.b64decode(content["signatur"]) == SIGNED.signature_xml
    assert content["datumForSignatur"] == "2026-04-03"


class Connection:
    """A supplier's connection that is answered at once."""

    def __init__(self):
        self.closed = False

    def post(self, message):
        if message.body == b"broken":
            raise ConnectionResetError
        return Answer(200, message.body)

    def close(self):
        self.closed = True


class Doors:
    """A door that remembers who connected."""

    def __init__(self):
        self.opened = []

    def client(self, supplier):
        self.opened.append((supplier, Connection()))
        return self.opened[-1][1]


def sendings(bodies, answers, supplier="a"):
    return [Sending(supplier, lambda b=body: messages.raw_soap(b), answers.append) for body in bodies]


@pytest.mark.parametrize("threads", [1, 3])
def test_everything_is_sent_once_and_answered(threads):
    answers, ticks, bodies = [], [], [b"%d" % number for number in range(20)]
    send_all(Doors(), sendings(bodies, answers), threads=threads, tick=lambda: ticks.append(1))
    assert sorted(answer.body for answer in answers) == sorted(bodies)
    assert len(ticks) == 20


def test_a_thread_keeps_one_connection_for_each_supplier():
    door, answers = Doors(), []
    both = sendings([b"1", b"2"], answers, "a") + sendings([b"3", b"4"], answers, "b")
    send_all(door, both, threads=1, tick=lambda: None)
    assert [supplier for supplier, _ in door.opened] == ["a", "b"]


def test_connections_are_closed_also_when_one_breaks():
    door = Doors()
    with pytest.raises(ConnectionResetError):
        send_all(door, sendings([b"1", b"broken"], []), threads=1, tick=lambda: None)
    assert all(connection.closed for _, connection in door.opened)
