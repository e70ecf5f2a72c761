"""A person's month made of plain facts, assessed by the one function: nothing here asks a database."""

from datetime import date
from uuid import UUID

from assistans import facts
from assistans.assessment import assess
from assistans.casework.documents import Manadshandlingar
from assistans.casework.month import Manadsbedomning
from assistans.casework.own_month import OwnManad
from assistans.casework.underlag import Manadsunderlag
from assistans.desks.person.rakning import Signer, form_of
from assistans.facts import Tid
from assistans.intake.rakning import document
from assistans.intake.rakning.writing import write
from assistans.law import builtin
from assistans.registers.models import Person
from assistans.timeline.months import Month

OKTOBER = Month(2018, 10)
ID = UUID("5d1d6a5e-3a0f-4c0e-9a57-0b6d5a1f7c11")
NEJ = {"verksamhet": "nej", "sjukhus": "nej", "ees": "nej", "telefon": "070-1740601"}
NAMES = {"anna": "Anna Ek", "bo": "Bo Alm", "5560000001": "Väst AB", "egen": "egen anställning"}
CASE = {
    "month": "2018-10",
    "assessed_on": "2018-11-03",
    "person": {"utbetalning": "efterskott"},
    "beslut": [
        {"beviljandeperiod": {"from": "2018-07-01", "to": "2018-12-31"}, "tid": {"per_vecka": "100:00"}}
    ],
    "anordnare": {"5560000001": {"allt_klart": True}},
    "assistenter": {who: {"fodd": "1980-01-01", "anmald": "alla"} for who in ("anna", "bo")},
    "tidsredovisningar": [],
}


def report(assistent, *rader, anordnare="5560000001"):
    return {
        "assistent": assistent,
        "anordnare": anordnare,
        "mottagen": "2018-11-02",
        "rader": list(rader),
    }


def assessed(*reports, **told):
    """The assessment of a month with some reports."""
    underlag = facts.read_underlag(CASE | {"tidsredovisningar": list(reports)} | told)
    handlingar = Manadshandlingar(rapporter=(), rakning=None, asidosatta=frozenset())
    return Manadsbedomning(
        arende=None,
        built=Manadsunderlag(underlag=underlag, documents=handlingar),
        underlag_data=facts.dump(underlag),
        bedomning=assess(underlag, builtin()),
    )


def own(month=None, **told):
    """A person's month as it was read."""
    usual = {
        "person": Person(personnummer="199001189811", fornamn="Åsa", efternamn="Öberg"),
        "manad": OKTOBER,
        "today": date(2018, 11, 3),
        "arende": None,
        "month": month,
        "ej_bedombar": False,
        "names": NAMES,
        "saknas": (),
        "rakningar": (),
        "kompletteringar": (),
        "kommuniceringar": (),
        "gallande": None,
        "vantar_pa_attest": False,
        "betalas": (),
    }
    return OwnManad(**usual | told)


def read(seen, tid=Tid(240, 0, 0), by=None, **answers):  # noqa: B008 - a frozen value
    """The räkning that her answers make, read back from its bytes."""
    form = form_of(
        seen=seen,
        identifier=ID,
        tid=tid,
        answers=NEJ | answers,
        by=by or Signer(namn="Åsa Öberg", som=None),
    )
    return document.read(write(form))
