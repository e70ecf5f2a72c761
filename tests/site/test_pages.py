"""`assistans pages` and `assistans serve` fail closed: no TLS, no BankID or no roots means no pages, with a text that says why."""

import os
import socket
import time

import httpx
import pytest
from tests.intake import signing
from tests.site.bankid.test_wire import Process, listens

from assistans.identity.bankid import settings as bankid
from assistans.identity.trust.bankid import TRUST_BANKID, bankid_roots
from assistans.site import pages
from assistans.site.bankid import tls
from assistans.site.commands import pages as command
from assistans.site.commands.pages import PagesCertificateError
from assistans.site.commands.pki import ensure_pki
from assistans.site.demo.processes import free_port
from assistans.site.pages import PagesNotReadyError
from assistans.site.ports import LOOPBACK

TOLD = (*bankid.NEEDED, bankid.APP, TRUST_BANKID, command.CERTIFICATE, command.KEY)


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Nothing is told, and what is told in a test is taken back after it."""
    for name in TOLD:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return monkeypatch.setenv


@pytest.fixture
def real(environment):
    """A BankID as its relying party has it, told whole."""
    pki = signing.pki()
    told = {
        bankid.URL: "https://appapi2.bankid.com",
        bankid.CERTIFICATE: pki.server_certificate,
        bankid.KEY: pki.server_key,
        bankid.CA: pki.supplier_ca,
        TRUST_BANKID: pki.trusted_bankid,
    }
    for name, value in told.items():
        environment(name, str(value))


# In produktion


def test_pages_in_produktion_need_tls_wherever_they_are_shown(mark):
    mark("produktion")
    for host in ("127.0.0.1", "0.0.0.0"):  # noqa: S104 - it is refused
        with pytest.raises(PagesNotReadyError, match="ASSISTANS_PAGES_CERTIFICATE"):
            pages.refuse_plain(host=host)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("slag", ["produktion", None])
def test_without_bankid_nobody_can_log_in_so_nothing_is_shown(mark, slag):
    mark(slag)
    with pytest.raises(PagesNotReadyError, match=bankid.URL):
        pages.configure(api_port=1, app_port=2)
    assert bankid.APP not in os.environ


@pytest.mark.usefixtures("real")
def test_the_simulators_address_is_refused_in_produktion(mark, environment):
    mark("produktion")
    environment(bankid.APP, "http://127.0.0.1:8081/")
    with pytest.raises(PagesNotReadyError, match="Unset it"):
        pages.configure(api_port=1, app_port=2)


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("name", [*bankid.NEEDED, TRUST_BANKID])
def test_half_told_is_not_told(mark, monkeypatch, name):
    mark("produktion")
    monkeypatch.delenv(name)
    with pytest.raises(PagesNotReadyError, match=name):
        pages.configure(api_port=1, app_port=2)


@pytest.mark.usefixtures("real")
def test_a_folder_without_roots_is_told_before_anybody_logs_in(mark, environment, tmp_path):
    mark("produktion")
    environment(TRUST_BANKID, str(tmp_path))
    with pytest.raises(PagesNotReadyError, match="no certificates"):
        pages.configure(api_port=1, app_port=2)


@pytest.mark.usefixtures("real")
def test_what_is_told_is_used(mark):
    mark("produktion")
    pages.configure(api_port=1, app_port=2)
    assert bankid.told().url == "https://appapi2.bankid.com"
    assert bankid_roots() == signing.roots()


# In a demo or test database


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "assistans.example", ""])  # noqa: S104 - it is refused
def test_without_tls_pages_are_shown_on_this_machine_only(host):
    with pytest.raises(PagesNotReadyError, match="this machine only"):
        pages.refuse_plain(host=host)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_machine_a_test_does_without_tls(host):
    pages.refuse_plain(host=host)


@pytest.mark.usefixtures("db", "environment")
def test_half_a_real_bankid_is_not_made_whole_by_the_simulator(environment):
    environment(bankid.URL, "https://appapi2.test.bankid.com")
    with pytest.raises(PagesNotReadyError, match=bankid.CERTIFICATE):
        pages.configure(api_port=1, app_port=2)


@pytest.mark.usefixtures("db")
def test_a_test_database_has_the_simulator_and_its_own_roots():
    pages.configure(api_port=1234, app_port=5678)
    told = bankid.told()
    assert (told.url, told.app) == ("https://127.0.0.1:1234", "http://127.0.0.1:5678/")
    assert told.ca == tls.ensure(ensure_pki()).ca
    assert len(bankid_roots()) == 1


# The command


@pytest.mark.parametrize("name", [command.CERTIFICATE, command.KEY])
def test_a_certificate_without_its_key_is_refused(environment, name):
    environment(name, "/x.pem")
    with pytest.raises(PagesCertificateError, match="both"):
        command._certificates()


@pytest.mark.network
@pytest.mark.usefixtures("db", "socket_enabled")
def test_a_port_that_is_taken_is_told():
    with pages.listen(host=LOOPBACK, port=0, proxy=None) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PagesNotReadyError, match=f"Cannot listen on {port}"):
            pages.listen(host=LOOPBACK, port=port, proxy=None)


@pytest.mark.network
@pytest.mark.usefixtures("socket_enabled")
def test_in_produktion_the_command_ends_at_once_and_says_what_is_missing(mark, db_environment, tmp_path):
    mark("produktion")
    process = Process("pages", "--port", str(free_port()), said=tmp_path / "said", environment=db_environment)
    assert process.process.wait(60) == 2
    assert "its pages need TLS" in process.said.read_text()


@pytest.mark.network
@pytest.mark.usefixtures("socket_enabled")
def test_behind_a_proxy_cookies_are_for_tls_only(db_environment, tmp_path):
    path = tmp_path / "pages.sock"
    process = Process("pages", "--proxy", str(path), said=tmp_path / "said", environment=db_environment)
    try:
        answer = through(process, path)
    finally:
        process.stop()
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-")
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.network
@pytest.mark.slow
@pytest.mark.usefixtures("socket_enabled")
def test_serve_shows_the_pages_and_starts_the_simulator_in_a_test_database(db_environment, tmp_path):
    ports = [free_port() for _ in range(4)]
    names = ("--port", "--pages-port", "--bankid-api-port", "--bankid-app-port")
    words = [word for name, port in zip(names, ports, strict=True) for word in (name, str(port))]
    process = Process("serve", "--doors", "1", *words, said=tmp_path / "said", environment=db_environment)
    try:
        process.wait_for(*ports)
        with httpx.Client(trust_env=False, timeout=60) as browser:
            assert "Logga in" in browser.get(f"http://127.0.0.1:{ports[1]}/logga-in/").text
            assert "simulator" in browser.get(f"http://127.0.0.1:{ports[3]}/").text
    finally:
        assert process.stop() == 0
    assert not any(listens(port) for port in ports)


def answers(path):
    """Whether somebody accepts connections on a UNIX socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def through(process, path):
    """The first page, asked over a proxy's socket as a proxy does."""
    until = time.monotonic() + 60
    while not answers(path):
        assert process.process.poll() is None, process.said.read_text()
        assert time.monotonic() < until, process.said.read_text()
        time.sleep(0.05)
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", "Host": "localhost"}
    with httpx.Client(transport=httpx.HTTPTransport(uds=str(path)), timeout=60) as proxy:
        return proxy.get("http://localhost/logga-in/", headers=headers)
