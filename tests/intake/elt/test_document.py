"""The document Tidredovisning: what the door refuses, what it keeps as written."""

import hashlib
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake import reports, signing

from assistans.intake.documents import DocumentError
from assistans.intake.elt import document


def refused(content):
    with pytest.raises(DocumentError) as caught:
        document.read(content)
    return caught.value.code


def replaced(old, new, **changes):
    content = reports.document(**changes)
    assert old in content
    return content.replace(old, new)


# --- refused at the door -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "XML_SYNTAX"),
        (b"<!DOCTYPE a><a/>", "XML_DTD"),
        (reports.document()[:-1], "XML_SYNTAX"),
        (reports.document().decode().encode("utf-16"), "XML_SYNTAX"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>', "XML_ENCODING"),
        (b"<a>" + b"x" * document.MAX_BYTES + b"</a>", "XML_SIZE"),
    ],
)
def test_what_is_not_safe_xml_is_refused(content, code):
    assert refused(content) == code


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"tidredovisning/1", b"tidredovisning/2"),
        (b"<id>", b"<id> "),
        (b"<id>0b6c", b"<id>0B6C"),
        (b"<id>0b6c7b0e-", b"<id>0b6c7b0e"),
        (b"2018-10", b"2018-1"),
        (b"<personnummer>1955", b"<personnummer>55"),
        (b"<kollektivavtal>true", b"<kollektivavtal>ja"),
        (b"</assistent>", b"<adress/></assistent>"),
        (b"<organisationsnummer>5", b"<organisationsnummer>165"),
        (b"<assistentAnstalldAvAnordnare>true", b"<assistentAnstalldAvAnordnare>false"),
        (b"<assistentAnstalldAvAnordnare>true", b"<assistentAnstalldAvAnordnare>1"),
        (b"<dag>28", b"<dag>0"),
        (b"<dag>28", b"<dag>32"),
        (b"<fromTid>00.00", b"<fromTid>00:00"),
        (b"<fromTid>00.00", b"<fromTid>0.00"),
        (b"<aktivTid>true</aktivTid>", b""),
        (b"<aktivTid>true", b"<aktivTid>false"),
        (b"<aktivTid>true</aktivTid>", b"<aktivTid>true</aktivTid><vanteTid>true</vanteTid>"),
        (b"<tidrapport>", b"<tidrapport><summa>4</summa>"),
        (b"010-1234567", b"123456"),
        (b"</Tidredovisning>", b"<extra xmlns='urn:x'/></Tidredovisning>"),
    ],
)
def test_what_the_schema_does_not_allow_is_refused(old, new):
    assert refused(replaced(old, new)) == "SCHEMA"


def test_both_ways_of_employment_at_once_are_refused():
    assert refused(reports.document(provider=reports.OWN + reports.PROVIDER)) == "SCHEMA"


def test_no_way_of_employment_is_refused():
    assert refused(reports.document(provider="")) == "SCHEMA"


@pytest.mark.parametrize("manad", ["2018-00", "2018-13", "0000-01", "2018-99"])
def test_a_month_that_is_none_is_refused(manad):
    assert refused(reports.document(manad=manad)) == "MONTH"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (reports.PERSON, "195503129801", "personSomHarAssistans/personnummer"),
        (reports.PERSON, "195513129800", "personSomHarAssistans/personnummer"),
        (signing.ANNA, "199001189812", "assistent/personnummer"),
        (reports.ANORDNARE, "5560000002", "assistansanordnare/organisationsnummer"),
    ],
)
def test_a_number_that_cannot_be_is_refused_by_its_place_and_never_quoted(old, new, where):
    with pytest.raises(DocumentError, match=where) as caught:
        document.read(replaced(old.encode(), new.encode()))
    assert (caught.value.code, new in str(caught.value)) == ("CHECK_DIGIT", False)


def test_another_employers_number_is_checked_too():
    other = "<annanArbetsgivare><organisationsnummer>5560000002</organisationsnummer></annanArbetsgivare>"
    provider = reports.PROVIDER.replace(
        "<assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>", other
    )
    assert refused(reports.document(provider=provider)) == "CHECK_DIGIT"


def period(first, last):
    return f"<berakningsperiod><fromDag>{first}</fromDag><tomDag>{last}</tomDag></berakningsperiod>"


