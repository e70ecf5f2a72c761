"""A run by hand: tried first, then paid once, by an economist and nobody else."""

import pytest
from django.test import override_settings
from tests.desks.ekonom import scene
from tests.desks.people import logged_in
from tests.payments import factories

from assistans.base.models import AccessLog, Outbox
from assistans.identity.roles import Roll
from assistans.payments.models import Journal, Utbetalning, Utbetalningskorning

pytestmark = pytest.mark.usefixtures("db")
ADDRESS = "/ekonomi/ny-korning/"
PAY_DAY = {"dag": "2018-11-20"}


def tried(client, **fields):
    return client.post(ADDRESS, {**PAY_DAY, "prova": "1", **fields})


def carried_out(client, **fields):
    return client.post(ADDRESS, {**PAY_DAY, "betala": "1", **fields})


def nothing_is_paid():
    return not (Utbetalning.objects.exists() or Journal.objects.exists() or Outbox.objects.exists())


class TestWhoMayNot:
    @pytest.mark.parametrize("roll", [Roll.CONTROLLER, Roll.HANDLAGGARE])
    def test_pay(self, roll):
        scene.decided()
        client = logged_in(roll=roll)
        assert (client.get(ADDRESS).status_code, carried_out(client).status_code) == (403, 403)
        assert nothing_is_paid()


class TestWhatIsRefused:
    @pytest.mark.parametrize("dag", ["", "kalle", "2018-11-31"])
    def test_a_day_that_is_no_day(self, dag):
        scene.decided()
        assert "fel att rätta" in scene.text(carried_out(scene.economist(), dag=dag)).replace(
            "Ett fel", "fel"
        )
        assert nothing_is_paid()

    def test_a_day_that_is_no_pay_day_without_a_reason_and_the_nearest_are_told(self):
        scene.decided()
        page = scene.text(carried_out(scene.economist(), dag="2018-11-21"))
        assert (
            "2018-11-21 är ingen utbetalningsdag (F1091 9 §). Närmast är 2018-11-20 och 2018-12-05." in page
        )
        assert "--anyway" not in page
        assert 'value="2018-11-21"' in page  # what was typed is kept
        assert nothing_is_paid()

    def test_a_year_that_is_a_slip_of_the_pen(self):
        scene.decided()
        assert "Kontrollera året och månaden." in scene.text(carried_out(scene.economist(), dag="2081-11-20"))
        assert nothing_is_paid()

    def test_a_form_without_the_mark_that_this_browser_was_given(self):
        scene.decided()
        client = scene.economist()
        client.handler.enforce_csrf_checks = True
        assert carried_out(client).status_code == 403
        assert nothing_is_paid()

    def test_to_pay_where_no_account_is_said_in_production(self, mark, tmp_path):
        scene.decided()
        client = scene.economist()
        mark("produktion")
        with override_settings(HOME=tmp_path):
            page = scene.text(carried_out(client))
        assert "vilket konto som betalar" in page
        assert str(tmp_path) not in page
        assert nothing_is_paid()


class TestTryingARun:
    def test_says_what_it_would_pay_and_what_not_and_writes_nothing(self):
        scene.decided()
        page = scene.text(tried(scene.economist()))
        assert "2 betalningar, 130,50 kr" in page
        assert "Konto saknas" in page
        assert "Inget är sparat än." in page
        assert nothing_is_paid()

    def test_says_when_there_is_nothing_to_pay(self):
        scene.on_the_day_before()
        assert "Inget nytt att betala" in scene.text(tried(scene.economist()))

    def test_offers_the_next_pay_day(self):
        scene.on_the_day_before()
        assert 'value="2018-11-20"' in scene.text(scene.economist().get(ADDRESS))


class TestCarryingItOut:
    def test_pays_by_the_one_who_is_logged_in_and_leads_to_the_run(self):
        scene.decided()
        client = scene.economist()
        answer = carried_out(client)
        korning = Utbetalningskorning.objects.get()
        assert (answer.status_code, answer["Location"]) == (303, f"/ekonomi/korning/{korning.public_id}/")
        assert (korning.started_by, korning.belopp_ore) == (client.actor, 130_50)
        assert "är gjord: 2 betalningar, 130,50 kr." in scene.text(client.get(answer["Location"]))
        assert "Alva Testsson" not in scene.text(client.get(answer["Location"]))

    def test_notes_whose_accounts_were_read(self):
        scene.decided()
        client = scene.economist()
        carried_out(client)
        assert AccessLog.objects.filter(who=client.actor, what="utbetalning").count() == 3

    def test_twice_pays_once(self):
        scene.decided()
        client = scene.economist()
        carried_out(client)
        again = carried_out(client)
        assert (Utbetalningskorning.objects.count(), Utbetalning.objects.count()) == (1, 2)
        assert "Inget nytt att betala" in scene.text(client.get(again["Location"]))

    def test_on_another_day_keeps_the_reason(self):
        scene.decided()
        carried_out(scene.economist(), dag="2018-11-21", skal="Rättning efter avbrott")
        assert Utbetalningskorning.objects.get().skal == "Rättning efter avbrott"

    def test_pays_nothing_that_waits_for_attest(self):
        scene.on_the_day_before()
        factories.decision(factories.person(), rows={"egen": 100}, kind="avslag")
        carried_out(scene.economist())
        assert nothing_is_paid()
