"""Everything that a door must refuse, one thing wrong at a time, and how it must say so.

Each fault takes a right message and spoils one thing. `answer` is the fault's name or the HTTP status; `says` is a word
that the answer must hold, so that a refusal for another reason is not mistaken for the right one.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from assistans.site.demo import messages
from assistans.site.demo.messages import Message
from assistans.site.pki import authorities, bankid, ocsp
from assistans.site.pki.authorities import Identity, Validity
from assistans.site.pki.bankid import Signed, Signer
from assistans.site.pki.folder import TestPki
from assistans.site.synthetic.county import Individual
from assistans.site.synthetic.documents import Dokument

XML_FAULT: Final = "XmlValidationError"
SIGNATURE_FAULT: Final = "SignatureValidationError"
TOO_LARGE: Final = "413"
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right report that faults spoil: its document, who signs it, when, and with which PKI."""

    document: Dokument
    assistent: Individual
    anordnare: Individual
    at: datetime
    pki: TestPki

    def signer(self, who: Individual, *, validity: Validity | None = None) -> Signer:
        """Somebody who can sign."""
        return self.pki.signer(personnummer=who.nummer, namn=who.namn, validity=validity)

    def signed(self, *, by: Signer | None = None, pairs: list[tuple[str, str]] | None = None) -> Signed:
        """The assistant's signature, or another's, over this document or something else."""
        signer = by or self.signer(self.assistent)
        return bankid.sign(document_pairs=pairs or [self.document.pair], signer=signer, at=self.at)

    def message(self, *, document: bytes | None = None, assistent: Signed | None = None) -> Message:
        """The message, with what was spoiled in place of what is right."""
        by_anordnare = self.signed(by=self.signer(self.anordnare))
        return messages.soap(
            document or self.document.innehall, assistent=assistent or self.signed(), anordnare=by_anordnare
        )

    def rewritten(self, old: str, new: str) -> Message:
        """The message of a document that says something else, honestly signed by both."""
        text = self.document.innehall.decode()
        if old not in text:
            raise ValueError(f"the document does not hold {old}")
        document = replace_document(self.document, text.replace(old, new, 1))
        return replace(self, document=document).message()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: what it is called, what the answer must be and say, and how the message is made."""

    name: str
    answer: str
    says: str
    make: Callable[[Right], Message]


def replace_document(document: Dokument, text: str) -> Dokument:
    """The same id with other bytes."""
    return document._replace(innehall=text.encode())


# --- the message ---------------------------------------------------------------------------------------------------


def _spoiled(old: bytes, new: bytes) -> Callable[[Right], Message]:
    """Spoil the envelope's bytes after signing."""

    def make(right: Right) -> Message:
        message = right.message()
        if old not in message.body:
            raise ValueError("the message does not hold what shall be spoiled")
        return replace(message, body=message.body.replace(old, new, 1))

    return make


def _entity_bomb(right: Right) -> Message:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE e [<!ENTITY a0 "ha">{lines}]>'.encode()
    message = right.message()
    return replace(message, body=bomb + message.body)


def _dtd_in_document(right: Right) -> Message:
    document = replace_document(
        right.document, "<!DOCTYPE Tidredovisning>" + right.document.innehall.decode()
    )
    return right.message(document=document.innehall)


