"""Settled: each sender learns what was paid for its own time, and why not the rest; never another's part."""

from datetime import date

import pytest
from tests.casework import county
from tests.payments import chain, factories

from assistans.base.todo import work_until_idle
from assistans.casework.decisions import Skal
from assistans.casework.services.beslut import attest, decide
from assistans.intake.models import Kvittens
from assistans.payments.models import Utbetalning

pytestmark = pytest.mark.usefixtures("db")


def settled(handling):
    rows = Kvittens.objects.filter(handling=handling, niva="reglerad").order_by("pk")
    return list(rows.values_list("innehall", flat=True))


def paid_and_answered():
    chain.pay()
    work_until_idle(chain.clock())


class TestAMonthPaidInFull:
    @pytest.fixture(autouse=True)
    def month(self, db):  # noqa: ARG002 - the database first
        chain.household()
        self.report = county.report("4 08.00-12.00 aktiv")
        self.rakning = county.rakning(aktiv=240)
        county.worked(chain.clock())
        paid_and_answered()

    def test_is_said_of_the_report_with_amount_day_and_lagrum(self):
        [receipt] = settled(self.report)
        payment = Utbetalning.objects.get()
        assert receipt == {
            "beslut": str(payment.beslutsrad.beslut.public_id),
            "dag": "2018-11-20",
            "utfall": "utbetald",
            "utbetalning": str(payment.public_id),
            "belopp": "1181.60",
            "lagrum": "SFB 51 kap. 19 §",
            "koder": [],
        }

    def test_is_said_of_the_rakning_with_the_months_sum(self):
        [receipt] = settled(self.rakning)
        assert (receipt["utfall"], receipt["belopp"], receipt["beslutat"]) == (
            "utbetald",
            "1181.60",
            "1181.60",
        )

    def test_is_said_once(self):
        paid_and_answered()
        assert len(settled(self.report)) == 1


def test_a_report_that_cannot_be_paid_is_told_what_hinders():
    county.household()
    report = county.report("4 08.00-12.00 aktiv")
    rakning = county.rakning(aktiv=240)
    county.worked(chain.clock())
    paid_and_answered()
    [receipt] = settled(report)
    assert (receipt["utfall"], receipt["kod"], receipt["belopp"]) == ("hindrad", "KONTO_SAKNAS", "0.00")
    assert "Begär in kontot" in receipt["atgard"]
    [receipt] = settled(rakning)
    assert (receipt["utfall"], receipt["hinder"]) == ("hindrad", ["KONTO_SAKNAS"])


def test_an_anordnare_is_not_told_what_another_got():
    who = chain.household()
    other = county.anordnare(county.OTHER_COMPANY)
    county.uppdrag(who, other)
    county.assistent(who, other, county.ANDRA_ASSISTENT)
    factories.give_account(("bankgiro", "50501063"), anordnare=other)
    first = county.report("4 08.00-12.00 aktiv")
    second = county.report(
        "5 08.00-09.00 aktiv", assistent=county.ANDRA_ASSISTENT, anordnare=county.OTHER_COMPANY
    )
    county.rakning(aktiv=300)
    county.worked(chain.clock())
    paid_and_answered()
    assert [row["belopp"] for row in settled(first)] == ["1181.60"]
    assert [row["belopp"] for row in settled(second)] == ["295.40"]


def decided_by_people(**told):
    now = county.worked(chain.clock())
    skal = Skal(
        motivering="Assistenten var inte anmäld.", utan_kommunicering="Personen har själv begärt det."
    )
    beslut = decide(arende=county.month(), skal=skal, by=county.HANDLAGGARE, clock=now, **told)
    attest(beslut=beslut, by=county.KOLLEGA, clock=now)
    return beslut


def household_whose_assistant_was_told_of_on(day):
    who, firm = county.person(), county.anordnare()
    county.beslut(who)
    county.uppdrag(who, firm)
    county.assistent(who, firm, mottagen=day)
    factories.give_account(("bankgiro", "50501055"), anordnare=firm)


def test_a_report_that_was_stopped_in_part_is_told_the_code_and_its_lagrum():
    household_whose_assistant_was_told_of_on(date(2018, 10, 8))
    report = county.report("4 08.00-12.00 aktiv", "8 08.00-09.00 aktiv")
    rakning = county.rakning(aktiv=300)
    decided_by_people()
    paid_and_answered()
    [receipt] = settled(report)
    assert (receipt["utfall"], receipt["belopp"]) == ("delvis_utbetald", "295.40")
    assert receipt["koder"] == [{"kod": "ASSISTENT_EJ_ANMALD", "lagrum": "SFB 51 kap. 24 § 1 p."}]
    assert settled(rakning)[0]["utfall"] == "delvis_utbetald"


def test_a_month_refused_in_full_is_told_so_in_a_run_that_pays_nobody():
    household_whose_assistant_was_told_of_on(date(2018, 10, 20))
    report = county.report("4 08.00-12.00 aktiv")
    rakning = county.rakning(aktiv=240)
    decided_by_people()
    paid_and_answered()
    [receipt] = settled(report)
    assert (receipt["utfall"], receipt["belopp"]) == ("avslagen", "0.00")
    assert [code["kod"] for code in receipt["koder"]] == ["ASSISTENT_EJ_ANMALD"]
    assert settled(rakning)[0]["utfall"] == "avslagen"
