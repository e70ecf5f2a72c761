"""As whom PostgreSQL runs: ourselves, ourselves under another name, or a system user."""

import os
import pwd
import subprocess
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from assistans.site import embedded
from assistans.site.embedded import bootstrap, ensure, identity

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")


def user(name, uid):
    return SimpleNamespace(pw_name=name, pw_uid=uid, pw_gid=uid)


@pytest.fixture
def no_namespaces(monkeypatch):
    """A machine where user namespaces are closed, as containers often have it, with a system user that is there."""
    monkeypatch.setattr(identity, "can_unshare", lambda: False)
    monkeypatch.setattr(identity, "SYSTEM_USER", "daemon")


@pytest.mark.usefixtures("no_namespaces")
def test_a_user_without_a_name_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    with pytest.raises(identity.IdentityError, match="/etc/passwd"):
        identity.choose()


@pytest.mark.usefixtures("no_namespaces")
def test_root_is_told_what_to_do_where_no_user_can_be_added(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(identity, "SYSTEM_USER", "no such user")
    with pytest.raises(identity.IdentityError, match="useradd"):
        identity.choose()


def test_the_overflow_user_is_never_a_name_to_log_in_by(monkeypatch):
    monkeypatch.setattr(pwd, "getpwall", lambda: [user("root", 0), user("nobody", 65534)])
    assert identity._mapped_user() is None


def test_the_lowest_ordinary_user_lends_its_name(monkeypatch):
    monkeypatch.setattr(pwd, "getpwall", lambda: [user("root", 0), user("b", 7), user("a", 2)])
    assert identity._mapped_user().pw_name == "a"


def test_a_user_without_a_name_borrows_one(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    monkeypatch.setattr(identity, "can_unshare", lambda: True)
    chosen = identity.choose()
    assert chosen.prefix[0] == "unshare"
    assert chosen.uid == 4_000_000


def test_an_ordinary_user_runs_it_as_itself(monkeypatch):
    daemon = pwd.getpwnam("daemon")
    monkeypatch.setattr(os, "geteuid", lambda: daemon.pw_uid)
    assert identity.choose() == identity.Identity(
        prefix=(), uid=daemon.pw_uid, gid=os.getegid(), peer="daemon"
    )


def test_a_machine_without_unshare_has_no_namespaces(monkeypatch):
    identity.can_unshare.cache_clear()
    monkeypatch.setenv("PATH", "/nowhere")
    assert not identity.can_unshare()
    identity.can_unshare.cache_clear()


@ROOT_ONLY
@pytest.mark.usefixtures("no_namespaces")
def test_root_serves_as_a_system_user_where_namespaces_are_closed(own_home):
    with ensure(own_home) as found:
        owner = Path(f"/proc/{found.pid}").stat().st_uid
        with psycopg.connect(found.dsn(role="owner", dbname="postgres")) as session:
            assert session.execute("SELECT current_user").fetchone() == ("assistans_owner",)
    assert owner == pwd.getpwnam("daemon").pw_uid


@ROOT_ONLY
@pytest.mark.usefixtures("no_namespaces")
def test_the_system_user_serves_from_under_a_closed_folder(own_home):
    assert own_home.stat().st_mode & 0o077 == 0
    with ensure(own_home / "ö") as found:
        assert found.is_alive()


@ROOT_ONLY
def test_a_database_moves_between_the_two_ways_of_running_it(own_home, monkeypatch):
    with ensure(own_home) as found, psycopg.connect(found.dsn(role="owner", dbname="postgres")) as session:
        session.autocommit = True
        session.execute("CREATE DATABASE kvar")
    monkeypatch.setattr(identity, "SYSTEM_USER", "daemon")
    with monkeypatch.context() as patch:
        patch.setattr(identity, "can_unshare", lambda: False)
        assert has_database(own_home)
    assert has_database(own_home)


def has_database(home):
    with ensure(home) as found, psycopg.connect(found.dsn(role="owner", dbname="kvar")):
        return True


def test_a_folder_of_another_user_is_not_taken_over(own_home, monkeypatch):
    ensure(own_home).release()
    data = embedded.Folders(own_home).data
    stranger = identity.Identity(prefix=(), uid=4_000_000, gid=4_000_000, peer="")
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    with pytest.raises(bootstrap.BootstrapError, match="belongs to another user"):
        bootstrap.give_to(stranger, data=data)


@ROOT_ONLY
def test_another_local_user_cannot_reach_the_socket(home):
    with ensure(home) as found:
        socket = embedded.socket_folder(found.folders)
        assert subprocess.run(["ls", socket], check=False, capture_output=True).returncode == 0
        stranger = {"user": 12345, "group": 12345, "extra_groups": []}
        assert subprocess.run(["ls", socket], check=False, capture_output=True, **stranger).returncode != 0
