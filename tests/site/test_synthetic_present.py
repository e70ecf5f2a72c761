"""The month under way: each state that people meet on the pages, and nothing that the county does not know."""

import pytest

from assistans.site.synthetic import planned, present
from assistans.site.synthetic.present import MAJ


@pytest.fixture(scope="module")
def plan():
    return planned.make(1)


@pytest.fixture(scope="module")
def under_way(plan):
    return present.make(plan)


def test_whoever_is_cut_from_the_county_has_no_month_under_way():
    assert set(present.make(planned.make(1, persons=7))) == {2, 4, 6}


def test_every_month_lies_within_a_grant(plan, under_way):
    for index in under_way:
        covered = [
            grant
            for grant in plan.persons[index].beslut
            if grant.beviljandeperiod.start <= MAJ.first < grant.beviljandeperiod.end
        ]
        assert len(covered) == 1


def test_every_assistant_who_reports_is_known_to_work_there(plan, under_way):
    for index, each in under_way.items():
        known = {uppgift.assistent for uppgift in plan.persons[index].uppgifter}
        assert {report.assistent for report in each.month.rapporter} <= known


def test_a_report_that_has_not_come_is_not_sent(under_way):
    for each in under_way.values():
        assert not set(each.late) & set(each.month.rapporter)
    assert any(each.late for each in under_way.values())


def test_somebody_has_all_reports_and_has_not_signed(under_way):
    assert under_way[6].month.rakningar == []
    assert not under_way[6].late


def test_a_decision_waits_for_a_second_person(under_way):
    assert [index for index, each in under_way.items() if each.decided] == [12]


def test_the_same_seed_gives_the_same_month(plan, under_way):
    again = present.make(plan)
    assert {i: e.month.rapporter for i, e in again.items()} == {
        i: e.month.rapporter for i, e in under_way.items()
    }
