"""Underlag for tests: a plain clean month to change, and hypothesis strategies of messy ones."""

from datetime import date

from hypothesis import strategies as st

from assistans.assessment import assess
from assistans.facts import (
    AnnanManad,
    Anordnare,
    Assistent,
    Beslut,
    Person,
    Rad,
    Rakning,
    Tidsredovisning,
    Underlag,
)
from assistans.facts.anordnare import ALLTID
from assistans.facts.beslut import BeviljadTid
from assistans.facts.person import Kommuntid
from assistans.law import builtin
from assistans.timeline.months import ALWAYS, Month, Period

FORETAG = "5560000001"
KOOPERATIV = "5560000002"
OCTOBER = Month(2018, 10)
HALF_YEAR = Period(date(2018, 7, 1), date(2019, 1, 1))


def anordnare(name=FORETAG, **changes):
    registered = dict.fromkeys(("ivo_tillstand", "f_skatt", "arbetsgivare", "betalningsmottagare"), ALLTID)
    return Anordnare(**{"id": name, **registered, **changes})


def assistent(name="A", **changes):
    return Assistent(**{"id": name, "fodd": date(1980, 5, 1), "anmald": "alla", **changes})


def beslut(**changes):
    granted = BeviljadTid(per="per_vecka", minuter=6000)
    return Beslut(**{"beviljandeperiod": HALF_YEAR, "tid": granted, **changes})


def rapport(*rader, assistent="A", anordnare=FORETAG, **changes):
    read = tuple(Rad.parse(rad) for rad in rader)
    facts = {"assistent": assistent, "anordnare": anordnare, "mottagen": date(2018, 11, 3), "rader": read}
    return Tidsredovisning(**{**facts, **changes})


def underlag(*reports, **changes):
    names = {report.assistent for report in reports} | {"A"}
    facts = {
        "month": OCTOBER,
        "assessed_on": date(2018, 11, 6),
        "person": Person(kommun=(Kommuntid(kommun="0180", period=Period(ALWAYS, None)),)),
        "beslut": (beslut(),),
        "anordnare": {FORETAG: anordnare(), KOOPERATIV: anordnare(KOOPERATIV, slag="kooperativ")},
        "assistenter": {name: assistent(name) for name in sorted(names)},
        "tidsredovisningar": reports,
        "rakning": Rakning(mottagen=date(2018, 11, 4), tid=None),
    }
    return Underlag(**{**facts, **changes})


def assessed(*reports, **changes):
    """The Bedomning of a clean month by the law as built in."""
    return assess(underlag(*reports, **changes), builtin())


def in_month(month, **changes):
    """The clean month's facts, moved to another month with a grant of six months from its first day."""
    after = month.shift(1)
    return {
        "month": month,
        "assessed_on": date(after.year, after.month, 6),
        "beslut": (beslut(beviljandeperiod=Period(month.first, month.shift(6).first)),),
        "rakning": Rakning(mottagen=date(after.year, after.month, 4), tid=None),
        **changes,
    }


def report_of(month, *rader, **changes):
    """A report that arrived on the third of the month after."""
    after = month.shift(1)
    return rapport(*rader, **{"mottagen": date(after.year, after.month, 3), **changes})


def stopped(kod, *reports, **changes):
    """The raw minutes that a code took, and whether they were stopped or wait."""
    bedomning = assessed(*reports, **changes)
    return bedomning.per_kod.get(kod, 0), {fate.ode for fate in bedomning.minuter if fate.kod == kod}


def codes(bedomning):
    return [seen.kod for seen in bedomning.iakttagelser]


# Few days and round times make overlaps, ties and full weeks likely.
_QUARTERS = st.sampled_from([0, 30, 100, 130, 300, 400, 800, 815, 1000, 1200, 1600, 2000, 2200, 2400])
_DAYS = st.sampled_from([1, 7, 8, 27, 28, 29])
_SLAG = st.sampled_from(["aktiv", "aktiv", "vantetid", "beredskap"])


@st.composite
def rows(draw):
    fran, till = sorted(draw(st.lists(_QUARTERS, min_size=2, max_size=2, unique=True)))
    return Rad(draw(_DAYS), fran, till, draw(_SLAG))


@st.composite
def reports(draw):
    return Tidsredovisning(
        assistent=draw(st.sampled_from(["A", "B", "C"])),
        anordnare=draw(st.sampled_from([FORETAG, KOOPERATIV])),
        mottagen=date(2018, 11, draw(st.integers(1, 6))),
        rader=tuple(draw(st.lists(rows(), max_size=5))),
        kollektivavtal=draw(st.sampled_from([None, True])),
    )


@st.composite
def months(draw):
    tight = st.sampled_from([0, 60, 137, 600, 1500, 6000, 60000])
    grant = beslut(
        tid=BeviljadTid(per="period", minuter=draw(tight)),
        vantetid=draw(st.booleans()),
        beredskap=draw(st.booleans()),
        dubbelassistans=draw(st.none() | st.builds(BeviljadTid, per=st.just("period"), minuter=tight)),
    )
    reported = draw(st.lists(reports(), min_size=1, max_size=5))
    return underlag(*reported, beslut=(grant,), **draw(used_elsewhere()))


@st.composite
def used_elsewhere(draw):
    """What months decided before this one have used, an earlier and a later."""
    units, doubled = st.sampled_from([0, 28 * 60, 28 * 700 + 3]), st.sampled_from([0, 61])
    return {
        "tidigare": (AnnanManad(month=Month(2018, 9), enheter=draw(units), dubbel_minuter=draw(doubled)),),
        "tidigare_veckor": draw(st.sampled_from([{}, {"2018-W40": 28 * 700}])),
        "senare": (AnnanManad(month=Month(2018, 11), enheter=draw(units), dubbel_minuter=draw(doubled)),),
        "senare_veckor": draw(st.sampled_from([{}, {"2018-W44": 28 * 500 + 5}])),
    }
