"""Files on disk: whole, private, the same whoever writes them, and never over another's."""

import os

import pytest

from assistans.base import files
from assistans.base.files import AnotherFile, private_folder, put_whole, replace_whole


@pytest.fixture
def path(tmp_path):
    return tmp_path / "fil.xml"


def test_another_file_of_its_name_is_left_alone(path):
    path.write_bytes(b"something else")
    with pytest.raises(AnotherFile, match="move it away"):
        put_whole(path, b"content")
    assert path.read_bytes() == b"something else"


def test_nothing_stands_under_the_name_before_all_is_on_disk(path, monkeypatch):
    seen = []
    sync = os.fsync
    monkeypatch.setattr(files.os, "fsync", lambda fd: seen.append(path.exists()) or sync(fd))
    put_whole(path, b"content")
    assert seen == [False, True]  # the file, and then the folder that names it


def test_written_again_is_the_same_and_nothing_else_is_left(path):
    put_whole(path, b"content")
    put_whole(path, b"content")
    assert path.read_bytes() == b"content"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("write", [put_whole, replace_whole])
def test_is_private_to_the_one_who_runs_the_program(path, write):
    write(path, b"content")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_is_replaced_and_nothing_else_is_left(path):
    replace_whole(path, b"before")
    replace_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_what_was_there(path, monkeypatch):
    replace_whole(path, b"before")

    def full(_):
        raise OSError("disk full")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        replace_whole(path, b"after")
    assert path.read_bytes() == b"before"


def test_a_private_folder_is_made_with_those_above_it_and_once(tmp_path):
    folder = tmp_path / "a" / "b"
    assert private_folder(folder) == private_folder(folder) == folder
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_there_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o750)
    assert private_folder(tmp_path).stat().st_mode & 0o777 == 0o750
