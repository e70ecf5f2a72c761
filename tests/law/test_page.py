"""What docs/law.md shows is what the command answers, and what it names is in the tree."""

import re
import shlex
from pathlib import Path

import pytest

from assistans import cli
from assistans.law import builtin

LAW = builtin()
PAGE = (Path(__file__).parents[2] / "docs" / "law.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n\$ assistans (law .*)\n((?:.*\n)*?)```", PAGE)


def section(heading):
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def named_in(text):
    return set(re.findall(r"`([a-z]+_[a-z_]+|[A-Z]+_[A-Z_0-9]+|[A-Z]{7,})`", text))


@pytest.mark.parametrize(("command", "shown"), BLOCKS)
def test_an_example_of_the_page_is_what_the_command_prints(command, shown, capsys):
    assert cli.main(shlex.split(command)) == 0
    printed = capsys.readouterr().out.splitlines()
    lines = [line for line in shown.splitlines() if line.strip() != "…"]
    printed[0] = re.sub(r"version \w+", "version …", printed[0])
    assert printed[: len(lines)] == lines


def test_the_page_has_an_example_of_a_day_and_of_a_difference():
    assert [command.split()[1][:4] for command, _ in BLOCKS] == ["2018", "diff"]


@pytest.mark.parametrize("heading", ["The days on which the law changed", "What is not known"])
def test_every_entry_that_the_page_names_is_in_the_tree(heading):
    known = {*LAW.parameters, *LAW.observations, *LAW.free_days}
    assert named_in(section(heading)) - known == set()


def test_every_policy_of_unknown_grade_is_told_of_on_the_page():
    unknown = {name for name, policy in LAW.parameters.items() if policy.grade == "U"}
    assert {name for name in unknown if f"`{name}`" not in PAGE} == set()


def test_every_day_of_change_stands_in_the_pages_calendar():
    calendar = section("The days on which the law changed")
    days = {mode.start for known in LAW.observations.values() for mode in known.modes}
    days |= {value.period.start for found in LAW.parameters.values() for value in found.values}
    later = {str(day) for day in days if day.year > 1997 and (day.month, day.day) != (1, 1)}
    assert {day for day in later if day not in calendar} == set()
