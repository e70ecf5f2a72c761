"""`assistans pki` makes what is missing and says where it is."""

import argparse
from datetime import UTC, datetime

import pytest

from assistans.site.commands import pki as command
from assistans.site.pki import folder


def run(*words):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args([str(word) for word in words]))


def test_an_organisationsnummer_with_a_wrong_check_digit_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        run("--folder", tmp_path, "--supplier", "5560000002")
    assert "right check digit" in capsys.readouterr().err


def test_it_makes_a_pki_and_says_where(tmp_path, capsys):
    assert run("--folder", tmp_path / "a folder with å") == 0
    assert f"Test PKI in {tmp_path / 'a folder with å'}" in capsys.readouterr().out
    assert folder.open_pki(tmp_path / "a folder with å").user_keys


def test_it_makes_a_client_certificate_and_says_where(tmp_path, capsys):
    run("--folder", tmp_path, "--supplier", "5560000001", "--namn", "Systemet AB")
    assert str(tmp_path / "leverantorer" / "5560000001.key") in capsys.readouterr().out


def test_signing_certificates_are_valid_around_the_clocks_time(tmp_path):
    at = datetime(1999, 1, 1, tzinfo=UTC)
    made = command.ensure_pki(folder=tmp_path, at=at)
    life = folder.lifetime(made.customer_ca.certificate)
    assert life.start < at < life.end < datetime(2020, 1, 1, tzinfo=UTC)


def test_without_a_folder_it_uses_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANS_HOME", str(tmp_path))
    assert command.ensure_pki().folder == tmp_path / "pki"
