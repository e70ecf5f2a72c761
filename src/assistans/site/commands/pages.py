"""`assistans pages`: show the pages in a browser. `serve` starts this."""

import argparse
import os

from assistans.site import database
from assistans.site.errors import OperatorError

SETTINGS = "assistans.site.settings_pages"
PLAIN_HTTP = "ASSISTANS_PAGES_PLAIN_HTTP"


class PagesNotReadyError(OperatorError):
    """The pages cannot be shown; the text says what is missing."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8080, help="port (default: 8080)")


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ[PLAIN_HTTP] = "1"
    with database.ready():
        _serve(host=args.host, port=args.port)
    return 0


def _serve(*, host: str, port: int) -> None:
    import uvicorn  # noqa: PLC0415 - Django's settings must be chosen first
    from django.core.asgi import get_asgi_application  # noqa: PLC0415 - the same

    uvicorn.run(
        get_asgi_application(),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
    )
