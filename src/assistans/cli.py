"""The console script: pure commands here, server commands loaded from `assistans.site` when asked for."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TextIO

from assistans import cli_law, cli_recompute
from assistans.assessment.case_files import Answer, assess_case
from assistans.assessment.regleringar import settlement_calculation
from assistans.assessment.texter import AUDIENCES
from assistans.assessment.utrakning import calculation
from assistans.cli_files import REFUSED, one_line, read_law
from assistans.law import Law, read_file

MATCHES, DIFFERS, INVALID = 0, 1, 2
NOBODY_READS = 141  # as shells say of SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except BrokenPipeError:  # whoever read has had enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["assess"]:
        return _assess(arguments[1:])
    if arguments[:1] == ["law"]:
        return cli_law.run(arguments[1:])
    if arguments[:1] == ["check"]:
        return _check(arguments[1:])
    return _server(arguments)


def _check(arguments: list[str]) -> int:
    """Check reports before they are sent: needs what reads XML and signatures, but no Django."""
    try:
        command = import_module("assistans.site.check")
    except ImportError:
        return _not_installed()
    return int(command.run(arguments))


def _server(arguments: list[str]) -> int:
    try:
        import_module("django")
    except ImportError:
        return _not_installed()
    return int(import_module("assistans.site.commands").run(arguments))


def _not_installed() -> int:
    _say(
        "assistans: only `assistans assess FILE...` and `assistans law DAY` work without the server parts;",
        to=sys.stderr,
    )
    _say("install them with: pip install 'assistans[server]'", to=sys.stderr)
    return INVALID


def _assess(arguments: list[str]) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        law = read_law(options.law)
    except REFUSED as error:
        _say(f"{options.law}: {one_line(error)}", to=sys.stderr)
        return INVALID
    if options.recompute:
        return cli_recompute.run(options.recompute, options.files, law=law)
    if not options.files:
        parser.error("name a case file, or --recompute STORED.json")
    return max(_assess_file(name, options, law=law) for name in options.files)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assistans assess",
        description="Assess case files with the pure core and compare with what they expect.",
        epilog="Exit 0 when all match or nothing is expected, 1 when something differs, 2 when a file is no valid case.",
    )
    parser.add_argument("files", metavar="FILE", nargs="*", help="a case file (docs/case-format.md)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the assessment as JSON, one line per file")
    form.add_argument(
        "--text", action="store_true", help="print the calculation as one would show it to the person"
    )
    form.add_argument(
        "--recompute",
        metavar="STORED.json",
        help="make an assessment that --json kept again, and name what has changed: facts (where FILE is given), law or code",
    )
    parser.add_argument("--name", default="", help="the person's name in the heading of --text")
    parser.add_argument("--audience", choices=AUDIENCES, default="handlaggare", help="for whom --text is")
    parser.add_argument(
        "--law", metavar="TEXT", help="a law tree in one text file instead of the package's own"
    )
    return parser


def _assess_file(name: str, options: argparse.Namespace, *, law: Law) -> int:
    try:
        answer = assess_case(read_file(Path(name)), law)
    except REFUSED as error:
        _say(f"{name}: {one_line(error)}", to=sys.stderr)
        return INVALID
    _print(name, answer, options)
    return DIFFERS if answer.differences else MATCHES


def _print(name: str, answer: Answer, options: argparse.Namespace) -> None:
    if options.json:
        _say(json.dumps(answer.data, ensure_ascii=False), to=sys.stdout)
    elif options.text and "iakttagelser" in answer.data:
        tell = calculation if "utfall" in answer.data else settlement_calculation
        _say("\n".join(tell(answer.data, malgrupp=options.audience, namn=options.name)), to=sys.stdout)
    else:
        _say("\n  ".join([name, *answer.lines]), to=sys.stdout)
    for difference in answer.differences:
        _say(f"{name}: {difference}", to=sys.stderr if options.json else sys.stdout)


def _say(text: str, *, to: TextIO) -> None:
    to.write(text + "\n")
