"""What a check finds, by the assessment itself: rows, the month, and what is left to others."""

import json
from datetime import date

import pytest
from tests.intake import reports, signing
from tests.intake.precheck.files import DECISION, LAW, OTHER_ID, bo, decision, rakning, report
from tests.privacy import personnummer_in

from assistans.intake.precheck.answers import check, to_data
from assistans.intake.precheck.reading import DifferingFiles


def checked(*contents, form=None, **told):
    files = {f"{number}.xml": content for number, content in enumerate(contents or (report(),))}
    form = form and ("r.xml", form)
    return check(reports=files, law=LAW, now=signing.AT, rakning=form, **told)


def codes(found):
    return [seen.kod for seen in found.iakttagelser]


def row_codes(found, fil=0):
    return [dict(row.koder) for row in found.files[fil].rader]


def test_files_of_two_persons_are_refused():
    with pytest.raises(DifferingFiles):
        checked(report(), bo(person="199001189811"))


def test_a_clean_report_is_clean():
    found = checked()
    assert found.clean
    assert codes(found) == []
    assert row_codes(found) == [{}]


@pytest.mark.parametrize(
    ("rad", "kod", "minutes"),
    [
        ("28 02.30-06.00 aktiv", "KLOCKSLAG_TVETYDIGT", 0),
        ("31 10.00-09.00 aktiv", "RAD_OGILTIG", 0),
        ("9 12.00-17.00 aktiv", "ASSISTENT_OVERLAPPAR", 240),
    ],
)
def test_a_row_that_would_wait_is_told_with_its_minutes(rad, kod, minutes):
    found = checked(report("9 08.00-16.00 aktiv", rad))
    assert not found.clean
    assert row_codes(found) == [{}, {kod: minutes}]


def test_a_clock_time_that_does_not_exist_is_told():
    assert codes(checked(report("25 02.30-06.00 aktiv", manad="2018-03"))) == ["KLOCKSLAG_FINNS_INTE"]


def test_one_assistant_in_two_reports_at_once_is_told():
    other = reports.PROVIDER.replace("5560000001", "5560000019")
    found = checked(report(), report(id=OTHER_ID, provider=other))
    assert codes(found) == ["ASSISTENT_OVERLAPPAR"]
    assert row_codes(found, 1) == [{"ASSISTENT_OVERLAPPAR": 480}]


def test_two_reports_of_the_same_month_may_be_a_correction():
    assert "MOJLIG_RATTELSE" in codes(checked(report(), report("10 08.00-16.00 aktiv", id=OTHER_ID)))


def test_two_assistants_at_once_are_no_matter_without_a_decision():
    assert checked(report(), bo()).clean
    assert "DUBBELASSISTANS_EJ_BEVILJAD" in codes(checked(report(), bo(), decision=decision()))


def test_working_time_above_the_limit_is_told():
    found = checked(report(*(f"{day} 00.00-24.00 aktiv" for day in range(1, 11))))
    assert codes(found) == ["ARBETSTID_OVERSKRIDEN"]


def test_longer_household_work_is_not_told_as_too_long_where_it_may_be_allowed():
    # 48 h a week give 213 h in October, 52 h 231 and 64 h 284: 240 h is too much only if nothing longer is allowed.
    days = [f"{day} 00.00-24.00 aktiv" for day in range(1, 11)]
    own = report(*days, provider=reports.OWN).replace(b"<kollektivavtal>true", b"<kollektivavtal>false")
    assert checked(own).clean
    more = report(*days, "11 00.00-24.00 aktiv", "12 00.00-24.00 aktiv", provider=reports.OWN)
    more = more.replace(b"<kollektivavtal>true", b"<kollektivavtal>false")
    assert codes(checked(more)) == ["ARBETSTID_OVERSKRIDEN"]


def test_an_assistant_under_18_is_told_by_the_number():
    young = reports.document(assistent="<personnummer>200501019806</personnummer>", manad="2018-10")
    found = checked(young)
    assert codes(found) == ["ASSISTENT_UNDER_18"]


def test_a_rakning_that_differs_is_told_for_the_month():
    assert checked(form=rakning(8)).clean
    found = checked(form=rakning(9))
    assert codes(found) == ["RAKNING_SKILJER_SIG"]
    assert not found.clean


