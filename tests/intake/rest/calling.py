"""Calls to the REST interface as the door passes them on: the client certificate stands in the ASGI scope."""

import asyncio
import base64

import httpx
from tests.intake.rakning.known import SHORTEST, signed
from tests.intake.signing import pki

from assistans.identity.trust.anchors import TrustFolder
from assistans.site.asgi import rest_application


def call(method, path, *, der, trusted=None, **request):
    """One call with this client certificate (None = none came)."""
    rest = rest_application(trusted or TrustFolder(pki().trusted_bankid))

    async def door(scope, receive, send):
        tls = {"client_cert_der": der} if der else {}
        await rest({**scope, "extensions": {"tls": tls}}, receive, send)

    async def once():
        transport = httpx.ASGITransport(door, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="https://localhost") as client:
            return await client.request(method, path, **request)

    return asyncio.run(once())


def message(document=SHORTEST, *, proof=None, **changes):
    """The JSON body that sends a räkning."""
    proof = proof or signed(document)
    fields = {
        "rakning": b64(document),
        "signatur": b64(proof.signature_xml),
        "ocspResponse": b64(proof.ocsp_der),
        "datumForSignatur": proof.datum.isoformat(),
    }
    return fields | changes


def b64(content):
    return base64.b64encode(content).decode()
