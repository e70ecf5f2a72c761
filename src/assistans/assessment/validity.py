"""What no underlag may say, judged by the law: such data is refused instead of assessed."""

from assistans.facts import CaseError, Stallningstagande, Underlag
from assistans.law import Law
from assistans.timeline.months import Period, add_months


def refuse_invalid(underlag: Underlag, law: Law) -> None:
    """Refuse a grant over six months and positions on codes that do not wait; CaseError says which."""
    for place, grant in enumerate(underlag.beslut):
        months = law.parameter("langsta_beviljandeperiod").number(grant.beviljandeperiod.start)
        if longer_than(grant.beviljandeperiod, months):
            raise CaseError(
                f"beslut[{place}].beviljandeperiod", f"longer than {months} months (SFB 51 kap. 9 §)"
            )
    for place, held in enumerate(underlag.stallningstaganden):
        _refuse_position(f"stallningstaganden[{place}]", held, underlag, law)


def longer_than(period: Period, months: int) -> bool:
    """Tell whether a period is longer than so many months; one that still runs is."""
    if period.end is None:
        return True
    limit = add_months(period.start, months)
    # From the 31st, six months may end with the last day of a shorter month (lag 1930:173 1 §).
    return period.end > limit if limit.day == period.start.day else (period.end - limit).days > 1


NEVER_APPROVED = ("BESLUT_SAKNAS", "RAKNING_SAKNAS", "KOSTNADSREDOVISNING_SAKNAS")
"""What no position can make payable: without grant, räkning or account of costs there is nothing to pay by."""


def _refuse_position(path: str, held: Stallningstagande, underlag: Underlag, law: Law) -> None:
    known = law.observations.get(held.kod)
    if known is None:
        raise CaseError(f"{path}.kod", f"{held.kod[:80]!r} is no observation code")
    mode = known.highest(underlag.month.first, underlag.month.last)
    if mode != "vanta" and held.kod not in {"SJUKHUSVISTELSE", "INSTITUTION"}:
        raise CaseError(
            f"{path}.kod", f"{held.kod} does not wait ({mode}), so no position can be taken on it"
        )
    if held.utfall == "godkand" and held.kod in NEVER_APPROVED:
        raise CaseError(
            f"{path}.utfall", f"{held.kod} cannot be approved: what is missing must come in first"
        )
