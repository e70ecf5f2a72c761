"""The pages' settings for everything under here: log-in, templates and the pages' own addresses."""

import os

import pytest
from django.test import override_settings
from tests.desks.browser import chromium, pages, visit

__all__ = ["chromium", "pages", "visit"]

ELSEWHERE = {"DATABASES", "LOGGING"}  # the run's own, set by the root conftest


def pytest_collection_modifyitems(items):
    """A browser that is closed while it fetches a file leaves the server's file to be closed by Python itself."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"))


@pytest.fixture(autouse=True)
def page_settings():
    """Each test sees the settings of the process that shows pages, on the loopback without TLS."""
    os.environ["ASSISTANS_PAGES_PLAIN_HTTP"] = "1"  # a cookie that asks for TLS cannot be kept here
    from assistans.site import settings_pages  # noqa: PLC0415 - it reads the home folder, which the run chooses first

    del os.environ["ASSISTANS_PAGES_PLAIN_HTTP"]  # programs that a test starts decide for themselves
    names = [name for name in dir(settings_pages) if name.isupper() and name not in ELSEWHERE]
    with override_settings(**{name: getattr(settings_pages, name) for name in names}):
        yield


@pytest.fixture
def bankid(db, monkeypatch):  # noqa: ARG001 - the pages read this test's database
    """BankID as the pages meet it in this test: `bankid.legitimate(…)`, `bankid.sign()`, `bankid.refuse()`."""
    from tests.desks.bankid import in_place  # noqa: PLC0415 - this file is read before Django is set up

    with in_place(monkeypatch) as app:
        yield app
