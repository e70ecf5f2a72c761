import stat
import threading
from pathlib import Path

from assistans.site import home as homes
from assistans.site.home import home, secret_key


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_home_is_var_of_the_working_folder_unless_told_otherwise(tmp_path, monkeypatch):
    monkeypatch.delenv("ASSISTANS_HOME")
    monkeypatch.chdir(tmp_path)
    assert home() == tmp_path / "var"


def test_the_home_is_made_private(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANS_HOME", str(tmp_path / "Å mapp" / "hem"))
    assert mode_of(home()) == 0o700


def test_a_home_that_is_there_keeps_its_mode(tmp_path, monkeypatch):
    tmp_path.chmod(0o750)
    monkeypatch.setenv("ASSISTANS_HOME", str(tmp_path))
    assert mode_of(home()) == 0o750


def test_the_secret_is_made_once_and_kept(tmp_path):
    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert len(first) >= 50
    assert mode_of(tmp_path / "secret-key") == 0o600


def test_two_homes_have_two_secrets(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_those_who_start_at_once_read_the_same_secret(tmp_path):
    read = []
    threads = [threading.Thread(target=lambda: read.append(secret_key(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(read)) == 1
    assert len(read) == 8


def test_nothing_but_the_homes_module_knows_where_the_home_is():
    source = Path(homes.__file__).parents[1]
    knowing = [
        path.name for path in source.rglob("*.py") if 'environ.get("ASSISTANS_HOME' in path.read_text()
    ]
    assert knowing == ["home.py"]
