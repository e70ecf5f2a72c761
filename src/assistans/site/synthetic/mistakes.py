"""The planned mistakes: for each observation that the server can meet, a person-month where it must come out.

Each function takes a person's plan, puts one thing wrong and says what must follow: the codes with their minutes, what
the handläggare does, and the outcome. Rows are taken whole where possible, so that the money can be foretold.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from assistans.base.clock import STOCKHOLM
from assistans.facts import Kostnader, Rad, Tid, Vistelse
from assistans.facts.beslut import BeviljadTid, Timbelopp
from assistans.site.synthetic import changes, numbers, plans, worked
from assistans.site.synthetic.county import Anordnare, Individual
from assistans.site.synthetic.plans import (
    Manadsplan,
    Personplan,
    Phase,
    Rapport,
    Step,
    Tagen,
    Uppdrag,
    Uppgift,
)
from assistans.timeline.months import Month, Period
from assistans.timeline.quantities import Ore

OKTOBER: Final = Month(2025, 10)
FEBRUARI: Final = Month(2026, 2)
MARS: Final = Month(2026, 3)
APRIL: Final = Month(2026, 4)
MANADER: Final = (FEBRUARI, MARS, APRIL)


# --- the räkning ---------------------------------------------------------------------------------------------------


def rakning_saknas(plan: Personplan) -> None:
    """The räkning for February never comes."""
    month = plan.manader[FEBRUARI]
    month.rakningar.clear()
    _waits(month, "RAKNING_SAKNAS", None)


def rakning_skiljer_sig(plan: Personplan) -> None:
    """The räkning for March says an hour too much; the person sends it again, put right."""
    month = plan.manader[MARS]
    changes.miscount(month, 60)
    _correct_rakning(month, Phase.RATTELSER)
    month.koder, month.koder_sist = {"RAKNING_SKILJER_SIG": None}, {}


def rakning_sent(plan: Personplan) -> None:
    """The räkning for February comes after the last reporting day; the handläggare lets it through."""
    month = plan.manader[FEBRUARI]
    month.change_rakning(phase=Phase.SENT)
    _approved(month, "FOR_SENT", None)


def komplettering_uteblir(plan: Personplan) -> None:
    """February's räkning says two hours too much; the person is asked and does not answer in time."""
    month = plan.manader[FEBRUARI]
    changes.miscount(month, 120)
    _waits(month, "RAKNING_SKILJER_SIG", None)
    month.steps = [Step("komplettera", "RAKNING_SKILJER_SIG")]
    month.koder_sist = {"RAKNING_SKILJER_SIG": None, "KOMPLETTERING_SAKNAS": None}


def komplettering_besvaras(plan: Personplan) -> None:
    """March's räkning says half an hour too little; the person is asked and answers with a right one."""
    month = plan.manader[MARS]
    changes.miscount(month, -30)
    _correct_rakning(month, Phase.SVAR)
    month.koder, month.koder_sist = {"RAKNING_SKILJER_SIG": None}, {}
    month.steps, month.kind = [Step("komplettera", "RAKNING_SKILJER_SIG")], "bifall"


def skola(plan: Personplan) -> None:
    """A child had assistance in school in March, which the grant does not name; the handläggare lets it through."""
    month = plan.manader[MARS]
    month.change_rakning(skola=True)
    _approved(month, "SKOLA_DAGLIG_VERKSAMHET", None)


def vistelse_utanfor_ees(plan: Personplan) -> None:
    """April was spent outside the EES; the month waits."""
    month = plan.manader[APRIL]
    month.change_rakning(vistelse_utanfor_ees=True)
    _waits(month, "VISTELSE_UTANFOR_EES", None)


def medel_kvar(plan: Personplan) -> None:
    """1 200 kr of the last payment were not used: noted, nothing more."""
    month = plan.manader[APRIL]
    month.change_rakning(kvar_ore=120_000)
    month.koder = {"MEDEL_KVAR": None}


def sjukhus(plan: Personplan) -> None:
    """Two days in hospital in March without särskilda skäl; the handläggare refuses the time."""
    month = plan.manader[MARS]
    stay = Vistelse(datetime(2026, 3, 12, 10), datetime(2026, 3, 14, 15))  # noqa: DTZ001 - clock times as on the form
    month.change_rakning(sjukhus=(stay,))
    inside = ((nyckel, rad, _inside(rad, MARS, stay)) for nyckel, rad in month.rows())
    _refused(month, "SJUKHUSVISTELSE", [Tagen(n, r.dag, r.slag, m) for n, r, m in inside if m])


