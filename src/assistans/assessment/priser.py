"""What an hour is paid with: schablonbelopp, a higher amount within the cap, or a skäligt belopp (SFB 51:11)."""

from datetime import date
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter

from assistans.assessment.checks.utforare import bound
from assistans.assessment.pris import Pris
from assistans.assessment.provning import Provning
from assistans.assessment.segments import Radpost, Segment
from assistans.facts import Beslut, CaseError
from assistans.law import Law
from assistans.timeline.quantities import Ore

_PERCENT = 100
_PRIS = attrgetter("post.pris")


def schablonbelopp(law: Law, day: date) -> Ore:
    """Give the schablonbelopp in öre per hour of the year that a day lies in (F1091 5 §)."""
    return law.parameter("schablonbelopp").ore(day)


def cap(law: Law, day: date) -> Fraction:
    """Give the highest amount in öre per hour, the exact product (SFB 51:11 st 2; rule H1)."""
    percent = law.parameter("hogsta_timbelopp_procent").number(day)
    return Fraction(schablonbelopp(law, day) * percent, _PERCENT)


class Priser:
    """The prices of one month, each worked out once per grant, dated amount and kind of employment."""

    def __init__(self, provning: Provning) -> None:
        self._provning = provning
        self._found: dict[tuple[int, int], Pris] = {}
        self._alike: dict[tuple[int, bool, bool], Pris] = {}
        self._one: dict[tuple[object, ...], Pris] = {}
        self._stretches = self._same_price_days()

    def _same_price_days(self) -> list[int]:
        """Number the stretches of days with one grant and one law of prices, by number of day."""
        provning = self._provning
        starts = _starts(provning.law)
        numbers = [0]
        before = provning.grant_by_day[0]
        for day, grant in zip(provning.days[1:], provning.grant_by_day[1:], strict=True):
            numbers.append(numbers[-1] + (grant is not before or day in starts))
            before = grant
        return numbers

    def of(self, segment: Segment) -> Pris:
        """Give the price of a live stretch."""
        return segment.post.pris or self._find(segment.post)

    def in_use(self) -> set[Pris]:
        """Give the prices of all live stretches."""
        found = set(map(_PRIS, self._provning.live))
        if None not in found:
            return found
        self._price_live()
        return set(map(_PRIS, self._provning.live))

    def _price_live(self) -> None:
        # Within such a stretch a report has one price: it is of one assistant at one anordnare.
        known, stretches = self._found, self._stretches
        for segment in self._provning.live:
            post = segment.post
            post.pris = known.get((post.rapport, stretches[post.dagnr])) or self._find(post)

    def _find(self, post: Radpost) -> Pris:
        key = (post.rapport, self._stretches[post.dagnr])
        if key not in self._found:
            self._found[key] = self._as_alike(post, key[1])
        post.pris = self._found[key]
        return post.pris

    def _as_alike(self, post: Radpost, stretch: int) -> Pris:
        grant = self._provning.grant_by_day[post.dagnr]
        key = (stretch, self._provning.egen(post), self._is_skaligt(post, grant))
        if key not in self._alike:
            self._alike[key] = self._shared(self._price(post, grant), grant)
        return self._alike[key]

    def _shared(self, price: Pris, grant: Beslut | None) -> Pris:
        found = self._one.setdefault(price.order, price)
        decided = None if grant is None or price.dagens is None else grant.timbelopp.hogre
        if found is price and decided is not None:
            self._trace_higher(price, decided)
        return found

    def _trace_higher(self, price: Pris, decided: Ore) -> None:
        law, day = self._provning.law, max(self._provning.first, _first_day(price))
        self._provning.by_observation(
            "hogre_timbelopp",
            "HOGRE_BELOPP_BEGRANSAT",
            resultat=price.timbelopp,
            enhet="öre per timme",
            beslutat_timbelopp=Fraction(decided),
            hogsta_timbelopp=cap(law, day),
        )

    def _price(self, post: Radpost, grant: Beslut | None) -> Pris:
        if grant is None:
            return self._schablon(post, forskott=paid_in_advance(self._provning, None))
        forskott = paid_in_advance(self._provning, grant)
        if grant.timbelopp_utanfor_ees is not None and self._is_skaligt(post, grant):
            return self._skaligt(grant.timbelopp_utanfor_ees, post.dag, forskott=forskott)
        if grant.timbelopp.hogre is not None:
            return self._hogre(grant.timbelopp.hogre, post.dag, forskott=forskott)
        return self._schablon(post, forskott=forskott)

    def _is_skaligt(self, post: Radpost, grant: Beslut | None) -> bool:
        if grant is None or grant.timbelopp_utanfor_ees is None:
            return False
        assistent = self._provning.assistent(post)
        return assistent.bosatt == "utanfor_ees" and bound(self._provning, assistent, post.anordnare)

    def _costs_decide(self, day: date, *, forskott: bool) -> bool:
        return not forskott and self._provning.law.parameter("kostnader_avgor").yes(day)

    def _skaligt(self, belopp: Ore, day: date, *, forskott: bool) -> Pris:
        konto = self._costs_decide(day, forskott=forskott)
        lagrum = self._lagrum("ASSISTENT_UTANFOR_EES")
        return Pris(
            Fraction(belopp), "timbelopp", konto, forskott, begransad=False, lagrum=lagrum, dagens=None
        )

    def _hogre(self, decided: Ore, day: date, *, forskott: bool) -> Pris:
        law = self._provning.law
        highest, bears = cap(law, day), self._costs_decide(day, forskott=forskott)
        return Pris(
            timbelopp=min(Fraction(decided), highest),
            grund="kostnader" if bears else "timbelopp",
            konto=bears,
            forskott=forskott,
            begransad=decided > highest,
            lagrum=self._lagrum("HOGRE_BELOPP_BEGRANSAT"),
            dagens=law.parameter("schablonbelopp").at(day),
        )

    def _schablon(self, post: Radpost, *, forskott: bool) -> Pris:
        parameter = self._provning.law.parameter("schablonbelopp")
        bears = self._provning.egen(post) and self._costs_decide(post.dag, forskott=forskott)
        return Pris(
            timbelopp=Fraction(parameter.ore(post.dag)),
            grund="kostnader" if bears else "timbelopp",
            konto=bears,
            forskott=forskott,
            begransad=False,
            lagrum=parameter.lagrum.on(post.dag),
            dagens=parameter.at(post.dag),
        )

    def _lagrum(self, kod: str) -> str:
        return self._provning.law.observation(kod).lagrum.on(self._provning.first)


