from datetime import date

import psycopg
import pytest
from django.db import ProgrammingError
from psycopg import errors
from tests.registers import known

from assistans.identity import services
from assistans.identity.models import Inloggning, Inloggningsbevis
from assistans.identity.queries import behorigheter
from assistans.registers import services as registers

SHE = "198201199802"
SAID = {"by": known.BY, "clock": known.clock()}
DAY = date(2018, 10, 1)


def log_in(choice):
    return services.log_in(
        personnummer=SHE,
        namn="Alva Testsson",
        behorighet=choice,
        evidence={"satt": "bankid"},
        clock=known.clock(),
    )


def first_choice():
    return behorigheter(personnummer=SHE, on=DAY)[0]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("model", [Inloggning, Inloggningsbevis])
def test_what_proves_a_log_in_is_never_changed_or_removed(model):
    services.register_anvandare(namn="Alva", roller=["ekonom"], personnummer=SHE, **SAID)
    services.keep_proof(signature_xml=b"<Signature/>", ocsp_der=b"\x30")
    log_in(first_choice())
    with pytest.raises(ProgrammingError, match="permission denied"):
        model.objects.all().delete()


def test_no_statement_at_all_empties_the_log_ins(db):
    with psycopg.connect(db.app) as session, pytest.raises(errors.InsufficientPrivilege):
        session.execute("TRUNCATE identity_inloggning")


@pytest.mark.usefixtures("db")
def test_the_same_proof_is_kept_once():
    told = [services.keep_proof(signature_xml=b"<Signature/>", ocsp_der=b"\x30") for _ in range(2)]
    assert told[0] == told[1]
    assert {bytes(row.sha256).hex() for row in Inloggningsbevis.objects.all()} == set(told[0].values())


@pytest.mark.usefixtures("db")
def test_a_log_in_says_who_in_which_role_for_whom_and_when():
    company = known.anordnare()
    services.register_ombud(personnummer=SHE, namn="Alva", whom=company, start=date(2018, 1, 1), **SAID)
    row = log_in(first_choice())
    assert (row.roll, row.foremal, row.at) == ("anordnare", str(company.public_id), known.NOON)
    assert row.actor.startswith("ombud:")
    assert row.evidence == {"satt": "bankid"}


@pytest.mark.usefixtures("db")
def test_each_log_in_of_a_representative_has_an_actor_of_its_own():
    person = known.person()
    registers.register_stallforetradare(
        person=person, personnummer=SHE, namn="Alva", slag="god_man", start=date(2018, 1, 1), **SAID
    )
    first, second = log_in(first_choice()), log_in(first_choice())
    assert first.actor == f"foretradare:{first.public_id}"
    assert first.actor != second.actor
