"""A kept assessment made again: the same, or otherwise with the cause named: facts, law or code."""

import json
from functools import cache

import pytest
from tests.privacy import personnummer_in

from assistans.assessment.case_files import assess_case, read_month
from assistans.assessment.omrakning import Orsak, assess_again, difference_lines, differences
from assistans.facts import CaseError
from assistans.law import builtin, load

LAW = builtin()
MONTH = """
month: 2018-10
person: {personnummer: 19900118-9811, kommun: "0180"}
beslut: [{beviljandeperiod: {from: 2018-07-01, to: 2018-12-31}, tid: {per_vecka: "100:00"}}]
anordnare: {"5560000001": {slag: foretag, allt_klart: true}}
assistenter: {A: {fodd: 1980-05-01, anmald: alla}}
tidsredovisningar: [{assistent: A, anordnare: "5560000001", mottagen: 2018-11-03, rader: ["09 08.00-12.00 aktiv"]}]
rakning: stammer
"""


def stored(text=MONTH):
    """As a file has it: through JSON."""
    return json.loads(json.dumps(assess_case(text, LAW).data))


@cache
def other_law():
    """The law, had the 2018 amount been another."""
    return load(LAW.text.replace('"295.40"', '"300.00"'))


def causes(found):
    return [one.orsaker for one in found]


@pytest.mark.parametrize("key", ["lag", "kod", "underlag"])
def test_what_was_not_kept_to_be_made_again_is_refused(key):
    data = stored()
    del data[key]
    with pytest.raises(CaseError, match=f"{key}: is missing"):
        assess_again(data, law=LAW)


def test_facts_that_cannot_be_read_are_refused_with_their_place():
    data = stored()
    data["underlag"]["month"] = "2018-13"
    with pytest.raises(CaseError, match="month"):
        assess_again(data, law=LAW)


def test_nothing_changed_gives_the_same():
    assert assess_again(stored(), law=LAW) == ()
    assert assess_again(stored(), law=LAW, underlag=read_month(MONTH)) == ()


def test_changed_facts_are_named_with_what_they_change():
    now = read_month(MONTH.replace("08.00-12.00", "08.00-13.00"))
    (found,) = assess_again(stored(), law=LAW, underlag=now)
    assert found.orsaker == (Orsak.FAKTA,)
    assert found.nycklar["belopp"] == ["1181.60", "1477.00"]


def test_facts_that_change_nothing_are_no_cause():
    now = read_month(MONTH.replace("fodd: 1980-05-01", "fodd: 1981-05-01"))
    assert assess_again(stored(), law=LAW, underlag=now) == ()


def test_another_law_is_named():
    (found,) = assess_again(stored(), law=other_law())
    assert found.orsaker == (Orsak.LAG,)
    assert found.nycklar["belopp"] == ["1181.60", "1200.00"]


def test_another_law_that_changes_nothing_is_no_cause():
    later = load(LAW.text + "# a remark\n")
    assert later.version != LAW.version
    assert assess_again(stored(), law=later) == ()


def test_another_code_is_named():
    data = stored() | {"kod": "0.0.9+abc", "belopp": "1.00"}
    (found,) = assess_again(data, law=LAW)
    assert found.orsaker == (Orsak.KOD,)
    assert found.nycklar == {"belopp": ["1.00", "1181.60"]}


def test_other_words_of_another_code_are_told():
    data = stored() | {"kod": "0.0.9+abc"}
    data["rader"][0]["text"] = "Något annat."
    (found,) = assess_again(data, law=LAW)
    assert found.orsaker == (Orsak.KOD,)
    assert list(found.nycklar) == ["rader"]


def test_law_and_code_that_both_changed_are_not_told_apart():
    data = stored() | {"kod": "0.0.9+abc"}
    assert causes(assess_again(data, law=other_law())) == [(Orsak.LAG, Orsak.KOD)]
    assert causes(assess_again(data | {"belopp": "1.00"}, law=LAW)) == [(Orsak.KOD,)]


def test_stored_data_that_nothing_explains_has_no_cause():
    assert causes(assess_again(stored() | {"belopp": "1.00"}, law=LAW)) == [()]


def test_law_and_facts_are_told_one_by_one():
    now = read_month(MONTH.replace("08.00-12.00", "08.00-13.00"))
    law, facts = assess_again(stored(), law=other_law(), underlag=now)
    assert (law.orsaker, facts.orsaker) == ((Orsak.LAG,), (Orsak.FAKTA,))
    assert facts.nycklar["belopp"] == ["1200.00", "1500.00"]


def test_the_causes_are_named_as_the_commands_tell_them():
    assert [str(cause) for cause in Orsak] == ["fakta", "lag", "kod"]


def test_a_day_of_payment_is_no_difference_between_a_decision_and_now():
    data = stored()
    later = data | {"utbetalningar": [row | {"dag": "2018-12-05"} for row in data["utbetalningar"]]}
    assert differences(decided=data, now=later) == {}
    assert list(differences(decided=data, now=later | {"belopp": "0.00"})) == ["belopp"]


@pytest.mark.parametrize("changed", [{"mottagare": "5560000002"}, {"belopp": "1.00"}])
def test_a_payment_to_another_or_of_another_amount_is_a_difference(changed):
    data = stored()
    (paid,) = data["utbetalningar"]
    other = paid | changed
    assert differences(decided=data, now=data | {"utbetalningar": [other]}) == {
        "utbetalningar": [[[paid["mottagare"], paid["belopp"]]], [[other["mottagare"], other["belopp"]]]]
    }


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        ("1.00", "2.00", ["k: 1.00 → 2.00"]),
        ({"a": "1", "b": {"c": "1"}}, {"a": "1", "b": {"c": "2"}}, ["k.b.c: 1 → 2"]),
        ({"a": "1"}, {"b": "1"}, ["k.a: 1 → null", "k.b: null → 1"]),
        ([{"text": "Ett."}, {"text": "Två."}], [{"text": "Ett."}, {"text": "Tre."}], ["k: Två. → Tre."]),
        (["A"], ["A", "B"], ['k: ["A"] → ["A", "B"]']),
        (None, "x" * 80, [f"k: null → {'x' * 60}…"]),
    ],
)
def test_a_difference_is_told_where_it_is(before, now, lines):
    assert list(difference_lines({"k": [before, now]})) == lines


def test_what_is_kept_names_nobody_by_number():
    assert personnummer_in(json.dumps(stored())) == []
