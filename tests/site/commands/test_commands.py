"""How the server's commands are found, and what they say when they cannot."""

import importlib.util
import pkgutil
import sys
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from assistans.site import commands, database
from assistans.site.errors import OperatorError


@pytest.fixture
def command(monkeypatch):
    """Put a command in the list that does as told; gives what it was called with."""
    calls = []

    def make(behave, *, on_its_own=True):
        module = SimpleNamespace(
            add_arguments=lambda parser: parser.add_argument("--tal", type=int),
            run=lambda args: (calls.append(args), behave())[1],
        )
        monkeypatch.setitem(commands.COMMANDS, "prov", "en prövning")
        monkeypatch.setitem(sys.modules, "assistans.site.commands.prov", module)
        monkeypatch.setattr(commands, "ON_THEIR_OWN", {"prov"} if on_its_own else set())
        return calls

    return make


def fail_with(error):
    def behave():
        raise error

    return behave


@pytest.mark.parametrize("error", [OperatorError("Gör så här."), OperationalError("Gör så här.")])
def test_what_an_operator_can_mend_is_one_line_and_exit_code_2(command, capsys, error):
    command(fail_with(error))
    assert commands.run(["prov"]) == 2
    assert capsys.readouterr().err == "assistans prov: Gör så här.\n"


def test_what_nobody_foresaw_is_not_hidden(command):
    command(fail_with(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        commands.run(["prov"])


def test_ctrl_c_ends_without_a_stack_trace(command):
    command(fail_with(KeyboardInterrupt()))
    assert commands.run(["prov"]) == 130


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        commands.run(["finns-inte"])
    assert ended.value.code == 2
    assert "finns-inte" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["--help"]])
def test_help_lists_every_command(capsys, argv):
    with pytest.raises(SystemExit) as ended:
        commands.run(argv)
    assert ended.value.code == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in commands.COMMANDS)


def test_a_command_gets_its_own_arguments_and_gives_its_exit_code(command):
    calls = command(lambda: 7)
    assert commands.run(["prov", "--tal", "3"]) == 7
    assert calls[0].tal == 3


def test_a_command_that_works_with_the_database_finds_it_ready(command, monkeypatch):
    order = []

    class Ready:
        def __enter__(self):
            order.append("ready")

        def __exit__(self, *_):
            order.append("over")

    monkeypatch.setattr(database, "ready", Ready)
    command(lambda: order.append("command") or 0, on_its_own=False)
    assert commands.run(["prov"]) == 0
    assert order == ["ready", "command", "over"]


@pytest.mark.parametrize("name", sorted(commands.COMMANDS))
def test_every_command_in_the_list_is_there(name):
    assert importlib.util.find_spec(f"assistans.site.commands.{name}")


def test_every_command_that_is_there_is_in_the_list():
    there = {module.name for module in pkgutil.iter_modules(commands.__path__)} - {"__main__"}
    assert there <= set(commands.COMMANDS)
