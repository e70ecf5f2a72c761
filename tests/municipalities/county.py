"""Two kommuner with persons whose months are decided, paid and debited: what the pages and the specification are about."""

from datetime import UTC, date, datetime

from tests.payments import factories

from assistans.base.todo import work_until_idle
from assistans.law import builtin
from assistans.municipalities import services
from assistans.municipalities.fakturaprofil import DEMO
from assistans.payments import services as payments

DEBIT_DAY = date(2018, 12, 15)
AT_DEBIT = datetime(2018, 12, 14, 8, tzinfo=UTC)
OCTOBER = factories.MONTH


def kommuner():
    return factories.kommun(), factories.kommun("1280", "Malmö", "2120001124")


def pay(dag=factories.PAY_DAY, *, work=True):
    payments.pay(
        dag=dag, by="maskin:utbetalning", clock=factories.clock(), law=builtin(), profil=factories.PROFIL
    )
    if work:
        work_until_idle(factories.clock())


def debit(dag=DEBIT_DAY, *, at=AT_DEBIT):
    return services.debit(
        dag=dag, by="maskin:debitering", clock=factories.clock(at), law=builtin(), profil=DEMO
    )
