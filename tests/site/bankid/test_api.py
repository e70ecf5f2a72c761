"""The simulator's API refuses what BankID would refuse."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.site.bankid import api
from assistans.site.bankid.orders import Orders

ANNA = "199001189811"
TEXT = base64.b64encode("Jag intygar åäö".encode()).decode()
AUTH = {"endUserIp": "192.0.2.7"}
SIGN = {**AUTH, "userVisibleData": TEXT}


@pytest.fixture
def orders():
    return Orders()


def call(orders, name, asked, *, method="POST", content_type="application/json"):
    body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
    status, told = api.answer(
        orders, method=method, path=f"/rp/v6.0/{name}", content_type=content_type, body=body
    )
    return int(status), told


@pytest.mark.parametrize("path", ["/", "/rp/v5.1/auth", "/rp/v6.0/auth/", "/rp/v6.0/phone/auth"])
def test_an_unknown_address_is_not_found(orders, path):
    status, told = api.answer(orders, method="POST", path=path, content_type="application/json", body=b"{}")
    assert (int(status), told["errorCode"]) == (404, "notFound")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_post_is_taken(orders, method):
    assert call(orders, "auth", AUTH, method=method)[0] == 405


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_only_json_is_taken(orders, content_type):
    assert call(orders, "auth", AUTH, content_type=content_type)[0] == 415


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe"])
def test_a_body_that_is_no_object_is_refused(orders, body):
    status, told = call(orders, "auth", body)
    assert (status, told["errorCode"]) == (400, "invalidParameters")


@pytest.mark.parametrize(
    "wrong",
    [
        {"endUserIp": "localhost"},
        {"endUserIp": None},
        {"personalNumber": ANNA},
        {"unknown": 1},
        {"userVisibleData": "inte base64"},
        {"userVisibleData": "/w=="},
        {"userVisibleData": "QQ" * 20_001},
        {"userNonVisibleData": "QUFB" * 50_001},
        {"userVisibleData": 7},
        {"requirement": {"personalNumber": "199001189812"}},
        {"requirement": {"personalNumber": 7}},
        {"requirement": {"somethingElse": True}},
        {"requirement": "x"},
    ],
)
@pytest.mark.parametrize("name", ["auth", "sign"])
def test_a_wrong_parameter_is_refused(orders, name, wrong):
    status, told = call(orders, name, {**SIGN, **wrong})
    assert (status, told["errorCode"]) == (400, "invalidParameters")


def test_nothing_is_signed_unseen(orders):
    status, told = call(orders, "sign", AUTH)
    assert (status, told["details"]) == (400, "Invalid or unknown: userVisibleData")


@pytest.mark.parametrize(
    "asked", [{}, {"orderRef": 7}, {"orderRef": "x", "more": 1}, {"orderRef": "unknown"}]
)
@pytest.mark.parametrize("name", ["collect", "cancel"])
def test_an_unknown_order_is_refused(orders, name, asked):
    status, told = call(orders, name, asked)
    assert (status, told["errorCode"]) == (400, "invalidParameters")


def test_a_second_order_for_the_same_person_is_refused(orders):
    asked = {**SIGN, "requirement": {"personalNumber": ANNA}}
    call(orders, "sign", asked)
    status, told = call(orders, "sign", asked)
    assert (status, told["errorCode"]) == (400, "alreadyInProgress")
    assert ANNA not in json.dumps(told)


@given(st.binary(max_size=200), st.sampled_from(["auth", "sign", "collect", "cancel"]))
def test_any_bytes_at_all_are_answered(body, name):
    status, told = call(Orders(), name, body)
    assert status == 400
    assert set(told) == {"errorCode", "details"}


@pytest.mark.parametrize(("name", "asked"), [("auth", AUTH), ("auth", SIGN), ("sign", SIGN)])
def test_an_order_is_started_followed_and_cancelled(orders, name, asked):
    status, order = call(orders, name, asked)
    assert (status, set(order)) == (200, {"orderRef", "autoStartToken", "qrStartToken", "qrStartSecret"})
    reference = {"orderRef": order["orderRef"]}
    assert call(orders, "collect", reference)[1]["hintCode"] == "outstandingTransaction"
    assert call(orders, "cancel", reference) == (200, {})
    assert call(orders, "collect", reference)[0] == 400
