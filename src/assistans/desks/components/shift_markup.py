"""The markup of stretches, drawn and listed: written here since a month has hundreds and a template is slow for each.

What others have written (names, texts, addresses) is escaped; the rest are words, letters and numbers of our own.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from assistans.desks.components.free_days import CalendarDay
from assistans.desks.components.shift_days import Bar
from assistans.desks.components.words import duration


def line_svg(line: Iterable[Bar], calendar: str) -> SafeString:
    """Draw a day's line of stretches; `calendar` is the id of the calendar whose patterns they are filled with."""
    return SafeString("".join(f"\n        {_drawn(bar, calendar)}" for bar in line))


def line_rows(day: CalendarDay, line: Iterable[Bar]) -> SafeString:
    """List a day's line of stretches: the rows of the table beside the drawing."""
    return SafeString("".join(f"\n      {_row(day, bar)}" for bar in line))


def _drawn(bar: Bar, calendar: str) -> str:
    stretch = bar.stretch
    kind = f"shift shift--{stretch.ode} shift--{bar.size}"
    fill = "" if stretch.ode == "godkand" else f' fill="url(#{escape(calendar)}-{stretch.ode})"'
    drawn = (
        f'<title>{escape(bar.title)}</title><svg x="{bar.x}" width="{bar.width}" height="100%">'
        f'<rect class="shift__bar" y="{bar.top}" width="100%" height="{bar.height}"{fill}/>{_text(bar)}</svg>'
    )
    if stretch.href:
        return f'<a class="{kind}" href="{escape(stretch.href)}">{drawn}</a>'
    return f'<g class="{kind}" role="img">{drawn}</g>'


def _row(day: CalendarDay, bar: Bar) -> str:
    stretch, times = bar.stretch, bar.times
    if stretch.href:
        times = f'<a class="anchor" href="{escape(stretch.href)}">{times}</a>'
    return (
        f'<tr><th scope="row">{day.short} {day.number}</th><td>{escape(f"{bar.letter} {bar.lane.label}")}</td>'
        f'<td class="nowrap">{times}</td><td class="number">{duration(bar.minutes)}</td><td>{bar.slag}</td>'
        f'<td class="shifts__part--{stretch.ode}">{bar.word}</td>'
        f'<td class="prose">{escape(stretch.text)}</td><td>{", ".join(bar.beside)}</td></tr>'
    )


def _text(bar: Bar) -> str:
    parts = (("sign", bar.sign), ("who", bar.letter), ("times", bar.times), ("slag", bar.slag_letter))
    spans = "".join(f'<tspan class="shift__{name}">{text} </tspan>' for name, text in parts if text)
    return f'<text class="shift__text shift__text--{bar.stretch.slag}" x="4" y="{bar.text_at}">{spans}</text>'
