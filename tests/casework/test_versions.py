"""Which law and which code assess."""

import pytest

from assistans.casework import versions
from assistans.casework.models import Lagversion
from assistans.law import builtin


def test_the_code_version_fits_its_column_and_names_the_release():
    assert len(versions.code_version()) <= 40
    assert versions.code_version().startswith("0.1.0+")


def test_the_code_version_follows_the_source(monkeypatch):
    before = versions.code_version()
    monkeypatch.setattr(versions, "PURE_ROOMS", ("timeline", "law", "facts"))
    assert versions.code_version.__wrapped__() != before


def test_the_law_is_read_once():
    assert versions.law_in_force() is versions.law_in_force() is builtin()


@pytest.mark.usefixtures("db")
def test_a_law_is_kept_once():
    versions.keep(builtin())
    versions.keep(builtin())
    assert Lagversion.objects.get().innehall == builtin().text
