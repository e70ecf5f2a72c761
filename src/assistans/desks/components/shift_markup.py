"""The markup of one stretch, drawn and listed: written here since a month has hundreds and a template is slow for each."""

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from assistans.desks.components.free_days import CalendarDay
from assistans.desks.components.shift_days import Bar
from assistans.desks.components.words import duration

_NOTHING: Final = SafeString("")


def bar_svg(bar: Bar, calendar: str) -> SafeString:
    """Draw a stretch; `calendar` is the id of the calendar whose patterns it is filled with."""
    ode, size, href = bar.stretch.ode, bar.size, bar.stretch.href
    drawn = format_html(
        '<title>{}</title><svg x="{}" width="{}" height="100%"><rect class="shift__bar" y="{}" width="100%" height="{}"{}/>{}</svg>',
        bar.title,
        bar.x,
        bar.width,
        bar.top,
        bar.height,
        _fill(ode, calendar),
        _text(bar),
    )
    if href:
        return format_html('<a class="shift shift--{} shift--{}" href="{}">{}</a>', ode, size, href, drawn)
    return format_html('<g class="shift shift--{} shift--{}" role="img">{}</g>', ode, size, drawn)


def bar_row(day: CalendarDay, bar: Bar) -> SafeString:
    """List a stretch: a row of the table beside the drawing."""
    times = (
        format_html('<a class="anchor" href="{}">{}</a>', bar.stretch.href, bar.times)
        if bar.stretch.href
        else bar.times
    )
    cells = (
        ("", f"{bar.letter} {bar.lane.label}"),
        ("nowrap", times),
        ("number", duration(bar.minutes)),
        ("", bar.slag),
        (f"shifts__part--{bar.stretch.ode}", bar.word),
        ("", bar.stretch.kod),
        ("prose", bar.stretch.text),
        ("", ", ".join(bar.beside)),
    )
    inside = format_html_join("", "<td{}>{}</td>", ((_class(name), text) for name, text in cells))
    return format_html('<tr><th scope="row">{} {}</th>{}</tr>', day.short, day.number, inside)


def _fill(ode: str, calendar: str) -> SafeString:
    return _NOTHING if ode == "godkand" else format_html(' fill="url(#{}-{})"', calendar, ode)


def _text(bar: Bar) -> SafeString:
    parts = (("sign", bar.sign), ("who", bar.letter), ("times", bar.times), ("slag", bar.slag_letter))
    spans = format_html_join(
        "", '<tspan class="shift__{}">{} </tspan>', ((name, text) for name, text in parts if text)
    )
    return format_html(
        '<text class="shift__text shift__text--{}" x="4" y="{}">{}</text>',
        bar.stretch.slag,
        bar.text_at,
        spans,
    )


def _class(name: str) -> SafeString:
    return format_html(' class="{}"', name) if name else _NOTHING
