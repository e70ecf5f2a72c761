"""Receiving a report: repeats, versions and conflicts by interfaces 1.6, and what is kept."""

import threading
import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import errors
from tests.intake import reports, signing

from assistans.base import prepared
from assistans.base.clock import SetClock
from assistans.base.models import Todo
from assistans.intake.admission import admit
from assistans.intake.documents import DocumentError
from assistans.intake.elt import envelope, services
from assistans.intake.elt.services import IdTakenError
from assistans.intake.models import Handling, Kvittens, Part, Tidredovisning, Underskrift
from assistans.intake.signatures.checks import Check, SignatureError

OTHER = "0b6c7b0e-6c0e-4a44-a8a1-2f2c0f0f9a02"


@pytest.fixture
def admission(db):  # noqa: ARG001 - the registers must be there
    _, der = reports.register_supplier(miljoer=("", "ext"))
    return admit(certificate_der=der, miljo="", machine=SetClock(signing.AT))


@pytest.fixture
def elsewhere(admission):  # noqa: ARG001 - registered by it
    """The same supplier in the external test environment."""
    return admit(
        certificate_der=signing.pki().supplier(organisationsnummer=reports.SUPPLIER, namn="x").der,
        miljo="ext",
        machine=SetClock(signing.AT),
    )


def receive(admission, content=None, *, now=signing.AT, **changes):
    body = reports.body(content, **changes)
    return reports.receive(body, admission=admission, now=now)


def verified(admission, number):
    """A verified report with an id of its own."""
    own_id = str(uuid.UUID(int=number))
    request = envelope.read(reports.body(reports.document(id=own_id), id=own_id))
    return services.read(request=request, admission=admission, roots=signing.roots(), now=signing.AT)


# --- refused, and nothing kept -------------------------------------------------------------------------------


def test_a_report_whose_signature_fails_is_not_kept(admission):
    with pytest.raises(SignatureError) as caught:
        receive(admission, assistent=reports.signed(reports.document(), signer=signing.bertil()))
    assert (caught.value.code, "in assistent-signatur" in str(caught.value)) == (Check.SIGNER, True)
    assert not Handling.objects.exists()


def test_the_anordnares_signature_is_told_apart(admission):
    other = reports.signed(reports.document(namn="Annan"), signer=signing.bertil())
    with pytest.raises(SignatureError, match="DOCUMENT_HASH in anordnare-signatur"):
        receive(admission, anordnare=other)


def test_a_document_that_is_not_valid_is_not_kept(admission):
    with pytest.raises(DocumentError):
        receive(admission, reports.document(manad="2018-13"))
    assert not Part.objects.exists()


@pytest.mark.parametrize(
    "other",
    [
        {"person": signing.BERTIL},
        {"manad": "2018-09"},
        {"assistent": f"<personnummer>{signing.BERTIL}</personnummer>"},
    ],
)
def test_an_id_used_for_another_person_month_or_assistent_is_refused(admission, other):
    receive(admission)
    content = reports.document(**other)
    signer = signing.bertil() if "assistent" in other else signing.anna()
    with pytest.raises(IdTakenError, match="own id"):
        receive(admission, content, assistent=reports.signed(content, signer=signer))
    assert Handling.objects.count() == 1


# --- repeats and versions ------------------------------------------------------------------------------------


def test_the_same_bytes_again_give_the_same_tx_id(admission):
    assert receive(admission) == receive(admission)
    assert (Handling.objects.count(), Tidredovisning.objects.count()) == (1, 1)


def test_other_bytes_under_the_same_id_are_a_new_version(admission):
    first = receive(admission)
    second = receive(admission, reports.document(rader=["28 00.00-05.00 aktivTid"]))
    assert first != second
    assert list(Tidredovisning.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_an_earlier_versions_bytes_give_its_tx_id_and_do_not_become_the_newest(admission):
    first = receive(admission)
    second = receive(admission, reports.document(rader=["28 00.00-05.00 aktivTid"]))
    assert receive(admission) == first
    assert Tidredovisning.objects.order_by("-version")[0].handling.tx_id == second


def test_another_id_is_another_report_even_if_all_else_is_the_same(admission):
    content = reports.document(id=OTHER)
    assert receive(admission) != receive(admission, content, id=OTHER)
    assert Tidredovisning.objects.count() == 2


def test_two_anordnare_may_use_the_same_id(admission):
    content = reports.document(
        provider=reports.PROVIDER.replace(reports.ANORDNARE, "5590000005"), manad="2018-09"
    )
    assert receive(admission) != receive(admission, content)


def test_environments_know_nothing_of_each_other(admission, elsewhere):
    assert receive(admission) != receive(elsewhere)
    assert sorted(Handling.objects.values_list("miljo", flat=True)) == ["", "ext"]


def test_two_with_the_same_id_at_the_same_moment_are_one_version(admission):
    made, barrier = [], threading.Barrier(6)

    def send():
        barrier.wait()
        made.append(receive(admission))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(set(made)), Handling.objects.count()) == (6, 1, 1)


