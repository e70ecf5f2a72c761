"""The person's own answers: only hers, once, and the handläggare is told."""

from datetime import date

import pytest
from tests.base.known import at_once
from tests.casework import county
from tests.desks.people import session_of

from assistans.casework import services as casework
from assistans.casework.models import Komplettering, Uppgift, Yttrande
from assistans.casework.services import own_answers
from assistans.casework.services.hearing import not_heard
from assistans.identity.models import Inloggning
from assistans.identity.roles import Roll

pytestmark = pytest.mark.usefixtures("db")
SENAST = date(2018, 11, 20)

NOBODYS = "3f0d5a52-5a0e-4a44-9d0b-0d1f9f1f7e10"


@pytest.fixture
def who():
    """A person whose räkning differs from the reports."""
    found = county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=300)
    county.worked()
    return found


def actor(who, *, roll=Roll.PERSON, personnummer=county.PERSON):
    session_of(roll=roll, foremal=str(who.public_id), personnummer=personnummer)
    return Inloggning.objects.order_by("-id").first().actor


def asked(**told):
    said = {"text": "Vilken dag?", "sista_dag": SENAST, "by": county.HANDLAGGARE, "clock": county.clock()}
    return casework.ask_for_completion(arende=county.month(), **said | told)


def communicated():
    return casework.communicate(
        arende=county.month(),
        text="Tiden kan komma att inte ersättas.",
        svar_senast=SENAST,
        by=county.HANDLAGGARE,
        clock=county.clock(),
    )


@pytest.mark.parametrize(
    "by", [county.HANDLAGGARE, "person:", f"person:{NOBODYS}", f"foretradare:{NOBODYS}", "maskin:elt", ""]
)
def test_nobody_answers_for_her_without_having_logged_in_as_her(who, by):  # noqa: ARG001 - the month is there
    with pytest.raises(own_answers.NotParty):
        own_answers.answer_own_hearing(kommunicering=communicated(), text="Nej.", by=by, clock=county.clock())
    with pytest.raises(own_answers.NotParty):
        own_answers.answer_own_completion(komplettering=asked(), svar="Den 4.", by=by, clock=county.clock())
    assert not Yttrande.objects.exists()
    assert Komplettering.objects.get().inkom is None


def test_who_logged_in_as_another_person_does_not_answer_for_her(who):  # noqa: ARG001 - the month is there
    other = actor(county.person(county.ANNAN_PERSON), personnummer=county.ANNAN_PERSON)
    with pytest.raises(own_answers.NotParty):
        own_answers.answer_own_hearing(
            kommunicering=communicated(), text="Nej.", by=other, clock=county.clock()
        )


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001])
def test_an_answer_says_something_and_no_more_than_a_text_can_hold(who, text):
    by = actor(who)
    with pytest.raises(casework.Hinder):
        own_answers.answer_own_completion(komplettering=asked(), svar=text, by=by, clock=county.clock())
    assert Komplettering.objects.get().inkom is None


def test_what_is_asked_of_a_report_is_answered_by_a_new_version(who):
    row = asked(assistent=who.assistentuppgift_set.get().assistent, anordnare=county.COMPANY)
    with pytest.raises(own_answers.AskedAnother):
        own_answers.answer_own_completion(komplettering=row, svar="Ja", by=actor(who), clock=county.clock())


def test_the_first_answer_to_a_question_stands(who):
    row, by = asked(), actor(who)
    own_answers.answer_own_completion(komplettering=row, svar="Den 4.", by=by, clock=county.clock())
    with pytest.raises(casework.AlreadyReplied):
        own_answers.answer_own_completion(komplettering=row, svar="Den 5.", by=by, clock=county.clock())
    row.refresh_from_db()
    assert row.svar == "Den 4."


def test_the_first_answer_to_what_speaks_against_her_stands(who):
    row, by = communicated(), actor(who)
    own_answers.answer_own_hearing(kommunicering=row, text="Nej.", by=by, clock=county.clock())
    with pytest.raises(casework.AlreadyHeard):
        own_answers.answer_own_hearing(kommunicering=row, text="Jo.", by=by, clock=county.clock())
    assert Yttrande.objects.get().text == "Nej."


def test_of_her_answer_and_one_noted_for_her_at_once_the_first_stands(who):
    row, by, clock = communicated(), actor(who), county.clock()
    outcomes = at_once(
        lambda: own_answers.answer_own_hearing(kommunicering=row, text="Nej.", by=by, clock=clock),
        lambda: casework.answer_hearing(
            kommunicering=row, text="Nej, sa hon.", by=county.HANDLAGGARE, clock=clock
        ),
    )
    assert {type(outcome) for outcome in outcomes} == {casework.AlreadyHeard, Yttrande}


def test_an_answer_is_kept_with_its_day_and_the_handlaggare_is_told(who):
    row, by = asked(), actor(who)
    own_answers.answer_own_completion(komplettering=row, svar=" Den 4. ", by=by, clock=county.clock())
    row.refresh_from_db()
    assert (row.svar, row.inkom) == ("Den 4.", date(2018, 11, 3))
    assert Uppgift.objects.filter(kod="KOMPLETTERING_BESVARAD", avslutad__isnull=True).count() == 1


def test_who_acts_for_her_answers_as_herself(who):
    session_of(roll=Roll.PERSON, foremal=str(who.public_id), personnummer="195501019847")
    by = Inloggning.objects.order_by("-id").first().actor
    assert by.startswith("foretradare:")
    own_answers.answer_own_hearing(kommunicering=communicated(), text="Nej.", by=by, clock=county.clock())
    assert Yttrande.objects.get().av == by


def test_having_answered_she_has_been_heard(who):
    row = communicated()
    own_answers.answer_own_hearing(kommunicering=row, text="Nej.", by=actor(who), clock=county.clock())
    assert not_heard(arende=county.month(), koder=row.koder, clock=county.clock()) == []
