"""Whole underlag with every key of the format at once, at random: by seed, or drawn by hypothesis."""

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st
from tests.assessment.underlagen import FORETAG, KOOPERATIV

from assistans.assessment.validity import NEVER_APPROVED
from assistans.facts import (
    Anordnare,
    Assistent,
    Beslut,
    Person,
    Rad,
    Rakning,
    Tid,
    Tidsredovisning,
    Underlag,
)
from assistans.facts.beslut import BeviljadTid, Timbelopp
from assistans.facts.person import Kommuntid
from assistans.facts.rakning import Kostnader, Vistelse
from assistans.facts.reading import iso_week
from assistans.facts.underlag import AnnanManad, AnnanTid, Komplettering, Retroaktiv, Stallningstagande
from assistans.law import builtin
from assistans.timeline.months import ALWAYS, Month, Period, add_months
from assistans.timeline.quantities import Ore

LAW = builtin()
MONTHS = [Month(2013, 3), Month(2013, 10), Month(2014, 8), Month(2016, 10), Month(2018, 3), Month(2021, 11)]
CLOCK = [0, 30, 130, 200, 215, 300, 400, 800, 1200, 1600, 2000, 2200, 2400]
EGEN = "egen"
CALM = 0.75
"""So many of the months have little that holds them whole, so that something is paid in most of them."""


