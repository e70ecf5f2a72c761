import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.privacy import personnummer_in

from assistans.identity.bankid import answers
from assistans.identity.bankid.answers import AnswerNotUnderstood, Failed, Pending

ORDER = {"orderRef": "o", "autoStartToken": "a", "qrStartToken": "t", "qrStartSecret": "s"}


def completed(**changes):
    data = {
        "user": {
            "personalNumber": "199001189811",
            "name": "Anna Ek",
            "givenName": "Anna",
            "surname": "Ek",
        },
        "device": {"ipAddress": "192.0.2.7", "uhi": "x"},
        "bankIdIssueDate": "2020-02-01",
        "signature": base64.b64encode(b"<Signature/>").decode(),
        "ocspResponse": base64.b64encode(b"\x30").decode(),
    }
    return {"orderRef": "o", "status": "complete", "completionData": {**data, **changes}}


@pytest.mark.parametrize("name", list(ORDER))
@pytest.mark.parametrize("value", [None, "", 7, {}])
def test_an_order_that_lacks_something_is_no_order(name, value):
    with pytest.raises(AnswerNotUnderstood, match=name):
        answers.order({**ORDER, name: value})


@pytest.mark.parametrize("data", [None, [], "pending", {}, {"status": "done"}, {"status": "pending"}])
def test_an_answer_that_is_not_as_documented_is_not_half_understood(data):
    with pytest.raises(AnswerNotUnderstood):
        answers.collected(data)


@pytest.mark.parametrize("name", ["user", "device", "bankIdIssueDate", "signature", "ocspResponse"])
def test_a_completion_that_lacks_something_is_none(name):
    with pytest.raises(AnswerNotUnderstood, match=name):
        answers.collected(completed(**{name: None}))


@pytest.mark.parametrize("number", ["199001189812", "9001189811", "1990011898AB", "hela numret"])
def test_a_personnummer_that_is_none_is_refused_without_being_repeated(number):
    user = {"personalNumber": number, "name": "Anna Ek"}
    with pytest.raises(AnswerNotUnderstood) as refused:
        answers.collected(completed(user=user))
    assert number not in str(refused.value)


@pytest.mark.parametrize("text", ["inte base64!", "QUJ", "QUJD\n=="])
def test_proof_that_is_not_base64_is_none(text):
    with pytest.raises(AnswerNotUnderstood, match="signature"):
        answers.collected(completed(signature=text))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_at_all_is_read_or_refused(data):
    with pytest.raises(AnswerNotUnderstood):
        answers.collected(json.loads(json.dumps(data)))


def test_an_order_is_read_whole():
    assert answers.order(ORDER).order_ref == "o"
    assert answers.order(ORDER).qr_start_secret == "s"


def test_what_waits_and_what_failed_says_why():
    assert answers.collected({"status": "pending", "hintCode": "userSign"}) == Pending("userSign")
    assert answers.collected({"status": "failed", "hintCode": "userCancel"}) == Failed("userCancel")


def test_a_completion_gives_who_and_the_proof_byte_for_byte():
    done = answers.collected(completed())
    assert (done.personnummer, done.namn) == ("199001189811", "Anna Ek")
    assert (done.signature_xml, done.ocsp_der) == (b"<Signature/>", b"\x30")
    assert (done.device_ip, done.bankid_issued) == ("192.0.2.7", "2020-02-01")


def test_a_completion_that_is_printed_shows_no_personnummer():
    assert personnummer_in(repr(answers.collected(completed()))) == []
