"""HTTP on a connection: whose it is, and patience that ends."""

import asyncio
import urllib.parse

import pytest
import uvicorn
from cryptography.hazmat.primitives.serialization import Encoding
from tests.intake import signing
from uvicorn.server import ServerState

from assistans.intake.elt import protocol
from assistans.intake.elt.protocol import DoorProtocol, ProxyProtocol, certificate_of

HEAD = b"POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"


class FakeTransport:
    """A connection without a network."""

    def __init__(self):
        self.aborted = False
        self.written = b""

    def get_extra_info(self, name):  # noqa: ARG002 - there is nothing to tell
        return None

    def abort(self):
        self.aborted = True

    def close(self):
        self.aborted = True

    def is_closing(self):
        return self.aborted

    def write(self, data):
        self.written += data

    def pause_reading(self):
        pass

    def resume_reading(self):
        pass


def scenario(*data, kind=DoorProtocol, after=0.0):
    """Send data on a fresh connection; gives the transport and the scopes that reached the application."""
    scopes = []

    async def app(scope, receive, send):
        scopes.append(scope)
        await receive()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def run():
        config = uvicorn.Config(app, http=kind, lifespan="off", interface="asgi3", log_config=None, ws="none")
        made, transport = kind(config=config, server_state=ServerState(), app_state={}), FakeTransport()
        made.connection_made(transport)
        for part in data:
            made.data_received(part)
            await asyncio.sleep(0.01)
        await asyncio.sleep(after)
        made.connection_lost(ConnectionResetError())
        return transport

    return asyncio.run(run()), scopes


@pytest.fixture
def impatient(monkeypatch):
    for name in ("HEADERS_SECONDS", "BODY_SECONDS"):
        monkeypatch.setattr(protocol, name, 0.02)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("data", [(), (b"POST",), (HEAD,), (HEAD + b"\r\n", b"ab")])
def test_a_client_that_falls_silent_is_let_go(data):
    assert scenario(*data, after=0.1)[0].aborted


@pytest.mark.usefixtures("impatient")
def test_a_client_that_has_said_all_is_not_hurried():
    transport, scopes = scenario(HEAD + b"\r\nabcde", after=0.1)
    assert (transport.aborted, len(scopes), transport.written[:12]) == (False, 1, b"HTTP/1.1 204")


def test_headers_without_end_are_cut_off():
    endless = (b"X-A: " + b"a" * 8000 + b"\r\n" for _ in range(20))
    transport, scopes = scenario(HEAD, *endless)
    assert (transport.aborted, scopes) == (True, [])


def test_a_large_body_is_no_large_header():
    transport, scopes = scenario(HEAD.replace(b": 5", b": 200000") + b"\r\n", b"x" * 200_000)
    assert (transport.aborted, len(scopes)) == (False, 1)


def test_a_header_cannot_say_who_the_client_is_on_a_tls_door():
    header = b"X-Client-Certificate: " + encoded() + b"\r\n"
    assert scenario(HEAD + header + b"\r\nabcde")[1][0]["extensions"]["tls"]["client_cert_der"] is None


def test_a_proxy_says_who_the_client_is_in_one_header():
    header = b"X-Client-Certificate: " + encoded() + b"\r\n"
    scope = scenario(HEAD + header + b"\r\nabcde", kind=ProxyProtocol)[1][0]
    assert scope["extensions"]["tls"]["client_cert_der"] == signing.anna().identity.der


def test_two_such_headers_are_nobody():
    header = b"X-Client-Certificate: " + encoded() + b"\r\n"
    scope = scenario(HEAD + header * 2 + b"\r\nabcde", kind=ProxyProtocol)[1][0]
    assert scope["extensions"]["tls"]["client_cert_der"] is None


@pytest.mark.parametrize("header", [b"", b"hello", b"%00", b"-----BEGIN%20CERTIFICATE-----%0A"])
def test_a_header_that_is_no_certificate_is_nobody(header):
    assert certificate_of(header) is None


def encoded():
    pem = signing.anna().identity.certificate.public_bytes(Encoding.PEM)
    return urllib.parse.quote(pem).encode()
