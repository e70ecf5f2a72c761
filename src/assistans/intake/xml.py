"""Reading XML from strangers: no DTD, no entities, no network, UTF-8 only, bounded; and canonical form.

libxml2's own limits hold too (depth 256, text node 10 MB).
"""

import copy
import re
import threading

import pybase64
from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml's public element class is named so

_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_BOM = b"\xef\xbb\xbf"
_local = threading.local()


class XmlError(Exception):
    """The bytes are not XML that we read. `code` is stable; the message says what and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def parse(data: bytes, *, max_bytes: int) -> Element:
    """The root element. Raises XmlError: XML_SIZE, XML_ENCODING, XML_DTD or XML_SYNTAX."""
    if len(data) > max_bytes:
        raise XmlError("XML_SIZE", f"{len(data)} bytes of XML; at most {max_bytes} are taken. Send less.")
    _refuse_other_encodings(data)
    if b"<!DOCTYPE" in data:
        raise XmlError("XML_DTD", "not taken with a document type declaration. Send it without.")
    try:
        return etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XmlError(
            "XML_SYNTAX", f"not well-formed XML: {_position(error)}. Send it again whole."
        ) from None


def base64_bytes(text: str | None) -> bytes:
    """The bytes that Base64 text stands for; white space is passed over, nothing else. Raises XmlError (BASE64).

    libxml2's schema type passes over other characters too.
    """
    try:
        return pybase64.b64decode("".join((text or "").split()), validate=True)
    except ValueError:
        raise XmlError("BASE64", "not Base64. Encode the bytes anew.") from None


def canonical(element: Element) -> bytes:
    """Inclusive C14N 1.0 without comments of an element in its place, as XML-DSig digests a same-document reference.

    The element is rebuilt first: lxml canonicalises a sub-element in place with spurious xmlns="". Namespaces that
    are in scope stay; xml: attributes of ancestors are not looked for (the caller's shape forbids attributes there).
    """
    alone = etree.Element(element.tag, element.attrib, nsmap=element.nsmap)
    alone.text = element.text
    alone.extend(copy.deepcopy(element))
    return etree.tostring(alone, method="c14n", with_comments=False)


def canonical_document(root: Element) -> bytes:
    """Inclusive C14N 1.0 without comments of a whole document."""
    return etree.tostring(root.getroottree(), method="c14n", with_comments=False)


def _parser() -> etree.XMLParser:
    # One a thread: a shared parser makes threads wait for each other. The encoding is forced so that nothing hides
    # from the search for a DTD in UTF-16 or UTF-7.
    if not hasattr(_local, "parser"):
        _local.parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
        )
    return _local.parser


def _refuse_other_encodings(data: bytes) -> None:
    declared = _DECLARED.match(data.removeprefix(_BOM))
    named = declared[1].decode("ascii", "replace") if declared else "utf-8"
    if named.lower() not in {"utf-8", "utf8"}:
        raise XmlError("XML_ENCODING", f"declared as {named[:20]!r}; only UTF-8 is taken. Send it in UTF-8.")


def _position(error: Exception) -> str:
    # The parser's text may quote the content, so only the place is told.
    line, column = getattr(error, "position", (0, 0)) or (0, 0)
    return f"line {line}, column {column}" if line else "nothing that begins an element"
