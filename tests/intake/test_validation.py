"""What is told of XML that does not follow its schema: the place and the names, never a value, never another's error."""

import threading
import time

import pytest
from lxml import etree
from tests.intake import reports
from tests.intake.rakning.known import PERSON, SHORTEST, changed

from assistans.intake.elt import contracts
from assistans.intake.rakning import schema
from assistans.intake.validation import SchemaError, Validator

REPORT = contracts.validator(contracts.DOCUMENT_XSD)
THREADS, TIMES = 8, 300
ONE_ELEMENT = b'<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="a"/></schema>'


def refusal(validator, content):
    with pytest.raises(SchemaError) as caught:
        validator.check(etree.fromstring(content))
    return str(caught.value)


def test_what_is_missing_is_named_with_its_line():
    content = reports.document().replace(b"<efternamn>Assistent</efternamn>", b"")
    said = refusal(REPORT, content)
    assert said.startswith("line 2: element kollektivavtal is not allowed there, or one before it is missing")
    assert said.endswith("; expected is ( efternamn )")


@pytest.mark.parametrize(
    ("validator", "content"),
    [
        (REPORT, reports.document(person="1955031298OO")),
        (REPORT, reports.document(extra="<personnummer>195503129800</personnummer>")),
        (schema.VALIDATOR, changed(SHORTEST, (PERSON, "1955031298OO"))),
    ],
)
def test_a_value_is_never_quoted(validator, content):
    said = refusal(validator, content)
    assert "element personnummer" in said
    assert "19550312" not in said


def test_threads_are_each_told_of_their_own_document():
    documents = [reports.document(manad="x"), reports.document(person="x"), reports.document(extra="<x/>")]
    expected = [refusal(REPORT, each) for each in documents]
    told = [set() for _ in range(THREADS)]

    def check(place):
        mine = etree.fromstring(documents[place % 3])
        for _ in range(TIMES):
            try:
                REPORT.check(mine)
            except Exception as error:  # noqa: BLE001 - whatever comes is compared
                told[place].add(str(error))

    threads = [threading.Thread(target=check, args=[place]) for place in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [{expected[place % 3]} for place in range(THREADS)]


def test_threads_that_begin_together_compile_one_at_a_time():
    at_work, most = 0, 0
    guard = threading.Lock()

    def compiled():
        nonlocal at_work, most
        with guard:
            at_work += 1
            most = max(most, at_work)
        time.sleep(0.01)
        with guard:
            at_work -= 1
        return etree.XMLSchema(etree.fromstring(ONE_ELEMENT))

    validator = Validator(compiled)
    threads = [threading.Thread(target=validator.check, args=(etree.fromstring("<a/>"),)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
