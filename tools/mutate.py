"""Change one operator, constant or statement of the pure rooms at a time and see whether a test fails.

python tools/mutate.py src/assistans/timeline src/assistans/assessment/kommunen.py

Works on the committed tree (an export of HEAD), so nobody's edits disturb it and the commit is known. Each change
runs in a process of its own: first the tests that noticed the changes before it, then those that mirror the file,
then those of its room, the cases and the properties; `--again` asks the whole room's slower tests too. Writes
tests/mutation/scores.csv and tests/mutation/survivors.yaml; a survivor's reason is kept as long as the change it
speaks of still survives. docs/decisions/0010 says why this is not a library.
"""

import argparse
import csv
import fcntl
import io
import os
import random
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

import hypothesis
import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent))
from mutants import Mutant, mutants_of

PRELOADED = (
    "hypothesis.strategies",
    "hypothesis.internal.conjecture.engine",
    "_hypothesis_pytestplugin",
    "pytest_timeout",
    "pytest_socket",
    "zoneinfo",
    "jsonschema",
    "unittest.mock",
)
"""What every run of the tests imports anyway; nothing of ours, so that the change is met from the first import."""

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "tests" / "mutation"
ALL_TESTS = [
    "tests/cases/test_cases.py",
    "tests/assessment/test_assess.py",
    "tests/assessment/test_stallningstaganden.py",
    "tests/assessment/test_policies.py",
    "tests/assessment/test_trace.py",
    "tests/assessment/test_properties.py",
]
"""The quick ones that notice most come first."""
PROFILE = "mutate"
OPTIONS = [
    "-x", "-q", "--noconftest", f"--hypothesis-profile={PROFILE}", "-p", "no:cacheprovider", "-p", "no:xdist",
    "-o", "timeout=60", "-W", "ignore::pytest.PytestAssertRewriteWarning",
]  # fmt: skip
CPU_SECONDS = 240
MEMORY = 3 * 1024**3
PASSED, USAGE, NO_TESTS = 0, 4, 5
AIM = 85
NOTICED_LAST = 6
COLUMNS = ["file", "date", "commit", "mutants", "tried", "killed", "timeout", "survived", "score"]


def main() -> None:
    """Mutate the files named, print each survivor as it is found, and keep the result."""
    options = _options()
    _preload()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()  # fmt: skip  # noqa: S607
    with tempfile.TemporaryDirectory(prefix="assistans-mutate-") as folder:
        _export(Path(folder))
        os.chdir(folder)
        sys.path[:0] = [str(Path(folder) / "src"), folder]
        files = [file for path in options.paths for file in _python_files(path)]
        _refuse_red_tests(files)
        worst = min(_mutate(file, commit=commit, options=options) for file in files)
    sys.exit(worst < AIM)


