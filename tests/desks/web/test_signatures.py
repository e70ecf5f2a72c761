"""A signature as pages tell it: what the checks looked at is said in words, and nobody's number is."""

from datetime import UTC, date, datetime

from assistans.desks.web.signatures import CHECKS, check_names, signature_view
from assistans.intake.models import Underskrift
from assistans.intake.signatures.checks import Check

EVIDENCE = {
    "produced_at": "2018-11-01T10:00:00+00:00",
    "algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "profile": "strict",
    "checks": ["XML", "SHAPE", "SIGNER"],
    "lowered": ["VALIDITY"],
}


def shown(**evidence):
    row = Underskrift(
        roll="assistent", undertecknare="198001019802", datum=date(2018, 11, 1), evidence=EVIDENCE | evidence
    )
    return signature_view(row)


def test_a_signature_without_an_answer_about_its_certificate_says_so():
    assert (shown(produced_at=None).ocsp, shown(produced_at=None).ocsp_at) == ("Svar saknas", None)


def test_every_check_is_named_in_words():
    assert set(CHECKS) == set(Check)
    assert len(set(CHECKS.values())) == len(CHECKS)


def test_a_check_that_is_not_known_here_is_shown_and_not_hidden():
    assert check_names(["SIGNER", "NEW_CHECK"]) == ("vem som skrev under", "NEW_CHECK")


def test_a_signature_tells_whose_role_when_and_what_held():
    row = shown()
    assert (row.roll, row.datum) == ("Assistenten", date(2018, 11, 1))
    assert (row.ocsp, row.ocsp_at) == ("Giltigt vid underskriften", datetime(2018, 11, 1, 10, tzinfo=UTC))
    assert (row.checks, row.lowered) == (3, ("certifikatets giltighetstid",))
    assert (row.profil, row.algorithm) == ("strikt", "rsa-sha256")


def test_the_signers_number_is_not_in_it():
    assert "198001019802" not in repr(shown())
