"""Invoices as plain values, for the tests of what is written."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from assistans.municipalities.faktura import Faktura, Fakturarad, Kund, fakturanummer
from assistans.municipalities.fakturaprofil import DEMO
from assistans.timeline.months import Month
from assistans.timeline.quantities import UNITS_PER_HOUR, Ore, amount

DEBITERAS = date(2018, 12, 15)
OCTOBER = Month(2018, 10)
WEEKS = (("2018-W40", 20 * UNITS_PER_HOUR), ("2018-W41", 15 * UNITS_PER_HOUR + 7))
KUND = Kund(kommun="0180", namn="Stockholm", organisationsnummer="2120000142", referens="Assistansersättning")


def rad(nummer=1, *, timbelopp=Fraction(31500), veckor=WEEKS, **changes):
    """The first claim of a month: its hours at one price."""
    row = Fakturarad(
        nummer=nummer,
        referens=f"00000000-0000-4000-8000-{nummer:012x}",
        manad=OCTOBER,
        belopp=amount(units=sum(units for _, units in veckor), rate=timbelopp),
        veckor=veckor,
        timbelopp=timbelopp,
        andring=False,
    )
    return replace(row, **changes)


def change(nummer, ore, *, veckor=(("2018-W41", -30 * 28),)):
    """A later decision's difference."""
    return replace(rad(nummer), belopp=Ore(ore), timbelopp=None, andring=True, veckor=veckor)


def faktura(*rader, tidigare=(), **changes):
    row = Faktura(
        nummer=fakturanummer(kommun="0180", debiteras=DEBITERAS, lopnummer=1),
        dag=DEBITERAS,
        forfaller=date(2018, 12, 28),
        utfardare=DEMO,
        kund=KUND,
        rader=rader,
        tidigare=tidigare,
    )
    return replace(row, **changes)


USUAL = faktura(
    rad(1),
    rad(2, timbelopp=Fraction(29980)),
    change(3, -157_50),
    tidigare=(("0180201811013", date(2018, 11, 15)),),
)
CREDIT = faktura(
    change(1, -9450_00, veckor=(("2018-W40", -20 * 1680), ("2018-W41", -10 * 1680))),
    rad(2, veckor=(("2018-W44", 1680),)),
    tidigare=(("0180201811013", date(2018, 11, 15)),),
)

weeks = st.dictionaries(
    st.sampled_from([f"2018-W{number}" for number in range(40, 46)]), st.integers(1, 20 * 1680), min_size=1
).map(lambda found: tuple(sorted(found.items())))
prices = st.fractions(min_value=1, max_value=100_000, max_denominator=2000)


@st.composite
def rows(draw, nummer):
    """A row of any sign: hours at a price, or an amount as such."""
    if draw(st.booleans()):
        row = rad(nummer, timbelopp=draw(prices), veckor=draw(weeks))
        return row if row.belopp else change(nummer, 1)
    ore = draw(st.integers(-(10**9), 10**9).filter(bool))
    return change(nummer, ore, veckor=draw(st.just(()) | weeks))


@st.composite
def invoices(draw):
    return faktura(*(draw(rows(nummer)) for nummer in range(1, draw(st.integers(1, 8)) + 1)))
