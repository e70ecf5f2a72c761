"""The demo as a visitor runs it: `assistans demo` in a process of its own, with real doors, workers and files."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.county import county, processes_in

__all__ = ["county"]

pytestmark = [pytest.mark.slow, pytest.mark.network, pytest.mark.timeout(900)]
COMMAND = [sys.executable, "-m", "assistans.site.commands", "demo", "--once", "--json"]
ROOT = Path(__file__).parents[2]
FEW = ["--persons", "12"]


def environment(home):
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANS", "DATABASE"))
    }
    return kept | {"ASSISTANS_HOME": str(home)}


def played(home, *options):
    done = subprocess.run(
        [*COMMAND, *options], env=environment(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def missing_in_the_readme(told):
    """The figures of a run that README's table does not show."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    money = [run["belopp"] for run in told["pay_runs"]] + [told["municipal_share"]]
    months = " · ".join(str(number) for number in told["months_by_utfall"].values())
    decisions = f"{sum(told['decisions_by_kind'].values())}, {told['decisions_by_kind']['maskinellt']}"
    figures = [f"{float(belopp):,.2f} kr".replace(",", " ") for belopp in money]
    return [figure for figure in [*figures, months, decisions] if figure not in readme]


def test_ctrl_c_leaves_nothing_running(tmp_path):
    # A shell that starts the tests in the background makes them ignore Ctrl-C, which programs inherit.
    demo = subprocess.Popen(
        ["env", "--default-signal=INT", *COMMAND, *FEW],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    lines = iter(demo.stderr.readline, "")
    assert any("registers are filled" in line for line in lines)
    demo.send_signal(signal.SIGINT)
    demo.communicate(timeout=120)
    assert demo.returncode == 130
    until = time.monotonic() + 30
    while (left := processes_in(tmp_path)) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []


def test_sums_do_not_depend_on_the_order_of_sending(tmp_path):
    """The same seed twice in the same folder: one thread in order, then many in any order with two doors and workers."""
    one = played(tmp_path, *FEW, "--threads", "1", "--workers", "1")
    other = played(tmp_path, *FEW, "--threads", "9", "--shuffle", "17", "--doors", "2", "--workers", "2")
    assert one == other


def test_the_whole_county_ties_out_in_a_folder_with_a_space_and_an_oe(county):
    told = county.told
    assert told["ties_out"] is True
    assert told["at_zero"] == []
    assert (told["persons"], told["assistants"]) == (40, 250)
    assert told["documents"] == {"rakning": 121, "tidredovisning": 740}
    assert told["ledger_balance"] == "0.00"
    assert len(told["observations_by_code"]) == 36
    assert [run["dag"] for run in told["pay_runs"]] == ["2026-04-20", "2026-05-20"]
    assert county.left == []
    assert missing_in_the_readme(told) == []
    drawn = subprocess.run(
        [sys.executable, ROOT / "tools" / "draw_demo.py"],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    assert drawn.stdout == (ROOT / "docs" / "pictures" / "demo.svg").read_text(encoding="utf-8")
