import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.privacy import personnummer_in

from assistans.base.amend import current
from assistans.base.clock import SetClock
from assistans.base.models import Change, Version
from assistans.identity.models import Anvandare, Ombud
from assistans.registers import models, queries
from assistans.site.registration.file import NotRegistered, register_file

pytestmark = pytest.mark.usefixtures("db")
PAGE = (Path(__file__).parents[2] / "docs" / "registers.md").read_text()
[EXAMPLE] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
CLOCK = SetClock(datetime(2018, 10, 1, 12, tzinfo=UTC))


def register(text=EXAMPLE):
    return register_file(text, by="maskin:prov", clock=CLOCK)


def changed(*replacements):
    text = EXAMPLE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


def refused(text):
    with pytest.raises(NotRegistered) as error:
        register(text)
    assert personnummer_in(str(error.value)) == []
    assert not models.Person.objects.exists()
    assert not models.Kommun.objects.exists()
    return str(error.value)


def everything():
    """How many rows each register and its history has."""
    tables = [
        model for model in vars(models).values() if isinstance(model, type) and hasattr(model, "objects")
    ]
    return {model.__name__: model.objects.count() for model in (*tables, Change, Anvandare)}


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("kommuner:", "kommun:", "kommun: unknown key"),
        ("slag: foretag", "slag: stiftelse", "anordnare[0].slag"),
        ("556000-0001\n    namn", "556000-0002\n    namn", "anordnare[0].organisationsnummer"),
        ("5050-1055", "5050-1056", "anordnare[0].konto[0].bankgiro"),
        ("idnummer: 19600505-9834", "idnummer: 19600505-9835", "assistenter[0].idnummer"),
        ("personnummer: 19900118-9811", "personnummer: 19900118-9812", "personer[0].personnummer"),
        ('per_vecka: "100:00"', 'per_vecka: "100"', "personer[0].beslut[0].tid.per_vecka"),
        ('per_vecka: "100:00"', 'per_vecka: "0:00"', "personer[0].beslut[0].tid"),
        ("utbetalning: efterskott", "utbetalning: kontant", "personer[0].beslut[0]"),
        ("to: 2018-12-31}\n        tid", "to: 2019-01-01}\n        tid", "högst sex månader"),
        ("sarskilda_skal: [skola]", "sarskilda_skal: [semester]", "semester"),
        (
            "anordnare: 556000-0001, avtal",
            "anordnare: 556100-0000, avtal",
            "personer[0].uppdrag[0].anordnare",
        ),
        (
            "assistent: 19600505-9834, anordnare: egen",
            "assistent: 19850312-9820, anordnare: egen",
            "assistenter[1]",
        ),
        ('kommun: "0180", from', 'kommun: "0184", from', "kommun is not registered"),
        ("bankkonto: 5491-0000003", "bankkonto: 5491-0000003, plusgiro: 2865434", "exactly one of"),
        ("roller: [handlaggare]", "roller: [chef]", "anvandare[0].roller[0]"),
        ("namn: Stockholm", "namn: Stockholm, namn: Solna", "stands twice"),
    ],
)
def test_a_wrong_value_is_named_by_its_place_and_nothing_is_registered(old, new, where):
    assert where in refused(changed((old, new)))


def test_two_grants_on_one_day_are_refused():
    again = "      - beviljandeperiod: {from: 2018-12-31, to: 2019-03-31}\n        tid: {per_vecka: '50:00'}\n    uppdrag:"
    assert "Ett annat beslut" in refused(changed(("    uppdrag:", again)))


def test_the_page_s_example_registers_a_person_with_all_that_a_month_needs():
    assert register() == {
        "kommuner": 1,
        "anordnare": 1,
        "assistenter": 1,
        "personer": 1,
        "anvandare": 1,
        "ombud": 2,
    }
    person = models.Person.objects.get()
    found = queries.facts_of(
        person=person, month=date(2018, 10, 1), anordnare=["5560000001"], assistenter=["196005059834"]
    )
    assert found.kommuner[0].kod == "0180"
    assert found.beslut[0].tid == queries.Tid("per_vecka", 6000)
    assert found.beslut[0].period == queries.Interval(date(2018, 7, 1), date(2019, 1, 1))
    assert found.anordnare[0].betalningsmottagare == (queries.Interval(date(2018, 1, 1), None),)
    assert found.assistenter[0].anmald == {"5560000001": date(2018, 9, 1), "egen": date(2018, 9, 15)}
    assert found.assistenter[0].oformogen == (queries.Interval(date(2018, 10, 3), date(2018, 10, 5)),)
    assert found.sjukhus == (queries.Interval(date(2018, 9, 28), date(2018, 10, 3)),)


