from dataclasses import dataclass
from hashlib import sha256

import pytest
from tests.intake.signing import pki

from assistans.registers.models import Leverantor, LeverantorCertifikat
from assistans.site import commands

NUMBER = "5560000001"
OTHER = "5561000000"


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def supplier(db, monkeypatch, capsys):
    """Run the command in this process; gives what it did."""
    monkeypatch.setenv("ASSISTANS_DATABASE_NAME", db.name)

    def run(*argv):
        try:
            code = commands.run(["supplier", *argv])
        except SystemExit as ended:
            code = ended.code
        return Done(code, *capsys.readouterr())

    return run


def certificate(number=NUMBER):
    return pki().supplier(organisationsnummer=number, namn="Lev AB")


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("add", "5560000002", "--namn", "Lev AB"), "kontrollsiffra"),
        (("add", NUMBER), "give --namn"),
        (("add", NUMBER, "--namn", "Lev AB", "--calls-per-second", "0"), "over 0"),
        (("add", NUMBER, "--namn", "Lev AB", "--certificate", "/finns/inte.pem"), "/finns/inte.pem"),
        (("close", NUMBER, "--reason", "x"), "supplier list"),
        (("close", NUMBER), "--reason"),
        (("withdraw", "00" * 32, "--reason", "x"), "supplier list"),
        (("withdraw", "abc", "--reason", "x"), "64 hex digits"),
    ],
)
def test_what_cannot_be_done_says_what_to_do_instead(supplier, argv, why):
    done = supplier(*argv)
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_another_organisations_certificate_is_refused(supplier):
    supplier("add", NUMBER, "--namn", "Lev AB")
    done = supplier("add", NUMBER, "--certificate", str(certificate(OTHER).certificate))
    assert done.returncode == 2
    assert "another organisation" in done.stderr
    assert not LeverantorCertifikat.objects.exists()


def test_a_supplier_is_registered_with_its_certificate_and_shown(supplier):
    done = supplier("add", "556000-0001", "--namn", "Lev AB", "--certificate", str(certificate().certificate))
    assert (done.returncode, done.stderr) == (0, "")
    assert "5560000001  Lev AB: oppen; produktion; 1/s, burst 60" in done.stdout
    assert sha256(certificate().der).hexdigest() in supplier("list").stdout


def test_a_change_keeps_what_was_not_said(supplier):
    supplier("add", NUMBER, "--namn", "Lev AB", "--miljo", "produktion", "--miljo", "ext")
    supplier("add", NUMBER, "--calls-per-second", "2.5", "--burst", "9")
    row = Leverantor.objects.get()
    assert (row.namn, sorted(row.miljoer), str(row.calls_per_second), row.burst) == (
        "Lev AB",
        ["", "ext"],
        "2.50",
        9,
    )


def test_a_supplier_is_closed_and_reopened_with_a_reason(supplier):
    supplier("add", NUMBER, "--namn", "Lev AB")
    assert "stangd (floods)" in supplier("close", NUMBER, "--reason", "floods").stdout
    assert "oppen (agreed)" in supplier("reopen", NUMBER, "--reason", "agreed").stdout


def test_a_withdrawn_certificate_stays_withdrawn_though_it_is_added_again(supplier):
    path = str(certificate().certificate)
    supplier("add", NUMBER, "--namn", "Lev AB", "--certificate", path)
    fingerprint = sha256(certificate().der).hexdigest()
    assert "withdrawn" in supplier("withdraw", fingerprint, "--reason", "key lost").stdout
    supplier("add", NUMBER, "--certificate", path)
    assert LeverantorCertifikat.objects.get().withdrawn_reason == "key lost"
