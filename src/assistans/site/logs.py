"""Logging without personal data: plain lines in UTC on stderr and in the home's log folder."""

import logging
import re
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from assistans.base.failures import told

# Ten or twelve digits with or without a hyphen: personnummer, samordningsnummer, and a sole trader's organisationsnummer.
_NUMBER = re.compile(r"(?<![\w-])(?:\d{2})?\d{6}[-+]?\d{4}(?![\w-])")


class PlainFormatter(logging.Formatter):
    """One plain line per event: of an error its kind and places, and everything that looks like a personnummer taken out.

    Nothing should log one in the first place. An error's own text, such as PostgreSQL's, which quotes whole rows, is why
    no traceback is written, also where Django would write one.
    """

    converter = staticmethod(time.gmtime)  # as the logging documentation says to set it

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        """Format an event, on one line."""
        return _NUMBER.sub("[nummer]", super().format(record).replace("\n", " "))

    def formatException(  # noqa: N802 - logging's own name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Tell an error without its text."""
        return told(ei[1])


def logging_settings(folder: Path) -> dict[str, Any]:
    """Give Django's LOGGING: everything from INFO to stderr and to `assistans.log` in the folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = {
        "class": "logging.handlers.WatchedFileHandler",
        "filename": str(folder / "assistans.log"),
        "delay": True,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": "assistans.site.logs.PlainFormatter"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
            "file": {**file, "formatter": "plain", "encoding": "utf-8"},
        },
        "root": {"handlers": ["stderr", "file"], "level": "INFO"},
        "loggers": {
            "django.db.backends": {"level": "WARNING"},  # its DEBUG lines hold every value
            "httpx": {"level": "WARNING"},  # BankID is asked every second
        },
    }
