"""How every HTTP server of ours is set: what the suppliers' doors, the pages and the BankID simulator have in common."""

from typing import Any, Final

import uvicorn

STOP_SECONDS: Final = 10
"""How long requests in hand may take to finish when a server is told to stop."""


def config(app: Any, **more: Any) -> uvicorn.Config:
    """Give uvicorn its settings for an ASGI 3 application; `more` are a server's own, by uvicorn's names, and win.

    No access log: an address may tell whom a page is about, and who reads what stands in the access log of ours.
    No header of a proxy is believed unless the server says that it has one.
    """
    shared: dict[str, Any] = {
        "http": "httptools",
        "ws": "none",
        "lifespan": "off",
        "interface": "asgi3",
        "log_config": None,
        "access_log": False,
        "proxy_headers": False,
        "server_header": False,
        "timeout_graceful_shutdown": STOP_SECONDS,
    }
    return uvicorn.Config(app, **shared | more)
