"""A handläggare's positions: only on what waits, only on what she saw, reasoned and retractable."""

from datetime import UTC, datetime

import pytest
from tests.casework import county

from assistans.assessment.validity import NEVER_APPROVED
from assistans.casework import services
from assistans.casework.models import Stallningstagande
from assistans.casework.services import positions

pytestmark = pytest.mark.usefixtures("db")

SKAL = "Assistenten var hos personen; den andra rapporten är fel."
LATER = datetime(2018, 11, 5, 9, tzinfo=UTC)


def act(use_case, **given):
    return use_case(
        **{"arende": county.month(), "skal": SKAL, "by": county.HANDLAGGARE, "clock": county.clock(LATER)}
        | given
    )


def approve(kod, **given):
    return act(services.approve_minutes, kod=kod, **given)


def refuse(kod, **given):
    return act(services.refuse_minutes, kod=kod, **given)


def test_whoever_may_not_approve_is_told_what_to_do_instead():
    assert set(positions.INSTEAD) == set(NEVER_APPROVED)


@pytest.fixture
def _overlap(db):  # noqa: ARG001 - a database comes first
    """The person's assistant is reported with another person at the same hours."""
    county.household()
    county.report("4 08.00-12.00 aktiv", "5 08.00-09.00 aktiv")
    county.rakning(aktiv=300)
    county.report("4 10.00-11.00 aktiv", "5 08.00-09.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()


@pytest.mark.usefixtures("_overlap")
class TestRefused:
    def test_nothing_is_approved_without_a_reason(self):
        with pytest.raises(services.MissingReason, match="Skriv skälet"):
            approve("ASSISTENT_OVERLAPPAR", skal=" ")
        assert not Stallningstagande.objects.exists()

    def test_a_machine_takes_no_position(self):
        with pytest.raises(services.NotHandlaggare):
            approve("ASSISTENT_OVERLAPPAR", by="maskin:beslut")

    def test_who_has_jav_takes_no_position(self):
        services.report_jav(
            person=county.month().person,
            anvandare=county.HANDLAGGARE,
            skal="Granne.",
            by=county.HANDLAGGARE,
            clock=county.clock(),
        )
        with pytest.raises(services.HasJav, match="En annan handläggare"):
            approve("ASSISTENT_OVERLAPPAR")

    def test_what_does_not_wait_cannot_be_approved(self):
        with pytest.raises(services.NothingWaits, match="väntar av skälet att inget beslut gäller den dagen"):
            approve("UTANFOR_BESLUT")

    def test_a_day_on_which_nothing_waits_is_no_choice(self):
        with pytest.raises(services.NothingWaits):
            approve("ASSISTENT_OVERLAPPAR", urval=services.Urval(dag=county.OKTOBER))

    def test_a_clock_time_that_does_not_exist_is_named_so(self):
        with pytest.raises(services.Hinder, match=r"TT\.MM"):
            approve("ASSISTENT_OVERLAPPAR", urval=services.Urval(fran="25.00", till="26.00"))


def test_a_missing_rakning_cannot_be_approved_away():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.worked()
    with pytest.raises(services.CannotBeApproved, match="Begär in räkningen"):
        approve("RAKNING_SAKNAS")


def test_a_row_without_a_length_cannot_be_approved():
    county.household()
    county.report("4 08.00-12.00 aktiv", "5 12.00-08.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    with pytest.raises(services.CannotBeApproved, match="rättad tidsredovisning"):
        approve("RAD_OGILTIG")


def test_a_row_without_a_length_can_be_refused():
    county.household()
    county.report("4 08.00-12.00 aktiv", "5 12.00-08.00 aktiv")
    county.rakning(aktiv=240)
    county.worked()
    assert refuse("RAD_OGILTIG").bedomning.utfall == "delvis"


@pytest.mark.usefixtures("_overlap")
class TestTaken:
    def test_approving_lets_through_what_the_check_keeps(self):
        assert county.month().utfall == "delvis"
        month = approve("ASSISTENT_OVERLAPPAR")
        assert month.bedomning.utfall == "beviljat"
        assert county.open_codes() == []

    def test_a_position_is_kept_as_the_minutes_that_were_seen(self):
        approve("ASSISTENT_OVERLAPPAR")
        rows = Stallningstagande.objects.values_list("dag__day", "fran", "till", "av", "skal").order_by("dag")
        assert list(rows) == [
            (4, "10.00", "11.00", county.HANDLAGGARE, SKAL),
            (5, "08.00", "09.00", county.HANDLAGGARE, SKAL),
        ]

    def test_one_day_can_be_chosen(self):
        month = approve("ASSISTENT_OVERLAPPAR", urval=services.Urval(dag=county.OKTOBER.replace(day=5)))
        assert month.bedomning.vantar.minuter == 60

    def test_a_part_of_a_row_can_be_chosen(self):
        month = approve("ASSISTENT_OVERLAPPAR", urval=services.Urval(fran="10.00", till="10.30"))
        assert month.bedomning.vantar.minuter == 90

    def test_refusing_stops_the_minutes_with_the_code(self):
        month = refuse("ASSISTENT_OVERLAPPAR")
        assert month.bedomning.stoppad.minuter == 120
        assert month.bedomning.vantar.minuter == 0

    def test_the_machine_does_not_decide_what_a_human_has_judged(self):
        approve("ASSISTENT_OVERLAPPAR")
        county.worked(county.clock(LATER))
        assert county.decision() is None

    def test_a_position_taken_back_no_longer_counts(self):
        approve("ASSISTENT_OVERLAPPAR", urval=services.Urval(dag=county.OKTOBER.replace(day=5)))
        position = Stallningstagande.objects.get()
        month = services.withdraw_position(
            position=position, skal="Fel dag.", by=county.HANDLAGGARE, clock=county.clock(LATER)
        )
        assert month.bedomning.vantar.minuter == 120

    def test_a_position_is_taken_back_once(self):
        approve("ASSISTENT_OVERLAPPAR", urval=services.Urval(dag=county.OKTOBER.replace(day=5)))
        position = Stallningstagande.objects.get()
        given = {"position": position, "skal": "Fel.", "by": county.HANDLAGGARE, "clock": county.clock(LATER)}
        services.withdraw_position(**given)
        with pytest.raises(services.AlreadyWithdrawn):
            services.withdraw_position(**given | {"position": Stallningstagande.objects.get(pk=position.pk)})

    def test_what_nobody_has_seen_nobody_has_approved(self):
        approve("ASSISTENT_OVERLAPPAR")
        county.report("4 08.00-09.00 aktiv", person=county.TREDJE_PERSON, at=LATER)
        county.worked(county.clock(LATER))
        assert county.month().resultat["vantar"]["aktiv"] == "1:00"

    def test_a_new_version_of_the_report_is_a_new_question(self):
        approve("ASSISTENT_OVERLAPPAR")
        first = county.month_reports()[0]
        county.report("4 10.00-11.00 aktiv", "4 12.00-16.00 aktiv", dokument_id=first.dokument_id, at=LATER)
        county.worked(county.clock(LATER))
        assert ("iakttagelse", "ASSISTENT_OVERLAPPAR") in county.open_codes()


def test_a_position_on_the_month_lapses_with_a_new_rakning():
    county.household()
    county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=200)
    county.worked()
    assert approve("RAKNING_SKILJER_SIG").bedomning.utfall == "beviljat"
    county.rakning(aktiv=100, at=LATER)
    county.worked(county.clock(LATER))
    assert county.open_codes() == [("iakttagelse", "RAKNING_SKILJER_SIG")]


def test_a_position_on_one_report_for_what_the_month_holds_lapses_too():
    county.household()
    handling = county.report("4 08.00-12.00 aktiv")
    county.rakning(aktiv=200)
    county.worked()
    urval = services.Urval(rapport=handling)
    assert approve("RAKNING_SKILJER_SIG", urval=urval).bedomning.utfall == "beviljat"
    county.rakning(aktiv=100, at=LATER)
    county.worked(county.clock(LATER))
    assert county.open_codes() == [("iakttagelse", "RAKNING_SKILJER_SIG")]


def test_a_position_over_the_hour_of_the_clock_change_covers_the_row():
    county.household()
    county.report("28 01.00-05.00 aktiv")
    county.rakning(aktiv=300)
    county.report("28 02.30-03.30 aktiv", "28 04.00-05.00 aktiv", person=county.ANNAN_PERSON)
    county.worked()
    assert approve("ASSISTENT_OVERLAPPAR").bedomning.utfall == "beviljat"


class TestSetAside:
    def test_a_report_of_another_month_is_no_choice(self):
        county.household()
        county.report("4 08.00-12.00 aktiv")
        other = county.report("4 08.00-12.00 aktiv", manad=county.OKTOBER.replace(month=9))
        county.worked()
        with pytest.raises(services.DoesNotCount):
            act(services.set_aside_report, rapport=other)

    def test_the_other_report_counts_alone_and_the_document_is_kept(self):
        county.household()
        wrong, right = county.report("4 08.00-11.00 aktiv"), county.report("4 08.00-12.00 aktiv")
        county.rakning(aktiv=240)
        county.worked()
        assert ("iakttagelse", "MOJLIG_RATTELSE") in county.open_codes()
        month = act(services.set_aside_report, rapport=wrong)
        assert month.bedomning.utfall == "beviljat"
        assert [rapport.tx_id for rapport in month.documents.rapporter] == [right.tx_id]
        assert county.answer(wrong) == {"utfall": "asidosatt"}

    def test_a_human_has_judged_so_a_human_decides(self):
        county.household()
        wrong = county.report("4 08.00-11.00 aktiv")
        county.report("4 08.00-12.00 aktiv")
        county.rakning(aktiv=240)
        county.worked()
        act(services.set_aside_report, rapport=wrong)
        county.worked(county.clock(LATER))
        assert county.decision() is None

    def test_it_can_be_made_to_count_again(self):
        county.household()
        wrong = county.report("4 08.00-11.00 aktiv")
        county.report("4 08.00-12.00 aktiv")
        county.worked()
        act(services.set_aside_report, rapport=wrong)
        month = act(services.set_aside_report, rapport=wrong, counts=True)
        assert len(month.documents.rapporter) == 2

    def test_what_is_set_aside_no_longer_overlaps_with_another_person(self):
        county.household()
        county.report("4 08.00-12.00 aktiv")
        county.rakning(aktiv=240)
        wrong = county.report("4 08.00-12.00 aktiv", person=county.ANNAN_PERSON)
        county.worked()
        assert county.month().utfall == "vantar"
        act(services.set_aside_report, arende=county.month(county.ANNAN_PERSON), rapport=wrong)
        county.worked(county.clock(LATER))
        assert county.decision().utfall == "beviljat"
