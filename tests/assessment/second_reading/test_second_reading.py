"""The program and a second, slow reading of the format page come to the same, öre for öre and code for code."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.assessment.chance import Chance
from tests.assessment.second_reading.generated import Generator
from tests.assessment.second_reading.reading import second_reading

from assistans.assessment import assess, to_data
from assistans.facts import read_underlag
from assistans.facts.writing import dump
from assistans.law import builtin, read_yaml

LAW = builtin()
CASES = Path(__file__).parents[2] / "cases"
ABOUT = ("kind", "name", "rules", "source", "expect")


def month_of(file):
    case = read_yaml(file.read_text(encoding="utf-8"))
    return None if case.get("kind", "manad") != "manad" else case


WRITTEN = {
    f"{file.parent.name}/{file.stem}": case
    for file in sorted(CASES.rglob("*.yaml"))
    if (case := month_of(file)) is not None and not {"senare", "senare_veckor"} & case.keys()
}


def agree(facts):
    got = to_data(assess(read_underlag(facts), LAW))
    expected = second_reading(facts)
    assert {key: got.get(key) for key in expected} == expected
    assert ("anvant_belopp" in got) == ("anvant_belopp" in expected)


@pytest.mark.parametrize("seed", range(20))
def test_in_a_calm_month_where_much_is_paid(seed):
    agree(Generator(seed, calm=True).case())


@pytest.mark.parametrize("seed", range(50))
def test_in_a_wild_month_where_everything_happens(seed):
    agree(Generator(seed, calm=False).case())


def test_a_few_wild_months_already_hold_most_observations():
    months = [second_reading(Generator(seed, calm=False).case()) for seed in range(20)]
    assert len({code for month in months for code in month["iakttagelser"]}) >= 20


@pytest.mark.parametrize("seed", range(40))
def test_in_a_month_made_of_the_other_strategy_and_written_out(seed):
    facts = replace(Chance(seed).underlag(), stallningstaganden=(), senare=(), senare_veckor={})
    agree(dump(facts))


@pytest.mark.parametrize("name", WRITTEN)
def test_in_a_written_case(name):
    agree({key: value for key, value in WRITTEN[name].items() if key not in ABOUT})
