"""What the signer signed: the text she saw, the documents it binds, and what her client was asked to do."""

from dataclasses import dataclass

from assistans.intake.signatures.checks import Check, SignatureError
from assistans.intake.signatures.shape import base64_of, children, text_of
from assistans.intake.xml import Element

SIGNING = "Signing"
IDENTIFICATION = "Identification"
MAX_PAIRS = 2000


@dataclass(frozen=True, slots=True)
class SignedData:
    """What was shown and what was not, Base64-decoded; `pairs` are the (document id, lower-case hex SHA-256) bound."""

    visible: bytes
    hidden: bytes
    pairs: tuple[tuple[str, str], ...]


def read(data: Element, *, function: str = SIGNING) -> SignedData:
    """Read a verified bankIdSignedData made for a function. Raises SignatureError (SHAPE, FUNC_ID, DOCUMENT_ID)."""
    names = "usrVisibleData usrNonVisibleData? srvInfo clientInfo"
    found = children(data, names, attributes={"Id": "bidSignedData"})
    _check_function(found["clientInfo"], function)
    hidden = base64_of(found["usrNonVisibleData"]) if "usrNonVisibleData" in found else b""
    return SignedData(visible=base64_of(found["usrVisibleData"]), hidden=hidden, pairs=pairs_of(hidden))


def pairs_of(hidden: bytes) -> tuple[tuple[str, str], ...]:
    """`<id>,<hex>` parts joined by semicolons; white space around and upper-case hex are passed over."""
    parts = [part for part in _text(hidden).split(";") if part.strip()]
    if len(parts) > MAX_PAIRS:
        raise SignatureError(
            code=Check.DOCUMENT_ID, what=f"more than {MAX_PAIRS} documents are signed at once."
        )
    return tuple(_pair(part) for part in parts)


def check_bound(*, signed: SignedData, document_id: str, digest: str) -> None:
    """That the signature binds exactly this document. `digest` = lower-case hex. Raises (DOCUMENT_ID, DOCUMENT_HASH)."""
    digests = {value for identifier, value in signed.pairs if identifier == document_id}
    if not digests:
        raise SignatureError(code=Check.DOCUMENT_ID, what="the document's id is not among the signed ones.")
    if digests != {digest}:
        raise SignatureError(code=Check.DOCUMENT_HASH, what="the document is not the one that was signed.")


def _check_function(client: Element, function: str) -> None:
    if text_of(children(client, "funcId version? env?")["funcId"]) != function:
        raise SignatureError(
            code=Check.FUNC_ID, what=f"it was made for another purpose (funcId is not {function})."
        )


def _pair(part: str) -> tuple[str, str]:
    identifier, _, digest = part.partition(",")
    return identifier.strip(), "".join(digest.split()).lower()


def _text(hidden: bytes) -> str:
    try:
        return hidden.decode()
    except UnicodeDecodeError:
        raise SignatureError(code=Check.DOCUMENT_ID, what="usrNonVisibleData is not UTF-8 text.") from None
