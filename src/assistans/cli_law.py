"""`assistans law`: what applies on a day and where it comes from, what changed, and the statutes' own words."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from assistans.assessment import sentence
from assistans.assessment.texter import MissingTextError
from assistans.cli_files import one_line, read_law
from assistans.law import (
    Law,
    LawTextError,
    UnknownLagrumError,
    YamlTextError,
    changes,
    entries,
    lagtext,
    matching,
    paragraphs,
)
from assistans.law.visning import change_data, entry_data, readable_changes, readable_law

DONE, NOTHING, INVALID = 0, 1, 2
REFUSED: Final = (YamlTextError, LawTextError, OSError, UnicodeDecodeError)
_VERSION: Final = 12


def run(arguments: Sequence[str]) -> int:
    """Run `assistans law ...` and return its exit code: 1 when nothing is found or changed, 2 when asked wrongly."""
    if arguments[:1] == ["diff"]:
        return _diff(_diff_parser().parse_args(arguments[1:]))
    return _show(_parser().parse_args(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assistans law",
        description="Show what applies on a day, by statute, each with lagrum, SFS, source and whether it is verified.",
        epilog="`assistans law diff DAY DAY` shows what changed between two days. Exit 1 when nothing is found, 2 when "
        "the question cannot be read.",
    )
    parser.add_argument("day", metavar="DAY", nargs="?", help="the day, such as 2018-10-01")
    parser.add_argument(
        "--search", metavar="TEXT", help="only what holds this text: a name, a lagrum, a rule, an SFS"
    )
    parser.add_argument(
        "--text", metavar="LAGRUM", help='print the paragraph itself, such as "SFB 51 kap. 16 §"'
    )
    return _common(parser)


def _diff_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assistans law diff", description="Show what was added, ended or changed between two days."
    )
    parser.add_argument("first", metavar="DAY", help="the earlier day")
    parser.add_argument("second", metavar="DAY", help="the later day")
    return _common(parser)


def _common(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--law", metavar="TREE", help="a law tree in one text file instead of the package's own"
    )
    return parser


def _show(options: argparse.Namespace) -> int:
    if options.text is None and options.day is None:
        return _refuse("state the day, such as: assistans law 2018-10-01")
    try:
        law = read_law(options.law)
        if options.text is not None:
            return _words(law, options.text, as_json=options.json)
        day = _day(options.day)
    except UnknownLagrumError as error:
        return _refuse(str(error))
    except (*REFUSED, _NotADayError) as error:
        return _refuse(f"{options.law}: {one_line(error)}" if isinstance(error, REFUSED) else str(error))
    return _on(law, day, search=options.search, as_json=options.json)


def _on(law: Law, day: date, *, search: str | None, as_json: bool) -> int:
    found = entries(law, day, sentences=_sentences(law))
    kept = found if search is None else matching(found, search)
    if as_json:
        _say_json({"day": str(day), "version": law.version, "entries": [entry_data(entry) for entry in kept]})
    elif kept:
        _say(f"Lagen den {day} (version {law.version[:_VERSION]})")
        _say("\n".join(readable_law(kept)))
    else:
        sys.stderr.write(f"assistans law: nothing of {day} holds {search!r}\n")
    return DONE if kept else NOTHING


def _words(law: Law, lagrum: str, *, as_json: bool) -> int:
    found = {paragraf.lagrum: lagtext(paragraf) for paragraf in paragraphs(lagrum, law.statutes)}
    if as_json:
        _say_json(found)
    else:
        _say("\n".join(found.values()).rstrip())
    return DONE


def _diff(options: argparse.Namespace) -> int:
    try:
        law = read_law(options.law)
        first, second = _day(options.first), _day(options.second)
    except _NotADayError as error:
        return _refuse(str(error))
    except REFUSED as error:
        return _refuse(f"{options.law}: {one_line(error)}")
    if first >= second:
        return _refuse(f"{first} is not before {second}: state the earlier day first")
    found = changes(law, first, second, sentences=_sentences(law))
    if options.json:
        shown = [change_data(change) for change in found]
        _say_json({"from": str(first), "to": str(second), "version": law.version, "changes": shown})
    else:
        number = "1 ändring" if len(found) == 1 else f"{len(found) or 'inga'} ändringar"
        _say(f"Från {first} till {second}: {number} (version {law.version[:_VERSION]})")
        _say("\n".join(readable_changes(found)))
    return DONE if found else NOTHING


class _NotADayError(ValueError):
    """What was given is no day."""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _NotADayError(f"{text!r} is no day of the calendar, such as 2018-10-01") from error


def _sentences(law: Law) -> dict[str, str]:
    found = {}
    for code in law.observations:
        try:
            found[code] = sentence(code, "handlaggare")
        except MissingTextError:
            continue  # a proposed check need not have its sentences yet
    return found


def _refuse(problem: str) -> int:
    sys.stderr.write(f"assistans law: {problem}\n")
    return INVALID


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say_json(data: Any) -> None:
    _say(json.dumps(data, ensure_ascii=False))
