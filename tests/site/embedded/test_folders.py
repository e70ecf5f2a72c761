import os
import shutil
import stat
from pathlib import Path

import pytest

from assistans.site.embedded.folders import LONGEST_SOCKET_FOLDER, Folders, SocketFolderError, socket_folder


@pytest.fixture
def folders(tmp_path):
    made = Folders(tmp_path / "home")
    made.make()
    yield made
    folder = socket_folder(made)
    folder.chmod(0o700)
    folder.rmdir()


def test_a_socket_folder_that_others_can_enter_is_refused(folders):
    socket_folder(folders).chmod(0o755)
    with pytest.raises(SocketFolderError, match="open to or owned by somebody else"):
        socket_folder(folders)
    socket_folder_path(folders).chmod(0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders to another user")
def test_a_socket_folder_that_somebody_else_took_is_refused(folders):
    os.chown(socket_folder(folders), 12345, 12345)
    with pytest.raises(SocketFolderError, match="Remove it"):
        socket_folder(folders)
    os.chown(socket_folder_path(folders), 0, 0)


def test_a_link_in_the_place_of_the_socket_folder_is_refused(folders, tmp_path):
    folder = socket_folder(folders)
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(SocketFolderError):
        socket_folder(folders)
    folder.unlink()


def test_the_socket_folder_is_private_and_stays_the_same(folders):
    folder = socket_folder(folders)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert socket_folder(folders) == folder


def test_the_socket_folder_is_short_whatever_the_temporary_folder_is(folders, tmp_path, monkeypatch):
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    folder = socket_folder(folders)
    assert len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER
    assert str(folder.parent) == "/tmp"  # noqa: S108 - what it falls back on


def test_a_home_made_anew_finds_its_socket_folder_again(folders):
    folder = socket_folder(folders)
    shutil.rmtree(folders.state)
    folders.make()
    assert socket_folder(folders) == folder


def test_a_name_that_somebody_else_took_beforehand_is_passed_by(folders):
    taken = socket_folder(folders)
    taken.chmod(0o755)
    shutil.rmtree(folders.state)
    folders.make()
    assert socket_folder(folders) != taken
    taken.rmdir()


def test_two_homes_have_two_socket_folders(folders, tmp_path):
    other = Folders(tmp_path / "other")
    other.make()
    assert socket_folder(other) != socket_folder(folders)
    socket_folder(other).rmdir()


def test_the_state_is_private(folders):
    assert stat.S_IMODE(folders.state.stat().st_mode) == 0o700


def socket_folder_path(folders):
    return Path((folders.state / "socket-folder").read_text())
