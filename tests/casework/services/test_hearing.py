"""Hearing the person before a decision goes against her (FL 25 §)."""

from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction
from tests.base.known import at_once
from tests.casework import county

from assistans.casework import services
from assistans.casework.locking import locked
from assistans.casework.models import Yttrande

pytestmark = pytest.mark.usefixtures("db")

LATER = datetime(2018, 11, 6, 9, tzinfo=UTC)


def communicate(svar_senast=date(2018, 11, 20), text="En timme kan nekas.", by=county.HANDLAGGARE):
    return services.communicate(
        arende=county.month(), text=text, svar_senast=svar_senast, by=by, clock=county.clock(LATER)
    )


def answer(kommunicering, text="Det stämmer inte."):
    return services.answer_hearing(
        kommunicering=kommunicering, text=text, by=county.HANDLAGGARE, clock=county.clock(LATER)
    )


def test_where_nothing_speaks_against_her_there_is_nothing_to_tell():
    county.clean_month()
    county.worked()
    with pytest.raises(services.NothingToCommunicate):
        communicate()


@pytest.fixture
def _waits(db):  # noqa: ARG001 - a database comes first
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=200)
    county.worked()


@pytest.mark.usefixtures("_waits")
class TestTold:
    def test_she_must_get_at_least_a_day(self):
        with pytest.raises(services.WrongReplyTime, match="senare dag"):
            communicate(svar_senast=date(2018, 11, 6))

    def test_a_machine_does_not_tell(self):
        with pytest.raises(services.NotHandlaggare):
            communicate(by="maskin:beslut")

    def test_an_empty_text_tells_nothing(self):
        with pytest.raises(services.MissingReason):
            communicate(text="")

    def test_it_covers_what_now_waits_or_is_stopped(self):
        assert communicate().koder == ["RAKNING_SKILJER_SIG"]

    def test_her_answer_is_noted_once(self):
        told = communicate()
        assert answer(told).inkom == date(2018, 11, 6)
        with pytest.raises(services.AlreadyHeard):
            answer(told)

    def test_her_answer_is_not_noted_in_the_middle_of_a_decision(self):
        told = communicate()

        def note_impatiently():
            connection.cursor().execute("SET lock_timeout = '300ms'")
            return answer(told)

        with transaction.atomic():
            locked(county.month())
            (outcome,) = at_once(note_impatiently)
        assert isinstance(outcome, OperationalError)
        assert not Yttrande.objects.exists()

    def test_what_she_was_told_is_kept_for_ever(self):
        communicate()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("UPDATE casework_kommunicering SET text = ''")
