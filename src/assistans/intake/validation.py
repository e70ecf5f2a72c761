"""Whether XML follows a schema that comes with the package, and what is told when it does not: names and lines, never a value."""

import threading
from collections.abc import Callable, Iterable

from lxml import etree

from assistans.intake.xml import Element

_WRONG_CONTENT = frozenset({"SCHEMAV_ELEMENT_CONTENT", "SCHEMAV_CVC_ELT_1", "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1"})


# libxml2 cannot be trusted to compile two schemas at the same moment, and the threads of a new door all begin at once.
_COMPILING = threading.Lock()


class SchemaError(Exception):
    """XML that its schema does not allow. The message names element and line, never a value, and ends without a full stop."""


class Validator:
    """Checks XML against one schema, which `compiled` gives; safe to share between threads.

    lxml keeps the errors of the last document in the schema itself, so each thread has one of its own: with a shared one
    a sender could be told another sender's error.
    """

    def __init__(self, compiled: Callable[[], etree.XMLSchema]) -> None:
        self._compiled = compiled
        self._of_thread = threading.local()

    def check(self, element: Element) -> None:
        """That an element is what the schema says. Raises SchemaError about the first thing that is not."""
        schema = self._schema()
        if not schema.validate(element):
            raise SchemaError(_plain(schema.error_log))

    def _schema(self) -> etree.XMLSchema:
        if not hasattr(self._of_thread, "schema"):
            with _COMPILING:
                self._of_thread.schema = self._compiled()
        return self._of_thread.schema


def _plain(errors: Iterable[etree._LogEntry]) -> str:
    # libxml2's own text quotes values, which may be personnummer: only names, line and kind are told.
    first = next(iter(errors))
    element = first.message.partition("'")[2].partition("'")[0].rpartition("}")[2][:40]
    if first.type_name in _WRONG_CONTENT:
        return f"line {first.line}: element {element} is not allowed there, or one before it is missing{_expected(first)}"
    return f"line {first.line}: element {element} has a value or attribute that its type does not allow ({first.type_name})"


def _expected(error: etree._LogEntry) -> str:
    _, found, names = error.message.partition("Expected is ")
    plain = " ".join(name.rpartition("}")[2] for name in names.split())
    return f"; expected is {plain.rstrip('.')}" if found else ""
