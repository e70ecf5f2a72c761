"""What an anordnare has been paid and what each payment is made of: what is another's, and who is protected, first."""

import pytest
from tests.casework import county
from tests.desks.anordnare.county import at, firm, ombud
from tests.desks.browser import MODES, overflow
from tests.desks.person.county import text
from tests.payments import chain

from assistans.base.models import AccessLog
from assistans.identity.roles import Roll
from assistans.payments.models import Utbetalning
from assistans.registers import services as registers
from assistans.registers.models import Anordnare, Person

DAY = "/anordnare/utbetalningar/2018-11-20/2018-10/"


@pytest.fixture
def paid(db):
    """A person whose October is paid to the anordnare."""
    chain.paid_month(db)
    at()
    return Utbetalning.objects.get()


def address(payment):
    return f"/anordnare/utbetalningar/{payment.public_id}/"


def another():
    return ombud(
        Anordnare.objects.create(
            organisationsnummer=county.OTHER_COMPANY, namn="Annat AB", sortnyckel="annat ab", slag="foretag"
        )
    )


class TestRefused:
    def test_anothers_payment_is_not_found_and_nothing_is_noted_as_read(self, paid):
        noted = AccessLog.objects.count()
        assert another().get(address(paid)).status_code == 404
        assert AccessLog.objects.count() == noted

    def test_another_sees_none_of_the_days_payments(self, paid):
        page = text(another().get(DAY))
        assert "Inget betalades till er" in page
        assert str(paid.public_id) not in page

    @pytest.mark.usefixtures("paid")
    @pytest.mark.parametrize(
        "where",
        [
            "/anordnare/utbetalningar/0b0d1e5a-0000-4000-8000-000000000000/",
            f"{DAY[:-9]}/2018-13/",
            DAY.replace("-20/", "-32/"),
        ],
    )
    def test_what_is_no_payment_day_or_month_is_not_found(self, where):
        assert ombud().get(where).status_code == 404

    def test_a_protected_identity_is_not_named(self, paid):
        registers.register_skydd(
            person=Person.objects.get(personnummer=county.PERSON),
            slag="sekretessmarkering",
            start=county.OKTOBER,
            by=county.BY,
            clock=county.clock(),
        )
        for where in (DAY, address(paid)):
            page = text(ombud().get(where))
            assert "Skyddad identitet" in page
            assert "Åsa" not in page


class TestPaid:
    def test_the_start_leads_to_the_days_payments_by_person(self, paid):
        assert DAY in text(ombud().get("/anordnare/"))
        page = text(ombud().get(DAY))
        assert "Betalt till er den 20 november 2018 för oktober 2018" in page
        assert address(paid) in page
        assert "3 101,70 kr" in page

    def test_a_payment_is_led_to_its_parts_its_lagrum_its_day_and_to_whom(self, paid):
        page = text(ombud().get(address(paid)))
        assert "Betalades den 20 november 2018 till er" in page
        assert "10 h 30 min assistans à 295,40 kr per timme" in page
        assert "Utbetalt för oktober 2018" in page
        assert "Pengarna betalas till er." in page
        assert "F1091 9 §" in page
        assert "/lag/" in page
        assert paid.public_id.hex in page

    def test_nothing_of_the_person_but_her_name_stands_there(self, paid):
        page = text(ombud().get(address(paid)))
        assert county.PERSON not in page
        assert "Bo Ek" not in page

    def test_reading_is_noted_for_the_person(self, paid):
        browser = ombud()
        browser.get(DAY)
        browser.get(address(paid))
        whose = Person.objects.get(personnummer=county.PERSON).public_id
        noted = AccessLog.objects.filter(who=browser.actor, whose=whose).order_by("pk")
        assert list(noted.values_list("what", flat=True)) == [
            "utbetalningar 2018-10",
            f"betalning {paid.public_id}",
        ]

    def test_it_is_the_firms_own(self, paid):
        assert paid.anordnare == firm()


@pytest.mark.network
@pytest.mark.browser
@pytest.mark.parametrize("mode", MODES)
def test_nothing_is_wrong_for_those_who_see_or_hear_otherwise(visit, paid, mode):
    visitor = visit(**MODES[mode]).log_in(roll=Roll.ANORDNARE, foremal=str(firm().public_id))
    for where in (DAY, address(paid)):
        assert visitor.open(where) == 200
        assert visitor.faults() == []
        assert overflow(visitor.page) <= 0, where
