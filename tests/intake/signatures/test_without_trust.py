"""A sender's own look at a signature, without trusting anybody: all but who issued the certificates."""

from datetime import timedelta

import pytest
from tests.intake.signing import ANNA, AT, DOCUMENT, asked, bertil, check, signed, with_ocsp

from assistans.intake.signatures.checks import SignatureError
from assistans.intake.signatures.verify import check_without_trust
from assistans.site.pki import ocsp


def look(made, **changes):
    check_without_trust(**asked(made, **changes))


def refused(made, **changes):
    with pytest.raises(SignatureError) as caught:
        look(made, **changes)
    return str(caught.value.code)


def wrong(code):
    """One thing that is wrong in a call, by the code it must get."""
    made = signed()
    return {
        "XML": {"signature_xml": b"<"},
        "SHAPE": {"signature_xml": b"<a/>"},
        "REFERENCE": {"signature_xml": made.signature_xml.replace(b"funcId>Signing", b"funcId>Signinh")},
        "OCSP_FORM": {"ocsp_der": b"0"},
        "OCSP_CERTIFICATE": {"ocsp_der": signed(signer=bertil()).ocsp_der},
        "NONCE": {"ocsp_der": signed(pairs=((DOCUMENT, "cd" * 32),)).ocsp_der},
        "OCSP_TIME": {"now": AT - timedelta(hours=1)},
        "DATUM": {"datum": made.datum + timedelta(days=1)},
        "SIGNER": {"signers": {"198001019804"}},
        "DOCUMENT_ID": {"document_id": "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a99"},
        "DOCUMENT_HASH": {"digest": "cd" * 32},
    }[code]


@pytest.mark.parametrize(
    "code",
    [
        "XML",
        "SHAPE",
        "REFERENCE",
        "OCSP_FORM",
        "OCSP_CERTIFICATE",
        "NONCE",
        "OCSP_TIME",
        "DATUM",
        "SIGNER",
        "DOCUMENT_ID",
        "DOCUMENT_HASH",
    ],
)
def test_what_does_not_hold_is_refused_with_the_doors_code(code):
    assert refused(signed(), **wrong(code)) == code


def test_a_withdrawn_certificate_is_refused():
    made = signed()
    withdrawn = with_ocsp(made.signature_xml, status=ocsp.revoked(at=AT))
    assert refused(withdrawn) == "OCSP_STATUS"


def test_an_honest_signature_holds_here_and_at_the_door():
    made = signed()
    look(made)
    look(made, signers=None)
    assert check(made).signer == ANNA


def test_a_signature_that_holds_here_need_not_hold_at_the_door():
    made = signed()
    look(made)
    with pytest.raises(SignatureError, match="CHAIN"):
        check(made, roots=())