def _preload() -> None:
    for name in PRELOADED:
        import_module(name)
    # A failure is all that is asked for: the same examples every time, and no time spent on the smallest of them.
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile(
        PROFILE, derandomize=True, database=None, deadline=None, phases=phases
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("paths", nargs="+", type=Path, help="files or folders under src/assistans")
    parser.add_argument("--on", required=True, help="the day, kept with the result: YYYY-MM-DD")
    parser.add_argument(
        "--sample",
        type=int,
        default=None,
        help="only so many changes a file, drawn by lot, the same each time",
    )
    parser.add_argument(
        "--again",
        action="store_true",
        help="only the changes that survived last time, in files not edited since, and with every test of the room",
    )
    return parser.parse_args()


def _export(folder: Path) -> None:
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S607
    with tarfile.open(fileobj=io.BytesIO(archive)) as tree:
        tree.extractall(folder, filter="data")


def _python_files(path: Path) -> list[Path]:
    inside = (ROOT / path).resolve().relative_to(ROOT)
    return sorted(inside.rglob("*.py")) if inside.is_dir() else [inside]


def _own_tests(file: Path) -> list[str]:
    room = file.relative_to("src/assistans")
    own = [Path("tests") / room.with_name(f"test_{room.stem}.py")]
    if room.name == "__init__.py":
        own = []
    return [str(path) for path in own if path.exists()]


def _tests(file: Path) -> list[str]:
    room = file.relative_to("src/assistans").parts[0]
    return ALL_TESTS if room == "assessment" else [ALL_TESTS[0], f"tests/{room}", *ALL_TESTS[1:]]


def _whole_room(file: Path) -> list[str]:
    return [f"tests/{file.relative_to('src/assistans').parts[0]}"]


def _refuse_red_tests(files: list[Path]) -> None:
    tests = sorted({test for file in files for test in [*_own_tests(file), *_tests(file)]})
    if _verdict(None, tests).name != "survived":
        sys.exit("the tests of the pure rooms fail without any change: mend them first")


def _mutate(file: Path, *, commit: str, options: argparse.Namespace) -> float:
    began = time.monotonic()
    mutants = list(mutants_of(file.read_text(encoding="utf-8")))
    was = _still_holds(file, commit) if options.again else None
    tried = int(was["tried"]) if was else min(len(mutants), options.sample or len(mutants))
    asked = _survived_last(file, mutants) if was else _drawn(file, mutants, tried)
    timeouts = int(was["timeout"]) if was else 0
    last = _whole_room(file) if options.again else []
    survivors: list[Mutant] = []
    noticed: dict[str, None] = {}
    for mutant in asked:
        verdict = _verdict(
            (_module(file), mutant.code), _latest(noticed), _own_tests(file), _tests(file), last
        )
        timeouts += verdict.name == "timeout"
        if verdict.by:
            noticed.pop(verdict.by, None)
            noticed[verdict.by] = None
        if verdict.name == "survived":
            survivors.append(mutant)
            print(f"  survived: {file}:{mutant.line} {mutant.name}", flush=True)
    caught = tried - len(survivors)
    score = 100 * caught / tried if tried else 100.0
    print(f"{file}: {score:.0f} % of {tried} ({time.monotonic() - began:.0f} s)", flush=True)
    if tried:
        _keep_score([str(file), options.on, commit, len(mutants), tried, caught - timeouts, timeouts, len(survivors), f"{score:.1f}"])  # fmt: skip
        _keep_survivors(str(file), survivors)
    return score


def _drawn(file: Path, mutants: list[Mutant], tried: int) -> list[Mutant]:
    """So many of the changes, drawn by lot: the same for the same file."""
    lot = random.Random(str(file))  # noqa: S311 - no secret
    return sorted(lot.sample(mutants, tried), key=lambda mutant: mutant.line)


def _still_holds(file: Path, commit: str) -> dict[str, str] | None:
    """The file's score, if the file has not been edited since."""
    was = _scores().get(str(file))
    return was if was and not _differs(file, was["commit"], commit) else None


def _survived_last(file: Path, mutants: list[Mutant]) -> list[Mutant]:
    # A change that was caught once is caught still as long as file and tests stay; tests are only ever added here.
    known = {entry["change"] for entry in _survivors().get(str(file), [])}
    return [mutant for mutant in mutants if mutant.name in known]


def _differs(file: Path, before: str, now: str) -> bool:
    asked = ["git", "diff", "--quiet", before, now, "--", str(file)]
    return subprocess.run(asked, cwd=ROOT, check=False).returncode != 0  # noqa: S603 - git, and names of our own


def _module(file: Path) -> str:
    return ".".join(file.with_suffix("").relative_to("src").parts).removesuffix(".__init__")


class _Mutated:
    """An importer of one module from changed code; everything else is imported as ever."""

    def __init__(self, name: str, code: CodeType) -> None:
        self._name = name
        self._code = code

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Answer for the one module."""
        del path, target
        return spec_from_loader(name, self, is_package=False) if name == self._name else None

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave the making to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code as the module's body."""
        exec(self._code, module.__dict__)  # noqa: S102 - running changed code is the point


class _Verdict(NamedTuple):
    """What became of a change: killed, survived or timeout, and the test that noticed it first."""

    name: str
    by: str = ""


class _Notice:
    """A pytest plugin that remembers the test that failed."""

    def __init__(self) -> None:
        self.by = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down a failure."""
        if report.failed:
            self.by = report.nodeid


def _latest(noticed: dict[str, None]) -> list[str]:
    """The tests that noticed changes last: what one of them saw, it often sees of the next change too."""
    return list(noticed)[-NOTICED_LAST:]


def _verdict(mutant: tuple[str, CodeType] | None, *stages: list[str]) -> _Verdict:
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        _run_tests(mutant, stages, write)
    os.close(write)
    with open(read, encoding="utf-8") as said:  # noqa: PTH123 - a pipe has no path
        by = said.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return _Verdict("timeout")
    return _Verdict("survived" if os.WEXITSTATUS(status) == PASSED else "killed", by)


def _run_tests(mutant: tuple[str, CodeType] | None, stages: tuple[list[str], ...], write: int) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    if mutant is not None:
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.meta_path.insert(0, _Mutated(*mutant))  # type: ignore[arg-type]
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for tests in stages:
        notice = _Notice()
        code = pytest.main([*OPTIONS, *tests], plugins=[notice]) if tests else PASSED
        if code not in {PASSED, NO_TESTS}:
            os.write(write, notice.by.encode())
            os._exit(int(code))
    os._exit(PASSED)


def _keep_score(row: list[object]) -> None:
    with _alone():
        kept = _scores() | {str(row[0]): dict(zip(COLUMNS, map(str, row), strict=True))}
        with (RECORD / "scores.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept[name] for name in sorted(kept))


def _scores() -> dict[str, dict[str, str]]:
    scores = RECORD / "scores.csv"
    if not scores.exists():
        return {}
    with scores.open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


def _keep_survivors(file: str, survivors: list[Mutant]) -> None:
    with _alone():
        known = _survivors()
        reasons = {entry["change"]: entry["reason"] for entry in known.get(file, [])}
        known[file] = [{"change": m.name, "reason": reasons.get(m.name, "")} for m in survivors]
        known = {name: known[name] for name in sorted(known) if known[name]}
        text = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=200)
        (RECORD / "survivors.yaml").write_text(text, encoding="utf-8")


def _survivors() -> dict[str, list[dict[str, str]]]:
    kept = RECORD / "survivors.yaml"
    return dict(yaml.safe_load(kept.read_text(encoding="utf-8")) or {}) if kept.exists() else {}


@contextmanager
def _alone() -> Iterator[None]:
    # Two runs may work on different files at a time; each reads and writes the record while the other waits.
    RECORD.mkdir(exist_ok=True)
    with (RECORD / "test_mutation.py").open(encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    main()
