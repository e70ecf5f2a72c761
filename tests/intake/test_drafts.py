"""A draft is its owner's alone, one of each thing, and is not kept for ever."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.base.test_worker import StopAfter
from tests.intake import signing

from assistans.base import instance, worker
from assistans.base.clock import SetClock
from assistans.intake import drafts
from assistans.intake.models import Utkast

pytestmark = pytest.mark.usefixtures("db")
RAKNING = Utkast.Slag.RAKNING
CLOCK = SetClock(signing.AT)


def keep(*, slag=RAKNING, nyckel="a", by="person:1", svar=None, innehall=None, clock=CLOCK):
    return drafts.keep(slag=slag, nyckel=nyckel, svar=svar or {}, innehall=innehall, by=by, clock=clock)


def test_another_does_not_find_it():
    row = keep()
    assert drafts.find(slag=RAKNING, nyckel="a", by="person:2") is None
    assert drafts.own(slag=RAKNING, public_id=row.public_id, by="person:2") is None


def test_one_that_there_is_not_is_not_found():
    assert drafts.find(slag=RAKNING, nyckel="a", by="person:1") is None
    assert drafts.own(slag=RAKNING, public_id=uuid4(), by="person:1") is None


def test_a_draft_of_something_else_is_not_found_by_its_id():
    row = keep()
    assert drafts.own(slag=Utkast.Slag.TIDREDOVISNING, public_id=row.public_id, by="person:1") is None


def test_keeping_again_changes_what_is_kept_and_not_its_id():
    first = keep(svar={"a": 1})
    again = keep(svar={"a": 2}, innehall=b"bytes")
    assert again.public_id == first.public_id
    found = drafts.find(slag=RAKNING, nyckel="a", by="person:1")
    assert (found.svar, bytes(found.innehall)) == ({"a": 2}, b"bytes")


def test_two_who_act_for_the_same_person_have_a_draft_each():
    assert keep(by="person:1").pk != keep(by="foretradare:2").pk


@pytest.mark.parametrize(
    ("slag", "kept"), [(RAKNING, timedelta(days=60)), (Utkast.Slag.TIDREDOVISNING, timedelta(days=1))]
)
def test_what_nobody_comes_back_to_is_removed_in_time(slag, kept, monkeypatch):
    draft = keep(slag=slag)
    monkeypatch.setattr(instance, "clock", lambda: SetClock(signing.AT + kept))
    drafts.remove_forgotten()
    assert Utkast.objects.get() == draft
    monkeypatch.setattr(instance, "clock", lambda: SetClock(signing.AT + kept + timedelta(seconds=1)))
    drafts.remove_forgotten()
    assert not Utkast.objects.exists()


def test_a_draft_that_is_changed_is_kept_anew(monkeypatch):
    keep(clock=CLOCK)
    keep(clock=SetClock(signing.AT + timedelta(days=59)))
    monkeypatch.setattr(instance, "clock", lambda: SetClock(signing.AT + timedelta(days=61)))
    drafts.remove_forgotten()
    assert Utkast.objects.exists()


def test_every_kind_of_draft_has_its_time():
    assert set(drafts.KEPT) == set(Utkast.Slag)


def test_a_worker_removes_them():
    keep()  # years ago by the worker's clock
    worker.run(StopAfter(1))
    assert not Utkast.objects.exists()


def test_a_removed_draft_is_gone():
    drafts.remove(keep())
    assert not Utkast.objects.exists()
