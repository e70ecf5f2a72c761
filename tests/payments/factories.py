"""A county in miniature, inserted straight into the tables: kommuner, anordnare, persons, accounts and decisions."""

from datetime import UTC, date, datetime

from assistans.base.canonical import canonical_bytes, sha256
from assistans.base.clock import SetClock
from assistans.base.ranges import days, since
from assistans.casework.models import Beslutsrad, Kommunrad, Manadsarende, Manadsbeslut
from assistans.payments.bankprofil import DEMO
from assistans.registers.models import (
    Anordnare,
    AnordnareVillkor,
    Betalningsmottagare,
    Kommun,
    Person,
    Uppdrag,
    Utbetalningskonto,
)

PROFIL = DEMO
PAY_DAY = date(2018, 11, 20)
NEXT_PAY_DAY = date(2018, 12, 5)
LONG_AGO = date(2011, 1, 1)
MONTH = date(2018, 10, 1)


def clock(at=None):
    return SetClock(at or datetime(2018, 11, 19, 8, tzinfo=UTC))


def kommun(kod="0180", namn="Stockholm", organisationsnummer="2120000142"):
    row, _ = Kommun.objects.get_or_create(
        kod=kod, defaults={"namn": namn, "organisationsnummer": organisationsnummer}
    )
    return row


def personnummer(birth="19900118", number=981):
    digits = f"{birth[2:]}{number}"
    weighted = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    check = -sum(w - 9 if w > 9 else w for w in weighted) % 10
    return f"{birth}{number}{check}"


def person(number=981, *, fornamn="Testa", efternamn="Persson", konto=("bankkonto", "5000-1111116")):
    row = Person.objects.create(
        personnummer=personnummer(number=number),
        fornamn=fornamn,
        efternamn=efternamn,
        sortnyckel=f"{efternamn} {fornamn}",
    )
    if konto:
        give_account(konto, person=row)
    return row


def anordnare(
    organisationsnummer="5560000001",
    *,
    slag="foretag",
    konto=("bankgiro", "50501055"),
    villkor=None,
    namn=None,
):
    row = Anordnare.objects.create(
        organisationsnummer=organisationsnummer,
        namn=namn or f"Omsorg {organisationsnummer[-4:]} AB",
        sortnyckel="omsorg",
        slag=slag,
    )
    for kind in AnordnareVillkor.Villkor.values if villkor is None else villkor:
        AnordnareVillkor.objects.create(anordnare=row, villkor=kind, **_always())
    if konto:
        give_account(konto, anordnare=row)
    return row


def give_account(konto, *, until=None, **owner):
    kontoslag, nummer = konto
    valid = {"valid": days(LONG_AGO, until)}
    return Utbetalningskonto.objects.create(
        kontoslag=kontoslag, nummer=nummer, **owner, **{**_always(), **valid}
    )


def contract(who, arranger, *, paid_to_anordnare=True):
    row = Uppdrag.objects.create(person=who, anordnare=arranger, avtal_from=LONG_AGO)
    if paid_to_anordnare:
        Betalningsmottagare.objects.create(uppdrag=row, **_always())
    return row


def decision(
    who,
    *,
    rows,
    kommuner=None,
    manad=MONTH,
    dag=PAY_DAY,
    kind="maskinellt",
    utfall="beviljat",
    forecast=True,
    underlag=None,
    resultat=None,
):
    """`rows`: {via: öre} or {via: (öre, day)}; `kommuner`: {kod: öre}. The newest number of the month.

    Without `forecast` the decision expected the person to be paid, whoever arranged the assistance.
    """
    arende, _ = Manadsarende.objects.get_or_create(person=who, manad=manad, defaults={"lage": "beslutat"})
    earlier = Manadsbeslut.objects.filter(arende=arende).count()
    rows = {via: value if isinstance(value, tuple) else (value, dag) for via, value in rows.items()}
    beslut = _decision(
        arende,
        rows,
        kommuner or {},
        nummer=earlier + 1,
        kind=kind,
        utfall=utfall,
        underlag=underlag,
        resultat=resultat,
    )
    for via, (ore, day) in rows.items():
        Beslutsrad.objects.create(
            beslut=beslut,
            via=via,
            anordnare=Anordnare.objects.filter(organisationsnummer=via).first() if forecast else None,
            belopp_ore=ore,
            dag=day,
            delar=[],
        )
    for kod, ore in (kommuner or {}).items():
        Kommunrad.objects.create(
            beslut=beslut, kommun=kommun(kod), units=ore, belopp_ore=ore, veckor={"2018-W40": ore}
        )
    return beslut


def _decision(arende, rows, kommuner, *, nummer, kind, utfall, underlag, resultat):
    underlag = canonical_bytes(underlag or plain_underlag(arende, rows))
    resultat = canonical_bytes(resultat or {})
    return Manadsbeslut.objects.create(
        arende=arende,
        nummer=nummer,
        avsikt="ny" if nummer == 1 else "andring",
        kind=kind,
        utfall=utfall,
        enheter=0,
        dubbel_min=0,
        belopp_ore=sum(ore for ore, _ in rows.values()),
        kommun_ore=sum(kommuner.values()),
        underlag=underlag,
        underlag_sha256=sha256(underlag),
        lagversion="test",
        kodversion="test",
        resultat=resultat,
        resultat_sha256=sha256(resultat),
        beslutad_av="maskin:bedomning" if kind == "maskinellt" else "anvandare:beslutsfattare",
        beslutad_at=datetime(2018, 11, 6, 12, tzinfo=UTC),
    )


def plain_underlag(arende, rows):
    """The facts that the decision rested on, as the case format writes them."""
    return {
        "month": f"{arende.manad:%Y-%m}",
        "assessed_on": "2018-11-06",
        "person": {"utbetalning": "efterskott"},
        "beslut": [
            {
                "beviljandeperiod": {"from": "2018-07-01", "to": "2018-12-31"},
                "tid": {"per_vecka": "100:00"},
                "timbelopp": "schablon",
            }
        ],
        "anordnare": {
            via: {"slag": "foretag"} if via.isdigit() else {"slag": "egen_arbetsgivare"} for via in rows
        },
        "assistenter": {},
        "tidsredovisningar": [],
    }


def _always():
    return {
        "valid": days(LONG_AGO),
        "known": since(datetime(2018, 1, 1, tzinfo=UTC)),
        "registered_by": "maskin:test",
    }
