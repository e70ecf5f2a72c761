"""The decision: in force that day, the person alive, the kinds it gives (SFB 51:9; rules B1, B19, T2, T3)."""

from assistans.assessment.provning import Provning
from assistans.facts import Beslut, Slag

_KOD: dict[Slag, str] = {"vantetid": "VANTETID_EJ_BEVILJAD", "beredskap": "BEREDSKAP_EJ_BEVILJAD"}


def check_missing(provning: Provning) -> None:
    """Hold the whole month of a person who has no grant at all."""
    provning.hold("BESLUT_SAKNAS")


def check_in_force(provning: Provning) -> None:
    """Take minutes of days without a grant, and minutes after the day of death."""
    if not provning.granted_every_day:
        provning.take_where("UTANFOR_BESLUT", lambda s: provning.grant_by_day[s.post.dagnr] is None)
    avliden = provning.underlag.person.avliden
    if avliden is not None and avliden < provning.last:
        provning.by_observation("dodsfall", "EFTER_DODSFALL", resultat=avliden, enhet="dag")
        provning.take_where("EFTER_DODSFALL", lambda s: s.post.dag > avliden)


def check_kinds(provning: Provning) -> None:
    """Take väntetid and beredskap that the day's grant does not give."""
    for slag, kod in _KOD.items():
        if getattr(provning.redovisad, slag):
            _take_kind(provning, slag, kod)


def _take_kind(provning: Provning, slag: Slag, kod: str) -> None:
    days = {
        day
        for day, grant in enumerate(provning.grant_by_day)
        if grant is not None and not _gives(provning, grant, slag, day)
    }
    if days:
        provning.take_where(kod, lambda s: s.post.slag == slag and s.post.dagnr in days)


def _gives(provning: Provning, grant: Beslut, slag: Slag, dagnr: int) -> bool:
    granted = grant.vantetid if slag == "vantetid" else grant.beredskap
    return granted and not _withheld(provning, grant, dagnr)


def _withheld(provning: Provning, grant: Beslut, dagnr: int) -> bool:
    # Försäkringskassan stopped both kinds in new decisions from 2017-10-27; the law gave them back 2018-04-01. A
    # decision made between gives neither before that day, nor for days before the stop.
    if grant.beslutad is None:
        return False
    gives = provning.law.parameter("vantetid_i_nya_beslut")
    if gives.yes(grant.beslutad):
        return False
    back = gives.at(grant.beslutad).period.end
    return back is None or provning.days[dagnr] < back
