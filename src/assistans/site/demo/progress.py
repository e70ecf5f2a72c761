"""Shows on stderr what the demo does and how far it has come: lines for a log, one line that moves for a terminal."""

import sys
import threading
import time
from typing import Final, TextIO

EVERY: Final = 0.2  # seconds between two redrawings


class Progress:
    """One thing at a time, with a count where it has one."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._text, self._done, self._total, self._drawn = "", 0, 0, 0.0

    def say(self, text: str) -> None:
        """Tell what happens now."""
        self._line(text)

    def count(self, text: str, total: int) -> None:
        """Begin something that has a count."""
        self._text, self._done, self._total, self._drawn = text, 0, total, 0.0

    def tick(self) -> None:
        """One more is done. Any thread may say so."""
        with self._lock:
            self._done += 1
            if self._done == self._total:
                self._line(f"{self._text}: {self._total}")
            elif self._stream.isatty() and time.monotonic() - self._drawn > EVERY:
                self._drawn = time.monotonic()
                self._stream.write(f"\r{self._seconds()}  {self._text}: {self._done} of {self._total} ")
                self._stream.flush()

    def _line(self, text: str) -> None:
        start = "\r\x1b[2K" if self._stream.isatty() else ""
        self._stream.write(f"{start}{self._seconds()}  {text}\n")
        self._stream.flush()

    def _seconds(self) -> str:
        return f"{time.monotonic() - self._began:5.1f} s"
