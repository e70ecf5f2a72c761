from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.base.known import BY, FIRST, NOON, at_once, clock, person, roll_back_after

from assistans.base.amend import NoDays, amend, current
from assistans.base.ranges import days, since
from assistans.registers.models import PersonSkydd

pytestmark = pytest.mark.usefixtures("db")
SLAG = ["sekretessmarkering", "skyddad_folkbokforing"]
DAYS = 12


def say(who, start, end, slag, at=NOON, **told):
    return amend(
        PersonSkydd,
        lock=who,
        identity={"person": who},
        start=start,
        end=end,
        values=None if slag is None else {"slag": slag},
        by=BY,
        clock=clock(at),
        **told,
    )


def said(known_at=None):
    rows = current(PersonSkydd, known_at=known_at).order_by("valid")
    return [(row.valid.lower, row.valid.upper, row.slag) for row in rows]


def day(number):
    return FIRST + timedelta(days=number)


@pytest.mark.parametrize("end", [FIRST, FIRST - timedelta(days=1)])
def test_a_period_without_a_day_is_refused(end):
    with pytest.raises(NoDays, match="ingen dag"):
        say(person(), FIRST, end, SLAG[0])


def test_the_database_refuses_a_second_answer_for_the_same_day():
    who = person()
    say(who, FIRST, None, SLAG[0])
    with pytest.raises(IntegrityError, match="never_two"):
        PersonSkydd.objects.create(
            person=who, slag=SLAG[1], valid=days(FIRST), known=since(NOON), registered_by=BY
        )


@pytest.mark.parametrize(
    "change",
    [
        "slag = 'annat'",
        "valid = daterange('2018-02-01', NULL)",
        "registered_by = 'annan'",
        "known = tstzrange('2018-09-01', NULL)",
        "known = tstzrange('2018-09-01', '2018-10-02')",
    ],
)
def test_the_database_refuses_every_change_but_a_closing(change):
    say(person(), FIRST, None, SLAG[0])
    with pytest.raises(IntegrityError, match="only be closed"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE registers_person_skydd SET {change}")


def test_the_database_refuses_a_second_closing():
    who = person()
    say(who, FIRST, None, SLAG[0])
    say(who, FIRST, None, None, NOON + timedelta(days=1))
    with pytest.raises(IntegrityError, match="only be closed"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registers_person_skydd SET known = tstzrange('2018-10-01 12:00+00', '2018-10-09')"
        )


@pytest.mark.parametrize(
    "statement", ["DELETE FROM registers_person_skydd", "TRUNCATE registers_person_skydd"]
)
def test_the_app_cannot_remove_what_was_known(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_row_without_a_day_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="valid_not_empty"):
        PersonSkydd.objects.create(
            person=person(), slag=SLAG[0], valid=days(FIRST, FIRST), known=since(NOON), registered_by=BY
        )


def test_a_new_word_on_some_days_leaves_the_days_around_them():
    who = person()
    say(who, day(0), None, SLAG[0])
    say(who, day(3), day(5), SLAG[1], NOON + timedelta(hours=1))
    assert said() == [(day(0), day(3), SLAG[0]), (day(3), day(5), SLAG[1]), (day(5), None, SLAG[0])]


def test_the_days_around_keep_who_said_them():
    who = person()
    say(who, day(0), None, SLAG[0])
    amend(
        PersonSkydd,
        lock=who,
        identity={"person": who},
        start=day(3),
        end=day(5),
        values=None,
        by="maskin:annan",
        clock=clock(NOON + timedelta(hours=1)),
    )
    assert {row.registered_by for row in current(PersonSkydd)} == {BY}


def test_a_whole_replacement_leaves_no_other_days():
    who = person()
    say(who, day(0), day(5), SLAG[0])
    say(who, day(8), day(9), SLAG[1], NOON + timedelta(hours=1), whole=True)
    assert said() == [(day(8), day(9), SLAG[1])]


def test_saying_it_again_changes_nothing():
    who = person()
    first = say(who, day(0), None, SLAG[0])
    again = say(who, day(2), day(4), SLAG[0], NOON + timedelta(hours=1))
    assert again.pk == first.pk
    assert PersonSkydd.objects.count() == 1


@pytest.mark.parametrize("later", [timedelta(0), -timedelta(days=30)])
def test_a_clock_that_stands_or_goes_back_does_not_change_what_was_known(later):
    who = person()
    say(who, FIRST, None, SLAG[0])
    say(who, FIRST, None, None, NOON + later)
    say(who, FIRST, None, SLAG[1], NOON + later)
    assert said() == [(FIRST, None, SLAG[1])]
    assert said(NOON) == [(FIRST, None, SLAG[0])]


def test_a_failure_midway_leaves_what_was_known():
    who = person()
    say(who, FIRST, None, SLAG[0])
    roll_back_after(lambda: say(who, FIRST, None, SLAG[1], NOON + timedelta(days=1)))
    assert said() == [(FIRST, None, SLAG[0])]


def test_writers_at_once_take_turns_and_one_answer_stands():
    who = person()
    outcomes = at_once(*(lambda slag=slag: say(who, FIRST, None, slag) for slag in SLAG * 4))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert len(said()) == 1


STEPS = st.lists(
    st.tuples(
        st.integers(0, DAYS - 1),
        st.one_of(st.none(), st.integers(1, DAYS)),
        st.sampled_from([*SLAG, None]),
        st.integers(-2, 5),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_at_every_known_time_and_day_there_is_one_answer_and_what_was_known_never_changes(steps):
    """Against the plainest model there is: a dictionary from day to word, kept after every step."""
    with transaction.atomic():
        who, now, today, remembered = person(), NOON, {}, []
        for start, length, slag, minutes, whole in steps:
            now += timedelta(minutes=minutes)
            end = None if length is None else day(start + length)
            say(who, day(start), end, slag, now, whole=whole)
            told = {n for n in range(DAYS + 1) if n >= start and (end is None or day(n) < end)}
            kept = {} if whole else {n: word for n, word in today.items() if n not in told}
            today = kept | ({} if slag is None else dict.fromkeys(told, slag))
            if PersonSkydd.objects.exists():  # before anything was said there is no known-time to ask about
                remembered.append((just_said(), today))
        for known_at, expected in remembered:
            assert answers(known_at) == expected
        transaction.set_rollback(True)


def just_said() -> datetime:
    """The latest known-time there is: what was said last is known from then on."""
    bounds = [b for row in PersonSkydd.objects.all() for b in (row.known.lower, row.known.upper) if b]
    return max(bounds)


def answers(known_at: datetime) -> dict[int, str]:
    found: dict[int, str] = {}
    for row in current(PersonSkydd, known_at=known_at):
        for number in range(DAYS + 1):
            if row.valid.lower <= day(number) < (row.valid.upper or date.max):
                assert number not in found
                found[number] = row.slag
    return found
