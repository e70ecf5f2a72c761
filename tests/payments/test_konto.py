"""Payee accounts: what no bank can have given out is refused, the rest gets its address among the banks."""

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistans.payments.konto import OgiltigtKonto, bankadress
from assistans.registers import identifiers
from assistans.registers.models import Utbetalningskonto

CLEARING = st.from_regex(r"[1-79][0-9]{3}|8[0-9]{4}", fullmatch=True)
ACCOUNTS = {
    "bankgiro": st.from_regex(r"[0-9]{3,4}-?[0-9]{4}", fullmatch=True),
    "plusgiro": st.from_regex(r"[0-9]{1,7}[- ]?[0-9]", fullmatch=True),
    "bankkonto": st.builds("{}-{}".format, CLEARING, st.from_regex(r"[0-9]{7}|[0-9]{9,10}", fullmatch=True)),
}


def taken(kontoslag, written):
    """What the register stores of an account, as the bank confirmed it; None when it takes none."""
    with suppress(identifiers.InvalidNumber):
        return identifiers.account(kontoslag=kontoslag, nummer=written, without_check_digit=True)
    return None


def digits(text):
    return "".join(filter(str.isdigit, text))


@pytest.mark.parametrize(
    ("kontoslag", "nummer"),
    [
        ("bankgiro", "5050-1054"),  # wrong check digit
        ("bankgiro", "123455"),  # too short
        ("bankgiro", ""),
        ("plusgiro", "123456"),
        ("plusgiro", "5"),
        ("bankkonto", "5000-1111117"),
        ("bankkonto", "0123-4567890"),
        ("bankkonto", "50001111116"),
        ("bankkonto", ""),
        ("bankkonto", "5000-11111166"),
        ("iban", "SE3550000000054910000003"),
        ("bankgiro", "5050A1055"),
    ],
)
def test_a_number_that_no_bank_gave_out_is_refused(kontoslag, nummer):
    with pytest.raises(OgiltigtKonto):
        bankadress(kontoslag=kontoslag, nummer=nummer)


def test_the_refusal_does_not_repeat_the_number():
    with pytest.raises(OgiltigtKonto) as refused:
        bankadress(kontoslag="bankgiro", nummer="5050-1054")
    assert "1054" not in str(refused.value)


@pytest.mark.parametrize(
    ("kontoslag", "nummer", "expected"),
    [
        ("bankgiro", "5050-1055", ("9900", "50501055", "BGNR", True)),
        ("bankgiro", "123-4566", ("9900", "1234566", "BGNR", True)),
        ("plusgiro", "12 34 55", ("9960", "123455", "BBAN", False)),
        ("plusgiro", "12345-5", ("9960", "123455", "BBAN", False)),
        ("bankkonto", "5000-11 111 16", ("5000", "1111116", "BBAN", False)),
        ("bankkonto", "6000-111111129", ("6000", "111111129", "BBAN", False)),
    ],
)
def test_an_account_gets_its_clearing_and_scheme(kontoslag, nummer, expected):
    found = bankadress(kontoslag=kontoslag, nummer=nummer)
    assert (found.clearing, found.konto, found.scheme, found.is_proprietary) == expected


def test_swedbanks_fifth_clearing_digit_is_no_part_of_the_address():
    found = bankadress(kontoslag="bankkonto", nummer="83279-9123456783")
    assert (found.clearing, found.konto) == ("8327", "9123456783")


def test_a_swedbank_account_without_check_digit_is_taken():
    assert bankadress(kontoslag="bankkonto", nummer="83279-9123456784").konto == "9123456784"


@pytest.mark.parametrize("kontoslag", Utbetalningskonto.Kontoslag.values)
@given(data=st.data())
def test_every_account_that_the_register_took_can_be_paid_to_with_all_its_digits(kontoslag, data):
    written = data.draw(ACCOUNTS[kontoslag])
    last = (taken(kontoslag, written[:-1] + digit) for digit in "0123456789")
    stored = next((each for each in last if each), None)
    assume(stored)
    found = bankadress(kontoslag=kontoslag, nummer=stored)
    clearing = stored.partition("-")[0] if kontoslag == "bankkonto" else ""
    assert found.konto == digits(stored.removeprefix(clearing))
    assert found.clearing == {"bankgiro": "9900", "plusgiro": "9960"}.get(kontoslag, clearing[:4])
    assert taken(kontoslag, stored) == stored
