"""The checks of a signature: one stable code each, with what the sender can do about it."""

from enum import StrEnum


class Check(StrEnum):
    """Stable codes, in the order in which the checks are made."""

    XML = "XML"
    SHAPE = "SHAPE"
    ALGORITHM = "ALGORITHM"
    REFERENCE = "REFERENCE"
    CERTIFICATE = "CERTIFICATE"
    SIGNATURE_VALUE = "SIGNATURE_VALUE"
    OCSP_FORM = "OCSP_FORM"
    CHAIN = "CHAIN"
    VALIDITY = "VALIDITY"
    KEY_USAGE = "KEY_USAGE"
    OCSP_CERTIFICATE = "OCSP_CERTIFICATE"
    OCSP_RESPONDER = "OCSP_RESPONDER"
    OCSP_SIGNATURE = "OCSP_SIGNATURE"
    OCSP_STATUS = "OCSP_STATUS"
    NONCE = "NONCE"
    OCSP_TIME = "OCSP_TIME"
    FUNC_ID = "FUNC_ID"
    SIGNER = "SIGNER"
    DOCUMENT_ID = "DOCUMENT_ID"
    DOCUMENT_HASH = "DOCUMENT_HASH"
    DATUM = "DATUM"


_SEND_AS_RECEIVED = "Send the signature byte for byte as BankID returned it."
_SIGN_AGAIN = "Have the document signed again with a valid BankID."
_SEND_OCSP = "Send the OCSP response that BankID returned together with this signature."

REMEDIES = {
    Check.XML: _SEND_AS_RECEIVED,
    Check.SHAPE: _SEND_AS_RECEIVED,
    Check.ALGORITHM: "Use RSA or ECDSA with SHA-256, SHA-384 or SHA-512.",
    Check.REFERENCE: _SEND_AS_RECEIVED,
    Check.CERTIFICATE: _SEND_AS_RECEIVED,
    Check.SIGNATURE_VALUE: _SEND_AS_RECEIVED,
    Check.OCSP_FORM: _SEND_OCSP,
    Check.CHAIN: "Sign with a BankID of the environment that this address belongs to.",
    Check.VALIDITY: _SIGN_AGAIN,
    Check.KEY_USAGE: _SIGN_AGAIN,
    Check.OCSP_CERTIFICATE: _SEND_OCSP,
    Check.OCSP_RESPONDER: _SEND_OCSP,
    Check.OCSP_SIGNATURE: _SEND_OCSP,
    Check.OCSP_STATUS: _SIGN_AGAIN,
    Check.NONCE: _SEND_OCSP,
    Check.OCSP_TIME: _SIGN_AGAIN,
    Check.FUNC_ID: "Start a BankID signing (sign), not an identification (auth).",
    Check.SIGNER: "Have the document signed by the person it names.",
    Check.DOCUMENT_ID: "Sign `<id>,<hash>` of each document that the signature is attached to.",
    Check.DOCUMENT_HASH: "Send the document unaltered, with the SHA-256 of its inclusive C14N 1.0 form signed.",
    Check.DATUM: "Send the Swedish calendar day of the signature.",
}


class SignatureError(Exception):
    """A check said no. `code` is the check; the message says where, what and what to do; never a personnummer."""

    def __init__(self, *, code: Check, what: str, where: str = "signature") -> None:
        super().__init__(f"{code} in {where}: {what} {REMEDIES[code]}")
        self.code = code
        self.what = what

    def at(self, where: str) -> "SignatureError":
        """The same refusal, telling which signature of the message it is about."""
        return SignatureError(code=self.code, what=self.what, where=where)