def test_a_period_that_ends_before_it_begins_is_refused():
    assert refused(reports.document(perioder=period("2018-10-02", "2018-10-01"))) == "PERIOD_ORDER"


def test_a_date_beyond_all_calendars_is_refused():
    assert refused(reports.document(perioder=period("12018-10-02", "12018-10-03"))) == "DATE"


def test_a_refusal_by_schema_names_element_and_line_and_no_value():
    with pytest.raises(DocumentError, match="line 2: element personnummer") as caught:
        document.read(replaced(b"<personnummer>1955", b"<personnummer>x55"))
    assert "0312" not in str(caught.value)


# --- kept ----------------------------------------------------------------------------------------------------


def test_a_report_is_read_whole():
    read = document.read(reports.document(perioder=period("2018-10-01", "2018-10-31")))
    assert (read.id, read.manad) == (signing.DOCUMENT, date(2018, 10, 1))
    assert (read.person, read.assistent, read.anordnare) == (reports.PERSON, signing.ANNA, reports.ANORDNARE)
    assert (read.nyckel, read.kollektivavtal) == (reports.ANORDNARE, True)
    assert read.uppgifter["berakningsperioder"] == [{"from": "2018-10-01", "to": "2018-10-31"}]
    assert read.uppgifter["assistent"] == {
        "fornamn": "Anna",
        "efternamn": "Assistent",
        "idtyp": "personnummer",
    }
    assert read.uppgifter["anordnare"]["anstallning"] == "assistentAnstalldAvAnordnare"


@pytest.mark.parametrize(
    "rad",
    [
        "31 08.00-12.00 aktivTid",
        "28 08.00-08.00 vanteTid",
        "28 12.00-08.00 beredskapsTid",
        "28 08.60-09.99 aktivTid",
        "28 24.00-99.00 aktivTid",
    ],
)
def test_a_row_is_kept_as_written_however_wrong(rad):
    read = document.read(reports.document(manad="2018-09", rader=[rad]))
    dag, tider, slag = rad.split()
    assert (read.rad_dag, read.rad_fran + read.rad_till) == ((int(dag),), tuple(tider.split("-")))
    assert read.rad_slag == (document.SLAG[slag],)


def test_a_report_without_rows_is_valid():
    read = document.read(reports.document(rader=()))
    assert (read.rad_dag, read.rad_fran, read.rad_till, read.rad_slag) == ((), (), (), ())


def test_a_persons_own_employment_is_keyed_by_the_person():
    read = document.read(reports.document(provider=reports.OWN))
    assert (read.anordnare, read.nyckel, read.uppgifter["anordnare"]) == ("egen", reports.PERSON, None)


def test_a_samordningsnummer_is_kept_with_its_kind():
    read = document.read(reports.document(assistent="<samordningsnummer>197010632391</samordningsnummer>"))
    assert (read.assistent, read.uppgifter["assistent"]["idtyp"]) == ("197010632391", "samordningsnummer")


def test_a_sole_traders_number_is_taken():
    provider = reports.PROVIDER.replace(reports.ANORDNARE, "9001189811")
    assert document.read(reports.document(provider=provider)).nyckel == "9001189811"


def test_another_employer_is_kept():
    other = "<annanArbetsgivare><arbetsgivareNamn>B</arbetsgivareNamn><organisationsnummer>5590000005</organisationsnummer></annanArbetsgivare>"
    provider = reports.PROVIDER.replace(
        "<assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>", other
    )
    read = document.read(reports.document(provider=provider))
    assert read.uppgifter["anordnare"]["arbetsgivare"] == {
        "arbetsgivareNamn": "B",
        "organisationsnummer": "5590000005",
    }


def test_comments_and_white_space_are_passed_over_and_not_part_of_what_is_signed():
    plain = document.read(reports.document())
    commented = document.read(replaced(b"<dag>28", b"<!-- hello --><dag>2<!-- x -->8"))
    assert (commented.digest, commented.rad_dag) == (plain.digest, plain.rad_dag)
    assert commented.sha256 != plain.sha256


def test_the_bytes_are_kept_and_the_digest_is_of_the_canonical_form():
    content = reports.document()
    read = document.read(content)
    assert (read.content, read.sha256) == (content, hashlib.sha256(content).digest())
    assert read.digest == reports.pair(content)[1]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_changed_byte_is_read_or_met_with_our_own_error(data):
    content = bytearray(reports.document())
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(DocumentError):
        document.read(bytes(content))