# --- what is kept --------------------------------------------------------------------------------------------


def test_the_document_is_kept_byte_for_byte_with_where_it_came_from(admission):
    content = reports.document()
    tx_id = receive(admission, content)
    kept = Handling.objects.get(tx_id=tx_id)
    assert bytes(kept.innehall) == content
    assert (kept.mottagen, kept.leverantor_id) == (signing.AT, admission.supplier.id)
    assert (kept.certifikat_id, kept.profil, kept.slag) == (
        admission.supplier.certifikat_id,
        "strict",
        "tidredovisning",
    )


def test_what_the_report_says_is_kept_in_columns(admission):
    receive(admission, reports.document(rader=["1 08.00-12.00 aktivTid", "31 22.61-24.00 vanteTid"]))
    kept = Tidredovisning.objects.get()
    assert (kept.rad_dag, kept.rad_fran) == ([1, 31], ["08.00", "22.61"])
    assert (kept.rad_till, kept.rad_slag) == (["12.00", "24.00"], ["aktiv", "vantetid"])
    assert (kept.manad, kept.person, kept.assistent) == (date(2018, 10, 1), reports.PERSON, signing.ANNA)
    assert (kept.nyckel, kept.anordnare, kept.dokument_id) == (
        reports.ANORDNARE,
        reports.ANORDNARE,
        uuid.UUID(signing.DOCUMENT),
    )


def test_an_empty_report_is_kept(admission):
    receive(admission, reports.document(rader=()))
    assert Tidredovisning.objects.get().rad_dag == []


def test_both_signatures_are_kept_with_their_evidence(admission):
    receive(admission)
    found = {each.roll: each for each in Underskrift.objects.all()}
    assert found["assistent"].undertecknare == signing.ANNA
    assert found["anordnare"].undertecknare == signing.BERTIL
    assert found["assistent"].datum == date(2018, 11, 3)
    assert found["assistent"].evidence["checks"] == [check.value for check in Check]
    honest = reports.signed(reports.document())
    assert bytes(found["assistent"].signature.innehall) == honest.signature_xml
    assert bytes(found["assistent"].ocsp.innehall) == honest.ocsp_der


def test_one_anordnare_signature_over_many_reports_is_kept_once(admission):
    first, second = reports.document(), reports.document(id=OTHER, rader=["1 00.00-01.00 aktivTid"])
    pairs = (reports.pair(first), reports.pair(second, OTHER))
    shared = signing.signed(pairs=pairs, signer=signing.bertil())
    receive(admission, first, anordnare=shared)
    receive(admission, second, anordnare=shared, id=OTHER)
    assert (Underskrift.objects.count(), Part.objects.count()) == (4, 6)


def test_a_report_is_received_and_valid_and_waits_to_be_looked_at(admission):
    tx_id = receive(admission)
    assert list(Kvittens.objects.order_by("id").values_list("niva", flat=True)) == ["mottagen", "giltig"]
    assert list(Todo.objects.values_list("kind", "key")) == [("handling", str(tx_id))]


def test_what_came_to_a_test_environment_is_not_looked_at(elsewhere):
    receive(elsewhere)
    assert not Todo.objects.exists()


def test_a_report_signed_long_before_it_was_sent_is_taken(admission):
    late = signing.AT + timedelta(days=400)
    receive(admission, now=late)
    assert Handling.objects.get().mottagen == late


def test_nobody_can_change_what_was_received(admission):
    receive(admission)
    with pytest.raises(Exception, match="permission denied") as caught, connection.cursor() as cursor:
        cursor.execute("UPDATE intake_handling SET miljo = 'x'")
    assert isinstance(caught.value.__cause__, errors.InsufficientPrivilege)


@pytest.mark.parametrize("number", [1, 3])
def test_reports_kept_together_cost_one_statement(admission, monkeypatch, number):
    asked = []
    monkeypatch.setattr(
        services, "fetch_all", lambda *wanted: asked.append(wanted) or prepared.fetch_all(*wanted)
    )
    with CaptureQueriesContext(connection) as others:
        assert len(services.store_all([verified(admission, number) for number in range(number)])) == number
    assert (len(asked), len(others)) == (1, 0)


def test_threads_that_keep_the_same_reports_in_other_orders_never_wait_in_a_ring(admission):
    waiting = [verified(admission, number) for number in range(8)]
    made, barrier = [], threading.Barrier(4)

    def keep(order):
        barrier.wait()
        made.append(set(services.store_all(order)))
        connection.close()

    orders = (waiting, waiting[::-1], waiting[4:] + waiting[:4], waiting[::2] + waiting[1::2])
    threads = [threading.Thread(target=keep, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(set.union(*made)), Handling.objects.count()) == (4, 8, 8)
