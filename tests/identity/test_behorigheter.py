"""In which roles somebody may act: what ends, ends there; what is another's, is never hers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.registers import known

from assistans.identity import services
from assistans.identity.models import Ombud
from assistans.identity.queries import actor_of, behorigheter
from assistans.identity.roles import Roll
from assistans.registers import services as registers

pytestmark = pytest.mark.usefixtures("db")
SHE = "198201199802"
DAY = date(2018, 10, 1)
SAID = {"by": known.BY, "clock": known.clock()}


def hers(on=DAY):
    return behorigheter(personnummer=SHE, on=on)


def ombud(whom, *, start=date(2018, 1, 1), end=None, personnummer=SHE):
    return services.register_ombud(
        personnummer=personnummer, namn="Alva Testsson", whom=whom, start=start, end=end, **SAID
    )


def user(*roller, personnummer=SHE):
    return services.register_anvandare(namn="Alva Testsson", roller=roller, personnummer=personnummer, **SAID)


def represents(person, *, start=date(2018, 1, 1), end=None):
    return registers.register_stallforetradare(
        person=person, personnummer=SHE, namn="Alva Testsson", slag="god_man", start=start, end=end, **SAID
    )


def test_a_stranger_may_nothing():
    user("handlaggare", personnummer="199001189811")
    ombud(known.anordnare(), personnummer="199001189811")
    known.person()
    assert hers() == ()


def test_a_user_without_personnummer_is_nobody_who_logs_in():
    user("handlaggare", personnummer=None)
    assert hers() == ()


def test_a_user_who_has_ended_may_nothing():
    services.end_anvandare(anvandare=user("handlaggare").public_id, **SAID)
    assert hers() == ()


@pytest.mark.parametrize(
    ("on", "may"),
    [(date(2017, 12, 31), False), (date(2018, 1, 1), True), (date(2018, 9, 30), True), (DAY, False)],
)
def test_an_ombud_acts_on_her_days_only(on, may):
    ombud(known.anordnare(), end=DAY)
    assert bool(hers(on)) is may


def test_an_ombud_who_is_ended_acts_no_more_from_that_day():
    row = ombud(known.anordnare())
    services.end_ombud(ombud=row.public_id, **SAID)
    assert hers() == ()
    assert len(hers(date(2018, 9, 30))) == 1


def test_ending_twice_or_after_the_end_gives_no_days_back():
    row = ombud(known.anordnare(), end=date(2018, 5, 1))
    for _ in range(2):
        services.end_ombud(ombud=row.public_id, **SAID)
    assert Ombud.objects.get().valid.upper == date(2018, 5, 1)


def test_an_ombud_ended_before_she_began_never_acts():
    row = ombud(known.anordnare(), start=date(2019, 1, 1))
    services.end_ombud(ombud=row.public_id, **SAID)
    services.end_ombud(ombud=row.public_id, **SAID)
    assert hers(date(2019, 6, 1)) == ()


def test_a_representative_acts_on_her_days_only():
    represents(known.person(), end=DAY)
    assert hers() == ()
    assert len(hers(date(2018, 9, 30))) == 1


def test_a_wrong_number_is_refused_without_being_repeated():
    with pytest.raises(ValueError, match="kontrollsiffra") as refused:
        ombud(known.anordnare(), personnummer="198201199803")
    assert "198201199803" not in str(refused.value)


def test_each_role_of_a_user_is_a_choice_of_its_own():
    row = user("handlaggare", "ekonom")
    assert {(choice.roll, choice.foremal, choice.actor) for choice in hers()} == {
        (Roll.HANDLAGGARE, "", actor_of(row)),
        (Roll.EKONOM, "", actor_of(row)),
    }


def test_an_ombud_acts_for_the_one_who_is_named():
    company, city = known.anordnare(), known.kommun()
    first, second = ombud(company), ombud(city)
    assert [(choice.roll, choice.foremal, choice.actor, choice.text) for choice in hers()] == [
        (
            Roll.ANORDNARE,
            str(company.public_id),
            f"ombud:{first.public_id}",
            "Anordnare: Assistans i Väst AB",
        ),
        (Roll.KOMMUN, "0180", f"ombud:{second.public_id}", "Kommun: Stockholm"),
    ]


def test_the_person_acts_for_herself_and_her_representative_for_her():
    herself = known.person(SHE, fornamn="Alva", efternamn="Testsson")
    other = known.person()
    represents(other)
    assert [(choice.foremal, choice.foremal_namn, choice.actor) for choice in hers()] == [
        (str(herself.public_id), "Alva Testsson", f"person:{herself.public_id}"),
        (str(other.public_id), "Åsa Öberg", None),
    ]


def test_saying_it_again_changes_the_days_and_keeps_the_actor():
    company = known.anordnare()
    first, second = ombud(company), ombud(company, start=date(2018, 6, 1))
    assert first.public_id == second.public_id
    assert hers(date(2018, 3, 1)) == ()


def test_every_choice_has_a_key_of_its_own_without_personnummer():
    user("handlaggare", "ekonom")
    ombud(known.anordnare())
    known.person(SHE)
    keys = [choice.key for choice in hers()]
    assert len(set(keys)) == len(keys) == 4
    assert SHE not in "".join(keys)


def test_it_takes_four_questions_however_many_the_roles():
    user("handlaggare", "ekonom", "controller")
    ombud(known.anordnare())
    represents(known.person())
    with CaptureQueriesContext(connection) as asked:
        hers()
    assert len(asked) == 4
