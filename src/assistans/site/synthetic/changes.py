"""Small changes to a planned month, each of which puts one thing wrong: what planned mistakes are made of."""

from assistans.facts import Rad
from assistans.site.synthetic.plans import Manadsplan, Rapport


def miscount(month: Manadsplan, minuter: int) -> None:
    """Let the räkning say so many active minutes too much, or too little."""
    right = month.rakningar[0].tid
    month.change_rakning(tid=right._replace(aktiv=right.aktiv + minuter))


def long_row(month: Manadsplan) -> tuple[Rapport, Rad]:
    """An active row in the middle of the month of at least two hours, in daylight."""
    return next(
        (report, rad)
        for report in month.rapporter
        for rad in report.rader
        if rad.slag == "aktiv" and rad.dag > 9 and rad.fran >= 700 and rad.till - rad.fran >= 200  # noqa: PLR2004 - HHMM
    )


def hour_in(rad: Rad) -> Rad:
    """One hour inside a row of at least two."""
    start = (rad.fran // 100 + 1) * 100
    return Rad(rad.dag, start, start + 100, "aktiv")


def double_hour(month: Manadsplan) -> int:
    """Let somebody else work an hour inside another's row; gives its day."""
    report, rad = long_row(month)
    hour = hour_in(rad)
    other = next(
        r
        for r in month.rapporter
        if r.assistent != report.assistent and not any(overlap(row, hour) for row in r.rader)
    )
    month.replace_report(other, rader=(*other.rader, hour))
    month.recount()
    return rad.dag


def overlap(a: Rad, b: Rad) -> int:
    """How many minutes of clock time two rows share."""
    if a.dag != b.dag:
        return 0
    start, end = max(a.fran, b.fran), min(a.till, b.till)
    return max(0, end // 100 * 60 + end % 100 - start // 100 * 60 - start % 100)
