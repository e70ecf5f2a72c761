"""A guest of the demo: a browser in which somebody of the county logs in as anybody would, with BankID."""

import re

import pytest
from tests.county import county, county_pages
from tests.desks.browser import WIDE

__all__ = ["county", "county_pages"]


@pytest.fixture
def guest(chromium, county_pages):
    """`guest("Hanna Hägg")` logs in and gives the page; options are those of Playwright's `new_context`."""
    opened = []

    def come(name, **options):
        context = chromium.new_context(
            locale="sv-SE", base_url=county_pages, **({"viewport": WIDE} | options)
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        log_in(page, name)
        return page

    yield come
    for context in opened:
        context.close()


def log_in(page, name):
    """Log in with the simulator."""
    page.goto("/")
    page.get_by_role("button", name="Logga in med BankID").click()
    page.get_by_role("link", name="Öppna simulatorn").click()
    page.get_by_label("Sök på namn").fill(name)
    page.get_by_role("button", name="Sök").click()
    page.get_by_role("radio", name=re.compile(name)).first.check()
    page.get_by_role("button", name="Legitimera").click()
    page.get_by_role("button", name="Logga ut").wait_for()
