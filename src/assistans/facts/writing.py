"""Writing an underlag as plain data: what `read_underlag` reads back to an equal underlag."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistans.facts.anordnare import ALLTID, Anordnare
from assistans.facts.assistenter import Assistent
from assistans.facts.beslut import Beslut, BeviljadTid
from assistans.facts.person import Person
from assistans.facts.rakning import Kostnader, Rakning, Vistelse
from assistans.facts.tid import Tid, clock_text
from assistans.facts.underlag import (
    AnnanManad,
    Komplettering,
    Stallningstagande,
    Tidsredovisning,
    Underlag,
)
from assistans.timeline.months import ALWAYS, Period
from assistans.timeline.quantities import duration_text, minutes_text

_INTERVALS = ("ivo_tillstand", "f_skatt", "arbetsgivare", "betalningsmottagare")


def dump(underlag: Underlag) -> dict[str, Any]:
    """Write an underlag as text, booleans, lists and mappings for JSON.

    Mappings are sorted by key and lists keep their order, so equal underlag give equal data; keys with
    nothing in them are left out. `assessed_on` is always written.
    """
    written = {
        "month": str(underlag.month),
        "assessed_on": underlag.assessed_on.isoformat(),
        "person": _person(underlag.person),
        "beslut": [_beslut(beslut) for beslut in underlag.beslut],
        "anordnare": {key: _anordnare(underlag.anordnare[key]) for key in sorted(underlag.anordnare)},
        "assistenter": {key: _assistent(underlag.assistenter[key]) for key in sorted(underlag.assistenter)},
        "tidsredovisningar": [_report(report) for report in underlag.tidsredovisningar],
    }
    return written | _filled(
        annan_tid=[
            {"assistent": o.assistent, "rader": [str(rad) for rad in o.rader]} for o in underlag.annan_tid
        ],
        rakning=None if underlag.rakning is None else _rakning(underlag.rakning),
        kompletteringar=[_komplettering(komplettering) for komplettering in underlag.kompletteringar],
        institution=_periods(underlag.institution),
        sjukhus_tidigare=_periods(underlag.sjukhus_tidigare),
        tidigare=[_annan_manad(entry) for entry in underlag.tidigare],
        tidigare_veckor=_weeks(underlag.tidigare_veckor),
        senare=[_annan_manad(entry) for entry in underlag.senare],
        senare_veckor=_weeks(underlag.senare_veckor),
        slutavrakning_gjord=_day(underlag.slutavrakning_gjord),
        retroaktiv=_retroaktiv(underlag),
        stallningstaganden=[_stallningstagande(held) for held in underlag.stallningstaganden],
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {
        key: value for key, value in values.items() if value is not None and value not in ([], {}, False, "")
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _period(period: Period) -> dict[str, Any]:
    return {"from": period.start.isoformat()} | _filled(to=_day(period.last))


def _periods(periods: tuple[Period, ...]) -> list[dict[str, Any]]:
    return [_period(period) for period in periods]


def _person(person: Person) -> dict[str, Any]:
    everywhere = len(person.kommun) == 1 and person.kommun[0].period == Period(ALWAYS, None)
    several = [{"kommun": tid.kommun} | _period(tid.period) for tid in person.kommun]
    return {"utbetalning": person.utbetalning} | _filled(
        personnummer=person.personnummer,
        kommun=person.kommun[0].kommun if everywhere else several,
        avliden=_day(person.avliden),
    )


def _beslut(beslut: Beslut) -> dict[str, Any]:
    hogre = beslut.timbelopp.hogre
    skaligt = beslut.timbelopp_utanfor_ees
    return {
        "beviljandeperiod": _period(beslut.beviljandeperiod),
        "tid": _beviljad_tid(beslut.tid),
        "timbelopp": "schablon" if hogre is None else {"hogre": hogre.kronor()},
    } | _filled(
        beslutad=_day(beslut.beslutad),
        vantetid=beslut.vantetid,
        beredskap=beslut.beredskap,
        dubbelassistans=None if beslut.dubbelassistans is None else _beviljad_tid(beslut.dubbelassistans),
        timbelopp_utanfor_ees=None if skaligt is None else skaligt.kronor(),
        sarskilda_skal=sorted(beslut.sarskilda_skal),
    )


def _beviljad_tid(tid: BeviljadTid) -> dict[str, str]:
    return {tid.per: duration_text(tid.minuter)}


def _anordnare(anordnare: Anordnare) -> dict[str, Any]:
    periods = {name: getattr(anordnare, name) for name in _INTERVALS}
    ready = all(value == ALLTID for value in periods.values())
    registered = {"allt_klart": True} if ready else {name: _periods(value) for name, value in periods.items()}
    return {"slag": anordnare.slag} | _filled(
        **registered,
        avtal_from=_day(anordnare.avtal_from),
        tillstand_upphort_meddelat=_day(anordnare.tillstand_upphort_meddelat),
    )


def _assistent(assistent: Assistent) -> dict[str, Any]:
    anmald = assistent.anmald if isinstance(assistent.anmald, str) else _days(dict(assistent.anmald))
    return {"fodd": assistent.fodd.isoformat(), "bosatt": assistent.bosatt} | _filled(
        narstaende=assistent.narstaende,
        kollektivavtal=assistent.kollektivavtal,
        anmald=anmald,
        anstalld=_days(dict(assistent.anstalld)),
        forlangd_arbetstid=assistent.forlangd_arbetstid,
        oformogen=_periods(assistent.oformogen),
    )


def _days(days: dict[str, date]) -> dict[str, str]:
    return {key: days[key].isoformat() for key in sorted(days)}


def _report(report: Tidsredovisning) -> dict[str, Any]:
    written: dict[str, Any] = {
        "assistent": report.assistent,
        "anordnare": report.anordnare,
        "mottagen": report.mottagen.isoformat(),
        "rader": [str(rad) for rad in report.rader],
    }
    if report.kollektivavtal is not None:
        written["kollektivavtal"] = report.kollektivavtal
    return written | _filled(id=report.id, berakningsperiod=_periods(report.berakningsperiod))


def _rakning(rakning: Rakning) -> Any:
    verksamhet = rakning.skola_eller_daglig_verksamhet
    return {
        "mottagen": rakning.mottagen.isoformat(),
        "tid": "stammer" if rakning.tid is None else _tid(rakning.tid),
    } | _filled(
        sjukhus=[_vistelse(stay) for stay in rakning.sjukhus],
        skola_eller_daglig_verksamhet=verksamhet if isinstance(verksamhet, bool) else list(verksamhet),
        vistelse_utanfor_ees=rakning.vistelse_utanfor_ees,
        kvar_av_forra_utbetalningen=rakning.kvar_av_forra_utbetalningen.kronor(),
        kostnader=None if rakning.kostnader is None else _kostnader(rakning.kostnader),
    )


def _tid(tid: Tid) -> dict[str, str]:
    return {slag: duration_text(minutes) for slag, minutes in tid._asdict().items()}


def _vistelse(stay: Vistelse) -> dict[str, Any]:
    form = "%Y-%m-%dT%H.%M"
    return {"from": stay.fran.strftime(form)} | _filled(to=stay.till.strftime(form) if stay.till else None)


def _kostnader(kostnader: Kostnader) -> dict[str, str]:
    names = ("lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration")
    return {name: getattr(kostnader, name).kronor() for name in names}


def _komplettering(asked: Komplettering) -> dict[str, Any]:
    report = {"assistent": asked.assistent, "anordnare": asked.anordnare}
    return {
        "avser": "rakning" if asked.assistent is None else report,
        "begard": asked.begard.isoformat(),
        "sista_dag": asked.sista_dag.isoformat(),
    } | _filled(inkom=_day(asked.inkom))


def _annan_manad(entry: AnnanManad) -> dict[str, Any]:
    return {
        "month": str(entry.month),
        "assistanstid_min": minutes_text(entry.enheter),
        "dubbel_min": str(entry.dubbel_minuter),
    }


def _weeks(weeks: Mapping[str, int]) -> dict[str, str]:
    return {week: minutes_text(weeks[week]) for week in sorted(weeks)}


def _retroaktiv(underlag: Underlag) -> dict[str, Any] | None:
    retroaktiv = underlag.retroaktiv
    if retroaktiv is None:
        return None
    return {"ansokt": retroaktiv.ansokt.isoformat(), "redovisat_manadsvis": retroaktiv.redovisat_manadsvis}


def _stallningstagande(held: Stallningstagande) -> dict[str, Any]:
    return {"kod": held.kod, "utfall": held.utfall, "skal": held.skal} | _filled(
        assistent=held.assistent,
        anordnare=held.anordnare,
        rapport=held.rapport,
        dag=held.dag,
        fran=None if held.fran is None else clock_text(held.fran),
        till=None if held.till is None else clock_text(held.till),
        id=held.id,
    )