def test_accounts_protection_and_the_right_to_sign_are_registered():
    register()
    person = models.Person.objects.get()
    day = date(2018, 10, 1)
    assert queries.account_of(owner=person, on=day) == queries.Konto("bankkonto", "5491-0000003")
    assert queries.names_of(persons=[person.public_id], on=day) == {person.public_id: queries.PROTECTED}
    assert queries.may_sign_for(person=person.personnummer, signer="195501019847", day=day) == "god_man"


def test_the_same_file_again_changes_nothing():
    register()
    before = everything()
    register()
    assert everything() == before


def test_stated_days_become_the_only_ones():
    register()
    register(changed(("f_skatt: [{from: 2011-01-01}]", "f_skatt: [{from: 2011-01-01, to: 2018-09-30}]")))
    row = current(models.AnordnareVillkor).get(villkor="f_skatt")
    assert row.valid.upper == date(2018, 10, 1)


def test_an_empty_list_says_that_there_are_none_and_leaving_out_says_nothing():
    register()
    register(
        changed(
            ("    sjukhus: [{from: 2018-09-28, to: 2018-10-02}]\n", "    sjukhus: []\n"),
            ("    skydd: [{", "    # "),
        )
    )
    assert not current(models.Vistelse).exists()
    assert current(models.PersonSkydd).exists()


def test_a_grant_said_anew_replaces_the_one_that_begins_the_same_day():
    register()
    register(changed(('per_vecka: "100:00"', 'per_vecka: "120:00"')))
    assert models.Beslut.objects.count() == 1
    assert current(models.BeslutVersion).get().tid_min == 7200
    assert models.BeslutVersion.objects.count() == 2


@pytest.mark.parametrize("text", ["kommuner: []", "personer: []\nanvandare: []"])
def test_a_file_that_states_nothing_registers_nothing(text):
    assert sum(register(text).values()) == 0


def test_the_command_says_what_is_wrong_and_exits_with_2(db_environment, tmp_path):
    file = tmp_path / "fel å.yaml"
    file.write_text("personer: [{personnummer: 19900118-9812}]")
    done = run(db_environment, "register", str(file))
    assert done.returncode == 2
    assert "fel å.yaml" in done.stderr
    assert personnummer_in(done.stderr) == []


def test_the_command_registers_a_file(db_environment, tmp_path):
    file = tmp_path / "register.yaml"
    file.write_text(EXAMPLE)
    done = run(db_environment, "register", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 kommuner; 1 anordnare; 1 assistenter; 1 personer; 1 anvandare; 2 ombud\n"
    assert models.Person.objects.get().fornamn == "Åsa"


def run(environment, *argv):
    command = [sys.executable, "-m", "assistans.site.commands", *argv]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_every_version_table_can_be_written_by_the_file_or_has_its_own_use_case():
    register()
    written = {model.__name__ for model in Version.__subclasses__() if model.objects.exists()}
    assert written == {model.__name__ for model in Version.__subclasses__()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "anordnare: 556000-0001, from: 2018-01-01}\n  - {personnummer: 19800101",
            "from: 2018-01-01}\n  - {personnummer: 19800101",
        ),
        ('kommun: "0180", from: 2018-01-01', 'kommun: "0180", anordnare: 556000-0001, from: 2018-01-01'),
        ('kommun: "0180", from: 2018-01-01', 'kommun: "9999", from: 2018-01-01'),
    ],
)
def test_an_ombud_acts_for_one_who_is_registered(old, new):
    assert "ombud" in refused(changed((old, new)))


def test_who_acts_for_whom_is_registered_once_with_its_last_day():
    register()
    register()
    assert [(row.namn, bool(row.anordnare)) for row in Ombud.objects.order_by("namn")] == [
        ("Alva Testsson", True),
        ("Bo Berg", False),
    ]
    assert Ombud.objects.get(namn="Bo Berg").valid.upper == date(2019, 1, 1)


def test_a_user_who_gets_her_personnummer_later_is_the_same_user():
    register(changed((", personnummer: 19900118-9811", "")))
    before = Anvandare.objects.get()
    register()
    after = Anvandare.objects.get()
    assert (before.personnummer, after.personnummer) == (None, "199001189811")
    assert before.public_id == after.public_id


def test_two_of_the_same_name_are_two_users():
    register()
    register("anvandare:\n  - {namn: Anna Ek, roller: [ekonom], personnummer: 19800101-9804}\n")
    assert Anvandare.objects.count() == 2
