import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from tests.desks.components.rendering import only, said
from tests.desks.people import nobody

from assistans.desks import style as style_package
from assistans.desks.components.kinds import BADGES, MESSAGES
from assistans.desks.components.shifts import ODEN, SLAG

DESKS = Path(style_package.__file__).parents[1]
TEMPLATES = sorted((DESKS / "templates").rglob("*.html"))


pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def page():
    answer = nobody().get("/stil/")
    assert answer.status_code == 200
    return html.document_fromstring(answer.content.decode())


def test_nobody_needs_to_be_logged_in():
    assert nobody().get("/stil/").status_code == 200


def test_the_page_only_shows():
    assert nobody().post("/stil/").status_code == 405


def test_no_id_stands_twice_and_every_link_within_the_page_leads_somewhere(page):
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    leading = {href.removeprefix("#") for href in page.xpath("//@href") if href.startswith("#")}
    assert leading <= set(ids)


def test_what_one_thing_says_of_another_is_there(page):
    ids = set(page.xpath("//@id"))
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        assert {one for value in page.xpath(f"//@{attribute}") for one in value.split()} <= ids


def test_every_kind_of_message_and_badge_is_shown(page):
    classes = " ".join(page.xpath("//@class"))
    assert all(f"message-box--{kind.style}" in classes for kind in MESSAGES.values())
    assert all(f"badge--{kind.style}" in classes for kind in BADGES.values())


def test_the_calendar_is_shown_with_all_that_can_become_of_time(page):
    table = only(page.xpath('//details[@id="hosten-tabell"]'))
    cells = {said(cell) for cell in table.xpath(".//td")}
    assert {*ODEN.values(), *SLAG.values()} <= cells
    assert any(" " in cell and "–" in cell for cell in cells)


def test_both_nights_of_clock_changes_are_shown(page):
    told = [said(one) for one in page.xpath('//*[@class="shifts__clock"]')]
    assert told == [
        "Vintertid börjar: klockan 02–03 går två gånger.",
        "Sommartid börjar: klockan 02–03 finns inte.",
    ]


def test_headings_go_down_one_level_at_a_time(page):
    levels = [
        int(one.tag[1]) for one in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_says_that_everything_is_invented(page):
    assert "påhittade" in said(only(page.xpath('//*[@class="lead"]')))


def test_the_page_needs_nothing_that_its_own_policy_forbids(page):
    assert page.xpath("//@style") == []
    assert page.xpath("//style") == []
    assert page.xpath("//script[not(@src)]") == []
    assert [
        name for name in page.xpath("//@*/..//@*") if str(getattr(name, "attrname", "")).startswith("on")
    ] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(DESKS / "templates")))
def test_no_template_is_styled_or_scripted_in_place(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
