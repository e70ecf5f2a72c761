"""What the senders are answered: each row accepted, or code, lagrum, who must act, how and by when."""

import json
from datetime import UTC, datetime

import pytest
from tests.casework import county

from assistans.casework.models import Bedomning
from assistans.casework.work import ask_for_assessment
from assistans.intake.models import Kvittens

pytestmark = pytest.mark.usefixtures("db")

LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)


def answers(handling):
    return Kvittens.objects.filter(handling=handling, niva="kontrollerad").count()


def test_one_wrong_row_never_throws_the_others():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv", "5 12.00-08.00 aktiv", "6 08.00-09.00 aktiv")
    county.rakning(aktiv=300)
    county.worked()
    rows = county.answer(handling)["rader"]
    assert [row["utfall"] for row in rows] == ["godkand", "vantar", "godkand"]
    (kod,) = rows[1]["koder"]
    assert (kod["kod"], kod["vem"]) == ("RAD_OGILTIG", "anordnare")
    assert all(kod[told] for told in ("lagrum", "atgard", "dag"))


def test_a_row_is_answered_by_each_code_that_took_minutes_of_it():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    (row,) = county.answer(handling)["rader"]
    assert (row["rad"], row["utfall"]) == (1, "vantar")
    assert [(kod["kod"], kod["minuter"]) for kod in row["koder"]] == [("ASSISTENT_OVERLAPPAR", 60)]


def test_a_stopped_row_is_told_apart_from_one_that_waits():
    who, firm = county.person(), county.anordnare()
    county.beslut(who)
    county.uppdrag(who, firm)
    handling = county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    assert county.answer(handling)["rader"][0]["utfall"] == "stoppad"


def test_the_answer_holds_nothing_of_any_other_person():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv")
    county.report("4 10.00-11.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    other = str(county.month(county.ANNAN_PERSON).person.public_id)
    text = json.dumps(county.answer(handling))
    assert county.ANNAN_PERSON not in text
    assert other not in text


def test_the_rakning_is_answered_by_what_concerns_the_month():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    handling = county.rakning(aktiv=200)
    county.worked()
    (note,) = county.answer(handling)["anmarkningar"]
    assert (note["kod"], note["lage"]) == ("RAKNING_SKILJER_SIG", "vanta")


def test_the_same_answer_is_not_given_twice():
    county.clean_month()
    county.worked()
    handling = county.month_reports()[0].handling
    county.rakning(aktiv=240, at=LATER)
    county.worked(county.clock(LATER))
    assert answers(handling) == 1


def test_looking_again_on_a_later_day_is_no_news():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv")
    county.worked()
    ask_for_assessment([county.month()], clock=county.clock(LATER))
    county.worked(county.clock(LATER))
    assert Bedomning.objects.count() == 2
    assert answers(handling) == 1


def test_a_new_answer_is_added_and_the_old_one_kept():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv")
    county.worked()
    county.rakning(aktiv=240, at=LATER)
    county.worked(county.clock(LATER))
    assert answers(handling) == 2
    assert county.answer(handling)["rader"] == [{"rad": 1, "utfall": "godkand"}]