def test_a_rakning_that_its_door_refuses_is_told_beside_the_rows():
    found = checked(form=rakning(8, (">2018-10<", ">2018-13<")))
    assert not found.clean
    assert [answer.fil for answer in found.files] == ["0.xml", "r.xml"]
    assert [r.code for r in found.files[1].refusals] == ["MONTH"]
    assert codes(found) == []


def test_late_documents_are_told_only_when_the_day_is():
    assert checked(day=date(2018, 12, 5)).clean
    assert codes(checked(day=date(2018, 12, 6))) == ["FOR_SENT"]


@pytest.mark.parametrize(
    ("change", "rad", "kod"),
    [
        (
            ("anmald: alla", 'anmald: {"5560000001": 2018-10-10}'),
            "9 08.00-16.00 aktiv",
            "ASSISTENT_EJ_ANMALD",
        ),
        (("100:00", "1:00"), "9 08.00-16.00 aktiv", "OVER_BEVILJAD_TID"),
        (("to: 2018-12-31", "to: 2018-10-08"), "9 08.00-16.00 aktiv", "UTANFOR_BESLUT"),
        (("2018-09,", "2018-09,"), "9 08.00-16.00 vante", "VANTETID_EJ_BEVILJAD"),
        (
            ("allt_klart: true", "betalningsmottagare: []"),
            "9 08.00-16.00 aktiv",
            "BETALNINGSMOTTAGARE_SAKNAS",
        ),
    ],
)
def test_with_a_decision_the_whole_assessment_is_made(change, rad, kod):
    found = checked(report(rad), decision=decision(DECISION, change))
    assert codes(found) == [kod]
    assert not found.clean


def test_with_a_decision_a_clean_month_is_clean():
    found = checked(form=rakning(), decision=decision(), day=date(2018, 11, 3))
    assert found.clean
    assert found.lag == LAW.version


def test_what_nobody_has_to_act_on_is_told_and_does_not_count():
    close = decision(DECISION, ("anmald: alla", "anmald: alla, narstaende: true"))
    found = checked(decision=close)
    assert codes(found) == ["NARSTAENDE"]
    assert found.clean


def test_an_unverified_amount_is_no_matter_of_the_suppliers():
    in_2025 = DECISION.replace("2018", "2025")
    found = checked(report(manad="2025-10"), decision=decision(in_2025))
    assert LAW.parameter("schablonbelopp").at(date(2025, 10, 1)).verified_on(date(2025, 10, 31)) is False
    assert codes(found) == []
    assert found.clean


def test_a_report_that_cannot_be_read_leaves_the_others():
    found = checked(report(), b"<")
    assert [answer.assistent for answer in found.files] == ["Anna Assistent", None]
    assert not found.clean


def test_where_no_report_can_be_read_nothing_more_is_said():
    found = checked(b"<", form=rakning())
    assert found.month is None
    assert found.unchecked == ("Raderna: ingen av tidsredovisningarna går att läsa.",)
    assert not found.clean


def test_signatures_without_trusted_roots_say_what_was_not_tried():
    assert any("--trust" in text for text in checked(reports.body()).unchecked)
    assert not any("--trust" in text for text in checked(reports.body(), roots=signing.roots()).unchecked)
    assert not any("--trust" in text for text in checked().unchecked)


def test_the_order_of_files_changes_no_row():
    one = checked(report("9 08.00-16.00 aktiv"), bo("9 12.00-20.00 aktiv"), decision=decision())
    other = checked(bo("9 12.00-20.00 aktiv"), report("9 08.00-16.00 aktiv"), decision=decision())
    assert row_codes(one, 0) == row_codes(other, 1)
    assert row_codes(one, 1) == row_codes(other, 0) != [{}]


def test_json_holds_every_row_and_no_number():
    found = checked(report("9 08.00-16.00 aktiv", "31 10.00-09.00 aktiv"), form=rakning(9))
    data = to_data(found)
    assert [row["koder"] for row in data["filer"][0]["rader"]] == [{}, {"RAD_OGILTIG": 0}]
    assert {seen["kod"] for seen in data["iakttagelser"]} == {"RAD_OGILTIG"}
    assert data["sista_dag"] == "2018-12-05"
    assert personnummer_in(json.dumps(data, ensure_ascii=False)) == []


def test_json_of_what_cannot_be_read_says_why():
    data = to_data(checked(b"<"))
    assert data["month"] is None
    assert data["filer"][0]["avvisas"][0]["kod"] == "XML_SYNTAX"
    assert data["utan_anmarkning"] is False
