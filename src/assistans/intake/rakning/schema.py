"""The räkning's own schema, which comes with the package."""

from importlib import resources

from lxml import etree

from assistans.intake.validation import Validator

NAME = "Rakning.xsd"


def text() -> bytes:
    """The schema file as it is in the package."""
    return (resources.files(__package__) / "contract" / NAME).read_bytes()


VALIDATOR = Validator(lambda: etree.XMLSchema(etree.fromstring(text())))
