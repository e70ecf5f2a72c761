"""Each wrong räkning of the demo is refused by the reader or the verifier for its own reason."""

import base64
import json
from datetime import UTC, date, datetime

import pytest

from assistans.intake.documents import DocumentError
from assistans.intake.rakning import document
from assistans.intake.signatures.checks import SignatureError
from assistans.intake.signatures.verify import verify
from assistans.site.demo import rakning_faults
from assistans.site.demo.rakning_faults import RAKNING_FAULTS, RightRakning
from assistans.site.pki import folder
from assistans.site.pki.authorities import Validity
from assistans.site.synthetic import planned

AT = datetime(2026, 4, 4, 10, tzinfo=UTC)
IN_THE_DOCUMENT = [fault for fault in RAKNING_FAULTS if fault.code in {"SCHEMA", "MINUTES", "CHECK_DIGIT"}]
IN_THE_SIGNATURE = [fault for fault in RAKNING_FAULTS if fault.code in {"DOCUMENT_HASH", "SIGNER"}]
SOUND = [fault for fault in RAKNING_FAULTS if fault.code in {"MAY_NOT_SIGN", "ID_TAKEN", "SIGNING_DAY"}]


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    always = Validity.around(at=AT, years=10)
    pki = folder.make(folder=tmp_path_factory.mktemp("pki"), tls=always, signing=always, keys=2)
    person = planned.make(1, persons=12).persons[10]
    rakning = person.manader[planned.FEBRUARI].rakningar[0]
    return RightRakning(rakning=rakning, seed=1, at=AT, pki=pki, stranger=person.person.team[0])


def taken_in(right, message):
    """Read and verify as the door does, up to what it asks the registers."""
    sent = json.loads(message.body)
    parts = {name: base64.b64decode(sent[name]) for name in ("rakning", "signatur", "ocspResponse")}
    read = document.read(parts["rakning"])
    return verify(
        signature_xml=parts["signatur"],
        ocsp_der=parts["ocspResponse"],
        datum=date.fromisoformat(sent["datumForSignatur"]),
        document_id=read.id,
        digest=read.digest,
        now=right.at,
        roots=(right.pki.identity(folder.BANKID_ROOT).der,),
        signers={read.stallforetradare or read.person},
    )


@pytest.mark.parametrize("fault", IN_THE_DOCUMENT, ids=lambda fault: fault.code)
def test_a_wrong_form_is_refused_for_its_own_reason(right, fault):
    with pytest.raises(DocumentError) as caught:
        taken_in(right, fault.make(right))
    assert caught.value.code == fault.code


@pytest.mark.parametrize("fault", IN_THE_SIGNATURE, ids=lambda fault: fault.code)
def test_a_wrong_signature_is_refused_for_its_own_reason(right, fault):
    with pytest.raises(SignatureError) as caught:
        taken_in(right, fault.make(right))
    assert caught.value.code == fault.code


@pytest.mark.parametrize("fault", SOUND, ids=lambda fault: fault.code)
def test_what_only_the_registers_or_the_calendar_know_is_else_in_order(right, fault):
    assert taken_in(right, fault.make(right)).signer


def test_the_right_raekning_is_believed(right):
    assert taken_in(right, rakning_faults._right(right)).signer == right.rakning.person.signer.nummer


def test_what_is_no_json_and_what_lacks_its_fields_are_sent_too(right):
    bodies = {fault.code: fault.make(right).body for fault in RAKNING_FAULTS}
    assert bodies["FIELDS"] == b"{}"
    with pytest.raises(json.JSONDecodeError):
        json.loads(bodies["JSON"])


def test_spoiling_what_is_not_there_is_told(right):
    with pytest.raises(ValueError, match="does not hold"):
        right.rewritten("nothing like this", "x")
