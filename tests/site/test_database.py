"""Which database is meant, in which roles, and what makes it ready."""

import threading

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from assistans.site import database
from assistans.site.database import DatabaseNotReadyError, MarkedOtherwiseError, Target


@pytest.fixture
def own_server(postgresql_15, monkeypatch):
    """Set the environment to a server of one's own with the given log-ins, and give what is then meant."""

    def meant(*, login, owner=None, dbname="eget"):
        monkeypatch.setenv("DATABASE_URL", f"{postgresql_15} user={login} dbname={dbname}")
        if owner:
            monkeypatch.setenv("DATABASE_OWNER_URL", f"{postgresql_15} user={owner} dbname={dbname}")
        return database.target()

    return meant


def scalar(conninfo, question):
    with psycopg.connect(conninfo) as session:
        return session.execute(question).fetchone()[0]


# What cannot be made ready


def test_a_server_that_is_not_there_is_named_without_a_stack_of_causes(own_server):
    found = own_server(login="migrerare").named("finns_inte")
    with pytest.raises(DatabaseNotReadyError, match="finns_inte"):
        database.prepare(found)


def test_a_log_in_without_the_right_is_told_what_the_administrator_must_run(own_server):
    found = own_server(login="utan_ratt", dbname="annans")
    with pytest.raises(
        DatabaseNotReadyError, match=r"CREATE ROLE assistans_app NOLOGIN.*ALTER DATABASE annans"
    ):
        database.prepare(found)


def test_a_server_that_is_too_old_is_refused(own_server, monkeypatch):
    monkeypatch.setattr(database, "OLDEST_SERVER", 160_000)
    with pytest.raises(DatabaseNotReadyError, match="PostgreSQL 15; 15 or newer"):
        database.prepare(own_server(login="migrerare"))


def test_the_app_cannot_make_tables(db):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        scalar(db.app, "CREATE TABLE egen (x int)")


@pytest.mark.parametrize(
    "change", ["UPDATE base_attest SET kind = ''", "DELETE FROM base_attest", "TRUNCATE base_attest"]
)
def test_the_app_cannot_change_what_is_append_only(db, change):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        scalar(db.app, change)


@pytest.mark.parametrize(
    "change", ["INSERT INTO django_migrations VALUES (0)", "DELETE FROM django_migrations"]
)
def test_the_app_cannot_pretend_that_a_migration_was_run(db, change):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        scalar(db.app, change)


# Which database is meant


