"""Change one operator, constant or statement of the pure rooms at a time and see whether a test fails.

python tools/mutate.py src/assistans/timeline src/assistans/assessment/kommunen.py

Works on the committed tree (an export of HEAD), so nobody's edits disturb it and the commit is known. Each change
runs in a process of its own: first the tests that mirror the file, then those of its room, the cases and the
properties. Writes
tests/mutation/scores.csv and tests/mutation/survivors.yaml; a survivor's reason is kept as long as the change it
speaks of still survives. docs/decisions/0010 says why this is not a library.
"""

import argparse
import csv
import io
import os
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

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
    "tests/assessment/test_trace.py",
    "tests/assessment/test_policies.py",
    "tests/assessment/test_properties.py",
]
PROFILE = "mutate"
OPTIONS = [
    "-x", "-q", "--noconftest", f"--hypothesis-profile={PROFILE}", "-p", "no:cacheprovider", "-p", "no:xdist",
    "-o", "timeout=60", "-W", "ignore::pytest.PytestAssertRewriteWarning",
]  # fmt: skip
CPU_SECONDS = 240
MEMORY = 3 * 1024**3
PASSED, USAGE, NO_TESTS = 0, 4, 5
AIM = 85


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
        worst = min(_mutate(file, commit=commit, on=options.on, first=options.first) for file in files)
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
        "--first", type=int, default=None, help="only so many changes a file; nothing is kept"
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
    return ALL_TESTS if room == "assessment" else [f"tests/{room}", *ALL_TESTS]


def _refuse_red_tests(files: list[Path]) -> None:
    if (
        _verdict(None, sorted({test for file in files for test in [*_own_tests(file), *_tests(file)]}))
        != "survived"
    ):
        sys.exit("the tests of the pure rooms fail without any change: mend them first")


def _mutate(file: Path, *, commit: str, on: str, first: int | None) -> float:
    source = file.read_text(encoding="utf-8")
    began = time.monotonic()
    counts = {"killed": 0, "survived": 0, "timeout": 0}
    survivors: list[Mutant] = []
    for mutant in list(mutants_of(source))[:first]:
        verdict = _verdict((_module(file), mutant.code), _own_tests(file), _tests(file))
        counts[verdict] += 1
        if verdict == "survived":
            survivors.append(mutant)
            print(f"  survived: {file}:{mutant.line} {mutant.name}", flush=True)
    total = sum(counts.values())
    score = 100 * (total - counts["survived"]) / total if total else 100.0
    print(f"{file}: {score:.0f} % of {total} ({time.monotonic() - began:.0f} s)", flush=True)
    if first is None and total:
        _keep_score([str(file), on, commit, total, counts["killed"], counts["timeout"], counts["survived"], f"{score:.1f}"])  # fmt: skip
        _keep_survivors(str(file), survivors)
    return score


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


def _verdict(mutant: tuple[str, CodeType] | None, *stages: list[str]) -> str:
    pid = os.fork()
    if pid == 0:
        _run_tests(mutant, stages)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return "timeout"
    return "survived" if os.WEXITSTATUS(status) == PASSED else "killed"


def _run_tests(mutant: tuple[str, CodeType] | None, stages: tuple[list[str], ...]) -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    if mutant is not None:
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.meta_path.insert(0, _Mutated(*mutant))  # type: ignore[arg-type]
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for tests in stages:
        code = pytest.main([*OPTIONS, *tests]) if tests else PASSED
        if code not in {PASSED, NO_TESTS}:
            os._exit(int(code))
    os._exit(PASSED)


def _keep_score(row: list[object]) -> None:
    head = ["file", "date", "commit", "mutants", "killed", "timeout", "survived", "score"]
    scores = RECORD / "scores.csv"
    RECORD.mkdir(exist_ok=True)
    rows = list(_csv_rows(scores))
    kept = {old[0]: old for old in rows} | {str(row[0]): [str(value) for value in row]}
    with scores.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(kept[name] for name in sorted(kept))


def _csv_rows(scores: Path) -> Iterator[list[str]]:
    if scores.exists():
        with scores.open(encoding="utf-8", newline="") as lines:
            yield from list(csv.reader(lines))[1:]


def _keep_survivors(file: str, survivors: list[Mutant]) -> None:
    kept = RECORD / "survivors.yaml"
    known = yaml.safe_load(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    reasons = {entry["change"]: entry["reason"] for entry in known.get(file, [])}
    known[file] = [{"change": m.name, "reason": reasons.get(m.name, "")} for m in survivors]
    known = {name: known[name] for name in sorted(known) if known[name]}
    kept.write_text(yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8")


if __name__ == "__main__":
    main()
