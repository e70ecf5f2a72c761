"""TLS as the doors have it, and the addresses that they listen on."""

import ssl
import stat

import pytest
from tests.intake import signing

from assistans.identity.trust.anchors import TrustError, TrustFolder
from assistans.intake.elt.server import Tls, bind, bind_unix


@pytest.fixture
def tls():
    pki = signing.pki()
    return Tls(pki.server_certificate, pki.server_key, TrustFolder(pki.trusted_suppliers))


def test_without_trusted_roots_there_is_no_context(tls, tmp_path):
    with pytest.raises(TrustError):
        Tls(tls.certificate, tls.key, TrustFolder(tmp_path)).context()


def test_a_missing_key_is_an_error_of_the_files(tls, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        Tls(tls.certificate, tmp_path / "none.key", tls.trust).context()


def test_no_client_comes_in_without_a_certificate_or_by_old_tls(tls):
    context = tls.context()
    assert (context.verify_mode, context.minimum_version) == (ssl.CERT_REQUIRED, ssl.TLSVersion.TLSv1_2)


def test_a_session_cannot_be_resumed_past_the_check(tls):
    context = tls.context()
    assert (context.num_tickets, bool(context.options & ssl.OP_NO_TICKET)) == (0, True)


def test_only_the_trusted_roots_are_in_the_context(tls):
    assert [name["subject"] for name in tls.context().get_ca_certs()] == [
        (
            (("countryName", "SE"),),
            (("organizationName", "Assistans test"),),
            (("commonName", "Assistans test supplier CA"),),
        )
    ]


def test_the_stamp_changes_with_the_files(tls, tmp_path):
    copy = tmp_path / "server.pem"
    copy.write_bytes(tls.certificate.read_bytes())
    mine = Tls(copy, tls.key, tls.trust)
    before = mine.stamp()
    copy.write_bytes(copy.read_bytes() + b"\n")
    assert mine.stamp() != before


@pytest.mark.network
@pytest.mark.usefixtures("socket_enabled")
def test_processes_can_share_a_port():
    with (
        bind(host="127.0.0.1", port=0) as first,
        bind(host="127.0.0.1", port=first.getsockname()[1]) as second,
    ):
        assert first.getsockname() == second.getsockname()


def test_a_proxys_socket_is_for_its_owner_and_group_and_replaces_what_was_left(tmp_path):
    path = tmp_path / "door.sock"
    for _ in range(2):
        with bind_unix(path):
            assert stat.S_IMODE(path.stat().st_mode) == 0o660
