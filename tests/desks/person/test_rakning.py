"""The räkning on its way: what is explained first, which questions are asked, and the document that the answers make."""

from datetime import date

import pytest
from tests.desks.person.known import ID, OKTOBER, assessed, own, read, report

from assistans.casework.own_month import ExpectedReport
from assistans.desks.person.month import month_page
from assistans.desks.person.rakning import differences, differs, kinds_of, questions_of
from assistans.facts import Tid
from assistans.intake.models import Handling, Rakning
from assistans.law import builtin
from assistans.timeline.months import Month

ANNA = report("anna", "4 08.00-12.00 aktiv")
GRANT = {"beviljandeperiod": {"from": "2018-07-01", "to": "2018-12-31"}, "tid": {"per_vecka": "100:00"}}


def told(seen):
    notes = month_page(seen, law=builtin(), betalningar=()).anmarkningar
    return {one.rubrik: one.text for one in differences(seen, notes)}


def earlier(aktiv):
    return Rakning(handling=Handling(), aktiv_min=aktiv, vantetid_min=0, beredskap_min=0, uppgifter={})


# What is explained first


def test_without_reports_she_is_told_to_wait():
    assert "Inga rapporter har kommit in" in told(own())


def test_a_month_that_cannot_be_assessed_shows_no_time_of_the_reports():
    assert "Rapporternas tid kan inte visas" in told(own(ej_bedombar=True))


@pytest.mark.parametrize(("number", "heading"), [(1, "En rapport kan saknas"), (2, "Rapporter kan saknas")])
def test_who_has_not_reported_is_named(number, heading):
    saknas = (ExpectedReport(assistent="Bo Alm", anordnare="Väst AB"),) * number
    assert "Bo Alm" in told(own(assessed(ANNA), saknas=saknas))[heading]


def test_what_is_held_is_explained_but_still_belongs_in_the_rakning():
    double = assessed(ANNA, report("bo", "4 10.00-14.00 aktiv"))
    found = told(own(double))
    assert "Tiden ska ändå stå i räkningen" in found["2 h väntar"]


def test_her_own_missing_or_differing_rakning_is_no_difference_to_explain():
    month = assessed(ANNA, rakning={"mottagen": "2018-11-02", "tid": {"aktiv": "5:00"}})
    assert all("stämmer inte" not in text for text in told(own(month)).values())


def test_an_earlier_rakning_is_replaced_and_its_difference_said():
    text = told(own(assessed(ANNA), rakningar=(earlier(300),)))["Räkningen ersätter en tidigare"]
    assert "aktiv tid 5 h mot 4 h i rapporterna" in text
    same = told(own(assessed(ANNA), rakningar=(earlier(240),)))["Räkningen ersätter en tidigare"]
    assert "mot" not in same.split("den gamla.")[1]


@pytest.mark.parametrize(
    ("month", "how"),
    [(Month(2018, 10), "en timme längre"), (Month(2018, 3), "en timme kortare"), (Month(2018, 11), None)],
)
def test_a_night_when_the_clock_was_changed_is_told_of(month, how):
    text = told(own(manad=month)).get("Klockan ställdes om")
    assert (text is None) if how is None else how in text


def test_what_differs_from_the_reports_is_said_kind_by_kind():
    seen = own(assessed(ANNA))
    assert differs(Tid(240, 0, 0), seen) == []
    assert differs(Tid(240, 30, 0), seen) == ["Väntetid: du skriver 30 min, rapporterna har 0 min."]
    assert differs(Tid(1, 2, 3), own()) == []


# Which questions are asked


def test_only_active_time_is_asked_for_where_nothing_else_can_be():
    assert kinds_of(own()) == ("aktiv",)


def test_a_kind_that_is_granted_reported_or_declared_before_is_asked_for():
    granted = assessed(ANNA, beslut=[GRANT | {"beredskap": True}])
    assert kinds_of(own(granted)) == ("aktiv", "beredskap")
    waited = assessed(report("anna", "4 22.00-24.00 vantetid"))
    assert kinds_of(own(waited)) == ("aktiv", "vantetid")
    before = earlier(0)
    before.beredskap_min = 5
    assert kinds_of(own(rakningar=(before,))) == ("aktiv", "beredskap")


def test_money_left_is_asked_of_who_buys_and_is_paid_herself():
    herself = assessed(ANNA, anordnare={"5560000001": {"slag": "foretag"}})
    assert questions_of(own(herself)).om_kvar
    assert not questions_of(own(assessed(ANNA))).om_kvar  # everything is paid to her anordnare


def test_costs_are_asked_of_own_employers_and_at_a_higher_amount():
    own_employer = report("anna", "4 08.00-12.00 aktiv", anordnare="egen")
    month = assessed(own_employer, anordnare={"egen": {"slag": "egen_arbetsgivare"}})
    assert questions_of(own(month)).om_kostnader
    higher = assessed(ANNA, beslut=[GRANT | {"timbelopp": {"hogre": "310.00"}}])
    assert questions_of(own(higher)).om_kostnader
    assert not questions_of(own(assessed(ANNA))).om_kostnader


@pytest.mark.parametrize(("month", "ends"), [("2018-11", False), ("2018-12", True)])
def test_what_is_left_of_an_advance_is_asked_when_its_period_ends(month, ends):
    told = {"month": month, "assessed_on": "2019-01-03", "person": {"utbetalning": "forskott"}}
    seen = own(assessed(**told), manad=Month.parse(month))
    assert questions_of(seen).forskott is ends


def test_before_anything_is_known_the_plain_questions_are_asked():
    asked = questions_of(own())
    assert (asked.om_kvar, asked.om_kostnader, asked.forskott) == (True, False, False)


# What the answers make


def test_an_advance_names_its_period():
    seen = own(
        assessed(month="2018-12", assessed_on="2019-01-03", person={"utbetalning": "forskott"}),
        manad=Month(2018, 12),
    )
    found = read(seen, forskott_kvar=500, aterbetalning="avdrag").uppgifter["forskott"]
    assert found == {"from": "2018-07-01", "to": "2018-12-31", "kvar_ore": 500, "aterbetalning": "avdrag"}


def test_a_person_without_a_name_in_the_register_is_named_as_she_signs():
    seen = own()
    seen.person.fornamn = seen.person.efternamn = ""
    assert read(seen).uppgifter["person"] == {"fornamn": "Åsa", "efternamn": "Öberg"}


def test_the_document_is_of_the_month_and_signed_today():
    found = read(own())
    assert (found.manad, found.undertecknad, found.id) == (OKTOBER.first, date(2018, 11, 3), str(ID))
