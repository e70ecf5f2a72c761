"""Each check of a signature, failing alone; and what an honest signature proves."""

import base64
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from tests.intake import signing
from tests.intake.signing import ALWAYS, ANNA, AT, DIGEST, DOCUMENT, anna, bertil, check, pki, signed

from assistans.intake.signatures import profile as profiles
from assistans.intake.signatures.checks import REMEDIES, Check, SignatureError
from assistans.intake.signatures.profile import ProfileNotAllowedError, policy_on, profile_for
from assistans.site.pki import authorities, bankid, der, folder, ocsp
from assistans.site.pki.authorities import Identity, Validity
from assistans.site.pki.bankid import Signed, Signer

SECOND = timedelta(seconds=1)
PAIR = f"{DOCUMENT},{DIGEST}"


def refused(made, **changes):
    with pytest.raises(SignatureError) as caught:
        check(made, **changes)
    return caught.value.code


def altered(made, old, new, count=1):
    """The signature with some text replaced, and an OCSP response that fits the altered bytes."""
    assert old in made.signature_xml
    return signing.with_ocsp(made.signature_xml.replace(old, new, count))


def signer_with(*, usage=None, key=None, validity=ALWAYS, number=ANNA, chain=None, issuer=None):
    identity = authorities.user(
        issuer=issuer or pki().customer_ca,
        key=key or pki().user_keys[0],
        validity=validity,
        personnummer=number,
        namn="Anna",
        usage=usage,
    )
    return Signer(identity, chain or pki().chain, pki().responder)


def by(signer, pairs=PAIR, digest="sha256", **answer):
    return signing.resigned(bankid.signed_data(pairs=pairs), signer=signer, digest=digest, **answer)


# --- XML and shape -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("junk", [b"", b"hello", b"<Signature", b"\xff\xfe<\x00a\x00/\x00>\x00"])
def test_bytes_that_are_no_xml_are_refused(junk):
    assert refused(Signed(junk, signed().ocsp_der, AT.date())) is Check.XML


def test_a_document_type_declaration_is_refused():
    made = altered(signed(), b"<Signature", b"<!DOCTYPE Signature [<!ENTITY a 'b'>]><Signature")
    assert refused(made) is Check.XML


def test_another_encoding_is_refused():
    made = altered(signed(), b'encoding="UTF-8"', b'encoding="ISO-8859-1"')
    assert refused(made) is Check.XML


def test_a_huge_signature_is_refused_before_it_is_read():
    made = altered(signed(), b"<SignatureValue>", b"<SignatureValue>" + b" " * 600_000)
    assert refused(made) is Check.XML


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">', b'<Signature xmlns="urn:other">'),
        (b"<SignatureValue>", b"<SignatureValue Id='x'>"),
        (b"<SignatureValue>", b"<SignatureValue><!-- hello -->"),
        (b"<SignatureValue>", b"<?go now?><SignatureValue>"),
        (b"<SignatureValue>", b"<SignatureValue>***"),
        (b"<SignatureValue>", b"<SignatureValue><b/>"),
        (b"<SignatureValue>", b"stray<SignatureValue>"),
        (b"<Object>", b'<Object xml:id="x">'),
        (b"<Object>", b'<Object Encoding="x">'),
        (b"<Object>", b"<Object><Manifest/>"),
        (b"</Object>", b"</Object><Object></Object>"),
        (b"<X509Data>", b"<KeyName>x</KeyName><X509Data>"),
        (b"</X509Data>", b"<X509Certificate>AAAA</X509Certificate></X509Data>"),
        (b' Id="bidKeyInfo"', b""),
        (b' Id="bidKeyInfo"', b' Id="bidSignedData"'),
        (b' Type="http://www.bankid.com/signature/v1.0.0/types"', b""),
        (b' Type="http://www.bankid.com/signature/v1.0.0/types"', b' Type="urn:other"'),
        (b'URI="#bidSignedData"', b'URI=""'),
        (b'URI="#bidSignedData"', b'URI="http://example.se/"'),
        (b'URI="#bidKeyInfo"', b'URI="#bidSignedData"'),
        (
            b'<Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">',
            b'<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">',
        ),
        (
            b'<Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">',
            b'<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">',
        ),
        (b"</Transform>", b"</Transform><Transform/>"),
        (b"</CanonicalizationMethod>", b"<x/></CanonicalizationMethod>"),
        (
            b'<CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">',
            b'<CanonicalizationMethod Algorithm="http://www.w3.org/2006/12/xml-c14n11">',
        ),
    ],
)
def test_anything_outside_the_one_shape_is_refused(old, new):
    assert refused(altered(signed(), old, new)) is Check.SHAPE


