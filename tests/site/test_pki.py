"""The test PKI: what it makes is what suppliers and BankID make."""

import base64
import hashlib
import stat
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from assistans.site.pki import authorities, folder
from assistans.site.pki.authorities import Validity
from assistans.site.pki.bankid import sign

AT = datetime(2018, 11, 3, 22, 30, tzinfo=UTC)
ALWAYS = Validity(datetime(2010, 1, 1, tzinfo=UTC), datetime(2050, 1, 1, tzinfo=UTC))
PAIR = ("0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a01", "ab" * 32)


@pytest.fixture(scope="module")
def pki(tmp_path_factory):
    return folder.make(folder=tmp_path_factory.mktemp("pki"), tls=ALWAYS, signing=ALWAYS, keys=2)


@pytest.fixture
def anna(pki):
    return pki.signer(personnummer="199001189811", namn="Anna Assistent")


def files(pki):
    return [path for path in pki.folder.rglob("*") if path.is_file()]


def test_a_folder_without_a_pki_says_how_to_make_one(tmp_path):
    with pytest.raises(folder.PkiMissingError, match="assistans pki --folder"):
        folder.open_pki(tmp_path)


def test_only_the_owner_may_read_keys_or_list_the_folder(pki):
    assert stat.S_IMODE(pki.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in files(pki)} == {0o600}


def test_the_trust_folders_hold_certificates_and_no_keys(pki):
    trusted = [*pki.trusted_suppliers.iterdir(), *pki.trusted_bankid.iterdir()]
    assert sorted(path.name for path in trusted) == ["bankid-root.pem", "leverantor-ca.pem"]


def test_no_file_name_holds_a_personnummer(pki, anna):
    sign(document_pairs=[PAIR], signer=anna, at=AT)
    assert not [path for path in files(pki) if "19900118" in path.name]


def test_ensuring_twice_keeps_the_first(pki):
    before = pki.supplier_ca.read_bytes()
    folder.ensure(folder=pki.folder, tls=ALWAYS, signing=ALWAYS)
    assert pki.supplier_ca.read_bytes() == before


def test_two_doors_that_start_at_once_make_one_pki_between_them(tmp_path):
    together = threading.Barrier(2)

    def start(_):
        together.wait()
        made = folder.ensure(folder=tmp_path / "pki", tls=ALWAYS, signing=ALWAYS, keys=1)
        return made.customer_ca.der, made.responder.der

    with ThreadPoolExecutor(2) as doors:
        first, second = doors.map(start, range(2))
    assert first == second
    server, ca = (tmp_path / "pki" / name for name in ("server.pem", "leverantor-ca.pem"))
    subprocess.run(["openssl", "verify", "-CAfile", ca, server], check=True, capture_output=True)


def test_a_supplier_certificate_names_its_organisation_with_16_before(pki):
    made = pki.supplier(organisationsnummer="5560000001", namn="Systemet AB")
    subject = x509.load_der_x509_certificate(made.der).subject
    assert subject.get_attributes_for_oid(x509.NameOID.SERIAL_NUMBER)[0].value == "165560000001"


def test_a_supplier_keeps_its_certificate(pki):
    first = pki.supplier(organisationsnummer="5560000001", namn="Systemet AB")
    assert pki.supplier(organisationsnummer="5560000001", namn="Systemet AB").der == first.der


def test_a_supplier_certificate_can_be_made_expired(pki):
    past = Validity(ALWAYS.start, datetime(2011, 1, 1, tzinfo=UTC))
    made = pki.supplier(organisationsnummer="5560000019", namn="Gamla AB", validity=past)
    assert x509.load_der_x509_certificate(made.der).not_valid_after_utc == past.end


def test_a_user_certificate_names_its_person_and_may_only_sign_commitments(anna):
    certificate = anna.identity.certificate
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert certificate.subject.get_attributes_for_oid(x509.NameOID.SERIAL_NUMBER)[0].value == "199001189811"
    assert (usage.content_commitment, usage.digital_signature) == (True, False)


