"""The published contract has exactly the names and namespaces that suppliers' clients know (interfaces 1.2, 1.3)."""

import pytest
from lxml import etree
from tests.intake import reports

from assistans.intake.elt import contracts

WSDL = {"w": "http://schemas.xmlsoap.org/wsdl/", "s": "http://schemas.xmlsoap.org/wsdl/soap/"}
XS = {"xs": "http://www.w3.org/2001/XMLSchema"}


@pytest.fixture(scope="module")
def wsdl():
    return etree.fromstring(contracts.text(contracts.WSDL))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/w:definitions/@targetNamespace", ["urn:shs:emottagning:SkickaTidredovisning:1:shsbp10"]),
        ("/w:definitions/@name", ["SkickaTidredovisningInteraction"]),
        (
            "//s:operation/@soapAction",
            ["urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning"],
        ),
        ("//s:binding/@style | //s:operation/@style", ["document", "document"]),
        ("//w:portType/@name", ["SkickaTidredovisningResponderInterface"]),
        ("//w:binding/@name", ["SkickaTidredovisningResponderBinding"]),
        ("//w:service/@name", ["SkickaTidredovisningResponderService"]),
        ("//w:port/@name", ["SkickaTidredovisningResponderPort"]),
        (
            "//w:message/@name",
            [
                "SkickaTidredovisningRequest",
                "SkickaTidredovisningResponse",
                "XmlValidationError",
                "SignatureValidationError",
            ],
        ),
        (
            "//w:part/@element",
            [
                "m:SkickaTidredovisning",
                "m:SkickaTidredovisningResponse",
                "m:XmlValidationError",
                "m:SignatureValidationError",
            ],
        ),
        ("//w:part/@name", ["parameters", "parameters", "error", "error"]),
        ("//w:portType/w:operation/w:fault/@name", ["XmlValidationError", "SignatureValidationError"]),
        ("//s:header", []),
    ],
)
def test_the_wsdl_says_what_the_contract_says(wsdl, path, expected):
    assert wsdl.xpath(path, namespaces=WSDL) == expected


def test_the_wsdl_speaks_of_the_message_namespace(wsdl):
    assert wsdl.nsmap["m"] == "urn:shs:emottagning:SkickaTidredovisning:1"


@pytest.mark.parametrize(
    ("name", "namespace"),
    [
        (contracts.MESSAGE_XSD, reports.MESSAGE),
        (contracts.DOCUMENT_XSD, reports.NAMESPACE),
    ],
)
def test_the_schemas_are_qualified_in_their_namespaces(name, namespace):
    schema = etree.fromstring(contracts.text(name))
    assert (schema.get("targetNamespace"), schema.get("elementFormDefault")) == (namespace, "qualified")


def test_a_document_with_everything_in_it_follows_the_schema():
    period = "<berakningsperiod><fromDag>2018-10-01</fromDag><tomDag>2018-10-31</tomDag></berakningsperiod>"
    provider = (
        "<assistansanordnare><anordnareNamn>A</anordnareNamn><organisationsnummer>5560000001</organisationsnummer>"
        "<kontaktperson>K</kontaktperson><telefonnummer>1</telefonnummer><annanArbetsgivare><arbetsgivareNamn>B</arbetsgivareNamn>"
        "<organisationsnummer>5590000005</organisationsnummer></annanArbetsgivare></assistansanordnare>"
    )
    whole = reports.document(
        perioder=period * 7,
        provider=provider,
        extra="<telefonnummerAssistent>070-1234567</telefonnummerAssistent>",
        rader=["1 00.00-24.00 aktivTid", "31 22.00-24.00 vanteTid", "2 00.00-06.00 beredskapsTid"],
    )
    assert contracts.validator(contracts.DOCUMENT_XSD).check(etree.fromstring(whole)) is None


def test_a_sole_trader_is_a_way_of_employment():
    provider = reports.PROVIDER.replace("assistentAnstalldAvAnordnare", "assistentEgenForetagare")
    whole = reports.document(provider=provider)
    assert contracts.validator(contracts.DOCUMENT_XSD).check(etree.fromstring(whole)) is None