def test_something_beside_the_root_is_refused():
    assert refused(signing.with_ocsp(signed().signature_xml + b"<!-- after -->")) is Check.SHAPE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<funcId>Signing</funcId>", ""),
        ("<funcId>Signing</funcId>", "<funcId>Signing</funcId><funcId>Signing</funcId>"),
        ("<srvInfo>", "<srvInfo2>x</srvInfo2><srvInfo>"),
        ("<usrVisibleData", "stray<usrVisibleData"),
        ("</usrVisibleData>", "*</usrVisibleData>"),
    ],
)
def test_signed_data_of_another_shape_is_refused_though_honestly_signed(old, new):
    data = bankid.signed_data(pairs=PAIR)
    assert old in data
    assert refused(signing.resigned(data.replace(old, new))) is Check.SHAPE


# --- algorithms and core validation --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"xmldsig-more#rsa-sha256", b"xmldsig-more#rsa-md5"),
        (b"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", b"http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        (
            b"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            b"http://www.w3.org/2000/09/xmldsig#hmac-sha1",
        ),
        (b"xmldsig-more#rsa-sha256", b"xmldsig-more#ecdsa-sha256"),
        (b"http://www.w3.org/2001/04/xmlenc#sha256", b"http://www.w3.org/2000/09/xmldsig#sha1"),
    ],
)
def test_algorithms_that_are_not_taken_are_refused(old, new):
    assert refused(altered(signed(), old, new)) is Check.ALGORITHM


def test_a_digest_of_something_else_is_refused():
    value = re.search(rb"<DigestValue>([^<]+)", signed().signature_xml)[1]
    other = base64.b64encode(b"x" * 32)
    assert refused(altered(signed(), value, other)) is Check.REFERENCE


def test_altered_signed_data_is_refused():
    assert refused(altered(signed(), b"<fsib>0</fsib>", b"<fsib>1</fsib>")) is Check.REFERENCE


def test_an_exchanged_certificate_is_refused():
    mine, theirs = (base64.b64encode(each.identity.der) for each in (anna(), bertil()))
    assert refused(altered(signed(), mine, theirs)) is Check.REFERENCE


def test_a_signature_value_by_another_key_is_refused():
    other = Signer(
        Identity(anna().identity.certificate, bertil_key(), anna().identity.issuer),
        pki().chain,
        pki().responder,
    )
    assert refused(by(other)) is Check.SIGNATURE_VALUE


def bertil_key():
    mine = anna().identity.key
    return next(key for key in pki().user_keys if key.public_key() != mine.public_key())


def test_a_small_rsa_key_is_refused():
    small = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - that is the point
    assert refused(by(signer_with(key=small))) is Check.ALGORITHM


def test_a_curve_that_is_not_taken_is_refused():
    assert refused(by(signer_with(key=ec.generate_private_key(ec.SECP256K1())))) is Check.ALGORITHM


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
@pytest.mark.parametrize(
    "curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=lambda curve: curve.name
)
def test_every_curve_and_digest_that_is_taken_holds(curve, digest):
    made = by(signer_with(key=ec.generate_private_key(curve)), digest=digest)
    assert check(made).algorithm.endswith(f"ecdsa-{digest}")


@pytest.mark.parametrize("digest", ["sha256", "sha384", "sha512"])
def test_rsa_holds_with_every_digest(digest):
    assert check(by(anna(), digest=digest)).algorithm.endswith(f"rsa-{digest}")


