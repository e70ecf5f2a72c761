"""The processes of `serve`: started in order, started again when they die, stopped in order, gone with the supervisor."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.site.homes import forget

from assistans.site import embedded
from assistans.site.embedded import processes
from assistans.site.supervisor import _ending

SUPERVISOR = """
import json, pathlib, sys
from assistans.site import supervisor
from assistans.site.errors import OperatorError
told = json.loads(sys.argv[1])
supervisor.READY_SECONDS = told["ready_seconds"]
supervisor.STOP_SECONDS = told["stop_seconds"]
for child in told["children"]:
    child["listens"] = tuple(child["listens"]) if "listens" in child else None
children = [supervisor.Child(**child) for child in told["children"]]
try:
    supervisor.serve(children, home=pathlib.Path(told["home"]), has_embedded_database=told["embedded"],
                     say=lambda line: print(line, flush=True))
except OperatorError as error:
    sys.exit(f"refused: {error}")
"""
# Notes its process id, then waits; a new life adds a line.
SLEEPER = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(600)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
LISTENER = """
import socket, sys, time
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    server.accept()[0].close()
"""


@pytest.fixture
def lives(tmp_path):
    """What a sleeper wrote: one process id for each of its lives."""
    return tmp_path / "lives"


@pytest.fixture
def supervise(tmp_path):
    """Start a supervisor over some children; gives it when it has said it is ready, or has ended."""
    started = []

    def start(*children, has_embedded=False, ready_seconds=20, stop_seconds=20):
        told = {
            "children": children,
            "home": str(tmp_path),
            "embedded": has_embedded,
            "ready_seconds": ready_seconds,
            "stop_seconds": stop_seconds,
        }
        command = [sys.executable, "-c", SUPERVISOR, json.dumps(told)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        process.said = read_until_ready(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
    forget(tmp_path)


def read_until_ready(process):
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip())
        if line.startswith("Ready"):
            break
    return lines


def sleeper(lives, *, name="sleeper", script=SLEEPER):
    return {"name": name, "argv": [sys.executable, "-c", script, str(lives)]}


def eventually(condition):
    """Wait for something that must come; the suite's own time-out is the only limit."""
    while not (found := condition()):
        time.sleep(0.02)
    return found


def pids(lives, *, count=1):
    def written():
        lines = lives.read_text().split() if lives.exists() else []
        return [int(pid) for pid in lines] if len(lines) >= count else None

    return eventually(written)


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


# What goes wrong


def test_a_child_that_is_never_ready_is_named(supervise, lives):
    process = supervise(sleeper(lives) | {"listens": ["127.0.0.1", 1]}, ready_seconds=0.3)
    assert process.wait() == 1
    assert "sleeper was not ready within" in process.stderr.read()
    assert not is_alive(pids(lives)[0])


def test_a_child_that_ends_before_it_is_ready_ends_everything_at_once(supervise, lives):
    unwilling = {"name": "unwilling", "argv": ["sh", "-c", "exit 2"], "listens": ["127.0.0.1", 1]}
    process = supervise(sleeper(lives), unwilling, ready_seconds=1000)
    assert process.wait() == 1
    assert "unwilling ended before it was ready (exit code 2); what it said is above" in process.stderr.read()


@pytest.mark.network
@pytest.mark.usefixtures("socket_enabled")
def test_an_address_that_another_program_has_is_refused(supervise, lives):
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        process = supervise(sleeper(lives) | {"listens": ["127.0.0.1", port]})
        assert process.wait() == 1
    assert f"Something listens on 127.0.0.1 port {port} already" in process.stderr.read()
    assert not lives.exists()


def test_a_second_supervisor_on_the_same_home_is_refused(supervise, lives):
    first = supervise(sleeper(lives))
    second = supervise(sleeper(lives))
    assert second.wait() == 1
    assert f"served by process {first.pid} already" in second.stderr.read()


def test_a_child_that_dies_is_started_again(supervise, lives):
    supervise(sleeper(lives))
    os.kill(pids(lives)[0], signal.SIGKILL)
    first, second = pids(lives, count=2)
    assert first != second
    assert is_alive(second)


def test_a_child_that_dies_at_once_is_tried_again_after_a_pause(supervise, lives):
    supervise({"name": "short", "argv": [sys.executable, "-c", f"open({str(lives)!r}, 'a').write('1\\n')"]})
    assert len(pids(lives, count=3)) >= 3


