"""Settlement of the month: what is payable, to whom, on which day, from approved minutes and their prices."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.bedomning import Utbetalning, Utbetalningsdel
from assistans.assessment.mottagare import PERSON, Mottagare, choose_payee
from assistans.assessment.pris import Pris
from assistans.assessment.priser import Priser
from assistans.assessment.provning import Provning
from assistans.law import pay_day
from assistans.timeline.quantities import AVRUNDNING, Ore, amount, converted_minutes

Grund = Literal["timbelopp", "kostnader"]
Enheter = dict[tuple[str, Pris], int]
"""Units of 1/28 minute by anordnare and price."""


class Post(NamedTuple):
    """Time at one rate (exact öre per hour) to one payee, with what is paid for it and on which ground."""

    mottagare: str
    timbelopp: Fraction
    grund: Grund
    lagrum: str
    enheter: int
    belopp: Ore
    anordnare: tuple[str, ...]


class Settlement(NamedTuple):
    """What the month comes to. `kostnader_avgor`: the costs were lower than time × amount."""

    poster: tuple[Post, ...]
    utbetalningar: tuple[Utbetalning, ...]
    anvant_belopp: Ore | None
    kostnader_avgor: bool

    @property
    def belopp(self) -> Ore:
        """Payable now, all payees together."""
        return Ore(sum(utbetalning.belopp for utbetalning in self.utbetalningar))


NO_MONEY = Settlement(poster=(), utbetalningar=(), anvant_belopp=None, kostnader_avgor=False)
"""What a month comes to where nothing is granted."""


def settle(provning: Provning, priser: Priser) -> Settlement:
    """Price the live minutes, find payees and days, and round once per payee and rate."""
    refuse_unknown(provning.law, provning.first, **{AVRUNDNING: "halva_uppat"})
    units: Enheter = defaultdict(int)
    for segment in provning.live:
        post = segment.post
        units[post.anordnare, post.pris or priser.of(segment)] += (segment.end - segment.start) * post.enheter
    now = {key: value for key, value in units.items() if not key[1].forskott}
    days = _payees(provning, sorted({anordnare for anordnare, _ in now}))
    poster, decided = _by_costs(provning, now, {name: mottagare for name, (mottagare, _) in days.items()})
    return Settlement(
        poster=tuple(poster),
        utbetalningar=_payments(provning, poster, days),
        anvant_belopp=_used_in_advance(provning, {key: n for key, n in units.items() if key[1].forskott}),
        kostnader_avgor=decided,
    )


def _payees(provning: Provning, names: list[str]) -> dict[str, tuple[str, date]]:
    found = {}
    for name in names:
        day = _pay_day(provning, name)
        chosen = choose_payee(anordnare=provning.underlag.anordnare[name], day=day, law=provning.law)
        found[name] = (chosen.mottagare, day)
        reports = [n for n, r in enumerate(provning.underlag.tidsredovisningar) if r.anordnare == name]
        for kod in chosen.koder:
            provning.note(kod, "notera", rapporter=reports)
        provning.by_parameter(
            _day_key(name, chosen),
            "utbetalningsdag",
            resultat=day,
            enhet="dag",
            policy="helgflytt_utbetalning",
            anordnare=name,
            mottagare=chosen.mottagare,
            koder=chosen.koder,
        )
    return found


def _day_key(name: str, chosen: Mottagare) -> str:
    if chosen.koder:
        return "betalningsdag_person"
    return "betalningsdag" if chosen.mottagare == name else "betalningsdag_egen"


def _pay_day(provning: Provning, anordnare: str) -> date:
    underlag = provning.underlag
    arrived = [report.mottagen for report in underlag.tidsredovisningar if report.anordnare == anordnare]
    if underlag.rakning is not None:
        arrived.append(underlag.rakning.mottagen)
    arrived += [
        k.inkom for k in underlag.kompletteringar if k.inkom is not None and k.anordnare in {None, anordnare}
    ]
    return pay_day(provning.law, month=provning.month, complete=max(arrived), not_before=underlag.assessed_on)


def _grouped(units: Enheter, payees: Mapping[str, str]) -> list[Post]:
    sums: dict[tuple[str, Fraction], int] = defaultdict(int)
    names: dict[tuple[str, Fraction], set[str]] = defaultdict(set)
    lagrum: dict[tuple[str, Fraction], str] = {}
    for (anordnare, pris), enheter in sorted(units.items(), key=lambda item: (item[0][0], item[0][1].order)):
        key = (payees.get(anordnare, PERSON), pris.timbelopp)
        sums[key] += enheter
        names[key].add(anordnare)
        lagrum.setdefault(key, pris.lagrum)
    return [
        Post(
            mottagare=key[0],
            timbelopp=key[1],
            grund="timbelopp",
            lagrum=lagrum[key],
            enheter=sums[key],
            belopp=amount(units=sums[key], rate=key[1]),
            anordnare=tuple(sorted(names[key])),
        )
        for key in sorted(sums)
    ]


def _by_costs(provning: Provning, units: Enheter, payees: Mapping[str, str]) -> tuple[list[Post], bool]:
    # The lower of the month's costs and time × amount, for all time whose price is bound by costs.
    bound = {key: enheter for key, enheter in units.items() if key[1].grund == "kostnader"}
    rakning = provning.underlag.rakning
    kostnader = None if rakning is None else rakning.kostnader
    priced = _grouped(bound, payees)
    value = Ore(sum(post.belopp for post in priced))
    if kostnader is None or kostnader.summa >= value:
        if kostnader is not None and bound:
            _trace_costs(provning, kostnader.summa, value)
        return _grouped(units, payees), False
    provning.remark("KOSTNAD_UNDER_TIMBELOPP")
    refuse_unknown(provning.law, provning.first, kostnadsdelning="efter_tid")
    shares = _shared(kostnader.summa, [post.enheter for post in priced])
    by_costs = [
        post._replace(belopp=share, grund="kostnader") for post, share in zip(priced, shares, strict=True)
    ]
    others = {key: enheter for key, enheter in units.items() if key not in bound}
    return sorted(by_costs + _grouped(others, payees)), True


def _trace_costs(provning: Provning, costs: Ore, value: Ore) -> None:
    provning.by_observation(
        "kostnader_manad",
        "KOSTNAD_UNDER_TIMBELOPP",
        resultat=value,
        enhet="öre",
        kostnader=costs,
        varde=value,
    )


def _shared(costs: Ore, units: list[int]) -> list[Ore]:
    parts = [costs * part // sum(units) for part in units]
    parts[0] += costs - sum(parts)
    return [Ore(part) for part in parts]


def _payments(
    provning: Provning, poster: list[Post], days: dict[str, tuple[str, date]]
) -> tuple[Utbetalning, ...]:
    by_payee: dict[str, list[Post]] = defaultdict(list)
    for post in poster:
        by_payee[post.mottagare].append(post)
    found = []
    for mottagare in sorted(by_payee):
        delar = tuple(_part(provning, post) for post in by_payee[mottagare])
        day = max(day for chosen, day in days.values() if chosen == mottagare)
        belopp = Ore(sum(part.belopp for part in delar))
        if belopp:
            found.append(Utbetalning(mottagare=mottagare, belopp=belopp, dag=day, delar=delar))
    return tuple(found)


def _part(provning: Provning, post: Post, *, nyckel: str = "") -> Utbetalningsdel:
    part = Utbetalningsdel(
        anordnare=post.anordnare,
        timbelopp=post.timbelopp,
        enheter=post.enheter,
        belopp=post.belopp,
        grund=post.grund,
        lagrum=post.lagrum,
    )
    provning.trace(
        nyckel or ("belopp_kostnader" if part.grund == "kostnader" else "belopp"),
        resultat=part.belopp,
        enhet="öre",
        lagrum=part.lagrum,
        regler=("B3",) if part.grund == "timbelopp" else ("B3", "B16", "H4"),
        policy=AVRUNDNING,
        varden={
            "mottagare": post.mottagare,
            "tid": converted_minutes(part.enheter),
            "timbelopp": part.timbelopp,
        },
    )
    return part


def _used_in_advance(provning: Provning, units: Enheter) -> Ore | None:
    if not units and provning.underlag.person.utbetalning != "forskott":
        return None
    poster = _grouped(units, {})
    for post in poster:
        _part(provning, post, nyckel="belopp_forskott")
    return Ore(sum(post.belopp for post in poster))