def test_the_same_person_signs_with_the_same_certificate(pki, anna):
    again = folder.open_pki(pki.folder).signer(personnummer="199001189811", namn="Anna Assistent")
    assert again.identity.certificate.serial_number == anna.identity.certificate.serial_number


def test_a_user_certificate_can_be_made_for_a_shorter_time(pki):
    short = Validity(datetime(2018, 1, 1, tzinfo=UTC), datetime(2018, 6, 1, tzinfo=UTC))
    signer = pki.signer(personnummer="199001189811", namn="Anna Assistent", validity=short)
    assert folder.lifetime(signer.identity.certificate) == short


def test_openssl_follows_every_chain_to_its_root(pki, anna, tmp_path):
    (tmp_path / "user.pem").write_bytes(anna.identity.certificate.public_bytes(Encoding.PEM))
    middle = tmp_path / "middle.pem"
    middle.write_bytes(
        b"".join((pki.folder / f"{name}.pem").read_bytes() for name in (folder.BANK_CA, folder.CUSTOMER_CA))
    )
    root = pki.folder / "bankid-root.pem"
    command = [
        "openssl",
        "verify",
        "-x509_strict",
        "-CAfile",
        root,
        "-untrusted",
        middle,
        tmp_path / "user.pem",
    ]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_signature_made_late_in_the_evening_has_the_swedish_day(anna):
    assert sign(document_pairs=[PAIR], signer=anna, at=AT).datum == date(2018, 11, 3)
    assert sign(document_pairs=[PAIR], signer=anna, at=AT.replace(hour=23)).datum == date(2018, 11, 4)


def test_the_same_signature_comes_out_of_the_same_wish(anna):
    wish = {"document_pairs": [PAIR], "signer": anna, "at": AT}
    assert sign(**wish) == sign(**wish)


def test_the_ocsp_response_has_the_clocks_time_and_the_signatures_nonce(anna):
    signed = sign(document_pairs=[PAIR], signer=anna, at=AT)
    response = ocsp.load_der_ocsp_response(signed.ocsp_der)
    nonce = response.extensions.get_extension_for_class(x509.OCSPNonce)
    expected = hashlib.sha1(base64.b64encode(signed.signature_xml)).digest()  # noqa: S324 - BankID's form
    assert (response.produced_at_utc, response.certificate_status) == (AT, ocsp.OCSPCertStatus.GOOD)
    assert (nonce.critical, nonce.value.nonce[:20], len(nonce.value.nonce)) == (True, expected, 32)


def test_openssl_accepts_the_ocsp_response(pki, anna, tmp_path):
    at = datetime.fromtimestamp(pki.supplier_ca.stat().st_mtime, UTC)
    (tmp_path / "user.pem").write_bytes(anna.identity.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "answer.der").write_bytes(sign(document_pairs=[PAIR], signer=anna, at=at).ocsp_der)
    roots = tmp_path / "roots.pem"
    names = (folder.BANKID_ROOT, folder.BANK_CA, folder.CUSTOMER_CA)
    roots.write_bytes(b"".join((pki.folder / f"{name}.pem").read_bytes() for name in names))
    command = ["openssl", "ocsp", "-respin", tmp_path / "answer.der", "-CAfile", roots]
    command += ["-issuer", pki.folder / "bankid-customer-ca.pem", "-cert", tmp_path / "user.pem", "-no_nonce"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Response verify OK" in done.stderr
    assert "user.pem: good" in done.stdout


def test_keys_on_elliptic_curves_can_sign_too(pki):
    key = ec.generate_private_key(ec.SECP256R1())
    identity = authorities.user(
        issuer=pki.customer_ca, key=key, validity=ALWAYS, personnummer="199001189811", namn="Anna"
    )
    assert identity.certificate.verify_directly_issued_by(pki.customer_ca.certificate) is None
