"""Files are read as the doors read them: the same codes and the same words."""

from datetime import UTC, datetime

import pytest
from tests.intake import reports, signing
from tests.intake.precheck.files import OTHER_ID, bo, rakning, report
from tests.privacy import personnummer_in

from assistans.intake.documents import DocumentError
from assistans.intake.elt import document, envelope
from assistans.intake.precheck.reading import (
    DifferingFiles,
    RakningFile,
    is_message,
    read_rakning,
    read_report,
    refuse_differing,
)


def read(content, *, roots=None, now=signing.AT):
    return read_report(fil="anna.xml", content=content, now=now, roots=roots)


def codes(found):
    return [refusal.code for refusal in found.refusals]


BAD = [
    b"",
    report()[:-5],
    b"<!DOCTYPE x>" + report(),
    reports.document(manad="2018-13"),
    reports.document(person="195503129801"),
    report().replace(b"<telefonnummerAnordnare>", b"<okand/><telefonnummerAnordnare>"),
]


@pytest.mark.parametrize("content", BAD)
def test_what_the_door_refuses_is_refused_by_the_doors_own_words(content):
    with pytest.raises(DocumentError) as at_the_door:
        document.read(content)
    found = read(content)
    assert found.document is None
    assert found.refusals[0].fault == envelope.XML_VALIDATION
    assert found.refusals[0].message == f"{at_the_door.value.code}: {at_the_door.value}"
    assert personnummer_in(found.refusals[0].message) == []


def test_a_message_that_is_no_call_is_refused_by_the_envelopes_words():
    found = read(reports.envelope("<a/>"))
    assert codes(found) == ["ENVELOPE"]
    assert found.document is None


def test_a_document_inside_a_message_is_refused_as_a_document():
    found = read(reports.body(reports.document(manad="2018-00")))
    assert codes(found) == ["MONTH"]


def test_a_document_alone_is_read_without_signatures():
    found = read(report())
    assert found.document is not None
    assert not found.signed
    assert found.refusals == ()


def test_a_whole_message_has_its_signatures_tried_without_trusting_anybody():
    found = read(reports.body())
    assert found.signed
    assert found.refusals == ()


@pytest.mark.parametrize("roots", [None, "trusted"])
def test_someone_elses_signature_is_refused_though_the_rows_can_still_be_looked_at(roots):
    theirs = reports.signed(reports.document(), signer=signing.bertil())
    found = read(reports.body(assistent=theirs), roots=signing.roots() if roots else None)
    assert found.document is not None
    assert [(r.fault, r.code) for r in found.refusals] == [("SignatureValidationError", "SIGNER")]
    assert "assistent-signatur" in found.refusals[0].message


def test_both_signatures_are_told_of():
    body = reports.body(anordnare=reports.signed(report("1 08.00-09.00 aktiv"), signer=signing.bertil()))
    assert codes(read(body)) == ["DOCUMENT_HASH"]
    late = datetime(2018, 11, 3, 11, tzinfo=UTC)
    assert codes(read(reports.body(), now=late)) == ["OCSP_TIME", "OCSP_TIME"]


def test_with_trusted_roots_the_chain_is_tried_too():
    assert read(reports.body(), roots=signing.roots()).refusals == ()
    stranger = signing.anna().identity.der
    assert codes(read(reports.body(), roots=(stranger,))) == ["CHAIN", "CHAIN"]


def test_what_cannot_be_read_is_no_message():
    assert not is_message(b"<")
    assert not is_message(report())
    assert is_message(reports.body())


def test_a_rakning_is_refused_by_its_doors_words():
    found = read_rakning(fil="r.xml", content=rakning(8, (">2018-10<", ">2018-13<")))
    assert found.document is None
    assert codes(found) == ["MONTH"]


def test_a_valid_rakning_is_read():
    found = read_rakning(fil="r.xml", content=rakning())
    assert found.document.aktiv_min == 480
    assert found.refusals == ()


def given(*contents):
    return [
        read_report(fil=f"{number}.xml", content=content, now=signing.AT)
        for number, content in enumerate(contents)
    ]


@pytest.mark.parametrize(
    ("contents", "problem"),
    [
        ((report(), bo(manad="2018-11")), "different persons or months"),
        ((report(), bo(person="199001189811")), "different persons or months"),
        ((report(), report("10 08.00-16.00 aktiv")), "1.xml has the same id as 0.xml"),
    ],
)
def test_files_that_are_not_one_persons_month_are_refused(contents, problem):
    with pytest.raises(DifferingFiles, match=problem):
        refuse_differing(given(*contents), None)


def test_a_rakning_of_another_month_is_refused():
    other = read_rakning(fil="r.xml", content=rakning(8, (">2018-10<", ">2018-11<")))
    with pytest.raises(DifferingFiles):
        refuse_differing(given(report()), other)


def test_what_nobody_can_read_differs_from_nothing():
    broken = RakningFile(fil="r.xml", document=None, refusals=())
    refuse_differing(given(report(), b"<", report(id=OTHER_ID)), broken)
