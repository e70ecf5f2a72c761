"""What comes in is taken in: every acknowledged document is assessed, once, and touches the months it should."""

import pytest
from django.db import connection
from tests.casework import county

from assistans.base.models import Todo
from assistans.base.todo import todo, waiting, work_once
from assistans.casework import assessing, handlers
from assistans.casework.models import Bedomning, Manadsarende
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


def test_a_crash_while_assessing_leaves_nothing_half_done(monkeypatch):
    county.clean_month()
    with monkeypatch.context() as broken:
        broken.setattr(assessing, "answer_documents", _crash)
        now = county.clock()
        while work_once(now):
            pass
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
        while work_once(now):
            pass
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
