"""The statutes' pages: every reference that the system prints leads to a page."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.urls import reverse
from tests.desks.people import nobody

import assistans
from assistans.law import builtin

pytestmark = pytest.mark.usefixtures("db")
WRITTEN = re.compile(r'"((?:SFB|F1091|LSS|HemL|FL|RäntL|ATL) [^"{}]*§[^"{}]*)"')


def page(lagrum):
    return nobody().get(reverse("statutes:lagrum", kwargs={"lagrum": lagrum}))


def text_of(lagrum):
    answer = page(lagrum)
    assert answer.status_code == 200
    return answer.content.decode()


def of_the_law():
    law = builtin()
    for held in (*law.parameters.values(), *law.observations.values(), *law.free_days.values()):
        yield held.lagrum.text
        yield from (text for _, text in held.lagrum.earlier)


def of_the_code():
    for path in Path(assistans.__file__).parent.rglob("*.py"):
        yield from WRITTEN.findall(path.read_text(encoding="utf-8"))


class TestRefused:
    @pytest.mark.parametrize("lagrum", ["Balken 3 §", "3 §", "SFBX 51 kap. 9 §", "%", "<b>", " ", ";"])
    def test_what_names_no_statute_is_not_found(self, lagrum):
        assert nobody().get(f"/lag/{quote(lagrum)}/").status_code == 404

    def test_nothing_is_changed_here(self):
        assert nobody().post("/lag/").status_code == 405


def test_every_lagrum_of_the_law_and_of_the_code_leads_to_a_page():
    wanted = {*of_the_law(), *of_the_code()}
    wanted |= {part for text in wanted for part in text.split("; ")}
    assert len(wanted) > 50
    assert [text for text in sorted(wanted) if page(text).status_code != 200] == []


def test_a_reference_with_several_parts_shows_them_all():
    text = text_of("SFB 51 kap. 14 §; FKFS 2016:4")
    assert "SFB 51 kap. 14 §" in text
    assert "Texten finns inte här" in text


def test_a_paragraph_shows_its_own_words_and_where_they_come_from():
    text = text_of("SFB 51:16 b")
    assert "utan tillstånd enligt 23 § lagen (1993:387)" in text
    assert "Lydelse enligt SFS 2021:878" in text


def test_a_paragraph_shows_the_value_that_rests_on_it_today():
    text = text_of("SFB 51 kap. 22 §")
    assert "kommun_timmar" in text or "20" in text


def test_a_stycke_leads_to_its_paragraph_with_what_rests_on_any_part_of_it():
    assert "ASSISTENT_UNDER_18" in text_of("SFB 51 kap. 16 § 1 st.")


def test_the_list_leads_to_every_paragraph_that_is_here():
    text = nobody().get("/lag/").content.decode()
    assert text.count("/lag/SFB%2051%20kap.") >= 20
    assert "Arbetstidslagen (1982:673)" in text
