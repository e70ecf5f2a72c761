"""Reading XML from strangers, and canonical form checked against xmlsec's."""

import base64
import hashlib

import pytest
import xmlsec
from lxml import etree

from assistans.intake.xml import XmlError, canonical, canonical_document, parse


def refused(data, max_bytes=10_000):
    with pytest.raises(XmlError) as caught:
        parse(data, max_bytes=max_bytes)
    return caught.value.code


@pytest.mark.parametrize(
    "data", [b"", b" ", b"hello", b"<a>", b"<a></b>", b"<a/><b/>", b"<a>&nbsp;</a>", b"<a>\x00</a>"]
)
def test_what_is_not_well_formed_is_refused(data):
    assert refused(data) == "XML_SYNTAX"


def test_the_refusal_tells_the_place_and_not_the_content():
    with pytest.raises(XmlError, match="line 2") as caught:
        parse(b"<a>\n<19900118-9811></a>", max_bytes=100)
    assert "19900118" not in str(caught.value)


def test_bytes_that_are_not_utf8_are_refused():
    assert refused("<a>å</a>".encode("latin-1")) == "XML_SYNTAX"


@pytest.mark.parametrize("name", ["ISO-8859-1", "utf-16", "UTF-7", "x" * 100])
def test_another_declared_encoding_is_refused(name):
    assert refused(f'<?xml version="1.0" encoding="{name}"?><a/>'.encode()) == "XML_ENCODING"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_document_type_hidden_in_another_encoding_is_not_read(encoding):
    assert refused('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)) == "XML_SYNTAX"


@pytest.mark.parametrize("start", [b"", b'<?xml version="1.0"?>', b"\xef\xbb\xbf", b"\n"])
def test_a_document_type_is_refused(start):
    assert refused(start + b"<!DOCTYPE a><a/>") == "XML_DTD"


def test_an_entity_bomb_is_refused():
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    assert refused(f'<!DOCTYPE a [<!ENTITY a0 "lol">{lines}]><a>&a8;</a>'.encode()) == "XML_DTD"


def test_too_many_bytes_are_refused():
    assert refused(b"<a>" + b"x" * 100 + b"</a>", max_bytes=100) == "XML_SIZE"


def test_too_deep_a_tree_is_refused():
    assert refused(b"<a>" * 300 + b"</a>" * 300) == "XML_SYNTAX"


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"\xef\xbb\xbf",
        b'<?xml version="1.0" encoding="UTF-8"?>',
        b"<?xml version='1.0' encoding='utf-8'?>",
    ],
)
def test_utf8_is_read_with_and_without_a_declaration(start):
    assert parse(start + "<a>å</a>".encode(), max_bytes=100).text == "å"


DOCUMENTS = [
    '<a xmlns="urn:a"><b Id="x" z="1" y="2">t&amp;&#13;&gt;<c/><!-- gone --></b></a>',
    '<p:a xmlns:p="urn:p" xmlns="urn:d"><b Id="x"><p:c q="&quot;&#9;"/><d xmlns=""/></b></p:a>',
    '<a xmlns="urn:a" xmlns:unused="urn:u"><b Id="x"><c xmlns="urn:c"><d/></c></b></a>',
    '<a><b Id="x"><c xmlns="urn:c"/>å ä ö &#x1F600;</b></a>',
    '<s:a xmlns:s="urn:s"><s:b Id="x"><c xmlns="urn:c" xmlns:s="urn:other"><s:d/></c></s:b></s:a>',
]


@pytest.mark.parametrize("text", DOCUMENTS)
def test_a_sub_elements_canonical_form_has_the_digest_that_xmlsec_computes(text):
    root = parse(text.encode(), max_bytes=10_000)
    target = root.xpath("//*[@Id='x']")[0]
    assert base64.b64encode(hashlib.sha256(canonical(target)).digest()).decode() == digest_by_xmlsec(text)


def digest_by_xmlsec(text):
    tree = etree.fromstring(text)
    signature = xmlsec.template.create(tree, xmlsec.Transform.C14N, xmlsec.Transform.HMAC_SHA256)
    reference = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA256, uri="#x")
    xmlsec.template.add_transform(reference, xmlsec.Transform.C14N)
    tree.append(signature)
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_binary_data(xmlsec.KeyData.HMAC, b"secret secret secret")
    xmlsec.tree.add_ids(tree, ["Id"])
    context.sign(signature)
    return signature.findtext(".//{http://www.w3.org/2000/09/xmldsig#}DigestValue")


def test_a_documents_canonical_form_has_no_declaration_and_no_comments():
    root = parse(b'<?xml version="1.0" encoding="UTF-8"?>\n<a  b = "1"><!-- gone --></a >\n', max_bytes=100)
    assert canonical_document(root) == b'<a b="1"></a>'
