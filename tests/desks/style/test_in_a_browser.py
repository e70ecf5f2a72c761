"""The components as a person meets them in a browser, in light and dark, on a phone, at 400 % and on paper."""

import pytest
from tests.desks.browser import MODES, WIDE, overflow

pytestmark = [pytest.mark.browser, pytest.mark.network, pytest.mark.timeout(120)]
PRESS = "Avslå tiden"


@pytest.fixture
def opened(visit):
    def open_page(**options):
        visitor = visit(**options)
        assert visitor.open("/stil/") == 200
        return visitor

    return open_page


def is_focused(page, locator):
    return page.evaluate("one => one === document.activeElement", locator.element_handle())


def texts(page, day):
    """The texts that are seen in the bars of one day of the calendar."""
    row = page.locator("#hosten .shifts__day").nth(day - 1)
    shown = row.locator("tspan").evaluate_all(
        "all => all.filter(one => getComputedStyle(one).display !== 'none').map(one => one.textContent.trim())"
    )
    return " ".join(shown)


@pytest.mark.parametrize("mode", MODES)
def test_no_component_has_a_fault_of_access_or_is_wider_than_its_window(opened, mode):
    visitor = opened(**MODES[mode])
    assert visitor.faults() == []
    assert overflow(visitor.page) <= 0


def test_a_window_that_is_open_has_no_fault_of_access(opened):
    visitor = opened()
    visitor.page.get_by_role("button", name=PRESS).first.click()
    assert visitor.faults() == []


def test_what_unfolds_without_scripts_has_no_fault_of_access(opened):
    page = opened(java_script_enabled=False).page
    page.locator("summary", has_text=PRESS).click()
    assert page.get_by_role("heading", name="Avslå 3 h den 6 oktober").is_visible()
    assert page.get_by_label("Skäl", exact=True).first.is_visible()


def test_the_browser_refuses_nothing_of_the_page(visit):
    visitor = visit()
    said = []
    visitor.page.on("console", lambda message: said.append(message.text))
    visitor.page.on("pageerror", lambda error: said.append(str(error)))
    visitor.open("/stil/")
    visitor.page.get_by_role("button", name=PRESS).first.click()
    assert said == []


def test_the_errors_of_a_form_have_the_focus_first(opened):
    page = opened().page
    assert page.evaluate("document.activeElement.id") == "fel"


def test_an_error_leads_to_its_field(opened):
    page = opened().page
    page.get_by_role("link", name="Timbelopp: Detta fält måste fyllas i.").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("location.hash") == "#fel_belopp"


def test_a_window_opens_and_closes_by_keyboard_alone_and_gives_the_focus_back(opened):
    page = opened().page
    button = page.get_by_role("button", name=PRESS).first
    button.press("Enter")
    window = page.get_by_role("dialog", name="Avslå 3 h den 6 oktober")
    assert window.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("Bilagan saknas.")
    page.keyboard.press("Escape")
    assert not window.is_visible()
    assert is_focused(page, button)


def test_what_was_typed_in_a_window_is_still_there_when_it_opens_again(opened):
    page = opened().page
    button = page.get_by_role("button", name=PRESS).first
    button.click()
    window = page.get_by_role("dialog")
    window.get_by_label("Skäl").fill("Bilagan saknas.")
    window.get_by_role("button", name="Stäng").click()
    button.click()
    assert window.get_by_label("Skäl").input_value() == "Bilagan saknas."


def test_the_focus_stays_in_an_open_window(opened):
    page = opened().page
    page.get_by_role("button", name=PRESS).first.click()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )


def test_a_window_that_came_back_with_errors_is_open_at_once(visit):
    visitor = visit()
    visitor.page.route(
        "**/stil/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace('id="avsla" data-dialog', 'id="avsla" data-dialog open'),
        ),
    )
    visitor.open("/stil/")
    assert visitor.page.get_by_role("dialog", name="Avslå 3 h den 6 oktober").is_visible()


def test_an_address_that_names_a_window_opens_it_also_without_scripts(visit):
    visitor = visit(java_script_enabled=False)
    visitor.open("/stil/")
    reason = visitor.page.locator("#avsla").get_by_label("Skäl")
    assert not reason.is_visible()
    visitor.page.goto("/stil/#avsla")
    assert reason.is_visible()


