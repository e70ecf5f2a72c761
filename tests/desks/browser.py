"""A person at a browser: Chromium on pages that a real server shows from this test's own database."""

import asyncio
import gc
import os
import shutil
import threading
from pathlib import Path

import pytest
import uvicorn
from django.core.handlers.asgi import ASGIHandler
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "no Chromium here, so NO page was tried in a browser: apt-get install chromium"
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1440, "height": 900}
AT_400_PERCENT = {"width": 320, "height": 256}  # WCAG 1.4.10: 1280 × 1024 pixels at 400 %
MODES = {
    "light": {"color_scheme": "light", "viewport": WIDE},
    "dark": {"color_scheme": "dark", "viewport": WIDE},
    "phone": {"color_scheme": "light", "viewport": PHONE},
    "400 %": {"color_scheme": "light", "viewport": AT_400_PERCENT},
}


def chromium_program():
    """Chromium's path. Without one the test is skipped, loudly; in CI it fails."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    return found


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests of a worker; each page has a context of its own."""
    program = chromium_program()
    # Playwright's own loop runs in this thread, where tests also read their database: nothing is awaited there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        sandbox = os.geteuid() != 0  # Chromium refuses its sandbox to root
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def pages(db, socket_enabled, page_settings):  # noqa: ARG001 - the pages' settings on this test's database, over TCP
    """The pages' address: a real server in a thread, on this test's database."""
    from assistans.site.demo.processes import free_port  # noqa: PLC0415 - the same

    port = free_port()
    config = uvicorn.Config(
        ASGIHandler(), host="127.0.0.1", port=port, log_config=None, lifespan="off", ws="none", loop="asyncio"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)
    gc.collect()  # what an interrupted request left is closed here, not in somebody else's test


@pytest.fixture
def visit(chromium, pages):
    """Open a browser: `visit()` gives a Visitor, `visit(java_script_enabled=False)` or `visit(**MODES["dark"])` others."""
    opened = []

    def open_one(**options):
        context = chromium.new_context(locale="sv-SE", base_url=pages, **({"viewport": WIDE} | options))
        opened.append(context)
        return Visitor(context, pages)

    yield open_one
    for context in opened:
        context.close()


class Visitor:
    """A browser with one page open. `page` is Playwright's own."""

    def __init__(self, context, address):
        self.context = context
        self.address = address
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)

    def log_in(self, **who):
        """Log in as `people.logged_in` does: a real session in the database."""
        from tests.desks import people  # noqa: PLC0415 - this file is read before Django is set up

        self.context.add_cookies(
            [{"name": people.cookie_name(), "value": people.session_of(**who), "url": self.address}]
        )
        return self

    def open(self, path):
        """Go to an address; gives the answer's status."""
        return self.page.goto(path).status

    def faults(self):
        """What axe-core finds on the page, as readable lines."""
        return axe(self.page)


def axe(page):
    """What axe-core finds on a page, as readable lines: rule, what it is, where."""
    page.evaluate(
        AXE.read_text(encoding="utf-8") + ";0"
    )  # a content policy does not hold for the one who tests
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page):
    """How many pixels the page is wider than its window: what would have to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
