import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from tests.base.known import NOON, clock

from assistans.base.access import NoReason, note_all, reading
from assistans.base.models import AccessLog

pytestmark = pytest.mark.usefixtures("db")
WHO = "anvandare:4b1f8a52-6a0c-4b0b-9d0a-0d1f6a1c7a10"


def read(why="utredning", whose=None):
    return reading(who=WHO, whose=whose or uuid.uuid4(), what="manadsarende", why=why, clock=clock())


@pytest.mark.parametrize("why", ["", "  "])
def test_nobody_reads_without_a_reason(why):
    entered = []
    with pytest.raises(NoReason), read(why):
        entered.append(True)
    assert not entered
    assert not AccessLog.objects.exists()


def test_a_reading_that_fails_leaves_no_row():
    with pytest.raises(RuntimeError), read():
        raise RuntimeError
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("statement", ["UPDATE base_access_log SET why = 'x'", "DELETE FROM base_access_log"])
def test_the_log_cannot_be_changed(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("why", ["", "  "])
def test_a_reading_of_many_needs_its_reason_too(why):
    with pytest.raises(NoReason):
        note_all(who=WHO, whose=[uuid.uuid4()], what="utbetalning", why=why, at=NOON)
    assert not AccessLog.objects.exists()


def test_a_reading_of_many_is_one_statement_and_one_row_a_person():
    first, second = uuid.uuid4(), uuid.uuid4()
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        note_all(who=WHO, whose=[first, second, first], what="utbetalning", why="körning", at=NOON)
    assert len(queries) == 1
    rows = AccessLog.objects.order_by("pk").values_list("who", "whose", "what", "why", "at")
    assert list(rows) == [(WHO, whose, "utbetalning", "körning", NOON) for whose in (first, second)]


def test_a_reading_says_who_read_whose_data_when_and_why():
    whose = uuid.uuid4()
    with read(whose=whose):
        pass
    row = AccessLog.objects.get()
    assert (row.who, row.whose, row.what, row.why, row.at) == (WHO, whose, "manadsarende", "utredning", NOON)
