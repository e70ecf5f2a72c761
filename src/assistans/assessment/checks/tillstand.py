"""The permit to arrange personal assistance (SFB 51:16 b; rule P5)."""

from datetime import date, timedelta

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.provning import Provning
from assistans.facts import Anordnare
from assistans.facts.anordnare import in_force

_NEEDS_PERMIT = ("foretag", "kooperativ")


def check(provning: Provning) -> None:
    """Take minutes performed without a permit, after the two weeks from the day the person was told."""
    if not provning.runs("IVO_TILLSTAND_SAKNAS"):
        return
    refused = {
        name: days
        for name, anordnare in provning.underlag.anordnare.items()
        if anordnare.slag in _NEEDS_PERMIT and (days := _refused_days(provning, anordnare))
    }
    for name, days in refused.items():
        _trace_refused(provning, name, days)
    if refused:
        provning.take_where(
            "IVO_TILLSTAND_SAKNAS", lambda s: s.post.dagnr in refused.get(s.post.anordnare, ())
        )


def _trace_refused(provning: Provning, name: str, days: set[int]) -> None:
    provning.by_observation(
        "tillstand",
        "IVO_TILLSTAND_SAKNAS",
        resultat=len(days),
        enhet="dagar",
        anordnare=name,
        fran=provning.days[min(days)],
        till=provning.days[max(days)],
    )


def _refused_days(provning: Provning, anordnare: Anordnare) -> set[int]:
    refuse_unknown(provning.law, provning.last, tid_efter_handelse="dagen_raknas_inte")
    frist = timedelta(days=provning.law.parameter("tillstand_frist_dagar").number(provning.last))
    return {day.day for day in provning.period.each_day() if not _payable(anordnare, day, frist)}


def _payable(anordnare: Anordnare, day: date, frist: timedelta) -> bool:
    if in_force(anordnare.ivo_tillstand, day):
        return True
    ended = [period for period in anordnare.ivo_tillstand if period.last is not None and period.last < day]
    if not ended:
        return False
    last_permit = max(ended, key=lambda period: period.last or date.min)
    if anordnare.avtal_from is not None and (last_permit.last or date.min) < anordnare.avtal_from:
        return False
    told = anordnare.tillstand_upphort_meddelat
    # A notice from before the last permit began speaks of an earlier one.
    return told is None or told < last_permit.start or day <= told + frist
