"""The start of a month, made from plain facts: who is missing, how long there is, and when money can be expected."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from assistans.casework.anordnares_reports import AnordnareManad, ExpectedReport, ReportState
from assistans.desks.anordnare.month import money, start_page, time_left
from assistans.law import builtin
from assistans.payments.expected import ExpectedMoney
from assistans.timeline.months import Month

LAST = date(2026, 6, 5)
APRIL = Month(2026, 4)
ASA, BIRGIT = "199001189811", "198503129820"
ANNA, BO = "196005059834", "195501019847"


def received(person, assistent, svar=None):
    return ReportState(
        tx_id=uuid4(),
        mottagen=datetime(2026, 5, 2, 9, tzinfo=UTC),
        version=1,
        person=person,
        assistent=assistent,
        rader=1,
        svar=svar,
    )


def seen(rapporter=(), vantade=(), today=date(2026, 5, 10)):
    return AnordnareManad(
        manad=APRIL,
        today=today,
        rapporter=tuple(rapporter),
        vantade=tuple(ExpectedReport(person=person, assistent=assistent) for person, assistent in vantade),
        personer={ASA: "Åsa Öberg", BIRGIT: "Birgit Ahl"},
        assistenter={ANNA: "Anna Ek", BO: "Bo Alm"},
        kompletteringar=(),
    )


def started(*given, vantat=(), **told):
    return start_page(seen(*given, **told), law=builtin(), vantat=vantat)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 5, 10), "26 dagar kvar till den 5 juni 2026."),
        (date(2026, 6, 4), "1 dag kvar till den 5 juni 2026."),
        (date(2026, 6, 5), "Sista dagen är i dag."),
        (date(2026, 6, 6), "Sista dagen var den 5 juni 2026. Skicka det som saknas så snart det går."),
    ],
)
def test_how_long_there_is_to_the_last_day(today, words):
    assert time_left(LAST, today) == words


def test_a_month_without_anybody_expected_or_received_is_empty():
    page = started()
    assert (page.inne, page.saknas, page.personer, page.att_gora) == (0, 0, (), ())
    assert page.sista_dag == LAST


def test_who_has_reported_is_not_missing():
    page = started([received(ASA, ANNA)], [(ASA, ANNA), (ASA, BO)])
    assert (page.inne, page.saknas) == (1, 1)
    (group,) = page.personer
    assert [(row.assistent, row.lage.text) for row in group.rader] == [
        ("Bo Alm", "Saknas"),
        ("Anna Ek", "Mottagen, kontrolleras"),
    ]


def test_a_report_of_somebody_that_nobody_expected_is_there_too():
    page = started([received(ASA, ANNA)], [])
    assert (page.inne, page.saknas) == (1, 0)


def test_persons_whose_reports_are_missing_stand_first():
    page = started([received(BIRGIT, ANNA)], [(BIRGIT, ANNA), (ASA, BO)])
    assert [group.namn for group in page.personer] == ["Åsa Öberg", "Birgit Ahl"]


def test_a_name_that_is_not_known_yet_is_never_a_number():
    page = started([received("197202029808", "198001019804")])
    (group,) = page.personer
    assert group.namn == group.rader[0].assistent == "Namnet visas när rapporten är kontrollerad"


def test_a_month_asks_for_something_while_a_report_is_missing_or_to_be_mended():
    assert not started([received(ASA, ANNA)], [(ASA, ANNA)]).asks
    assert started([], [(ASA, ANNA)]).asks
    wrong = {"kod": "RAD_OGILTIG", "text": "x", "lage": "vanta", "lagrum": "A", "dag": None, "minuter": 0}
    answer = {"rader": [{"rad": 1, "utfall": "vantar", "koder": [wrong]}], "anmarkningar": []}
    assert started([received(ASA, ANNA, answer)], [(ASA, ANNA)]).asks


def expected(dag, ore, *, beslutat=True, manad=date(2026, 4, 1)):
    return ExpectedMoney(manad=manad, dag=dag, belopp_ore=ore, beslutat=beslutat)


def test_money_is_summed_by_day_month_and_whether_it_is_decided():
    day = date(2026, 5, 20)
    rows = money(
        [expected(day, 100), expected(day, 23), expected(day, 7, beslutat=False)],
        law=builtin(),
        today=date(2026, 5, 10),
    )
    assert [(row.belopp_ore, row.antal, row.beslutat) for row in rows] == [(7, 1, False), (123, 2, True)]


def test_money_whose_day_has_passed_is_expected_on_the_next_pay_day():
    (row,) = money([expected(date(2026, 5, 5), 100)], law=builtin(), today=date(2026, 5, 10))
    assert row.dag == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("today", "pay_day"),
    [
        (date(2026, 5, 20), date(2026, 5, 20)),
        (date(2026, 5, 21), date(2026, 6, 5)),
        (date(2026, 6, 6), date(2026, 6, 18)),  # the 20th is Midsummer Day, and the 19th its eve
        (date(2026, 12, 30), date(2027, 1, 5)),
    ],
)
def test_money_that_should_have_been_paid_waits_for_a_pay_day_that_the_law_has(today, pay_day):
    (row,) = money([expected(date(2026, 5, 5), 100)], law=builtin(), today=today)
    assert row.dag == pay_day
