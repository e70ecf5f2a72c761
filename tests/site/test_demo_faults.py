"""Each signature fault of the demo is refused by the verifier for its own reason, and by that reason alone."""

import base64
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from lxml import etree

from assistans.intake.signatures.checks import Check, SignatureError
from assistans.intake.signatures.verify import verify
from assistans.site.demo import faults, messages
from assistans.site.demo.faults import FAULTS, SIGNATURE_FAULT, XML_FAULT, Right
from assistans.site.pki import folder
from assistans.site.pki.authorities import Validity
from assistans.site.synthetic import documents, planned

AT = datetime(2026, 4, 3, 8, tzinfo=UTC)
SIGNATURE_FAULTS = [fault for fault in FAULTS if fault.answer == SIGNATURE_FAULT]
OTHERS = [fault for fault in FAULTS if fault.answer != SIGNATURE_FAULT]
PART = re.compile(
    rb"<assistent-signatur><signature>(.*?)</signature><ocspResponse>(.*?)</ocspResponse>"
    rb"<datumForSignatur>(.*?)</datumForSignatur>"
)


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    always = Validity.around(at=AT, years=10)
    pki = folder.make(folder=tmp_path_factory.mktemp("pki"), tls=always, signing=always, keys=2)
    report = planned.make(1).persons[1].manader[planned.FEBRUARI].rapporter[0]
    return Right(
        document=documents.tidredovisning(report, seed=1),
        assistent=report.assistent,
        anordnare=report.anordnare.firmatecknare,
        at=AT,
        pki=pki,
    )


def check(right, message):
    signature, response, day = (part for part in PART.search(message.body).groups())
    document = re.search(rb"<tidredovisning>(.*?)</tidredovisning>", message.body)[1]
    canonical = etree.tostring(etree.fromstring(base64.b64decode(document)), method="c14n")
    digest = right.document._replace(innehall=canonical).pair[1]
    return verify(
        signature_xml=base64.b64decode(signature),
        ocsp_der=base64.b64decode(response),
        datum=date.fromisoformat(day.decode()),
        document_id=str(right.document.id),
        digest=digest,
        now=right.at,
        roots=(right.pki.identity(folder.BANKID_ROOT).der,),
        signers={right.assistent.nummer},
    )


@pytest.mark.parametrize("fault", SIGNATURE_FAULTS, ids=lambda fault: fault.name)
def test_a_spoiled_signature_is_refused_for_its_own_reason(right, fault):
    with pytest.raises(SignatureError) as caught:
        check(right, fault.make(right))
    assert caught.value.code == fault.says


def test_the_right_message_is_believed(right):
    assert check(right, right.message()).signer == right.assistent.nummer


def test_every_check_of_a_signature_has_a_fault():
    assert {fault.says for fault in SIGNATURE_FAULTS} == set(Check)


@pytest.mark.parametrize("fault", OTHERS, ids=lambda fault: fault.name)
def test_a_spoiled_message_differs_from_the_right_one(right, fault):
    assert fault.make(right).body != right.message().body


def test_a_document_that_is_rewritten_is_honestly_signed(right):
    first = f"<telefonnummerAnordnare>{'010-555 01 00'}"
    message = right.rewritten(first, first.replace("010", "011"))
    assert check(right, message).signer == right.assistent.nummer


def test_spoiling_what_is_not_there_is_told(right):
    with pytest.raises(ValueError, match="does not hold"):
        right.rewritten("nothing like this", "x")


def test_faults_have_names_of_their_own():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_a_call_in_another_namespace_is_still_xml(right):
    fault = next(fault for fault in FAULTS if fault.name == "wrong namespace")
    assert messages.NAMESPACE.encode() not in fault.make(right).body
    assert fault.answer == XML_FAULT


def test_the_future_is_more_than_clocks_may_differ():
    assert timedelta(minutes=5) < faults.DAY
