"""A month through the real chain: documents as the doors keep them, assessed, decided and paid."""

import hashlib
from datetime import UTC, date, datetime

import psycopg
from tests.casework import county
from tests.payments import factories

from assistans.base.todo import work_until_idle
from assistans.intake.models import Handling, Part, Underskrift
from assistans.law import builtin
from assistans.payments import services
from assistans.registers import services as registers

PAY_DAY = date(2018, 11, 20)
EVIDENCE = {
    "datum": "2018-11-02",
    "produced_at": "2018-11-02T10:00:00+00:00",
    "algorithm": "rsa-sha256",
    "certificates": ["ab" * 32, "cd" * 32],
    "root": "ef" * 32,
    "profile": "strikt",
    "checks": ["CHAIN", "NONCE", "SIGNATURE"],
    "lowered": [],
}


def clock():
    return county.clock(datetime(2018, 11, 19, 8, tzinfo=UTC))


def household(**told):
    """Everything in order, and both the person and her anordnare have somewhere to be paid."""
    who = county.household(**told)
    registers.register_account(
        owner=who,
        kontoslag="bankkonto",
        nummer="5000-1111116",
        start=date(2018, 1, 1),
        by=county.BY,
        clock=clock(),
    )
    registers.register_account(
        owner=factories.Anordnare.objects.get(),
        kontoslag="bankgiro",
        nummer="5050-1055",
        start=date(2018, 1, 1),
        by=county.BY,
        clock=clock(),
    )
    return who


def sign(*handlingar, roller=("assistent", "anordnare")):
    """Signatures as the verifier would have left them, over bytes with right hashes."""
    for handling in handlingar:
        for roll in roller:
            Underskrift.objects.create(
                handling=handling,
                roll=roll,
                signature=_part(f"{roll} {handling.tx_id}"),
                ocsp=_part(f"ocsp {roll} {handling.tx_id}"),
                datum=date(2018, 11, 2),
                undertecknare=county.ASSISTENT,
                evidence=EVIDENCE,
            )


def _part(text):
    content = text.encode()
    return Part.objects.create(sha256=hashlib.sha256(content).digest(), innehall=content)


def hash_documents(db):
    """Give the short cut's documents the hash of their bytes, as the doors do."""
    with psycopg.connect(db.owner) as owner:
        owner.execute("UPDATE intake_handling SET sha256 = sha256(innehall)")


def paid_month(db, **told):
    """A person whose October is reported by two assistants, decided by the machine and paid."""
    who = household(assistenter=(county.ASSISTENT, county.ANDRA_ASSISTENT), **told)
    reports = [
        county.report("4 08.00-12.00 aktiv", "28 00.00-04.00 aktiv"),
        county.report("5 08.00-09.30 aktiv", assistent=county.ANDRA_ASSISTENT),
    ]
    sign(*reports)
    sign(county.rakning(aktiv=240 + 300 + 90), roller=["person"])
    hash_documents(db)
    county.worked(clock())
    pay()
    work_until_idle(clock())
    return who


def pay(dag=PAY_DAY):
    return services.pay(
        dag=dag, by="maskin:utbetalning", clock=clock(), law=builtin(), profil=factories.PROFIL
    )


def documents():
    return Handling.objects.order_by("pk")