def _truncated(right: Right) -> Message:
    message = right.message()
    return replace(message, body=message.body[: len(message.body) // 2])


def _gzip_bomb(right: Right) -> Message:
    message = right.message()
    headers = message.headers | {"Content-Encoding": "gzip"}
    return replace(message, body=gzip.compress(b" " * 50_000_000, 9), headers=headers)


def _large(right: Right) -> Message:
    message = right.message()
    return replace(message, body=message.body + b" " * 50_000_000)


# --- signatures ----------------------------------------------------------------------------------------------------


def _signature(make: Callable[[Right], Signed]) -> Callable[[Right], Message]:
    return lambda right: right.message(assistent=make(right))


def _altered(old: bytes, new: bytes) -> Callable[[Right], Signed]:
    """Alter the signature and let the OCSP response fit the altered bytes, so that only this is wrong."""

    def make(right: Right) -> Signed:
        xml = right.signed().signature_xml
        if old not in xml:
            raise ValueError("the signature does not hold what shall be altered")
        return _with_ocsp(right, xml.replace(old, new, 1))

    return make


def _with_ocsp(
    right: Right,
    xml: bytes,
    *,
    signer: Signer | None = None,
    responder: Identity | None = None,
    **says: object,
) -> Signed:
    """A signature with an OCSP response that says what it is told to."""
    by = signer or right.signer(right.assistent)
    honest: dict[str, object] = {
        "about": by.identity.certificate,
        "issuer": by.identity.issuer,
        "at": right.at,
        "nonce": ocsp.nonce(xml),
    }
    answer = ocsp.Answer(**(honest | says))  # type: ignore[arg-type]
    return Signed(
        xml, ocsp.respond(answer, responder=responder or by.responder), bankid.swedish_day(answer.at)
    )


def _answered(**says: object) -> Callable[[Right], Signed]:
    return lambda right: _with_ocsp(right, right.signed().signature_xml, **says)


def _by(change: Callable[[Right], Signer]) -> Callable[[Right], Signed]:
    return lambda right: right.signed(by=change(right))


def _unknown_certificate(right: Right) -> Signer:
    signer = right.signer(right.assistent)
    return replace(signer, chain=(b"no certificate", signer.chain[1]))


def _other_key(right: Right) -> Signer:
    signer = right.signer(right.assistent)
    own = signer.identity
    key = next(each for each in right.pki.user_keys if each.public_key() != own.key.public_key())
    return replace(signer, identity=Identity(own.certificate, key, own.issuer))


def _other_root(right: Right) -> Signer:
    root = authorities.authority(
        name="Nobody's CA", key=right.pki.user_keys[0], validity=_always(right), path_length=0
    )
    own = authorities.user(
        issuer=root,
        key=right.pki.user_keys[0],
        validity=_always(right),
        personnummer=right.assistent.nummer,
        namn=right.assistent.namn,
    )
    return Signer(own, (root.der, right.pki.chain[1]), right.pki.responder)


def _expired(right: Right) -> Signer:
    return right.signer(right.assistent, validity=Validity(right.at - 30 * DAY, right.at - DAY))


def _for_identification(right: Right) -> Signer:
    issuer = right.pki.customer_ca
    own = right.signer(right.assistent).identity.certificate
    usage = own.extensions.get_extension_for_class(x509.KeyUsage).value
    builder = x509.CertificateBuilder().subject_name(own.subject).issuer_name(own.issuer).serial_number(4711)
    builder = builder.public_key(own.public_key()).not_valid_before(own.not_valid_before_utc)
    builder = builder.not_valid_after(own.not_valid_after_utc)
    for extension in own.extensions:
        value = _identifying() if extension.value == usage else extension.value
        builder = builder.add_extension(value, critical=extension.critical)
    made = builder.sign(issuer.key, hashes.SHA256())
    key = right.signer(right.assistent).identity.key
    return Signer(Identity(made, key, issuer.certificate), right.pki.chain, right.pki.responder)


def _identifying() -> x509.KeyUsage:
    off = dict.fromkeys(
        (
            "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return x509.KeyUsage(digital_signature=True, **off)


def _not_a_responder(right: Right) -> Signed:
    plain = authorities.responder(
        issuer=right.pki.customer_ca,
        key=right.pki.user_keys[0],
        validity=_always(right),
        delegated=False,
    )
    return _with_ocsp(right, right.signed().signature_xml, responder=plain)


def _forged_response(right: Right) -> Signed:
    honest = right.pki.responder
    forged = Identity(honest.certificate, right.pki.user_keys[0], honest.issuer)
    return _with_ocsp(right, right.signed().signature_xml, responder=forged)


def _about_another(right: Right) -> Signed:
    other = right.signer(right.anordnare).identity.certificate
    return _with_ocsp(right, right.signed().signature_xml, about=other)


def _revoked(right: Right) -> Signed:
    return _with_ocsp(right, right.signed().signature_xml, status=ocsp.revoked(at=right.at - DAY))


def _from_the_future(right: Right) -> Signed:
    return replace(right, at=right.at + DAY).signed()


def _identification(right: Right) -> Signed:
    data = bankid.signed_data(pairs=bankid.pair_text([right.document.pair]), func_id="Identification")
    signer = right.signer(right.assistent)
    return _with_ocsp(right, bankid.signature_xml(data=data, signer=signer))


def _other_day(right: Right) -> Signed:
    return replace(right.signed(), datum=right.signed().datum - DAY)


def _wrapped(right: Right) -> Signed:
    """Signature wrapping: the signed data is moved aside and another, unsigned, stands in its place."""
    xml = right.signed().signature_xml
    data = re.search(rb"<bankIdSignedData .*</bankIdSignedData>", xml, re.DOTALL)
    if data is None:
        raise ValueError("no signed data")
    other = bankid.signed_data(pairs=f"{right.document.id},{'ab' * 32}").encode()
    return _with_ocsp(right, xml.replace(data[0], other + data[0], 1))


def _always(right: Right) -> Validity:
    return Validity.around(at=right.at, years=2)


def _hash_of_another(right: Right) -> Signed:
    return right.signed(pairs=[(str(right.document.id), "ab" * 32)])


def _id_of_another(right: Right) -> Signed:
    return right.signed(pairs=[("0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a01", right.document.pair[1])])


def _one_byte(right: Right) -> Message:
    altered = right.document.innehall.replace(b"<dag>1</dag>", b"<dag>2</dag>", 1)
    if altered == right.document.innehall:
        raise ValueError("no row on the first to alter")
    return right.message(document=altered)


FAULTS: Final = (
    Fault("wrong namespace", XML_FAULT, "", _spoiled(messages.NAMESPACE.encode(), b"urn:other")),
    Fault(
        "unknown element",
        XML_FAULT,
        "",
        lambda r: r.rewritten("<tidrapport>", "<totalt>5</totalt><tidrapport>"),
    ),
    Fault(
        "unknown element in the call", XML_FAULT, "", _spoiled(b"<tidredovisning>", b"<mer/><tidredovisning>")
    ),
    Fault("wrong Base64", XML_FAULT, "", _spoiled(b"<tidredovisning>", b"<tidredovisning>*")),
    Fault("DTD", XML_FAULT, "", _dtd_in_document),
    Fault("entity bomb", XML_FAULT, "", _entity_bomb),
    Fault("truncated XML", XML_FAULT, "", _truncated),
    Fault("gzip bomb", TOO_LARGE, "", _gzip_bomb),
    Fault("50 MB body", TOO_LARGE, "", _large),
    Fault("no signature", XML_FAULT, "", _spoiled(b"<datumForSignatur>", b"<datum>")),
    Fault(
        "month 13",
        XML_FAULT,
        "",
        lambda r: r.rewritten("<redovisningsmanad>2026-02", "<redovisningsmanad>2026-13"),
    ),
    Fault("id that is no UUID", XML_FAULT, "", lambda r: r.rewritten(f"<id>{r.document.id}", "<id>nummer-1")),
    Fault("wrong check digit", XML_FAULT, "", lambda r: r.rewritten(*_wrong_digit(r.assistent.nummer))),
    Fault("SHAPE", SIGNATURE_FAULT, "SHAPE", _signature(_altered(b"<Object>", b"<Object><Manifest/>"))),
    Fault("signature wrapping", SIGNATURE_FAULT, "SHAPE", _signature(_wrapped)),
    Fault("XML", SIGNATURE_FAULT, "XML", _signature(_altered(b"<Signature ", b"<Signature"))),
    Fault("ALGORITHM", SIGNATURE_FAULT, "ALGORITHM", _signature(_altered(b"#rsa-sha256", b"#rsa-md5"))),
    Fault("REFERENCE", SIGNATURE_FAULT, "REFERENCE", _signature(_altered(b"<fsib>0<", b"<fsib>1<"))),
    Fault("CERTIFICATE", SIGNATURE_FAULT, "CERTIFICATE", _signature(_by(_unknown_certificate))),
    Fault("SIGNATURE_VALUE", SIGNATURE_FAULT, "SIGNATURE_VALUE", _signature(_by(_other_key))),
    Fault(
        "OCSP_FORM",
        SIGNATURE_FAULT,
        "OCSP_FORM",
        _signature(lambda right: replace(right.signed(), ocsp_der=b"no response")),
    ),
    Fault("CHAIN", SIGNATURE_FAULT, "CHAIN", _signature(_by(_other_root))),
    Fault("VALIDITY", SIGNATURE_FAULT, "VALIDITY", _signature(_by(_expired))),
    Fault("KEY_USAGE", SIGNATURE_FAULT, "KEY_USAGE", _signature(_by(_for_identification))),
    Fault("OCSP_CERTIFICATE", SIGNATURE_FAULT, "OCSP_CERTIFICATE", _signature(_about_another)),
    Fault("OCSP_RESPONDER", SIGNATURE_FAULT, "OCSP_RESPONDER", _signature(_not_a_responder)),
    Fault("OCSP_SIGNATURE", SIGNATURE_FAULT, "OCSP_SIGNATURE", _signature(_forged_response)),
    Fault("OCSP_STATUS", SIGNATURE_FAULT, "OCSP_STATUS", _signature(_revoked)),
    Fault("NONCE", SIGNATURE_FAULT, "NONCE", _signature(_answered(nonce=b"x" * 32))),
    Fault("OCSP_TIME", SIGNATURE_FAULT, "OCSP_TIME", _signature(_from_the_future)),
    Fault("FUNC_ID", SIGNATURE_FAULT, "FUNC_ID", _signature(_identification)),
    Fault("SIGNER", SIGNATURE_FAULT, "SIGNER", _signature(_by(lambda right: right.signer(right.anordnare)))),
    Fault("DOCUMENT_ID", SIGNATURE_FAULT, "DOCUMENT_ID", _signature(_id_of_another)),
    Fault("DOCUMENT_HASH", SIGNATURE_FAULT, "DOCUMENT_HASH", _signature(_hash_of_another)),
    Fault("one byte altered", SIGNATURE_FAULT, "DOCUMENT_HASH", _one_byte),
    Fault("DATUM", SIGNATURE_FAULT, "DATUM", _signature(_other_day)),
)


def _wrong_digit(nummer: str) -> tuple[str, str]:
    wrong = nummer[:-1] + str((int(nummer[-1]) + 1) % 10)
    return f"<personnummer>{nummer}</personnummer><fornamn>", f"<personnummer>{wrong}</personnummer><fornamn>"
