import re
from datetime import date
from pathlib import Path

import pytest

from assistans.law import LawTextError, MissingParameterError, PolicyError, builtin, builtin_text, law, load
from assistans.law.yaml_text import read_documents

SMALL = """
statutes:
  SFB: {title: Balken, from: 2011-01-01, before: LASS (1993:389), folder: sfb-2010-110}
parameters:
  timmar: {about: Timmar, lagrum: SFB 51 kap. 22 §, rules: [K1], unit: timmar, values: [
    {from: 2010-01-01, to: 2010-12-31, value: "20", sfs: "2010:110", verified: true, source: x},
    {from: 2012-01-01, value: "21", sfs: "2011:1", verified: 2013-12-31, source: x}]}
policies:
  val: {about: Val, grade: U, reason: okänt, lagrum: SFB 51 kap. 9 §, rules: [B1], unit: text, values: [{from: 2010-01-01, value: ja}]}
"""


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("to: 2010-12-31", "to: 2012-01-01", "the values from 2010-01-01 and 2012-01-01 overlap"),
        ("grade: U", "grade: X", "is not C .certain., I"),
        (", reason: okänt", "", "val: missing reason"),
        ("about: Timmar", "about: Timmar, extra: 1", "unknown extra"),
        ("parameters:", "parametrar:", "unknown section"),
        ("verified: 2013-12-31", "verified: kanske", "is not a date"),
        ("  val:", "  timmar:", "timmar: stands twice"),
    ],
)
def test_a_tree_that_cannot_be_read_is_refused_by_name(before, after, problem):
    with pytest.raises(LawTextError, match=problem):
        load(SMALL.replace(before, after))


def test_a_day_without_a_value_stops_and_names_it():
    with pytest.raises(MissingParameterError, match=r"timmar \(Timmar; SFB 51 kap. 22 §\) for 2011-06-01"):
        load(SMALL).parameter("timmar").number(date(2011, 6, 1))


def test_a_parameter_that_the_tree_lacks_is_named():
    with pytest.raises(MissingParameterError, match="no parameter minuter"):
        load(SMALL).parameter("minuter")
    with pytest.raises(MissingParameterError, match="no observation NYTT"):
        load(SMALL).observation("NYTT")


def test_a_choice_that_the_program_does_not_know_stops():
    with pytest.raises(PolicyError, match="this version knows nej"):
        load(SMALL).parameter("val").choice(date(2018, 1, 1), "nej")


def test_values_hold_from_and_to_their_days():
    timmar = load(SMALL).parameter("timmar")
    assert timmar.number(date(2010, 12, 31)) == 20
    assert timmar.number(date(2018, 1, 1)) == 21


def test_a_value_past_its_verified_date_works_and_says_so():
    value = load(SMALL).parameter("timmar").at(date(2014, 1, 1))
    assert value.text == "21"
    assert value.verified_on(date(2013, 12, 31))
    assert not value.verified_on(date(2014, 1, 1))


def test_equal_text_is_the_same_law_and_any_change_another_version():
    assert load(SMALL) is load(SMALL)
    assert load(SMALL).version != load(SMALL + "\n").version
    assert len(builtin().version) == 64


def test_before_2011_the_lagrum_is_the_older_act():
    lagrum = load(SMALL).parameter("timmar").lagrum
    assert lagrum.on(date(2010, 12, 31)) == "LASS (1993:389)"
    assert lagrum.on(date(2011, 1, 1)) == "SFB 51 kap. 22 §"


def test_every_policy_of_the_package_has_a_reason_and_every_value_a_source():
    for parameter in builtin().parameters.values():
        assert parameter.rules
        assert bool(parameter.grade) == bool(parameter.reason)
        assert all(value.source for value in parameter.values)


def test_the_package_tree_is_one_document_per_file():
    assert len(list(read_documents(builtin_text()))) == builtin_text().count("--- # ")


def test_the_tree_is_read_in_order_of_its_paths_and_only_its_yaml(tmp_path):
    for path in ("b.yaml", "a/z.yaml", "a/b.yaml", "a.txt", "c.yaml", "a/y.yaml~"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f"# {path}", encoding="utf-8")
    assert sorted(law._files(tmp_path, "")) == [
        (path, f"# {path}") for path in ("a/b.yaml", "a/z.yaml", "b.yaml", "c.yaml")
    ]
    named = re.findall("^--- # (.*)$", builtin_text(), re.MULTILINE)
    tree = Path(law.__file__).parent / "tree"
    assert named == sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*.yaml"))


def test_modes_hold_from_their_days():
    under_18 = builtin().observation("ASSISTENT_UNDER_18")
    assert under_18.mode(date(2013, 6, 30)) == "av"
    assert under_18.mode(date(2013, 7, 1)) == "stopp"
    assert under_18.highest(date(2013, 6, 1), date(2013, 7, 31)) == "stopp"
    assert not under_18.constant(date(2013, 6, 1), date(2013, 7, 31))
