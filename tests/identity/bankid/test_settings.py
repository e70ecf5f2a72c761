import pytest
from tests.intake import signing

from assistans.identity.bankid import settings
from assistans.identity.bankid.settings import BankidNotConfigured, told


@pytest.fixture
def whole():
    pki = signing.pki()
    return {
        settings.URL: "https://appapi2.test.bankid.com",
        settings.CERTIFICATE: str(pki.server_certificate),
        settings.KEY: str(pki.server_key),
        settings.CA: str(pki.supplier_ca),
    }


@pytest.mark.parametrize("name", settings.NEEDED)
@pytest.mark.parametrize("value", [None, ""])
def test_what_is_missing_is_named_and_nothing_works(whole, name, value):
    half = {key: text for key, text in whole.items() if key != name} | (
        {} if value is None else {name: value}
    )
    with pytest.raises(BankidNotConfigured, match=f"^Set {name}: without"):
        told(half)


def test_nothing_told_names_all():
    with pytest.raises(BankidNotConfigured, match=", ".join(settings.NEEDED)):
        told({})


def test_bankid_is_never_asked_without_tls(whole):
    with pytest.raises(BankidNotConfigured, match="https://"):
        told(whole | {settings.URL: "http://appapi2.test.bankid.com"})


@pytest.mark.parametrize("name", [settings.CERTIFICATE, settings.KEY, settings.CA])
def test_a_file_that_cannot_be_read_is_told_without_a_stack_trace(whole, name, tmp_path):
    broken = tmp_path / "broken.pem"
    broken.write_text("no certificate")
    with pytest.raises(BankidNotConfigured, match="cannot be used"):
        told(whole | {name: str(broken)}).context()


def test_a_key_of_another_certificate_is_refused(whole):
    other = str(signing.pki().supplier_ca.with_suffix(".key"))
    with pytest.raises(BankidNotConfigured):
        told(whole | {settings.KEY: other}).context()


def test_only_the_told_authority_is_trusted(whole):
    context = told(whole).context()
    [trusted] = context.get_ca_certs(binary_form=True)
    assert trusted == signing.pki().identity("leverantor-ca").der
    assert context.check_hostname


def test_the_simulators_pages_are_told_only_where_said(whole):
    assert told(whole).app is None
    assert told(whole | {settings.APP: ""}).app is None
    assert told(whole | {settings.APP: "http://127.0.0.1:8081/"}).app == "http://127.0.0.1:8081/"
