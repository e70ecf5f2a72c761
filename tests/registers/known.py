"""People, anordnare and a clock that the registers' tests speak of. Test persons have birth numbers 980–999 only."""

from datetime import UTC, date, datetime

from assistans.base.clock import SetClock
from assistans.base.models import Todo
from assistans.registers import services

PERSON = "199001189811"
OTHER_PERSON = "198503129820"
ASSISTENT = "196005059834"
STALLFORETRADARE = "195501019847"
COMPANY = "5560000001"
KOMMUN = "2120000142"
BY = "anvandare:4b1f8a52-6a0c-4b0b-9d0a-0d1f6a1c7a10"
NOON = datetime(2018, 10, 1, 12, 0, tzinfo=UTC)


def clock(at=NOON):
    return SetClock(at)


def person(number=PERSON, **told):
    given = {"fornamn": "Åsa", "efternamn": "Öberg", "by": BY, "clock": clock()} | told
    return services.register_person(personnummer=number, **given)


def kommun(kod="0180", number=KOMMUN):
    return services.register_kommun(
        kod=kod, namn="Stockholm", organisationsnummer=number, by=BY, clock=clock()
    )


def anordnare(number=COMPANY, slag="foretag"):
    return services.register_anordnare(
        organisationsnummer=number, namn="Assistans i Väst AB", slag=slag, by=BY, clock=clock()
    )


def assistent(number=ASSISTENT):
    return services.register_assistent(idnummer=number, fornamn="Bo", efternamn="Ek", by=BY, clock=clock())


def innehall(**told):
    return services.Beslutsinnehall(**({"tid": services.Tid("per_vecka", 6000)} | told))


def beslut(who, start=date(2018, 7, 1), end=date(2019, 1, 1), **told):
    return services.register_beslut(
        person=who, start=start, end=end, innehall=innehall(**told), by=BY, clock=clock()
    )


def asked_again():
    """The persons whose months casework has been asked to assess anew."""
    return set(Todo.objects.filter(kind="register").values_list("key", flat=True))


def forget_asked():
    Todo.objects.all().delete()