def test_an_ecdsa_value_of_the_wrong_length_is_refused():
    made = by(signer_with(key=ec.generate_private_key(ec.SECP256R1())))
    value = re.search(rb"<SignatureValue>([^<]+)", made.signature_xml)[1]
    assert refused(altered(made, value, base64.b64encode(b"\1" * 63))) is Check.SIGNATURE_VALUE


# --- certificates and chain ----------------------------------------------------------------------------------


def signed_with_chain(*certificates):
    """A signature whose KeyInfo holds other certificates after the user's, honestly signed."""
    signer = Signer(anna().identity, tuple(certificates), pki().responder)
    return by(signer)


def test_bytes_that_are_no_certificate_are_refused():
    assert refused(signed_with_chain(b"hello", pki().chain[1])) is Check.CERTIFICATE


def test_an_unknown_critical_extension_is_refused():
    issuer = pki().customer_ca
    subject = anna().identity.certificate.subject
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer.certificate.subject)
    builder = builder.public_key(anna().identity.key.public_key()).serial_number(77)
    builder = builder.not_valid_before(ALWAYS.start).not_valid_after(ALWAYS.end)
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\5\0")
    made = builder.add_extension(unknown, critical=True).sign(issuer.key, hashes.SHA256())
    signer = Signer(Identity(made, anna().identity.key, issuer.certificate), pki().chain, pki().responder)
    assert refused(by(signer)) is Check.CERTIFICATE


def test_a_chain_in_another_order_is_refused():
    assert refused(signed_with_chain(*reversed(pki().chain))) is Check.CHAIN


def test_another_root_is_not_trusted():
    root = authorities.authority(name="Other", key=pki().user_keys[0], validity=ALWAYS, path_length=2)
    assert refused(signed(), roots=(root.der,)) is Check.CHAIN


def test_a_root_of_the_same_name_with_another_key_is_not_trusted():
    name = (
        pki()
        .identity(folder.BANKID_ROOT)
        .certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    )
    root = authorities.authority(name=name[0].value, key=pki().user_keys[0], validity=ALWAYS, path_length=2)
    assert refused(signed(), roots=(root.der,)) is Check.CHAIN


def test_without_roots_nothing_is_trusted():
    assert refused(signed(), roots=()) is Check.CHAIN


def test_a_user_cannot_issue_certificates():
    below = signer_with(issuer=anna().identity, chain=(anna().identity.der, pki().chain[0]))
    assert refused(by(below)) is Check.CHAIN


def authority_below(issuer, *, name, path_length):
    return authorities.authority(
        name=name, key=pki().user_keys[1], validity=ALWAYS, path_length=path_length, issuer=issuer
    )


def test_an_authority_beyond_the_path_length_is_refused():
    extra = authority_below(pki().customer_ca, name="One too many", path_length=0)
    signer = signer_with(issuer=extra, chain=(extra.der, pki().chain[0]))
    bank = pki().identity(folder.BANK_CA).der
    assert refused(by(signer), roots=(bank,)) is Check.CHAIN


def test_an_authoritys_own_certificate_may_not_sign_documents():
    bank = pki().identity(folder.BANK_CA, issuer=folder.BANKID_ROOT)
    extra = authorities.authority(
        name="Signer", key=pki().user_keys[0], validity=ALWAYS, path_length=0, issuer=pki().customer_ca
    )
    assert refused(by(Signer(extra, (pki().chain[0], bank.der), pki().responder))) is Check.CHAIN


def test_a_certificate_signed_with_sha1_breaks_the_chain():
    issuer = pki().customer_ca
    signer = signer_with()
    forged = _weakly_issued(signer.identity.certificate, issuer)
    identity = Identity(forged, signer.identity.key, issuer.certificate)
    assert refused(by(Signer(identity, pki().chain, pki().responder))) is Check.CHAIN


