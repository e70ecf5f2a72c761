"""A kommun's October: two persons invoiced, one change that waits for the next debit, another kommun beside it."""

from datetime import UTC, datetime

from tests.desks.people import logged_in
from tests.municipalities import county
from tests.payments import factories
from tests.payments.factories import NEXT_PAY_DAY
from tests.payments.test_services import changed

from assistans.base import instance
from assistans.casework.models import Beslutsrad
from assistans.identity.roles import Roll
from assistans.timeline.quantities import UNITS_PER_HOUR, amount

WEEKS = {f"2018-W{week}": 20 * UNITS_PER_HOUR for week in range(40, 44)} | {"2018-W44": 15 * UNITS_PER_HOUR}
RATE = 29130


def decided(person, weeks, *, kommun="0180", manad=factories.MONTH):
    """A decision on a month whose kommun part is hours of weeks at one price."""
    units = sum(weeks.values())
    ore = amount(units=units, rate=RATE)
    beslut = factories.decision(person, rows={}, kommuner={}, manad=manad)
    beslut.kommunrad_set.create(kommun_id=kommun, units=units, belopp_ore=ore, veckor=weeks)
    delar = [{"timbelopp_ore": str(RATE)}]
    Beslutsrad.objects.create(
        beslut=beslut, via="egen", belopp_ore=2 * ore, dag=factories.PAY_DAY, delar=delar
    )
    return beslut


def october():
    """The two invoices of the debit: Stockholm's and Malmö's."""
    county.kommuner()
    instance.set_demo_clock(county.AT_DEBIT)
    alva, bo = factories.person(981, efternamn="Bok"), factories.person(982, efternamn="Alm")
    decided(alva, WEEKS)
    decided(bo, WEEKS | {"2018-W41": 7 * UNITS_PER_HOUR + 15 * 28})
    decided(factories.person(983, efternamn="Malmberg"), WEEKS, kommun="1280")
    county.pay()
    made = county.debit()
    changed(alva, rows={"egen": 100}, kommuner={"0180": 25_00})
    county.pay(NEXT_PAY_DAY)
    return made


def stockholm():
    """Somebody logged in for Stockholm."""
    return logged_in(roll=Roll.KOMMUN, foremal="0180")


def january():
    """The time is after the due day."""
    instance.set_demo_clock(datetime(2019, 1, 2, 8, tzinfo=UTC))
