import pytest
from tests.intake import signing

from assistans.identity.trust.anchors import TrustError
from assistans.identity.trust.bankid import TRUST_BANKID, bankid_roots


@pytest.mark.parametrize("told", [None, ""])
def test_without_roots_told_no_signature_is_believed(monkeypatch, told):
    monkeypatch.delenv(TRUST_BANKID, raising=False)
    if told is not None:
        monkeypatch.setenv(TRUST_BANKID, told)
    with pytest.raises(TrustError, match=TRUST_BANKID):
        bankid_roots()


def test_an_empty_folder_trusts_nobody(monkeypatch, tmp_path):
    monkeypatch.setenv(TRUST_BANKID, str(tmp_path))
    with pytest.raises(TrustError, match="no certificates"):
        bankid_roots()


def test_the_folders_roots_are_trusted_and_a_new_one_at_once(monkeypatch, tmp_path):
    pki = signing.pki()
    (tmp_path / "one.pem").write_bytes((pki.trusted_bankid / "bankid-root.pem").read_bytes())
    monkeypatch.setenv(TRUST_BANKID, str(tmp_path))
    assert bankid_roots() == signing.roots()
    (tmp_path / "two.pem").write_bytes(pki.supplier_ca.read_bytes())
    assert len(bankid_roots()) == 2
