"""What goes over the wire, and what is made of every answer."""

import base64
import json

import httpx
import pytest
from tests.desks import bankid as simulated

from assistans.identity.bankid.answers import Failed, Pending
from assistans.identity.bankid.client import Bankid, BankidError, TextTooLong
from assistans.identity.bankid.settings import BankidSettings
from assistans.site.bankid.orders import Kind

ANNA = "199001189811"
BACK = "https://assistans.example/logga-in/"


@pytest.fixture
def app():
    return simulated.SomebodysApp()


def auth(app, **changes):
    told = {
        "end_user_ip": "192.0.2.7",
        "visible_text": "Logga in",
        "non_visible_data": "id",
        "return_url": BACK,
    }
    return app.client.auth(**{**told, **changes})


def sign(app, **changes):
    return app.client.sign(
        **{
            "end_user_ip": "192.0.2.7",
            "visible_text": "Jag intygar åäö",
            "non_visible_data": "a,b",
            "personal_number": ANNA,
            "return_url": BACK,
            **changes,
        }
    )


def answering(handler):
    told = BankidSettings(url="https://bankid.example/", certificate=None, key=None, ca=None)
    return Bankid(told, transport=httpx.MockTransport(handler))


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
def test_a_bankid_that_cannot_be_reached_is_said_to_be_so(error):
    def fail(request):
        raise error("no", request=request)

    with pytest.raises(BankidError, match="går inte att nå") as refused:
        answering(fail).collect(order_ref="o")
    assert refused.value.code == "unreachable"


@pytest.mark.parametrize("content", [b"", b"<html>", b'"text"', b"[]", b"\xff"])
@pytest.mark.parametrize("status", [200, 502])
def test_an_answer_that_is_no_json_object_is_a_fault_and_no_stack_trace(status, content):
    client = answering(lambda _: httpx.Response(status, content=content))
    with pytest.raises(BankidError) as refused:
        client.collect(order_ref="o")
    assert refused.value.code == "notUnderstood"


@pytest.mark.parametrize(
    ("status", "code"), [(400, "alreadyInProgress"), (503, "Maintenance"), (408, "requestTimeout")]
)
def test_a_refusal_keeps_its_code_and_tells_the_user_in_swedish(status, code):
    client = answering(
        lambda _: httpx.Response(status, json={"errorCode": code, "details": "for 199001189811"})
    )
    with pytest.raises(BankidError) as refused:
        client.collect(order_ref="o")
    assert refused.value.code == code
    assert ANNA not in str(refused.value)


def test_a_redirection_is_not_followed():
    client = answering(
        lambda _: httpx.Response(307, headers={"location": "https://elsewhere.example/"}, json={})
    )
    with pytest.raises(BankidError):
        client.collect(order_ref="o")


def test_a_text_that_bankid_would_not_take_is_not_sent(app):
    with pytest.raises(TextTooLong, match="40000"):
        sign(app, visible_text="x" * 30_001)
    with pytest.raises(TextTooLong, match="200000"):
        sign(app, non_visible_data="x" * 150_001)
    assert app.asked == []


def test_a_second_order_for_the_same_person_cancels_both(app):
    first = sign(app)
    with pytest.raises(BankidError) as refused:
        sign(app)
    assert refused.value.code == "alreadyInProgress"
    assert app.client.collect(order_ref=first.order_ref) == Failed("cancelled")


def test_an_order_that_was_cancelled_is_no_more(app):
    order = auth(app)
    app.client.cancel(order_ref=order.order_ref)
    with pytest.raises(BankidError) as refused:
        app.client.collect(order_ref=order.order_ref)
    assert refused.value.code == "invalidParameters"


def test_an_identification_is_asked_as_the_api_documents(app):
    auth(app)
    [(path, body)] = app.asked
    assert path == "/rp/v6.0/auth"
    assert json.loads(body) == {
        "endUserIp": "192.0.2.7",
        "returnUrl": BACK,
        "userVisibleData": base64.b64encode(b"Logga in").decode(),
        "userNonVisibleData": base64.b64encode(b"id").decode(),
    }
    assert app.order.asked.kind is Kind.AUTH


def test_a_signature_is_asked_of_one_person_with_both_texts(app):
    sign(app)
    [(path, body)] = app.asked
    assert path == "/rp/v6.0/sign"
    assert json.loads(body)["requirement"] == {"personalNumber": ANNA}
    assert (app.order.asked.visible, app.order.asked.non_visible) == ("Jag intygar åäö", "a,b")


def test_the_address_is_right_with_and_without_a_slash_at_its_end():
    seen = []

    def answer(request):
        seen.append(str(request.url))
        return httpx.Response(200, json={"status": "pending", "hintCode": "started"})

    assert answering(answer).collect(order_ref="o") == Pending("started")
    assert seen == ["https://bankid.example/rp/v6.0/collect"]
