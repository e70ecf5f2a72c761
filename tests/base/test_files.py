"""Files on disk: whole, private, the same whoever writes them, and never over another's."""

import os

import pytest
from django.conf import settings

from assistans.base import files
from assistans.base.files import AnotherFile, private_folder, put_whole


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


def test_is_private_to_the_one_who_runs_the_program(path):
    put_whole(path, b"content")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_private_folder_lies_in_the_home_folder_and_is_made_once():
    assert private_folder("hemlig") == private_folder("hemlig")
    assert private_folder("hemlig").parent == settings.HOME
    assert private_folder("hemlig").stat().st_mode & 0o777 == 0o700
