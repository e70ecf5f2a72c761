"""The real wire: our client against the simulator's two listeners, as processes of `assistans serve` on loopback."""

import re
import signal
import ssl
import subprocess
import sys
import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tests.privacy import personnummer_in
from tests.registers import known

from assistans.identity import services
from assistans.identity.bankid.answers import Completion, Pending
from assistans.identity.bankid.client import Bankid, BankidError
from assistans.identity.bankid.settings import BankidSettings
from assistans.identity.models import Inloggning
from assistans.site.bankid import tls
from assistans.site.demo.processes import free_port
from assistans.site.pki.folder import open_pki

pytestmark = [pytest.mark.network, pytest.mark.usefixtures("db", "socket_enabled"), pytest.mark.timeout(120)]
ANNA = "199001189811"
SAID = {"by": known.BY, "clock": known.clock()}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Process:
    """One of our commands, running; what it says is in a file."""

    def __init__(self, *words, said, environment):
        self.said = said
        with said.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "assistans.site.commands", *words],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environment,
            )

    def wait_for(self, *ports):
        """Wait until it listens on ports of this machine."""
        until = time.monotonic() + 60
        while not all(listens(port) for port in ports):
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < until, self.said.read_text()
            time.sleep(0.05)

    def stop(self):
        """Ask it to stop; gives how it ended."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


def listens(port):
    import socket  # noqa: PLC0415 - pytest-socket has put its own in place before

    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture
def home(tmp_path, db_environment):
    """What the processes need to work on this test's database; their own log and PKI in the run's home."""
    return tmp_path, db_environment


@pytest.fixture
def simulator(home):
    """The simulator as a process: its two ports, and settings that reach it."""
    folder, environment = home
    api, app = free_port(), free_port()
    words = ("bankid", "--api-port", str(api), "--app-port", str(app))
    process = Process(*words, said=folder / "bankid.log", environment=environment)
    process.wait_for(api, app)
    from assistans.site.commands.pki import ensure_pki  # noqa: PLC0415 - the run's home is chosen by now

    files = tls.ensure(ensure_pki())
    told = BankidSettings(
        url=f"https://127.0.0.1:{api}",
        certificate=files.rp,
        key=files.rp.with_suffix(".key"),
        ca=files.ca,
        app=f"http://127.0.0.1:{app}/",
    )
    yield told
    process.stop()


@pytest.fixture
def bankid(simulator):
    client = Bankid(simulator)
    yield client
    client.close()


def ask(client):
    return client.auth(
        end_user_ip="192.0.2.7", visible_text="Logga in", non_visible_data="x", return_url="http://127.0.0.1/"
    )


def test_a_client_without_a_certificate_is_not_answered(simulator):
    context = ssl.create_default_context(cafile=simulator.ca)
    with httpx.Client(verify=context, trust_env=False) as stranger, pytest.raises(httpx.HTTPError):
        stranger.post(f"{simulator.url}/rp/v6.0/auth", json={"endUserIp": "192.0.2.7"})


def test_a_certificate_of_another_authority_is_not_answered(simulator):
    pki = open_pki(simulator.ca.parent.parent)
    supplier = pki.supplier(organisationsnummer="5560000001", namn="Systemet AB")
    other = BankidSettings(
        url=simulator.url, certificate=supplier.certificate, key=supplier.key, ca=simulator.ca
    )
    client = Bankid(other)
    with pytest.raises(BankidError) as refused:
        ask(client)
    assert refused.value.code == "unreachable"
    client.close()


def test_a_server_of_another_authority_is_not_asked(simulator):
    pki = open_pki(simulator.ca.parent.parent)
    other = BankidSettings(
        url=simulator.url, certificate=simulator.certificate, key=simulator.key, ca=pki.supplier_ca
    )
    client = Bankid(other)
    with pytest.raises(BankidError) as refused:
        ask(client)
    assert refused.value.code == "unreachable"
    client.close()


def test_the_apps_port_does_not_answer_for_the_api_nor_the_other_way(simulator):
    with httpx.Client(trust_env=False, timeout=60) as browser:
        assert browser.post(f"{simulator.app}rp/v6.0/auth", json={}).status_code == 404
        with pytest.raises(httpx.HTTPError):
            browser.get(simulator.url.replace("https", "http"))


def test_an_order_goes_all_the_way_over_the_wire(bankid, simulator):
    services.register_anvandare(namn="Anna Ek", roller=["ekonom"], personnummer=ANNA, **SAID)
    order = ask(bankid)
    assert bankid.collect(order_ref=order.order_ref) == Pending("outstandingTransaction")
    with httpx.Client(trust_env=False, timeout=60) as browser:
        page = browser.get(simulator.app, params={"autostarttoken": order.auto_start_token})
        assert "script-src" not in page.headers["content-security-policy"]
        assert "default-src 'none'" in page.headers["content-security-policy"]
        key = re.search(r'value="(anvandare:\d+)"', page.text)[1]
        browser.post(simulator.app, data={"autostarttoken": order.auto_start_token, "vem": key, "val": "ja"})
    done = bankid.collect(order_ref=order.order_ref)
    assert isinstance(done, Completion)
    assert (done.personnummer, done.namn) == (ANNA, "Anna Ek")


def test_a_form_without_end_is_cut_off(simulator):
    with httpx.Client(trust_env=False, timeout=60) as browser:
        assert browser.post(simulator.app, content=b"a=" + b"x" * 20_000).status_code == 413


def test_somebody_logs_in_through_the_pages_and_no_address_or_log_tells_who(simulator, home):
    services.register_anvandare(namn="Anna Ek", roller=["ekonom"], personnummer=ANNA, **SAID)
    folder, environment = home
    port, api, app = free_port(), urlsplit(simulator.url).port, urlsplit(simulator.app).port
    words = ("pages", "--port", str(port), "--bankid-api-port", str(api), "--bankid-app-port", str(app))
    pages = Process(*words, said=folder / "pages.log", environment=environment)
    try:
        pages.wait_for(port)
        seen = log_in(f"http://127.0.0.1:{port}", simulator.app)
    finally:
        pages.stop()
    assert Inloggning.objects.get().roll == "ekonom"
    said = pages.said.read_text() + (folder / "bankid.log").read_text()
    assert personnummer_in("\n".join([*seen, said])) == []


def log_in(address, app):
    """As a person does in a browser; gives every address she met."""
    seen = []
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as browser:
        browser.event_hooks["response"].append(lambda answer: seen.append(str(answer.request.url)))
        first = browser.get("/logga-in/")
        form = {"csrfmiddlewaretoken": TOKEN.search(first.text)[1], "nasta": "/ekonomi/"}
        waiting = browser.post("/logga-in/starta/", data=form, follow_redirects=True)
        link = unescape(re.search(rf'href="({re.escape(app)}[^"]+)"', waiting.text)[1])
        token = parse_qs(urlsplit(link).query)["autostarttoken"][0]
        page = browser.get(link)
        key = re.search(r'value="(anvandare:\d+)"', page.text)[1]
        done = browser.post(app, data={"autostarttoken": token, "vem": key, "val": "ja"})
        back = unescape(re.search(r'content="0; url=([^"]+)"', done.text)[1])
        assert browser.get(back, follow_redirects=True).url.path == "/ekonomi/"
    return [*seen, link]


def test_the_simulator_never_runs_in_produktion(home, mark):
    mark("produktion")
    folder, environment = home
    refused = Process("bankid", said=folder / "said", environment=environment)
    assert refused.process.wait(60) == 2
    assert "lets anybody be anybody" in refused.said.read_text()


def test_a_port_that_is_taken_is_told(simulator, home):
    folder, environment = home
    port = str(urlsplit(simulator.app).port)
    second = Process(
        "bankid", "--api-port", port, "--app-port", port, said=folder / "said", environment=environment
    )
    assert second.process.wait(60) == 2
    assert "Cannot listen" in second.said.read_text()
