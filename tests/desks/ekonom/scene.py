"""What the economist's pages show in tests: November 2018, two to pay and one without an account."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desks.people import logged_in
from tests.payments import factories
from tests.payments.test_services import ANORDNARE, pay

from assistans.base import instance
from assistans.identity.roles import Roll
from assistans.payments.models import Utbetalningskorning

NBSP = "\N{NO-BREAK SPACE}"


def on_the_day_before():
    """The time is the day before the pay day."""
    instance.set_demo_clock(factories.clock().now())


def decided():
    """One is to be paid through an anordnare and shared by a kommun, one herself, and one has no account."""
    on_the_day_before()
    who = factories.person(981, fornamn="Alva", efternamn="Hemlig")
    factories.contract(who, factories.anordnare(ANORDNARE))
    factories.kommun()
    factories.decision(who, rows={ANORDNARE: 100_00}, kommuner={"0180": 40_00})
    factories.decision(factories.person(982), rows={"egen": 30_50})
    factories.decision(factories.person(983, konto=None), rows={"egen": 7_00})


def paid():
    """The run of all that is decided."""
    decided()
    pay()
    return Utbetalningskorning.objects.get()


def economist():
    return logged_in(roll=Roll.EKONOM, namn="Elsa Ekonom")


def controller():
    return logged_in(roll=Roll.CONTROLLER, namn="Cia Controller", personnummer="198201199810")


def text(answer):
    """A page as it is read."""
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace(NBSP, " ")


def queries(client, address):
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as asked:
        text(client.get(address))
    return len(asked)
