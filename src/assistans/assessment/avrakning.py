"""Settlement of the month: what is payable, to whom, on which day, from approved minutes and their prices."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from assistans.assessment.bedomning import Utbetalning, Utbetalningsdel
from assistans.assessment.mottagare import PERSON, choose_payee
from assistans.assessment.priser import Pris, Priser
from assistans.assessment.provning import Provning
from assistans.law import pay_day
from assistans.timeline.quantities import Ore, amount


class Post(NamedTuple):
    """Time at one price to one payee, with what it is paid."""

    mottagare: str
    pris: Pris
    enheter: int
    belopp: Ore
    anordnare: tuple[str, ...]


class Avrakning(NamedTuple):
    """What the month comes to. `kostnader_avgor`: the costs were lower than time × amount."""

    poster: tuple[Post, ...]
    utbetalningar: tuple[Utbetalning, ...]
    anvant_belopp: Ore | None
    kostnader_avgor: bool

    @property
    def belopp(self) -> Ore:
        """Payable now, all payees together."""
        return Ore(sum(utbetalning.belopp for utbetalning in self.utbetalningar))


def settle(provning: Provning, priser: Priser) -> Avrakning:
    """Price the live minutes, find payees and days, and round once per payee and rate."""
    provning.law.parameter("avrundning_ore").choice(provning.first, "halva_uppat")
    units: dict[tuple[str, Pris], int] = defaultdict(int)
    for stracka in provning.live:
        post = stracka.post
        units[post.anordnare, post.pris or priser.of(stracka)] += (stracka.end - stracka.start) * post.enheter
    now = {key: value for key, value in units.items() if not key[1].forskott}
    days = _payees(provning, sorted({anordnare for anordnare, _ in now}))
    poster, decided = _by_costs(provning, _grouped(now, days))
    return Avrakning(
        poster=tuple(poster),
        utbetalningar=_payments(provning, poster, days),
        anvant_belopp=_used_in_advance(provning, units),
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
            "betalningsdag",
            "utbetalningsdag",
            resultat=day,
            enhet="dag",
            anordnare=name,
            mottagare=chosen.mottagare,
            koder=chosen.koder,
        )
    return found


def _pay_day(provning: Provning, anordnare: str) -> date:
    underlag = provning.underlag
    arrived = [report.mottagen for report in underlag.tidsredovisningar if report.anordnare == anordnare]
    if underlag.rakning is not None:
        arrived.append(underlag.rakning.mottagen)
    arrived += [
        k.inkom for k in underlag.kompletteringar if k.inkom is not None and k.anordnare in {None, anordnare}
    ]
    return pay_day(provning.law, month=provning.month, complete=max(arrived), not_before=underlag.assessed_on)


def _grouped(units: dict[tuple[str, Pris], int], days: dict[str, tuple[str, date]]) -> list[Post]:
    sums: dict[tuple[str, Pris], int] = defaultdict(int)
    names: dict[tuple[str, Pris], set[str]] = defaultdict(set)
    for (anordnare, pris), enheter in units.items():
        key = (days[anordnare][0], pris)
        sums[key] += enheter
        names[key].add(anordnare)
    return [
        Post(
            mottagare,
            pris,
            enheter,
            amount(units=enheter, rate=pris.timbelopp),
            tuple(sorted(names[mottagare, pris])),
        )
        for (mottagare, pris), enheter in sorted(
            sums.items(), key=lambda item: (item[0][0], item[0][1].order)
        )
    ]


def _by_costs(provning: Provning, poster: list[Post]) -> tuple[list[Post], bool]:
    # The lower of the month's costs and time × amount, for all time whose price is bound by costs.
    rakning = provning.underlag.rakning
    bound = [post for post in poster if post.pris.grund == "kostnader"]
    if not bound or rakning is None or rakning.kostnader is None:
        return poster, False
    costs = rakning.kostnader.summa
    if costs >= sum(post.belopp for post in bound):
        return poster, False
    provning.remark("KOSTNAD_UNDER_TIMBELOPP")
    provning.law.parameter("kostnadsdelning").choice(provning.first, "efter_tid")
    shares = dict(zip(bound, _shared(costs, [post.enheter for post in bound]), strict=True))
    return [post._replace(belopp=shares.get(post, post.belopp)) for post in poster], True


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


def _part(provning: Provning, post: Post) -> Utbetalningsdel:
    part = Utbetalningsdel(
        anordnare=post.anordnare,
        timbelopp=post.pris.timbelopp,
        enheter=post.enheter,
        belopp=post.belopp,
        grund=post.pris.grund,
        lagrum=post.pris.lagrum,
    )
    provning.trace(
        "belopp",
        resultat=part.belopp,
        enhet="öre",
        lagrum=part.lagrum,
        regler=("B3",) if part.grund == "timbelopp" else ("B3", "B16", "H4"),
        policy="avrundning_ore",
        varden={"mottagare": post.mottagare, "enheter": part.enheter, "timbelopp": part.timbelopp},
    )
    return part


def _used_in_advance(provning: Provning, units: dict[tuple[str, Pris], int]) -> Ore | None:
    sums: dict[Pris, int] = defaultdict(int)
    for (_, pris), enheter in units.items():
        if pris.forskott:
            sums[pris] += enheter
    if not sums and provning.underlag.person.utbetalning != "forskott":
        return None
    poster = [
        Post(PERSON, pris, enheter, amount(units=enheter, rate=pris.timbelopp), ())
        for pris, enheter in sums.items()
    ]
    for post in poster:
        _part(provning, post)
    return Ore(sum(post.belopp for post in poster))