# --- rows ----------------------------------------------------------------------------------------------------------


def rad_ogiltig_rattas(plan: Personplan) -> None:
    """A row in February names the 30th; the anordnare sends a new version."""
    month = plan.manader[FEBRUARI]
    right = month.rapporter[0]
    month.replace_report(right, rader=(*right.rader, Rad(30, 800, 1200, "aktiv")))
    month.rapporter.append(replace(right, phase=Phase.RATTELSER))
    month.koder, month.koder_sist = {"RAD_OGILTIG": None}, {}


def rad_ogiltig_nekas(plan: Personplan) -> None:
    """A row in April ends before it begins and one has 75 minutes in an hour; the handläggare refuses them."""
    month = plan.manader[APRIL]
    report = month.rapporter[0]
    wrong = (Rad(10, 1200, 1100, "aktiv"), Rad(11, 1200, 1275, "aktiv"))
    month.replace_report(report, rader=(*report.rader, *wrong))
    _refused(month, "RAD_OGILTIG", [], minuter=None)


def klockslag_finns_inte(plan: Personplan) -> None:
    """A row ends at 02.30 on the night when that hour does not exist; the handläggare refuses it."""
    month = plan.manader[MARS]
    report, night = next(
        (r, rad) for r in month.rapporter for rad in r.rader if (rad.dag, rad.fran) == (29, 0)
    )
    rader = tuple(rad._replace(till=230) if rad == night else rad for rad in report.rader)
    month.replace_report(report, rader=rader)
    month.recount()
    _refused(month, "KLOCKSLAG_FINNS_INTE", [], minuter=None)


def efterslantrare(plan: Personplan) -> None:
    """October 2025 comes half a year late, with an ambiguous hour in the autumn night.

    The handläggare lets the lateness pass and refuses the hour; the rest is paid at an amount that nobody has verified.
    """
    person, assistent = plan.person, plan.person.team[0]
    rader = (Rad(24, 800, 1600, "aktiv"), Rad(26, 230, 600, "aktiv"), Rad(26, 1000, 1600, "aktiv"))
    report = Rapport(
        person=person, assistent=assistent, anordnare=person.anordnare, month=OKTOBER, rader=rader
    )
    rakning = plans.Rakning(person=person, month=OKTOBER, tid=Tid(aktiv=14 * 60))
    month = Manadsplan(person=person, month=OKTOBER, rapporter=[report], rakningar=[rakning])
    _refused(month, "KLOCKSLAG_TVETYDIGT", [], minuter=None)
    month.koder["FOR_SENT"] = None
    month.koder_sist = {**month.koder, "PARAMETER_EJ_VERIFIERAD": None}
    month.steps = [Step("godkann", "FOR_SENT"), Step("neka", "KLOCKSLAG_TVETYDIGT")]
    month.per_hour = Fraction(worked.SCHABLON_2025)
    plan.manader[OKTOBER] = month
    plan.beslut.append(plans.grant(person, Period(date(2025, 7, 1), date(2026, 1, 1))))


# --- two at once ---------------------------------------------------------------------------------------------------


def assistent_hos_tva(first: Personplan, second: Personplan) -> None:
    """One assistant is reported by two persons at the same time; one handläggare approves, for the other refuses."""
    here, there = first.manader[FEBRUARI], second.manader[FEBRUARI]
    report, mine, other, theirs = _meeting(here, there)
    there.replace_report(other, rader=tuple(rad for rad in other.rader if rad != theirs))
    there.rapporter.append(replace(other, assistent=report.assistent, rader=(theirs,)))
    second.uppgifter.append(Uppgift(assistent=report.assistent, anordnare=second.person.anordnare))
    shared = changes.overlap(mine, theirs)
    _approved(here, "ASSISTENT_OVERLAPPAR", shared)
    _refused(there, "ASSISTENT_OVERLAPPAR", [Tagen(other.nyckel, theirs.dag, theirs.slag, shared)])


def assistent_dubbel_i_rapporten(plan: Personplan) -> None:
    """A report in March has an hour twice; the handläggare refuses the copy."""
    month = plan.manader[MARS]
    report, rad = changes.long_row(month)
    month.replace_report(report, rader=(*report.rader, changes.hour_in(rad)))
    month.recount()
    _refused(month, "ASSISTENT_OVERLAPPAR", [Tagen(report.nyckel, rad.dag, "aktiv", 60)])


