"""The räkning's own schema, which comes with the package."""

from functools import cache
from importlib import resources

from lxml import etree

from assistans.intake.xml import Element

NAME = "Rakning.xsd"
_MISPLACED = frozenset({"SCHEMAV_ELEMENT_CONTENT", "SCHEMAV_CVC_ELT_1", "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1"})


class SchemaError(Exception):
    """XML that the schema does not allow. The message names element and line, never a value."""


def text() -> bytes:
    """The schema file as it is in the package."""
    return (resources.files(__package__) / "contract" / NAME).read_bytes()


def validate(root: Element) -> None:
    """That a document is what the schema says. Raises SchemaError about the first thing that is not."""
    schema = _compiled()
    if not schema.validate(root):
        raise SchemaError(_plain(schema.error_log[0]))


@cache
def _compiled() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(text()))


def _plain(error: etree._LogEntry) -> str:
    # libxml2's own text quotes values, which may be personnummer: only names, line and kind are told.
    element = error.message.partition("'")[2].partition("'")[0].rpartition("}")[2][:40]
    if error.type_name in _MISPLACED:
        return f"line {error.line}: element {element} is not allowed there, or one before it is missing"
    return f"line {error.line}: element {element} has a value that its type does not allow"
