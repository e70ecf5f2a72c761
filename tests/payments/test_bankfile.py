"""The bank file on disk: whole, private, the same whoever writes it, and never over another."""

import pytest
from tests.payments import factories
from tests.payments.test_services import pay

from assistans.base.files import AnotherFile
from assistans.base.todo import work_until_idle
from assistans.payments import bankfile
from assistans.payments.models import Bankfil


@pytest.fixture
def name(db):  # noqa: ARG001 - the database first
    factories.decision(factories.person(), rows={"egen": 100})
    return pay().fil


def stored():
    return bytes(Bankfil.objects.get().innehall)


def test_is_written_by_the_worker_after_the_run(name):
    path = bankfile.folder() / name
    assert not path.exists()
    work_until_idle(factories.clock())
    assert path.read_bytes() == stored()


def test_is_private_to_the_one_who_runs_the_program(name):
    [path] = bankfile.hand_over(clock=factories.clock())
    assert path == bankfile.folder() / name
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_written_again_is_the_same(name):
    bankfile.put_on_disk(name, {})
    bankfile.put_on_disk(name, {})
    assert (bankfile.folder() / name).read_bytes() == stored()


def test_another_file_of_its_name_is_left_alone(name):
    (bankfile.folder() / name).write_bytes(b"something else")
    with pytest.raises(AnotherFile):
        bankfile.put_on_disk(name, {})
    assert (bankfile.folder() / name).read_bytes() == b"something else"


def test_what_is_handed_over_is_done(name):
    assert len(bankfile.hand_over(clock=factories.clock())) == 1
    assert bankfile.hand_over(clock=factories.clock()) == []
    work_until_idle(factories.clock())
    assert (bankfile.folder() / name).read_bytes() == stored()