def dubbelassistans_nekas(plan: Personplan) -> None:
    """Two assistants at once for an hour in February without a grant for it; the handläggare refuses."""
    month = plan.manader[FEBRUARI]
    dag = changes.double_hour(month)
    _refused(month, "DUBBELASSISTANS_EJ_BEVILJAD", [Tagen(plan.person.nyckel, dag, "aktiv", 60)])


def dubbelassistans_godkanns(plan: Personplan) -> None:
    """The same in April, and the handläggare lets it through."""
    month = plan.manader[APRIL]
    changes.double_hour(month)
    _approved(month, "DUBBELASSISTANS_EJ_BEVILJAD", 60)


def dubbelassistans_beviljad(plan: Personplan) -> None:
    """Two assistants at once with a grant for it: nothing to say."""
    plan.beslut = [replace(g, dubbelassistans=BeviljadTid(per="per_vecka", minuter=300)) for g in plan.beslut]
    for month in plan.manader.values():
        changes.double_hour(month)


# --- the grant -----------------------------------------------------------------------------------------------------


def vantetid_ej_beviljad(plan: Personplan) -> None:
    """Väntetid was granted from March only; February's is stopped."""
    _kind_from_march(plan, vantetid=False)
    month = plan.manader[FEBRUARI]
    _stopped(month, "VANTETID_EJ_BEVILJAD", _taken(month, lambda rad: rad.slag == "vantetid"))


def beredskap_ej_beviljad(plan: Personplan) -> None:
    """Beredskap was granted from March only; February's is stopped."""
    _kind_from_march(plan, beredskap=False)
    month = plan.manader[FEBRUARI]
    _stopped(month, "BEREDSKAP_EJ_BEVILJAD", _taken(month, lambda rad: rad.slag == "beredskap"))


def beslut_saknas(plan: Personplan) -> None:
    """Nobody knows of a grant: everything is held, nothing is lost."""
    plan.beslut.clear()
    for month in plan.manader.values():
        _waits(month, "BESLUT_SAKNAS", None)


def utanfor_beslut(plan: Personplan) -> None:
    """One grant ends on 14 February and the next begins in March; the time between is refused."""
    plan.beslut = [
        plans.grant(plan.person, Period(date(2025, 11, 1), date(2026, 2, 15))),
        plans.grant(plan.person, Period(date(2026, 3, 1), date(2026, 9, 1))),
    ]
    month = plan.manader[FEBRUARI]
    _stopped(month, "UTANFOR_BESLUT", _taken(month, lambda rad: rad.dag > 14))  # noqa: PLR2004 - the day above


def over_beviljad_tid(plan: Personplan) -> None:
    """February's grant, a period of its own, is ten hours short: the month's last ten hours are stopped."""
    month = plan.manader[FEBRUARI]
    total = worked.total(FEBRUARI, (rad for _, rad in month.rows()))
    short = BeviljadTid(per="period", minuter=total.aktiv - 600)
    plan.beslut = [
        plans.grant(plan.person, FEBRUARI.period, tid=short),
        plans.grant(plan.person, Period(date(2026, 3, 1), date(2026, 9, 1))),
    ]
    _stopped(month, "OVER_BEVILJAD_TID", _last(month, list(month.rows()), 600))


def hogre_timbelopp(plan: Personplan) -> None:
    """A higher amount: February's costs are lower and decide, March's are higher, April's are not accounted for."""
    plan.beslut = [replace(grant, timbelopp=_hogre(37_000)) for grant in plan.beslut]
    _price(plan.manader[FEBRUARI], per_hour=Fraction(37_000), costs_per_hour=35_500)
    plan.manader[FEBRUARI].koder = {"KOSTNAD_UNDER_TIMBELOPP": None}
    _price(plan.manader[MARS], per_hour=Fraction(37_000), costs_per_hour=39_900)
    _waits(plan.manader[APRIL], "KOSTNADSREDOVISNING_SAKNAS", None)


def hogre_timbelopp_over_taket(plan: Personplan) -> None:
    """A higher amount above the cap of 112 % of schablonbeloppet: the cap decides."""
    plan.beslut = [replace(grant, timbelopp=_hogre(39_500)) for grant in plan.beslut]
    for month in plan.manader.values():
        _price(month, per_hour=Fraction(worked.SCHABLON_2026 * 112, 100), costs_per_hour=41_000)
        month.koder = {"HOGRE_BELOPP_BEGRANSAT": None}