def test_the_embedded_database_is_meant_by_default(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = database.target()
    assert found.is_embedded
    assert conninfo_to_dict(found.app)["user"] == "assistans_app"
    assert conninfo_to_dict(found.owner)["user"] == "assistans_owner"


def test_another_name_can_be_given_to_the_database(monkeypatch):
    monkeypatch.setenv("ASSISTANS_DATABASE_NAME", "ovning")
    assert database.target().name == "ovning"


def test_an_address_of_ones_own_is_used_for_both_roles(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://lop:hemligt%20ord@db.example/eget?sslmode=verify-full")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    found = database.target()
    assert not found.is_embedded
    assert conninfo_to_dict(found.owner)["password"] == "hemligt ord"
    assert conninfo_to_dict(found.app)["options"] == "-c role=assistans_app"
    assert "options" not in conninfo_to_dict(found.owner)


def test_an_owner_of_its_own_migrates(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://lop@db.example/eget")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://agare@db.example/eget")
    found = database.target()
    assert conninfo_to_dict(found.owner)["user"] == "agare"
    assert conninfo_to_dict(found.app)["user"] == "lop"


def test_start_options_of_ones_own_are_kept(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", make_conninfo(host="h", dbname="d", options="-c statement_timeout=5s"))
    assert (
        conninfo_to_dict(database.target().app)["options"] == "-c statement_timeout=5s -c role=assistans_app"
    )


def test_django_is_given_the_parts_of_the_address():
    found = Target(
        app="host=h port=5 user=u password=p dbname=d sslmode=require", owner="", is_embedded=False
    )
    settings = found.django("app")
    assert [settings[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "NAME")] == [
        "h",
        "5",
        "u",
        "p",
        "d",
    ]
    assert settings["OPTIONS"] == {"sslmode": "require"}
    assert settings["CONN_MAX_AGE"] == 0


def test_a_pool_gives_up_sooner_than_its_callers_so_that_the_next_one_finds_a_database_that_is_back():
    pool = Target(app="dbname=d", owner="", is_embedded=True).django("app", pool=7)["OPTIONS"]["pool"]
    assert 0 < pool["reconnect_timeout"] < pool["timeout"] < 5


def test_a_server_process_has_a_pool_that_tries_its_connections():
    settings = Target(app="dbname=d", owner="", is_embedded=True).django("app", pool=7)
    assert settings["OPTIONS"]["pool"]["max_size"] == 7
    assert settings["CONN_HEALTH_CHECKS"]


# What makes it ready


def test_django_runs_in_the_apps_role(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == ("assistans_app", db.name)


def test_tables_belong_to_the_owner(db):
    assert scalar(db.owner, "SELECT tableowner FROM pg_tables WHERE tablename = 'base_attest'") == scalar(
        db.owner, "SELECT current_user"
    )


def test_making_ready_twice_changes_nothing(db):
    before = scalar(db.owner, "SELECT count(*) FROM django_migrations")
    database.prepare(db)
    assert scalar(db.owner, "SELECT count(*) FROM django_migrations") == before


def test_django_is_back_on_its_own_connection_after_making_ready(db):
    database.prepare(db)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == ("assistans_app", db.name)


def test_many_can_make_the_same_database_at_once(db):
    fresh = db.named(f"{db.name}_ny")
    threads = [threading.Thread(target=database.create, args=[fresh]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert scalar(fresh.owner, "SELECT current_database()") == fresh.name
    database.drop(fresh)


def test_a_database_made_as_a_copy_has_everything_but_is_its_own(db):
    with psycopg.connect(db.owner) as session:
        session.execute("CREATE TABLE bara_har (x int)")
    copy = db.named(f"{db.name}_kopia")
    database.create(copy, template=db.name)
    assert scalar(copy.owner, "SELECT count(*) FROM bara_har") == 0
    database.drop(copy)
    assert scalar(db.owner, "SELECT count(*) FROM bara_har") == 0


def test_dropping_what_is_not_there_is_no_error(db):
    database.drop(db.named("finns_inte"))


# What it is marked


@pytest.fixture
def fresh(db):
    """An empty database."""
    empty = db.named(f"{db.name}_ny")
    database.create(empty)
    yield empty
    database.drop(empty)


def marked(found):
    return scalar(found.app, "SELECT string_agg(slag, ',') FROM base_instance")


def test_a_database_that_lost_its_mark_was_made_for_production(db, mark):
    mark(None)
    with pytest.raises(MarkedOtherwiseError, match="marked produktion for ever and cannot become demo"):
        database.prepare(db, mark="demo")
    assert marked(db) == "produktion"


def test_a_mark_is_never_changed(db):
    with pytest.raises(MarkedOtherwiseError, match="marked test for ever and cannot become produktion"):
        database.prepare(db, mark="produktion")
    database.prepare(db)
    database.prepare(db, mark="test")
    assert marked(db) == "test"


def test_a_kind_that_is_none_leaves_no_mark_and_then_production(fresh):
    with pytest.raises(psycopg.errors.CheckViolation, match="known_slag"):
        database.prepare(fresh, mark="ovning")
    database.prepare(fresh)
    assert marked(fresh) == "produktion"


@pytest.mark.parametrize(("mark", "expected"), [(None, "produktion"), ("demo", "demo")])
def test_a_new_database_is_marked_as_said_or_for_production(fresh, mark, expected):
    database.prepare(fresh, mark=mark)
    assert marked(fresh) == expected


# A server of one's own, PostgreSQL 15


def test_a_single_log_in_still_runs_without_the_right_to_change_what_is_append_only(own_server):
    found = own_server(login="migrerare")
    database.prepare(found)
    assert scalar(found.owner, "SHOW server_version_num").startswith("15")
    assert scalar(found.app, "SELECT current_user") == "assistans_app"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        scalar(found.app, "UPDATE base_attest SET kind = ''")
    assert scalar(found.app, "SELECT count(*) FROM base_attest") == 0


def test_with_two_log_ins_the_running_one_cannot_become_the_owner(own_server):
    found = own_server(login="loparen", owner="migrerare")
    database.prepare(found)
    assert scalar(found.app, "SELECT current_user") == "assistans_app"
    assert scalar(found.app, "SELECT count(*) FROM base_attest") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        scalar(found.app, "SET ROLE migrerare")


def test_a_server_of_ones_own_needs_no_starting(own_server):
    found = own_server(login="migrerare")
    with database.running() as running:
        assert running == found
