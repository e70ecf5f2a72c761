"""The contract files that come with the package: the WSDL, and the schemas as lxml validators."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

from lxml import etree

from assistans.intake.xml import Element

WSDL = "SkickaTidredovisning.wsdl"
MESSAGE_XSD = "SkickaTidredovisning.xsd"
MIME_XSD = "xmlmime.xsd"
DOCUMENT_XSD = "Tidredovisning.xsd"
PUBLISHED = frozenset({MESSAGE_XSD, MIME_XSD, DOCUMENT_XSD})
_FOLDER = resources.files(__package__) / "contract"
_WRONG_CONTENT = frozenset({"SCHEMAV_ELEMENT_CONTENT", "SCHEMAV_CVC_ELT_1", "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1"})


class SchemaError(Exception):
    """XML that its schema does not allow. The message names element and line, never a value."""


def text(name: str) -> bytes:
    """A contract file as it is in the package."""
    return (_FOLDER / name).read_bytes()


@cache
def schema(name: str) -> etree.XMLSchema:
    """A compiled schema by file name."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Packaged())
    return etree.XMLSchema(etree.fromstring(text(name), parser, base_url=name))


def validate(name: str, element: Element) -> None:
    """That an element is what a schema says. Raises SchemaError about the first thing that is not."""
    asked = schema(name)
    if not asked.validate(element):
        raise SchemaError(_plain(asked.error_log))


class _Packaged(etree.Resolver):
    def resolve(self, url: str, public_id: str, context: object) -> object:  # noqa: ARG002 - lxml's signature
        return self.resolve_string(text(url.rpartition("/")[2]), context, base_url=url)


def _plain(errors: Iterable[etree._LogEntry]) -> str:
    # libxml2's own text quotes values, which may be personnummer: only names, line and kind are told.
    first = next(iter(errors))
    element = first.message.partition("'")[2].partition("'")[0].rpartition("}")[2][:40]
    if first.type_name in _WRONG_CONTENT:
        return f"line {first.line}: element {element} is not allowed there, or one before it is missing{_expected(first)}."
    return f"line {first.line}: element {element} has a value or attribute that its type does not allow ({first.type_name})."


def _expected(error: etree._LogEntry) -> str:
    _, found, names = error.message.partition("Expected is ")
    plain = " ".join(name.rpartition("}")[2] for name in names.split())
    return f"; expected is {plain.rstrip('.')}" if found else ""
