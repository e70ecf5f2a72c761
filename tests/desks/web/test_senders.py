"""How a document came and from whom: never by the word that the database has for it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.intake.arrivals import arrive

from assistans.desks.web.senders import KANAL, how_they_came
from assistans.intake.models import Handling, Inlamning
from assistans.registers.models import Leverantor

SUPPLIER = Leverantor(pk=1, namn="Tidsystem AB", organisationsnummer="5560000001")


def how(handling):
    return how_they_came([handling])[handling.pk]


def test_every_way_has_words():
    assert set(KANAL) == set(Handling.Kanal)


@pytest.mark.parametrize(
    ("kanal", "leverantor", "told"),
    [
        ("elt", SUPPLIER, "skickad av Tidsystem AB genom anordnarens system (ELT)"),
        ("rest", SUPPLIER, "skickad av Tidsystem AB genom ett leverantörssystem (REST)"),
        ("elt", None, "skickad genom anordnarens system (ELT)"),
    ],
)
def test_what_a_system_sent_is_told_by_its_supplier(kanal, leverantor, told):
    assert how(Handling(pk=1, kanal=kanal, leverantor=leverantor)) == told


@pytest.mark.usefixtures("db")
class TestOnPages:
    def test_what_nobody_is_noted_for_was_handed_in_by_somebody_logged_in(self):
        assert how(arrive(kanal="sida")[0]) == "inlämnad på sidorna av någon som var inloggad"

    @pytest.mark.parametrize(
        ("actor", "told"),
        [
            ("person:", "inlämnad på sidorna av personen själv"),
            ("foretradare:", "inlämnad på sidorna av personens ställföreträdare"),
        ],
    )
    def test_what_was_handed_in_tells_who_did_it(self, actor, told):
        handling = arrive(kanal="sida")[0]
        Inlamning.objects.create(handling=handling, av=f"{actor}{uuid4()}")
        assert how(handling) == told

    def test_many_documents_ask_no_more_of_the_database_than_one(self):
        rows = arrive(5, kanal="sida")
        for row in rows:
            Inlamning.objects.create(handling=row, av=f"person:{uuid4()}")
        with CaptureQueriesContext(connection) as one:
            how_they_came(rows[:1])
        with CaptureQueriesContext(connection) as all_of_them:
            how_they_came(rows)
        assert len(one) == len(all_of_them)
