"""What a case says, read from its plain text: intervals, grants, defaults. Nothing of the program's own reading."""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from tests.assessment.second_reading.clock import days_between, shifted

ALWAYS = [{"from": "0001-01-01"}]
EVER = date(2100, 1, 1)


def yes(node, key):
    return str(node.get(key, "false")).lower() == "true"


@cache
def day(text):
    return date.fromisoformat(str(text))


def ends(interval):
    return day(interval["to"]) if "to" in interval else EVER


def inside(intervals, when):
    return any(day(interval["from"]) <= when <= ends(interval) for interval in intervals)


def minutes(duration):
    hours, rest = duration.split(":")
    return int(hours) * 60 + int(rest)


def period(grant):
    return day(grant["beviljandeperiod"]["from"]), day(grant["beviljandeperiod"]["to"])


def grant_on(case, when):
    found = [grant for grant in case["beslut"] if period(grant)[0] <= when <= period(grant)[1]]
    return found[0] if found else None


def grants_of(case, clock):
    """Give the month's grants in time order."""
    found = []
    for when in days_between(clock.first, clock.last):
        grant = grant_on(case, when)
        if grant is not None and grant not in found:
            found.append(grant)
    return found


def granted(grant, time):
    """Give the minutes of the whole beviljandeperiod."""
    ((per, amount),) = time.items()
    return minutes(amount) * {"period": _one, "per_vecka": _weeks, "per_manad": _months}[per](*period(grant))


def _one(_first, _last):
    return Fraction(1)


def _weeks(first, last):
    for months in range(1, 7):
        if (first.day == 1 or months == 6) and shifted(first, months) == last + timedelta(1):
            return Fraction(26 * months, 6)
    return Fraction((last - first).days + 1, 7)


def _months(first, last):
    return sum(Fraction(1, monthrange(when.year, when.month)[1]) for when in days_between(first, last))


def registered(anordnare, name):
    return anordnare.get(name, ALWAYS if yes(anordnare, "allt_klart") else [])


def in_advance(case, grant):
    how = case["person"].get("utbetalning")
    old = grant is not None and period(grant)[0] < date(2017, 1, 1)
    return how == "forskott" or (how == "blandad" and old)


def written_rakning(case):
    """Give the räkning with `tid` None where it equals the reported time."""
    rakning = case.get("rakning")
    if rakning == "stammer":
        return {"mottagen": max(str(report["mottagen"]) for report in case["tidsredovisningar"]), "tid": None}
    if rakning and rakning["tid"] == "stammer":
        return {**rakning, "tid": None}
    return rakning


def assessed_on(case, rakning):
    if "assessed_on" in case:
        return day(case["assessed_on"])
    arrived = [report["mottagen"] for report in case["tidsredovisningar"]]
    arrived += [rakning["mottagen"]] if rakning else []
    for asked in case.get("kompletteringar", []):
        arrived += [asked["begard"], *([asked["inkom"]] if "inkom" in asked else [])]
    return day(max(map(str, arrived)))
