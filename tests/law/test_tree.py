"""The package's own tree: nothing in it is unused, ungrounded or without its reason."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from assistans.law import builtin
from assistans.law.observations import MODES

LAW = builtin()
SOURCE = Path(__file__).parents[2] / "src" / "assistans"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
TREE = SOURCE / "law" / "tree"
FAMILIES = ("veckograns_", "berakningsperiod_")
"""Names that the code makes of a regime."""

POLICIES = [parameter for parameter in LAW.parameters.values() if parameter.grade]

# The open questions of the rules, each with the entries that settle it for now; docs/law.md says why the others
# have none.
OPEN_QUESTIONS = {
    "rounding of money": ("avrundning_ore",),
    "rounding of converted time": ("omraknad_tid",),
    "weeks to months and periods": ("veckor_annan_period", "bruten_manad"),
    "the reporting day on a free day": ("helgflytt_redovisning",),
    "the fifth on a free day": ("helgflytt_extra_utbetalning",),
    "weeks over two months": ("kommunvecka",),
    "weeks with less than the kommun's hours": ("kommun_kort_vecka",),
    "the October of invoicing after the fact": ("kommun_debitering",),
    "larger deviation": ("avvikelse_procent", "avvikelse_kronor"),
    "late completions": ("sen_komplettering",),
    "the month of a preliminary payment": ("preliminar_manader_fore",),
    "order among several anordnare": ("ordning_anordnare",),
    "decisions in force in the winter of 2017": ("vantetid_i_nya_beslut",),
    "two at once": ("samtidighet",),
    "several payees share costs": ("kostnadsdelning",),
    "time to answer": ("svarstid_dagar",),
}


@pytest.mark.parametrize(("question", "names"), OPEN_QUESTIONS.items())
def test_an_open_question_is_a_named_policy_that_is_not_said_to_be_certain(question, names):
    for name in names:
        policy = LAW.parameter(name)
        assert policy.grade in {"I", "U"}, question
        assert len(policy.reason) > 15
        assert policy.lagrum.text


@pytest.mark.parametrize("name", sorted(LAW.parameters))
def test_every_entry_is_used_by_the_program(name):
    named = rf"[\"']{name}[\"']|\b{name}=[\"(]"  # as a word, or as what refuse_unknown is told to know of it
    assert name.startswith(FAMILIES) or re.search(named, CODE), f"{name} decides nothing"


@pytest.mark.parametrize("code", sorted(LAW.observations))
def test_every_check_of_the_tree_is_run_by_the_program(code):
    assert re.search(rf"[\"']{code}[\"']", CODE)


def test_the_policies_of_the_tree_lie_in_their_own_folder_and_nothing_else_does():
    for path in TREE.rglob("*.yaml"):
        sections = set(re.findall(r"(?m)^(\w+):", path.read_text(encoding="utf-8")))
        if path.parent.name == "policies":
            assert sections <= {"policies", "free_days"}, path.name
        elif path.parent.name == "iakttagelser":
            assert sections == {"observations"}, path.name
        elif path.parent == TREE:
            assert sections == {"statutes"}, path.name
        else:
            assert sections <= {"parameters", "free_days"}, path.name


def test_the_folder_of_a_statute_with_texts_is_named_as_theirs():
    texts = {statute.folder for statute in LAW.statutes.values() if statute.folder}
    assert {path.name for path in (SOURCE / "law" / "text").iterdir()} == texts
    with_values = {path.name for path in TREE.iterdir() if path.is_dir()} - {"policies", "iakttagelser"}
    assert with_values - texts == {"arbetstidslagen-1982-673", "fkfs-2016-4", "lag-1989-253"}


def test_every_value_has_a_source_and_those_of_statutes_an_act():
    for parameter in LAW.parameters.values():
        assert parameter.values
        for value in parameter.values:
            assert value.source
            assert value.sfs or parameter.grade, parameter.name


def test_what_is_not_verified_says_why():
    for parameter in LAW.parameters.values():
        for value in parameter.values:
            if value.verified_to is None and not parameter.grade:
                assert re.search(r"inte|minnet|härlett|antas|enligt", value.source), (
                    parameter.name,
                    value.source,
                )


def test_the_latest_value_of_everything_still_holds():
    ended = {name for name, found in LAW.parameters.items() if found.values[-1].period.end is not None}
    assert ended == set()


def test_modes_are_in_time_order_and_each_changes_something():
    for known in LAW.observations.values():
        modes = [mode.mode for mode in known.modes]
        assert list(known.modes) == sorted(known.modes)
        assert set(modes) <= set(MODES)
        assert all(one != other for one, other in pairwise(modes))


def test_a_certain_policy_has_its_ground_and_an_uncertain_one_says_what_is_not_known():
    for policy in POLICIES:
        if policy.grade == "U":
            assert re.search(r"[Ii]nte|okän|[Ii]ngen|inga|bara|Assistanskoll", policy.reason), policy.name
