"""`assistans user`: who may log in, said without a personnummer on any command line, screen or error."""

import argparse
import io
import subprocess
import sys
import uuid
from datetime import date

import pytest
from tests.privacy import personnummer_in
from tests.registers import known

from assistans.identity.models import Anvandare, Ombud
from assistans.identity.queries import behorigheter
from assistans.site.commands import user as command
from assistans.site.commands.user import NOTHING, UserError

pytestmark = pytest.mark.usefixtures("db")
ANNA = "19900118-9811"
DAY = date(2026, 4, 10)


@pytest.fixture
def user(monkeypatch, capsys):
    """Give the command, with what stands on standard input; gives what it printed."""

    def run(*words, stdin=ANNA):
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin + "\n"))
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        assert command.run(parser.parse_args(words)) == 0
        return capsys.readouterr().out

    return run


def refused(user, *words, **told):
    with pytest.raises(UserError) as error:
        user(*words, **told)
    assert personnummer_in(str(error.value)) == []
    assert not Anvandare.objects.exists()
    assert not Ombud.objects.exists()
    return str(error.value)


@pytest.mark.parametrize("number", ["19900118-9812", "9001189811", "hela numret"])
def test_a_wrong_personnummer_registers_nobody(user, number):
    refused(user, "add", "--namn", "Anna Ek", "--roll", "ekonom", stdin=number)


@pytest.mark.parametrize("words", [("--anordnare", "556000-0001"), ("--kommun", "0180")])
def test_whom_she_acts_for_must_be_registered(user, words):
    assert "assistans register" in refused(user, "add", "--namn", "Alva", *words)


def test_a_wrong_organisationsnummer_is_told(user):
    assert "10 siffror" in refused(user, "add", "--namn", "Alva", "--anordnare", "556000-0002")


def test_a_users_days_are_not_said_in_advance(user):
    assert "user end" in refused(user, "add", "--namn", "Anna", "--roll", "ekonom", "--to", "2026-04-10")


@pytest.mark.parametrize("words", [("--roll", "chef"), (), ("--roll", "ekonom", "--kommun", "0180")])
def test_what_is_no_role_or_two_things_at_once_is_refused(user, words):
    with pytest.raises(SystemExit):
        user("add", "--namn", "Anna Ek", *words)


def test_nobody_is_ended_by_an_unknown_id(user):
    assert "user list" in refused(user, "end", str(uuid.uuid4()))


def test_a_personnummer_is_no_option(user):
    with pytest.raises(SystemExit):
        user("add", "--namn", "Anna Ek", "--roll", "ekonom", "--personnummer", ANNA)


def test_an_empty_register_says_how_to_begin(user):
    assert user("list").strip() == NOTHING


def test_a_user_can_log_in_and_is_listed_without_number(user):
    said = user("add", "--namn", "Anna Ek", "--roll", "handlaggare", "--roll", "ekonom") + user("list")
    assert said.count("Anna Ek: ekonom, handlaggare") == 2
    assert personnummer_in(said) == []
    assert len(behorigheter(personnummer="199001189811", on=DAY)) == 2


def test_the_same_personnummer_again_changes_the_user(user):
    user("add", "--namn", "Anna Ek", "--roll", "handlaggare")
    user("add", "--namn", "Anna Lund", "--roll", "ekonom")
    row = Anvandare.objects.get()
    assert (row.namn, row.roller) == ("Anna Lund", ["ekonom"])


def test_a_user_without_number_gets_one_by_her_id(user):
    user("add", "--namn", "Anna Ek", "--roll", "ekonom", stdin="")
    assert "cannot log in" in user("list")
    row = Anvandare.objects.get()
    user("add", "--namn", "Anna Ek", "--roll", "ekonom", "--id", str(row.public_id))
    assert "cannot log in" not in user("list")
    assert Anvandare.objects.get().pk == row.pk


def test_an_ombud_acts_on_the_days_that_are_said(user):
    known.anordnare()
    words = ("--anordnare", "556000-0001", "--from", "2026-04-01", "--to", "2026-04-10")
    assert "2026-04-01 to 2026-04-10" in user("add", "--namn", "Alva", *words)
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 10), date(2026, 4, 11)]
    acts = [bool(behorigheter(personnummer="199001189811", on=day)) for day in days]
    assert acts == [False, True, True, False]


def test_who_is_ended_may_nothing_and_stays_listed(user):
    known.kommun()
    user("add", "--namn", "Anna Ek", "--roll", "ekonom")
    user("add", "--namn", "Alva", "--kommun", "0180")
    for row in (Anvandare.objects.get(), Ombud.objects.get()):
        user("end", str(row.public_id))
    assert behorigheter(personnummer="199001189811", on=date.max.replace(month=1)) == ()
    said = user("list")
    assert "has ended" in said
    assert "ombud for Stockholm, never" in said


def test_the_command_reads_the_number_from_standard_input(db_environment):
    words = ["user", "add", "--namn", "Anna Ek", "--roll", "ekonom"]
    done = subprocess.run(
        [sys.executable, "-m", "assistans.site.commands", *words],
        input=f"{ANNA}\n",
        capture_output=True,
        text=True,
        check=False,
        env=db_environment,
    )
    assert done.returncode == 0, done.stderr
    assert Anvandare.objects.get().personnummer == "199001189811"
    assert personnummer_in(done.stdout + done.stderr) == []
