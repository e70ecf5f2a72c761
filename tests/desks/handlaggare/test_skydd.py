"""A protected name is shown once to the one who says why, and the reason is kept."""

import pytest
from tests.casework import county
from tests.desks.handlaggare import months

from assistans.base.models import AccessLog
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def client(db):  # noqa: ARG001 - a database comes first
    months.overlapping()
    registers.register_skydd(
        person=county.month().person,
        slag="sekretessmarkering",
        start=county.OKTOBER,
        by=county.BY,
        clock=county.clock(),
    )
    return months.handlaggare()


def ask(client, skal):
    return client.post(f"{months.address()}namn/", {"visa-namn-skal": skal})


def test_without_a_reason_no_name_is_shown(client):
    answer = ask(client, " ")
    assert answer.status_code == 422
    assert "Skriv skälet." in months.plain(answer)
    assert "Öberg" not in months.plain(answer)
    assert not AccessLog.objects.exists()


def test_it_is_never_shown_by_an_address(client):
    assert client.get(f"{months.address()}namn/").status_code == 405


def test_with_jav_it_is_not_shown(client):
    months.act(client, "jav", skal="Kusin.")
    assert ask(client, "Nyfiken.").status_code == 403


def test_with_a_reason_the_name_is_shown_and_the_reason_noted(client):
    assert "Visa namnet" in months.text_of(client)
    answer = ask(client, "Måste ringa personen om räkningen. " * 20)
    assert "Personen heter <strong>Åsa Öberg</strong>" in months.plain(answer)
    noted = AccessLog.objects.get(what="registers.skyddat_namn")
    assert noted.why.startswith("Måste ringa")
    assert "Öberg" not in months.text_of(client)
