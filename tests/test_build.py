"""Building the package: never without what the pages take from npm."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
VENDOR = Path("src/assistans/desks/static/vendor")
STYLE = ("fkui.min.css", "fkui-LICENSE.md", "htmx.min.js", "htmx-LICENSE")


@pytest.fixture
def checkout(tmp_path):
    """A clone's files that a build reads, before `make setup`."""
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / VENDOR).mkdir(parents=True)
    (tmp_path / "src/assistans/__init__.py").touch()
    (tmp_path / ".gitignore").write_text(f"/{VENDOR}/\n", encoding="utf-8")
    return tmp_path


def copied(checkout, *names):
    for name in (*names, ".installed"):
        (checkout / VENDOR / name).write_text("x", encoding="utf-8")


def build(checkout, code):
    return subprocess.run(
        [sys.executable, "-c", f"import hatchling.build as build; print(build.{code})"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("what", ["build_wheel('dist')", "build_sdist('dist')"])
def test_a_clone_without_the_pages_style_is_not_built_and_it_is_told_what_to_run(checkout, what):
    copied(checkout, *STYLE[:2])
    answer = build(checkout, what)
    assert answer.returncode != 0
    assert "htmx.min.js, htmx-LICENSE" in answer.stderr
    assert "Run `make setup`" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not list(checkout.glob("dist/*"))


def test_the_style_is_in_the_wheel_though_not_in_git(checkout):
    copied(checkout, *STYLE)
    answer = build(checkout, "build_wheel('dist')")
    assert answer.returncode == 0, answer.stderr
    (wheel,) = checkout.glob("dist/*.whl")
    with zipfile.ZipFile(wheel) as packed:
        inside = {Path(name).name for name in packed.namelist() if "/vendor/" in name}
    assert inside == set(STYLE)


def test_an_editable_install_needs_no_style_yet(checkout):
    # `make setup` installs the package before it gets the style.
    answer = build(checkout, "build_editable('dist')")
    assert answer.returncode == 0, answer.stderr
    assert list(checkout.glob("dist/*.whl"))


def test_what_the_pages_ask_for_is_what_a_build_needs():
    templates = (ROOT / "src/assistans/desks/templates").rglob("*.html")
    asked = {
        name
        for page in templates
        for name in re.findall(r"vendor/([\w.-]+)['\"]", page.read_text(encoding="utf-8"))
    }
    assert asked == {name for name in STYLE if "LICENSE" not in name}
