"""A guest of the demo: a browser in which somebody of the county logs in as anybody would, with BankID."""

import pytest
from tests.county import county, county_pages
from tests.desks.browser import WIDE
from tools.take_pictures import log_in

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
