"""Facts of the month as a whole. The month is October 2018 where nothing else is said."""

from datetime import date

import pytest
from tests.assessment.underlagen import assessed, assistent, beslut, codes, in_month, rapport, report_of

from assistans.facts import Rakning, Retroaktiv, Tid
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

DAY = "09 08.00-16.00 aktiv"


def of(**said):
    return Rakning(mottagen=date(2018, 11, 4), tid=None, **said)


def seen(**changes):
    return codes(assessed(rapport(DAY), **changes))


def reasons(*said):
    return (beslut(sarskilda_skal=frozenset(said)),)


@pytest.mark.parametrize(
    ("applied", "refused"),
    [
        ("2018-10-01", False),
        ("2018-11-01", False),
        ("2018-11-30", False),
        ("2018-12-01", True),
        ("2019-01-15", True),
        ("2018-09-30", False),
    ],
)
def test_nothing_is_granted_earlier_than_a_month_before_the_month_of_application(applied, refused):
    retroaktiv = Retroaktiv(ansokt=date.fromisoformat(applied), redovisat_manadsvis=True)
    bedomning = assessed(rapport(DAY), retroaktiv=retroaktiv)
    assert codes(bedomning) == (["FORE_RETROAKTIV_GRANS"] if refused else [])
    assert bedomning.stoppad == (Tid(480) if refused else Tid())


def test_a_month_before_the_decision_not_accounted_for_monthly_waits():
    bedomning = assessed(rapport(DAY), retroaktiv=Retroaktiv(ansokt=date(2018, 10, 1)))
    assert (codes(bedomning), bedomning.vantar) == (["RETROAKTIV_EJ_REDOVISAD"], Tid(480))


def test_a_month_before_the_limit_is_stopped_and_not_held():
    bedomning = assessed(rapport(DAY), retroaktiv=Retroaktiv(ansokt=date(2019, 2, 1)))
    assert codes(bedomning) == ["FORE_RETROAKTIV_GRANS", "RETROAKTIV_EJ_REDOVISAD"]
    assert bedomning.per_kod == {"FORE_RETROAKTIV_GRANS": 480}


@pytest.mark.parametrize(
    ("settled", "refused"), [("2018-11-03", True), ("2018-11-04", False), ("2019-01-10", False)]
)
def test_a_rakning_received_after_the_final_settlement_is_never_paid(settled, refused):
    bedomning = assessed(rapport(DAY), slutavrakning_gjord=date.fromisoformat(settled))
    assert codes(bedomning) == (["EFTER_SLUTAVRAKNING"] if refused else [])
    assert bedomning.utfall == ("avslag" if refused else "beviljat")


def test_a_settled_period_without_a_rakning_waits_for_one():
    assert seen(rakning=None, slutavrakning_gjord=date(2018, 11, 1)) == ["RAKNING_SAKNAS"]


@pytest.mark.parametrize(
    ("granted", "said", "held"),
    [
        ((), False, False),
        ((), True, True),
        ((), (), False),
        ((), ("skola",), True),
        (("skola",), True, False),
        (("skola",), ("skola",), False),
        (("skola",), ("barnomsorg",), True),
        (("skola",), ("skola", "barnomsorg"), True),
        (("skola", "barnomsorg"), ("skola", "barnomsorg"), False),
        (("daglig_verksamhet",), True, False),
        (("daglig_verksamhet",), ("daglig_verksamhet",), False),
        (("barnomsorg",), ("barnomsorg",), False),
        (("sjukhus",), True, True),
        (("sjukhus",), ("skola",), True),
        (("andning_sondmatning",), ("skola",), True),
    ],
)
def test_school_or_daily_activity_waits_unless_the_decision_covers_it(granted, said, held):
    bedomning = assessed(
        rapport(DAY), beslut=reasons(*granted), rakning=of(skola_eller_daglig_verksamhet=said)
    )
    assert codes(bedomning) == (["SKOLA_DAGLIG_VERKSAMHET"] if held else [])
    assert bedomning.vantar == (Tid(480) if held else Tid())


