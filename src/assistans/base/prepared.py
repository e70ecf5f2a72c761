"""One statement, bound on the server and prepared: for the few that run all the time."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection


def fetch_all(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement, on Django's connection but by psycopg's own cursor.

    Django's binds on the client, so the server plans every time and bytes travel as text. Raises Django's database errors.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(statement, values).fetchall()
