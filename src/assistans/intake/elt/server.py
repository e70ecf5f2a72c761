"""Serving the suppliers' doors: uvicorn with mutual TLS, or behind a proxy on a UNIX socket; never both.

Several processes may share a port. Trust anchors and the server's own certificate are read again when their files
change; connections that are open then go on, and the register is asked on every request anyway.
"""

import asyncio
import gc
import logging
import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from assistans.base import serving
from assistans.identity.trust.anchors import TrustError, TrustFolder
from assistans.intake.elt.app import App
from assistans.intake.elt.protocol import HANDSHAKE_SECONDS, DoorProtocol, ProxyProtocol

log = logging.getLogger(__name__)

BACKLOG = 1024
KEEP_ALIVE_SECONDS = 75
FAREWELL_SECONDS = 1
TICKS_A_SECOND = 10
MOST_CONNECTIONS = 1000


@dataclass(frozen=True, slots=True)
class Tls:
    """The server's certificate chain and key (PEM files), and the folder of roots for clients' certificates."""

    certificate: Path
    key: Path
    trust: TrustFolder

    def context(self) -> ssl.SSLContext:
        """A fresh context: TLS 1.2 or newer, and no client without a certificate that chains. Raises TrustError."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=b"".join(self.trust.anchors()))
        context.load_cert_chain(self.certificate, self.key)
        # A resumed session would pass by the check of the certificate.
        context.options |= ssl.OP_NO_TICKET
        context.num_tickets = 0
        return context

    def stamp(self) -> tuple[object, ...]:
        """What tells that the files have changed. Raises TrustError, OSError."""
        files = (path.stat() for path in (self.certificate, self.key))
        return (self.trust.stamp(), *((status.st_mtime_ns, status.st_size) for status in files))


class DoorServer(uvicorn.Server):
    """uvicorn on one listening socket, with a handshake that must be quick and TLS that can be renewed."""

    def __init__(self, config: uvicorn.Config, *, listening: socket.socket, tls: Tls | None) -> None:
        super().__init__(config)
        self._listening = listening
        self._tls = tls
        self._stamp = tls.stamp() if tls else None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to accept connections."""
        await self.lifespan.startup()
        self.servers = [await self._accept(sockets)]
        self.started = True

    async def on_tick(self, counter: int) -> bool:
        """Once a second: renew TLS where its files have changed."""
        if self._tls and counter % TICKS_A_SECOND == 0:
            await self._renew(self._tls)
        return await super().on_tick(counter)

    async def _renew(self, tls: Tls) -> None:
        try:
            stamp = tls.stamp()
            if stamp == self._stamp:
                return
            before, self.servers = self.servers, [await self._accept()]
        except (TrustError, OSError) as error:  # half-written files: keep what we have, and try again
            log.warning("TLS files cannot be read, the former stay in force: %s", error)
            return
        self._stamp = stamp
        for server in before:
            server.close()

    async def _accept(self, _: object = None) -> asyncio.Server:
        # A client that is only silent never answers our farewell either.
        patience = {"ssl_handshake_timeout": HANDSHAKE_SECONDS, "ssl_shutdown_timeout": FAREWELL_SECONDS}
        return await asyncio.get_running_loop().create_server(
            self._protocol,
            sock=self._listening.dup(),
            ssl=self._tls.context() if self._tls else None,
            backlog=BACKLOG,
            **(patience if self._tls else {}),
        )

    def _protocol(self) -> asyncio.Protocol:
        return self.config.http_protocol_class(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )


def serve(*, app: App, listening: socket.socket, tls: Tls | None) -> None:
    """Serve until SIGTERM or Ctrl-C. Without `tls` the socket is a proxy's and its header tells who the client is."""
    gc.collect()
    gc.freeze()  # what is here now stays: it need not be looked through again and again while messages come
    DoorServer(_config(app, proxy=tls is None), listening=listening, tls=tls).run()


def bind(*, host: str, port: int) -> socket.socket:
    """A listening address that other processes of ours may share. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with _kept_if_bound(socket.socket(family, socket.SOCK_STREAM)) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind((host, port))
    return listening


def bind_unix(path: Path) -> socket.socket:
    """A UNIX socket for the proxy, for its owner and group only. Raises OSError."""
    path.unlink(missing_ok=True)
    before = os.umask(0o117)
    try:
        with _kept_if_bound(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as listening:
            listening.bind(str(path))
    finally:
        os.umask(before)
    return listening


@contextmanager
def _kept_if_bound(listening: socket.socket) -> Iterator[socket.socket]:
    try:
        yield listening
    except OSError:
        listening.close()
        raise


def _config(app: App, *, proxy: bool) -> uvicorn.Config:
    return serving.config(
        app,
        loop="uvloop",
        http=ProxyProtocol if proxy else DoorProtocol,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        limit_concurrency=MOST_CONNECTIONS,
    )
