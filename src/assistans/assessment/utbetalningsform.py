"""In arrears or in advance: what the facts say, and the dated rule they rest on (SFB 51:14-15; rules B7 to B9, B18)."""

from datetime import date

from assistans.assessment.priser import paid_in_advance
from assistans.assessment.provning import Provning
from assistans.facts import Beslut
from assistans.law import Parameter

_POLICY = {
    "schablon": "efterskott_schablon",
    "hogre": "efterskott_hogre",
    "blandad": "efterskott_blandad",
    "forskott": "kop_av_moment_efterskott",
}
"""The policy by which each went over to arrears."""


def trace_form(provning: Provning) -> None:
    """Tell of each grant in the month how it is paid, and from when such grants are paid in arrears.

    How a person is paid is a fact of the case: these rows decide nothing but show what it can be held against.
    """
    for grant in provning.grants:
        kind = _kind(provning, grant)
        provning.by_parameter(
            f"utbetalningsform_{kind}",
            _POLICY[kind],
            resultat=_first_day(provning.law.parameter(_POLICY[kind])),
            enhet="dag",
            utbetalningsform="förskott" if paid_in_advance(provning, grant) else "efterskott",
            fran=grant.beviljandeperiod.start,
        )


def _first_day(policy: Parameter) -> date:
    days = (value.period.start for value in policy.values if policy.yes(value.period.start))
    return min(days, default=date.max)


def _kind(provning: Provning, grant: Beslut) -> str:
    utbetalning = provning.underlag.person.utbetalning
    if utbetalning != "efterskott":
        return utbetalning
    return "schablon" if grant.timbelopp.hogre is None else "hogre"
