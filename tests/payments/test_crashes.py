"""A pay run that is killed at any step, runs twice at once, or loses its database: paid exactly once, file whole."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from tests.payments import crashing, factories
from tests.payments.test_services import ANORDNARE, amounts_in_file, claims, everything_ties_out, pay

from assistans.base.models import Outbox
from assistans.base.todo import work_until_idle
from assistans.payments import bankfile, services
from assistans.payments.models import Bankfil, Utbetalning, Utbetalningskorning

SCRIPT = Path(crashing.__file__)
AFTER_COMMIT = ("commit", "half_a_file", "named_file", "file_done")


@pytest.fixture
def due(db):
    """Two payments due and one that has no account."""
    factories.kommun()
    who = factories.person()
    factories.contract(who, factories.anordnare(ANORDNARE))
    factories.decision(who, rows={ANORDNARE: 100}, kommuner={"0180": 40})
    factories.decision(factories.person(982), rows={"egen": 200}, kommuner={"0180": 80})
    factories.decision(factories.person(983, konto=None), rows={"egen": 400})
    return db


def paid_exactly_once():
    assert sorted(Utbetalning.objects.values_list("belopp_ore", flat=True)) == [100, 200]
    assert sorted(amounts_in_file()) == ["1.00", "2.00"]
    assert claims() == 120
    assert everything_ties_out()


def file_is_whole():
    fil = Bankfil.objects.get()
    assert (bankfile.folder() / fil.namn).read_bytes() == bytes(fil.innehall)


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("step", crashing.STEPS)
def test_killed_right_after_a_step_and_run_again_everything_is_paid_once(db_environment, step):
    killed = subprocess.run([sys.executable, SCRIPT, step], env=db_environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert Utbetalningskorning.objects.count() == (step in AFTER_COMMIT)
    pay()
    bankfile.hand_over(clock=factories.clock())
    work_until_idle(factories.clock())
    paid_exactly_once()
    file_is_whole()
    assert not Outbox.objects.filter(done_at__isnull=True).exists()


@pytest.mark.usefixtures("due")
def test_a_file_that_the_bank_has_fetched_does_not_come_back():
    pay()
    [path] = bankfile.hand_over(clock=factories.clock())
    path.unlink()
    pay()
    assert bankfile.hand_over(clock=factories.clock()) == []
    work_until_idle(factories.clock())
    assert not path.exists()


@pytest.mark.usefixtures("due")
def test_two_runs_at_once_in_processes_of_their_own_pay_once(db_environment):
    script = f"import os; os.environ['DJANGO_SETTINGS_MODULE']='assistans.site.settings'; import sys; sys.path.insert(0, {os.fspath(Path.cwd())!r})\n"
    script += (
        "import django; django.setup()\nfrom tests.payments.test_services import pay\nprint(pay().antal)"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script], env=db_environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert sorted(run.communicate()[0].strip() for run in runs) == ["0", "0", "2"]
    paid_exactly_once()


def in_threads(*jobs):
    def run(job):
        try:
            job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.usefixtures("due")
def test_even_without_the_lock_the_unique_keys_let_only_one_of_two_runs_through(monkeypatch):
    both_have_planned = threading.Barrier(2)
    make_plan, outcomes = services.make_plan, []

    def plan_together(**options):
        plan = make_plan(**options)
        both_have_planned.wait(timeout=30)
        return plan

    def attempt():
        try:
            outcomes.append(pay().antal)
        except IntegrityError:
            outcomes.append("refused")

    monkeypatch.setattr(services, "take_turn", lambda: None)
    monkeypatch.setattr(services, "make_plan", plan_together)
    in_threads(attempt, attempt)
    assert sorted(map(str, outcomes)) == ["2", "refused"]
    paid_exactly_once()


@pytest.mark.usefixtures("due")
def test_a_run_waits_for_the_one_before_it(monkeypatch):
    started, go_on = threading.Event(), threading.Event()
    make_plan = services.make_plan

    def slow_plan(**options):
        plan = make_plan(**options)
        started.set()
        go_on.wait(timeout=30)
        return plan

    def first():
        monkeypatch.setattr(services, "make_plan", slow_plan)
        pay()

    def second():
        started.wait(timeout=30)
        monkeypatch.setattr(services, "make_plan", make_plan)
        threading.Timer(0.2, go_on.set).start()
        assert pay().antal == 0

    in_threads(first, second)
    paid_exactly_once()


RESTART = """
import os, signal, sys
sys.path.insert(0, {root!r})
os.environ["DJANGO_SETTINGS_MODULE"] = "assistans.site.settings"
from pathlib import Path
from assistans.site import database, embedded
from assistans.site.home import home

def postmaster():
    return embedded.running(embedded.Folders(home()))

with database.ready():
    from django.db import OperationalError, connection
    from assistans.payments import writing
    from tests.payments import factories
    from tests.payments.test_services import pay
    factories.kommun()
    factories.decision(factories.person(), rows={{"egen": 100}}, kommuner={{"0180": 40}})
    write_file = writing.write_file
    def lose_the_database(*args):
        os.kill(postmaster(), signal.SIGKILL)
        return write_file(*args)
    writing.write_file = lose_the_database
    try:
        pay()
    except OperationalError:
        print("lost")
    writing.write_file = write_file
    connection.close()
with database.ready():
    print(pay().antal)
    print(pay().antal)
"""


@pytest.mark.slow
def test_a_database_killed_in_the_middle_and_started_again_has_paid_nothing_until_the_next_run(tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "ASSISTANS"))}
    found = subprocess.run(
        [sys.executable, "-c", RESTART.format(root=os.fspath(Path.cwd()))],
        env=environment | {"ASSISTANS_HOME": os.fspath(tmp_path / "hem")},
        check=False,
        capture_output=True,
        text=True,
    )
    assert found.stdout.split() == ["lost", "1", "0"], found.stderr
