"""A county at any size, as files: the same for the same seed, readable by `assistans register`, signed as BankID signs."""

import argparse
import base64
import json
from datetime import UTC, date, datetime

import pytest
from lxml import etree

from assistans.base.clock import SetClock
from assistans.intake.signatures.verify import verify
from assistans.registers.models import Assistent, BeslutVersion, Person
from assistans.site.commands import synth
from assistans.site.pki import folder
from assistans.site.registration.file import register_file
from assistans.site.synthetic import scale
from assistans.timeline.months import Month

JANUARI, FEBRUARI = Month(2026, 1), Month(2026, 2)


def made(out, *arguments):
    parser = argparse.ArgumentParser()
    synth.add_arguments(parser)
    return synth.run(parser.parse_args(["--out", str(out), "--processes", "1", *arguments]))


def lines(out, month):
    files = sorted((out / "documents" / str(month)).iterdir())
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def unsigned(tmp_path_factory):
    out = tmp_path_factory.mktemp("synth")
    made(out, "--persons", "120", "--months", "2", "--unsigned")
    return out


@pytest.fixture(scope="module")
def signed(tmp_path_factory):
    out = tmp_path_factory.mktemp("signed")
    made(out, "--persons", "2")
    return out


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").touch()
    with pytest.raises(synth.FolderTakenError, match="--out"):
        made(tmp_path, "--persons", "1", "--unsigned")


@pytest.mark.parametrize("wrong", ["0", "-1", "many"])
def test_none_or_fewer_persons_are_refused(tmp_path, wrong, capsys):
    with pytest.raises(SystemExit):
        made(tmp_path / "x", f"--persons={wrong}")
    assert "above zero" in capsys.readouterr().err


def test_unsigned_documents_have_no_signatures_and_no_pki(unsigned):
    assert not (unsigned / "pki").exists()
    assert all("underskrifter" not in line for line in lines(unsigned, JANUARI))


def test_every_month_has_its_folder_with_a_file_for_a_hundred_persons(unsigned):
    assert {path.name for path in (unsigned / "documents").iterdir()} == {"2026-01", "2026-02"}
    assert [path.name for path in sorted((unsigned / "registers").iterdir())] == ["00000.yaml", "00001.yaml"]


def test_every_person_has_a_raekning_each_month(unsigned):
    for month in (JANUARI, FEBRUARI):
        assert sum(line["slag"] == "rakning" for line in lines(unsigned, month)) == 120


def test_documents_are_canonical_xml_that_says_its_id(unsigned):
    for line in lines(unsigned, JANUARI):
        root = etree.fromstring(line["dokument"])
        assert etree.tostring(root, method="c14n").decode() == line["dokument"]
        assert root[0].text == line["id"]


def test_the_same_seed_makes_the_same_files(unsigned, tmp_path):
    made(tmp_path / "again", "--persons", "120", "--months", "2", "--unsigned")
    for file in unsigned.rglob("*.jsonl"):
        assert (tmp_path / "again" / file.relative_to(unsigned)).read_bytes() == file.read_bytes()


def test_speed_is_printed(tmp_path, capsys):
    made(tmp_path / "x", "--persons", "1", "--unsigned")
    out, err = capsys.readouterr()
    assert "rows/s" in out
    assert "1 of 1 persons" in err


def test_what_was_made_is_counted(tmp_path):
    order = scale.Order(out=tmp_path, persons=3, months=(JANUARI,), seed=1, signed=False)
    sums = []
    total = scale.write(order, processes=1, tell=sums.append)
    assert sums[-1] == total
    assert (total.persons, total.documents) == (3, len(lines(tmp_path, JANUARI)))


def test_signatures_are_believed(signed):
    pki = folder.open_pki(signed / "pki")
    for line in lines(signed, JANUARI):
        digest = scale.Dokument(line["id"], line["dokument"].encode()).pair[1]
        for part in line["underskrifter"].values():
            evidence = verify(
                signature_xml=base64.b64decode(part["signature"]),
                ocsp_der=base64.b64decode(part["ocspResponse"]),
                datum=date.fromisoformat(part["datumForSignatur"]),
                document_id=line["id"],
                digest=digest,
                now=datetime(2026, 2, 4, tzinfo=UTC),
                roots=(pki.identity(folder.BANKID_ROOT).der,),
            )
            assert evidence.datum == date(2026, 2, 3)


@pytest.mark.usefixtures("db")
def test_register_files_fill_the_registers(unsigned):
    clock = SetClock(datetime(2026, 2, 4, tzinfo=UTC))
    for file in [unsigned / "organisations.yaml", unsigned / "registers" / "00001.yaml"]:
        register_file(file.read_text(encoding="utf-8"), by="maskin:test", clock=clock)
    assert Person.objects.count() == BeslutVersion.objects.count() == 20
    assert Assistent.objects.count() == sum("idnummer" in line for line in open_lines(unsigned))


def open_lines(out):
    return (out / "registers" / "00001.yaml").read_text(encoding="utf-8").splitlines()
