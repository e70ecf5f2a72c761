"""Readers of the file's values, each saying where in the file something is wrong; never which personnummer."""

from collections.abc import Callable
from typing import Any, TypeVar

from assistans.facts import plain
from assistans.facts.plain import Fields, Read
from assistans.registers import identifiers
from assistans.registers.services import Beslutsinnehall, Tid
from assistans.site.registration.stating import Stated
from assistans.timeline.months import Period

T = TypeVar("T")
PER = ("per_vecka", "per_manad", "period")
PERSONNUMMER: Read[str] = plain.parsed(identifiers.personnummer)
ORGANISATIONSNUMMER: Read[str] = plain.parsed(identifiers.organisationsnummer)
KONTO = {
    "bankgiro": plain.parsed(identifiers.bankgiro),
    "plusgiro": plain.parsed(identifiers.plusgiro),
    "bankkonto": plain.parsed(identifiers.bank_account),
}
BESLUT = (
    "beslutad",
    "utbetalning",
    "vantetid",
    "beredskap",
    "dubbelassistans",
    "timbelopp",
    "timbelopp_utanfor_ees",
    "sarskilda_skal",
)


def dagar(node: Any, path: str) -> Stated:
    """`{from, to}` with both days included; `to` left out = still running."""
    return Stated(plain.period(node, path))


def stated(**columns: tuple[str, Read[Any]]) -> Read[Stated]:
    """Make a reader of days with values: each key of the file with its column and reader; `from` and `to` besides."""

    def read(node: Any, path: str) -> Stated:
        fields = Fields(node, path, required=("from", *columns), optional=("to",))
        values = tuple((column, fields.need(key, reader)) for key, (column, reader) in columns.items())
        return Stated(days_of(node, path), values)

    return read


def account(node: Any, path: str) -> Stated:
    """`{bankgiro|plusgiro|bankkonto: number, from, to}`."""
    fields = Fields(node, path, required=("from",), optional=("to", *KONTO))
    given = [slag for slag in KONTO if slag in fields]
    if len(given) != 1:
        raise plain.CaseError(path, f"state exactly one of {', '.join(KONTO)}")
    number = fields.need(given[0], KONTO[given[0]])
    return Stated(days_of(node, path), (("kontoslag", given[0]), ("nummer", number)))


def beslut(node: Any, path: str) -> tuple[Period, Beslutsinnehall]:
    """A grant in the words of the case format (docs/case-format.md), with `utbetalning` in it."""
    fields = Fields(node, path, required=("beviljandeperiod", "tid"), optional=BESLUT)
    period = fields.need("beviljandeperiod", plain.closed_period)
    return period, _checked(path, lambda: _innehall(fields))


def _innehall(fields: Fields) -> Beslutsinnehall:
    return Beslutsinnehall(
        tid=fields.need("tid", _tid),
        utbetalning=fields.may("utbetalning", plain.text, "efterskott"),
        beslutad=fields.maybe("beslutad", plain.day),
        vantetid=fields.flag("vantetid"),
        beredskap=fields.flag("beredskap"),
        dubbelassistans=fields.maybe("dubbelassistans", _tid),
        hogre_timbelopp_ore=fields.maybe("timbelopp", _timbelopp),
        timbelopp_utanfor_ees_ore=fields.maybe("timbelopp_utanfor_ees", plain.money),
        sarskilda_skal=tuple(sorted(fields.listed("sarskilda_skal", plain.text))),
    )


def _tid(node: Any, path: str) -> Tid:
    fields = Fields(node, path, optional=PER)
    given = [per for per in PER if per in fields]
    if len(given) != 1:
        raise plain.CaseError(path, f"state exactly one of {', '.join(PER)}")
    minutes = fields.need(given[0], plain.duration)
    return _checked(path, lambda: Tid(given[0], minutes))


def _timbelopp(node: Any, path: str) -> int | None:
    """`schablon`, or `{hogre: kronor}`; in öre, None = schablonbelopp."""
    if isinstance(node, dict):
        return Fields(node, path, required=("hogre",)).need("hogre", plain.money)
    plain.one_of("schablon")(node, path)
    return None


def days_of(node: dict[str, Any], path: str) -> Period:
    """The `from` and `to` among a node's other keys, both days included there; `to` left out = still running."""
    return plain.period({key: node[key] for key in ("from", "to") if key in node}, path)


def _checked(path: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except plain.CaseError:
        raise
    except ValueError as error:
        raise plain.CaseError(path, str(error)) from error
