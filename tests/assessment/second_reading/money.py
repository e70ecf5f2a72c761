"""What the approved minutes are paid with, to whom, when, and the municipality's part of it."""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tests.assessment.second_reading import holds, plain
from tests.assessment.second_reading.minutes import outside_ees
from tests.assessment.second_reading.month import WORTH, converted

# F1091 5 §, written once more on purpose: kronor an hour. After 2026 nothing is known, and its amount goes on.
SCHABLON = {
    1998: "168", 2000: "178", 2005: "212", 2006: "219", 2007: "228", 2008: "237", 2009: "247", 2010: "252",
    2011: "258", 2012: "267", 2013: "275", 2014: "280", 2015: "284", 2016: "288", 2017: "291", 2018: "295.4",
    2019: "299.8", 2020: "304.3", 2021: "315", 2022: "319.7", 2023: "324.5", 2024: "332.6", 2025: "342.6",
    2026: "347.7", 2027: "347.7",
}  # fmt: skip
UNVERIFIED = {2000, 2005, 2006, 2007, 2009, 2010, 2011, 2025, 2027}


class Price(NamedTuple):
    kronor: Fraction
    by_costs: bool
    account: bool
    advance: bool
    capped: bool
    table: bool


def price(month, minute):
    grant, year = month.grant(minute), minute.day.year
    schablon = Fraction(SCHABLON[year])
    cap = schablon * Fraction(112, 100)
    advance = plain.in_advance(month.case, grant)
    costs = not advance and month.first >= date(2016, 4, 1)
    if "timbelopp_utanfor_ees" in grant and outside_ees(month, minute):
        skaligt = Fraction(grant["timbelopp_utanfor_ees"])
        return Price(skaligt, by_costs=False, account=costs, advance=advance, capped=False, table=False)
    decided = grant.get("timbelopp", "schablon")
    if decided != "schablon":
        hogre = Fraction(decided["hogre"])
        return Price(min(hogre, cap), costs, costs, advance, capped=hogre > cap, table=True)
    own = month.own(minute) and costs
    return Price(schablon, own, own, advance, capped=False, table=True)


def rounded(kronor):
    """Round half up to whole öre."""
    return int(kronor * 100 + Fraction(1, 2))


def value(parts, rate):
    """Price time in parts of 28 of a minute at kronor an hour, rounded."""
    return rounded(converted(parts) * rate / 60)


def kronor(ore):
    return f"{ore // 100}.{ore % 100:02d}"