@pytest.mark.parametrize(
    ("month", "said", "held"),
    [
        (Month(2020, 6), ("skola",), True),
        (Month(2020, 7), ("skola",), False),
        (Month(2020, 7), ("barnomsorg",), False),
        (Month(2020, 7), ("daglig_verksamhet",), True),
        (Month(2020, 7), True, False),
        (Month(2020, 6), True, True),
    ],
)
def test_breathing_and_tube_feeding_cover_school_and_child_care_from_july_2020(month, said, held):
    grant = beslut(
        beviljandeperiod=Period(month.first, month.shift(6).first),
        sarskilda_skal=frozenset({"andning_sondmatning"}),
    )
    declared = Rakning(mottagen=month.shift(1).first, tid=None, skola_eller_daglig_verksamhet=said)
    bedomning = assessed(report_of(month, DAY), **in_month(month, beslut=(grant,), rakning=declared))
    assert codes(bedomning) == (["SKOLA_DAGLIG_VERKSAMHET"] if held else [])


@pytest.mark.parametrize(("second", "held"), [(("skola",), False), ((), True)])
def test_every_grant_of_the_month_must_cover_it(second, held):
    grants = (
        beslut(
            beviljandeperiod=Period(date(2018, 7, 1), date(2018, 10, 10)), sarskilda_skal=frozenset({"skola"})
        ),
        beslut(
            beviljandeperiod=Period(date(2018, 10, 10), date(2019, 1, 1)), sarskilda_skal=frozenset(second)
        ),
    )
    for said in (True, ("skola",)):
        found = seen(beslut=grants, rakning=of(skola_eller_daglig_verksamhet=said))
        assert found == (["SKOLA_DAGLIG_VERKSAMHET"] if held else [])


def test_a_grant_of_another_month_covers_nothing():
    grants = (
        beslut(
            beviljandeperiod=Period(date(2018, 4, 1), date(2018, 10, 1)), sarskilda_skal=frozenset({"skola"})
        ),
        beslut(beviljandeperiod=Period(date(2018, 10, 1), date(2019, 1, 1))),
    )
    assert seen(beslut=grants, rakning=of(skola_eller_daglig_verksamhet=True)) == ["SKOLA_DAGLIG_VERKSAMHET"]
    outside = assessed(rapport(DAY), beslut=grants[:1], rakning=of(skola_eller_daglig_verksamhet=("skola",)))
    assert "SKOLA_DAGLIG_VERKSAMHET" in codes(outside)


@pytest.mark.parametrize(("abroad", "found"), [(True, ["VISTELSE_UTANFOR_EES"]), (False, [])])
def test_a_stay_outside_the_ees_waits(abroad, found):
    bedomning = assessed(rapport(DAY), rakning=of(vistelse_utanfor_ees=abroad))
    assert codes(bedomning) == found
    assert bedomning.utfall == ("vantar" if abroad else "beviljat")


@pytest.mark.parametrize(("left", "found"), [(0, []), (1, ["MEDEL_KVAR"])])
def test_money_left_is_noted_and_takes_nothing(left, found):
    bedomning = assessed(rapport(DAY), rakning=of(kvar_av_forra_utbetalningen=Ore(left)))
    assert (codes(bedomning), bedomning.utfall) == (found, "beviljat")


def test_close_relatives_are_noted_with_their_reports():
    who = {"A": assistent(), "B": assistent("B", narstaende=True)}
    reports = (rapport(DAY), rapport("10 08.00-16.00 aktiv", assistent="B"))
    (seen_,) = assessed(*reports, assistenter=who).iakttagelser
    assert (seen_.kod, seen_.lage, seen_.rapporter, seen_.minuter) == ("NARSTAENDE", "notera", (1,), 0)


def test_a_close_relative_who_has_not_reported_is_not_noted():
    assert seen(assistenter={"A": assistent(), "B": assistent("B", narstaende=True)}) == []
