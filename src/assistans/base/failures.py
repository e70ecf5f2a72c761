"""Failures at a door, on a page or in a worker: which mean that the database is gone, and what the log may say of any."""

import traceback
from pathlib import Path
from typing import Final

from django.db import InterfaceError, OperationalError
from psycopg_pool import PoolTimeout

DATABASE_GONE: Final = (OperationalError, InterfaceError, PoolTimeout)
"""What is raised while the database is away, restarts, or has no connection left: it passes by itself."""


def told(error: BaseException | None) -> str:
    """Tell an error's kind and where it arose, innermost place first, for a log. Its text is left out: it may quote a row."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
