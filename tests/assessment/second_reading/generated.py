"""Random months as plain facts: calm ones, where much is paid, and wild ones, where everything happens at once."""

import random
from datetime import date, timedelta
from fractions import Fraction

from tests.assessment.second_reading import plain
from tests.assessment.second_reading.clock import Clock
from tests.assessment.second_reading.money import SCHABLON, kronor

MONTHS = [
    "2008-03", "2011-10", "2013-06", "2013-07", "2014-07", "2014-08", "2015-03", "2016-02", "2016-04", "2016-10", "2016-12", "2017-01", "2017-10", "2018-02", "2018-03", "2018-09", "2018-10", "2019-03", "2020-07", "2020-12", "2021-01", "2021-10", "2021-11", "2022-03", "2024-02", "2025-01", "2026-12",
]  # fmt: skip
SLAG = {"egen": "egen_arbetsgivare", "2120000001": "kommun"}
CLOCK = [
    "00.00",
    "00.01",
    "01.30",
    "02.00",
    "02.30",
    "03.00",
    "04.00",
    "08.00",
    "08.15",
    "12.00",
    "16.00",
    "20.30",
    "22.00",
    "24.00",
]
CALM = ("08.00-16.00", "00.00-24.00", "16.00-24.00", "00.00-08.00", "03.00-12.07")
HOURS = {"period": (1, 10, 40, 300, 4000), "per_vecka": (1, 5, 60, 168), "per_manad": (5, 40, 160, 740)}
SKAL = ("skola", "daglig_verksamhet", "barnomsorg", "andning_sondmatning", "sjukhus")
ARRIVALS = (0, 2, 4, 5, 10, 19, 20, 33, 36, 37, 38)


