"""What the log is told of a failure, and which failures pass when the database is back."""

import json

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError
from psycopg_pool import PoolTimeout

from assistans.base.failures import DATABASE_GONE, told


def test_a_failure_is_told_by_its_kind_and_its_places_and_never_by_its_text():
    with pytest.raises(ValueError, match="9811") as failed:
        int("199001189811 kr")
    assert told(failed.value).startswith("ValueError at test_failures.py:")
    assert "9811" not in told(failed.value)


def test_the_innermost_place_comes_first():
    with pytest.raises(json.JSONDecodeError) as failed:
        json.loads("x")
    places = told(failed.value).removeprefix("JSONDecodeError at ").split(" < ")
    assert places[0].startswith("decoder.py:")
    assert places[-1].startswith("test_failures.py:")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, PoolTimeout])
def test_a_database_that_is_away_comes_back(error):
    assert issubclass(error, DATABASE_GONE)


def test_a_row_that_the_database_refuses_is_no_database_away():
    assert not issubclass(IntegrityError, DATABASE_GONE)
