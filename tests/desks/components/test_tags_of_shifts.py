"""The calendar of shifts as it is written: the drawing, its legend and the same as a table."""

import re
from datetime import date

import pytest
from django.template import TemplateSyntaxError
from tests.desks.components.rendering import only, said, tree, written

from assistans.desks.components.shifts import Lane, ShiftCalendar, Stretch

EVIL = '"><script>alert(1)</script>'


def stretch(day, start, end, *, ode="godkand", slag="aktiv", **rest):
    return Stretch(day=day, start=start * 60, end=end * 60, ode=ode, slag=slag, **rest)


def calendar(*lanes, month=date(2026, 10, 1)):
    return ShiftCalendar(month=month, lanes=lanes)


OCTOBER = calendar(
    Lane(
        label="Ellen Provsson",
        via="Björkdungens Assistans AB",
        stretches=(stretch(1, 7, 15), stretch(25, 0, 7, slag="vantetid")),
    ),
    Lane(
        label="Omar Testberg",
        stretches=(
            stretch(1, 14, 22, ode="vantar", text="Två samtidigt.", href="#rad-4"),
            stretch(2, 8, 9, ode="stoppad", slag="beredskap", text="Utanför beslutet."),
        ),
    ),
)


def shown(of=OCTOBER, **rest):
    return tree("{% shift_calendar calendar %}", calendar=of, **rest)


def rows(found):
    body = only(found.xpath("//table/tbody"))
    return [[said(cell) for cell in row] for row in body]


def test_what_is_no_calendar_is_refused():
    with pytest.raises(TemplateSyntaxError, match="'' is no ShiftCalendar"):
        written("{% shift_calendar nothing %}")
    with pytest.raises(TemplateSyntaxError, match="id is missing"):
        written('{% shift_calendar calendar id="" %}', calendar=OCTOBER)


def test_everything_that_is_given_is_escaped():
    held = stretch(1, 7, 15, ode="vantar", text=EVIL, href=EVIL)
    text = written(
        "{% shift_calendar calendar %}", calendar=calendar(Lane(label=EVIL, via=EVIL, stretches=(held,)))
    )
    assert "<script>" not in text
    assert text.count("&lt;script&gt;") >= 6


def test_nothing_is_styled_in_place_since_the_browser_would_refuse_it():
    assert "style" not in written("{% shift_calendar calendar %}", calendar=OCTOBER)


def test_every_day_of_the_month_is_there():
    days = shown().xpath('//ol[@class="shifts__days"]/li')
    assert [said(day[0]) for day in days][:4] == ["tor 1", "fre 2", "lör 3", "sön 4"]
    assert len(days) == 31


def test_red_days_are_marked_and_named():
    found = shown()
    red = [said(day[0]) for day in found.xpath('//li[contains(@class, "shifts__day--red")]')]
    assert red == ["sön 4", "sön 11", "sön 18", "sön 25", "lör 31 alla helgons dag"]


def test_each_week_begins_with_a_line():
    weeks = shown().xpath('//li[contains(@class, "shifts__day--week")]')
    assert [said(day[0]) for day in weeks] == ["mån 5", "mån 12", "mån 19", "mån 26"]


def test_the_night_of_a_clock_change_is_told_and_its_hour_marked():
    night = only(shown().xpath('//li[.//*[@class="shifts__clock"]]'))
    assert said(night[0]) == "sön 25"
    assert "Vintertid börjar: klockan 02–03 går två gånger." in said(night)
    assert only(night.xpath('.//*[@class="shifts__clock-hour"]')).get("x") == "8.333%"


def test_what_waits_and_what_is_stopped_have_patterns_of_their_own():
    found = shown()
    fills = {
        one.get("class").split()[1]: bar
        for one in found.xpath('//li//*[contains(@class, "shift ")]')
        for bar in one.xpath('.//*[@class="shift__bar"]/@fill') or [""]
    }
    assert fills == {
        "shift--godkand": "",
        "shift--vantar": "url(#passkalender-vantar)",
        "shift--stoppad": "url(#passkalender-stoppad)",
    }
    ids = found.xpath("//*[local-name()='pattern']/@id")
    assert sorted(ids) == ["passkalender-stoppad", "passkalender-vantar"]


def test_two_calendars_with_ids_of_their_own_share_no_id():
    found = tree('{% shift_calendar c %}{% shift_calendar c id="andra" %}', c=OCTOBER)
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids)) == 8
    used = re.findall(r"url\(#([^)]+)\)", written('{% shift_calendar c id="andra" %}', c=OCTOBER))
    assert set(used) == {"andra-vantar", "andra-stoppad"}


def test_every_stretch_says_all_of_itself_to_those_who_listen_or_point():
    titles = [said(one) for one in shown().xpath("//li//*[local-name()='title']")]
    assert "A Ellen Provsson, den 1 kl. 07–15: aktiv tid, 8 h, godkänd" in titles
    assert "B Omar Testberg, den 1 kl. 14–22: aktiv tid, 8 h, väntar. Två samtidigt." in titles
    assert "14–15: 2 pass samtidigt" in titles


def test_a_stretch_with_somewhere_to_go_is_a_link_and_others_are_pictures():
    found = shown()
    links = found.xpath('//li//a[contains(@class, "shift")]')
    assert [one.get("href") for one in links] == ["#rad-4"]
    pictures = found.xpath('//li//*[local-name()="g"][contains(@class, "shift ")][ancestor::ol]')
    assert {one.get("role") for one in pictures} == {"img"}
    assert len(pictures) == 3


def test_each_lane_is_named_in_the_legend():
    found = shown()
    assert [said(one) for one in found.xpath('//ul[@class="shifts__lanes"]/li')] == [
        "A Ellen Provsson via Björkdungens Assistans AB",
        "B Omar Testberg",
    ]


def test_the_month_is_summed_by_what_became_of_it():
    assert [said(one) for one in shown().xpath('//ul[@class="shifts__sums"]/li')] == [
        "Godkänd 16 h",
        "Väntar 8 h",
        "Stoppad 1 h",
    ]


def test_each_day_is_summed_with_what_waits_in_words():
    sums = [said(one) for one in shown().xpath('//*[@class="shifts__sum"]')]
    assert sums[:3] == ["8 h 8 h väntar", "1 h stoppad", ""]


def test_the_table_has_every_stretch_with_why_and_what_runs_beside_it():
    assert rows(shown()) == [
        ["tor 1", "A Ellen Provsson", "07–15", "8 h", "Aktiv tid", "Godkänd", "", "B 14–15"],
        ["tor 1", "B Omar Testberg", "14–22", "8 h", "Aktiv tid", "Väntar", "Två samtidigt.", "A 14–15"],
        ["fre 2", "B Omar Testberg", "08–09", "1 h", "Beredskap", "Stoppad", "Utanför beslutet.", ""],
        ["sön 25", "A Ellen Provsson", "00–07", "8 h", "Väntetid", "Godkänd", "", ""],
    ]  # fmt: skip


def test_a_row_of_the_table_leads_where_its_stretch_does():
    assert shown().xpath("//table//a/@href") == ["#rad-4"]


def test_a_month_without_shifts_says_so_in_its_table():
    found = shown(calendar())
    assert rows(found) == [["Inga pass."]]
    assert len(found.xpath('//ol[@class="shifts__days"]/li')) == 31


def test_one_can_pass_by_all_shifts_to_the_table_by_keyboard():
    found = shown()
    href = only(found.xpath('//*[@class="shifts__skip"]/a')).get("href")
    assert only(found.xpath(f'//details[@id="{href.removeprefix("#")}"]')) is not None