def test_the_log_says_who_died_of_what_and_when_it_comes_back(supervise, lives):
    process = supervise(sleeper(lives))
    os.kill(pids(lives)[0], signal.SIGKILL)
    assert process.stderr.readline() == "sleeper ended (signal SIGKILL); it is started again in 0.5 s\n"


def test_children_die_with_a_supervisor_that_is_killed(supervise, lives):
    process = supervise(sleeper(lives), sleeper(lives, name="stubborn", script=STUBBORN))
    both = pids(lives, count=2)
    process.kill()
    eventually(lambda: not any(is_alive(pid) for pid in both))


@pytest.mark.network
@pytest.mark.usefixtures("socket_enabled")
def test_no_port_is_left_held_by_a_supervisor_that_is_killed(supervise):
    port = free_port()
    process = supervise(
        {"name": "door", "argv": [sys.executable, "-c", LISTENER, str(port)], "listens": ["127.0.0.1", port]}
    )
    process.kill()
    eventually(lambda: not answers(port))
    socket.create_server(("127.0.0.1", port)).close()


def test_a_child_that_will_not_stop_is_killed(supervise, lives):
    process = supervise(sleeper(lives, script=STUBBORN), stop_seconds=0.2)
    (pid,) = pids(lives)
    process.terminate()
    assert process.wait() == 0
    assert not is_alive(pid)


def test_a_database_that_dies_is_started_again(supervise, lives, tmp_path):
    supervise(sleeper(lives), has_embedded=True)
    folders = embedded.Folders(tmp_path)
    before = embedded.running(folders)
    processes.kill_all_in(folders.data)
    after = eventually(lambda: embedded.running(folders))
    assert after != before
    assert is_alive(pids(lives)[0])


def test_a_killed_supervisors_database_is_taken_over_by_the_next(supervise, lives, tmp_path):
    first = supervise(sleeper(lives), has_embedded=True)
    server = embedded.running(embedded.Folders(tmp_path))
    first.kill()
    first.wait()
    supervise(sleeper(lives), has_embedded=True)
    assert embedded.running(embedded.Folders(tmp_path)) == server


# How it should be


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_request_to_stop_stops_everything(supervise, lives, tmp_path, sign):
    process = supervise(sleeper(lives), sleeper(lives, name="another"), has_embedded=True)
    both = pids(lives, count=2)
    process.send_signal(sign)
    assert process.wait() == 0
    assert not any(is_alive(pid) for pid in both)
    assert embedded.running(embedded.Folders(tmp_path)) is None


def test_a_request_to_stop_is_heard_while_a_child_is_awaited(lives):
    told = sleeper(lives) | {"listens": ["127.0.0.1", 1]}
    command = [sys.executable, "-c", SUPERVISOR, json.dumps(settings_of(told, lives.parent))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    (pid,) = pids(lives)
    process.terminate()
    assert process.communicate()[0] == "Stopping …\n"
    assert process.returncode == 0
    assert not is_alive(pid)


def settings_of(child, home):
    return {
        "children": [child],
        "home": str(home),
        "embedded": False,
        "ready_seconds": 100,
        "stop_seconds": 20,
    }


def test_ctrl_c_in_the_terminal_reaches_the_supervisor_alone(supervise, lives):
    process = supervise(sleeper(lives))
    assert os.getpgid(pids(lives)[0]) != os.getpgid(process.pid)


def test_children_have_no_signal_held(supervise, lives):
    supervise(sleeper(lives))
    status = Path(f"/proc/{pids(lives)[0]}/status").read_text()
    assert "SigBlk:\t0000000000000000" in status


@pytest.mark.network
@pytest.mark.usefixtures("socket_enabled")
def test_a_child_with_a_port_is_ready_when_it_answers(supervise):
    port = free_port()
    door = {
        "name": "door",
        "argv": [sys.executable, "-c", LISTENER, str(port)],
        "listens": ["127.0.0.1", port],
        "address": "here",
    }
    process = supervise(door)
    assert process.said[0].split() == ["door", "here"]
    assert answers(port)


def test_a_child_is_given_its_own_environment(supervise, lives):
    script = f"import os, time; open({str(lives)!r}, 'w').write(os.environ['OWN']); time.sleep(600)"
    supervise({"name": "own", "argv": [sys.executable, "-c", script], "environment": {"OWN": "7"}})
    assert pids(lives) == [7]


@pytest.mark.parametrize(("code", "text"), [(0, "exit code 0"), (3, "exit code 3"), (-9, "signal SIGKILL")])
def test_an_ending_is_named(code, text):
    assert _ending(code) == text


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