def _weakly_issued(certificate, issuer):
    """The same certificate with SHA-1 in place of SHA-256: the same bytes but for the algorithm's last arc."""
    sha256_with_rsa, sha1_with_rsa = bytes.fromhex("2a864886f70d01010b"), bytes.fromhex("2a864886f70d010105")
    body = certificate.tbs_certificate_bytes.replace(sha256_with_rsa, sha1_with_rsa)
    algorithm = der.sequence(der.tlv(0x06, sha1_with_rsa), der.NULL)
    value = issuer.key.sign(body, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303 - the weakness is the point
    whole = der.sequence(body, algorithm, der.tlv(der.BIT_STRING, b"\0", value))
    return x509.load_der_x509_certificate(whole)


@pytest.mark.parametrize("seconds", [-1, 1])
def test_a_certificate_not_valid_when_signing_is_refused(seconds):
    edge = AT + timedelta(days=seconds)
    validity = Validity(edge, edge + timedelta(hours=1))
    assert refused(by(signer_with(validity=validity))) is Check.VALIDITY


def test_a_certificate_that_has_expired_since_still_holds():
    short = Validity(AT - timedelta(days=1), AT + SECOND)
    assert check(by(signer_with(validity=short)), now=AT + timedelta(days=300)).signer == ANNA


def test_both_ends_of_a_validity_are_in_it():
    assert check(by(signer_with(validity=Validity(AT, AT)))).produced_at == AT


def test_a_certificate_for_identification_only_is_refused():
    usage = authorities._usage(signatures=True)
    assert refused(by(signer_with(usage=usage))) is Check.KEY_USAGE


# --- OCSP ----------------------------------------------------------------------------------------------------


def answered(**answer):
    return signing.with_ocsp(signed().signature_xml, **answer)


@pytest.mark.parametrize("junk", [b"", b"hello", b"\x30\x03\x0a\x01\x06", b"0" * 70_000])
def test_bytes_that_are_no_ocsp_response_are_refused(junk):
    assert refused(Signed(signed().signature_xml, junk, AT.date())) is Check.OCSP_FORM


@pytest.mark.parametrize("status", [1, 2, 3, 5, 6])
def test_a_responder_that_did_not_answer_is_refused(status):
    assert refused(answered(response_status=status)) is Check.OCSP_FORM


def test_an_answer_about_another_certificate_is_refused():
    assert refused(answered(about=bertil().identity.certificate)) is Check.OCSP_CERTIFICATE


def test_an_answer_about_another_issuer_is_refused():
    bank = pki().identity(folder.BANK_CA).certificate
    assert refused(answered(issuer=bank)) is Check.OCSP_CERTIFICATE


@pytest.mark.parametrize("status", [ocsp.UNKNOWN, ocsp.revoked(at=AT)], ids=["unknown", "revoked"])
def test_any_status_but_good_is_refused(status):
    assert refused(answered(status=status)) is Check.OCSP_STATUS


def test_a_responder_without_its_certificate_is_refused():
    assert refused(answered(with_certificate=False)) is Check.OCSP_RESPONDER


def responder(**changes):
    usual = {"issuer": pki().customer_ca, "key": pki().user_keys[1], "validity": ALWAYS}
    return authorities.responder(**{**usual, **changes})


def test_a_responder_without_the_right_purpose_is_refused():
    assert refused(answered(responder=responder(delegated=False))) is Check.OCSP_RESPONDER


def test_a_responder_of_another_issuer_is_refused():
    bank = pki().identity(folder.BANK_CA, issuer=folder.BANKID_ROOT)
    assert refused(answered(responder=responder(issuer=bank))) is Check.OCSP_RESPONDER


def test_a_responder_that_was_not_valid_then_is_refused():
    past = Validity(ALWAYS.start, AT - SECOND)
    assert refused(answered(responder=responder(validity=past))) is Check.OCSP_RESPONDER


def test_another_user_cannot_answer():
    assert refused(answered(responder=bertil().identity)) is Check.OCSP_RESPONDER


def test_an_answer_signed_by_another_key_is_refused():
    honest = pki().responder
    forged = Identity(honest.certificate, pki().user_keys[0], honest.issuer)
    assert refused(answered(responder=forged)) is Check.OCSP_SIGNATURE


def test_the_issuer_itself_may_answer():
    assert check(answered(responder=pki().customer_ca)).responder == check(signed()).certificates[1]


def test_a_responder_on_an_elliptic_curve_may_answer():
    own = responder(key=ec.generate_private_key(ec.SECP256R1()))
    assert check(answered(responder=own)).signer == ANNA


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": None},
        {"nonce": b"x" * 32},
        {"nonce_critical": False},
        {"nonce": ocsp.nonce(b"another signature")},
    ],
)
def test_a_nonce_not_made_for_this_signature_is_refused(wrong):
    assert refused(answered(**wrong)) is Check.NONCE