def egen_arbetsgivare(plan: Personplan) -> None:
    """The person employs her assistants: every month's costs are accounted for, and March's are the lower."""
    for month in plan.manader.values():
        _price(month, per_hour=month.per_hour, costs_per_hour=34_000 if month.month == MARS else 36_000)
    plan.manader[MARS].koder = {"KOSTNAD_UNDER_TIMBELOPP": None}


# --- the assistants ------------------------------------------------------------------------------------------------


def assistent_ej_anmald(plan: Personplan) -> None:
    """An assistant's data came on 10 February; the days before are stopped."""
    month = plan.manader[FEBRUARI]
    report = month.rapporter[0]
    plan.change_uppgift(report.assistent, mottagen=date(2026, 2, 10), anstalld=date(2026, 2, 1))
    _stopped(month, "ASSISTENT_EJ_ANMALD", _taken(month, lambda rad: rad.dag < 10, report))  # noqa: PLR2004 - the day above


def assistent_under_18(plan: Personplan) -> None:
    """An assistant came of age on 16 March; what she did before is stopped."""
    grown = plan.person.team[0]
    young = Individual(numbers.personnummer(date(2008, 3, 16), 980), grown.fornamn, grown.efternamn)
    _become(plan, grown, young)
    for month, before in ((plan.manader[FEBRUARI], 99), (plan.manader[MARS], 16)):
        report = next(r for r in month.rapporter if r.assistent == young)
        _stopped(month, "ASSISTENT_UNDER_18", _taken(month, lambda rad, b=before: rad.dag < b, report))


def assistent_utanfor_ees(plan: Personplan) -> None:
    """An assistant who lives outside the EES worked in April; no amount is decided for that, so it is stopped."""
    abroad = plan.person.team[0]
    for number in (FEBRUARI, MARS):
        _hand_over(plan.manader[number], abroad)
    plan.change_uppgift(abroad, bosatt_inom_ees=False)
    month = plan.manader[APRIL]
    report = next(r for r in month.rapporter if r.assistent == abroad)
    _stopped(month, "ASSISTENT_UTANFOR_EES", _taken(month, lambda _: True, report))


def assistent_oformogen(plan: Personplan) -> None:
    """An assistant may have been unable to work for a week in April; the handläggare finds that she was able."""
    month = plan.manader[APRIL]
    report = month.rapporter[0]
    plan.oformogen.append((report.assistent, Period(date(2026, 4, 13), date(2026, 4, 20))))
    taken = _taken(month, lambda rad: rad.dag in range(13, 20), report)
    _approved(month, "ASSISTENT_OFORMOGEN", sum(part.minuter for part in taken))


