"""How strict verification is: the dated policy of times, and the profile that test and demo may lower."""

from dataclasses import dataclass
from datetime import date, timedelta

from assistans.intake.signatures.checks import Check

LOWERABLE = frozenset({Check.VALIDITY, Check.NONCE, Check.OCSP_TIME, Check.DATUM})
FORGIVING_INSTANCES = frozenset({"test", "demo"})


class ProfileNotAllowedError(Exception):
    """A lowered profile was asked for where it may not be, or lowers what may never be lowered."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Which checks only note instead of refusing. The name is kept with the evidence."""

    name: str
    lowered: frozenset[Check] = frozenset()


STRICT = Profile("strict")


def profile_for(*, instance: str, name: str = "strict", lowered: frozenset[Check] = frozenset()) -> Profile:
    """The profile to use in a database of a kind (`produktion`, `test`, `demo`). Raises ProfileNotAllowedError."""
    if not lowered:
        return STRICT
    if instance not in FORGIVING_INSTANCES:
        raise ProfileNotAllowedError(
            f"Profile {name!r} lowers checks; the database is {instance!r}. Only test and demo may."
        )
    if lowered - LOWERABLE:
        never = ", ".join(sorted(lowered - LOWERABLE))
        raise ProfileNotAllowedError(f"Profile {name!r} lowers {never}, which can never be lowered.")
    return Profile(name, lowered)


@dataclass(frozen=True, slots=True)
class TimePolicy:
    """What times are believed. All durations; [U] in the field's documents, hence settings with a reason."""

    valid_from: date
    clock_skew: timedelta
    status_age: timedelta
    oldest: timedelta
    order_age: timedelta
    reason: str


POLICIES = (
    TimePolicy(
        valid_from=date(2005, 1, 1),
        clock_skew=timedelta(minutes=5),
        status_age=timedelta(hours=24),
        oldest=timedelta(days=3 * 366),
        order_age=timedelta(minutes=15),
        reason=(
            "clocks differ by minutes; a status is fetched when one signs; no BankID lives longer than three years; "
            "an order of our own is done or gone in four minutes"
        ),
    ),
)


def policy_on(day: date) -> TimePolicy:
    """The policy in force on a day. Raises LookupError before the first."""
    for policy in reversed(POLICIES):
        if policy.valid_from <= day:
            return policy
    raise LookupError(f"No time policy for signatures is in force on {day}: add one to POLICIES.")
