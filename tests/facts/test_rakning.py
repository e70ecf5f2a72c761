from datetime import date
from itertools import combinations

import pytest

from assistans.facts import Kostnader, Rakning
from assistans.timeline.quantities import Ore

KINDS = ["lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_cost_counts_once(kind):
    assert Kostnader(**{kind: Ore(123)}).summa == 123


@pytest.mark.parametrize("two", list(combinations(KINDS, 2)))
def test_kinds_of_cost_are_added(two):
    assert Kostnader(**{kind: Ore(100 + place) for place, kind in enumerate(two)}).summa == 201


def test_an_account_of_zeroes_is_nothing_in_ore():
    assert Kostnader().summa == Ore(0)
    assert type(Kostnader().summa) is Ore


def test_a_rakning_that_says_no_more_says_nothing_else():
    plain = Rakning(mottagen=date(2018, 11, 4), tid=None)
    assert not plain.sjukhus
    assert plain.skola_eller_daglig_verksamhet is False
    assert not plain.vistelse_utanfor_ees
    assert plain.kvar_av_forra_utbetalningen == 0
    assert plain.kostnader is None
