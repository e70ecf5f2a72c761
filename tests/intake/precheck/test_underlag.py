"""Documents and a decision file become one underlag; what nobody has said is named, never made up."""

from datetime import date

import pytest
from tests.intake import reports, signing
from tests.intake.precheck.files import ANNA, DECISION, LAW, OTHER_ID, bo, decision, rakning, report
from tests.privacy import personnummer_in

from assistans.facts import CaseError, Rad, Tid
from assistans.intake.precheck.reading import read_rakning, read_report
from assistans.intake.precheck.underlag import names_of, prepare


def prepared(*contents, form=None, **told):
    read = [
        read_report(fil=f"{number}.xml", content=content, now=signing.AT)
        for number, content in enumerate(contents or (report(),))
    ]
    form = form and read_rakning(fil="r.xml", content=form)
    return prepare(reports=read, **{"rakning": form, "decision": None, "day": None, "law": LAW} | told)


@pytest.mark.parametrize("key", ["kind", "month", "assessed_on", "tidsredovisningar", "rakning", "expect"])
def test_what_the_documents_say_may_not_stand_in_the_decision_file(key):
    with pytest.raises(CaseError, match=f"{key}: is said by the documents"):
        prepared(decision={key: "x"})


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('tid: {per_vecka: "100:00"}', "tid: {}"), r"beslut\[0\]\.tid: state exactly one"),
        (("to: 2018-12-31", "to: 2019-01-31"), None),
        (("anmald: alla", "anmald: aldrig"), r"assistenter\.Anna Assistent\.anmald"),
        (("tidigare:", "tidigar:"), "tidigar: unknown key"),
    ],
)
def test_a_decision_file_that_is_wrong_is_refused_with_its_place(change, problem):
    if problem is None:
        assert prepared(decision=decision(DECISION, change)).underlag.beslut
        return
    with pytest.raises(CaseError, match=problem):
        prepared(decision=decision(DECISION, change))


@pytest.mark.parametrize("number", ["199001189811", "19900118-9811"])
def test_assistants_are_never_named_by_number(number):
    with pytest.raises(CaseError, match="by number") as refused:
        prepared(decision={"assistenter": {number: {}}})
    assert personnummer_in(str(refused.value)) == []


def test_no_grant_is_made_up():
    found = prepared()
    assert found.underlag.beslut == ()
    assert found.unchecked[0].startswith("Det som beror på beslutet")
    assert "Ange --beslut" in found.unchecked[0]


def test_rows_and_times_are_those_of_the_document():
    found = prepared(report("9 08.00-16.00 aktiv", "31 10.00-09.00 vante")).underlag
    assert found.tidsredovisningar[0].rader == (Rad(9, 800, 1600, "aktiv"), Rad(31, 1000, 900, "vantetid"))
    assert found.tidsredovisningar[0].kollektivavtal is True
    assert str(found.month) == "2018-10"


def test_an_assistant_is_born_when_her_number_says():
    assert prepared().underlag.assistenter[ANNA].fodd == date(1990, 1, 18)
    assert prepared(decision=decision()).underlag.assistenter[ANNA].fodd == date(1990, 1, 18)


def test_the_decision_file_may_say_another_day_of_birth():
    said = decision(DECISION, ("anmald: alla", "anmald: alla, fodd: 2003-01-01"))
    assert prepared(decision=said).underlag.assistenter[ANNA].fodd == date(2003, 1, 1)


def test_two_of_one_name_are_told_apart_by_birth():
    both = [
        read_report(fil="x", content=content, now=signing.AT).document
        for content in (report(), bo(namn="Anna"), report(id=OTHER_ID))
    ]
    assert names_of(both) == {
        "199001189811": "Anna Assistent 1990-01-18",
        "198001019804": "Anna Assistent 1980-01-01",
    }


def test_the_persons_own_employment_is_known_by_the_document():
    found = prepared(report(provider=reports.OWN)).underlag
    assert found.anordnare["egen"].slag == "egen_arbetsgivare"


def test_without_a_day_nothing_is_late_and_that_is_said():
    found = prepared()
    assert found.sista_dag == date(2018, 12, 5)
    assert found.underlag.tidsredovisningar[0].mottagen == date(2018, 12, 5)
    assert any("--day" in text for text in found.unchecked)


def test_a_day_is_when_all_would_arrive():
    found = prepared(form=rakning(), day=date(2018, 12, 10))
    assert found.underlag.assessed_on == date(2018, 12, 10)
    assert found.underlag.tidsredovisningar[0].mottagen == date(2018, 12, 10)
    assert found.underlag.rakning.mottagen == date(2018, 12, 10)
    assert not any("--day" in text for text in found.unchecked)


def test_a_rakning_is_compared_and_its_absence_is_neither_held_nor_hidden():
    with_form, without = prepared(form=rakning()), prepared()
    assert with_form.underlag.rakning.tid == Tid(480, 0, 0)
    assert with_form.law is LAW
    assert without.underlag.rakning is None
    assert without.law.observation("RAKNING_SAKNAS").mode(date(2018, 10, 1)) == "av"
    assert LAW.observation("RAKNING_SAKNAS").mode(date(2018, 10, 1)) == "vanta"
    assert any("--rakning" in text for text in without.unchecked)
    assert any("underskrift" in text for text in with_form.unchecked)


def test_who_is_not_in_the_decision_file_is_taken_to_be_in_order_and_named():
    found = prepared(report(), bo(), decision=decision(DECISION, ("5560000001", "5560000002")))
    assert sorted(found.underlag.anordnare) == ["5560000001", "5560000002"]
    assert found.underlag.assistenter["Bo Assistent"].anmald == "alla"
    assert any("Bo Assistent står inte i beslutsfilen" in text for text in found.unchecked)
    assert any("5560000001 står inte i beslutsfilen" in text for text in found.unchecked)
    assert not any("Anna Assistent" in text for text in found.unchecked)


def test_other_months_are_asked_for_when_a_grant_is_given():
    silent = decision(DECISION, ('tidigare: [{month: 2018-09, assistanstid_min: "24000"}]\n', ""))
    assert any("tidigare" in text for text in prepared(decision=silent).unchecked)
    assert not any("tidigare" in text for text in prepared(decision=decision()).unchecked)


def test_what_is_unchecked_names_nobody_by_number():
    assert personnummer_in(" ".join(prepared(report(), bo(), decision=decision()).unchecked)) == []
