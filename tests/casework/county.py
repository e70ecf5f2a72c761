"""What casework's tests speak of: a person with a grant, her anordnare and assistants, and documents as intake keeps them."""

import uuid
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from assistans.base.clock import SetClock
from assistans.base.models import Todo
from assistans.base.todo import todo, work_until_idle
from assistans.casework.models import Manadsarende, Manadsbeslut, Uppgift
from assistans.intake.models import Handling, Kvittens, Rakning, Tidredovisning
from assistans.registers import services as registers

BY = "anvandare:registrator"
HANDLAGGARE = "anvandare:handlaggare"
KOLLEGA = "anvandare:kollega"
PERSON = "199001189811"
ANNAN_PERSON = "198503129820"
ASSISTENT = "196005059834"
ANDRA_ASSISTENT = "195501019847"
COMPANY = "5560000001"
OTHER_COMPANY = "5560000019"
OKTOBER = date(2018, 10, 1)
EARLY_NOVEMBER = datetime(2018, 11, 3, 9, tzinfo=UTC)
RATE_2018 = 29540


def clock(at=EARLY_NOVEMBER):
    return SetClock(at)


def number(birth, three):
    """A personnummer with birth number `three` (980–999) and its check digit."""
    digits = f"{birth[2:]}{three}"
    weighted = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return f"{birth}{three}{-sum(w - 9 if w > 9 else w for w in weighted) % 10}"


TREDJE_PERSON = number("19720202", 980)


def known_at(day):
    return SetClock(datetime(day.year, day.month, day.day, 8, tzinfo=UTC))


REGISTERED = known_at(date(2018, 6, 15))


def kommun(kod="0180", organisationsnummer="2120000142"):
    return registers.register_kommun(
        kod=kod, namn="Stockholm", organisationsnummer=organisationsnummer, by=BY, clock=REGISTERED
    )


def person(number=PERSON, *, kod="0180"):
    """A person whose first 20 hours a week a kommun answers for."""
    row = registers.register_person(
        personnummer=number, fornamn="Åsa", efternamn="Öberg", by=BY, clock=REGISTERED
    )
    if kod:
        kommun(kod)
        registers.register_person_kommun(person=row, kod=kod, start=date(2010, 1, 1), by=BY, clock=REGISTERED)
    return row


def beslut(who, *, start=date(2018, 7, 1), end=date(2019, 1, 1), tid=("per_vecka", 6000), **told):
    """A grant of 100 hours a week unless said."""
    innehall = registers.Beslutsinnehall(**{"tid": registers.Tid(*tid), "beslutad": date(2018, 6, 15)} | told)
    return registers.register_beslut(
        person=who, start=start, end=end, innehall=innehall, by=BY, clock=REGISTERED
    )


def anordnare(number=COMPANY, *, slag="foretag"):
    row = registers.register_anordnare(
        organisationsnummer=number, namn="Assistans i Väst AB", slag=slag, by=BY, clock=REGISTERED
    )
    for villkor in ("ivo_tillstand", "f_skatt", "arbetsgivare"):
        registers.register_villkor(
            anordnare=row, villkor=villkor, start=date(2011, 1, 1), by=BY, clock=REGISTERED
        )
    return row


def uppdrag(who, company):
    """The company is paid instead of the person (FK 3079)."""
    row = registers.register_uppdrag(
        person=who, anordnare=company, avtal_from=date(2018, 1, 1), by=BY, clock=REGISTERED
    )
    registers.register_betalningsmottagare(uppdrag=row, start=date(2018, 1, 1), by=BY, clock=REGISTERED)


def assistent(who, company, number=ASSISTENT, *, mottagen=date(2018, 1, 1)):
    """An assistant whose data reached us long ago (FK 3066)."""
    row = registers.register_assistent(idnummer=number, fornamn="Bo", efternamn="Ek", by=BY, clock=REGISTERED)
    registers.register_assistentuppgift(
        person=who,
        assistent=row,
        anordnare=company,
        mottagen=mottagen,
        start=mottagen,
        bosatt_inom_ees=True,
        kollektivavtal=True,
        by=BY,
        clock=REGISTERED,
    )
    return row


@transaction.atomic
def household(number=PERSON, *, assistenter=(ASSISTENT,), company=COMPANY, **granted):
    """A person with everything in order: grant, kommun, company that is paid, assistants known to us."""
    who, firm = person(number), anordnare(company)
    beslut(who, **granted)
    uppdrag(who, firm)
    for each in assistenter:
        assistent(who, firm, each)
    return who