class Payment:
    """The month's money. `prices` holds the price of every row with approved minutes."""

    def __init__(self, month, prices):
        self.month = month
        approved = month.live() if month.grants else []
        self.payable = [minute for minute in approved if not prices[minute.row].advance]
        self.advance = [minute for minute in approved if prices[minute.row].advance]
        self.prices = prices
        self.days, self.payees = {}, {}
        for name in sorted({minute.anordnare for minute in self.payable}):
            self.days[name] = self._day(name)
            self.payees[name] = self._payee(name)
        self.units = self._units(self.payable)
        self.costs_decide = self._costs_decide()
        self.paid = self._paid()

    def _units(self, minutes):
        found = Counter()
        for row, parts in _by_row(minutes).items():
            price, payee = self.prices[row], self.payees.get(row.anordnare, "person")
            found[payee, price.kronor, price.by_costs] += parts
        return found

    def _day(self, name):
        month, documents = self.month, []
        documents += [report["mottagen"] for report in month.reports if report["anordnare"] == name]
        documents += [month.rakning["mottagen"]] if month.rakning else []
        for asked in month.case.get("kompletteringar", []):
            if "inkom" in asked and (asked["avser"] == "rakning" or asked["avser"]["anordnare"] == name):
                documents.append(asked["inkom"])
        complete = max(map(plain.day, documents))
        return next(
            day
            for nominal, day in self._pay_days()
            if nominal >= self._earliest(complete) and day > complete and day >= month.assessed_on
        )

    def _earliest(self, complete):
        following = self.month.clock.shift(1)
        if complete <= following.replace(day=5):
            return following.replace(day=20)
        return self.month.clock.shift(2) if complete <= following.replace(day=20) else complete

    def _pay_days(self):
        for later in range(1, 60):
            first = self.month.clock.shift(later)
            for day in (5, 20) if first >= date(2016, 11, 1) else (20,):
                yield first.replace(day=day), holds.moved(first.replace(day=day), -1)

    def _payee(self, name):
        anordnare, day = self.month.case["anordnare"][name], self.days[name]
        slag = self.month.slag(name)
        if slag == "egen_arbetsgivare":
            return "person"
        if not plain.inside(plain.registered(anordnare, "betalningsmottagare"), day):
            self.month.seen.add("BETALNINGSMOTTAGARE_SAKNAS")
            return "person"
        lacking = set() if slag == "kommun" else _lacking(anordnare, day)
        self.month.seen |= lacking
        return "person" if lacking else name

    def _costs_decide(self):
        self.bound = Counter()
        for (payee, rate, by_costs), units in self.units.items():
            if by_costs:
                self.bound[payee, rate] += units
        by_the_hour = sum(value(units, rate) for (_, rate), units in self.bound.items())
        costs = holds.costs(self.month)
        return costs is not None and costs * 100 < by_the_hour

    def _paid(self):
        paid, by_rate = Counter(), Counter()
        for (payee, rate, by_costs), units in self.units.items():
            if not (by_costs and self.costs_decide):
                by_rate[payee, rate] += units
        for (payee, rate), units in by_rate.items():
            paid[payee] += value(units, rate)
        if self.costs_decide:
            self.month.seen.add("KOSTNAD_UNDER_TIMBELOPP")
            paid.update(self._shares_of_costs())
        return paid

    def _shares_of_costs(self):
        total = int(holds.costs(self.month) * 100)
        everything = sum(self.bound.values())
        order = sorted(self.bound)
        shares = [total * self.bound[key] // everything for key in order]
        shares[0] += total - sum(shares)
        found = Counter()
        for (payee, _), share in zip(order, shares, strict=True):
            found[payee] += share
        return found

    def payments(self):
        return [
            {
                "mottagare": payee,
                "belopp": kronor(ore),
                "dag": max(day for name, day in self.days.items() if self.payees[name] == payee).isoformat(),
            }
            for payee, ore in sorted(self.paid.items())
            if ore
        ]

    def used_in_advance(self):
        found = Counter()
        for row, parts in _by_row(self.advance).items():
            found[self.prices[row].kronor] += parts
        return kronor(sum(value(units, rate) for rate, units in found.items()))

    def kommuner(self):
        taken, left = Counter(), {}
        for minute in self.payable:
            week = _week(minute.day)
            if week not in left:
                used = Fraction(self.month.case.get("tidigare_veckor", {}).get(week, "0"))
                left[week] = max(0, 20 * 60 * 28 - int(used * 28))
            part = min(WORTH[minute.kind], left[week])
            left[week] -= part
            taken[minute.row] += part
        shares = defaultdict(Counter)
        for row, parts in taken.items():
            shares[self._kommun_on(row.day)][self.prices[row]] += parts
        parts = [self._kommun(name, shares[name]) for name in self._answering()]
        return parts if len(parts) > 1 else parts[0]

    def _named(self):
        named = self.month.case["person"].get("kommun")
        return named if isinstance(named, list) else [{"kommun": named, **plain.ALWAYS[0]}]

    def _answering(self):
        first, last = self.month.first, self.month.last
        return sorted(
            {
                each["kommun"]
                for each in self._named()
                if plain.day(each["from"]) <= last and plain.ends(each) >= first
            }
        )

    def _kommun_on(self, day):
        return next(each["kommun"] for each in self._named() if plain.inside([each], day))

    def _kommun(self, name, shares):
        by_rate, by_costs = Counter(), 0
        for found, units in shares.items():
            if found.by_costs and self.costs_decide:
                by_costs += units
            else:
                by_rate[found.kronor] += units
        ore = sum(value(units, rate) for rate, units in by_rate.items())
        if by_costs:
            ore += rounded(by_costs * holds.costs(self.month) / sum(self.bound.values()))
        units = converted(sum(shares.values()))
        return {"kommun": name, "assistanstid_min": str(units), "belopp": kronor(ore)}


def _by_row(minutes):
    found = Counter()
    for minute in minutes:
        found[minute.row] += WORTH[minute.kind]
    return found


def _week(day):
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def _lacking(anordnare, day):
    asked = {"arbetsgivare": "EJ_ARBETSGIVARE", "f_skatt": "F_SKATT_SAKNAS"}
    if day >= date(2013, 7, 1):
        asked["ivo_tillstand"] = "MOTTAGARE_UTAN_TILLSTAND"
    return {code for name, code in asked.items() if not plain.inside(plain.registered(anordnare, name), day)}
