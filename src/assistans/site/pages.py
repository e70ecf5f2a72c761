"""The process that shows the pages: its BankID, its trust, and TLS or the reasons to do without."""

import os
import socket
from pathlib import Path
from typing import Final

import uvicorn
from django.contrib.sessions.backends.db import SessionStore
from django.core.asgi import get_asgi_application

from assistans.base import instance, serving
from assistans.identity.bankid import settings as bankid
from assistans.identity.bankid.settings import BankidNotConfigured
from assistans.identity.trust.anchors import TrustError
from assistans.identity.trust.bankid import TRUST_BANKID, bankid_roots
from assistans.intake.elt.server import bind_unix
from assistans.site.bankid import tls
from assistans.site.commands.pki import ensure_pki
from assistans.site.errors import OperatorError
from assistans.site.ports import LOOPBACK

OWN_MACHINE: Final = {LOOPBACK, "localhost", "::1"}
TELL_TLS: Final = "set ASSISTANS_PAGES_CERTIFICATE and ASSISTANS_PAGES_KEY, or give --proxy SOCKET for a proxy that does TLS"


class PagesNotReadyError(OperatorError):
    """The pages cannot be shown; the text says what is missing."""


def refuse_plain(*, host: str) -> None:
    """Refuse to show pages without TLS elsewhere than on this machine, or in produktion. Raises PagesNotReadyError."""
    if not instance.may_be_lenient():
        raise PagesNotReadyError(
            f"This database is not marked demo or test, so its pages need TLS: {TELL_TLS}."
        )
    if host not in OWN_MACHINE:
        raise PagesNotReadyError(
            f"Without TLS the pages are shown on this machine only, not on {host}: {TELL_TLS}."
        )


def configure(*, api_port: int, app_port: int) -> None:
    """Make BankID and the roots of its signatures known to this process, or refuse. Raises PagesNotReadyError."""
    if instance.may_be_lenient():
        _simulate(api_port, app_port)
    elif os.environ.get(bankid.APP):
        raise PagesNotReadyError(
            f"{bankid.APP} is for demo and test databases. Unset it: this is produktion."
        )
    try:
        bankid.told().context()
        bankid_roots()
    except (BankidNotConfigured, TrustError) as error:
        raise PagesNotReadyError(str(error)) from error


def listen(*, host: str, port: int, proxy: Path | None) -> socket.socket:
    """A bound socket: a proxy's, or a port's. Raises PagesNotReadyError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return bind_unix(proxy) if proxy else socket.create_server((host, port), family=family)
    except OSError as error:
        raise PagesNotReadyError(f"Cannot listen on {proxy or port}: {error.strerror}.") from error


def serve(*, listening: socket.socket, certificates: dict[str, str], is_proxied: bool) -> None:
    """Serve until SIGTERM or Ctrl-C; `certificates` are uvicorn's names of TLS files, empty = no TLS of our own."""
    SessionStore.clear_expired()
    # Only the proxy reaches its socket.
    proxied = {"proxy_headers": True, "forwarded_allow_ips": "*"} if is_proxied else {}
    config = serving.config(get_asgi_application(), **certificates, **proxied)
    uvicorn.Server(config).run(sockets=[listening])


def _simulate(api_port: int, app_port: int) -> None:
    """The simulator and the test PKI, where the environment says nothing of real ones."""
    pki = ensure_pki(at=instance.clock().now())
    os.environ.setdefault(TRUST_BANKID, str(pki.trusted_bankid))
    if any(os.environ.get(name) for name in bankid.NEEDED):
        return
    files = tls.ensure(pki)
    os.environ[bankid.URL] = f"https://{LOOPBACK}:{api_port}"
    os.environ[bankid.APP] = f"http://{LOOPBACK}:{app_port}/"
    os.environ[bankid.CERTIFICATE] = str(files.rp)
    os.environ[bankid.KEY] = str(files.rp.with_suffix(".key"))
    os.environ[bankid.CA] = str(files.ca)
