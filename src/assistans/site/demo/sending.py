"""Sends messages as suppliers do: many at once, over kept-open TLS connections with each supplier's own certificate."""

import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from typing import Final

from assistans.site.demo.messages import Message

HOST: Final = "localhost"
TIMEOUT: Final = 30.0
_TX_ID: Final = re.compile(rb"<(?:\w+:)?tx-id>([0-9a-f-]{36})</")
_FAULT: Final = re.compile(rb"<(?:\w+:)?(XmlValidationError|SignatureValidationError)[ >]")
_TEXT: Final = re.compile(rb"<(?:\w+:)?message>([^<]*)</")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door answered: HTTP status and body."""

    status: int
    body: bytes

    @property
    def tx_id(self) -> str | None:
        """The receipt's tx-id, when the message was received."""
        if found := _TX_ID.search(self.body):
            return found[1].decode()
        return str(json.loads(self.body)["txId"]) if self.status == 201 else None  # noqa: PLR2004 - Created

    @property
    def fault(self) -> str:
        """The fault's name, or the HTTP status where there is none."""
        found = _FAULT.search(self.body)
        return found[1].decode() if found else str(self.status)

    @property
    def text(self) -> str:
        """The fault's message, or the start of whatever was answered."""
        found = _TEXT.search(self.body)
        return (found[1] if found else self.body[:1000]).decode(errors="replace")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A client certificate and its key, PEM files."""

    certificate: Path
    key: Path


class Client:
    """One supplier's connection to the door, opened at the first message and kept. For one thread."""

    def __init__(self, *, port: int, trust: Path, certificate: Certificate | None) -> None:
        self._context = ssl.create_default_context(cafile=str(trust))
        if certificate:
            self._context.load_cert_chain(certificate.certificate, certificate.key)
        self._port = port
        self._connection: HTTPSConnection | None = None

    def post(self, message: Message) -> Answer:
        """Send a message. A connection that the door has closed meanwhile is opened again, once.

        Sending again is safe: the door answers a repeat with the first receipt. Raises OSError.
        """
        try:
            return self._post(message)
        except (HTTPException, ConnectionError, ssl.SSLEOFError):
            self.close()
            return self._post(message)

    def close(self) -> None:
        """Close the connection."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _post(self, message: Message) -> Answer:
        connection = self._connected()
        with suppress(ConnectionError, ssl.SSLEOFError):  # a door that has read enough answers before the end
            connection.request("POST", message.path, message.body, message.headers)
        response = connection.getresponse()
        return Answer(response.status, response.read())

    def _connected(self) -> HTTPSConnection:
        if self._connection is None:
            self._connection = HTTPSConnection(HOST, self._port, timeout=TIMEOUT, context=self._context)
        if self._connection.sock is None:  # a door that nobody opens is no answer: this raises
            self._connection.connect()
        return self._connection


@dataclass(frozen=True, slots=True)
class Door:
    """Where to send: the port, whom to trust, and each supplier's certificate by organisationsnummer."""

    port: int
    trust: Path
    certificates: dict[str, Certificate]

    def client(self, supplier: str) -> Client:
        """A connection as one supplier."""
        return Client(port=self.port, trust=self.trust, certificate=self.certificates[supplier])

    @contextmanager
    def connected(self, supplier: str) -> Iterator[Client]:
        """A connection as one supplier, closed after the block."""
        client = self.client(supplier)
        try:
            yield client
        finally:
            client.close()


@dataclass(frozen=True, slots=True)
class Sending:
    """One message to send as one supplier, made when its turn comes, and who is told the answer."""

    supplier: str
    make: Callable[[], Message]
    answered: Callable[[Answer], None]


def send_all(door: Door, sendings: Sequence[Sending], *, threads: int, tick: Callable[[], None]) -> None:
    """Send everything with so many threads at once; `tick` is told of each answer. Raises the first error of any thread."""
    local = threading.local()
    opened: list[Client] = []

    def send(sending: Sending) -> None:
        clients = local.__dict__.setdefault("clients", {})
        if sending.supplier not in clients:
            clients[sending.supplier] = door.client(sending.supplier)
            opened.append(clients[sending.supplier])
        sending.answered(clients[sending.supplier].post(sending.make()))
        tick()

    try:
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(send, sendings):
                pass
    finally:
        for client in opened:
            client.close()
