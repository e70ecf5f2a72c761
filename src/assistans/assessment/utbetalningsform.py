"""In arrears or in advance: what the facts say, and the dated rule they rest on (SFB 51:14-15; rules B7 to B9, B18)."""

from assistans.assessment.priser import paid_in_advance
from assistans.assessment.provning import Provning
from assistans.facts import Beslut

_FIRST_DAY = {
    "schablon": "efterskott_schablon_fran",
    "hogre": "efterskott_hogre_fran",
    "blandad": "blandad_efterskott_fran",
    "forskott": "kop_av_tjanster_efterskott_fran",
}
"""The policy with the day from which each goes over to arrears."""


def trace_form(provning: Provning) -> None:
    """Tell of each grant in the month how it is paid, and from when such grants are paid in arrears.

    How a person is paid is a fact of the case: these rows decide nothing but show what it can be held against.
    """
    for grant in provning.grants:
        kind = _kind(provning, grant)
        provning.by_parameter(
            f"utbetalningsform_{kind}",
            _FIRST_DAY[kind],
            resultat=provning.law.parameter(_FIRST_DAY[kind]).day(provning.first),
            enhet="dag",
            utbetalningsform="förskott" if paid_in_advance(provning, grant) else "efterskott",
            fran=grant.beviljandeperiod.start,
        )


def _kind(provning: Provning, grant: Beslut) -> str:
    utbetalning = provning.underlag.person.utbetalning
    if utbetalning != "efterskott":
        return utbetalning
    return "schablon" if grant.timbelopp.hogre is None else "hogre"
