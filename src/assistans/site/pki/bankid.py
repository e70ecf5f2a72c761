"""BankID-form signatures, made as text that is already canonical: quick enough for a county's reports.

The shape is the one BankID returns: Signature with SignedInfo (two references), SignatureValue, KeyInfo and
Object/bankIdSignedData.
"""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import new as new_hash

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from assistans.base.clock import swedish_day
from assistans.site.pki import ocsp
from assistans.site.pki.authorities import Identity, PrivateKey

DSIG = "http://www.w3.org/2000/09/xmldsig#"
BANKID = "http://www.bankid.com/signature/v1.0.0/types"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
DIGESTS = {
    "sha256": "http://www.w3.org/2001/04/xmlenc#sha256",
    "sha384": "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "sha512": "http://www.w3.org/2001/04/xmlenc#sha512",
}
HASHES = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
DEFAULT_TEXT = (
    "Jag intygar på heder och samvete att uppgifterna i tidsredovisningen är riktiga och fullständiga."
)


@dataclass(frozen=True, slots=True)
class Signer:
    """Someone who can sign: her certificate and key, the authorities above it, and who answers for its status."""

    identity: Identity
    chain: tuple[bytes, ...]
    responder: Identity


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as a supplier gets it: the XML, the OCSP response in DER, and the Swedish day it was made."""

    signature_xml: bytes
    ocsp_der: bytes
    datum: date


def sign(
    *, document_pairs: Sequence[tuple[str, str]], signer: Signer, at: datetime, text: str = DEFAULT_TEXT
) -> Signed:
    """Sign (id, lower-case hex SHA-256 of the canonical document) pairs; one signature may cover many documents."""
    xml = signature_xml(data=signed_data(pairs=pair_text(document_pairs), text=text), signer=signer)
    answer = ocsp.Answer(
        about=signer.identity.certificate, issuer=signer.identity.issuer, at=at, nonce=ocsp.nonce(xml)
    )
    return Signed(xml, ocsp.respond(answer, responder=signer.responder), swedish_day(at))


def pair_text(pairs: Iterable[tuple[str, str]]) -> str:
    """The pairs as the signature carries them: `<id>,<hash>` joined by semicolons."""
    return ";".join(f"{identifier},{digest}" for identifier, digest in pairs)


def signed_data(*, pairs: str, text: str = DEFAULT_TEXT, func_id: str = "Signing") -> str:
    """The signed element: what the signer saw, what she did not see, who asked and with what client."""
    nonce = new_hash("sha256", f"{pairs}\n{text}".encode()).digest()[:20]
    return (
        f'<bankIdSignedData xmlns="{BANKID}" Id="bidSignedData">'
        f'<usrVisibleData charset="UTF-8" visible="wysiwys">{_b64(text.encode())}</usrVisibleData>'
        f"<usrNonVisibleData>{_b64(pairs.encode())}</usrNonVisibleData>"
        f"<srvInfo><name>{_b64(b'cn=Assistans test,o=Testbank AB (publ),c=SE')}</name><nonce>{_b64(nonce)}</nonce>"
        f"<displayName>{_b64(b'Assistans test')}</displayName></srvInfo>"
        f"<clientInfo><funcId>{func_id}</funcId><version>{_b64(b'Personal=7.13.0.99')}</version>"
        f"<env><ai><type>{_b64(b'LINUX')}</type><deviceInfo>{_b64(b'test')}</deviceInfo><uhi>{_b64(b'test')}</uhi>"
        "<fsib>0</fsib><utb>cs1</utb><requirement><condition><type>CertificatePolicies</type>"
        "<value>1.2.3.4.5</value></condition></requirement><uauth>pw</uauth></ai></env></clientInfo>"
        "</bankIdSignedData>"
    )


@lru_cache(maxsize=4096)
def key_info(certificates: tuple[bytes, ...]) -> str:
    """The element with the user's, customer CA's and bank CA's certificates (DER), in that order."""
    inside = "".join(f"<X509Certificate>{_b64(der)}</X509Certificate>" for der in certificates)
    return f'<KeyInfo xmlns="{DSIG}" Id="bidKeyInfo"><X509Data>{inside}</X509Data></KeyInfo>'


def signed_info(*, data: str, keys: str, algorithm: str, digest: str = "sha256") -> str:
    """The element that the key signs: the two references with their digests."""
    references = _reference(data, "bidSignedData", digest, f' Type="{BANKID}"')
    references += _reference(keys, "bidKeyInfo", digest, "")
    return (
        f'<SignedInfo xmlns="{DSIG}"><CanonicalizationMethod Algorithm="{C14N}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{algorithm}"></SignatureMethod>{references}</SignedInfo>'
    )


def signature_xml(*, data: str, signer: Signer, digest: str = "sha256") -> bytes:
    """The whole signature as UTF-8 XML."""
    keys = key_info((signer.identity.der, *signer.chain))
    info = signed_info(
        data=data, keys=keys, algorithm=algorithm_of(signer.identity.key, digest), digest=digest
    )
    value = _b64(sign_bytes(signer.identity.key, info.encode(), digest))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        f'<Signature xmlns="{DSIG}">{info}<SignatureValue>{value}</SignatureValue>{keys}<Object>{data}</Object></Signature>'
    ).encode()


def algorithm_of(key: PrivateKey, digest: str) -> str:
    """The signature method's address for a key and a digest."""
    kind = "rsa" if isinstance(key, rsa.RSAPrivateKey) else "ecdsa"
    return f"http://www.w3.org/2001/04/xmldsig-more#{kind}-{digest}"


def sign_bytes(key: PrivateKey, data: bytes, digest: str) -> bytes:
    """The signature value in XML-DSig's form: for ECDSA the two numbers side by side, not DER."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), HASHES[digest])
    r, s = decode_dss_signature(key.sign(data, ec.ECDSA(HASHES[digest])))
    size = (key.curve.key_size + 7) // 8
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def _reference(element: str, identifier: str, digest: str, kind: str) -> str:
    value = _b64(new_hash(digest, element.encode()).digest())
    return (
        f'<Reference{kind} URI="#{identifier}"><Transforms><Transform Algorithm="{C14N}"></Transform></Transforms>'
        f'<DigestMethod Algorithm="{DIGESTS[digest]}"></DigestMethod><DigestValue>{value}</DigestValue></Reference>'
    )


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
