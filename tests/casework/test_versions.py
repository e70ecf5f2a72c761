"""Which law assesses."""

import pytest

from assistans.casework import versions
from assistans.casework.models import Lagversion
from assistans.law import builtin


def test_the_law_is_read_once():
    assert versions.law_in_force() is versions.law_in_force() is builtin()


@pytest.mark.usefixtures("db")
def test_a_law_is_kept_once():
    versions.keep(builtin())
    versions.keep(builtin())
    assert Lagversion.objects.get().innehall == builtin().text
