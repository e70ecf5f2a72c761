import pytest

from assistans.identity.bankid import messages
from assistans.identity.bankid.messages import error_text, failed_text, pending_text

EVERY = {**messages.PENDING, **messages.FAILED, **messages.ERRORS}


def test_a_code_that_nobody_knows_has_the_catch_all():
    assert pending_text("somethingNew") == "Legitimering eller underskrift pågår."
    assert failed_text("somethingNew") == error_text("somethingNew") == messages.FAILED_ANYHOW


@pytest.mark.parametrize("code", list(EVERY))
def test_every_text_is_a_swedish_sentence_without_the_code(code):
    text = EVERY[code]
    assert text[0].isupper()
    assert text.endswith(".")
    assert code.lower() not in text.lower()


def test_what_failed_says_what_to_do():
    words = ("försök", "kontakta", "uppdatera", "skaffa")
    assert [code for code, text in messages.FAILED.items() if not any(w in text.lower() for w in words)] == []


@pytest.mark.parametrize(
    "hint", ["outstandingTransaction", "noClient", "started", "userMrtd", "userSign", "processing"]
)
def test_each_documented_wait_has_its_text(hint):
    assert pending_text(hint) != messages.PENDING_ANYHOW


@pytest.mark.parametrize(
    "hint",
    [
        "expiredTransaction",
        "certificateErr",
        "userCancel",
        "cancelled",
        "startFailed",
        "notSupportedByUserApp",
    ],
)
def test_each_documented_failure_has_its_text(hint):
    assert failed_text(hint) != messages.FAILED_ANYHOW
