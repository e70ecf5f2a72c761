from datetime import date

import pytest

from assistans.law import MissingParameterError, builtin, builtin_text, load, weekly_hours

AUGUST_2014 = date(2014, 8, 1)


def changed(before, after):
    text = builtin_text()
    assert before in text
    return load(text.replace(before, after))


@pytest.mark.parametrize(
    ("regim", "hours"), [("hushallsarbete", 52), ("arbetstidslagen", 48), ("kollektivavtal", 48)]
)
def test_each_regime_has_its_hours_a_week(regim, hours):
    assert weekly_hours(builtin(), regim, AUGUST_2014) == hours
    assert weekly_hours(builtin(), regim, date(2026, 1, 1)) == hours


def test_household_work_without_overtime_is_the_ordinary_forty_hours():
    """As Försäkringskassan counted from August to December 2014, before it read the act as it stands."""
    policy = "    rules: [P2, '3.2']\n    unit: ja_nej\n    values:\n"
    law = changed(
        policy + "      - {from: 1994-01-01, value: ja}\n",
        policy
        + "      - {from: 1994-01-01, to: 2014-12-17, value: nej}\n      - {from: 2014-12-18, value: ja}\n",
    )
    assert weekly_hours(law, "hushallsarbete", date(2014, 12, 17)) == 40
    assert weekly_hours(law, "hushallsarbete", date(2014, 12, 18)) == 52
    assert weekly_hours(law, "arbetstidslagen", date(2014, 12, 17)) == 48


def test_a_regime_that_the_law_does_not_know_stops():
    with pytest.raises(MissingParameterError, match="no parameter veckograns_jour"):
        weekly_hours(builtin(), "jour", AUGUST_2014)
