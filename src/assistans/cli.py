"""The console script: pure commands here, server commands loaded from `assistans.site` when asked for."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _ = list(sys.argv[1:] if argv is None else argv)
    return 0
