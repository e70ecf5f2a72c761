"""Being an ordinary user when root runs the tests: a copy of Python and the program that everybody can read."""

import os
import shutil
import subprocess
import sys
import sysconfig
from contextlib import contextmanager
from pathlib import Path

import pytest

import assistans

NOBODY = 65534
AS_NOBODY = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "cwd": "/"}
# What only developers and the tests themselves use.
NOT_NEEDED = (
    "mypy",
    "pip",
    "setuptools",
    "pygments",
    "hypothesis",
    "grimp",
    "ruff",
    "holidays",
    "__pycache__",
)
LARGEST_FILE = 30_000_000
NOT_RUN = shutil.ignore_patterns(
    "site-packages",
    "dist-packages",
    "test",
    "tests",
    "idlelib",
    "lib2to3",
    "config-*",
    "*.a",
    "*.po",
    "*.pyi",
)


@contextmanager
def readable_copy(name):
    """A folder of that name with Python and the program in it; skips the test where nobody else can be become."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user; as an ordinary user all other tests show this")
    folder = Path("/var/tmp") / name  # noqa: S108 - root makes it, for nobody to read
    folder.mkdir(mode=0o755)
    try:
        _copy_python(folder)
        _copy_packages(folder / "packages")
        subprocess.run(["chmod", "-R", "go+rX", str(folder)], check=True)
        yield folder
    finally:
        shutil.rmtree(folder)


def python(folder):
    """The copy's interpreter."""
    return folder / "bin" / "python"


def environment(folder):
    """The environment in which the copy finds itself."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONHOME": str(folder),
        "PYTHONPATH": str(folder / "packages"),
        "LD_LIBRARY_PATH": str(folder / "lib"),
    }


def _copy_python(folder):
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    shutil.copytree(sysconfig.get_path("stdlib"), folder / "lib" / version, ignore=NOT_RUN)
    (folder / "bin").mkdir()
    shutil.copy(Path(sys.executable).resolve(), python(folder))
    for library in Path(sysconfig.get_config_var("LIBDIR")).glob("libpython3*.so*"):
        shutil.copy(library, folder / "lib")


def _copy_packages(folder):
    folder.mkdir()
    for part in Path(sysconfig.get_path("purelib")).iterdir():
        if part.is_dir() and not part.name.startswith(NOT_NEEDED):
            shutil.copytree(part, folder / part.name, ignore=NOT_RUN)
        elif part.is_file() and part.suffix != ".pth" and part.stat().st_size < LARGEST_FILE:
            shutil.copy2(part, folder / part.name)
    shutil.copytree(Path(assistans.__file__).parent, folder / "assistans")
