"""What stops or holds a month or a report after its minutes have taken their places."""

from collections import defaultdict
from datetime import date, timedelta

import holidays
from tests.assessment.second_reading import plain
from tests.assessment.second_reading.minutes import JULY_2013
from tests.assessment.second_reading.month import KINDS

FREE = holidays.country_holidays("SE", years=range(1998, 2031), categories=("public", "de_facto"))
SCHOOL = {"skola", "barnomsorg", "daglig_verksamhet"}


def all_of_them(month, *, account_needed):
    _stops(month)
    _compared(month)
    _late(month)
    _completions(month)
    if account_needed and costs(month) is None:
        month.hold("KOSTNADSREDOVISNING_SAKNAS", "vantar")
    _corrections(month)
    _holds(month)
    if any(
        plain.yes(month.case["assistenter"][report["assistent"]], "narstaende") for report in month.reports
    ):
        month.seen.add("NARSTAENDE")


def costs(month):
    """Give the month's costs in kronor; None without an account."""
    account = (month.rakning or {}).get("kostnader")
    return None if account is None else sum(map(plain.Fraction, account.values()))


def moved(day, step):
    """Go to a day that is no free day: later with +1, earlier with -1."""
    while day.weekday() > 4 or day in FREE:
        day += timedelta(step)
    return day


def _stops(month):
    retroactive = month.case.get("retroaktiv")
    if retroactive:
        applied = plain.day(retroactive["ansokt"]).replace(day=1)
        if month.clock.shift(1) < applied:
            month.hold("FORE_RETROAKTIV_GRANS", "stoppad")
    settled = month.case.get("slutavrakning_gjord")
    if settled and month.rakning and plain.day(month.rakning["mottagen"]) > plain.day(settled):
        month.hold("EFTER_SLUTAVRAKNING", "stoppad")


def _compared(month):
    if month.rakning is None:
        if month.reports:
            month.hold("RAKNING_SAKNAS", "vantar")
        return
    said = month.rakning["tid"]
    if said is None:
        return
    if any(
        plain.minutes(said.get(kind, "0:00")) != month.reported[kind]
        for kind in KINDS
        if kind not in month.waiting_kinds
    ):
        month.hold("RAKNING_SKILJER_SIG", "vantar")


def _who(report):
    return {"assistent": report["assistent"], "anordnare": report["anordnare"]}


def _late(month):
    last = moved(month.clock.shift(2).replace(day=5), 1)
    places = [n for n, report in enumerate(month.reports) if _is_late(month, report, _who(report), last)]
    if places:
        month.hold("FOR_SENT", "vantar", places)
    if month.rakning and _is_late(month, month.rakning, "rakning", last):
        month.hold("FOR_SENT", "vantar")


def _is_late(month, document, who, last):
    answered = [
        {key: plain.day(asked[key]) for key in ("begard", "sista_dag", "inkom")}
        for asked in month.case.get("kompletteringar", [])
        if asked["avser"] == who and "inkom" in asked
    ]
    arrived = plain.day(document["mottagen"])
    if any(asked["inkom"] > max(asked["sista_dag"], last) for asked in answered):
        return True
    in_time = any(asked["begard"] <= arrived <= asked["inkom"] <= asked["sista_dag"] for asked in answered)
    return arrived > last and not in_time


def _completions(month):
    for asked in month.case.get("kompletteringar", []):
        if "inkom" not in asked and plain.day(asked["sista_dag"]) < month.assessed_on:
            whole = asked["avser"] == "rakning"
            places = [n for n, report in enumerate(month.reports) if _who(report) == asked["avser"]]
            month.hold("KOMPLETTERING_SAKNAS", "vantar", None if whole else places)


def _corrections(month):
    found = defaultdict(list)
    for place, report in enumerate(month.reports):
        found[tuple(_who(report).values())].append((report.get("id"), place))
    doubled = [
        place for reports in found.values() if len({name for name, _ in reports}) > 1 for _, place in reports
    ]
    if doubled:
        month.hold("MOJLIG_RATTELSE", "vantar", doubled)


def _holds(month):
    retroactive, rakning = month.case.get("retroaktiv"), month.rakning or {}
    if retroactive and not plain.yes(retroactive, "redovisat_manadsvis") and month.first >= JULY_2013:
        month.hold("RETROAKTIV_EJ_REDOVISAD", "vantar")
    if _school_uncovered(month, _said(rakning.get("skola_eller_daglig_verksamhet", "false"))):
        month.hold("SKOLA_DAGLIG_VERKSAMHET", "vantar")
    if plain.yes(rakning, "vistelse_utanfor_ees"):
        month.hold("VISTELSE_UTANFOR_EES", "vantar")
    if plain.Fraction(rakning.get("kvar_av_forra_utbetalningen", "0")) > 0:
        month.seen.add("MEDEL_KVAR")


def _said(node):
    return node if isinstance(node, list) else str(node).lower()


def _school_uncovered(month, said):
    if said in ("false", []):
        return False
    return not month.grants or any(not _covers(month, grant, said) for grant in month.grants)


def _covers(month, grant, said):
    given = set(grant.get("sarskilda_skal", []))
    if "andning_sondmatning" in given and month.first >= date(2020, 7, 1):
        given |= {"skola", "barnomsorg"}
    return bool(given & SCHOOL) if said == "true" else given.issuperset(said)