@transaction.atomic
def report(
    *rows,
    person=PERSON,
    assistent=ASSISTENT,
    anordnare=COMPANY,
    manad=OKTOBER,
    at=EARLY_NOVEMBER,
    dokument_id=None,
    miljo="",
):
    """A received time report, `"4 08.00-12.00 aktiv"` a row, as the ELT door keeps it; its worker has not looked yet."""
    dokument_id = dokument_id or uuid.uuid4()
    handling = _handling("tidredovisning", miljo, at)
    parsed = [row.split() for row in rows]
    Tidredovisning.objects.create(
        handling=handling,
        miljo=miljo,
        nyckel=anordnare,
        dokument_id=dokument_id,
        version=Tidredovisning.objects.filter(dokument_id=dokument_id).count() + 1,
        sha256=handling.sha256,
        anordnare=anordnare,
        person=person,
        assistent=assistent,
        manad=manad,
        kollektivavtal=True,
        rad_dag=[int(dag) for dag, _, _ in parsed],
        rad_fran=[span.split("-")[0] for _, span, _ in parsed],
        rad_till=[span.split("-")[1] for _, span, _ in parsed],
        rad_slag=[slag for _, _, slag in parsed],
        uppgifter={"person": {}, "assistent": {}, "berakningsperioder": []},
    )
    return handling


@transaction.atomic
def rakning(
    *, aktiv, vantetid=0, beredskap=0, person=PERSON, manad=OKTOBER, at=EARLY_NOVEMBER, dokument_id=None
):
    """A received räkning; time in minutes."""
    dokument_id = dokument_id or uuid.uuid4()
    handling = _handling("rakning", "", at)
    Rakning.objects.create(
        handling=handling,
        miljo="",
        dokument_id=dokument_id,
        version=Rakning.objects.filter(dokument_id=dokument_id).count() + 1,
        sha256=handling.sha256,
        person=person,
        manad=manad,
        aktiv_min=aktiv,
        vantetid_min=vantetid,
        beredskap_min=beredskap,
        uppgifter=RAKNING,
    )
    return handling


RAKNING = {
    "sjukhus": [],
    "skola_eller_daglig_verksamhet": False,
    "vistelse_utanfor_ees": False,
    "kvar_ore": 0,
    "kostnader": None,
    "underskrift": {"namn": "Åsa Öberg", "telefonnummer": "070-1740601"},
}


def _handling(slag, miljo, at):
    handling = Handling.objects.create(
        tx_id=uuid.uuid4(),
        slag=slag,
        kanal="elt",
        miljo=miljo,
        mottagen=at,
        sha256=uuid.uuid4().bytes * 2,
        innehall=b"bytes",
        profil="strikt",
    )
    todo("handling", str(handling.tx_id), due_at=at)
    return handling


def worked(at=None):
    """Let the worker do all that is due; what failed is an error here."""
    now = at or clock()
    work_until_idle(now)
    failed = list(Todo.objects.filter(attempts__gt=0).values_list("kind", "last_error"))
    assert not failed, failed
    return now


def month(who=PERSON, manad=OKTOBER):
    return Manadsarende.objects.select_related("person").get(person__personnummer=who, manad=manad)


def decision(who=PERSON, manad=OKTOBER):
    return Manadsbeslut.objects.filter(arende=month(who, manad)).order_by("-nummer").first()


def open_codes(who=PERSON, manad=OKTOBER):
    rows = Uppgift.objects.filter(arende=month(who, manad), avslutad__isnull=True)
    return sorted(rows.values_list("slag", "kod"))


def answer(handling):
    """The latest `kontrollerad` receipt's content for a document."""
    rows = Kvittens.objects.filter(handling=handling, niva="kontrollerad").order_by("-id")
    return rows.values_list("innehall", flat=True).first()


def clean_month(**granted):
    """A person whose October is in and in order: one report of four hours and a räkning that agrees."""
    who = household(**granted)
    report("4 08.00-12.00 aktiv")
    rakning(aktiv=240)
    return who


def later(now, **delta):
    return SetClock(now.now() + timedelta(**delta))


def worked_after_failure(at=None):
    """Let the worker do all that is due, what failed before included."""
    work_until_idle(at or clock())
    assert not Todo.objects.exists()


def month_reports(who=PERSON, manad=OKTOBER):
    return list(Tidredovisning.objects.filter(person=who, manad=manad).order_by("handling_id"))


def rakningar(who=PERSON, manad=OKTOBER):
    return list(Rakning.objects.filter(person=who, manad=manad).order_by("handling_id"))
