from datetime import date

import pytest

from assistans.facts import ALLA, Assistent

BORN = date(1980, 5, 1)


@pytest.mark.parametrize(
    ("anmald", "day"),
    [
        ({}, None),
        ({"egen": date(2018, 9, 1)}, date(2018, 9, 1)),
        ({"annan": date(2018, 9, 1)}, None),
        (ALLA, date.min),
    ],
)
def test_the_day_the_data_arrived_is_that_of_the_anordnare(anmald, day):
    assert Assistent(id="A", fodd=BORN, anmald=anmald).anmald_hos("egen") == day


def test_an_assistant_of_whom_nothing_is_said_lives_in_the_ees_without_agreement():
    plain = Assistent(id="A", fodd=BORN)
    assert (plain.bosatt, plain.kollektivavtal, plain.narstaende, plain.forlangd_arbetstid) == (
        "inom_ees",
        False,
        False,
        False,
    )
    assert (plain.anmald, plain.anstalld, plain.oformogen) == ({}, {}, ())
