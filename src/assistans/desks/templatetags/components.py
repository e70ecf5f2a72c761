"""The components as template tags: `{% load components %}`. Each has one template under components/."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Protocol

from django import forms, template
from django.template import Context, TemplateSyntaxError
from django.urls import reverse
from django.utils.safestring import SafeString

from assistans.desks.components import words
from assistans.desks.components.calculation import CalculationRow
from assistans.desks.components.fields import FieldView, form_errors
from assistans.desks.components.hours import HoursBar
from assistans.desks.components.kinds import BADGES, BUTTONS, ICONS, LEVELS, MESSAGES, given, known
from assistans.desks.components.shift_days import axis, letters, shift_days
from assistans.desks.components.shift_markup import line_rows, line_svg
from assistans.desks.components.shifts import ODEN, ShiftCalendar
from assistans.timeline.months import Month

register = template.Library()


class Page(Protocol):
    """A page of a long list: the query strings of the page before and after, None where there is none."""

    newer: str | None
    older: str | None


@register.simple_block_tag(takes_context=True)
def message(context: Context, content: SafeString, kind: str, heading: str, level: int = 2) -> SafeString:
    """Tell the user something of a kind: info, warning, error or success."""
    known(kind, MESSAGES, tag="message", what="kind")
    given(heading, tag="message", what="heading")
    known(level, LEVELS, tag="message", what="level")
    values = {"kind": MESSAGES[kind], "heading": heading, "level": level, "content": content}
    return _rendered(context, "message", values)


@register.simple_block_tag(takes_context=True)
def card(context: Context, content: SafeString, heading: str, id: str = "", level: int = 2) -> SafeString:  # noqa: A002 - templates write id=
    """Hold together what belongs together under a heading; with an id it is a region that links can lead to."""
    given(heading, tag="card", what="heading")
    known(level, LEVELS, tag="card", what="level")
    return _rendered(context, "card", {"heading": heading, "id": id, "level": level, "content": content})


@register.simple_block_tag(takes_context=True)
def table(context: Context, content: SafeString, caption: str, *, quiet: bool = False) -> SafeString:
    """Put a table with its caption in a region that scrolls by itself; a quiet caption is read aloud, not seen."""
    given(caption, tag="table", what="caption")
    return _rendered(context, "table", {"caption": caption, "quiet": quiet, "content": content})


@register.simple_block_tag(takes_context=True)
def dialog(
    context: Context,
    content: SafeString,
    id: str,  # noqa: A002 - templates write id=
    label: str,
    heading: str,
    *,
    open: bool = False,  # noqa: A002 - templates write open=form.errors
    button: str = "secondary",
) -> SafeString:
    """Keep an action behind a button; `open` it when what was sent came back with errors."""
    for what, value in (("id", id), ("label", label), ("heading", heading)):
        given(value, tag="dialog", what=what)
    known(button, BUTTONS, tag="dialog", what="button")
    values = {
        "id": id,
        "label": label,
        "heading": heading,
        "open": open,
        "button": button,
        "content": content,
    }
    return _rendered(context, "dialog", values)


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, Any]:
    """Draw an icon; it says nothing by itself, the text beside it does."""
    known(name, ICONS, tag="icon", what="name")
    return {"name": name}


@register.inclusion_tag("components/badge.html")
def badge(text: str, kind: str) -> dict[str, Any]:
    """Say a state in a word or two: godkand, vantar, stoppad, info or neutral. Icons differ by shape."""
    known(kind, BADGES, tag="badge", what="kind")
    given(text, tag="badge", what="text")
    return {"text": text, "kind": BADGES[kind]}


@register.inclusion_tag("components/field.html")
def field(bound: forms.BoundField) -> dict[str, Any]:
    """Show a form's field: label, help, error and input, tied together for those who listen."""
    if not isinstance(bound, forms.BoundField):
        raise TemplateSyntaxError(f"{{% field %}}: {bound!r} is no field of a form; give form.name")
    return {"field": FieldView(bound), "bound": bound}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """List a form's errors with links to their fields, first on the page; nothing when there are none."""
    if not isinstance(form, forms.BaseForm):
        raise TemplateSyntaxError(f"{{% error_summary %}}: {form!r} is no form")
    return {"errors": form_errors(form)}


