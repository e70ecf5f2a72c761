from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistans.registers import identifiers
from assistans.registers.identifiers import InvalidNumber


@pytest.mark.parametrize(
    "text",
    [
        "",
        "900118-9811",
        "19900118-9812",
        "19900230-9811",
        "19900118 9811",
        "١٩٩٠٠١١٨٩٨١١",
        "19900118-9811\n",
        "1990011898112",
    ],
)
def test_a_personnummer_with_wrong_form_date_or_check_digit_is_refused_without_being_repeated(text):
    with pytest.raises(InvalidNumber) as refused:
        identifiers.personnummer(text)
    assert not text.strip() or text.strip() not in str(refused.value)


@pytest.mark.parametrize("text", ["19900118-9811", "199001189811", "19900118+9811"])
def test_a_personnummer_is_kept_as_twelve_digits(text):
    assert identifiers.personnummer(text) == "199001189811"


def test_a_samordningsnummer_is_taken_and_its_day_of_birth_is_sixty_less():
    number = identifiers.personnummer("19700171-9801")
    assert identifiers.is_samordningsnummer(number)
    assert identifiers.born(number) == date(1970, 1, 11)


def test_a_personnummer_is_no_samordningsnummer():
    assert not identifiers.is_samordningsnummer("199001189811")
    assert identifiers.born("199001189811") == date(1990, 1, 18)


@pytest.mark.parametrize(
    "text", ["", "5560000002", "556000000", "165560000001", "556000-0001x", "5510000001"]
)
def test_an_organisationsnummer_with_wrong_form_or_check_digit_is_refused(text):
    with pytest.raises(InvalidNumber, match="Organisationsnumret"):
        identifiers.organisationsnummer(text)


@pytest.mark.parametrize("text", ["5560000001", "556000-0001"])
def test_an_organisationsnummer_is_kept_as_ten_digits(text):
    assert identifiers.organisationsnummer(text) == "5560000001"


def test_a_sole_traders_number_is_her_personnummer_without_century():
    assert identifiers.organisationsnummer("900118-9811") == "9001189811"


@pytest.mark.parametrize("text", ["", "5050-1056", "505", "505010550", "5050-105A", "٥٠٥٠١٠٥٥"])
def test_a_bankgiro_with_wrong_length_or_check_digit_is_refused(text):
    with pytest.raises(InvalidNumber, match="Bankgironumret"):
        identifiers.bankgiro(text)


def test_a_bankgiro_is_kept_as_digits():
    assert identifiers.bankgiro("5050-1055") == "50501055"


@pytest.mark.parametrize("text", ["", "4", "28 65 43-5", "123456789"])
def test_a_plusgiro_with_wrong_length_or_check_digit_is_refused(text):
    with pytest.raises(InvalidNumber, match="Plusgironumret"):
        identifiers.plusgiro(text)


def test_a_plusgiro_is_kept_as_digits():
    assert identifiers.plusgiro("28 65 43-4") == "2865434"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "clearingnummer-kontonummer"),
        ("6000123456789", "clearingnummer-kontonummer"),
        ("1000-1234567", "Clearingnumret är okänt"),
        ("5491-0000004", "fel kontrollsiffra"),
        ("5491-00000", "fel längd"),
        ("81052-1234567890", "fråga banken"),
    ],
)
def test_a_bank_account_that_no_bank_can_have_given_out_is_refused_with_what_to_do(text, why):
    with pytest.raises(InvalidNumber, match=why):
        identifiers.bank_account(text)


def test_a_bank_account_is_kept_as_clearing_and_account():
    assert identifiers.bank_account("5491-0000 003") == "5491-0000003"


def test_a_swedbank_account_without_check_digit_is_taken_when_the_bank_was_asked():
    assert identifiers.bank_account("81052-1234567890", without_check_digit=True) == "81052-1234567890"


def test_an_account_of_no_known_kind_is_refused_with_the_kinds_there_are():
    with pytest.raises(InvalidNumber, match="bankgiro, plusgiro eller bankkonto"):
        identifiers.account(kontoslag="swish", nummer="1234567890")


@pytest.mark.parametrize(
    ("kontoslag", "written", "stored"),
    [
        ("bankgiro", "5050-1055", "50501055"),
        ("plusgiro", "28 65 43-4", "2865434"),
        ("bankkonto", "5491-0000 003", "5491-0000003"),
    ],
)
def test_an_account_of_each_kind_is_read_by_its_own_rules(kontoslag, written, stored):
    assert identifiers.account(kontoslag=kontoslag, nummer=written) == stored


def test_an_account_wants_its_check_digit_unless_the_bank_was_asked():
    with pytest.raises(InvalidNumber, match="fråga banken"):
        identifiers.account(kontoslag="bankkonto", nummer="81052-1234567890")


@given(st.text(max_size=20))
def test_whatever_is_written_the_answer_is_a_number_or_a_refusal(text):
    for read in (
        identifiers.personnummer,
        identifiers.organisationsnummer,
        identifiers.bankgiro,
        identifiers.plusgiro,
        identifiers.bank_account,
    ):
        try:
            assert read(text).isascii()
        except InvalidNumber:
            continue
