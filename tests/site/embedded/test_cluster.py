"""The server's life: started, shared, stopped, and found again after anything that may happen to it."""

import fcntl
import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from assistans.site import embedded
from assistans.site.embedded import cluster, ensure, processes

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders to another user")


def ask(found, question, *, role="owner", dbname="postgres"):
    with psycopg.connect(found.dsn(role=role, dbname=dbname)) as connection:
        return connection.execute(question).fetchone()[0]


def data_of(home):
    return embedded.Folders(home).data


# What goes wrong


def test_a_server_that_cannot_start_says_what_its_log_says(own_home):
    ensure(own_home).release()
    (data_of(own_home) / "local.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(cluster.DatabaseStartError, match="no_such_setting"):
        ensure(own_home)


def test_a_failed_start_leaves_nothing_in_the_way_of_the_next(own_home):
    ensure(own_home).release()
    (data_of(own_home) / "local.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(cluster.DatabaseStartError):
        ensure(own_home)
    (data_of(own_home) / "local.conf").unlink()
    with ensure(own_home) as found:
        assert ask(found, "SELECT 1") == 1


def test_a_data_folder_in_use_out_of_reach_is_never_started_a_second_time(own_home):
    ensure(own_home).release()
    elsewhere = os.open(data_of(own_home), os.O_RDONLY | os.O_DIRECTORY)
    fcntl.flock(elsewhere, fcntl.LOCK_EX)  # as a server in another container holds it
    with pytest.raises(cluster.DatabaseStartError, match="another container"):
        ensure(own_home)
    os.close(elsewhere)


def test_a_server_that_stays_on_its_way_is_not_killed(home, hold, monkeypatch):
    held = hold()
    monkeypatch.setattr(cluster, "START_SECONDS", 0.05)
    monkeypatch.setattr(cluster, "_pid_file", lambda _: (held.server, "starting"))
    with pytest.raises(cluster.DatabaseStartError, match="starting"):
        ensure(home)
    assert processes.is_postgres_in(held.server, data=data_of(home))


def test_nobody_logs_in_as_superuser(home):
    with ensure(home) as found, pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        psycopg.connect(f"{found.dsn(dbname='postgres')} user=postgres")


def test_the_app_role_cannot_enter_the_maintenance_database(home):
    with ensure(home) as found, pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(found.dsn(role="app", dbname="postgres"))


# What is left by kills


def test_a_pid_file_that_names_a_living_stranger_is_no_hindrance(home):
    with ensure(home) as found:
        processes.kill_all_in(data_of(home))
        (data_of(home) / "postmaster.pid").write_text(
            f"{os.getpid()}\n/proc/self/fd/3\n1\n5432\n/tmp\n\n1 1\nready\n"
        )
        with ensure(home) as fresh:
            assert fresh.pid != found.pid
            assert ask(fresh, "SELECT 1") == 1


def test_a_socket_lock_that_names_a_living_stranger_is_no_hindrance(home):
    ensure(home).release()
    folder = embedded.socket_folder(embedded.Folders(home))
    (folder / ".s.PGSQL.5432").touch()
    (folder / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n/elsewhere\n1\n5432\n{folder}\n\n")
    with ensure(home) as found:
        assert ask(found, "SELECT 1") == 1


def test_the_shared_folder_for_sockets_is_made_again_where_it_was(home):
    ensure(home).release()
    before = embedded.socket_folder(embedded.Folders(home))
    for file in before.iterdir():
        file.unlink()
    before.rmdir()  # as a restart of the machine does
    with ensure(home) as found:
        assert embedded.socket_folder(embedded.Folders(home)) == before
        assert ask(found, "SELECT 1") == 1


def test_a_server_whose_starter_was_killed_is_taken_over(home, hold, kill):
    held = hold()
    kill(held.pid)
    with ensure(home) as found:
        assert found.pid == held.server
        assert ask(found, "SELECT 1") == 1


def test_orphans_of_a_killed_server_are_found_by_their_folder_and_ended(home, hold, kill):
    held = hold()
    with psycopg.connect(ensure_again(home).dsn(role="owner", dbname="postgres")) as session:
        orphan = session.info.backend_pid
        os.kill(orphan, signal.SIGSTOP)  # it cannot see that its server dies
        kill(held.server)
        assert left_of_the_server(home) == [orphan]
        with ensure(home) as found:
            assert orphan not in processes.postgres_in(data_of(home))
            assert ask(found, "SELECT 1") == 1


def left_of_the_server(home):
    """The processes of a killed server that remain, once those that can see its death have ended."""
    until = time.monotonic() + 10
    while len(found := processes.postgres_in(data_of(home))) > 1 and time.monotonic() < until:
        time.sleep(0.02)
    return found


def ensure_again(home):
    with ensure(home) as found:
        return found


def test_somebody_standing_in_the_data_folder_is_left_alone(home):
    ensure(home).release()
    bystander = subprocess.Popen(["sleep", "60"], cwd=data_of(home))
    with ensure(home):
        assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


@pytest.mark.parametrize("moment", [0.02, 0.1, 0.3, 0.6, 0.9])
def test_a_first_start_that_is_killed_on_the_way_can_be_made_again(own_home, moment):
    script = (
        f"import pathlib; from assistans.site.embedded import ensure; ensure(pathlib.Path({str(own_home)!r}))"
    )
    starter = subprocess.Popen([sys.executable, "-c", script])
    with pytest.raises(subprocess.TimeoutExpired):
        starter.wait(moment)
    starter.kill()
    starter.wait()
    with ensure(own_home) as found:
        assert ask(found, "SELECT 1") == 1
    ensure(own_home).release()
    assert list(found.folders.state.glob("unfinished-*")) == []


# How it is shared


def test_two_starters_at_once_share_one_server(own_home):
    script = """
import pathlib, sys
from assistans.site.embedded import ensure
with ensure(pathlib.Path(sys.argv[1])) as cluster:
    print(cluster.pid, flush=True)
    sys.stdin.readline()
"""
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(own_home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    servers = {starter.stdout.readline() for starter in starters}
    for starter in starters:
        starter.communicate("\n")
    assert len(servers) == 1


def test_the_last_user_stops_the_server(home, hold):
    held = hold()
    with ensure(home) as found:
        assert found.pid == held.server
    assert found.is_alive()
    held.communicate("\n")
    assert not found.is_alive()
    assert processes.postgres_in(data_of(home)) == []


def test_a_server_started_to_be_kept_outlives_its_users(home):
    folders = embedded.Folders(home)
    folders.kept.touch()
    with ensure(home) as found:
        pass
    assert found.is_alive()
    assert embedded.stop(home)
    assert not found.is_alive()
    assert not folders.kept.exists()


def test_stopping_what_does_not_run_tells_so(home, tmp_path):
    ensure(home).release()
    assert not embedded.stop(home)
    assert not embedded.stop(tmp_path)


def test_a_server_that_ended_is_noticed_and_started_again(home):
    with ensure(home) as found:
        processes.kill_all_in(data_of(home))
        assert not found.is_alive()
        with ensure(home) as fresh:
            assert fresh.is_alive()


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(home):
    with ensure(home) as found:
        assert os.getsid(found.pid) != os.getsid(0)
        assert os.getpgid(found.pid) != os.getpgid(0)


def test_the_address_stays_the_same_from_start_to_start(home):
    with ensure(home) as first:
        address = first.dsn(dbname="postgres")
    with ensure(home) as second:
        assert second.dsn(dbname="postgres") == address


# What it is like


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
        ("TimeZone", "UTC"),
    ],
)
def test_the_server_keeps_what_was_promised(home, setting, value):
    with ensure(home) as found:
        assert ask(found, f"SHOW {setting}") == value


def test_text_is_ordered_the_same_on_every_machine(home):
    with ensure(home) as found:
        assert (
            ask(
                found, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'template1'"
            )
            == "bC.UTF-8"
        )


def test_its_log_holds_no_statements_and_no_values(home):
    with ensure(home) as found:
        for mistake in ("SELECT 'hemligt-värde'::int", "SELECT no_such_function('hemligt-värde')"):
            with pytest.raises(psycopg.Error, match=r"hemligt|no_such"):
                ask(found, mistake)
        text = found.folders.log.read_text()
    assert "ready to accept connections" in text
    assert "hemligt-värde" not in text
    assert "SELECT" not in text


@ROOT_ONLY
def test_a_home_under_anothers_closed_folder_serves(own_home):
    closed = own_home / "stängd mapp"
    closed.mkdir(mode=0o700)
    (closed / "var").mkdir(mode=0o700)
    os.chown(closed, 12345, 12345)
    with ensure(closed / "var") as found:
        assert ask(found, "SELECT 1") == 1


def test_a_very_long_path_serves(own_home):
    long = own_home / ("å" * 100) / ("mapp " * 20) / "var"
    with ensure(long) as found:
        assert ask(found, "SELECT 1") == 1