@pytest.mark.parametrize("size", [20, 31, 33])
def test_a_nonce_of_another_length_is_refused(size):
    right = ocsp.nonce(signed().signature_xml) + b"x"
    assert refused(answered(nonce=right[:size])) is Check.NONCE


def test_a_signature_from_the_future_is_refused():
    assert refused(signed(), now=AT - timedelta(minutes=5) - SECOND) is Check.OCSP_TIME


def test_clocks_may_differ_by_minutes():
    assert check(signed(), now=AT - timedelta(minutes=5)).produced_at == AT


def test_a_signature_older_than_any_bankid_is_refused():
    assert refused(signed(), now=AT + timedelta(days=1099)) is Check.OCSP_TIME


@pytest.mark.parametrize(
    "wrong",
    [
        {"this_update": AT + timedelta(minutes=6)},
        {"this_update": AT - timedelta(hours=24) - SECOND},
        {"next_update": AT - SECOND},
    ],
)
def test_a_status_that_was_not_current_is_refused(wrong):
    assert refused(answered(**wrong)) is Check.OCSP_TIME


def test_a_status_with_a_later_end_holds():
    assert check(answered(next_update=AT + timedelta(hours=1))).this_update == AT


# --- what was signed, by whom, when --------------------------------------------------------------------------


@pytest.mark.parametrize("function", ["Identification", "signing", "", "Signing "])
def test_an_identification_is_not_a_signature(function):
    assert refused(signing.resigned(bankid.signed_data(pairs=PAIR, func_id=function))) is Check.FUNC_ID


def test_someone_else_than_the_person_named_is_refused():
    assert refused(signed(signer=bertil())) is Check.SIGNER


def test_anyone_may_sign_where_nobody_is_named():
    assert check(signed(signer=bertil()), signers=None).signer == signing.BERTIL


@pytest.mark.parametrize("number", ["9001189811", "1990011898AB", "1990011898110"])
def test_a_certificate_that_names_no_personnummer_is_refused(number):
    assert refused(by(signer_with(number=number)), signers=None) is Check.SIGNER


@pytest.mark.parametrize(
    "pairs", ["", "something else", f"{DOCUMENT[:-1]}2,{DIGEST}", f"{DOCUMENT.upper()},{DIGEST}"]
)
def test_a_document_whose_id_was_not_signed_is_refused(pairs):
    assert refused(by(anna(), pairs=pairs)) is Check.DOCUMENT_ID


def test_signed_data_without_hidden_data_binds_nothing():
    data = re.sub("<usrNonVisibleData>.*</usrNonVisibleData>", "", bankid.signed_data(pairs=PAIR))
    assert refused(signing.resigned(data)) is Check.DOCUMENT_ID


def test_hidden_data_that_is_no_text_binds_nothing():
    data = bankid.signed_data(pairs=PAIR)
    hidden = base64.b64encode(PAIR.encode()).decode()
    assert (
        refused(signing.resigned(data.replace(hidden, base64.b64encode(b"\xff\xfe").decode())))
        is Check.DOCUMENT_ID
    )


def test_more_documents_than_anyone_reads_are_refused():
    assert refused(by(anna(), pairs=";".join([PAIR] * 2001))) is Check.DOCUMENT_ID


@pytest.mark.parametrize(
    "pairs", [f"{DOCUMENT},{'cd' * 32}", f"{DOCUMENT}", f"{PAIR};{DOCUMENT},{'cd' * 32}"]
)
def test_another_document_under_the_signed_id_is_refused(pairs):
    assert refused(by(anna(), pairs=pairs)) is Check.DOCUMENT_HASH


