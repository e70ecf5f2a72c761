"""What mutation testing left is explained, and the changes it makes are the ones it says."""

import csv
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REASONS = ("equivalent", "words", "open")


@pytest.fixture(scope="module")
def mutants_of():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from mutants import mutants_of as made  # noqa: PLC0415 - a script's folder is on the path for this import only
    finally:
        sys.path.pop(0)
    return made


@pytest.fixture
def changes(mutants_of):
    return lambda source: [mutant.name.partition(": ")[2] for mutant in mutants_of(source)]


def test_every_survivor_has_a_reason():
    kept = yaml.safe_load((HERE / "survivors.yaml").read_text(encoding="utf-8"))
    without = [
        f"{file}: {entry['change']}"
        for file, entries in kept.items()
        for entry in entries
        if not entry["reason"].startswith(REASONS)
    ]
    assert without == []


def test_every_score_is_of_a_file_that_is_there_and_adds_up():
    with (HERE / "scores.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert (ROOT / row["file"]).is_file()
            caught = int(row["killed"]) + int(row["timeout"])
            assert caught + int(row["survived"]) == int(row["tried"]) <= int(row["mutants"])
            assert float(row["score"]) == pytest.approx(100 * caught / int(row["tried"]), abs=0.05)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("a < b", ["a < b -> pass", "a < b -> a <= b"]),
        ("a = b + 1", ["b + 1 -> b - 1", "1 -> 2"]),
        ("a = b and c", ["b and c -> b or c"]),
        ("a = not b", ["not b -> b"]),
        ("a = True", ["True -> False"]),
        ("a = 'x'", ["'x' -> 'xX'"]),
        ("a = b if c else d", ["b if c else d -> b", "b if c else d -> d"]),
        ("a = min(b)", ["min(b) -> max(b)"]),
        ("a = [b for b in c if b]", ["for b in c if b -> for b in c"]),
        ("a += b", ["a += b -> a -= b", "a += b -> pass"]),
        ("def f():\n    return a", ["return a -> return None"]),
        ("def f():\n    raise ValueError('x')", ["raise ValueError('x') -> pass"]),
        ("if a:\n    pass", ["if a: pass -> if True: pass", "if a: pass -> if False: pass"]),
    ],
)
def test_each_kind_of_change_is_made(changes, source, made):
    assert [change.strip() for change in changes(source)] == made


@pytest.mark.parametrize(
    "source",
    [
        "'words'",
        "def f(a: 'x') -> 'y':\n    pass",
        "a: Literal['x']",
        "__all__ = ['a']",
        "a = f'x{b}'",
        "def f():\n    return None",
    ],
)
def test_what_is_no_behaviour_is_left_alone(changes, source):
    assert changes(source) == []


def test_equal_changes_in_one_function_are_told_apart(mutants_of):
    assert [mutant.name for mutant in mutants_of("a = 1\nb = 1")] == ["module: 1 -> 2", "module: 1 -> 2 (2)"]


def test_the_source_is_whole_again_after_each_change(mutants_of):
    source = "a = 1 + 2"
    made = [scope(mutant.code)["a"] for mutant in mutants_of(source)]
    assert made == [-1, 4, 4]


def scope(code):
    names = {}
    exec(code, names)  # noqa: S102 - a changed line of this test
    return names