class Generator:
    def __init__(self, seed, *, calm):
        self.rng = random.Random(seed)  # noqa: S311 - no secrets here
        self.calm = calm
        self.clock = Clock(self.rng.choice(MONTHS))
        self.first, self.last = self.clock.first, self.clock.last
        self.next = self.clock.shift(1)

    def maybe(self, chance):
        return self.rng.random() < chance

    def wild(self, chance):
        return not self.calm and self.maybe(chance)

    def around(self, before=5, after=5):
        return self.first + timedelta(self.rng.randint(-before, self.clock.days + after))

    def case(self):
        anordnare = self.anordnare()
        assistenter = self.assistenter(list(anordnare))
        reports = self.reports(list(assistenter), list(anordnare))
        found = {
            "month": f"{self.first:%Y-%m}",
            "person": self.person(),
            "beslut": self.grants(),
            "anordnare": anordnare,
            "assistenter": assistenter,
            "tidsredovisningar": reports,
        }
        if self.calm or self.maybe(0.92):
            found["rakning"] = self.rakning()
        found |= self.elsewhere(list(assistenter)) | self.stays() | self.history()
        return found | self.answers(found)

    def person(self):
        found = {
            "utbetalning": self.rng.choice(["efterskott"] * (8 if self.calm else 2) + ["forskott", "blandad"])
        }
        found["kommun"] = "0180"
        if self.maybe(0.2):
            moved = self.around(-1, -1)
            found["kommun"] = [
                {"kommun": "0184", "from": "2000-01-01", "to": str(moved)},
                {"kommun": "0180", "from": str(moved + timedelta(1))},
            ]
        return found | ({"avliden": str(self.around())} if self.wild(0.1) else {})

    def grants(self):
        half = date(self.first.year, 1 if self.first.month < 7 else 7, 1)
        end = date(half.year, half.month + 5, 30 if half.month == 1 else 31)
        how = self.rng.random()
        if how < 0.05 and not self.calm:
            return []
        if how < 0.7:
            return [self.grant(half, end)]
        middle = self.around(-1, -2)
        if how < 0.85 or self.calm:
            return [self.grant(half, middle), self.grant(middle + timedelta(1), end)]
        return [self.grant(middle, middle + timedelta(self.rng.randint(3, 25)))]

    def time(self):
        per = self.rng.choice(list(HOURS))
        return {per: f"{self.rng.choice(HOURS[per])}:{self.rng.choice(['00', '07', '30'])}"}

    def grant(self, first, last):
        generous = self.calm and self.maybe(0.7)
        found = {
            "beviljandeperiod": {"from": str(first), "to": str(last)},
            "tid": {"per_vecka": "168:00"} if generous else self.time(),
        }
        found |= {kind: "true" for kind in ("vantetid", "beredskap") if generous or self.maybe(0.6)}
        if self.maybe(0.5):
            found["dubbelassistans"] = {"per_vecka": "168:00"} if generous else self.time()
        if self.maybe(0.3):
            found["timbelopp"] = {"hogre": self.higher()}
        if self.maybe(0.8 if self.calm else 0.4):
            found["timbelopp_utanfor_ees"] = self.rng.choice(["251.37", "400.00", "100.00"])
        if self.maybe(0.4):
            found["sarskilda_skal"] = self.rng.sample(SKAL, self.rng.randint(1, 3))
        if self.maybe(0.3) and not generous:
            found["beslutad"] = self.rng.choice(["2017-10-26", "2017-11-15", "2018-03-31", "2018-04-01"])
        return found

    def higher(self):
        factor = Fraction(self.rng.choice(["1", "1.05", "1.12", "1.3"]))
        return kronor(-int(-Fraction(SCHABLON[self.first.year]) * factor * 100 // 1))

    def registered(self):
        lost = self.around(20, 40)
        back = {"from": str(lost + timedelta(self.rng.randint(1, 50)))}
        once = {"from": "2005-01-01", "to": str(lost)}
        return self.rng.choice([[], [{"from": "2005-01-01"}], [once], [once, back]])

    def anordnare(self):
        names = self.rng.sample(["5560000001", "5560000002", *SLAG], self.rng.randint(1, 3))
        return {name: self.one_anordnare(name) for name in names}

    def one_anordnare(self, name):
        found = {"slag": SLAG.get(name) or self.rng.choice(["foretag", "kooperativ"])}
        found |= {"allt_klart": "true"} if self.maybe(0.7) else {}
        for register in ("ivo_tillstand", "f_skatt", "arbetsgivare", "betalningsmottagare"):
            found |= {register: self.registered()} if self.maybe(0.25) else {}
        found |= {"avtal_from": str(self.around(40, 0))} if self.maybe(0.3) else {}
        return found | ({"tillstand_upphort_meddelat": str(self.around(20, 0))} if self.maybe(0.3) else {})

    def assistenter(self, anordnare):
        names = self.rng.sample("ABC", self.rng.randint(1, 3))
        return {name: self.assistent(anordnare) for name in names}

    def assistent(self, anordnare):
        found = {"fodd": "1980-05-01", "anmald": "alla"}
        if self.wild(0.3):
            found["fodd"] = str(self.around(-1, -1).replace(year=self.first.year - 18, day=1))
        if self.wild(0.4):
            found["anmald"] = self.rng.choice([{}, {name: str(self.around(10, 3)) for name in anordnare}])
        for key, chance in (("narstaende", 0.15), ("kollektivavtal", 0.3), ("forlangd_arbetstid", 0.3)):
            found |= {key: "true"} if self.maybe(chance) else {}
        found |= {"bosatt": "utanfor_ees"} if self.maybe(0.25) else {}
        if self.maybe(0.3):
            found["anstalld"] = {self.rng.choice(anordnare): self.rng.choice(["2012-01-01", "2013-07-01"])}
        first = self.around(0, -5)
        unable = {"oformogen": [{"from": str(first), "to": str(first + timedelta(5))}]}
        return found | (unable if self.wild(0.1) else {})

    def row(self, days):
        if self.calm:
            span = self.rng.choice(CALM)
        else:
            span = "-".join(sorted(self.rng.sample(CLOCK, 2), reverse=self.maybe(0.02)))
        day = self.rng.choice(days) if self.calm or self.maybe(0.98) else self.clock.days + 1
        return f"{day:02d} {span} {self.rng.choice(['aktiv', 'aktiv', 'vantetid', 'beredskap'])}"

    def days(self):
        days = range(1, self.clock.days + 1)
        if self.calm:
            return days
        change = [self.clock.changed] * 3 if self.clock.changed else []
        return self.rng.sample(days, self.rng.randint(2, 12)) + change + [self.clock.days]

    def arrival(self):
        late = self.rng.choice(ARRIVALS) if self.maybe(0.5) else 2
        return str(self.next + timedelta(min(late, 20) if self.calm else late))

    def reports(self, assistenter, anordnare):
        days = self.days()
        return [self.report(assistenter, anordnare, days, number) for number in range(self.rng.randint(1, 4))]

    def report(self, assistenter, anordnare, days, number):
        found = {
            "assistent": self.rng.choice(assistenter),
            "anordnare": self.rng.choice(anordnare),
            "mottagen": self.arrival(),
            "rader": [self.row(days) for _ in range(self.rng.randint(0, 9))],
        }
        found |= {"id": f"r{number}"} if self.wild(0.1) else {}
        found |= {"kollektivavtal": self.rng.choice(["true", "false"])} if self.maybe(0.2) else {}
        return found | ({"berakningsperiod": self.periods()} if self.maybe(0.35) else {})

    def periods(self):
        first = self.around(15, -10)
        middle = first + timedelta(self.rng.randint(3, 28))
        later = {"from": str(middle + timedelta(1)), "to": str(middle + timedelta(28))}
        return [{"from": str(first), "to": str(middle)}, later][: self.rng.randint(1, 2)]

    def rakning(self):
        found = {"mottagen": self.arrival(), "tid": "stammer"}
        if self.maybe(0.7):
            paid = f"{self.rng.choice([0, 100, 5000, 99999])}.{self.rng.choice(['00', '01'])}"
            found["kostnader"] = {"lon": paid, "ob": "1.07"}
        said = {
            "tid": {"aktiv": "1:00"},
            "skola_eller_daglig_verksamhet": self.rng.choice(
                ["true", ["skola"], ["barnomsorg", "daglig_verksamhet"], []]
            ),
            "vistelse_utanfor_ees": "true",
            "kvar_av_forra_utbetalningen": self.rng.choice(["0.00", "5.00"]),
            "sjukhus": self.hospital(),
        }
        return found | {key: value for key, value in said.items() if value and self.wild(0.1)}

    def hospital(self):
        first, found = self.around(33, -10), []
        for _ in range(2):
            last = first + timedelta(self.rng.randint(0, 35))
            stay = {
                "from": f"{first}T{self.rng.choice(['00.00', '10.30', '23.58'])}",
                "to": f"{last}T{self.rng.choice(['23.59', '12.00', '00.00'])}",
            }
            found += [stay] if stay["from"] < stay["to"] else []
            first = last + timedelta(self.rng.randint(0, 3))
        return found

    def elsewhere(self, assistenter):
        rows = [self.row(self.days()) for _ in range(3)]
        there = {"annan_tid": [{"assistent": self.rng.choice(assistenter), "rader": rows}]}
        return there if self.wild(0.1) else {}

    def stays(self):
        before = self.first - timedelta(self.rng.randint(2, 40))
        known = {"from": str(before), "to": str(self.first - timedelta(self.rng.randint(1, 2)))}
        first = self.around(3, -5)
        interned = {"from": str(first), "to": str(first + timedelta(self.rng.randint(0, 4)))}
        found = {"sjukhus_tidigare": [known]} if self.wild(0.1) else {}
        return found | ({"institution": [interned]} if self.wild(0.1) else {})

    def history(self):
        year, number, _ = self.first.isocalendar()
        entry = {
            "month": f"{self.clock.shift(-1):%Y-%m}",
            "assistanstid_min": self.rng.choice(["600", "375/4", "3/28", "2400"]),
            "dubbel_min": self.rng.choice(["0", "61"]),
        }
        week = {f"{year}-W{number:02d}": self.rng.choice(["0", "700", "1200", "1/28"])}
        found = {"tidigare": [entry]} if self.maybe(0.3) else {}
        found |= {"tidigare_veckor": week} if self.maybe(0.3) else {}
        found |= {"slutavrakning_gjord": self.arrival()} if self.wild(0.05) else {}
        applied = str(self.first + timedelta(self.rng.choice([10, 40, 75])))
        told = {"ansokt": applied, "redovisat_manadsvis": self.rng.choice(["true", "false"])}
        return found | ({"retroaktiv": told} if self.wild(0.07) else {})

    def answers(self, case):
        """Requests for completion, and the day of the assessment."""
        arrived = [*case["tidsredovisningar"], *([case["rakning"]] if "rakning" in case else [])]
        latest = max(plain.day(document["mottagen"]) for document in arrived)
        report = case["tidsredovisningar"][0]
        which = {"assistent": report["assistent"], "anordnare": report["anordnare"]}
        asked = {"avser": self.rng.choice(["rakning", which]), "begard": str(latest)}
        asked["sista_dag"] = str(latest + timedelta(7))
        found = {}
        if self.maybe(0.15):
            if self.maybe(0.6):
                latest += timedelta(self.rng.randint(0, 14))
                asked["inkom"] = str(latest)
            found["kompletteringar"] = [asked]
        return found | {"assessed_on": str(latest + timedelta(self.rng.choice([0, 0, 0, 1, 9, 15])))}
