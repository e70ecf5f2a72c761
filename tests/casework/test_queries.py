"""What casework can be asked, and that reading a month leaves a trace."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import county

from assistans.base.access import NoReason
from assistans.base.models import AccessLog
from assistans.casework import queries
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def _two_months(db):  # noqa: ARG001 - a database comes first
    county.clean_month()
    county.report("4 08.00-12.00 aktiv", person=county.ANNAN_PERSON, assistent=county.ANDRA_ASSISTENT)
    county.worked()


def view(why="Prövning."):
    return queries.month_view(arende=county.month(), who=county.HANDLAGGARE, why=why, clock=county.clock())


def test_nobody_reads_a_month_without_a_reason():
    with pytest.raises(NoReason):
        view(why=" ")
    assert not AccessLog.objects.exists()


def test_reading_a_month_is_logged():
    view()
    row = AccessLog.objects.get()
    assert (row.who, row.what) == (county.HANDLAGGARE, "casework.month 2018-10")


def test_a_protected_name_is_not_shown():
    person = county.month().person
    registers.register_skydd(
        person=person, slag="sekretessmarkering", start=county.OKTOBER, by=county.BY, clock=county.clock()
    )
    assert view().namn == "Skyddad identitet"


def test_a_month_in_full_leads_to_its_documents_decision_and_payees():
    found = view()
    assert [rapport.anordnare for rapport in found.documents.rapporter] == [county.COMPANY]
    assert found.documents.rakning is not None
    assert found.gallande == county.decision()
    assert not found.vantar_pa_attest
    assert [row.via for row in found.betalas] == [county.COMPANY]


def test_months_are_counted_by_utfall():
    assert queries.months_by_utfall() == {"beviljat": 1, "vantar": 1}
    assert queries.months_by_utfall(manad=county.OKTOBER.replace(month=9)) == {}


def test_observations_are_counted_by_code():
    assert queries.observations_by_code(manad=county.OKTOBER) == {"BESLUT_SAKNAS": 1}


def test_open_uppgifter_are_listed_without_names_or_numbers():
    (row,) = queries.open_uppgifter()
    assert (row.slag, row.kod) == ("iakttagelse", "BESLUT_SAKNAS")
    assert county.ANNAN_PERSON not in str(row)


def test_lists_ask_once_however_long_they_are():
    for ask in (queries.months, queries.open_uppgifter):
        with CaptureQueriesContext(connection) as asked:
            ask()
        assert len(asked) == 1


def test_months_can_be_narrowed_to_the_open_ones():
    assert [row.lage for row in queries.months(lage="oppet")] == ["oppet"]
    assert len(queries.months()) == 2
