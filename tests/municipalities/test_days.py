"""When a kommun is debited and when it must have paid (F1091 9 §)."""

from datetime import date

import pytest

from assistans.law import builtin
from assistans.municipalities.days import debit_day, due_day


@pytest.mark.parametrize(
    ("recognised", "debited", "due"),
    [
        (date(2018, 11, 5), date(2018, 11, 15), date(2018, 11, 30)),
        (date(2018, 11, 15), date(2018, 11, 15), date(2018, 11, 30)),
        (date(2018, 11, 20), date(2018, 12, 15), date(2018, 12, 28)),  # 31 December is no weekday
        (date(2018, 12, 20), date(2019, 1, 15), date(2019, 1, 31)),
        (date(2019, 2, 20), date(2019, 3, 15), date(2019, 3, 29)),  # the 31st is a Sunday
        (date(2019, 5, 20), date(2019, 6, 15), date(2019, 6, 28)),
        (date(2024, 3, 5), date(2024, 3, 15), date(2024, 3, 28)),  # Good Friday is the 29th
    ],
)
def test_a_claim_is_debited_by_the_next_15th_and_due_on_the_last_weekday_of_that_month(
    recognised, debited, due
):
    assert debit_day(recognised=recognised, law=builtin()) == debited
    assert due_day(debited=debited, law=builtin()) == due
