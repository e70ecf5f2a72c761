"""Facts of the month as a whole: retroactive time, settled periods, school, stays abroad, money left."""

from datetime import date

from assistans.assessment.provning import Provning
from assistans.facts import Beslut
from assistans.timeline.months import Month

_COVERING = frozenset({"skola", "barnomsorg", "daglig_verksamhet"})
_AT_SCHOOL = ("skola", "barnomsorg")


def check_stops(provning: Provning) -> None:
    """Stop a month before the retroactive limit (SFB 51:7), or billed after the final settlement (HFD 2020 ref. 55)."""
    underlag = provning.underlag
    if underlag.retroaktiv is not None:
        _check_retroactive(provning, underlag.retroaktiv.ansokt)
    settled, rakning = underlag.slutavrakning_gjord, underlag.rakning
    if settled is not None and rakning is not None and rakning.mottagen > settled:
        provning.hold("EFTER_SLUTAVRAKNING")


def _check_retroactive(provning: Provning, ansokt: date) -> None:
    earliest = _earliest(provning, Month.of(ansokt))
    provning.by_parameter(
        "retroaktiv_grans", "retroaktiv_manader", resultat=earliest.first, enhet="dag", ansokt=ansokt
    )
    if provning.month < earliest:
        provning.hold("FORE_RETROAKTIV_GRANS")


def _earliest(provning: Provning, ansokt: Month) -> Month:
    return ansokt.shift(-provning.law.parameter("retroaktiv_manader").number(provning.first))


def check_holds(provning: Provning) -> None:
    """Hold a month before the decision not accounted for, with school or daily activity, or outside the EES."""
    underlag = provning.underlag
    if underlag.retroaktiv is not None and not underlag.retroaktiv.redovisat_manadsvis:
        provning.hold("RETROAKTIV_EJ_REDOVISAD")
    if underlag.rakning is None:
        return
    if _uncovered(provning, underlag.rakning.skola_eller_daglig_verksamhet):
        provning.hold("SKOLA_DAGLIG_VERKSAMHET")
    if underlag.rakning.vistelse_utanfor_ees:
        provning.hold("VISTELSE_UTANFOR_EES")


def _uncovered(provning: Provning, said: bool | tuple[str, ...]) -> bool:  # noqa: FBT001 - what the räkning said
    if said and not provning.grants:
        return True
    if isinstance(said, bool):
        return said and not all(_covers_any(provning, grant) for grant in provning.grants)
    return any(not _covers(provning, grant, kind) for grant in provning.grants for kind in said)


def _covers_any(provning: Provning, grant: Beslut) -> bool:
    return bool(_COVERING & grant.sarskilda_skal) or _breathing(provning, grant)


def _covers(provning: Provning, grant: Beslut, kind: str) -> bool:
    return kind in grant.sarskilda_skal or (kind in _AT_SCHOOL and _breathing(provning, grant))


def _breathing(provning: Provning, grant: Beslut) -> bool:
    # SFB 106:25 a took time at school and child care out of the exclusion for such needs.
    granted = "andning_sondmatning" in grant.sarskilda_skal
    return granted and provning.law.parameter("andning_sondmatning_undantag").yes(provning.first)


def check_noted(provning: Provning) -> None:
    """Note close relatives among the assistants, and money left from the last payment."""
    underlag = provning.underlag
    close = [
        n for n, r in enumerate(underlag.tidsredovisningar) if underlag.assistenter[r.assistent].narstaende
    ]
    if close:
        provning.hold("NARSTAENDE", rapporter=close)
    if underlag.rakning is not None and underlag.rakning.kvar_av_forra_utbetalningen > 0:
        provning.hold("MEDEL_KVAR")
