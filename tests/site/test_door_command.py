"""`assistans door` trusts nobody by itself, except a test or demo database's own PKI."""

import argparse

import pytest
from tests.intake import signing

from assistans.base import instance
from assistans.site.commands import door
from assistans.site.commands.door import DoorNotReadyError
from assistans.site.pki.folder import open_pki


@pytest.fixture
def settings(monkeypatch):
    pki = signing.pki()
    told = {
        door.CERTIFICATE: pki.server_certificate,
        door.KEY: pki.server_key,
        door.TRUST_SUPPLIERS: pki.trusted_suppliers,
        door.TRUST_BANKID: pki.trusted_bankid,
    }
    for name, value in told.items():
        monkeypatch.setenv(name, str(value))
    return pki


def test_a_database_in_production_trusts_nobody_unless_told(mark):
    mark("produktion")
    with pytest.raises(DoorNotReadyError, match=door.TRUST_BANKID):
        door.configured()


@pytest.mark.usefixtures("settings")
def test_half_told_is_not_told(monkeypatch):
    monkeypatch.delenv(door.TRUST_BANKID)
    with pytest.raises(DoorNotReadyError, match=f"Set {door.TRUST_BANKID} too"):
        door.configured()


@pytest.mark.usefixtures("settings")
def test_a_folder_without_roots_is_told_before_anyone_calls(monkeypatch, tmp_path):
    monkeypatch.setenv(door.TRUST_BANKID, str(tmp_path))
    with pytest.raises(DoorNotReadyError, match="holds no certificates"):
        door.configured()


def test_what_is_told_is_used(settings):
    tls, bankid = door.configured()
    assert (tls.key, bankid.anchors()) == (settings.server_key, signing.roots())


@pytest.mark.usefixtures("db")
def test_a_test_database_gets_a_pki_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("ASSISTANS_HOME", str(tmp_path))
    instance.set_demo_clock(signing.AT)
    tls, bankid = door.configured()
    assert bankid.anchors() == (open_pki(tmp_path / "pki").identity("bankid-root").der,)
    assert tls.certificate == tmp_path / "pki" / "server.pem"


def test_a_port_and_a_proxy_are_never_both():
    parser = argparse.ArgumentParser()
    door.add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--port", "1", "--proxy", "x"])


def test_a_socket_that_cannot_be_made_is_told_plainly(tmp_path):
    parser = argparse.ArgumentParser()
    door.add_arguments(parser)
    with pytest.raises(DoorNotReadyError, match="Cannot listen"):
        door._listening(parser.parse_args(["--proxy", str(tmp_path / "none" / "x")]))