def test_an_address_that_names_a_window_opens_it_with_the_focus_and_esc_leads_to_its_button(visit):
    visitor = visit()
    visitor.open("/stil/?a=1#avsla")
    page = visitor.page
    window = page.get_by_role("dialog", name="Avslå 3 h den 6 oktober")
    assert window.is_visible()
    assert page.evaluate("!!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    assert not window.is_visible()
    assert is_focused(page, page.get_by_role("button", name=PRESS).first)
    assert page.evaluate("location.search + location.hash") == "?a=1"


def test_a_link_to_a_window_opens_it_each_time_and_has_the_focus_again(opened):
    page = opened().page
    page.evaluate("""() => document.querySelector('main').insertAdjacentHTML(
        'beforeend', '<a id="dit" href="#avsla">Avslå</a>')""")
    link, window = page.locator("#dit"), page.get_by_role("dialog", name="Avslå 3 h den 6 oktober")
    for _ in range(2):
        link.press("Enter")
        assert window.is_visible()
        page.keyboard.press("Escape")
        assert not window.is_visible()
        assert is_focused(page, link)


def test_going_back_to_an_address_that_names_a_window_opens_it(opened):
    page = opened().page
    page.evaluate("location.hash = 'avsla'")
    page.get_by_role("dialog", name="Avslå 3 h den 6 oktober").wait_for()


def test_an_address_that_names_nothing_opens_nothing(visit):
    visitor = visit()
    visitor.open("/stil/#finns-inte")
    assert visitor.page.get_by_role("dialog").count() == 0


def test_a_window_works_also_in_what_htmx_fetched_later(opened):
    page = opened().page
    page.evaluate(
        """() => {
             const later = document.createElement('div')
             later.innerHTML = `<details data-dialog id="senare"><summary>Ändra</summary>
               <div data-dialog-panel><h2 class="dialog__heading" id="senare-rubrik">Ändra tiden</h2></div></details>`
             document.querySelector('main').append(later)
             document.dispatchEvent(new CustomEvent('htmx:load', {detail: {elt: later.firstChild}}))
           }"""
    )
    page.get_by_role("button", name="Ändra").click()
    assert page.get_by_role("dialog", name="Ändra tiden").is_visible()


def test_a_wide_calendar_says_who_and_when_and_a_phone_says_the_longest(opened):
    assert texts(opened(viewport=WIDE).page, 6) == "C 00–06.30 V A 07–15 B 15–22.30 ? D E"
    assert texts(opened(**MODES["phone"]).page, 6) == "C A 07–15 B ? D E"


@pytest.mark.parametrize("width", [320, 390, 520, 760, 1000, 1140, 1440])
def test_no_text_of_a_bar_is_cut(opened, width):
    page = opened(viewport={"width": width, "height": 900}).page
    cut = page.locator("#hosten .shifts__track > * > svg").evaluate_all(
        """all => all.filter(one => {
             const text = one.querySelector('text').getBoundingClientRect()
             return text.width && text.right > one.querySelector('rect').getBoundingClientRect().right + 1
           }).map(one => one.textContent)"""
    )
    assert cut == []


def test_a_shift_with_somewhere_to_go_is_reached_by_keyboard(opened):
    page = opened().page
    shift = page.locator("#hosten a.shift").first
    shift.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#kod"


def test_the_way_past_the_calendar_is_seen_when_one_comes_to_it(opened):
    page = opened().page
    link = page.locator("#hosten .shifts__skip a")
    assert link.bounding_box()["width"] <= 1
    link.focus()
    assert link.bounding_box()["width"] > 100
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#hosten-tabell"


def test_a_part_of_a_page_can_be_shown_dark_on_a_light_page(opened):
    page = opened(color_scheme="light").page
    grounds = page.locator(".specimen").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert grounds == ["rgb(246, 244, 248)", "rgb(23, 19, 29)"]


def test_paper_is_light_and_has_no_buttons(opened):
    page = opened(color_scheme="dark").page
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor")
        == "rgb(255, 255, 255)"
    )
    assert not page.get_by_role("button", name="Skicka till attest").is_visible()
    assert not page.locator(".shifts__table summary").first.is_visible()
    assert page.get_by_role("table", name="Så räknas oktober 2026").is_visible()
