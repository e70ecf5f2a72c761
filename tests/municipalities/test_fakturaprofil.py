"""The invoice profile: whatever is missing or wrong stops, with the file's name."""

import pytest

from assistans.municipalities import fakturaprofil

WHOLE = """
namn = "Assistansmyndigheten"
organisationsnummer = "556000-0001"
adress = "Box 1"
postnummer = "103 51"
ort = "Stockholm"
bankgiro = "5050-1055"
"""


def load(folder, text):
    (folder / fakturaprofil.FILE).write_text(text, encoding="utf-8")
    return fakturaprofil.load(folder)


def test_a_missing_profile_stops_and_names_the_file(tmp_path):
    with pytest.raises(fakturaprofil.MissingFakturaprofil, match=r"faktura\.toml"):
        fakturaprofil.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (WHOLE.replace("ort", "stad"), "stad"),
        (WHOLE.replace('ort = "Stockholm"', ""), "lacks a key"),
        (WHOLE.replace("Box 1", " "), "adress"),
        (WHOLE.replace("103 51", ""), "postnummer"),
        (WHOLE.replace("556000-0001", "556000-0002"), "organisationsnummer"),
        (WHOLE.replace("5050-1055", "5050-1056"), "bankgiro"),
    ],
)
def test_a_broken_profile_stops_and_says_what(tmp_path, text, what):
    with pytest.raises(fakturaprofil.MissingFakturaprofil, match=what):
        load(tmp_path, text)


def test_a_whole_profile_is_read_with_its_numbers_in_stored_form(tmp_path):
    found = load(tmp_path, WHOLE)
    assert (found.organisationsnummer, found.bankgiro) == ("5560000001", "50501055")


def test_a_kommun_may_have_a_reference_of_its_own(tmp_path):
    found = load(tmp_path, WHOLE + '[referenser]\n0180 = "ZZ4711"\n')
    assert (found.referens("0180"), found.referens("1280")) == ("ZZ4711", fakturaprofil.REFERENS)


def test_the_demos_own_is_whole():
    assert fakturaprofil.DEMO.bankgiro == "50501055"
