import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from tests.registers import known
from tests.registers.known import BY, clock

from assistans.base.amend import current
from assistans.base.ranges import days, since
from assistans.registers import services
from assistans.registers.models import Beslut, BeslutVersion

pytestmark = pytest.mark.usefixtures("db")


def held(person):
    return [
        (row.valid.lower, row.valid.upper)
        for row in current(BeslutVersion).filter(person=person).order_by("valid")
    ]


def test_more_than_six_months_is_refused_with_the_last_day_it_may_have():
    with pytest.raises(services.BeslutTooLong, match="senast 2018-12-31"):
        known.beslut(known.person(), end=date(2019, 1, 2))
    assert not Beslut.objects.exists()


def test_six_months_from_the_last_day_of_august_end_with_february():
    person = known.person()
    known.beslut(person, start=date(2018, 8, 31), end=date(2019, 2, 28))
    with pytest.raises(services.BeslutTooLong):
        known.beslut(known.person(known.OTHER_PERSON), start=date(2018, 8, 31), end=date(2019, 3, 1))


def test_the_database_refuses_more_than_six_months_whoever_writes():
    person = known.person()
    with pytest.raises(IntegrityError, match="six_months"):
        BeslutVersion.objects.create(
            beslut=Beslut.objects.create(person=person),
            person=person,
            valid=days(date(2018, 7, 1), date(2019, 1, 2)),
            known=since(known.NOON),
            registered_by=BY,
            **known.innehall().columns(),
        )


def test_two_grants_on_the_same_day_are_refused_with_the_days_of_the_first():
    person = known.person()
    known.beslut(person)
    with pytest.raises(services.BeslutOverlaps, match="2018-07-01–2018-12-31"):
        known.beslut(person, start=date(2018, 12, 31), end=date(2019, 3, 1))
    assert held(person) == [(date(2018, 7, 1), date(2019, 1, 1))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"utbetalning": "kontant"},
        {"sarskilda_skal": ("semester",)},
    ],
)
def test_words_that_a_grant_does_not_know_are_refused(wrong):
    with pytest.raises(ValueError, match=r"kontant|semester"):
        known.innehall(**wrong)


@pytest.mark.parametrize(("slag", "minuter"), [("per_dag", 60), ("per_vecka", 0), ("period", -1)])
def test_what_is_no_granted_time_is_refused(slag, minuter):
    with pytest.raises(ValueError, match=r"per_dag|noll minuter"):
        services.Tid(slag, minuter)


def test_grants_may_follow_each_other_day_by_day():
    person = known.person()
    known.beslut(person)
    known.beslut(person, start=date(2019, 1, 1), end=date(2019, 7, 1))
    assert len(held(person)) == 2


def test_another_persons_grant_is_no_hindrance():
    known.beslut(known.person())
    known.beslut(known.person(known.OTHER_PERSON))
    assert Beslut.objects.count() == 2


def test_a_grant_is_replaced_whole_even_when_its_new_days_lie_elsewhere():
    person = known.person()
    beslut = known.beslut(person)
    services.change_beslut(
        beslut=beslut,
        start=date(2019, 2, 1),
        end=date(2019, 4, 1),
        innehall=known.innehall(),
        by=BY,
        clock=clock(known.NOON + timedelta(days=1)),
    )
    assert held(person) == [(date(2019, 2, 1), date(2019, 4, 1))]


def test_what_a_changed_grant_said_before_is_still_known():
    person = known.person()
    beslut = known.beslut(person)
    services.change_beslut(
        beslut=beslut,
        start=date(2018, 7, 1),
        end=date(2019, 1, 1),
        innehall=known.innehall(vantetid=True),
        by=BY,
        clock=clock(known.NOON + timedelta(days=1)),
    )
    assert not current(BeslutVersion, known_at=known.NOON).get().vantetid
    assert current(BeslutVersion).get().vantetid


def test_a_withdrawn_grant_gives_room_for_another():
    person = known.person()
    services.withdraw_beslut(beslut=known.beslut(person), by=BY, clock=clock())
    known.beslut(person)
    assert len(held(person)) == 1


def test_every_change_of_a_grant_has_the_persons_months_looked_at_again():
    person = known.person()
    beslut = known.beslut(person)
    known.forget_asked()
    services.withdraw_beslut(beslut=beslut, by=BY, clock=clock())
    assert known.asked_again() == {str(person.public_id)}


def test_everything_that_a_grant_says_is_kept():
    known.beslut(
        known.person(),
        tid=services.Tid("period", 156_000),
        utbetalning="blandad",
        beslutad=date(2018, 6, 15),
        vantetid=True,
        beredskap=True,
        dubbelassistans=services.Tid("per_vecka", 600),
        hogre_timbelopp_ore=31_000,
        timbelopp_utanfor_ees_ore=25_000,
        sarskilda_skal=("skola", "sjukhus"),
    )
    row = current(BeslutVersion).get()
    assert (row.tid_slag, row.tid_min, row.dubbel_slag, row.dubbel_min) == (
        "period",
        156_000,
        "per_vecka",
        600,
    )
    assert (row.hogre_timbelopp_ore, row.timbelopp_utanfor_ees_ore) == (31_000, 25_000)
    assert (row.vantetid, row.beredskap, row.utbetalning) == (True, True, "blandad")
    assert row.sarskilda_skal == ["skola", "sjukhus"]
    assert row.beslutad == date(2018, 6, 15)


def test_of_two_who_grant_the_same_days_at_once_one_is_refused():
    person, outcomes = known.person(), []

    def grant():
        try:
            outcomes.append(known.beslut(person))
        except services.BeslutOverlaps as refused:
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=grant) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(outcome, Beslut) for outcome in outcomes) == 1
    assert len(held(person)) == 1
