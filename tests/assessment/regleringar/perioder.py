"""Settlements for tests: plain ones to change, and hypothesis strategies of messy ones."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import strategies as st

from assistans.facts import Avrakning, Avstamning, Slutavrakning
from assistans.facts.regleringar import (
    Avstamningsmanad,
    GjordAvrakning,
    Manadsbelopp,
    Manadsrakning,
    Manadstid,
    Preliminart,
)
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

SPRING = Period(date(2014, 3, 1), date(2014, 9, 1))
MARCH, APRIL = Month(2014, 3), Month(2014, 4)
MONTHS = [MARCH.shift(place) for place in range(6)]
HOUR = 60
HALF_2019 = Period(date(2019, 1, 1), date(2019, 7, 1))
JANUARY = Month(2019, 1)


def timmar(hours):
    return Fraction(hours) * HOUR


def kr(kronor):
    return Ore(kronor * 100)


def preliminart(month=MARCH, hours=100, timbelopp=28000):
    return Preliminart(
        month=month, minuter=timmar(hours), timbelopp=None if timbelopp is None else Ore(timbelopp)
    )


def anvant(month=MARCH, hours=100):
    return Manadstid(month=month, minuter=timmar(hours))


def avrakning(hours=100, used=100, **changes):
    facts = {
        "preliminart": preliminart(hours=hours),
        "anvant": anvant(hours=used),
        "gjord": date(2014, 5, 8),
    }
    return Avrakning(**facts | changes)


def slutavrakning(**changes):
    facts = {
        "beviljandeperiod": SPRING,
        "utbetalning": "forskott",
        "preliminart": (preliminart(),),
        "anvant": (anvant(),),
        "gjord": date(2014, 10, 4),
    }
    return Slutavrakning(**facts | changes)


def manad(month=JANUARY, hours=100, kostnader=33000, beslutat=31000, kommun=40):
    return Avstamningsmanad(
        month=month,
        minuter=timmar(hours),
        kostnader=kr(kostnader),
        beslutat=kr(beslutat),
        kommunminuter=None if kommun is None else timmar(kommun),
    )


def avstamning(*manader, **changes):
    facts = {"beviljandeperiod": HALF_2019, "gjord": date(2019, 9, 10), "manader": manader or (manad(),)}
    return Avstamning(**facts | changes)


def half_up(ore):
    """Round a fraction of öre half up, by the decimal module."""
    return int(
        (Decimal(ore.numerator) / Decimal(ore.denominator)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    )


# Round hours make ties and full grants likely; odd fractions make rounding likely.
minutes = st.integers(0, 400).map(timmar) | st.integers(0, 700_000).map(lambda units: Fraction(units, 28))
rates = st.sampled_from([28000, 28050, 30000, 31360])
money = st.integers(0, 60_000_00).map(Ore)


@st.composite
def deviations(draw):
    return Avrakning(
        preliminart=Preliminart(month=MARCH, minuter=draw(minutes), timbelopp=Ore(draw(rates))),
        anvant=Manadstid(month=MARCH, minuter=draw(minutes)),
        gjord=date(2014, 5, 8),
    )


@st.composite
def periods(draw):
    paid = draw(st.lists(st.sampled_from(MONTHS), unique=True, max_size=6))
    rest = [month for month in MONTHS if month not in paid]
    arrears = draw(st.lists(st.sampled_from(rest), unique=True, max_size=3)) if rest else []
    used = draw(st.lists(st.sampled_from(MONTHS), unique=True, max_size=6))
    settled = draw(st.lists(st.sampled_from(paid), unique=True, max_size=2)) if paid else []
    return slutavrakning(
        preliminart=tuple(
            Preliminart(month=m, minuter=draw(minutes) + 6000, timbelopp=draw(st.none() | rates.map(Ore)))
            for m in paid
        ),
        anvant=tuple(Manadstid(month=m, minuter=draw(minutes)) for m in used),
        utbetalt_efterskott=tuple(Manadsbelopp(month=m, belopp=draw(money)) for m in arrears),
        avrakningar=tuple(
            GjordAvrakning(
                month=m, atgard=draw(st.sampled_from(["tillagg", "minskning"])), belopp=Ore(10_000_00)
            )
            for m in settled
        ),
        rakningar=tuple(
            Manadsrakning(month=draw(st.sampled_from(MONTHS)), mottagen=draw(arrivals))
            for _ in range(draw(st.integers(0, 3)))
        ),
        beviljad=draw(st.none() | minutes),
        kostnader=draw(st.none() | st.integers(0, 400_000_00).map(Ore)),
        egen_arbetsgivare=draw(st.booleans()),
        utbetalning=draw(st.sampled_from(["forskott", "blandad"])),
    )


arrivals = st.dates(date(2014, 9, 1), date(2014, 11, 30))


@st.composite
def parts(draw, first=JANUARY):
    months = [first.shift(place) for place in range(draw(st.integers(1, 6)))]
    known = draw(st.booleans())
    manader = []
    for month in months:
        minuter = draw(minutes)
        manader.append(
            Avstamningsmanad(
                month=month,
                minuter=minuter,
                kostnader=draw(st.integers(0, 150_000_00).map(Ore)),
                beslutat=draw(st.integers(0, 100_000_00).map(Ore)),
                kommunminuter=minuter / draw(st.integers(1, 5)) if known else None,
            )
        )
    return avstamning(*manader)