@pytest.mark.parametrize(
    "pairs",
    [
        f" {DOCUMENT} , {DIGEST.upper()} ",
        f"{DOCUMENT},{DIGEST[:32]}\n{DIGEST[32:]}",
        f"other,{'cd' * 32};\n{PAIR};",
        f"{PAIR};{PAIR}",
    ],
)
def test_white_space_upper_case_and_other_documents_are_passed_over(pairs):
    assert check(by(anna(), pairs=pairs)).signer == ANNA


@pytest.mark.parametrize("datum", [date(2018, 11, 2), date(2018, 11, 4)])
def test_another_day_than_the_signatures_is_refused(datum):
    assert refused(signed(), datum=datum) is Check.DATUM


def test_the_day_is_swedish():
    late = datetime(2018, 11, 3, 23, 30, tzinfo=UTC)
    assert check(signed(at=late), datum=date(2018, 11, 4), now=late).datum == date(2018, 11, 4)


# --- evidence, profiles, texts -------------------------------------------------------------------------------


def test_evidence_names_every_certificate_and_check():
    evidence = check(signed())
    chain = [anna().identity, pki().customer_ca, pki().identity(folder.BANK_CA)]
    prints = tuple(each.certificate.fingerprint(hashes.SHA256()).hex() for each in chain)
    assert evidence.certificates == prints
    assert evidence.root == pki().identity(folder.BANKID_ROOT).certificate.fingerprint(hashes.SHA256()).hex()
    assert evidence.responder == pki().responder.certificate.fingerprint(hashes.SHA256()).hex()
    assert (evidence.checks, evidence.lowered, evidence.profile) == (tuple(Check), (), "strict")


def test_evidence_as_data_is_json_without_the_personnummer():
    text = json.dumps(check(signed()).to_data())
    assert ANNA not in text
    assert json.loads(text)["produced_at"] == "2018-11-03T12:00:00+00:00"


def test_a_lowered_check_is_noted_instead():
    lowered = profile_for(instance="test", name="test", lowered=frozenset({Check.NONCE, Check.DATUM}))
    evidence = check(answered(nonce=None), datum=date(2018, 1, 1), profile=lowered)
    assert (evidence.profile, evidence.lowered) == ("test", (Check.NONCE, Check.DATUM))
    assert not {Check.NONCE, Check.DATUM} & set(evidence.checks)


def test_a_lowered_profile_still_refuses_the_rest():
    lowered = profile_for(instance="demo", name="demo", lowered=frozenset({Check.NONCE}))
    assert refused(answered(nonce=None), datum=date(2018, 1, 1), profile=lowered) is Check.DATUM


def test_production_never_lowers_a_check():
    with pytest.raises(ProfileNotAllowedError, match="produktion"):
        profile_for(instance="produktion", name="demo", lowered=frozenset({Check.NONCE}))


@pytest.mark.parametrize("check", sorted(set(Check) - profiles.LOWERABLE))
def test_what_makes_it_a_signature_can_never_be_lowered(check):
    with pytest.raises(ProfileNotAllowedError, match=check):
        profile_for(instance="test", name="test", lowered=frozenset({check}))


def test_without_wishes_every_database_is_strict():
    assert profile_for(instance="demo") is profiles.STRICT


def test_before_the_first_time_policy_nothing_is_decided():
    with pytest.raises(LookupError, match="POLICIES"):
        policy_on(date(2000, 1, 1))


def test_every_check_says_what_to_do():
    assert set(REMEDIES) == set(Check)


def test_a_refusal_says_code_place_and_remedy_and_no_personnummer():
    with pytest.raises(SignatureError) as caught:
        check(signed(signer=bertil()))
    text = str(caught.value.at("assistent-signatur"))
    assert text.startswith("SIGNER in assistent-signatur: someone else")
    assert text.endswith("Have the document signed by the person it names.")
    assert not re.search(r"\d{6}", text)
