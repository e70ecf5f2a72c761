"""The bank file: valid by the official schema, the same bytes every time, and read back by another parser."""

import hashlib
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assistans.payments import pain001
from assistans.payments.bankprofil import DEMO
from assistans.payments.konto import bankadress

NS = {"p": pain001.NS}
GOLDEN = Path(__file__).parent / "golden" / "pain001.xml"
XSD = resources.files("assistans.payments") / "schemas" / "pain.001.001.09.xsd"


def kreditering(
    nummer=1, ore=147700, *, kontoslag="bankgiro", konto="5050-1055", namn="Omsorg Åkesson & Öst AB"
):
    return pain001.Kreditering(
        end_to_end_id=f"{nummer:032x}",
        belopp_ore=ore,
        namn=namn,
        adress=bankadress(kontoslag=kontoslag, nummer=konto),
        meddelande="Assistansersättning 2018-10",
    )


ALL_KINDS = [
    kreditering(1),
    kreditering(2, 1, kontoslag="plusgiro", konto="12345-5", namn="Kooperativet Linden ek. för."),
    kreditering(3, 999_999_999_99, kontoslag="bankkonto", konto="5000-1111116", namn="Testa Persson"),
]


def read(content):
    return ET.fromstring(content)  # noqa: S314 - our own bytes


def written(krediteringar=None, **changes):
    values = {
        "profil": DEMO,
        "message_id": "0" * 32,
        "skapad": datetime(2018, 11, 19, 8, 30, 15, 999, tzinfo=UTC),
        "dag": date(2018, 11, 20),
        "krediteringar": ALL_KINDS if krediteringar is None else krediteringar,
    }
    return pain001.write(**values | changes)


def test_the_schema_is_the_official_one_untouched():
    assert (
        hashlib.sha256(XSD.read_bytes()).hexdigest()
        == "de038b373e47b0077b1832ddd81f4b2f1eb25d35721f62da1e38b7f5a09fda24"
    )


def test_a_file_without_payments_is_no_file():
    with pytest.raises(ValueError, match="without payments"):
        written([])


@pytest.mark.parametrize(
    "broken",
    [
        {"message_id": "0" * 36},
        {"krediteringar": [replace(ALL_KINDS[0], end_to_end_id="0" * 36)]},
        {"krediteringar": [replace(ALL_KINDS[0], namn=" ")]},
        {"krediteringar": [replace(ALL_KINDS[0], belopp_ore=-1)]},
        {"krediteringar": [replace(ALL_KINDS[0], meddelande="")]},
    ],
)
def test_what_the_schema_does_not_take_is_never_written(broken):
    with pytest.raises(pain001.InvalidBankfil, match="Nothing was written"):
        written(**broken)


def test_the_refusal_tells_no_payees_name():
    with pytest.raises(pain001.InvalidBankfil) as refused:
        written([replace(ALL_KINDS[2], end_to_end_id="")])
    assert "Persson" not in str(refused.value)


def test_the_file_is_the_golden_one():
    assert written() == GOLDEN.read_bytes()


def test_the_same_input_gives_the_same_bytes():
    assert written() == written()


def test_another_parser_reads_back_every_amount_and_the_sums_tie():
    root = read(written())
    amounts = [Decimal(e.text) for e in root.iterfind(".//p:InstdAmt", NS)]
    assert amounts == [Decimal("1477.00"), Decimal("0.01"), Decimal("999999999.99")]
    assert {Decimal(e.text) for e in root.iterfind(".//p:CtrlSum", NS)} == {sum(amounts)}
    assert {e.text for e in root.iterfind(".//p:NbOfTxs", NS)} == {"3"}
    assert {e.get("Ccy") for e in root.iterfind(".//p:InstdAmt", NS)} == {"SEK"}


def test_each_kind_of_account_is_written_as_the_swedish_banks_read_it():
    transfers = read(written()).findall(".//p:CdtTrfTxInf", NS)
    found = [
        (
            t.findtext(".//p:ClrSysId/p:Cd", None, NS),
            t.findtext(".//p:MmbId", None, NS),
            t.findtext("./p:CdtrAcct//p:Id/p:Othr/p:Id", None, NS),
            t.findtext("./p:CdtrAcct//p:Prtry", None, NS) or t.findtext("./p:CdtrAcct//p:Cd", None, NS),
        )
        for t in transfers
    ]
    assert found == [
        ("SESBA", "9900", "50501055", "BGNR"),
        ("SESBA", "9960", "123455", "BBAN"),
        ("SESBA", "5000", "1111116", "BBAN"),
    ]


def test_a_bank_that_wants_the_clearing_number_in_the_account_gets_it_there_for_bank_accounts_only():
    root = read(written(profil=replace(DEMO, clearing_i_konto=True)))
    accounts = [e.text for e in root.iterfind(".//p:CdtrAcct/p:Id/p:Othr/p:Id", NS)]
    assert accounts == ["50501055", "123455", "50001111116"]


def test_a_customer_number_of_the_banks_own_names_the_sender():
    root = read(written(profil=replace(DEMO, kundnummer="KUND7")))
    assert root.findtext(".//p:InitgPty//p:Othr/p:Id", None, NS) == "KUND7"
    assert root.findtext(".//p:Dbtr//p:Othr/p:Id", None, NS) == DEMO.organisationsnummer


def test_a_name_is_one_composed_line_that_the_banks_can_carry():
    assert pain001.bank_name("  A\u030akerlund \n och\tSo\u0308ner\u200b ") == "Åkerlund och Söner"
    assert len(pain001.bank_name("Ö" * 200)) == pain001.LONGEST_NAME
    assert pain001.bank_name(" \n\u200b") == ""


@given(st.lists(st.integers(1, 10**13), min_size=1, max_size=30))
def test_whatever_is_paid_the_file_is_valid_and_its_sum_is_exact(ores):
    content = written([kreditering(place, ore) for place, ore in enumerate(ores)])
    etree.XMLSchema(etree.fromstring(XSD.read_bytes())).assertValid(etree.fromstring(content))
    root = read(content)
    assert Decimal(root.findtext(".//p:CtrlSum", None, NS)) * 100 == sum(ores)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100))
def test_any_name_either_becomes_a_valid_line_or_is_empty(name):
    line = pain001.bank_name(name)
    if line:
        assert read(written([kreditering(namn=name)])).findtext(".//p:Cdtr/p:Nm", None, NS) == line
