"""An order is followed until it ends and used once: whatever BankID answers, and whoever asks at once."""

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from tests.desks.bankid import SomebodysApp
from tests.privacy import personnummer_in

from assistans.identity.bankid.client import BankidError
from assistans.identity.models import BankidOrder
from assistans.identity.services import bankid_orders
from assistans.identity.services.bankid_orders import Wish

pytestmark = pytest.mark.usefixtures("db")
Lage = BankidOrder.Lage
ANNA = "199001189811"
NOW = datetime(2026, 4, 10, 9, tzinfo=UTC)


@pytest.fixture
def app():
    return SomebodysApp()


def ask(app, *, now=NOW, **told):
    wish = Wish(**{"purpose": "prov", "key": "7", "then": "/", "visible": "Logga in", **told})
    return bankid_orders.ask(
        bankid=app.client,
        wish=wish,
        end_user_ip="192.0.2.7",
        back=lambda order: f"https://assistans.example/{order}/",
        now=now,
    )


def follow(app, order, *, now=NOW):
    return bankid_orders.follow(order=order.public_id, bankid=app.client, now=now)


def signed(app, **told):
    order = ask(app, personnummer=ANNA, non_visible="a,b", **told)
    app.sign("Anna Ek")
    assert follow(app, order).lage == Lage.SIGNERAD
    return order


def test_what_bankid_refuses_leaves_no_order(app):
    app.answer_instead = (503, {"errorCode": "Maintenance", "details": ""})
    with pytest.raises(BankidError):
        ask(app)
    assert not BankidOrder.objects.exists()


def test_an_order_that_nobody_made_is_not_followed(app):
    with pytest.raises(BankidOrder.DoesNotExist):
        bankid_orders.follow(order=uuid4(), bankid=app.client, now=NOW)


def test_the_user_who_says_no_is_told_that_nothing_happened(app):
    order = ask(app)
    app.refuse()
    row = follow(app, order)
    assert (row.lage, row.hint) == (Lage.MISSLYCKAD, "userCancel")
    assert "Inget har hänt" in row.text


def test_an_app_that_is_not_opened_in_time_ends_the_order(app):
    order = ask(app)
    app.seconds.now += 31
    assert follow(app, order).hint == "startFailed"


def test_an_order_that_bankid_does_not_know_has_failed(app):
    order = ask(app)
    app.client.cancel(order_ref=order.order_ref)
    assert follow(app, order).lage == Lage.MISSLYCKAD


def test_a_bankid_that_is_away_for_a_moment_costs_nothing(app):
    order = ask(app)
    app.is_reachable = False
    row = follow(app, order)
    assert (row.lage, row.text[:6]) == (Lage.VANTAR, "BankID")
    app.is_reachable = True
    app.legitimate(ANNA, "Anna Ek")
    assert follow(app, order).lage == Lage.SIGNERAD


def test_a_bankid_that_stays_away_ends_the_wait(app):
    order = ask(app)
    app.is_reachable = False
    assert follow(app, order, now=NOW + timedelta(minutes=11)).lage == Lage.MISSLYCKAD


def test_an_order_that_has_ended_is_not_asked_about_again(app):
    order = ask(app)
    app.refuse()
    follow(app, order)
    asked = len(app.asked)
    follow(app, order)
    assert len(app.asked) == asked


def test_an_order_is_used_once_however_often_the_page_is_loaded(app):
    order, used = signed(app), []
    for _ in range(3):
        row = bankid_orders.use(order=order.public_id, done=lambda row, _: used.append(row.key) or "/klart/")
        assert (row.lage, row.onward) == (Lage.KLAR, "/klart/")
    assert used == ["7"]


def test_what_could_not_be_done_can_be_tried_again_with_the_same_signature(app):
    order = signed(app)
    with pytest.raises(RuntimeError):
        bankid_orders.use(order=order.public_id, done=_fail)
    row = bankid_orders.use(order=order.public_id, done=lambda _, completion: f"/{completion.namn}/")
    assert row.onward == "/Anna Ek/"


def test_an_order_that_was_given_up_is_never_used(app):
    order = signed(app)
    bankid_orders.give_up(order=order.public_id, text="Underskriften kunde inte kontrolleras.")
    row = bankid_orders.use(order=order.public_id, done=_fail)
    assert (row.lage, row.answer) == (Lage.MISSLYCKAD, None)


def test_an_order_that_is_done_cannot_be_given_up(app):
    order = signed(app)
    bankid_orders.use(order=order.public_id, done=lambda *_: "/")
    bankid_orders.give_up(order=order.public_id, text="nej")
    assert BankidOrder.objects.get().lage == Lage.KLAR


def test_an_order_that_waits_is_not_used(app):
    assert bankid_orders.use(order=ask(app).public_id, done=_fail).lage == Lage.VANTAR


def test_what_bankid_gave_is_forgotten_when_it_is_used(app):
    order = signed(app)
    assert bankid_orders.use(order=order.public_id, done=lambda *_: "/").answer is None


def test_two_who_ask_at_once_get_the_one_answer(app):
    order = ask(app)
    app.legitimate(ANNA, "Anna Ek")
    found = []

    def look():
        try:
            found.append(follow(app, order).lage)
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Lage.SIGNERAD] * 4


def test_an_identification_is_bound_to_its_own_order(app):
    first, second = ask(app), ask(app)
    assert app.order.asked.non_visible == str(second.public_id)
    assert first.non_visible != second.non_visible


def test_a_signature_binds_what_was_asked(app):
    ask(app, personnummer=ANNA, non_visible="a,b")
    assert (app.order.asked.non_visible, app.order.asked.personnummer) == ("a,b", ANNA)


def test_the_app_leads_back_to_the_orders_own_page(app):
    order = ask(app)
    assert app.order.asked.return_url == f"https://assistans.example/{order.public_id}/"


def test_yesterdays_orders_are_forgotten(app):
    old = ask(app)
    kept = ask(app, now=NOW + timedelta(hours=23))
    new = ask(app, now=NOW + timedelta(hours=25))
    assert set(BankidOrder.objects.values_list("pk", flat=True)) == {kept.pk, new.pk} - {old.pk}


def test_a_wish_that_is_printed_shows_no_personnummer():
    wish = Wish(purpose="prov", key="7", then="/", visible="", personnummer=ANNA)
    assert personnummer_in(repr(wish)) == []


def _fail(*_):
    raise RuntimeError
