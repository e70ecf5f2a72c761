"""The simulator keeps BankID's states and patience."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.site.bankid.orders import (
    COLLECT_SECONDS,
    SIGN_SECONDS,
    START_SECONDS,
    AlreadyInProgress,
    Asked,
    Kind,
    NoSuchOrder,
    Orders,
    Proof,
)

ANNA, BERTIL = "199001189811", "198001019804"
PROOF = Proof(personnummer=ANNA, namn="Anna Maria Ek", signature_xml=b"x", ocsp_der=b"o", issued="2020-02-01")


class Seconds:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def orders(seconds):
    return Orders(seconds)


def auth(orders):
    return orders.start(Asked(kind=Kind.AUTH, end_user_ip="192.0.2.7"))


def sign(orders, personnummer=ANNA):
    return orders.start(
        Asked(kind=Kind.SIGN, end_user_ip="192.0.2.7", visible="x", personnummer=personnummer)
    )


def state(orders, order):
    told = orders.collect(order.order_ref)
    return told["status"], told.get("hintCode")


@pytest.mark.parametrize("act", ["collect", "cancel", "open"])
def test_an_order_that_nobody_made_is_unknown(orders, act):
    with pytest.raises(NoSuchOrder):
        getattr(orders, act)(str(uuid.uuid4()))


def test_an_app_that_is_not_opened_in_time_fails_the_start(orders, seconds):
    order = auth(orders)
    seconds.now = START_SECONDS
    assert state(orders, order) == ("pending", "outstandingTransaction")
    seconds.now += 1
    assert state(orders, order) == ("failed", "startFailed")


def test_who_hesitates_too_long_is_too_late(orders, seconds):
    order = auth(orders)
    orders.open(order.auto_start_token)
    seconds.now = SIGN_SECONDS
    assert state(orders, order) == ("pending", "userSign")
    seconds.now += 1
    with pytest.raises(NoSuchOrder):
        orders.finish(order.auto_start_token, PROOF)
    assert state(orders, order) == ("failed", "expiredTransaction")


def test_opening_the_app_again_gives_no_more_time(orders, seconds):
    order = auth(orders)
    orders.open(order.auto_start_token)
    seconds.now = SIGN_SECONDS - 1
    orders.open(order.auto_start_token)
    seconds.now += 2
    assert state(orders, order)[0] == "failed"


def test_a_second_order_for_the_same_person_cancels_the_first_and_is_not_made(orders):
    first = sign(orders)
    with pytest.raises(AlreadyInProgress):
        sign(orders)
    assert state(orders, first) == ("failed", "cancelled")
    assert state(orders, sign(orders))[0] == "pending"


def test_another_persons_order_is_left_alone(orders):
    first, second = sign(orders), sign(orders, BERTIL)
    assert [state(orders, each)[0] for each in (first, second)] == ["pending", "pending"]


def test_who_legitimates_has_her_other_order_cancelled(orders):
    signing, login = sign(orders), auth(orders)
    orders.finish(login.auto_start_token, PROOF)
    assert state(orders, signing) == ("failed", "cancelled")
    assert state(orders, login)[0] == "complete"


@pytest.mark.parametrize("hint", ["userCancel", "certificateErr"])
def test_what_the_user_refused_says_why(orders, hint):
    order = auth(orders)
    orders.fail(order.auto_start_token, hint)
    assert state(orders, order) == ("failed", hint)


def test_what_has_ended_is_told_once(orders):
    order = auth(orders)
    orders.finish(order.auto_start_token, PROOF)
    orders.collect(order.order_ref)
    with pytest.raises(NoSuchOrder):
        orders.collect(order.order_ref)


def test_what_nobody_collects_is_forgotten(orders, seconds):
    order = auth(orders)
    orders.finish(order.auto_start_token, PROOF)
    seconds.now = COLLECT_SECONDS + 1
    with pytest.raises(NoSuchOrder):
        orders.collect(order.order_ref)


def test_what_is_done_is_not_done_again_or_undone(orders):
    order = auth(orders)
    orders.finish(order.auto_start_token, PROOF)
    for act in (
        lambda: orders.finish(order.auto_start_token, PROOF),
        lambda: orders.fail(order.auto_start_token, "userCancel"),
    ):
        with pytest.raises(NoSuchOrder):
            act()
    assert state(orders, order)[0] == "complete"


def test_a_completion_has_the_form_of_the_api(orders):
    order = auth(orders)
    orders.finish(order.auto_start_token, PROOF)
    assert orders.collect(order.order_ref) == {
        "orderRef": order.order_ref,
        "status": "complete",
        "completionData": {
            "user": {
                "personalNumber": ANNA,
                "name": "Anna Maria Ek",
                "givenName": "Anna Maria",
                "surname": "Ek",
            },
            "device": {"ipAddress": "192.0.2.7", "uhi": "simulator"},
            "bankIdIssueDate": "2020-02-01",
            "signature": "eA==",
            "ocspResponse": "bw==",
        },
    }


def test_each_order_has_its_own_secrets(orders):
    first, second = auth(orders), auth(orders)
    for name in ("order_ref", "auto_start_token", "qr_start_token", "qr_start_secret"):
        assert getattr(first, name) != getattr(second, name)


ACTS = st.sampled_from(["start", "open", "finish", "fail", "cancel", "collect", "wait"])


@given(st.lists(st.tuples(ACTS, st.integers(0, 3)), max_size=40))
def test_whatever_happens_an_order_ends_once_and_stays_so(acts):
    seconds = Seconds()
    orders, made, ended = Orders(seconds), [], {}
    for act, number in acts:
        if act == "start":
            made.append(auth(orders))
        elif act == "wait":
            seconds.now += 20
        elif made:
            _act(orders, made[number % len(made)], act)
        for order in made:
            assert ended.setdefault(order.order_ref, order.ended) in {None, order.ended}
            ended[order.order_ref] = order.ended
            assert (order.proof is None) or order.failure == ""


def _act(orders, order, act):
    try:
        match act:
            case "open":
                orders.open(order.auto_start_token)
            case "finish":
                orders.finish(order.auto_start_token, PROOF)
            case "fail":
                orders.fail(order.auto_start_token, "userCancel")
            case "cancel":
                orders.cancel(order.order_ref)
            case "collect":
                orders.collect(order.order_ref)
    except NoSuchOrder:
        pass
