"""Asking for a completion, and what its answer does."""

from datetime import UTC, date, datetime

import pytest
from tests.casework import county

from assistans.casework import services
from assistans.casework.models import Komplettering

pytestmark = pytest.mark.usefixtures("db")

ASKED = datetime(2018, 11, 5, 9, tzinfo=UTC)
ANSWERED = datetime(2018, 11, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _differs(db):  # noqa: ARG001 - a database comes first
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=200)
    county.worked()


def ask(**given):
    return services.ask_for_completion(
        **{
            "arende": county.month(),
            "text": "Räkningen har färre timmar än rapporten.",
            "sista_dag": date(2018, 11, 19),
            "by": county.HANDLAGGARE,
            "clock": county.clock(ASKED),
        }
        | given
    )


def test_a_last_day_that_has_been_is_refused():
    with pytest.raises(services.WrongLastDay, match="från och med i dag"):
        ask(sista_dag=date(2018, 11, 4))


@pytest.mark.parametrize("anordnare", ["", county.OTHER_COMPANY])
def test_a_report_that_the_month_does_not_have_cannot_be_completed(anordnare):
    assistent = county.month().person.assistentuppgift_set.get().assistent
    with pytest.raises(services.NoSuchReport, match="Ange båda"):
        ask(assistent=assistent, anordnare=anordnare)


def test_a_text_longer_than_an_underlag_holds_is_refused():
    with pytest.raises(services.TextTooLong, match="2000"):
        ask(text="x" * 2001)


def test_the_same_completion_is_not_asked_for_twice():
    ask()
    with pytest.raises(services.AlreadyRequested):
        ask()


def test_an_answer_is_noted_once():
    asked = ask()
    given = {
        "komplettering": asked,
        "svar": "Rätt är 4 timmar.",
        "by": county.HANDLAGGARE,
        "clock": county.clock(ANSWERED),
    }
    services.answer_completion(**given)
    with pytest.raises(services.AlreadyReplied):
        services.answer_completion(**given)


def test_a_new_rakning_is_the_answer_and_a_human_looks_at_it():
    ask()
    handling = county.rakning(aktiv=240, at=ANSWERED)
    county.worked(county.clock(ANSWERED))
    row = Komplettering.objects.get()
    assert (row.inkom, row.svar_handling) == (date(2018, 11, 10), handling)
    assert county.open_codes() == [("komplettering", "KOMPLETTERING_BESVARAD")]
    assert county.decision() is None


def test_a_report_does_not_answer_for_the_rakning():
    ask()
    county.report("4 08.00-11.20 aktiv", dokument_id=county.month_reports()[0].dokument_id, at=ANSWERED)
    county.worked(county.clock(ANSWERED))
    assert Komplettering.objects.get().inkom is None


def test_a_report_answers_for_itself():
    arende = county.month()
    assistent = arende.person.assistentuppgift_set.get().assistent
    ask(assistent=assistent, anordnare=county.COMPANY)
    county.report("4 08.00-11.20 aktiv", dokument_id=county.month_reports()[0].dokument_id, at=ANSWERED)
    county.worked(county.clock(ANSWERED))
    assert Komplettering.objects.get().inkom == date(2018, 11, 10)


def test_the_month_is_assessed_again_when_the_day_has_passed():
    ask()
    county.worked(county.clock(datetime(2018, 11, 19, 22, tzinfo=UTC)))
    assert ("iakttagelse", "KOMPLETTERING_SAKNAS") not in county.open_codes()
    county.worked(county.clock(datetime(2018, 11, 19, 23, 30, tzinfo=UTC)))
    assert "KOMPLETTERING_SAKNAS" in county.month().resultat["iakttagelser"]