def arbetstid(plan: Personplan) -> None:
    """One assistant took three others' shifts in March: what lies above 48 hours a week is stopped."""
    month = plan.manader[MARS]
    diligent, *others = month.rapporter[:4]
    rader = tuple(sorted(rad for report in (diligent, *others) for rad in report.rader))
    for report in others:
        month.rapporter.remove(report)
    month.replace_report(diligent, rader=rader)
    rows = [(diligent.nyckel, rad) for rad in rader if rad.slag != "beredskap"]
    limit = -(-48 * 31 // 7) * 60
    excess = sum(worked.minutes(MARS, rad) for _, rad in rows) - limit
    _stopped(month, "ARBETSTID_OVERSKRIDEN", _last(month, rows, excess))


def narstaende(plan: Personplan) -> None:
    """An assistant is the person's mother: noted, nothing more."""
    plan.change_uppgift(plan.person.team[0], narstaende=True)
    for month in plan.manader.values():
        if any(report.assistent == plan.person.team[0] for report in month.rapporter):
            month.koder = {"NARSTAENDE": None}


# --- the anordnare -------------------------------------------------------------------------------------------------

TILLSTAND_TILL: Final = date(2026, 3, 10)
F_SKATT_TILL: Final = date(2026, 3, 31)
ARBETSGIVARE_TILL: Final = date(2026, 4, 30)


def ivo_tillstand(plan: Personplan) -> None:
    """The permit ended on 10 March and the person was told that day: two weeks more are paid, and to the person."""
    plan.uppdrag = [replace(plan.uppdrag[0], tillstand_upphort_meddelat=TILLSTAND_TILL)]
    plan.manader[FEBRUARI].koder = {"MOTTAGARE_UTAN_TILLSTAND": None}
    mars, april = plan.manader[MARS], plan.manader[APRIL]
    _stopped(mars, "IVO_TILLSTAND_SAKNAS", _taken(mars, lambda rad: rad.dag > 24))  # noqa: PLR2004 - two weeks after the 10th
    mars.koder["MOTTAGARE_UTAN_TILLSTAND"] = None
    _stopped(april, "IVO_TILLSTAND_SAKNAS", _taken(april, lambda _: True))
    april.utfall = april.kind = "avslag"


def f_skatt(plan: Personplan) -> None:
    """The anordnare lost its F-skatt, then its registration as employer: the person is paid instead."""
    for month in plan.manader.values():
        month.koder = {"F_SKATT_SAKNAS": None}
    plan.manader[APRIL].koder["EJ_ARBETSGIVARE"] = None


def betalningsmottagare_saknas(plan: Personplan) -> None:
    """Nobody asked that the anordnare be paid; the person is, and has no account until 4 May."""
    plan.uppdrag = [replace(plan.uppdrag[0], mottagare_from=None)]
    plan.konto_from = date(2026, 5, 4)
    for month in plan.manader.values():
        month.koder = {"BETALNINGSMOTTAGARE_SAKNAS": None}


def mojlig_rattelse(plan: Personplan) -> None:
    """Two reports with different ids for one assistant's February; the handläggare sets the first aside."""
    month = plan.manader[FEBRUARI]
    month.rapporter.append(replace(month.rapporter[0], nummer=1))
    month.koder = {"MOJLIG_RATTELSE": None, "RAKNING_SKILJER_SIG": None, "ASSISTENT_OVERLAPPAR": None}
    month.koder_sist = {}
    month.steps, month.kind = [Step("satt_undan", "MOJLIG_RATTELSE")], "bifall"


def tva_anordnare(plan: Personplan, other: Anordnare) -> None:
    """Half the team works through another anordnare: two payees, nothing to say."""
    moved = set(plan.person.team[::2])
    plan.uppdrag.append(Uppdrag(anordnare=other))
    plan.uppgifter = [
        replace(uppgift, anordnare=other) if uppgift.assistent in moved else uppgift
        for uppgift in plan.uppgifter
    ]
    for month in plan.manader.values():
        month.rapporter = [
            replace(r, anordnare=other) if r.assistent in moved else r for r in month.rapporter
        ]


# --- the person ----------------------------------------------------------------------------------------------------


def institution(plan: Personplan) -> None:
    """10 to 12 February in an institution: those days are stopped."""
    plan.institution.append(Period(date(2026, 2, 10), date(2026, 2, 13)))
    month = plan.manader[FEBRUARI]
    _stopped(month, "INSTITUTION", _taken(month, lambda rad: rad.dag in {10, 11, 12}))


def dodsfall(plan: Personplan) -> None:
    """The person died on 20 March; two days of work after that wait and are refused, and there is no April."""
    plan.avliden = date(2026, 3, 20)
    del plan.manader[APRIL]
    month = plan.manader[MARS]
    for report in list(month.rapporter):
        month.replace_report(report, rader=tuple(rad for rad in report.rader if rad.dag <= 22))  # noqa: PLR2004 - two days later
    month.rapporter = [report for report in month.rapporter if report.rader]
    month.recount()
    _refused(month, "EFTER_DODSFALL", _taken(month, lambda rad: rad.dag > 20))  # noqa: PLR2004 - the day above


def ingen_tid(plan: Personplan) -> None:
    """Nothing was worked in February: one empty report and a räkning of nothing."""
    month = plan.manader[FEBRUARI]
    month.rapporter = [replace(month.rapporter[0], rader=())]
    month.recount()
    month.utfall, month.kind = "noll", None


# --- shared --------------------------------------------------------------------------------------------------------


def _waits(month: Manadsplan, kod: str, minuter: int | None) -> None:
    """All of the month is held and nobody does anything about it."""
    month.koder, month.utfall, month.kind = {kod: minuter}, "vantar", None


def _approved(month: Manadsplan, kod: str, minuter: int | None) -> None:
    month.koder, month.kind, month.koder_sist = {kod: minuter}, "bifall", None
    month.steps = [Step("godkann", kod)]


def _refused(month: Manadsplan, kod: str, taken: list[Tagen], minuter: int | None = -1) -> None:
    _stopped(month, kod, taken)
    if minuter != -1:
        month.koder = {kod: minuter}
    month.steps = [Step("neka", kod)]


def _stopped(month: Manadsplan, kod: str, taken: list[Tagen]) -> None:
    month.koder = {kod: sum(part.minuter for part in taken)}
    month.tagna, month.utfall, month.kind = taken, "delvis", "delvis"


def _taken(month: Manadsplan, chosen: Callable[[Rad], bool], report: Rapport | None = None) -> list[Tagen]:
    rows: Iterable[tuple[str, Rad]] = (
        ((report.nyckel, rad) for rad in report.rader) if report else month.rows()
    )
    return [Tagen(n, rad.dag, rad.slag, worked.minutes(month.month, rad)) for n, rad in rows if chosen(rad)]


def _last(month: Manadsplan, rows: list[tuple[str, Rad]], count: int) -> list[Tagen]:
    """The last so many minutes in time."""
    taken = []
    for nyckel, rad in sorted(rows, key=lambda row: row[1][:3], reverse=True):
        part = min(count, worked.minutes(month.month, rad))
        taken.append(Tagen(nyckel, rad.dag, rad.slag, part))
        count -= part
        if not count:
            break
    return taken


def _correct_rakning(month: Manadsplan, phase: Phase) -> None:
    wrong = month.rakningar[0]
    month.recount()
    right = month.rakningar[0].tid
    month.rakningar = [wrong, replace(wrong, tid=right, phase=phase)]


def _meeting(here: Manadsplan, there: Manadsplan) -> tuple[Rapport, Rad, Rapport, Rad]:
    """Two active rows of different persons that overlap by at least half an hour, in reports of several rows."""
    return next(
        (report, mine, other, theirs)
        for report in here.rapporter
        for mine in report.rader
        for other in there.rapporter
        for theirs in other.rader
        if mine.slag == theirs.slag == "aktiv"
        and changes.overlap(mine, theirs) >= 30  # noqa: PLR2004 - minutes
        and _alone(report, theirs, mine)
    )


def _alone(report: Rapport, theirs: Rad, mine: Rad) -> bool:
    return not any(changes.overlap(rad, theirs) for rad in report.rader if rad != mine)


def _inside(rad: Rad, month: Month, stay: Vistelse) -> int:
    """The minutes of a row that lie inside a stay by clock time."""
    midnight = datetime(month.year, month.month, rad.dag, tzinfo=STOCKHOLM).replace(tzinfo=None)
    start, end = ((stay.fran - midnight).total_seconds() // 60, (stay.till - midnight).total_seconds() // 60)
    first, last = (hhmm // 100 * 60 + hhmm % 100 for hhmm in (rad.fran, rad.till))
    return max(0, int(min(end, last)) - int(max(start, first)))


def _kind_from_march(plan: Personplan, **without: bool) -> None:
    plan.beslut = [
        plans.grant(plan.person, Period(date(2025, 11, 1), date(2026, 3, 1)), **without),
        plans.grant(plan.person, Period(date(2026, 3, 1), date(2026, 9, 1))),
    ]


def _hogre(ore: int) -> Timbelopp:
    return Timbelopp(hogre=Ore(ore))


def _price(month: Manadsplan, *, per_hour: Fraction, costs_per_hour: int) -> None:
    """Account for the month's costs by whole hours, and foretell its money: the lower of costs and time × amount."""
    hours = worked.units(month.rakningar[0].tid) // worked.UNITS_AN_HOUR
    share = costs_per_hour // 10
    costs = Kostnader(
        lon=Ore(hours * (costs_per_hour - 2 * share)),
        ob=Ore(hours * share),
        administration=Ore(hours * share),
    )
    month.change_rakning(kostnader=costs, kostnader_timmar=hours)
    month.per_hour, month.hogst_ore = per_hour, costs.summa


def _become(plan: Personplan, old: Individual, new: Individual) -> None:
    plan.change_uppgift(old, assistent=new)
    for month in plan.manader.values():
        month.rapporter = [replace(r, assistent=new) if r.assistent == old else r for r in month.rapporter]


def _hand_over(month: Manadsplan, leaving: Individual) -> None:
    """Somebody else did what this assistant is down for."""
    report = next((r for r in month.rapporter if r.assistent == leaving), None)
    if report is None:
        return
    other = next(r for r in month.rapporter if r.assistent != leaving)
    month.rapporter.remove(report)
    month.replace_report(other, rader=tuple(sorted((*other.rader, *report.rader))))
