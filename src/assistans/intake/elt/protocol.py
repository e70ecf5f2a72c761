"""HTTP on a connection: the peer's certificate into the scope, and patience that ends.

uvicorn's protocol waits for ever for a first request and for the rest of one; a silent client must cost nothing.
"""

import asyncio
import ssl
from typing import Any
from urllib.parse import unquote_to_bytes

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HANDSHAKE_SECONDS = 10
HEADERS_SECONDS = 10
BODY_SECONDS = 60
MAX_HEADER_BYTES = 64 * 1024
PROXY_HEADER = b"x-client-certificate"


class DoorProtocol(HttpToolsProtocol):
    """One connection whose client certificate TLS has verified; it is in every request's scope, in DER."""

    _deadline: asyncio.TimerHandle | None = None
    _header_bytes = 0
    _in_headers = True
    _certificate: bytes | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin: remember who it is, and expect a request soon."""
        super().connection_made(transport)
        self._certificate = _peer(transport)
        self._expect_within(HEADERS_SECONDS)

    def data_received(self, data: bytes) -> None:
        """Take bytes; headers without end are cut off."""
        self._header_bytes += len(data)
        super().data_received(data)
        if self._in_headers and self._header_bytes > MAX_HEADER_BYTES:
            self.transport.abort()

    def on_message_begin(self) -> None:
        """A request begins: its headers must follow soon."""
        super().on_message_begin()
        self._in_headers, self._header_bytes = True, 0
        self._expect_within(HEADERS_SECONDS)

    def on_headers_complete(self) -> None:
        """The headers are whole: the body must follow."""
        self._in_headers = False
        self.scope["extensions"] = {"tls": {"client_cert_der": self.certificate()}}
        self._expect_within(BODY_SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole: now it is we who are waited for."""
        self._stop_waiting()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._stop_waiting()
        super().connection_lost(exc)

    def certificate(self) -> bytes | None:
        """The client's certificate in DER."""
        return self._certificate

    def _expect_within(self, seconds: float) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class ProxyProtocol(DoorProtocol):
    """One connection from a proxy that has verified the client: its certificate is in one header, URL-encoded PEM."""

    def certificate(self) -> bytes | None:
        """The certificate that the proxy tells of; exactly one header, or nobody."""
        told = [value for name, value in self.headers if name == PROXY_HEADER]
        return certificate_of(told[0]) if len(told) == 1 else None


def certificate_of(header: bytes) -> bytes | None:
    """The DER of a URL-encoded PEM certificate (nginx: $ssl_client_escaped_cert), or None."""
    try:
        return x509.load_pem_x509_certificate(unquote_to_bytes(header)).public_bytes(Encoding.DER)
    except ValueError:
        return None


def _peer(transport: asyncio.Transport) -> bytes | None:
    connection: Any = transport.get_extra_info("ssl_object")
    return connection.getpeercert(binary_form=True) if isinstance(connection, ssl.SSLObject) else None
