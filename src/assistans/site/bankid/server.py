"""Serving the simulator: two listeners in one process, because they share the orders."""

import asyncio
import socket
import ssl
from typing import Any, Final

import uvicorn

from assistans.base import instance, serving
from assistans.site.bankid.app import AppPages
from assistans.site.bankid.asgi import App, app_pages, rp_api
from assistans.site.bankid.orders import Orders
from assistans.site.bankid.tls import BankidTls
from assistans.site.pki.folder import TestPki

STOP_SECONDS: Final = 5


def serve(*, api: socket.socket, app: socket.socket, tls: BankidTls, pki: TestPki) -> None:
    """Serve the RP API (mutual TLS) and the app's pages (plain HTTP) on bound sockets until SIGTERM or Ctrl-C."""
    orders = Orders()
    pages = AppPages(orders=orders, pki=pki, clock=instance.clock)
    asyncio.run(_both((rp_api(orders), api, _mutual(tls)), (app_pages(pages), app, {})))


async def _both(*faces: tuple[App, socket.socket, dict[str, Any]]) -> None:
    servers = [
        (uvicorn.Server(serving.config(app, timeout_graceful_shutdown=STOP_SECONDS, **told)), listening)
        for app, listening, told in faces
    ]
    await asyncio.gather(*(server.serve(sockets=[listening]) for server, listening in servers))


def _mutual(tls: BankidTls) -> dict[str, Any]:
    return {
        "ssl_certfile": tls.server,
        "ssl_keyfile": tls.server.with_suffix(".key"),
        "ssl_ca_certs": str(tls.ca),
        "ssl_cert_reqs": ssl.CERT_REQUIRED,
    }
