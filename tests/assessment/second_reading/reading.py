"""A second reading of docs/case-format.md, slow and obvious: every minute by itself, and nothing of the program."""

from collections import Counter

from tests.assessment.second_reading import holds, minutes
from tests.assessment.second_reading.money import UNVERIFIED, Payment, kronor, price
from tests.assessment.second_reading.month import KINDS, WORTH, Month, converted


def second_reading(case):
    """Give what `expect` would say of a month's plain facts, all keys."""
    month = Month(case)
    prices = _checked(month) if case["beslut"] else _without_grant(month)
    payment = Payment(month, prices)
    answer = _time(month) | {
        "belopp": kronor(sum(payment.paid.values())),
        "utbetalningar": payment.payments(),
        "kommun": payment.kommuner(),
        "iakttagelser": sorted(month.seen),
    }
    if payment.advance or case["person"].get("utbetalning") == "forskott":
        answer["anvant_belopp"] = payment.used_in_advance()
    return answer


def _without_grant(month):
    minutes.twice(month)
    month.hold("BESLUT_SAKNAS", "vantar")
    return {}


def _checked(month):
    minutes.all_of_them(month)
    prices = {row: price(month, row) for row in {minute.row for minute in month.live()}}
    if any(found.capped for found in prices.values()):
        month.seen.add("HOGRE_BELOPP_BEGRANSAT")
    holds.all_of_them(month, account_needed=any(found.account for found in prices.values()))
    in_use = {prices[minute.row].table for minute in month.live()}
    if True in in_use and month.first.year in UNVERIFIED:
        month.seen.add("PARAMETER_EJ_VERIFIERAD")
    return prices


def _time(month):
    fates = {minute.fate for minute in month.minutes} | ({"vantar"} if month.waiting_kinds else set())
    return {
        "redovisad": _durations(month.minutes),
        "godkand": _durations(_of(month, None)),
        "vantar": _durations(_of(month, "vantar")) | {"assistanstid_min": _converted(_of(month, "vantar"))},
        "stoppad": _durations(_of(month, "stoppad")),
        "assistanstid_min": _converted(_of(month, None)),
        "per_kod": {code: _duration(taken) for code, taken in sorted(month.taken.items())},
        "utfall": _outcome(fates),
    }


def _of(month, fate):
    return [minute for minute in month.minutes if minute.fate == fate]


def _durations(found):
    counted = Counter(minute.kind for minute in found)
    return {kind: _duration(counted[kind]) for kind in KINDS}


def _duration(number):
    return f"{number // 60}:{number % 60:02d}"


def _converted(found):
    return str(converted(sum(WORTH[minute.kind] for minute in found)))


def _outcome(fates):
    if not fates:
        return "noll"
    if fates == {None}:
        return "beviljat"
    if None in fates:
        return "delvis"
    return "vantar" if "vantar" in fates else "avslag"
