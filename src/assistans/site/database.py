"""Which database this installation uses, in which roles, and how it is made ready.

Two roles from the first migration: `assistans_owner` makes tables, `assistans_app` runs and cannot change what
is append-only. Embedded by default; with `DATABASE_URL` a PostgreSQL server (15 or newer) of one's own.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import django
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from assistans.site import embedded
from assistans.site.errors import OperatorError
from assistans.site.home import home

APP = embedded.APP
OWNER = embedded.OWNER
OLDEST_SERVER = 150_000  # PostgreSQL 15, as server_version writes it
_NAME = "assistans"
_PRODUCTION = "produktion"
_MAINTENANCE = "postgres"
_PREPARING = 7_214_530_001  # any number, the same in every release: the advisory lock of whoever prepares
# Seconds: how long a caller waits for a connection, and how long the pool tries by itself before it leaves that to the
# next caller. Its own tries come ever further apart, so with patience it would sleep on when the database is back.
_PATIENCE = {"timeout": 2, "reconnect_timeout": 1}
_DJANGO_KEYS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class DatabaseNotReadyError(OperatorError):
    """The database cannot be made ready; the text says what is missing and which statement mends it."""


class MarkedOtherwiseError(OperatorError):
    """The database is marked as another kind, for ever."""


@dataclass(frozen=True, slots=True)
class Target:
    """A database and how each role reaches it: `app` and `owner` are connection strings."""

    app: str
    owner: str
    is_embedded: bool

    @property
    def name(self) -> str:
        """The database's name."""
        return str(conninfo_to_dict(self.owner).get("dbname", ""))

    def named(self, name: str) -> "Target":
        """Give the same server and roles with another database."""
        return Target(
            app=make_conninfo(self.app, dbname=name),
            owner=make_conninfo(self.owner, dbname=name),
            is_embedded=self.is_embedded,
        )

    def django(self, role: str, *, pool: int = 0) -> dict[str, Any]:
        """Give Django's settings for one role, with a pool of at most so many connections or with none."""
        options: dict[str, Any] = conninfo_to_dict(self.app if role == "app" else self.owner)
        names = {django: str(options.pop(key, "")) for key, django in _DJANGO_KEYS.items()}
        if pool:
            options["pool"] = {"min_size": 1, "max_size": pool, **_PATIENCE}
        # A pool's connection is tried before it is lent out, so a restarted database is met with a fresh one.
        checks = {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": bool(pool)}
        return {"ENGINE": "django.db.backends.postgresql", **names, **checks, "OPTIONS": options}


def target() -> Target:
    """Read from the environment which database is meant. Starts nothing and connects to nothing.

    `DATABASE_URL` names a server of one's own, `DATABASE_OWNER_URL` its other log-in; else it is the embedded one
    of the home folder. `ASSISTANS_DATABASE_NAME` replaces the name of the database in both.
    """
    url = os.environ.get("DATABASE_URL")
    found = _own_server(url) if url else _embedded()
    name = os.environ.get("ASSISTANS_DATABASE_NAME")
    return found.named(name) if name else found


@contextmanager
def running() -> Iterator[Target]:
    """Keep the database running for the length of the block: the embedded server is started if need be."""
    found = target()
    if not found.is_embedded:
        yield found
        return
    with embedded.ensure(home()):
        yield found


@contextmanager
def ready(*, mark: str | None = None) -> Iterator[Target]:
    """Keep the database running, and ready to run on, for the length of the block; `mark` is what it must be marked.

    A database that is ready is not touched as its owner, so a process that only runs needs only `DATABASE_URL`.
    Django is set up too. Raises what `prepare` raises.
    """
    django.setup()
    with running() as found:
        if mark or not is_prepared(found):
            prepare(found, mark=mark)
        yield found


def is_prepared(found: Target) -> bool:
    """Tell, in the app's role, whether the database is there with every migration of this version."""
    from django.db import connection  # noqa: PLC0415 - the settings read this module
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    try:
        psycopg.connect(found.app).close()
    except psycopg.OperationalError:
        return False
    with _django_on(found.django("app")):
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def prepare(found: Target, *, mark: str | None = None) -> None:
    """Make a database ready to run on: itself, its extension, the app role's rights, all migrations and its mark.

    A new database is marked `mark`, produktion unless said; one that is there keeps its mark, and was made for produktion
    if it has none. Safe to run again and by several processes at once. Raises `DatabaseNotReadyError`, `MarkedOtherwiseError`.
    """
    if found.is_embedded:
        create(found)
    with _connected(found) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])  # given back when the connection closes
        _check_version(owner)
        _grant(owner, found=found)
        is_new = _is_new(owner)
        _migrate(found)
        owner.execute(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {APP}")
        _mark(owner, (mark if is_new else None) or _PRODUCTION)
        _check_mark(owner, found=found, mark=mark)


def create(found: Target, *, template: str = "template1") -> None:
    """Create the database on its server, as a copy of `template`; one that is there already is left alone."""
    name, source = sql.Identifier(found.name), sql.Identifier(template)
    with _connected(found.named(_MAINTENANCE)) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
        if owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [found.name]).fetchone():
            return
        _ensure_app_role(owner, found=found)
        owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, source))
        owner.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        owner.execute(sql.SQL(f"GRANT CONNECT, TEMPORARY ON DATABASE {{}} TO {APP}").format(name))


