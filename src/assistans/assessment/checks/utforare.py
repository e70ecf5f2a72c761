"""Who may perform: age, residence, the assistant's data received, ability (SFB 51:16 and 51:24; rules P1 to P6)."""

from datetime import date

from assistans.assessment.basis import refuse_unknown
from assistans.assessment.provning import Provning
from assistans.assessment.segments import Segment
from assistans.facts import Assistent
from assistans.timeline.months import add_months

Par = tuple[str, str]
"""An assistant at an anordnare."""


def check(provning: Provning) -> None:
    """Take the minutes of assistants who may not perform, in the order age, residence, data, ability."""
    par = sorted({(report.assistent, report.anordnare) for report in provning.underlag.tidsredovisningar})
    _age(provning, par)
    _residence(provning, par)
    _data_received(provning, par)
    _ability(provning)


def bound(provning: Provning, assistent: Assistent, anordnare: str) -> bool:
    """Tell whether age and residence bite: not for who was employed before they came (2012:935 p. 2)."""
    if not provning.runs("ASSISTENT_UNDER_18"):
        return False
    anstalld = assistent.anstalld.get(anordnare)
    return anstalld is None or anstalld >= provning.law.parameter("anstalld_fore").day(provning.last)


def _take_first_days(provning: Provning, kod: str, days: dict[Par, int]) -> None:
    if any(days.values()):
        provning.take_where(kod, lambda s: s.post.dagnr <= days.get((s.post.assistent, s.post.anordnare), 0))


def _age(provning: Provning, par: list[Par]) -> None:
    if not provning.runs("ASSISTENT_UNDER_18"):
        return
    years = provning.law.parameter("aldersgrans").number(provning.last)
    adult_if_born_by = add_months(provning.first, -12 * years)
    days = {}
    for name, anordnare in par:
        assistent = provning.underlag.assistenter[name]
        if assistent.fodd > adult_if_born_by and bound(provning, assistent, anordnare):
            birthday = add_months(assistent.fodd, 12 * years)
            days[name, anordnare] = provning.days_before(birthday)
            if days[name, anordnare]:
                _trace_age(provning, name, birthday, years)
    _take_first_days(provning, "ASSISTENT_UNDER_18", days)


def _trace_age(provning: Provning, name: str, birthday: date, years: int) -> None:
    provning.by_parameter("alder", "aldersgrans", resultat=birthday, enhet="dag", assistent=name, alder=years)


def _residence(provning: Provning, par: list[Par]) -> None:
    outside = {
        (name, anordnare)
        for name, anordnare in par
        if provning.underlag.assistenter[name].bosatt == "utanfor_ees"
        and bound(provning, provning.underlag.assistenter[name], anordnare)
    }

    def unpaid(segment: Segment) -> bool:
        grant = provning.grant_by_day[segment.post.dagnr]
        granted = grant is not None and grant.timbelopp_utanfor_ees is not None
        return (segment.post.assistent, segment.post.anordnare) in outside and not granted

    if outside:
        provning.take_where("ASSISTENT_UTANFOR_EES", unpaid)


def _data_received(provning: Provning, par: list[Par]) -> None:
    if not provning.runs("ASSISTENT_EJ_ANMALD"):
        return
    refuse_unknown(provning.law, provning.first, anmalningsdag="samma_dag_ersatts")
    assistenter = provning.underlag.assistenter
    days = {
        (name, anordnare): provning.days_before(assistenter[name].anmald_hos(anordnare))
        for name, anordnare in par
    }
    for (name, anordnare), number in days.items():
        if number:
            _trace_data(provning, name, anordnare, assistenter[name].anmald_hos(anordnare))
    _take_first_days(provning, "ASSISTENT_EJ_ANMALD", days)


def _trace_data(provning: Provning, name: str, anordnare: str, arrived: date | None) -> None:
    provning.by_observation(
        "anmalan_saknas" if arrived is None else "anmalan",
        "ASSISTENT_EJ_ANMALD",
        resultat=arrived,
        enhet="dag",
        policy="anmalningsdag",
        assistent=name,
        anordnare=anordnare,
    )


def _ability(provning: Provning) -> None:
    unable = {
        name: found.oformogen for name, found in provning.underlag.assistenter.items() if found.oformogen
    }

    def hit(segment: Segment) -> bool:
        return any(period.covers(segment.post.dag) for period in unable.get(segment.post.assistent, ()))

    if unable and provning.runs("ASSISTENT_OFORMOGEN"):
        provning.take_where("ASSISTENT_OFORMOGEN", hit)
