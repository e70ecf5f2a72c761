"""The examination in progress: which minutes are still live, what has been taken from them, and the trace."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from itertools import chain, repeat
from operator import sub

from assistans.assessment import basis
from assistans.assessment.bedomning import Arbetstid, Minuter, Ode, Sparrad
from assistans.assessment.segments import Radpost, Segment, cut, in_time_order, outside, union
from assistans.facts import (
    SLAG,
    AnnanManad,
    Anordnare,
    Assistent,
    Beslut,
    CaseError,
    Slag,
    Stallningstagande,
    Tid,
    Underlag,
)
from assistans.law import Law, last_reporting_day
from assistans.law.observations import Mode
from assistans.timeline.months import Month
from assistans.timeline.rows import month_clock

Hit = tuple[Segment, int, int]
"""A stretch and the part of it (exact minutes) that a check takes."""

Fate = tuple[int, int, date, int, int, Slag, int, Ode, str | None]
"""What a Minuter holds, before it is one."""

# Minuter._make without its count of fields: a Fate has them all.
_MINUTER: Callable[[Fate], Minuter] = partial(tuple.__new__, Minuter)
_last_reporting_day = lru_cache(maxsize=1024)(last_reporting_day)
_ODE: Mapping[Mode, Ode] = {"vanta": "vantar", "stopp": "stoppad"}


class Finding:
    """What was seen of one code."""

    __slots__ = ("lagen", "minuter", "rader", "rapporter")

    def __init__(self) -> None:
        self.lagen: set[Mode] = set()
        self.minuter = 0
        self.rapporter: set[int] = set()
        self.rader: set[tuple[int, int]] = set()


class Provning:
    """One underlag under examination by one law. Checks take minutes; each minute is taken once.

    `poster` are the rows of each report that have a computable length. `grants` are those in force in the month, in time order, each once; `worth` the units of 1/28 minute of a raw minute
    of each kind.
    """

    def __init__(self, underlag: Underlag, law: Law) -> None:
        self.underlag = underlag
        self.law = law
        self.month = underlag.month
        self.period = underlag.month.period
        self.first = underlag.month.first
        self.last = underlag.month.last
        self.clock = month_clock(underlag.month)
        self.days = month_days(underlag.month)
        self.simultaneous: Mapping[Radpost, None] = {}
        self.poster: list[list[Radpost]] = []
        self.live: list[Segment] = []
        self.tagna: list[tuple[Segment, Ode, str]] = []
        self.utan_langd: list[tuple[Radpost, Ode | None, str]] = []
        self.redovisad = Tid()
        self.findings: dict[str, Finding] = {}
        self.arbetstid: list[Arbetstid] = []
        self.used_positions: set[int] = set()
        self.spar: list[Sparrad] = []
        self._positions = _by_code(underlag.stallningstaganden)
        self.grant_by_day = self._grants()
        self.grants = self._each_grant()
        self.granted_every_day = all(self.grant_by_day[1:])
        self.worth: Mapping[Slag, int] = {}

    def _grants(self) -> list[Beslut | None]:
        grants: list[Beslut | None] = [None] * (self.month.days + 1)
        for grant in self.underlag.beslut:
            inside = grant.beviljandeperiod.within(self.period)
            if inside.end is not None and inside.start < inside.end:
                first = inside.start.day
                grants[first : first + inside.length] = [grant] * inside.length
        return grants

    def _each_grant(self) -> list[Beslut]:
        found: list[Beslut] = []
        for grant in self.grant_by_day[1:]:
            if grant is not None and (not found or found[-1] is not grant):
                found.append(grant)
        return found

    @property
    def sista_dag(self) -> date:
        """The last reporting day of the month."""
        return _last_reporting_day(self.law, self.month)

    def live_under(self, grant: Beslut) -> list[Segment]:
        """Give the live stretches of the days that a grant is in force."""
        if self.granted_every_day and len(self.grants) == 1:
            return self.live
        return [segment for segment in self.live if self.grant_by_day[segment.post.dagnr] is grant]

    def used_elsewhere(self, place: int) -> tuple[AnnanManad, ...]:
        """Give the other months that count against the grant of a place in `grants`.

        Earlier ones are summed against the first grant of the month, later ones that were decided before it against
        the last: no later month can share an earlier grant.
        """
        earlier = self.underlag.tidigare if place == 0 else ()
        return earlier + (self.underlag.senare if place == len(self.grants) - 1 else ())

    def live_simultaneous(self) -> list[Segment]:
        """Give the live stretches of rows that shared minutes with others, in time order."""
        rows = self.simultaneous
        return in_time_order([segment for segment in self.live if segment.post in rows])

    def assistent(self, post: Radpost) -> Assistent:
        """Give a row's assistant."""
        return self.underlag.assistenter[post.assistent]

    def anordnare(self, post: Radpost) -> Anordnare:
        """Give a row's anordnare."""
        return self.underlag.anordnare[post.anordnare]

    def egen(self, post: Radpost) -> bool:
        """Tell whether the person employs the assistant herself."""
        return self.anordnare(post).slag == "egen_arbetsgivare"

    def days_before(self, day: date | None) -> int:
        """Count the days of the month before a day; None = never, so all of them."""
        if day is None or day > self.last:
            return self.month.days
        return max(0, (day - self.first).days)

    def mode(self, kod: str, day: date | None = None) -> Mode:
        """Give a check's mode on a day (default the month's first)."""
        return self.law.observation(kod).mode(day or self.first)

    def runs(self, kod: str) -> bool:
        """Tell whether a check runs at all in the month."""
        return self.law.observation(kod).highest(self.first, self.last) != "av"

    def take_where(self, kod: str, hit: Callable[[Segment], bool], *, soft: bool = False) -> None:
        """Let a check take every live stretch that `hit` says."""
        self.take(
            kod, [(segment, segment.start, segment.end) for segment in self.live if hit(segment)], soft=soft
        )

    def take(self, kod: str, hits: list[Hit], *, soft: bool = False) -> None:
        """Let a check take parts of live stretches, by its mode on each day.

        `soft`: what the mode would stop only waits. What waits may have been let through, or stopped, by a
        handläggare's position.
        """
        taken: dict[int, list[tuple[int, int, Ode]]] = defaultdict(list)
        constant = self.mode(kod) if self.law.observation(kod).constant(self.first, self.last) else None
        for segment, start, end in hits:
            mode = constant or self.mode(kod, segment.post.dag)
            if mode == "notera":
                self.note(kod, mode, post=segment.post)
            elif mode == "stopp" and not soft:
                taken[id(segment)].append((start, end, "stoppad"))
            elif mode != "av":
                taken[id(segment)] += self._waiting(kod, segment, start, end)
        if any(taken.values()):
            self._remove(kod, taken)

    def _waiting(self, kod: str, segment: Segment, start: int, end: int) -> list[tuple[int, int, Ode]]:
        positions = [held for held in self._positions.get(kod, ()) if self._meant(held, segment.post)]
        return (
            self._positioned(segment.part(start, end), positions) if positions else [(start, end, "vantar")]
        )

    def _positioned(self, part: Segment, positions: list[Stallningstagande]) -> list[tuple[int, int, Ode]]:
        self.used_positions.update(id(held) for held in positions if cut(part, [self._window(held)]))
        stopped = union(self._window(held) for held in positions if held.utfall == "stoppad")
        through = union(self._window(held) for held in positions)
        waiting = outside(part, through)
        return [(*span, "stoppad") for span in cut(part, stopped)] + [(*span, "vantar") for span in waiting]

    def _meant(self, held: Stallningstagande, post: Radpost) -> bool:
        report = self.underlag.tidsredovisningar[post.rapport]
        return (
            held.assistent in {None, post.assistent}
            and held.anordnare in {None, post.anordnare}
            and held.rapport in {None, report.id}
            and held.dag in {None, post.dagnr}
        )

    def _window(self, held: Stallningstagande) -> tuple[int, int]:
        if held.dag is None or held.fran is None or held.till is None:
            return 0, self.clock.length
        span = self.clock.span(held.dag, held.fran, held.till)
        if isinstance(span, str):
            raise CaseError("stallningstaganden", f"day {held.dag} has no such clock times ({span})")
        return span

    def _remove(self, kod: str, taken: Mapping[int, list[tuple[int, int, Ode]]]) -> None:
        rest: list[Segment] = []
        for segment in self.live:
            parts = taken.get(id(segment))
            if not parts:
                rest.append(segment)
                continue
            if len(parts) == 1 and parts[0][:2] == (segment.start, segment.end):
                self._record(kod, segment, parts[0][2])
                continue
            for start, end, ode in parts:
                self._record(kod, segment.part(start, end), ode)
            spans = union((start, end) for start, end, _ in parts)
            rest.extend(segment.part(start, end) for start, end in outside(segment, spans))
        self.live = rest

    def _record(self, kod: str, part: Segment, ode: Ode) -> None:
        self.tagna.append((part, ode, kod))
        found = self.note(kod, "stopp" if ode == "stoppad" else "vanta", post=part.post)
        found.minuter += part.minuter

    def note(
        self, kod: str, mode: Mode, *, post: Radpost | None = None, rapporter: Iterable[int] = ()
    ) -> Finding:
        """See a code without taking anything: a row, some reports, or a fact of the month."""
        found = self.findings.setdefault(kod, Finding())
        found.lagen.add(mode)
        found.rapporter.update(rapporter)
        if post is not None:
            found.rapporter.add(post.rapport)
            found.rader.add((post.rapport, post.rad))
        return found

    def remark(self, kod: str) -> None:
        """Note a fact of the month unless the check is off."""
        if self.mode(kod) != "av":
            self.note(kod, "notera")

    def hold(self, kod: str, *, rapporter: Iterable[int] | None = None) -> None:
        """Note a fact of the month (`rapporter` None) or of some reports and let it take their live minutes."""
        mode = self.mode(kod)
        if mode == "av":
            return
        places = set(range(len(self.underlag.tidsredovisningar)) if rapporter is None else rapporter)
        self.note(kod, mode, rapporter=() if rapporter is None else places)
        if mode in _ODE:
            self.take_where(kod, lambda segment: segment.post.rapport in places)

    def take_row(self, kod: str, post: Radpost) -> None:
        """Note a row without a computable length; it waits (or is stopped) with no minutes."""
        mode = self.mode(kod)
        held = [held for held in self._positions.get(kod, ()) if self._meant(held, post)]
        if any(position.utfall == "godkand" for position in held):
            raise CaseError(
                "stallningstaganden", f"{kod}: a row without a computable length cannot be approved"
            )
        self.used_positions.update(map(id, held))
        ode = "stoppad" if held and mode == "vanta" else _ODE.get(mode)
        self.utan_langd.append((post, ode, kod))
        if mode != "av":
            self.note(kod, mode, post=post)

    def trace(
        self,
        nyckel: str,
        *,
        resultat: object,
        enhet: str,
        lagrum: str,
        regler: tuple[str, ...],
        policy: str | None = None,
        inmatning: Mapping[str, object] | None = None,
        varden: Mapping[str, object],
    ) -> None:
        """Add one computed row to the trace; the text is made when it is printed."""
        self.spar.append(
            Sparrad(
                nyckel=nyckel,
                varden=varden,
                inmatning=inmatning or {},
                resultat=resultat,
                enhet=enhet,
                lagrum=lagrum,
                regler=regler,
                policy=policy,
            )
        )

    def by_observation(
        self,
        nyckel: str,
        kod: str,
        /,
        *,
        resultat: object,
        enhet: str,
        policy: str | None = None,
        **varden: object,
    ) -> None:
        """Add a computed row that rests on what the law says of a code."""
        rests_on = basis.by_observation(self.law, kod, self.first, policy)
        self.spar.append(rests_on.row(nyckel, resultat, enhet, varden))

    def by_parameter(
        self,
        nyckel: str,
        name: str,
        *,
        resultat: object,
        enhet: str,
        policy: str | None = None,
        **varden: object,
    ) -> None:
        """Add a computed row that rests on one parameter or policy, and perhaps one policy more."""
        rests_on = basis.by_parameter(self.law, name, self.first, policy)
        self.spar.append(rests_on.row(nyckel, resultat, enhet, varden))

    def raw(self) -> dict[Ode, Tid]:
        """Give the raw minutes of each fate by kind; approved is what nothing has taken of the reported."""
        sums: dict[tuple[Ode, Slag], int] = defaultdict(int)
        for segment, ode, _ in self.tagna:
            sums[ode, segment.post.slag] += segment.end - segment.start
        vantar, stoppad = (Tid(*(sums[ode, slag] for slag in SLAG)) for ode in ("vantar", "stoppad"))
        taken = vantar.plus(stoppad)
        return {"godkand": Tid(*map(sub, self.redovisad, taken)), "vantar": vantar, "stoppad": stoppad}

    def odes(self) -> set[Ode]:
        """Give the fates that there are, those of rows without a computable length among them."""
        found = {ode for _, ode, _ in self.tagna}
        found.update(ode for _, ode, _ in self.utan_langd if ode is not None)
        return found | {"godkand"} if self.live else found

    def minuter(self) -> list[Minuter]:
        """Give every fate: taken and live stretches, and rows without a computable length, in order of row and time."""
        approved: Iterable[tuple[Segment, Ode, None]] = zip(self.live, repeat("godkand"), repeat(None))
        fates: list[Fate] = [
            (p.rapport, p.rad, p.dag, s.start, s.end, p.slag, (s.end - s.start) * p.enheter, ode, kod)
            for s, ode, kod in chain(self.tagna, approved)
            for p in (s.post,)
        ]
        fates += [
            (post.rapport, post.rad, post.dag, 0, 0, post.slag, 0, ode, kod)
            for post, ode, kod in self.utan_langd
            if ode is not None
        ]
        fates.sort()
        return list(map(_MINUTER, fates))


@lru_cache(maxsize=256)
def month_days(month: Month) -> tuple[date, ...]:
    """Give a month's days by their number; number 0 is the first day too, for rows that name no day."""
    return (month.first, *month.period.each_day())


def _by_code(positions: Iterable[Stallningstagande]) -> dict[str, list[Stallningstagande]]:
    found: dict[str, list[Stallningstagande]] = defaultdict(list)
    for held in positions:
        found[held.kod].append(held)
    return found
