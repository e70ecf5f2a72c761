"""The checks of single minutes, in the order of an assessment."""

from datetime import date, datetime, timedelta

from tests.assessment.second_reading import plain
from tests.assessment.second_reading.clock import days_between, shifted
from tests.assessment.second_reading.month import WORTH

JULY_2013 = date(2013, 7, 1)


def all_of_them(month):
    _performers(month)
    _decision(month)
    _stays(month)
    _permit(month)
    twice(month)
    _two_at_once(month)
    _kinds(month)
    _working_time(month)
    _granted_time(month)


def bites(month, minute):
    employed = month.case["assistenter"][minute.assistent].get("anstalld", {}).get(minute.anordnare)
    return month.first >= JULY_2013 and (employed is None or plain.day(employed) >= JULY_2013)


def outside_ees(month, minute):
    assistent = month.case["assistenter"][minute.assistent]
    return assistent.get("bosatt") == "utanfor_ees" and bites(month, minute)


def _performers(month):
    assistenter = month.case["assistenter"]

    def young(minute):
        birth = plain.day(assistenter[minute.assistent]["fodd"])
        return bites(month, minute) and minute.day < shifted(birth, 12 * 18)

    def unpriced(minute):
        grant = month.grant(minute)
        return outside_ees(month, minute) and (grant is None or "timbelopp_utanfor_ees" not in grant)

    def unknown(minute):
        known = assistenter[minute.assistent].get("anmald", {})
        return known != "alla" and not (
            minute.anordnare in known and plain.day(known[minute.anordnare]) <= minute.day
        )

    month.take_rows("ASSISTENT_UNDER_18", "stoppad", young)
    month.take_rows("ASSISTENT_UTANFOR_EES", "stoppad", unpriced)
    if month.first >= JULY_2013:
        month.take_rows("ASSISTENT_EJ_ANMALD", "stoppad", unknown)
        month.take_rows(
            "ASSISTENT_OFORMOGEN",
            "vantar",
            lambda m: plain.inside(assistenter[m.assistent].get("oformogen", []), m.day),
        )


def _decision(month):
    month.take_rows("UTANFOR_BESLUT", "stoppad", lambda minute: month.grant(minute) is None)
    died = month.case["person"].get("avliden")
    if died:
        month.take_rows("EFTER_DODSFALL", "vantar", lambda minute: minute.day > plain.day(died))


def _stays(month):
    stays = _hospital(month)
    lying = {
        when for first, last in stays for when in days_between(first.date(), min(_end(last), month.last))
    }
    beyond = {when for when in lying if all(when - timedelta(back) in lying for back in range(29))}
    spans = [(_exact(month, first), _exact(month, last)) for first, last in stays]

    def in_hospital(minute):
        return any(first <= minute.moment < last for first, last in spans)

    def waits(minute):
        excused = "sjukhus" in month.grant(minute).get("sarskilda_skal", [])
        return not excused or (month.own(minute) and minute.day in beyond)

    month.take(
        "SJUKHUSVISTELSE", "stoppad", lambda m: m.day in beyond and not month.own(m) and in_hospital(m)
    )
    month.take("SJUKHUSVISTELSE", "vantar", lambda minute: in_hospital(minute) and waits(minute))
    _institution(month)


def _institution(month):
    interned = month.case.get("institution", [])
    for own, fate in ((False, "stoppad"), (True, "vantar")):
        month.take_rows(
            "INSTITUTION",
            fate,
            lambda row, own=own: plain.inside(interned, row.day) and month.own(row) == own,
        )


def _hospital(month):
    never = datetime.combine(plain.EVER, datetime.min.time())
    known = [
        (_midnight(stay["from"]), _midnight(stay["to"]) + timedelta(1) if "to" in stay else never)
        for stay in month.case.get("sjukhus_tidigare", [])
    ]
    said = (month.rakning or {}).get("sjukhus", [])
    return known + [(_point(stay["from"]), _point(stay["to"]) if "to" in stay else never) for stay in said]


def _midnight(text):
    return datetime.combine(plain.day(text), datetime.min.time())


def _point(text):
    return datetime.strptime(text, "%Y-%m-%dT%H.%M")  # noqa: DTZ007 - clock times are local by nature


def _end(last):
    return (last - timedelta(minutes=1)).date()


def _exact(month, point):
    if point.date() < month.first:
        return 0
    if point.date() > month.last:
        return month.clock.exact(month.clock.days, 24 * 60)
    return month.clock.exact(point.day, point.hour * 60 + point.minute)


def _permit(month):
    if month.first < date(2021, 11, 1):
        return

    def without(minute):
        anordnare = month.case["anordnare"][minute.anordnare]
        private = month.slag(minute.anordnare) in {"foretag", "kooperativ"}
        return private and not _permitted(anordnare, minute.day)

    month.take_rows("IVO_TILLSTAND_SAKNAS", "stoppad", without)


