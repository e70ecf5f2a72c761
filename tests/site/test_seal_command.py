"""`assistans seal`: what an operator is told about the seal, and the exit code."""

import psycopg
import pytest
from tests.intake.arrivals import arrive

from assistans.intake import sealing
from assistans.site import commands


@pytest.fixture
def seal(db, monkeypatch, capsys):
    """Run the command in this process; gives exit code and what it said."""
    monkeypatch.setenv("ASSISTANS_DATABASE_NAME", db.name)

    def run(*argv):
        code = commands.run(["seal", *argv])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_a_changed_document_is_named_by_its_tx_id_and_the_exit_code_is_1(db, seal):
    _, row, _ = arrive(3)
    seal("run")
    with psycopg.connect(db.owner) as owner:
        owner.execute("UPDATE intake_handling SET innehall = 'annat' WHERE id = %s", [row.pk])
    code, said = seal("verify")
    assert code == 1
    assert f"BROKEN at document 2 (tx-id {row.tx_id}): its stored bytes are not those" in said


def test_a_noted_link_that_is_gone_is_exit_code_1(seal):
    arrive(2)
    seal("run")
    code, said = seal("verify", "--noted", "ab" * 32)
    assert code == 1
    assert "the noted link is not in the chain" in said


@pytest.mark.parametrize("text", ["ab", "x" * 64])
def test_what_is_no_link_is_refused_with_what_to_do(seal, text):
    code, said = seal("verify", "--noted", text)
    assert code == 2
    assert "64 hexadecimal digits" in said


def test_a_whole_seal_is_told_with_the_link_to_note(seal):
    arrive(3)
    assert seal("run") == (0, "Sealed 3 documents. Not sealed: 0.\n")
    arrive()
    code, said = seal("verify", "--noted", sealing.head().hex())
    assert code == 0
    assert f"3 documents fit the chain. Newest link: {sealing.head().hex()}" in said
    assert "Not sealed yet: 1." in said
    assert "whole" in said
