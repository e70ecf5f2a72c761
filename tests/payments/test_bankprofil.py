"""The bank profile: whatever is missing stops, with the file's name."""

import pytest
from django.test import override_settings

from assistans.payments import bankprofil

WHOLE = """
namn = "Assistansmyndigheten"
organisationsnummer = "2020000000"
iban = "SE3550000000054910000003"
bic = "ESSESESS"
"""


def written(folder, text):
    (folder / bankprofil.FILE).write_text(text, encoding="utf-8")
    return folder


def test_a_missing_profile_stops_and_names_the_file(tmp_path):
    with pytest.raises(bankprofil.MissingBankprofil, match=r"bank\.toml"):
        bankprofil.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("namn = ", "cannot be read"),
        (WHOLE.replace("bic", "bik"), "bik"),
        (WHOLE.replace('bic = "ESSESESS"', ""), "lacks a key"),
        (WHOLE.replace("0003", "0004"), "iban"),
        (WHOLE.replace("SE355", "SE 355"), "iban"),
        (WHOLE.replace("ESSESESS", "ESSE"), "bic"),
        (WHOLE.replace("Assistansmyndigheten", "  "), "namn"),
    ],
)
def test_a_broken_profile_stops_and_says_what(tmp_path, text, what):
    with pytest.raises(bankprofil.MissingBankprofil, match=what):
        bankprofil.load(written(tmp_path, text))


def test_a_whole_profile_is_read(tmp_path):
    found = bankprofil.load(written(tmp_path, WHOLE + 'kundnummer = "123"\nclearing_i_konto = true\n'))
    assert (found.namn, found.kundnummer, found.clearing_i_konto) == ("Assistansmyndigheten", "123", True)


class TestWhoPaysHere:
    @pytest.fixture
    def home(self, db, tmp_path):  # noqa: ARG002 - a database marked test, and an empty home
        with override_settings(HOME=tmp_path):
            yield tmp_path

    def test_is_the_published_example_where_a_test_database_has_no_profile(self, home):  # noqa: ARG002 - empty
        assert bankprofil.here() == bankprofil.DEMO

    def test_is_the_installations_own_where_there_is_one(self, home):
        written(home, WHOLE)
        assert bankprofil.here().namn == "Assistansmyndigheten"

    def test_is_never_the_example_in_production(self, home, mark):  # noqa: ARG002 - empty
        mark("produktion")
        with pytest.raises(bankprofil.MissingBankprofil):
            bankprofil.here()
