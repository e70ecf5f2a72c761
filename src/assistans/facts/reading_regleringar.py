"""Reading settlements from plain data: the keys of docs/case-format.md section 2, typed by schema."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, Protocol

from assistans.facts import plain
from assistans.facts.limits import refuse_too_long
from assistans.facts.plain import CaseError, Fields, Read, list_of, one_of
from assistans.facts.reading import read_kostnader
from assistans.facts.regleringar import (
    Atgard,
    Avrakning,
    Avstamning,
    Avstamningsmanad,
    GjordAvrakning,
    Manadsbelopp,
    Manadsrakning,
    Manadstid,
    Preliminart,
    Slutavrakning,
)
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore, parse_duration

_FRACTION: Final = re.compile(r"([0-9]{1,12})(?:/([1-9][0-9]{0,5}))? min")


def _exact(written: str) -> Fraction:
    match = _FRACTION.fullmatch(written)
    if match is not None:
        return Fraction(int(match[1]), int(match[2] or 1))
    try:
        return Fraction(parse_duration(written))
    except ValueError as error:
        raise ValueError(
            f'{written[:80]!r} is no time; write hours and minutes, "216:40", or exact minutes, "1441/4 min"'
        ) from error


exact_minutes: Read[Fraction] = plain.parsed(_exact)
_atgard: Read[Atgard] = one_of("tillagg", "minskning")


def read_avrakning(data: Mapping[str, Any]) -> Avrakning:
    """Read an advance month to settle; CaseError says where in the data and what is wrong."""
    refuse_too_long(data)
    fields = Fields(data, "", required=("month", "preliminart", "anvant", "gjord"))
    month = fields.need("month", plain.month)
    avrakning = Avrakning(
        preliminart=fields.need("preliminart", lambda node, path: _preliminart(node, path, month)),
        anvant=fields.need("anvant", lambda node, path: _manadstid(node, path, month)),
        gjord=fields.need("gjord", plain.day),
    )
    if avrakning.gjord < month.first:
        raise CaseError("gjord", f"{avrakning.gjord} lies before {month}, the month it settles")
    return avrakning


def read_slutavrakning(data: Mapping[str, Any]) -> Slutavrakning:
    """Read a period to settle finally; CaseError says where in the data and what is wrong."""
    refuse_too_long(data)
    fields = Fields(
        data,
        "",
        required=("beviljandeperiod", "preliminart", "anvant", "gjord"),
        optional=(
            "beviljad_tid",
            "utbetalning",
            "kostnader",
            "egen_arbetsgivare",
            "rakningar",
            "utbetalt_efterskott",
            "avrakningar",
        ),
    )
    refuse_too_long(data)
    slutavrakning = Slutavrakning(
        beviljandeperiod=fields.need("beviljandeperiod", plain.closed_period),
        utbetalning=fields.may("utbetalning", one_of("forskott", "blandad", "efterskott"), "forskott"),
        preliminart=fields.need("preliminart", list_of(_preliminart)),
        anvant=fields.need("anvant", list_of(_manadstid)),
        gjord=fields.need("gjord", plain.day),
        beviljad=fields.maybe("beviljad_tid", exact_minutes),
        kostnader=fields.maybe("kostnader", _kostnader),
        egen_arbetsgivare=fields.flag("egen_arbetsgivare"),
        rakningar=fields.listed("rakningar", _rakning),
        utbetalt_efterskott=fields.listed("utbetalt_efterskott", _manadsbelopp),
        avrakningar=fields.listed("avrakningar", _gjord_avrakning),
    )
    _refuse_impossible(slutavrakning)
    return slutavrakning


def read_avstamning(data: Mapping[str, Any]) -> Avstamning:
    """Read a part at the higher amount to reconcile; CaseError says where in the data and what is wrong."""
    refuse_too_long(data)
    fields = Fields(data, "", required=("beviljandeperiod", "gjord", "manader"))
    avstamning = Avstamning(
        beviljandeperiod=fields.need("beviljandeperiod", plain.closed_period),
        gjord=fields.need("gjord", plain.day),
        manader=fields.need("manader", list_of(_avstamningsmanad)),
    )
    if not avstamning.manader:
        raise CaseError("manader", "state at least one month")
    _refuse_early(avstamning.gjord, avstamning.beviljandeperiod)
    _refuse_months("manader", avstamning.manader, avstamning.beviljandeperiod)
    _refuse_gaps(avstamning.manader)
    _refuse_some_kommun_tid(avstamning.manader)
    return avstamning


def _preliminart(node: Any, path: str, month: Month | None = None) -> Preliminart:
    fields = _of_month(node, path, month, "tid", optional=("timbelopp",))
    return Preliminart(
        month=month or fields.need("month", plain.month),
        minuter=fields.need("tid", exact_minutes),
        timbelopp=fields.maybe("timbelopp", plain.money),
    )


def _manadstid(node: Any, path: str, month: Month | None = None) -> Manadstid:
    fields = _of_month(node, path, month, "tid")
    return Manadstid(
        month=month or fields.need("month", plain.month), minuter=fields.need("tid", exact_minutes)
    )


def _of_month(
    node: Any, path: str, month: Month | None, *required: str, optional: tuple[str, ...] = ()
) -> Fields:
    return Fields(node, path, required=required if month else ("month", *required), optional=optional)


def _manadsbelopp(node: Any, path: str) -> Manadsbelopp:
    fields = Fields(node, path, required=("month", "belopp"))
    return Manadsbelopp(month=fields.need("month", plain.month), belopp=fields.need("belopp", plain.money))


def _gjord_avrakning(node: Any, path: str) -> GjordAvrakning:
    fields = Fields(node, path, required=("month", "atgard", "belopp"))
    return GjordAvrakning(
        month=fields.need("month", plain.month),
        atgard=fields.need("atgard", _atgard),
        belopp=fields.need("belopp", plain.money),
    )


def _rakning(node: Any, path: str) -> Manadsrakning:
    fields = Fields(node, path, required=("month", "mottagen"), optional=("tid",))
    return Manadsrakning(
        month=fields.need("month", plain.month),
        mottagen=fields.need("mottagen", plain.day),
        minuter=fields.maybe("tid", exact_minutes),
    )


def _avstamningsmanad(node: Any, path: str) -> Avstamningsmanad:
    fields = Fields(node, path, required=("month", "tid", "kostnader", "beslutat"), optional=("kommun_tid",))
    manad = Avstamningsmanad(
        month=fields.need("month", plain.month),
        minuter=fields.need("tid", exact_minutes),
        kostnader=fields.need("kostnader", _kostnader),
        beslutat=fields.need("beslutat", plain.money),
        kommunminuter=fields.maybe("kommun_tid", exact_minutes),
    )
    if manad.kommunminuter is not None and manad.kommunminuter > manad.minuter:
        raise CaseError(f"{path}.kommun_tid", "the municipality's hours are more than the month's")
    return manad


def _kostnader(node: Any, path: str) -> Ore:
    # One sum, or the kinds of F1091 5 a § as on a räkning.
    return read_kostnader(node, path).summa if isinstance(node, Mapping) else plain.money(node, path)


class _Dated(Protocol):
    @property
    def month(self) -> Month: ...


def _refuse_impossible(facts: Slutavrakning) -> None:
    period = facts.beviljandeperiod
    _refuse_early(facts.gjord, period)
    for key in ("preliminart", "anvant", "utbetalt_efterskott", "avrakningar", "rakningar"):
        _refuse_months(key, getattr(facts, key), period, once=key != "rakningar")
    in_advance = {entry.month for entry in facts.preliminart}
    for place, paid in enumerate(facts.utbetalt_efterskott):
        if paid.month in in_advance:
            raise CaseError(
                f"utbetalt_efterskott[{place}].month", f"{paid.month} was paid in advance and in arrears"
            )
    for place, settled in enumerate(facts.avrakningar):
        if settled.month not in in_advance:
            raise CaseError(f"avrakningar[{place}].month", f"{settled.month} was not paid in advance")
    if facts.utbetalning == "efterskott" and not facts.preliminart:
        raise CaseError(
            "utbetalning", "a period paid only in arrears has no final settlement (SFB 51 kap. 15 §)"
        )


def _refuse_early(gjord: date, period: Period) -> None:
    if period.covers(gjord) or gjord < period.start:
        raise CaseError("gjord", f"{gjord} is not after the beviljandeperiod, which ends {period.last}")


def _refuse_months(key: str, entries: Iterable[_Dated], period: Period, *, once: bool = True) -> None:
    seen: set[Month] = set()
    for place, entry in enumerate(entries):
        if not entry.month.period.overlaps(period):
            raise CaseError(f"{key}[{place}].month", f"{entry.month} lies outside the beviljandeperiod")
        if once and entry.month in seen:
            raise CaseError(f"{key}[{place}].month", f"{entry.month} stands twice; one entry a month")
        seen.add(entry.month)


def _refuse_gaps(manader: tuple[Avstamningsmanad, ...]) -> None:
    months = sorted(manad.month for manad in manader)
    for place, month in enumerate(months):
        if month != months[0].shift(place):
            raise CaseError(
                "manader",
                f"{months[0].shift(place)} is missing; each contiguous part is reconciled by itself (F1091 7 a §)",
            )


def _refuse_some_kommun_tid(manader: tuple[Avstamningsmanad, ...]) -> None:
    for place, manad in enumerate(manader):
        if (manad.kommunminuter is None) != (manader[0].kommunminuter is None):
            raise CaseError(f"manader[{place}]", "state kommun_tid for every month or for none")
