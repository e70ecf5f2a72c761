"""A real door for tests: its own process on a loopback port, and a raw client."""

import http.client
import socket
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager

from tests.intake import signing

PATH = "/shs2/FK.ASE.Tidredovisning"


@contextmanager
def door(environment, *, proxy=None):
    """A door process on a free port, or on a proxy's UNIX socket; gives the port."""
    with door_process(environment, proxy=proxy) as (port, _):
        yield port


@contextmanager
def door_process(environment, *, proxy=None, program=("-m", "assistans.site.commands")):
    """The same, run by this program; gives the port and the process."""
    pki, port = signing.pki(), free_port()
    settings = {
        "ASSISTANS_DOOR_CERTIFICATE": str(pki.server_certificate),
        "ASSISTANS_DOOR_KEY": str(pki.server_key),
        "ASSISTANS_TRUST_SUPPLIERS": str(pki.trusted_suppliers),
        "ASSISTANS_TRUST_BANKID": str(pki.trusted_bankid),
        "ASSISTANS_DATABASE_POOL": "16",
    }
    where = ["--proxy", str(proxy)] if proxy else ["--port", str(port)]
    command = [sys.executable, *program, "door", *where]
    process = subprocess.Popen(command, env={**environment, **settings})
    try:
        wait_for(process, lambda: knock(port, proxy))
        yield port, process
    finally:
        process.terminate()
        process.wait(20)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(process, answers):
    for _ in range(300):
        if process.poll() is not None:
            raise AssertionError("the door did not start")
        if answers():
            return
        time.sleep(0.1)
    raise AssertionError("the door never answered")


def knock(port, proxy=None):
    family = socket.AF_UNIX if proxy else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as visitor:
        try:
            visitor.connect(str(proxy) if proxy else ("127.0.0.1", port))
        except OSError:
            return False
    return True


def client_context(files=None):
    """TLS as a supplier has it; without `files` a client without a certificate."""
    context = ssl.create_default_context(cafile=str(signing.pki().supplier_ca))
    if files:
        context.load_cert_chain(files.certificate, files.key)
    return context


@contextmanager
def connection(port, files, timeout=30):
    made = http.client.HTTPSConnection("localhost", port, context=client_context(files), timeout=timeout)
    try:
        yield made
    finally:
        made.close()


def post(port, files, body, *, path=PATH, headers=None, timeout=30):
    """One call; gives status, body and headers."""
    with connection(port, files, timeout) as made:
        made.request("POST", path, body, {"Content-Type": "text/xml; charset=utf-8", **(headers or {})})
        answer = made.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())


def get(port, files, path):
    with connection(port, files) as made:
        made.request("GET", path)
        answer = made.getresponse()
        return answer.status, answer.read()


def post_unix(path, body, headers):
    """One call as a proxy makes it; gives status and body."""
    made = http.client.HTTPConnection("localhost")
    made.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.sock.connect(str(path))
        made.request("POST", PATH, body, headers)
        answer = made.getresponse()
        return answer.status, answer.read()
    finally:
        made.close()