@lru_cache(maxsize=64)
def _starts(law: Law) -> frozenset[date]:
    """Give the days on which an amount, or what decides it, may change."""
    dated = (law.parameter("schablonbelopp"), law.parameter("kostnader_avgor"))
    return frozenset(value.period.start for parameter in dated for value in parameter.values)


def _first_day(price: Pris) -> date:
    return date.min if price.dagens is None else price.dagens.period.start


def paid_in_advance(provning: Provning, grant: Beslut | None) -> bool:
    """Tell whether a grant's time is paid in advance (SFB 51:15; rules B8 and B18)."""
    utbetalning = provning.underlag.person.utbetalning
    if utbetalning != "blandad" or grant is None:
        return utbetalning == "forskott"
    return not provning.law.parameter("efterskott_blandad").yes(grant.beviljandeperiod.start)


def refuse_below_schablon(provning: Provning) -> None:
    """Refuse a higher amount below the schablonbelopp of a day it is in force; CaseError names the grant."""
    for place, grant in enumerate(provning.underlag.beslut):
        decided = grant.timbelopp.hogre
        if decided is None or not grant.beviljandeperiod.overlaps(provning.period):
            continue
        day = max(grant.beviljandeperiod.start, provning.first)
        lowest = schablonbelopp(provning.law, day)
        if decided < lowest:
            problem = f"{decided.kronor()} is below the schablonbelopp {lowest.kronor()} of {day.year}"
            raise CaseError(f"beslut[{place}].timbelopp.hogre", problem)
