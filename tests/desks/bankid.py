"""BankID in tests of pages: the simulator's orders asked without a network, and somebody with the app in her hand.

def test_…(bankid):
    …                                       # start an order from a page
    bankid.legitimate("199001189811", "Anna Ek")   # or bankid.sign(), bankid.refuse()
    …                                       # load the waiting page again
"""

from contextlib import contextmanager

import httpx
from tests.intake import signing

from assistans.base import instance
from assistans.identity.bankid import client
from assistans.identity.bankid.client import Bankid
from assistans.identity.bankid.settings import BankidSettings
from assistans.identity.trust.bankid import TRUST_BANKID
from assistans.site.bankid import api
from assistans.site.bankid.orders import Orders
from assistans.site.bankid.signing import prove

APP = "http://127.0.0.1:8081/"


class Seconds:
    """A time that goes forward when told."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class SomebodysApp:
    """The app: acts on the order that was started last."""

    def __init__(self):
        self.seconds = Seconds()
        self.orders = Orders(self.seconds)
        self.asked = []
        self.is_reachable = True
        self.answer_instead = None
        self.client = over(self)

    @property
    def order(self):
        """The order that was started last."""
        return list(self.orders._orders.values())[-1]

    def legitimate(self, personnummer, namn, *, change=None):
        """Open the app and do what it asks, as somebody. `change` may falsify the proof first."""
        order = self.orders.open(self.order.auto_start_token)
        now = instance.clock().now()
        proof = prove(order.asked, personnummer=personnummer, namn=namn, pki=signing.pki(), at=now)
        self.orders.finish(order.auto_start_token, change(proof) if change else proof)

    def sign(self, namn="Alva Testsson"):
        """Sign as the one whom the order asks for."""
        self.legitimate(self.order.asked.personnummer, namn)

    def refuse(self, hint="userCancel"):
        """Open the app and say no."""
        self.orders.fail(self.orders.open(self.order.auto_start_token).auto_start_token, hint)


def over(app):
    """A client of the simulator's API without a network in between."""

    def answer(request):
        if not app.is_reachable:
            raise httpx.ConnectError("nobody there", request=request)
        app.asked.append((request.url.path, request.content))
        status, told = app.answer_instead or api.answer(
            app.orders,
            method=request.method,
            path=request.url.path,
            content_type=request.headers["content-type"],
            body=request.content,
        )
        return httpx.Response(status, json=told)

    pki = signing.pki()
    told = BankidSettings(
        url="https://127.0.0.1:8444",
        certificate=pki.server_certificate,
        key=pki.server_key,
        ca=pki.supplier_ca,
        app=APP,
    )
    return Bankid(told, transport=httpx.MockTransport(answer))


@contextmanager
def in_place(monkeypatch):
    """The pages' BankID for the length of a block, and the roots of its signatures: the fixture `bankid`."""
    app = SomebodysApp()
    monkeypatch.setattr(client, "service", lambda: app.client)
    monkeypatch.setenv(TRUST_BANKID, str(signing.pki().trusted_bankid))
    try:
        yield app
    finally:
        app.client.close()