class Chance:
    """Random facts around one month, the same for the same seed."""

    def __init__(self, seed):
        self.rng = random.Random(seed)  # noqa: S311 - no secrets here
        self.month = self.rng.choice(MONTHS)
        self.calm = self.rng.random() < CALM

    def maybe(self, make, odds=0.4):
        return make() if self.rng.random() < odds else None

    def trouble(self, odds):
        """Tell whether something that holds a report or the month is there: seldom in a calm month."""
        return self.rng.random() < (odds / 20 if self.calm else odds)

    def day(self):
        return self.month.first + timedelta(days=self.rng.randint(-20, 80))

    def period(self):
        first = self.day()
        return Period.inclusive(
            first, self.maybe(lambda: first + timedelta(days=self.rng.randint(0, 40)), 0.8)
        )

    def periods(self, most=2):
        return tuple(self.period() for _ in range(self.rng.randint(0, most)))

    def in_force(self):
        return (Period(ALWAYS, None),) if self.rng.random() < 0.6 else self.periods()

    def tid(self):
        return BeviljadTid(
            per=self.rng.choice(["per_vecka", "per_manad", "period"]), minuter=self.rng.randint(0, 9000)
        )

    def beslut(self):
        start = self.rng.choice([self.month.shift(-2).first, self.month.first + timedelta(days=9)])
        end = self.rng.choice(
            [add_months(start, 3), add_months(start, 6), self.month.first + timedelta(days=20)]
        )
        return Beslut(
            beviljandeperiod=Period(start, end),
            tid=self.tid(),
            beslutad=self.maybe(lambda: date(2017, 11, 1)),
            vantetid=self.rng.random() < 0.6,
            beredskap=self.rng.random() < 0.6,
            dubbelassistans=self.maybe(self.tid),
            timbelopp=Timbelopp(hogre=self.maybe(lambda: Ore(32000))),
            timbelopp_utanfor_ees=self.maybe(lambda: Ore(20050)),
            sarskilda_skal=frozenset(self.rng.sample(["skola", "sjukhus", "andning_sondmatning"], 1)),
        )

    def anordnare(self, name):
        return Anordnare(
            id=name,
            slag="egen_arbetsgivare"
            if name == EGEN
            else self.rng.choice(["foretag", "kooperativ", "kommun"]),
            ivo_tillstand=self.in_force(),
            f_skatt=self.in_force(),
            arbetsgivare=self.in_force(),
            betalningsmottagare=self.in_force(),
            avtal_from=self.maybe(self.day),
            tillstand_upphort_meddelat=self.maybe(self.day),
        )

    def assistent(self, name):
        born_late = add_months(self.month.first, -18 * 12) + timedelta(days=8)
        return Assistent(
            id=name,
            fodd=born_late if self.rng.random() < 0.2 else date(1980, 2, 29),
            narstaende=self.rng.random() < 0.3,
            bosatt="utanfor_ees" if self.rng.random() < 0.2 else "inom_ees",
            kollektivavtal=self.rng.random() < 0.5,
            anmald="alla" if self.rng.random() < 0.7 else {FORETAG: self.day(), EGEN: self.day()},
            anstalld=self.maybe(lambda: {FORETAG: date(2012, 1, 1)}) or {},
            forlangd_arbetstid=self.rng.random() < 0.3,
            oformogen=self.periods(1) if self.rng.random() < 0.2 else (),
        )

    def rad(self):
        fran, till = sorted(self.rng.sample(CLOCK, 2))
        dag = self.rng.choice([1, 2, 3, 7, 8, 14, 15, 25, 27, 28] * 3 + [31, 32])
        return Rad(dag, fran, till, self.rng.choice(["aktiv", "aktiv", "vantetid", "beredskap"]))

    def report(self):
        return Tidsredovisning(
            assistent=self.rng.choice("ABC"),
            anordnare=self.rng.choice([FORETAG, FORETAG, KOOPERATIV, EGEN]),
            mottagen=self.month.last
            + timedelta(days=50 if self.trouble(0.15) else self.rng.choice([2, 3, 4, 5, 10])),
            rader=tuple(self.rad() for _ in range(self.rng.randint(0, 9))),
            id=self.rng.choice(["r1", "r2"]) if self.trouble(0.4) else None,
            kollektivavtal=self.maybe(lambda: True),
            berakningsperiod=self.periods(1),
        )

    def vistelse(self):
        begins = datetime.combine(self.day(), time(self.rng.randint(0, 23)))
        return Vistelse(begins, self.maybe(lambda: begins + timedelta(hours=self.rng.randint(1, 900)), 0.8))

    def rakning(self):
        return Rakning(
            mottagen=self.month.last
            + timedelta(days=60 if self.trouble(0.15) else self.rng.choice([2, 3, 4, 5, 15])),
            tid=Tid(self.rng.randint(0, 3000)) if self.trouble(0.1) else None,
            sjukhus=(self.vistelse(),) if self.rng.random() < 0.3 else (),
            skola_eller_daglig_verksamhet=self.rng.choice([True, ("skola", "daglig_verksamhet")])
            if self.trouble(0.2)
            else False,
            vistelse_utanfor_ees=self.trouble(0.1),
            kvar_av_forra_utbetalningen=Ore(self.rng.choice([0, 1])),
            kostnader=None if self.trouble(0.3) else Kostnader(lon=Ore(self.rng.randint(0, 1_500_000))),
        )

    def komplettering(self):
        asked, of_report = self.day(), self.rng.random() < 0.5
        return Komplettering(
            begard=asked,
            sista_dag=asked + timedelta(days=14),
            inkom=self.maybe(lambda: asked + timedelta(days=self.rng.randint(0, 30))),
            assistent="A" if of_report else None,
            anordnare=FORETAG if of_report else None,
        )

    def position(self):
        waiting = [kod for kod, known in LAW.observations.items() if known.mode(self.month.first) == "vanta"]
        kod = self.rng.choice([kod for kod in waiting if LAW.observation(kod).scope != "row"])
        return Stallningstagande(
            kod=kod,
            utfall=self.rng.choice(["stoppad"] if kod in NEVER_APPROVED else ["godkand", "stoppad"]),
            skal="prövat",
            assistent=self.maybe(lambda: "A"),
            dag=self.maybe(lambda: 7),
        )

    def later(self, granted):
        """What the next month, decided first, has used of the grant that both share."""
        following = self.month.shift(1)
        if not any(grant.beviljandeperiod.covers(following.first) for grant in granted):
            return {}
        entry = AnnanManad(month=following, enheter=28 * 300 + 5, dubbel_minuter=11)
        return {"senare": (entry,), "senare_veckor": {iso_week(self.month.last): 28 * 100 + 7}}

    def beslut_i_foljd(self):
        """No grant, one, or two that follow each other on a day of the month."""
        number = self.rng.choice([0, 1, 1, 1, 1, 1, 1, 2, 2])
        if number < 2:
            return tuple(self.beslut() for _ in range(number))
        change = self.month.first + timedelta(days=self.rng.randint(1, 20))
        periods = (Period(self.month.shift(-2).first, change), Period(change, add_months(change, 3)))
        return tuple(replace(self.beslut(), beviljandeperiod=period) for period in periods)

    def underlag(self):
        reports = tuple(self.report() for _ in range(self.rng.randint(0, 5)))
        moved = self.month.first + timedelta(days=7)
        granted = self.beslut_i_foljd()
        return Underlag(
            month=self.month,
            assessed_on=self.month.last + timedelta(days=120),
            person=Person(
                kommun=(Kommuntid(kommun="1480", period=Period(moved, None)), Kommuntid(kommun="0180", period=Period(ALWAYS, moved))),
                utbetalning=self.rng.choice(["efterskott", "efterskott", "forskott", "blandad"]),
                avliden=self.maybe(self.day, 0.05),
            ),
            beslut=granted,
            anordnare={name: self.anordnare(name) for name in (FORETAG, KOOPERATIV, EGEN)},
            assistenter={name: self.assistent(name) for name in "ABC"},
            tidsredovisningar=reports,
            annan_tid=(AnnanTid(assistent="A", rader=(self.rad(), self.rad())),) if self.rng.random() < 0.3 else (),
            rakning=None if self.trouble(0.1) else self.rakning(),
            kompletteringar=(self.komplettering(),) if self.trouble(0.3) else (),
            institution=self.periods(1) if self.rng.random() < 0.2 else (),
            sjukhus_tidigare=self.periods(1) if self.rng.random() < 0.2 else (),
            tidigare=(AnnanManad(month=self.month.shift(-1), enheter=28 * 600 + 1, dubbel_minuter=9),) if self.rng.random() < 0.3 else (),
            **self.later(granted),
            slutavrakning_gjord=self.day() if self.trouble(0.03) else None,
            retroaktiv=Retroaktiv(ansokt=self.day(), redovisat_manadsvis=self.rng.random() < 0.5) if self.trouble(0.1) else None,
            stallningstaganden=tuple(self.position() for _ in range(self.rng.randint(0, 2))),
        )  # fmt: skip


def whole():
    """The strategy of whole underlag: the one that all properties draw from where every key matters."""
    return st.integers(0, 10**9).map(lambda seed: Chance(seed).underlag())
