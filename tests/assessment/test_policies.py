"""A policy whose choice this version does not know stops, by name: never a default in silence."""

import re
from datetime import date, datetime

import pytest
from tests.assessment.underlagen import (
    FORETAG,
    KOOPERATIV,
    anordnare,
    beslut,
    in_month,
    rapport,
    report_of,
    underlag,
)

from assistans.assessment import assess
from assistans.facts import Komplettering, Rakning, Vistelse
from assistans.facts.beslut import BeviljadTid, Timbelopp
from assistans.facts.rakning import Kostnader
from assistans.law import PolicyError, builtin_text, load
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

DAY = "09 08.00-16.00 aktiv"
NOVEMBER = Month(2021, 11)
PART = Period(date(2018, 10, 5), date(2018, 10, 15))


def other_choice(name):
    """The law with a choice for one policy that nobody has written a program for."""
    text = builtin_text()
    start = text.index(f"\n  {name}:\n")
    end = re.compile(r"\n(  \w|\w|---)").search(text, start + 4).start()
    section = re.sub(r"value: \w+", "value: annorlunda", text[start:end])
    assert section != text[start:end]
    return load(text[:start] + section + text[end:])


def plain():
    return underlag(rapport(DAY))


def two_at_once():
    return underlag(rapport(DAY), rapport(DAY, assistent="B"))


def asked():
    return underlag(
        rapport(DAY), kompletteringar=(Komplettering(begard=date(2018, 11, 5), sista_dag=date(2018, 11, 6)),)
    )


def in_hospital():
    stay = Vistelse(datetime.fromisoformat("2018-10-09T00:00"), datetime.fromisoformat("2018-10-10T00:00"))
    return underlag(rapport(DAY), rakning=Rakning(mottagen=date(2018, 11, 4), tid=None, sjukhus=(stay,)))


def without_permit():
    facts = {FORETAG: anordnare(ivo_tillstand=())}
    return underlag(report_of(NOVEMBER, DAY), **in_month(NOVEMBER, anordnare=facts))


def part_of_a_period(per):
    return underlag(
        rapport(DAY), beslut=(beslut(beviljandeperiod=PART, tid=BeviljadTid(per=per, minuter=600)),)
    )


def costs_shared():
    grant = beslut(timbelopp=Timbelopp(hogre=Ore(31000)))
    costs = Rakning(mottagen=date(2018, 11, 4), tid=None, kostnader=Kostnader(lon=Ore(101)))
    reports = (rapport(DAY), rapport("10 08.00-16.00 aktiv", assistent="B", anordnare=KOOPERATIV))
    return underlag(*reports, beslut=(grant,), rakning=costs)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("avrundning_ore", plain()),
        ("anmalningsdag", plain()),
        ("rad_over_midnatt", plain()),
        ("arbetstid_manadsdel", plain()),
        ("omraknad_tid", plain()),
        ("ordning_anordnare", plain()),
        ("outnyttjade_timmar", plain()),
        ("periodens_timmar", plain()),
        ("kommunvecka", plain()),
        ("kommun_kort_vecka", plain()),
        ("kommun_debitering", plain()),
        ("helgflytt_redovisning", plain()),
        ("helgflytt_utbetalning", plain()),
        ("sen_komplettering", asked()),
        ("samtidighet", two_at_once()),
        ("vistelsens_dagar", in_hospital()),
        ("tid_efter_handelse", without_permit()),
        ("bruten_manad", part_of_a_period("per_manad")),
        ("veckor_annan_period", part_of_a_period("per_vecka")),
        ("kostnadsdelning", costs_shared()),
    ],
)
def test_a_choice_that_is_not_known_stops_and_is_named(name, facts):
    with pytest.raises(PolicyError, match=f"{name} is 'annorlunda'; this version knows"):
        assess(facts, other_choice(name))