def _permitted(anordnare, when):
    permits = plain.registered(anordnare, "ivo_tillstand")
    ended = [permit for permit in permits if plain.ends(permit) < when]
    if plain.inside(permits, when) or not ended:
        return plain.inside(permits, when)
    latest = max(ended, key=plain.ends)
    if "avtal_from" in anordnare and plain.ends(latest) < plain.day(anordnare["avtal_from"]):
        return False
    told = anordnare.get("tillstand_upphort_meddelat")
    if told is None or plain.day(told) < plain.day(latest["from"]):
        return True
    return when <= plain.day(told) + timedelta(14)


def twice(month):
    """The same assistant against another person's row, and twice here."""
    elsewhere = {(a, moment) for a, start, end in _elsewhere(month) for moment in range(start, end)}
    month.take(
        "ASSISTENT_OVERLAPPAR", "vantar", lambda minute: (minute.assistent, minute.moment) in elsewhere
    )
    there = set()

    def again(minute):
        before = (minute.assistent, minute.moment) in there
        there.add((minute.assistent, minute.moment))
        return before

    month.take("ASSISTENT_OVERLAPPAR", "vantar", again)


def _elsewhere(month):
    for other in month.case.get("annan_tid", []):
        for written in other["rader"]:
            _, day, span = month.clock.row(written)
            if day is not None:
                yield (other["assistent"], *span)


def _two_at_once(month):
    left = {}
    for grant in month.grants:
        budget = plain.granted(grant, grant["dubbelassistans"]) if "dubbelassistans" in grant else 0
        used = _used(month, grant, lambda entry: int(entry.get("dubbel_min", "0")))
        left[id(grant)] = max(0, int(budget) - used)
    there = set()

    def beyond(minute):
        first = minute.moment not in there
        there.add(minute.moment)
        grant = id(month.grant(minute))
        if first or left[grant] > 0:
            left[grant] -= not first
            return False
        return True

    month.take("DUBBELASSISTANS_EJ_BEVILJAD", "vantar", beyond)


def _used(month, grant, amount):
    if grant is not month.grants[0]:
        return 0
    return sum(amount(entry) for entry in month.case.get("tidigare", []))


def _kinds(month):
    back = date(2018, 4, 1)

    def withheld(minute):
        grant = month.grant(minute)
        made = plain.day(grant["beslutad"]) if "beslutad" in grant else date.min
        return date(2017, 10, 27) <= made < back and minute.day < back

    for kind in ("vantetid", "beredskap"):
        month.take_rows(
            f"{kind.upper()}_EJ_BEVILJAD",
            "stoppad",
            lambda m, kind=kind: m.kind == kind and (not plain.yes(month.grant(m), kind) or withheld(m)),
        )


def _working_time(month):
    if month.first < date(2014, 8, 1):
        return
    for name in sorted({report["assistent"] for report in month.reports}):
        theirs = [report for report in month.reports if report["assistent"] == name]
        weekly = min(_weekly(month, name, report) for report in theirs)
        worked = [m for m in month.minutes if m.assistent == name and m.kind != "beredskap"]
        for first, last in _periods(month, theirs):
            limit = -(-weekly * ((last - first).days + 1) // 7) * 60
            moments = sorted({m.moment for m in worked if first <= m.day <= last})
            _take_excess(month, name, set(moments[limit:]))


def _take_excess(month, name, excess):
    month.take(
        "ARBETSTID_OVERSKRIDEN",
        "stoppad",
        lambda m: m.assistent == name and m.kind != "beredskap" and m.moment in excess,
    )


def _weekly(month, name, report):
    assistent = month.case["assistenter"][name]
    agreement = plain.yes(report if "kollektivavtal" in report else assistent, "kollektivavtal")
    family = plain.yes(assistent, "narstaende") and month.first < date(2016, 5, 1)
    if agreement or family or month.slag(report["anordnare"]) != "egen_arbetsgivare":
        return 48
    return 64 if plain.yes(assistent, "forlangd_arbetstid") else 52


def _periods(month, reports):
    stated = {
        (max(plain.day(period["from"]), month.first), min(plain.ends(period), month.last))
        for report in reports
        for period in report.get("berakningsperiod", [])
    }
    stated = {(first, last) for first, last in stated if first <= last}
    covered = {when for first, last in stated for when in days_between(first, last)}
    whole = set() if len(covered) == month.clock.days else {(month.first, month.last)}
    return sorted(stated | whole)


def _granted_time(month):
    for grant in month.grants:
        _take_over(month, grant)


def _take_over(month, grant):
    used = _used(month, grant, lambda entry: 28 * plain.Fraction(entry["assistanstid_min"]))
    left = int(28 * plain.granted(grant, grant["tid"])) - used

    def beyond(minute):
        nonlocal left
        cost = WORTH[minute.kind]
        if month.grant(minute) is not grant:
            return False
        if cost > left:
            return True
        left -= cost
        return False

    month.take("OVER_BEVILJAD_TID", "stoppad", beyond)