@register.inclusion_tag("components/wizard.html")
def wizard(steps: Sequence[str], current: int) -> dict[str, Any]:
    """Show where in a sequence of steps the user is; `current` counts from 1."""
    known(current, range(1, len(steps) + 1), tag="wizard", what="current")
    named = [(number, step, _step(number, current)) for number, step in enumerate(steps, start=1)]
    return {"steps": named, "number": len(steps)}


@register.inclusion_tag("components/paginator.html")
def paginator(page: Page, label: str = "Bläddra i listan") -> dict[str, Any]:
    """Lead to the newer and older part of a long list; nothing when it is all on one page."""
    return {"newer": _query(page.newer), "older": _query(page.older), "label": label}


@register.inclusion_tag("components/shift_calendar.html")
def shift_calendar(calendar: ShiftCalendar, id: str = "passkalender") -> dict[str, Any]:  # noqa: A002 - templates write id=
    """Draw a month's shifts, and list the same as a table; a second calendar on a page needs an id of its own."""
    if not isinstance(calendar, ShiftCalendar):
        raise TemplateSyntaxError(f"{{% shift_calendar %}}: {calendar!r} is no ShiftCalendar")
    given(id, tag="shift_calendar", what="id")
    sums = calendar.sums()
    return {
        "id": id,
        "calendar": calendar,
        "days": shift_days(calendar),
        "hours": axis(),
        "lanes": list(zip(letters(len(calendar.lanes)), calendar.lanes, strict=True)),
        "any": any(lane.stretches for lane in calendar.lanes),
        "sums": [(ode, word, sums[ode]) for ode, word in ODEN.items()],
    }


register.simple_tag(line_svg, name="shift_line")
register.simple_tag(line_rows, name="shift_rows")


@register.inclusion_tag("components/hours_bar.html")
def hours_bar(bar: HoursBar) -> dict[str, Any]:
    """Draw what of a granted time is used, waits and is left, with the numbers as text."""
    if not isinstance(bar, HoursBar):
        raise TemplateSyntaxError(f"{{% hours_bar %}}: {bar!r} is no HoursBar")
    return {"bar": bar}


@register.inclusion_tag("components/calculation_rows.html")
def calculation_rows(rows: Sequence[CalculationRow], caption: str = "Uträkning") -> dict[str, Any]:
    """Show a calculation row by row, each paragraph one click away."""
    given(caption, tag="calculation_rows", what="caption")
    return {
        "rows": [(row, [(text, lagrum_url(text)) for text in row.lagrum]) for row in rows],
        "caption": caption,
    }


@register.filter
def kronor(ore: int) -> str:
    """Write öre as `12 345,67 kr`."""
    return words.kronor(ore)


@register.filter
def duration(minutes: "int | Fraction") -> str:
    """Write minutes as `12 h 30 min`."""
    return words.duration(minutes)


@register.filter(expects_localtime=False)
def day(value: date) -> str:
    """Write a day as `3 april 2026`."""
    return words.day(value)


@register.filter(expects_localtime=False)
def month(value: "date | Month") -> str:
    """Write a month as `mars 2026`."""
    return words.month(value)


@register.filter(expects_localtime=False)
def instant(value: datetime) -> str:
    """Write an instant as `3 april 2026 kl. 14.05`, Swedish local time."""
    return words.instant(value)


def lagrum_url(text: str) -> str:
    """Give the address of the page with a paragraph's own text."""
    return reverse("statutes:lagrum", kwargs={"lagrum": text})


def _rendered(context: Context, name: str, values: dict[str, Any]) -> SafeString:
    found = context.template.engine.get_template(f"components/{name}.html")
    return found.render(context.new(values))


def _step(number: int, current: int) -> str:
    return "done" if number < current else "open" if number == current else "pending"


def _query(text: str | None) -> str | None:
    return None if text is None else f"?{text.removeprefix('?')}"
