"""The contract files that come with the package: the WSDL, and what checks XML against its schemas."""

from functools import cache
from importlib import resources

from lxml import etree

from assistans.intake.validation import Validator

WSDL = "SkickaTidredovisning.wsdl"
MESSAGE_XSD = "SkickaTidredovisning.xsd"
MIME_XSD = "xmlmime.xsd"
DOCUMENT_XSD = "Tidredovisning.xsd"
PUBLISHED = frozenset({MESSAGE_XSD, MIME_XSD, DOCUMENT_XSD})
_FOLDER = resources.files(__package__) / "contract"


def text(name: str) -> bytes:
    """A contract file as it is in the package."""
    return (_FOLDER / name).read_bytes()


@cache
def validator(name: str) -> Validator:
    """What checks XML against a schema, by file name."""
    return Validator(lambda: _compiled(name))


def _compiled(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Packaged())
    return etree.XMLSchema(etree.fromstring(text(name), parser, base_url=name))


class _Packaged(etree.Resolver):
    def resolve(self, url: str, public_id: str, context: object) -> object:  # noqa: ARG002 - lxml's signature
        return self.resolve_string(text(url.rpartition("/")[2]), context, base_url=url)
