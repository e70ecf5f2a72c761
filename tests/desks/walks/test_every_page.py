"""Every page that a role's links lead to in the demo: no code, no fault of access in any mode, and nothing to scroll sideways."""

import re
from urllib.parse import urlsplit

import pytest
from tests.desks.browser import MODES, axe, overflow

pytestmark = [pytest.mark.browser, pytest.mark.network, pytest.mark.slow, pytest.mark.timeout(1200)]
GUESTS = {
    "handläggare": "Hanna Hägg",
    "anordnare": "Mohammed Lönn",
    "person": "Pär Fjällström",
    "ekonom": "Ebba Ek",
    "kommun": "Kajsa Kvist",
}
FILES = (".xml", ".csv", "/bankfil/", "/fil/")
VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}(-\d{2})?|\d+")


SETTLED = (
    "() => Promise.all(document.getAnimations().map(a => a.finished.catch(() => null))).then(() => null)"
)
"""Wait until colours have changed with the mode: buttons do so gradually."""


def kind(address):
    """What kind of page an address leads to: the same for every month, person and paragraph."""
    path = urlsplit(address).path
    return "/lag/" if path.startswith("/lag/") and path != "/lag/" else VARIES.sub("*", path)


CODE = re.compile(r"\b[A-ZÅÄÖ]{2,}_[A-ZÅÄÖ_]+\b|\b[a-zåäö]+_[a-zåäö_]+\b")
IN_SMALL = "pre, code, .own-code, .mark, .step__ground, .resting__name"
"""Where a code may stand: beside its plain words in small type, for who needs it."""


def codes(page):
    """The codes and words of the program that the open page shows as if they were Swedish."""
    text = page.evaluate(
        """small => {
             const copy = document.querySelector('main').cloneNode(true)
             copy.querySelectorAll(small).forEach(one => one.remove())
             return copy.textContent
           }""",
        IN_SMALL,
    )
    return sorted(set(CODE.findall(text)))


def links(page):
    """The addresses of our own that a page links to, but for files to take."""
    found = page.eval_on_selector_all(
        "a[href]", "all => all.map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
    )
    ours = [
        address
        for address in found
        if address.startswith(page.url.split("/", 3)[0] + "//" + urlsplit(page.url).netloc)
    ]
    return [urlsplit(address).path for address in ours if not urlsplit(address).path.endswith(FILES)]


def faults_in_every_mode(page):
    """What is wrong with the open page: axe-core's findings and sideways scrolling, by mode."""
    found = []
    for mode, settings in MODES.items():
        page.emulate_media(color_scheme=settings["color_scheme"])
        page.set_viewport_size(settings["viewport"])
        page.evaluate(SETTLED)
        found += [f"{mode}: {fault}" for fault in axe(page)]
        if (wide := overflow(page)) > 0:
            found.append(f"{mode}: {wide} pixels too wide")
    return found


@pytest.mark.parametrize("role", GUESTS)
def test_every_kind_of_page_that_a_role_meets(guest, role):
    page = guest(GUESTS[role])
    waiting, seen, found = [urlsplit(page.url).path, "/lag/", "/stil/"], set(), {}
    while waiting:
        path = waiting.pop(0)
        if kind(path) in seen:
            continue
        seen.add(kind(path))
        answer = page.goto(path)
        assert answer.status == 200, path
        waiting += links(page)
        if faults := [*codes(page), *faults_in_every_mode(page)]:
            found[path] = faults
    assert found == {}
    assert len(seen) > 5
