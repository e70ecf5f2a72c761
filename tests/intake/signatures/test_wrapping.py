"""Signature wrapping: what was really signed is moved aside and something else put where it is read."""

import base64
import copy

import pytest
from lxml import etree
from tests.intake import signing
from tests.intake.signing import DIGEST, DOCUMENT, check, signed

from assistans.intake.signatures.checks import Check, SignatureError
from assistans.site.pki import bankid

DSIG = f"{{{bankid.DSIG}}}"
BANKID = f"{{{bankid.BANKID}}}"
OTHER = "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a99"


@pytest.fixture
def stolen():
    """An honest signature over another document, as a tree to play with."""
    return etree.fromstring(signed(pairs=[(OTHER, DIGEST)]).signature_xml)


def forged_data(identifier="bidSignedData"):
    """What the thief wants believed: our document, under the victim's signature."""
    data = etree.fromstring(bankid.signed_data(pairs=f"{DOCUMENT},{DIGEST}"))
    data.set("Id", identifier)
    return data


def refused(tree):
    made = signing.with_ocsp(etree.tostring(tree))
    with pytest.raises(SignatureError) as caught:
        check(made)
    return caught.value.code


def data_of(tree):
    return tree.find(f"{DSIG}Object/{BANKID}bankIdSignedData")


def test_the_honest_signature_binds_only_its_own_document(stolen):
    assert refused(stolen) is Check.DOCUMENT_ID


def test_a_forgery_put_in_its_place_breaks_the_digest(stolen):
    stolen.find(f"{DSIG}Object").replace(data_of(stolen), forged_data())
    assert refused(stolen) is Check.REFERENCE


@pytest.mark.parametrize("identifier", ["bidSignedData", "other"])
def test_a_forgery_before_the_signed_one_in_the_same_object_is_refused(stolen, identifier):
    stolen.find(f"{DSIG}Object").insert(0, forged_data(identifier))
    assert refused(stolen) is Check.SHAPE


def test_a_forgery_after_the_signed_one_in_the_same_object_is_refused(stolen):
    stolen.find(f"{DSIG}Object").append(forged_data())
    assert refused(stolen) is Check.SHAPE


def test_the_signed_one_moved_to_a_second_object_is_refused(stolen):
    second = etree.SubElement(stolen, f"{DSIG}Object")
    second.append(data_of(stolen))
    stolen.find(f"{DSIG}Object").append(forged_data("other"))
    assert refused(stolen) is Check.SHAPE


def test_the_signed_one_hidden_inside_the_forgery_is_refused(stolen):
    forged = forged_data("other")
    forged.find(f"{BANKID}clientInfo").append(copy.deepcopy(data_of(stolen)))
    stolen.find(f"{DSIG}Object").replace(data_of(stolen), forged)
    assert refused(stolen) is Check.SHAPE


def test_the_signed_one_hidden_in_the_forgerys_environment_is_refused(stolen):
    forged = forged_data("other")
    forged.find(f"{BANKID}clientInfo/{BANKID}env").append(copy.deepcopy(data_of(stolen)))
    stolen.find(f"{DSIG}Object").replace(data_of(stolen), forged)
    assert refused(stolen) is Check.SHAPE


def test_the_signed_one_hidden_with_both_ids_kept_is_refused(stolen):
    forged = forged_data()
    forged.find(f"{BANKID}clientInfo/{BANKID}env").append(copy.deepcopy(data_of(stolen)))
    stolen.find(f"{DSIG}Object").replace(data_of(stolen), forged)
    assert refused(stolen) is Check.SHAPE


def test_the_signed_one_hidden_in_the_key_info_is_refused(stolen):
    keys = stolen.find(f"{DSIG}KeyInfo")
    keys.append(data_of(stolen))
    stolen.find(f"{DSIG}Object").append(forged_data("other"))
    assert refused(stolen) is Check.SHAPE


def test_a_whole_signature_inside_another_is_refused(stolen):
    outer = etree.fromstring(signing.resigned(bankid.signed_data(pairs=f"{DOCUMENT},{DIGEST}")).signature_xml)
    outer.find(f"{DSIG}SignedInfo").addprevious(copy.deepcopy(stolen))
    assert refused(outer) is Check.SHAPE


def test_a_second_signed_info_is_refused(stolen):
    stolen.insert(0, copy.deepcopy(stolen[0]))
    assert refused(stolen) is Check.SHAPE


def test_a_reference_to_the_forgerys_id_is_refused(stolen):
    data_of(stolen).set("Id", "old")
    stolen.find(f"{DSIG}Object").append(forged_data())
    assert refused(stolen) is Check.SHAPE


def test_the_forgers_own_certificate_beside_the_victims_is_refused(stolen):
    mine = signing.bertil().identity.der
    first = stolen.find(f"{DSIG}KeyInfo/{DSIG}X509Data/{DSIG}X509Certificate")
    another = etree.Element(first.tag)
    another.text = base64.b64encode(mine).decode()
    first.addprevious(another)
    assert refused(stolen) is Check.SHAPE


def test_a_signature_with_anothers_key_info_is_refused():
    """The forger signs with her own key and shows the victim's certificate."""
    data, keys = (
        bankid.signed_data(pairs=f"{DOCUMENT},{DIGEST}"),
        bankid.key_info((signing.anna().identity.der, *signing.pki().chain)),
    )
    key = next(key for key in signing.pki().user_keys if key is not signing.anna().identity.key)
    algorithm = bankid.algorithm_of(key, "sha256")
    info = bankid.signed_info(data=data, keys=keys, algorithm=algorithm)
    value = base64.b64encode(bankid.sign_bytes(key, info.encode(), "sha256")).decode()
    xml = f'<Signature xmlns="{bankid.DSIG}">{info}<SignatureValue>{value}</SignatureValue>{keys}<Object>{data}</Object></Signature>'
    with pytest.raises(SignatureError) as caught:
        check(signing.with_ocsp(xml.encode()))
    assert caught.value.code is Check.SIGNATURE_VALUE


@pytest.mark.parametrize("split", ["<!---->", "<?x?>"])
def test_a_text_split_by_something_canonical_form_drops_is_refused(stolen, split):
    text = etree.tostring(stolen).replace(b"Signing", f"Sign{split}ing".encode())
    with pytest.raises(SignatureError) as caught:
        check(signing.with_ocsp(text))
    assert caught.value.code is Check.SHAPE
