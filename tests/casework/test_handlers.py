"""What comes in is taken in: every acknowledged document is assessed, once, and touches the months it should."""

from uuid import uuid4

import pytest
from django.db import connection
from tests.casework import county

from assistans.base import todo as todo_module
from assistans.base.models import Todo
from assistans.base.todo import todo, waiting, work_once, work_until_idle
from assistans.base.worker import POLL_SECONDS
from assistans.casework import assessing, handlers
from assistans.casework.models import Bedomning, Manadsarende
from assistans.casework.work import GATHER, ask_for_assessment
from assistans.registers import services as registers
from assistans.registers.models import Assistent, Person

pytestmark = pytest.mark.usefixtures("db")


def test_a_document_that_does_not_exist_is_tried_again_and_not_forgotten():
    now = county.clock()
    todo("handling", "00000000-0000-0000-0000-000000000000", due_at=now.now())
    assert work_once(now)
    assert waiting(now) == 1


def test_unknown_people_get_identities_with_the_names_that_the_document_gives():
    handling = county.report("4 08.00-12.00 aktiv")
    county.worked()
    assert Person.objects.get().personnummer == county.PERSON
    assert Assistent.objects.get().idnummer == county.ASSISTENT
    assert Manadsarende.objects.get().manad == handling.tidredovisning.manad


def test_everything_acknowledged_is_assessed():
    county.household(assistenter=(county.ASSISTENT, county.ANDRA_ASSISTENT))
    documents = [
        county.report("4 08.00-12.00 aktiv"),
        county.report("5 08.00-12.00 aktiv", assistent=county.ANDRA_ASSISTENT),
        county.report("1 08.00-12.00 aktiv", manad=county.OKTOBER.replace(month=9)),
        county.rakning(aktiv=480),
    ]
    now = county.worked()
    assert waiting(now) == 0
    assert all(county.answer(document) is not None for document in documents)


def test_a_changed_fact_assesses_the_persons_months_again():
    who = county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    before = Bedomning.objects.count()
    registers.register_avliden(person=who, dag=county.OKTOBER, by=county.BY, clock=county.clock())
    county.worked()
    assert Bedomning.objects.count() == before + 1
    assert ("iakttagelse", "EFTER_DODSFALL") in county.open_codes()


def test_many_documents_of_a_month_make_it_dirty_once():
    county.household()
    documents = [county.report(f"{day} 08.00-12.00 aktiv") for day in range(1, 11)]
    for document in documents:
        handlers.take_in(str(document.tx_id), county.clock())
    assert Todo.objects.filter(kind="bedom").count() == 1


@pytest.fixture
def machine(monkeypatch):
    """The machine's time, which stands until a test moves it."""
    standing = county.clock()
    monkeypatch.setattr(todo_module, "MACHINE", standing)
    return standing


def take_in_all(now):
    """Let the worker do what may be done at this moment of the machine's time."""
    while work_once(now):
        pass


@pytest.mark.usefixtures("machine")
def test_a_document_is_not_assessed_before_more_of_them_had_time_to_come():
    county.clean_month()
    take_in_all(county.clock())
    assert county.month().resultat is None
    assert waiting(county.clock()) == 1


def test_a_burst_of_documents_is_assessed_once(machine):
    county.household()
    for day in range(1, 8):
        county.report(f"{day} 08.00-12.00 aktiv", dokument_id=uuid4())
        take_in_all(county.clock())
        machine.move(GATHER / 10)
    machine.move(GATHER)
    take_in_all(county.clock())
    assert Bedomning.objects.count() == 1
    assert len(county.month().resultat["radutfall"]) == 7


def test_documents_that_keep_coming_do_not_put_the_assessment_off(machine):
    county.household()
    for day in range(1, 13):
        county.report(f"{day} 08.00-12.00 aktiv", dokument_id=uuid4())
        take_in_all(county.clock())
        machine.move(GATHER / 4)
    assert Bedomning.objects.count() == 2
    machine.move(GATHER)
    take_in_all(county.clock())
    assert Bedomning.objects.count() == 3


def test_an_answer_comes_within_two_seconds_with_time_to_spare_for_the_work():
    takes_in, then_assesses = POLL_SECONDS, GATHER.total_seconds() + POLL_SECONDS
    assert takes_in + then_assesses <= 1


def test_what_a_handlaggare_does_is_assessed_at_once(machine):
    county.clean_month()
    take_in_all(county.clock())
    ask_for_assessment([county.month()], clock=county.clock())
    take_in_all(county.clock())
    assert Bedomning.objects.count() == 1
    machine.move(GATHER)
    take_in_all(county.clock())
    assert Bedomning.objects.count() == 1


def test_a_crash_while_assessing_leaves_nothing_half_done(monkeypatch):
    county.clean_month()
    with monkeypatch.context() as broken:
        broken.setattr(assessing, "answer_documents", _crash)
        now = county.clock()
        work_until_idle(now)
    assert county.month().resultat is None
    assert not Bedomning.objects.exists()
    _retry_now()
    county.worked_after_failure()
    assert county.decision().utfall == "beviljat"


@pytest.mark.parametrize("step", ["answer_documents", "decide_if_clean", "_open_uppgifter", "_keep", "build"])
def test_a_crash_at_any_step_is_made_good_by_the_next_try(monkeypatch, step):
    handling = None
    county.household()
    handling = county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=240)
    with monkeypatch.context() as broken:
        broken.setattr(assessing, step, _crash)
        now = county.clock()
        work_until_idle(now)
    assert county.answer(handling) is None
    assert county.decision() is None
    _retry_now()
    county.worked_after_failure()
    assert county.decision().utfall == "beviljat"
    assert county.answer(handling)["rader"] == [{"rad": 1, "utfall": "godkand"}]


def _crash(*_args, **_kwargs):
    raise RuntimeError("the power went")


def _retry_now():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE base_todo SET retry_at = NULL")
