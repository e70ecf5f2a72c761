import pytest
from django.db import connection
from django.db.utils import ProgrammingError

# What is never changed or removed (design section 5). ClosedOnce tables may be updated, by their trigger once.
FOR_EVER = [
    "base_access_log",
    "base_attest",
    "base_change",
    "intake_part",
    "intake_handling",
    "intake_underskrift",
    "intake_tidredovisning",
    "intake_rakning",
    "intake_kvittens",
    "intake_avvisning",
    "intake_forsegling",
    "casework_bedomning",
    "casework_stallningstagande",
    "casework_manadsbeslut",
    "casework_beslutsrad",
    "casework_kommunrad",
]


def privileges(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE']) p WHERE has_table_privilege(%s, p)",
            [table],
        )
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("table", FOR_EVER)
def test_the_app_can_read_and_add_but_not_change_or_remove(table):
    assert privileges(table) == {"SELECT", "INSERT"}


@pytest.mark.usefixtures("db")
def test_every_bitemporal_table_can_be_closed_but_not_emptied():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = 'base_closed_once'::regproc ORDER BY 1"
        )
        closed_once = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT attrelid::regclass::text FROM pg_attribute WHERE attname = 'known' AND attnum > 0"
        )
        with_known_time = {name for (name,) in cursor.fetchall() if not name.endswith("_never_two")}
    assert closed_once == with_known_time
    assert len(closed_once) >= 10
    for table in closed_once:
        assert privileges(table) == {"SELECT", "INSERT", "UPDATE"}


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("statement", ["CREATE TABLE x (a int)", "DELETE FROM django_migrations"])
def test_the_app_cannot_make_itself_more_than_it_is(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
