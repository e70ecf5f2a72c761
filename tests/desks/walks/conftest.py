"""A guest of the demo: a browser in which somebody of the county logs in as anybody would, with BankID."""

import pytest
from tests.desks.browser import WIDE
from tests.desks.county import county, county_pages

__all__ = ["county", "county_pages"]


@pytest.fixture
def guest(chromium, county_pages):
    """`guest("Hanna Hägg")` logs in and gives the page; options are those of Playwright's `new_context`."""
    opened = []

    def come(name, role=None, **options):
        context = chromium.new_context(locale="sv-SE", base_url=county_pages, **({"viewport": WIDE} | options))
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        log_in(page, name, role)
        return page

    yield come
    for context in opened:
        context.close()


def log_in(page, name, role=None):
    """Log in with the simulator, without scripts if the browser has none."""
    page.goto("/")
    page.get_by_role("button", name="Logga in med BankID").click()
    page.get_by_role("link", name="Öppna BankID").click()
    identify(page, name)
    page.wait_for_url(lambda address: "/logga-in/vantar" not in address)
    if role:
        page.get_by_role("button", name=role).click()


def identify(page, name):
    """In the simulator's app: be somebody, and say yes."""
    search = page.get_by_label("Sök på namn")
    if search.count():
        search.fill(name)
        page.get_by_role("button", name="Sök").click()
        page.get_by_role("radio", name=name).first.check()
    page.get_by_role("button", name="Legitimera").or_(page.get_by_role("button", name="Skriv under")).first.click()
    page.wait_for_url("**/logga-in/**")
