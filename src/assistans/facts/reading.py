"""Reading an underlag from plain data: the keys of docs/case-format.md, typed by schema."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from assistans.facts import plain
from assistans.facts.anordnare import ALLTID, Anordnare
from assistans.facts.assistenter import ALLA, Assistent
from assistans.facts.beslut import Beslut, BeviljadTid, Per, SarskiltSkal, Timbelopp
from assistans.facts.limits import refuse_too_cut_up, refuse_too_long
from assistans.facts.person import Kommuntid, Person
from assistans.facts.plain import CaseError, Fields, Read, list_of, map_of, one_of
from assistans.facts.rakning import Kostnader, Rakning, Verksamhet, Vistelse
from assistans.facts.tid import SLAG, Rad, Tid
from assistans.facts.underlag import (
    AnnanManad,
    AnnanTid,
    Komplettering,
    Retroaktiv,
    Stallningstagande,
    Tidsredovisning,
    Underlag,
)
from assistans.timeline.months import ALWAYS, Month, Period
from assistans.timeline.quantities import NOLL

REQUIRED: Final = ("month", "person", "beslut", "anordnare", "assistenter", "tidsredovisningar")
OPTIONAL: Final = (
    "assessed_on",
    "annan_tid",
    "rakning",
    "kompletteringar",
    "institution",
    "sjukhus_tidigare",
    "tidigare",
    "tidigare_veckor",
    "slutavrakning_gjord",
    "retroaktiv",
    "stallningstaganden",
    "senare",
    "senare_veckor",
)
_INTERVALS: Final = ("ivo_tillstand", "f_skatt", "arbetsgivare", "betalningsmottagare")
_KOSTNADER: Final = ("lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration")


def read_underlag(data: Mapping[str, Any]) -> Underlag:
    """Read a month; CaseError says where in the data and what is wrong.

    `data` holds text, lists and mappings as strict YAML gives them; booleans, whole numbers and dates of JSON
    are taken too. Unknown keys and references to undeclared names are errors.
    """
    fields = Fields(data, "", required=REQUIRED, optional=OPTIONAL)
    refuse_too_long(data)
    month = fields.need("month", plain.month)
    reports = fields.need("tidsredovisningar", list_of(_report))
    kompletteringar = fields.listed("kompletteringar", _komplettering)
    rakning = _rakning(fields, reports, month)
    underlag = Underlag(
        month=month,
        assessed_on=_assessed_on(fields, month, _arrivals(reports, rakning, kompletteringar)),
        person=fields.need("person", _person),
        beslut=fields.need("beslut", list_of(_beslut)),
        anordnare={
            key: _anordnare(key, node, f"anordnare.{key}") for key, node in _entries(fields, "anordnare")
        },
        assistenter={
            key: _assistent(key, node, f"assistenter.{key}") for key, node in _entries(fields, "assistenter")
        },
        tidsredovisningar=reports,
        annan_tid=fields.listed("annan_tid", _annan_tid),
        rakning=rakning,
        kompletteringar=kompletteringar,
        institution=fields.listed("institution", plain.period),
        sjukhus_tidigare=fields.listed("sjukhus_tidigare", plain.period),
        tidigare=fields.listed("tidigare", _annan_manad),
        tidigare_veckor=fields.may("tidigare_veckor", map_of(plain.units), {}),
        senare=fields.listed("senare", _annan_manad),
        senare_veckor=fields.may("senare_veckor", map_of(plain.units), {}),
        slutavrakning_gjord=fields.maybe("slutavrakning_gjord", plain.day),
        retroaktiv=fields.maybe("retroaktiv", _retroaktiv),
        stallningstaganden=fields.listed("stallningstaganden", _stallningstagande),
    )
    _refuse_undeclared(underlag)
    _refuse_contradictions(underlag)
    refuse_too_cut_up(underlag)
    return underlag


def _entries(fields: Fields, key: str) -> list[tuple[str, Any]]:
    return list(fields.need(key, map_of(lambda node, _: node)).items())


def _arrivals(
    reports: tuple[Tidsredovisning, ...], rakning: Rakning | None, kompletteringar: tuple[Komplettering, ...]
) -> list[tuple[date, str]]:
    found = [
        (report.mottagen, f"tidsredovisningar[{place}].mottagen") for place, report in enumerate(reports)
    ]
    if rakning is not None:
        found.append((rakning.mottagen, "rakning.mottagen"))
    for place, komplettering in enumerate(kompletteringar):
        found.append((komplettering.begard, f"kompletteringar[{place}].begard"))
        if komplettering.inkom is not None:
            found.append((komplettering.inkom, f"kompletteringar[{place}].inkom"))
    return found


def _assessed_on(fields: Fields, month: Month, arrivals: list[tuple[date, str]]) -> date:
    assessed_on = fields.maybe("assessed_on", plain.day)
    if assessed_on is None:
        return max((arrived for arrived, _ in arrivals), default=month.last + timedelta(days=1))
    for arrived, path in arrivals:
        if arrived > assessed_on:
            raise CaseError(
                path, f"{arrived} lies after assessed_on {assessed_on}: the document does not exist yet"
            )
    return assessed_on


def _person(node: Any, path: str) -> Person:
    fields = Fields(node, path, optional=("personnummer", "kommun", "utbetalning", "avliden"))
    return Person(
        personnummer=fields.maybe("personnummer", plain.text),
        kommun=fields.may("kommun", _kommuner, ()),
        utbetalning=fields.may("utbetalning", one_of("efterskott", "forskott", "blandad"), "efterskott"),
        avliden=fields.maybe("avliden", plain.day),
    )


def _kommuner(node: Any, path: str) -> tuple[Kommuntid, ...]:
    if isinstance(node, list | tuple):
        return list_of(_kommuntid)(node, path)
    return (Kommuntid(kommun=plain.kommun(node, path), period=Period(ALWAYS, None)),)


def _kommuntid(node: Any, path: str) -> Kommuntid:
    fields = Fields(node, path, required=("kommun", "from"), optional=("to",))
    interval = {key: node[key] for key in ("from", "to") if key in fields}
    return Kommuntid(kommun=fields.need("kommun", plain.kommun), period=plain.period(interval, path))


_skal: Read[SarskiltSkal] = one_of(
    "skola", "daglig_verksamhet", "barnomsorg", "andning_sondmatning", "sjukhus"
)
_verksamhetsslag: Read[Verksamhet] = one_of("skola", "barnomsorg", "daglig_verksamhet")
_per: Final[tuple[Per, ...]] = ("per_vecka", "per_manad", "period")


def _beslut(node: Any, path: str) -> Beslut:
    fields = Fields(
        node,
        path,
        required=("beviljandeperiod", "tid"),
        optional=(
            "beslutad",
            "vantetid",
            "beredskap",
            "dubbelassistans",
            "timbelopp",
            "timbelopp_utanfor_ees",
            "sarskilda_skal",
        ),
    )
    return Beslut(
        beviljandeperiod=fields.need("beviljandeperiod", plain.closed_period),
        tid=fields.need("tid", _beviljad_tid),
        beslutad=fields.maybe("beslutad", plain.day),
        vantetid=fields.flag("vantetid"),
        beredskap=fields.flag("beredskap"),
        dubbelassistans=fields.maybe("dubbelassistans", _beviljad_tid),
        timbelopp=fields.may("timbelopp", _timbelopp, Timbelopp()),
        timbelopp_utanfor_ees=fields.maybe("timbelopp_utanfor_ees", plain.money),
        sarskilda_skal=frozenset(fields.listed("sarskilda_skal", _skal)),
    )


def _beviljad_tid(node: Any, path: str) -> BeviljadTid:
    fields = Fields(node, path, optional=_per)
    given = [key for key in _per if key in fields]
    if len(given) != 1:
        raise CaseError(path, "state exactly one of per_vecka, per_manad and period")
    return BeviljadTid(per=given[0], minuter=fields.need(given[0], plain.duration))


def _timbelopp(node: Any, path: str) -> Timbelopp:
    if isinstance(node, Mapping):
        return Timbelopp(hogre=Fields(node, path, required=("hogre",)).need("hogre", plain.money))
    one_of("schablon")(node, path)
    return Timbelopp()


def _anordnare(key: str, node: Any, path: str) -> Anordnare:
    fields = Fields(
        node, path, optional=("slag", "allt_klart", *_INTERVALS, "avtal_from", "tillstand_upphort_meddelat")
    )
    default = ALLTID if fields.flag("allt_klart") else ()
    periods = {name: fields.may(name, list_of(plain.period), default) for name in _INTERVALS}
    return Anordnare(
        id=key,
        slag=fields.may("slag", one_of("foretag", "kooperativ", "kommun", "egen_arbetsgivare"), "foretag"),
        avtal_from=fields.maybe("avtal_from", plain.day),
        tillstand_upphort_meddelat=fields.maybe("tillstand_upphort_meddelat", plain.day),
        **periods,
    )


def _assistent(key: str, node: Any, path: str) -> Assistent:
    fields = Fields(
        node,
        path,
        required=("fodd",),
        optional=(
            "narstaende",
            "bosatt",
            "kollektivavtal",
            "anmald",
            "anstalld",
            "forlangd_arbetstid",
            "oformogen",
        ),
    )
    return Assistent(
        id=key,
        fodd=fields.need("fodd", plain.day),
        narstaende=fields.flag("narstaende"),
        bosatt=fields.may("bosatt", one_of("inom_ees", "utanfor_ees"), "inom_ees"),
        kollektivavtal=fields.flag("kollektivavtal"),
        anmald=fields.may("anmald", _anmald, {}),
        anstalld=fields.may("anstalld", map_of(plain.day), {}),
        forlangd_arbetstid=fields.flag("forlangd_arbetstid"),
        oformogen=fields.listed("oformogen", plain.period),
    )


def _anmald(node: Any, path: str) -> Any:
    if isinstance(node, Mapping):
        return map_of(plain.day)(node, path)
    return one_of(ALLA)(node, path)


def _report(node: Any, path: str) -> Tidsredovisning:
    fields = Fields(
        node,
        path,
        required=("assistent", "anordnare", "mottagen", "rader"),
        optional=("id", "kollektivavtal", "berakningsperiod"),
    )
    return Tidsredovisning(
        assistent=fields.need("assistent", plain.text),
        anordnare=fields.need("anordnare", plain.text),
        mottagen=fields.need("mottagen", plain.day),
        rader=fields.need("rader", _rader),
        id=fields.maybe("id", plain.text),
        kollektivavtal=fields.maybe("kollektivavtal", plain.truth),
        berakningsperiod=fields.listed("berakningsperiod", plain.period),
    )


_rader = list_of(plain.parsed(Rad.parse))


def _annan_tid(node: Any, path: str) -> AnnanTid:
    fields = Fields(node, path, required=("assistent", "rader"))
    return AnnanTid(assistent=fields.need("assistent", plain.text), rader=fields.need("rader", _rader))


def _rakning(fields: Fields, reports: tuple[Tidsredovisning, ...], month: Month) -> Rakning | None:
    if "rakning" not in fields:
        return None
    node = fields.need("rakning", lambda node, _: node)
    if not isinstance(node, Mapping):
        one_of("stammer")(node, "rakning")
        arrived = max((report.mottagen for report in reports), default=month.last + timedelta(days=1))
        return Rakning(mottagen=arrived, tid=None)
    return _written_rakning(node)


def _written_rakning(node: Mapping[str, Any]) -> Rakning:
    fields = Fields(
        node,
        "rakning",
        required=("mottagen", "tid"),
        optional=(
            "sjukhus",
            "skola_eller_daglig_verksamhet",
            "vistelse_utanfor_ees",
            "kvar_av_forra_utbetalningen",
            "kostnader",
        ),
    )
    return Rakning(
        mottagen=fields.need("mottagen", plain.day),
        tid=fields.need("tid", _declared),
        sjukhus=fields.listed("sjukhus", _vistelse),
        skola_eller_daglig_verksamhet=fields.may("skola_eller_daglig_verksamhet", _verksamhet, default=False),
        vistelse_utanfor_ees=fields.flag("vistelse_utanfor_ees"),
        kvar_av_forra_utbetalningen=fields.may("kvar_av_forra_utbetalningen", plain.money, NOLL),
        kostnader=fields.maybe("kostnader", read_kostnader),
    )


def _declared(node: Any, path: str) -> Tid | None:
    if isinstance(node, Mapping):
        return read_tid(node, path)
    one_of("stammer")(node, path)
    return None


def read_tid(node: Any, path: str) -> Tid:
    """Read time per kind; a missing kind is 0:00."""
    fields = Fields(node, path, optional=SLAG)
    return Tid(*(fields.may(slag, plain.duration, 0) for slag in SLAG))


def _vistelse(node: Any, path: str) -> Vistelse:
    fields = Fields(node, path, required=("from",), optional=("to",))
    stay = Vistelse(fields.need("from", plain.point), fields.maybe("to", plain.point))
    if stay.till is not None and stay.till <= stay.fran:
        raise CaseError(path, "ends before it begins")
    return stay


def _verksamhet(node: Any, path: str) -> bool | tuple[Verksamhet, ...]:
    if isinstance(node, list | tuple):
        return list_of(_verksamhetsslag)(node, path)
    return plain.truth(node, path)


def read_kostnader(node: Any, path: str) -> Kostnader:
    """Read costs by the kinds of F1091 5 a §; a missing kind is nothing."""
    fields = Fields(node, path, optional=_KOSTNADER)
    return Kostnader(**{key: fields.may(key, plain.money, NOLL) for key in _KOSTNADER})


def _komplettering(node: Any, path: str) -> Komplettering:
    fields = Fields(node, path, required=("avser", "begard", "sista_dag"), optional=("inkom",))
    assistent, anordnare = fields.need("avser", _avser)
    return Komplettering(
        begard=fields.need("begard", plain.day),
        sista_dag=fields.need("sista_dag", plain.day),
        inkom=fields.maybe("inkom", plain.day),
        assistent=assistent,
        anordnare=anordnare,
    )


def _avser(node: Any, path: str) -> tuple[str | None, str | None]:
    if isinstance(node, Mapping):
        fields = Fields(node, path, required=("assistent", "anordnare"))
        return fields.need("assistent", plain.text), fields.need("anordnare", plain.text)
    one_of("rakning")(node, path)
    return None, None


def _annan_manad(node: Any, path: str) -> AnnanManad:
    fields = Fields(node, path, required=("month", "assistanstid_min"), optional=("dubbel_min",))
    return AnnanManad(
        month=fields.need("month", plain.month),
        enheter=fields.need("assistanstid_min", plain.units),
        dubbel_minuter=fields.may("dubbel_min", plain.whole_number, 0),
    )


def _retroaktiv(node: Any, path: str) -> Retroaktiv:
    fields = Fields(node, path, required=("ansokt",), optional=("redovisat_manadsvis",))
    return Retroaktiv(
        ansokt=fields.need("ansokt", plain.day_of_the_benefit),
        redovisat_manadsvis=fields.flag("redovisat_manadsvis"),
    )


def _stallningstagande(node: Any, path: str) -> Stallningstagande:
    fields = Fields(
        node,
        path,
        required=("kod", "utfall", "skal"),
        optional=("assistent", "anordnare", "rapport", "dag", "fran", "till", "id"),
    )
    if ("fran" in fields) != ("till" in fields) or ("fran" in fields and "dag" not in fields):
        raise CaseError(path, "clock times need both fran and till, and a dag")
    return Stallningstagande(
        kod=fields.need("kod", plain.text),
        utfall=fields.need("utfall", one_of("godkand", "stoppad")),
        skal=fields.need("skal", plain.text),
        assistent=fields.maybe("assistent", plain.text),
        anordnare=fields.maybe("anordnare", plain.text),
        rapport=fields.maybe("rapport", plain.text),
        dag=fields.maybe("dag", plain.whole_number),
        fran=fields.maybe("fran", _clock),
        till=fields.maybe("till", _clock),
        id=fields.maybe("id", plain.text),
    )


def _clock(node: Any, path: str) -> int:
    written = plain.text(node, path)
    try:
        return Rad.parse(f"01 {written}-{written} aktiv").fran
    except ValueError as error:
        raise CaseError(path, f"{written[:80]!r} is not a clock time, such as 22.30") from error


def _refuse_undeclared(underlag: Underlag) -> None:
    for kind, known, references in (
        ("assistent", underlag.assistenter, _assistent_references(underlag)),
        ("anordnare", underlag.anordnare, _anordnare_references(underlag)),
    ):
        for name, path in references:
            if name is not None and name not in known:
                raise CaseError(path, f"the {kind} {name[:80]!r} is not declared in this file")


def _assistent_references(underlag: Underlag) -> list[tuple[str | None, str]]:
    return [
        *_named(underlag, "assistent"),
        *((other.assistent, f"annan_tid[{n}].assistent") for n, other in enumerate(underlag.annan_tid)),
    ]


def _anordnare_references(underlag: Underlag) -> list[tuple[str | None, str]]:
    return [
        *_named(underlag, "anordnare"),
        *(
            (name, f"assistenter.{key}.{field}")
            for key, assistent in underlag.assistenter.items()
            for field, names in (("anmald", assistent.anmald), ("anstalld", assistent.anstalld))
            if not isinstance(names, str)
            for name in names
        ),
    ]


def _named(underlag: Underlag, kind: str) -> Iterator[tuple[str | None, str]]:
    for key, field in (
        ("tidsredovisningar", kind),
        ("kompletteringar", "avser"),
        ("stallningstaganden", kind),
    ):
        for place, entry in enumerate(getattr(underlag, key)):
            yield getattr(entry, kind), f"{key}[{place}].{field}"


def _refuse_contradictions(underlag: Underlag) -> None:
    _refuse_overlap([grant.beviljandeperiod for grant in underlag.beslut], "beslut", "two grants")
    _refuse_overlap([tid.period for tid in underlag.person.kommun], "person.kommun", "two kommuner")
    _refuse_twice("tidigare", underlag.tidigare)
    _refuse_twice("senare", underlag.senare)
    for place, entry in enumerate(underlag.tidigare):
        if entry.month >= underlag.month:
            raise CaseError(f"tidigare[{place}].month", f"{entry.month} is not earlier than {underlag.month}")
    for place, entry in enumerate(underlag.senare):
        _refuse_not_later(f"senare[{place}].month", entry.month, underlag)
    _refuse_other_week("tidigare_veckor", underlag.tidigare_veckor, underlag.month.first, "begins")
    _refuse_other_week("senare_veckor", underlag.senare_veckor, underlag.month.last, "ends")


def _refuse_twice(key: str, entries: tuple[AnnanManad, ...]) -> None:
    months = [entry.month for entry in entries]
    for place, month in enumerate(months):
        if month in months[:place]:
            raise CaseError(f"{key}[{place}].month", f"{month} stands twice; one entry a month")


def _refuse_not_later(path: str, month: Month, underlag: Underlag) -> None:
    if month <= underlag.month:
        raise CaseError(path, f"{month} is not later than {underlag.month}")
    periods = [grant.beviljandeperiod for grant in underlag.beslut]
    shared = [period for period in periods if period.overlaps(underlag.month.period)]
    if not any(period.overlaps(month.period) for period in shared):
        raise CaseError(path, f"{month} shares no beviljandeperiod with {underlag.month}")


def _refuse_other_week(key: str, weeks: Mapping[str, int], day: date, how: str) -> None:
    for week in weeks:
        if week != iso_week(day):
            raise CaseError(f"{key}.{week[:80]}", f"the month {how} inside {iso_week(day)}")


def _refuse_overlap(periods: list[Period], path: str, what: str) -> None:
    for place, period in enumerate(periods):
        for earlier in periods[:place]:
            if period.overlaps(earlier):
                raise CaseError(f"{path}[{place}]", f"{what} are in force on the same day")


def iso_week(day: date) -> str:
    """Give the ISO week of a day: `2018-W44`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"
