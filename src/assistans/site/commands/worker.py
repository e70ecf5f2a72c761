"""`assistans worker`: do the work that waits until SIGTERM or Ctrl-C. `serve` starts these; more may be started by hand."""

import argparse
import signal
from threading import Event

from assistans.base import worker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command has no options."""
    del parser


def run(_args: argparse.Namespace) -> int:
    """Work until told to stop; the piece of work in hand is finished first."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    worker.run(stop)
    return 0