def drop(found: Target) -> None:
    """Remove a database with all that is in it, even while somebody is connected to it."""
    with _connected(found.named(_MAINTENANCE)) as owner:
        statement = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(found.name))
        try:
            owner.execute(statement + sql.SQL(" WITH (FORCE)"))
        except (
            psycopg.errors.InsufficientPrivilege
        ):  # an autovacuum is at work there: the plain form waits for it
            owner.execute(statement)


def _embedded() -> Target:
    address = f"host={embedded.socket_folder(embedded.Folders(home()))} port=5432 dbname={_NAME}"
    return Target(app=f"{address} user={APP}", owner=f"{address} user={OWNER}", is_embedded=True)


def _own_server(url: str) -> Target:
    app = conninfo_to_dict(url)
    # As a start option the role also holds for pools and for raw connections, whatever the log-in is called.
    options = f"{app.get('options', '')} -c role={APP}".strip()
    owner = os.environ.get("DATABASE_OWNER_URL") or url
    return Target(app=make_conninfo(url, options=options), owner=make_conninfo(owner), is_embedded=False)


@contextmanager
def _connected(found: Target) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    try:
        connection = psycopg.connect(found.owner, autocommit=True)
    except psycopg.OperationalError as error:
        raise DatabaseNotReadyError(
            f"No connection to the database {found.name!r} as its owner: {error}"
        ) from error
    with closing(connection):
        yield connection


def _check_version(owner: psycopg.Connection[tuple[Any, ...]]) -> None:
    if owner.info.server_version < OLDEST_SERVER:
        raise DatabaseNotReadyError(
            f"The server is PostgreSQL {owner.info.server_version // 10_000}; 15 or newer is needed. Upgrade it."
        )


def _grant(owner: psycopg.Connection[tuple[Any, ...]], *, found: Target) -> None:
    try:
        _ensure_app_role(owner, found=found)
        for statement in _RIGHTS:
            owner.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseNotReadyError(
            f"The owner's log-in may not make the database {found.name!r} ready: {error.diag.message_primary}. "
            f"As the server's administrator: CREATE ROLE {APP} NOLOGIN; GRANT {APP} TO <the log-in of DATABASE_URL>; "
            f"ALTER DATABASE {found.name} OWNER TO <the owner's log-in>."
        ) from error


_RIGHTS = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"GRANT USAGE ON SCHEMA public TO {APP}",
    f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
    f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP}",
)


def _ensure_app_role(owner: psycopg.Connection[tuple[Any, ...]], *, found: Target) -> None:
    if found.is_embedded:
        return  # made with the cluster
    if not owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP]).fetchone():
        owner.execute(f"CREATE ROLE {APP} NOLOGIN")
    name = str(conninfo_to_dict(found.app).get("user") or owner.info.user)
    is_member = owner.execute("SELECT pg_has_role(%s, %s, 'MEMBER')", [name, APP]).fetchone()
    if is_member and not is_member[0]:
        owner.execute(sql.SQL(f"GRANT {APP} TO {{}}").format(sql.Identifier(name)))


def _migrate(found: Target) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - the settings read this module

    django.setup()
    with _django_on(found.django("owner")):
        call_command("migrate", interactive=False, verbosity=0)


def _is_new(owner: psycopg.Connection[tuple[Any, ...]]) -> bool:
    return owner.execute("SELECT to_regclass('django_migrations') IS NULL").fetchone() == (True,)


def _mark(owner: psycopg.Connection[tuple[Any, ...]], mark: str) -> None:
    owner.execute("INSERT INTO base_instance (id, slag) VALUES (1, %s) ON CONFLICT DO NOTHING", [mark])


def _check_mark(owner: psycopg.Connection[tuple[Any, ...]], *, found: Target, mark: str | None) -> None:
    has = owner.execute("SELECT slag FROM base_instance").fetchone()
    if mark and has != (mark,):
        raise MarkedOtherwiseError(
            f"The database {found.name!r} is marked {has and has[0]} for ever and cannot become {mark}. "
            "Take another database: set ASSISTANS_DATABASE_NAME or ASSISTANS_HOME."
        )


@contextmanager
def _django_on(settings: dict[str, Any]) -> Iterator[None]:
    """Let Django's connection be another one for the length of the block.

    A second alias would not do: what a migration fills in through a model goes to `default`.
    """
    from django.db import connection  # noqa: PLC0415 - the settings read this module

    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(settings)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)
