"""The one shape of signature that is taken. Whatever is not listed here is refused, so nothing can be wrapped in.

Elements are found by position, never by search; values are later read from these same elements, whose canonical
bytes are what the references' digests are computed of.
"""

from dataclasses import dataclass

from lxml import etree

from assistans.intake.signatures.checks import Check, SignatureError
from assistans.intake.xml import Element, XmlError, base64_bytes, canonical, parse

DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
BANKID_NAMESPACE = "http://www.bankid.com/signature/v1.0.0/types"
BANKID = f"{{{BANKID_NAMESPACE}}}"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
MAX_BYTES = 512 * 1024
IDS = ["bidKeyInfo", "bidSignedData"]
IDS_IN = etree.XPath("//@Id")
# Comments and instructions vanish in canonical form and split texts; attributes in a namespace (xml:id, xsi:type) have
# no place in the shape.
STRANGERS = {
    "comments and processing instructions are not taken.": etree.XPath(
        "boolean(//comment() | //processing-instruction())"
    ),
    "an element is of another namespace.": etree.XPath(
        f"boolean(//*[namespace-uri() != '{DSIG[1:-1]}' and namespace-uri() != '{BANKID_NAMESPACE}'])"
    ),
    "an attribute is unknown.": etree.XPath(
        "boolean(//@*[not(contains(' Algorithm Id Type URI charset visible ', concat(' ', name(), ' ')))])"
    ),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """One digest: by which algorithm (its address), what it must be, and the canonical bytes it is about."""

    algorithm: str
    digest: bytes
    target: bytes


@dataclass(frozen=True, slots=True)
class Shape:
    """What was found where it must be. `signed_info` is canonical; `data` is the element bankIdSignedData."""

    signed_info: bytes
    algorithm: str
    value: bytes
    references: tuple[Reference, Reference]
    certificates: tuple[bytes, ...]
    data: Element


def read(signature_xml: bytes) -> Shape:
    """Read a signature of the fixed shape. Raises SignatureError (XML, SHAPE)."""
    root = _parse(signature_xml)
    if root.tag != f"{DSIG}Signature":
        raise _wrong("the root element is not Signature.")
    _refuse_strangers(root)
    info, value, keys, holder = _children(root, DSIG, "SignedInfo SignatureValue KeyInfo Object")
    (data,) = _children(holder, BANKID, "bankIdSignedData")
    method, references = _signed_info(info, data=data, keys=keys)
    return Shape(
        signed_info=canonical(info),
        algorithm=method,
        value=base64_of(value),
        references=references,
        certificates=_certificates(keys),
        data=data,
    )


def children(element: Element, names: str, *, attributes: dict[str, str] | None = None) -> dict[str, Element]:
    """The children of an element of bankIdSignedData by name: these, in this order; `?` = may be left out."""
    present = {child.tag for child in element}
    expected = [
        name.rstrip("?") for name in names.split() if name[-1] != "?" or BANKID + name[:-1] in present
    ]
    found = _children(element, BANKID, " ".join(expected), attributes=attributes)
    return dict(zip(expected, found, strict=True))


def text_of(element: Element) -> str:
    """The text of an element that may hold nothing else."""
    if len(element):
        raise _wrong(f"{_name(element)} holds elements where text belongs.")
    return element.text or ""


def base64_of(element: Element) -> bytes:
    """The bytes of an element that holds Base64; white space is passed over."""
    try:
        return base64_bytes(text_of(element))
    except XmlError:
        raise _wrong(f"{_name(element)} is not Base64.") from None


def _parse(data: bytes) -> Element:
    try:
        return parse(data, max_bytes=MAX_BYTES)
    except XmlError as error:
        raise SignatureError(code=Check.XML, what=f"{error}") from None


def _refuse_strangers(root: Element) -> None:
    for what, has in STRANGERS.items():
        if has(root):
            raise _wrong(what)
    if sorted(IDS_IN(root)) != IDS:
        raise _wrong("the Ids must be bidKeyInfo and bidSignedData, once each.")


def _signed_info(info: Element, *, data: Element, keys: Element) -> tuple[str, tuple[Reference, Reference]]:
    names = "CanonicalizationMethod SignatureMethod Reference Reference"
    form, method, first, second = _children(info, DSIG, names)
    _must_be_c14n(form)
    signed = _reference(first, data, {"URI": "#bidSignedData", "Type": BANKID_NAMESPACE})
    return _algorithm(method), (signed, _reference(second, keys, {"URI": "#bidKeyInfo"}))


def _reference(element: Element, target: Element, attributes: dict[str, str]) -> Reference:
    transformed = element.find(f"{DSIG}Transforms") is not None
    names = "Transforms DigestMethod DigestValue" if transformed else "DigestMethod DigestValue"
    *transforms, method, value = _children(element, DSIG, names, attributes=attributes)
    for each in transforms:
        (transform,) = _children(each, DSIG, "Transform")
        _must_be_c14n(transform)
    return Reference(_algorithm(method), base64_of(value), canonical(target))


def _certificates(keys: Element) -> tuple[bytes, ...]:
    (data,) = _children(keys, DSIG, "X509Data", attributes={"Id": "bidKeyInfo"})
    three = "X509Certificate X509Certificate X509Certificate"  # user, customer CA, bank CA
    return tuple(base64_of(each) for each in _children(data, DSIG, three))


def _children(
    parent: Element, namespace: str, names: str, *, attributes: dict[str, str] | None = None
) -> list[Element]:
    found = list(parent)
    if [child.tag for child in found] != [namespace + name for name in names.split()]:
        raise _wrong(f"{_name(parent)} must hold {names}, in that order.")
    if dict(parent.attrib) != (attributes or {}):
        raise _wrong(f"{_name(parent)} does not have the attributes it must.")
    if _is_text(parent.text) or any(_is_text(child.tail) for child in found):
        raise _wrong(f"{_name(parent)} holds text between elements.")
    return found


def _must_be_c14n(element: Element) -> None:
    if _algorithm(element) != C14N:
        raise _wrong(f"{_name(element)} is not inclusive C14N 1.0.")


def _algorithm(element: Element) -> str:
    if len(element) or _is_text(element.text) or element.attrib.keys() != ["Algorithm"]:
        raise _wrong(f"{_name(element)} must be empty and have the attribute Algorithm only.")
    return element.get("Algorithm")


def _is_text(text: str | None) -> bool:
    return bool(text and text.strip())


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2][:40]


def _wrong(what: str) -> SignatureError:
    return SignatureError(code=Check.SHAPE, what=what)
