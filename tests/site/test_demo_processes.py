"""The demo's home is its own: made anew each time, and never somebody else's folder."""

import os
import stat

import pytest

from assistans.site.demo import processes
from assistans.site.demo.progress import Progress


def test_a_folder_that_no_demo_made_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(processes.NotADemoFolderError, match="not made by a demo"):
        processes.begin_anew(tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "keep"


def test_two_demos_do_not_run_in_one_folder(tmp_path):
    with (
        processes.only_one(tmp_path / "demo"),
        pytest.raises(processes.DemoRunsError, match="Another demo"),
        processes.only_one(tmp_path / "demo"),
    ):
        pytest.fail("the second demo began")


def test_a_folder_that_is_served_is_not_cleared(tmp_path):
    home = tmp_path / "demo"
    processes.begin_anew(home)
    with processes._held(home / "serve.lock"), pytest.raises(processes.DemoRunsError, match="serve"):
        processes.begin_anew(home)


def test_one_demo_after_another_runs_in_one_folder(tmp_path):
    for _ in range(2):
        with processes.only_one(tmp_path / "demo"):
            processes.begin_anew(tmp_path / "demo")


def test_what_an_earlier_demo_left_is_removed(tmp_path):
    home = tmp_path / "demo"
    processes.begin_anew(home)
    (home / "bank").mkdir()
    (home / "bank" / "fil.xml").touch()
    (home / "server.log").touch()
    processes.begin_anew(home)
    assert [path.name for path in home.iterdir()] == [processes.MARK]


def test_a_demo_that_was_killed_while_it_cleared_can_begin_anew(tmp_path):
    processes.begin_anew(tmp_path / "demo")
    (tmp_path / "demo" / processes.MARK).write_text("")
    processes.begin_anew(tmp_path / "demo")
    assert (tmp_path / "demo" / processes.MARK).exists()


def test_the_home_is_private(tmp_path):
    processes.begin_anew(tmp_path / "ett hem, åäö")
    assert stat.S_IMODE((tmp_path / "ett hem, åäö").stat().st_mode) == 0o700


def test_the_demo_lives_in_the_installations_home(monkeypatch, tmp_path):
    monkeypatch.setenv("ASSISTANS_HOME", str(tmp_path))
    assert processes.demo_home() == tmp_path / "demo"


def test_moving_in_leaves_every_other_database(monkeypatch, tmp_path):
    monkeypatch.setenv("ASSISTANS_HOME", "elsewhere")
    monkeypatch.setenv("DATABASE_URL", "postgres://production")
    processes.move_in(tmp_path)
    assert os.environ["ASSISTANS_HOME"] == str(tmp_path)
    assert "DATABASE_URL" not in os.environ


class Terminal:
    """A stream that is a terminal, or not."""

    def __init__(self, is_tty):
        self.text, self._is_tty = "", is_tty

    def write(self, text):
        self.text += text

    def flush(self):
        pass

    def isatty(self):
        return self._is_tty


def test_a_log_gets_a_line_for_each_thing_and_no_more():
    stream = Terminal(is_tty=False)
    progress = Progress(stream)
    progress.say("Begins")
    progress.count("Reports", 3)
    for _ in range(3):
        progress.tick()
    assert [line.split("s  ")[1] for line in stream.text.splitlines()] == ["Begins", "Reports: 3"]


def test_a_terminal_sees_how_far_it_has_come():
    stream = Terminal(is_tty=True)
    progress = Progress(stream)
    progress.count("Reports", 3)
    progress.tick()
    assert "Reports: 1 of 3" in stream.text
