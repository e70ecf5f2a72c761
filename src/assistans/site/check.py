"""`assistans check REPORT.xml …`: what can be known of reports before they are sent. No database and no Django.

Exit 0 when nothing would be refused, stopped or wait; 1 when something would; 2 when a file cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from assistans.assessment import Iakttagelse, Malgrupp, remedy, sentence
from assistans.assessment.texter import AUDIENCES
from assistans.assessment.words import day_text, hours_text, month_text, number_of_rows, row_text
from assistans.base.clock import STOCKHOLM, SystemClock
from assistans.cli_files import REFUSED, one_line, read_law
from assistans.facts import CaseError, Rad
from assistans.facts.limits import TooLarge
from assistans.identity.trust.anchors import TrustError, read_anchors
from assistans.intake.elt.envelope import MAX_BYTES
from assistans.intake.precheck.answers import CheckAnswer, FileAnswer, RadAnswer, check, to_data
from assistans.intake.precheck.reading import DifferingFiles
from assistans.law import YamlTextError, read_file, read_yaml
from assistans.timeline.months import Month

CLEAN, FOUND, UNREADABLE = 0, 1, 2
OF_ROWS = frozenset({"row", "minutes"})
_REFUSED = (*REFUSED, DifferingFiles, TrustError)


def run(argv: Sequence[str]) -> int:
    """Check the files that the arguments name, print what was found, and give the exit code."""
    args = _parser().parse_args(argv)
    try:
        checked = _checked(args)
    except _REFUSED as error:
        sys.stderr.write(f"assistans check: {_where(args, error)}{one_line(error)}\n")
        return UNREADABLE
    lines = [json.dumps(to_data(checked, malgrupp=args.audience), ensure_ascii=False)]
    sys.stdout.writelines(f"{line}\n" for line in (lines if args.json else readable(checked, args.audience)))
    return CLEAN if checked.clean else FOUND


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assistans check",
        description="Say what can be known of time reports before they are sent: the door's own reading, then the assessment.",
        epilog="Exit 0 when nothing would be refused, stopped or wait, 1 when something would, 2 when a file cannot be read. "
        "Text is Swedish; what the door says of XML is English, as at the door.",
    )
    parser.add_argument(
        "files",
        metavar="REPORT.xml",
        nargs="+",
        type=Path,
        help="a document Tidredovisning, or a whole SkickaTidredovisning with its signatures; several = one person's month",
    )
    parser.add_argument("--rakning", metavar="FILE", type=Path, help="the month's Rakning (docs/rakning.md)")
    parser.add_argument(
        "--beslut",
        metavar="FILE",
        type=Path,
        help="facts of the decision, YAML in the keys of docs/case-format.md",
    )
    parser.add_argument("--day", type=date.fromisoformat, help="when all of it would arrive, YYYY-MM-DD")
    parser.add_argument(
        "--trust", metavar="FOLDER", type=Path, help="trusted roots of signatures, .pem files"
    )
    parser.add_argument("--audience", choices=AUDIENCES, default="anordnare")
    parser.add_argument(
        "--law", metavar="TEXT", type=Path, help="a law tree in one text file instead of the package's own"
    )
    parser.add_argument("--json", action="store_true", help="print the answers as JSON")
    return parser


def _checked(args: argparse.Namespace) -> CheckAnswer:
    return check(
        reports={str(path): _content(path) for path in args.files},
        rakning=None if args.rakning is None else (str(args.rakning), _content(args.rakning)),
        decision=None if args.beslut is None else _decision(args.beslut),
        day=args.day,
        law=read_law(args.law),
        now=_instant(args.day),
        roots=None if args.trust is None else read_anchors(args.trust),
    )


def _content(path: Path) -> bytes:
    # Never more of it than just too much, which the door's own reading then refuses.
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _instant(day: date | None) -> datetime:
    # A signature of the day itself must not lie in the future: the day's last moment.
    if day is None:
        return SystemClock().now()
    return datetime.combine(day + timedelta(days=1), time(), STOCKHOLM)


def _decision(path: Path) -> Mapping[str, Any]:
    found = read_yaml(read_file(path))
    if not isinstance(found, dict):
        raise CaseError("", "a decision file is keys and values: beslut, anordnare, assistenter, person …")
    return found


def _where(args: argparse.Namespace, error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: "
    of_decision = isinstance(error, CaseError | YamlTextError) and not isinstance(error, TooLarge)
    return f"{args.beslut}: " if args.beslut and of_decision else ""


def readable(checked: CheckAnswer, malgrupp: Malgrupp) -> Iterator[str]:
    """Give a check as lines: file by file and row by row, then the whole month, then what could not be tried."""
    if checked.month is not None and checked.sista_dag is not None:
        yield f"Kontroll före sändning, {month_text(checked.month)}. Sista dag att redovisa: {day_text(checked.sista_dag)}."
    seen = {each.kod: each for each in checked.iakttagelser}
    for answer in checked.files:
        yield from _file_lines(answer, seen, checked.month, malgrupp)
    yield from _month_lines(checked, malgrupp)
    yield from _unchecked_lines(checked)
    yield _verdict(checked)


def _file_lines(
    answer: FileAnswer, seen: Mapping[str, Iakttagelse], month: Month | None, malgrupp: Malgrupp
) -> Iterator[str]:
    who = (
        f" {answer.assistent} hos {_employer(answer)}, {number_of_rows(len(answer.rader))}."
        if answer.assistent
        else ""
    )
    yield f"{answer.fil}:{who}{'' if who or answer.refusals else ' Går att läsa.'}"
    for refusal in answer.refusals:
        yield f"  Tas inte emot ({refusal.fault}): {refusal.message}"
    told = [row for row in answer.rader if _codes(row, seen)]
    for row in told:
        yield from _row_lines(row, seen, month, malgrupp)
    if answer.assistent:
        rest = len(answer.rader) - len(told)
        yield f"  {'Övriga rader' if told else 'Rader'} utan anmärkning: {rest}."


def _employer(answer: FileAnswer) -> str:
    return "personen själv" if answer.anordnare == "egen" else f"anordnaren {answer.anordnare}"


def _codes(row: RadAnswer, seen: Mapping[str, Iakttagelse]) -> list[str]:
    return sorted(kod for kod in row.koder if kod in seen and seen[kod].omfattning in OF_ROWS)


def _row_lines(
    row: RadAnswer, seen: Mapping[str, Iakttagelse], month: Month | None, malgrupp: Malgrupp
) -> Iterator[str]:
    yield f"  Rad {row.rad}, {row_text(Rad.parse(row.text), month)}:"
    for kod in _codes(row, seen):
        yield from _told(seen[kod], malgrupp, minutes=row.koder[kod], indent="    ")


def _told(seen: Iakttagelse, malgrupp: Malgrupp, *, minutes: int, indent: str) -> Iterator[str]:
    time_taken = f" ({hours_text(minutes)})" if minutes else ""
    yield f"{indent}{seen.kod}{time_taken}: {sentence(seen.kod, malgrupp)} [{seen.lagrum}]"
    yield f"{indent}{remedy(seen.kod, malgrupp)}"


def _month_lines(checked: CheckAnswer, malgrupp: Malgrupp) -> Iterator[str]:
    of_month = [each for each in checked.iakttagelser if each.omfattning not in OF_ROWS]
    if of_month:
        yield "Hela månaden eller redovisningen:"
    for each in of_month:
        yield from _told(each, malgrupp, minutes=each.minuter, indent="  ")


def _unchecked_lines(checked: CheckAnswer) -> Iterator[str]:
    if checked.unchecked:
        yield "Inte prövat:"
    yield from (f"  {text}" for text in checked.unchecked)


def _verdict(checked: CheckAnswer) -> str:
    if checked.clean:
        return "Resultat: inget att anmärka på det som har kunnat prövas."
    codes = {refusal.code for answer in checked.files for refusal in answer.refusals}
    codes |= {each.kod for each in checked.iakttagelser}
    return f"Resultat: att åtgärda: {', '.join(sorted(codes))}."
