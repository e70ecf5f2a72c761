from datetime import date

import pytest
from hypothesis import given, settings
from tests.assessment.underlagen import FORETAG, months

from assistans.facts import Assistent, CaseError, Kostnader, Rad, Tid, Timbelopp, dump, read_underlag
from assistans.facts.beslut import BeviljadTid
from assistans.facts.reading import iso_week
from assistans.facts.underlag import AnnanManad
from assistans.timeline.months import ALWAYS, Month, Period
from assistans.timeline.quantities import Ore

BARE = {
    "month": "2018-10",
    "person": {},
    "beslut": [],
    "anordnare": {FORETAG: {}},
    "assistenter": {"A": {"fodd": "1980-05-01"}},
    "tidsredovisningar": [],
}
GRANT = {"beviljandeperiod": {"from": "2018-07-01", "to": "2018-12-31"}, "tid": {"period": "1:00"}}
LATER = {"month": "2018-11", "assistanstid_min": "1"}
REPORT = {"assistent": "A", "anordnare": FORETAG, "mottagen": "2018-11-03", "rader": []}


@pytest.mark.parametrize("key", BARE)
def test_a_required_key_that_is_missing_is_named(key):
    with pytest.raises(CaseError, match=f"the key {key} is missing"):
        read_underlag({name: value for name, value in BARE.items() if name != key})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"month": "2018-1"}, "month: '2018-1' is not a month"),
        ({"month": "1993-12"}, "month: 1993-12 is no month from 1994"),
        ({"person": {"kommun": "180"}}, "person.kommun: '180' is not of the form 0180"),
        ({"person": {"kommun": [{"kommun": "0180", "from": "2018-01-01"}, {"kommun": "1480", "from": "2018-02-01"}]}}, "two kommuner"),
        ({"person": {"utbetalning": "alltid"}}, "person.utbetalning: 'alltid' is not one of"),
        ({"person": []}, "person: expected keys and values"),
        ({"beslut": {}}, "beslut: expected a list"),
        ({"beslut": [GRANT | {"tid": {"per_vecka": "1:00", "period": "1:00"}}]}, "exactly one of per_vecka"),
        ({"beslut": [GRANT | {"timbelopp": "hogre"}]}, "timbelopp: 'hogre' is not one of schablon"),
        ({"beslut": [GRANT | {"timbelopp": {"hogre": "310"}}]}, "two decimals"),
        ({"beslut": [GRANT | {"sarskilda_skal": ["semester"]}]}, r"sarskilda_skal\[0\]: 'semester'"),
        ({"beslut": [GRANT | {"vantetid": "ja"}]}, "vantetid: 'ja' is not one of true, false"),
        ({"anordnare": {FORETAG: {"slag": "bolag"}}}, f"anordnare.{FORETAG}.slag"),
        ({"assistenter": {"A": {"fodd": "1980-05-01", "anmald": "aldrig"}}}, "anmald: 'aldrig'"),
        ({"assistenter": {"A": {"fodd": "2300-05-01"}}}, "lies after 2200"),
        ({"tidsredovisningar": [REPORT | {"anordnare": "1"}]}, "the anordnare '1' is not declared"),
        ({"tidsredovisningar": [REPORT | {"rader": ["1 08.00-09.00 natt"]}]}, "is no row"),
        ({"rakning": "nej"}, "rakning: 'nej' is not one of stammer"),
        ({"rakning": {"mottagen": "2018-11-01"}}, "rakning: the key tid is missing"),
        ({"rakning": {"mottagen": "2018-11-01", "tid": {"natt": "1:00"}}}, "rakning.tid.natt: unknown key"),
        ({"rakning": {"mottagen": "2018-11-01", "tid": {}, "sjukhus": [{"from": "2018-10-05"}]}}, "not a point in time"),
        ({"rakning": {"mottagen": "2018-11-01", "tid": {}, "sjukhus": [{"from": "2018-10-05T25.00"}]}}, "does not exist"),
        ({"kompletteringar": [{"avser": "allt", "begard": "2018-11-01", "sista_dag": "2018-11-02"}]}, "avser: 'allt'"),
        ({"tidigare": [{"month": "2018-10", "assistanstid_min": "1"}]}, "is not earlier than 2018-10"),
        ({"tidigare": [{"month": "2018-09", "assistanstid_min": "1"}] * 2}, "stands twice"),
        ({"tidigare": [{"month": "2018-09", "assistanstid_min": "1/3"}]}, "no whole number of 1/28"),
        ({"tidigare": [{"month": "2018-09", "assistanstid_min": "1", "dubbel_min": "1/2"}]}, "not a whole number"),
        ({"tidigare_veckor": {"2018-W44": "1"}}, "the month begins inside 2018-W40"),
        ({"senare": [LATER | {"month": "2018-10"}], "beslut": [GRANT]}, r"senare\[0\].month: 2018-10 is not later than 2018-10"),
        ({"senare": [LATER] * 2, "beslut": [GRANT]}, r"senare\[1\].month: 2018-11 stands twice"),
        ({"senare": [LATER]}, "2018-11 shares no beviljandeperiod with 2018-10"),
        ({"senare": [LATER | {"month": "2019-01"}], "beslut": [GRANT]}, "2019-01 shares no beviljandeperiod"),
        ({"senare": [LATER], "beslut": [GRANT | {"beviljandeperiod": {"from": "2018-11-01", "to": "2018-12-31"}}]}, "shares no beviljandeperiod"),
        ({"senare_veckor": {"2018-W40": "1"}}, "senare_veckor.2018-W40: the month ends inside 2018-W44"),
        ({"stallningstaganden": [{"kod": "X", "utfall": "ja", "skal": "x"}]}, "utfall: 'ja'"),
        ({"stallningstaganden": [{"kod": "X", "utfall": "godkand", "skal": "x", "dag": "1", "fran": "08.00"}]}, "both fran and till"),
        ({"assessed_on": "2018-11-01", "tidsredovisningar": [REPORT]}, "does not exist yet"),
        ({"assessed_on": None}, "assessed_on: expected a value"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_path(changes, problem):
    with pytest.raises(CaseError, match=problem):
        read_underlag(BARE | changes)


@settings(max_examples=50, deadline=None)
@given(months())
def test_an_underlag_reads_back_as_it_was_written(underlag):
    assert read_underlag(dump(underlag)) == underlag


def test_writing_is_the_same_whatever_the_order_of_mappings(full):
    turned = full | {"assistenter": dict(reversed(full["assistenter"].items()))}
    assert dump(read_underlag(turned)) == dump(read_underlag(full))
    assert str(dump(read_underlag(turned))) == str(dump(read_underlag(full)))


def test_every_key_survives_reading_and_writing(full):
    written = dump(read_underlag(full))
    assert read_underlag(written) == read_underlag(full)
    assert set(full) <= set(written)


def test_the_latest_document_dates_the_assessment():
    asked = {"avser": "rakning", "begard": "2018-11-05", "sista_dag": "2018-11-19", "inkom": "2018-11-12"}
    read = read_underlag(BARE | {"tidsredovisningar": [REPORT], "kompletteringar": [asked]})
    assert read.assessed_on.isoformat() == "2018-11-12"
    assert read_underlag(BARE).assessed_on.isoformat() == "2018-11-01"


def test_an_explicit_interval_stands_beside_the_shorthand():
    read = read_underlag(BARE | {"anordnare": {FORETAG: {"allt_klart": True, "f_skatt": []}}})
    assert read.anordnare[FORETAG].f_skatt == ()
    assert read.anordnare[FORETAG].ivo_tillstand != ()


@pytest.mark.parametrize(
    "text", ["01 08.00-16.00 aktiv", "31 25.70-00.99 vantetid", "00 00.00-24.00 beredskap"]
)
def test_a_row_prints_as_it_was_written(text):
    assert str(Rad.parse(text)) == text


def with_report(**changes):
    return BARE | {"tidsredovisningar": [REPORT | changes]}


def assistent(**said):
    return read_underlag(BARE | {"assistenter": {"A": {"fodd": "1980-05-01"} | said}}).assistenter["A"]


def anordnare(**said):
    return read_underlag(BARE | {"anordnare": {FORETAG: said}}).anordnare[FORETAG]


def beslut(**said):
    return read_underlag(BARE | {"beslut": [GRANT | said]}).beslut[0]


def rakning(**said):
    return read_underlag(BARE | {"rakning": {"mottagen": "2018-11-04", "tid": {}} | said}).rakning


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"okänd": "1"}, "okänd"),
        ({"person": {"x": "1"}}, "person.x"),
        ({"person": {"kommun": [{"kommun": "0180", "from": "2018-01-01", "x": "1"}]}}, r"person.kommun\[0\].x"),
        ({"beslut": [GRANT | {"x": "1"}]}, r"beslut\[0\].x"),
        ({"beslut": [GRANT | {"tid": {"per_dag": "1:00"}}]}, r"beslut\[0\].tid.per_dag"),
        ({"beslut": [GRANT | {"timbelopp": {"hogre": "310.00", "x": "1"}}]}, r"beslut\[0\].timbelopp.x"),
        ({"anordnare": {FORETAG: {"x": "1"}}}, f"anordnare.{FORETAG}.x"),
        ({"anordnare": {FORETAG: {"f_skatt": [{"from": "2018-01-01", "x": "1"}]}}}, rf"anordnare.{FORETAG}.f_skatt\[0\].x"),
        ({"assistenter": {"A": {"fodd": "1980-05-01", "x": "1"}}}, "assistenter.A.x"),
        ({"tidsredovisningar": [REPORT | {"x": "1"}]}, r"tidsredovisningar\[0\].x"),
        ({"annan_tid": [{"assistent": "A", "rader": [], "x": "1"}]}, r"annan_tid\[0\].x"),
        ({"rakning": {"mottagen": "2018-11-04", "tid": {}, "x": "1"}}, "rakning.x"),
        ({"rakning": {"mottagen": "2018-11-04", "tid": {}, "kostnader": {"x": "1.00"}}}, "rakning.kostnader.x"),
        ({"rakning": {"mottagen": "2018-11-04", "tid": {}, "sjukhus": [{"from": "2018-10-05T10.00", "x": "1"}]}}, r"rakning.sjukhus\[0\].x"),
        ({"kompletteringar": [{"avser": "rakning", "begard": "2018-11-05", "sista_dag": "2018-11-19", "x": "1"}]}, r"kompletteringar\[0\].x"),
        ({"tidigare": [{"month": "2018-09", "assistanstid_min": "1", "x": "1"}]}, r"tidigare\[0\].x"),
        ({"retroaktiv": {"ansokt": "2018-09-20", "x": "1"}}, "retroaktiv.x"),
        ({"stallningstaganden": [{"kod": "X", "utfall": "godkand", "skal": "x", "x": "1"}]}, r"stallningstaganden\[0\].x"),
    ],
)  # fmt: skip
def test_a_key_that_is_not_known_is_named_wherever_it_stands(changes, path):
    with pytest.raises(CaseError, match=f"^{path}: unknown key"):
        read_underlag(BARE | changes)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"beslut": [{"tid": {"period": "1:00"}}]}, r"beslut\[0\]: the key beviljandeperiod is missing"),
        ({"beslut": [{"beviljandeperiod": GRANT["beviljandeperiod"]}]}, r"beslut\[0\]: the key tid is missing"),
        ({"beslut": [GRANT | {"beviljandeperiod": {"from": "2018-07-01"}}]}, r"beviljandeperiod: the key to is missing"),
        ({"beslut": [GRANT | {"tid": {}}]}, "state exactly one of per_vecka, per_manad and period"),
        ({"beslut": [GRANT | {"timbelopp": {}}]}, "timbelopp: the key hogre is missing"),
        ({"assistenter": {"A": {}}}, "assistenter.A: the key fodd is missing"),
        *(({"tidsredovisningar": [{k: v for k, v in REPORT.items() if k != key}]}, f"the key {key} is missing") for key in REPORT),
        ({"annan_tid": [{"assistent": "A"}]}, r"annan_tid\[0\]: the key rader is missing"),
        ({"rakning": {"tid": {}}}, "rakning: the key mottagen is missing"),
        ({"kompletteringar": [{"avser": {"assistent": "A"}, "begard": "2018-11-05", "sista_dag": "2018-11-19"}]}, "avser: the key anordnare is missing"),
        ({"kompletteringar": [{"avser": "rakning", "begard": "2018-11-05"}]}, "the key sista_dag is missing"),
        ({"retroaktiv": {}}, "retroaktiv: the key ansokt is missing"),
        ({"stallningstaganden": [{"kod": "X", "utfall": "godkand"}]}, "the key skal is missing"),
    ],
)  # fmt: skip
def test_a_key_that_is_needed_and_missing_is_named(changes, path):
    with pytest.raises(CaseError, match=path):
        read_underlag(BARE | changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"tidsredovisningar": [REPORT, REPORT | {"assistent": "Z"}]}, r"tidsredovisningar\[1\].assistent: the assistent 'Z' is not declared"),
        ({"annan_tid": [{"assistent": "Z", "rader": []}]}, r"annan_tid\[0\].assistent: the assistent 'Z'"),
        ({"kompletteringar": [{"avser": {"assistent": "Z", "anordnare": FORETAG}, "begard": "2018-11-05", "sista_dag": "2018-11-19"}]}, r"kompletteringar\[0\].avser: the assistent 'Z'"),
        ({"kompletteringar": [{"avser": {"assistent": "A", "anordnare": "9"}, "begard": "2018-11-05", "sista_dag": "2018-11-19"}]}, r"kompletteringar\[0\].avser: the anordnare '9'"),
        ({"stallningstaganden": [{"kod": "X", "utfall": "godkand", "skal": "x", "assistent": "Z"}]}, r"stallningstaganden\[0\].assistent: the assistent 'Z'"),
        ({"stallningstaganden": [{"kod": "X", "utfall": "godkand", "skal": "x", "anordnare": "9"}]}, r"stallningstaganden\[0\].anordnare: the anordnare '9'"),
        ({"assistenter": {"A": {"fodd": "1980-05-01", "anmald": {"9": "2018-01-01"}}}}, "assistenter.A.anmald: the anordnare '9'"),
        ({"assistenter": {"A": {"fodd": "1980-05-01", "anstalld": {"9": "2018-01-01"}}}}, "assistenter.A.anstalld: the anordnare '9'"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_declared_is_told_with_its_place(changes, problem):
    with pytest.raises(CaseError, match=problem):
        read_underlag(BARE | changes)


def test_grants_that_follow_each_other_may_meet_but_not_overlap():
    later = GRANT | {"beviljandeperiod": {"from": "2019-01-01", "to": "2019-06-30"}}
    assert len(read_underlag(BARE | {"beslut": [later, GRANT]}).beslut) == 2
    with pytest.raises(CaseError, match=r"beslut\[1\]: two grants are in force on the same day"):
        read_underlag(
            BARE
            | {"beslut": [GRANT, GRANT | {"beviljandeperiod": {"from": "2018-12-31", "to": "2019-01-31"}}]}
        )


@pytest.mark.parametrize(
    ("stay", "problem"),
    [({"from": "2018-10-05T10.00", "to": "2018-10-05T10.00"}, "ends before it begins"), ({"from": "2018-10-05T10.00", "to": "2018-10-04T10.00"}, "ends before it begins")],
)  # fmt: skip
def test_a_stay_ends_after_it_begins(stay, problem):
    with pytest.raises(CaseError, match=rf"rakning.sjukhus\[0\]: {problem}"):
        rakning(sjukhus=[stay])


@pytest.mark.parametrize(
    "narrowed",
    [{"fran": "08.00"}, {"till": "08.00"}, {"fran": "08.00", "till": "09.00"}, {"dag": "9", "fran": "08.00"}],
)
def test_clock_times_of_a_position_need_each_other_and_a_day(narrowed):
    held = {"kod": "X", "utfall": "godkand", "skal": "x"} | narrowed
    with pytest.raises(
        CaseError, match=r"stallningstaganden\[0\]: clock times need both fran and till, and a dag"
    ):
        read_underlag(BARE | {"stallningstaganden": [held]})


def test_a_clock_time_of_a_position_is_written_as_in_a_row():
    held = {"kod": "X", "utfall": "godkand", "skal": "x", "dag": "9", "fran": "8", "till": "09.00"}
    with pytest.raises(
        CaseError, match=r"stallningstaganden\[0\].fran: '8' is not a clock time, such as 22.30"
    ):
        read_underlag(BARE | {"stallningstaganden": [held]})


def test_what_is_left_out_of_a_month_is_not_there():
    read = read_underlag(BARE)
    assert (read.rakning, read.slutavrakning_gjord, read.retroaktiv) == (None, None, None)
    assert (read.annan_tid, read.kompletteringar, read.institution, read.sjukhus_tidigare) == ((), (), (), ())
    assert (read.tidigare, read.senare, read.stallningstaganden) == ((), (), ())
    assert (read.tidigare_veckor, read.senare_veckor) == ({}, {})


def test_a_person_of_whom_nothing_is_said_is_paid_in_arrears():
    person = read_underlag(BARE).person
    assert (person.personnummer, person.kommun, person.utbetalning, person.avliden) == (
        None,
        (),
        "efterskott",
        None,
    )


def test_one_kommun_answers_for_ever():
    (tid,) = read_underlag(BARE | {"person": {"kommun": "0180"}}).person.kommun
    assert (tid.kommun, tid.period) == ("0180", Period(ALWAYS, None))


@pytest.mark.parametrize("utbetalning", ["efterskott", "forskott", "blandad"])
def test_each_way_of_payment_is_read(utbetalning):
    assert read_underlag(BARE | {"person": {"utbetalning": utbetalning}}).person.utbetalning == utbetalning


@pytest.mark.parametrize("per", ["per_vecka", "per_manad", "period"])
def test_time_is_granted_by_week_month_or_period(per):
    assert beslut(tid={per: "433:20"}).tid == BeviljadTid(per=per, minuter=26000)


def test_a_plain_grant_is_at_schablon_and_gives_active_time_alone():
    grant = beslut()
    assert grant.beviljandeperiod == Period(date(2018, 7, 1), date(2019, 1, 1))
    assert (grant.timbelopp, beslut(timbelopp="schablon").timbelopp) == (Timbelopp(), Timbelopp())
    assert (grant.vantetid, grant.beredskap, grant.dubbelassistans, grant.beslutad) == (
        False,
        False,
        None,
        None,
    )
    assert (grant.timbelopp_utanfor_ees, grant.sarskilda_skal) == (None, frozenset())


def test_a_grant_is_read_with_all_that_it_gives():
    grant = beslut(beslutad="2018-06-15", vantetid=True, beredskap="true", dubbelassistans={"period": "1:00"}, timbelopp={"hogre": "310.00"}, timbelopp_utanfor_ees="0.00", sarskilda_skal=["skola", "sjukhus"])  # fmt: skip
    assert (grant.beslutad, grant.vantetid, grant.beredskap) == (date(2018, 6, 15), True, True)
    assert grant.dubbelassistans == BeviljadTid(per="period", minuter=60)
    assert (grant.timbelopp.hogre, grant.timbelopp_utanfor_ees) == (31000, 0)
    assert grant.sarskilda_skal == {"skola", "sjukhus"}


@pytest.mark.parametrize(
    "skal", ["skola", "daglig_verksamhet", "barnomsorg", "andning_sondmatning", "sjukhus"]
)
def test_each_special_reason_is_known(skal):
    assert beslut(sarskilda_skal=[skal]).sarskilda_skal == {skal}


REGISTERS = ["ivo_tillstand", "f_skatt", "arbetsgivare", "betalningsmottagare"]


@pytest.mark.parametrize("register", REGISTERS)
def test_an_interval_is_read_into_its_own_register_and_no_other(register):
    read = anordnare(**{register: [{"from": "2018-01-01", "to": "2018-10-31"}]})
    found = {name: getattr(read, name) for name in REGISTERS}
    assert found == dict.fromkeys(REGISTERS, ()) | {register: (Period(date(2018, 1, 1), date(2018, 11, 1)),)}


@pytest.mark.parametrize(("said", "always"), [(True, True), (False, False)])
def test_all_ready_is_all_four_registers_always(said, always):
    assert [getattr(anordnare(allt_klart=said), name) for name in REGISTERS] == [
        (Period(ALWAYS, None),) if always else ()
    ] * 4


@pytest.mark.parametrize("slag", ["foretag", "kooperativ", "kommun", "egen_arbetsgivare"])
def test_each_kind_of_anordnare_is_read(slag):
    read = anordnare(slag=slag, avtal_from="2018-01-01", tillstand_upphort_meddelat="2018-02-01")
    assert (read.id, read.slag) == (FORETAG, slag)
    assert (read.avtal_from, read.tillstand_upphort_meddelat) == (date(2018, 1, 1), date(2018, 2, 1))


def test_an_assistant_of_whom_only_birth_is_said_has_the_defaults():
    assert assistent() == Assistent(id="A", fodd=date(1980, 5, 1))


def test_an_assistant_is_read_with_all_that_is_said():
    said = assistent(narstaende=True, bosatt="utanfor_ees", kollektivavtal=True, anmald={FORETAG: "2018-09-01"}, anstalld={FORETAG: "2010-01-01"}, forlangd_arbetstid=True, oformogen=[{"from": "2018-10-30"}])  # fmt: skip
    assert (said.narstaende, said.bosatt, said.kollektivavtal, said.forlangd_arbetstid) == (
        True,
        "utanfor_ees",
        True,
        True,
    )
    assert (said.anmald, said.anstalld) == ({FORETAG: date(2018, 9, 1)}, {FORETAG: date(2010, 1, 1)})
    assert said.oformogen == (Period(date(2018, 10, 30), None),)


def test_data_received_everywhere_is_said_in_a_word():
    assert assistent(anmald="alla").anmald_hos("vilken som helst") == ALWAYS


@pytest.mark.parametrize(
    ("said", "read"), [({}, None), ({"kollektivavtal": True}, True), ({"kollektivavtal": "false"}, False)]
)
def test_a_report_may_leave_the_kollektivavtal_to_the_assistant(said, read):
    (report,) = read_underlag(with_report(**said)).tidsredovisningar
    assert report.kollektivavtal is read


def test_a_report_is_read_with_its_rows_in_order():
    (report,) = read_underlag(with_report(rader=["09 08.00-16.00 aktiv", "01 00.00-24.00 beredskap"], id="r1", berakningsperiod=[{"from": "2018-10-01", "to": "2018-10-28"}])).tidsredovisningar  # fmt: skip
    assert report.rader == (Rad(9, 800, 1600, "aktiv"), Rad(1, 0, 2400, "beredskap"))
    assert (report.assistent, report.anordnare, report.mottagen, report.id) == (
        "A",
        FORETAG,
        date(2018, 11, 3),
        "r1",
    )
    assert report.berakningsperiod == (Period(date(2018, 10, 1), date(2018, 10, 29)),)


def test_a_rakning_that_agrees_arrived_with_the_last_report():
    later = [REPORT, REPORT | {"mottagen": "2018-11-09"}, REPORT]
    read = read_underlag(BARE | {"tidsredovisningar": later, "rakning": "stammer"}).rakning
    assert (read.mottagen, read.tid) == (date(2018, 11, 9), None)


def test_a_rakning_that_agrees_with_nothing_arrived_the_day_after_the_month():
    assert read_underlag(BARE | {"rakning": "stammer"}).rakning.mottagen == date(2018, 11, 1)


@pytest.mark.parametrize(
    ("tid", "read"),
    [
        ({}, Tid()),
        ({"aktiv": "5:00"}, Tid(300)),
        ({"vantetid": "0:01", "beredskap": "1:00"}, Tid(0, 1, 60)),
        ("stammer", None),
    ],
)
def test_a_kind_that_a_rakning_leaves_out_is_no_time(tid, read):
    assert rakning(tid=tid).tid == read


@pytest.mark.parametrize(
    ("said", "read"), [(True, True), ("false", False), ([], ()), (["skola", "barnomsorg"], ("skola", "barnomsorg")), (["daglig_verksamhet"], ("daglig_verksamhet",))]
)  # fmt: skip
def test_school_or_daily_activity_is_said_with_or_without_its_kind(said, read):
    assert rakning(skola_eller_daglig_verksamhet=said).skola_eller_daglig_verksamhet == read


@pytest.mark.parametrize("kind", ["lon", "ob", "omkostnader", "utbildning", "arbetsmiljo", "administration"])
def test_each_kind_of_cost_is_read_into_its_own(kind):
    assert rakning(kostnader={kind: "1.05"}).kostnader == Kostnader(**{kind: Ore(105)})


def test_an_account_without_a_kind_is_an_account_of_nothing():
    assert rakning(kostnader={}).kostnader == Kostnader()
    assert rakning().kostnader is None


def test_other_months_are_read_in_units():
    read = read_underlag(BARE | {"beslut": [GRANT], "tidigare": [{"month": "2018-09", "assistanstid_min": "375/4", "dubbel_min": 7}], "senare": [LATER]})  # fmt: skip
    assert read.tidigare == (AnnanManad(month=Month(2018, 9), enheter=2625, dubbel_minuter=7),)
    assert read.senare == (AnnanManad(month=Month(2018, 11), enheter=28),)


@pytest.mark.parametrize(("key", "week"), [("tidigare_veckor", "2018-W40"), ("senare_veckor", "2018-W44")])
def test_the_weeks_that_the_month_begins_and_ends_inside_are_read_in_units(key, week):
    assert getattr(read_underlag(BARE | {key: {week: "840"}}), key) == {week: 840 * 28}


@pytest.mark.parametrize(
    ("day", "week"), [(date(2018, 10, 31), "2018-W44"), (date(2018, 12, 31), "2019-W01"), (date(2021, 1, 3), "2020-W53"), (date(2019, 1, 6), "2019-W01")]
)  # fmt: skip
def test_a_week_of_the_new_year_has_the_iso_year(day, week):
    assert iso_week(day) == week


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"tidsredovisningar": [REPORT]}, r"tidsredovisningar\[0\].mottagen"),
        ({"rakning": {"mottagen": "2018-11-03", "tid": {}}}, "rakning.mottagen"),
        ({"kompletteringar": [{"avser": "rakning", "begard": "2018-11-03", "sista_dag": "2018-11-19"}]}, r"kompletteringar\[0\].begard"),
        ({"kompletteringar": [{"avser": "rakning", "begard": "2018-11-01", "sista_dag": "2018-11-19", "inkom": "2018-11-03"}]}, r"kompletteringar\[0\].inkom"),
    ],
)  # fmt: skip
def test_no_document_may_arrive_after_the_assessment(changes, path):
    with pytest.raises(
        CaseError,
        match=f"^{path}: 2018-11-03 lies after assessed_on 2018-11-02: the document does not exist yet",
    ):
        read_underlag(BARE | changes | {"assessed_on": "2018-11-02"})
    assert read_underlag(BARE | changes | {"assessed_on": "2018-11-03"}).assessed_on == date(2018, 11, 3)
    assert read_underlag(BARE | changes).assessed_on == date(2018, 11, 3)


@pytest.fixture
def full():
    return {
        "month": "2018-10",
        "assessed_on": "2018-12-24",
        "person": {
            "personnummer": "19900118-9811",
            "kommun": [{"kommun": "0180", "from": "2018-01-01", "to": "2018-10-10"}, {"kommun": "1480", "from": "2018-10-11"}],
            "utbetalning": "blandad",
            "avliden": "2018-10-20",
        },
        "beslut": [
            GRANT
            | {
                "beslutad": "2018-06-15",
                "vantetid": True,
                "beredskap": True,
                "dubbelassistans": {"per_manad": "1:00"},
                "timbelopp": {"hogre": "310.00"},
                "timbelopp_utanfor_ees": "250.00",
                "sarskilda_skal": ["skola", "sjukhus"],
            }
        ],
        "anordnare": {
            FORETAG: {
                "slag": "kooperativ",
                "ivo_tillstand": [{"from": "2011-01-01", "to": "2018-09-30"}],
                "betalningsmottagare": [{"from": "2018-01-01"}],
                "avtal_from": "2018-01-01",
                "tillstand_upphort_meddelat": "2018-10-01",
            },
            "egen": {"slag": "egen_arbetsgivare", "allt_klart": True},
        },
        "assistenter": {
            "B": {"fodd": "1981-05-01", "anmald": "alla"},
            "A": {
                "fodd": "1980-05-01",
                "narstaende": True,
                "bosatt": "utanfor_ees",
                "kollektivavtal": True,
                "anmald": {FORETAG: "2018-09-01"},
                "anstalld": {FORETAG: "2010-01-01"},
                "forlangd_arbetstid": True,
                "oformogen": [{"from": "2018-10-30"}],
            },
        },
        "tidsredovisningar": [
            REPORT | {"id": "r1", "kollektivavtal": False, "rader": ["28 00.00-04.00 aktiv"], "berakningsperiod": [{"from": "2018-10-01", "to": "2018-10-31"}]}
        ],
        "annan_tid": [{"assistent": "A", "rader": ["29 08.00-12.00 aktiv"]}],
        "rakning": {
            "mottagen": "2018-11-04",
            "tid": {"aktiv": "5:00"},
            "sjukhus": [{"from": "2018-10-05T10.00", "to": "2018-10-07T12.00"}, {"from": "2018-10-30T10.00"}],
            "skola_eller_daglig_verksamhet": ["skola"],
            "vistelse_utanfor_ees": True,
            "kvar_av_forra_utbetalningen": "1.00",
            "kostnader": {"lon": "1.00", "ob": "0.00"},
        },
        "kompletteringar": [
            {"avser": "rakning", "begard": "2018-11-05", "sista_dag": "2018-11-19", "inkom": "2018-11-12"},
            {"avser": {"assistent": "A", "anordnare": FORETAG}, "begard": "2018-11-05", "sista_dag": "2018-11-19"},
        ],
        "institution": [{"from": "2018-10-01", "to": "2018-10-02"}],
        "sjukhus_tidigare": [{"from": "2018-09-01", "to": "2018-09-30"}],
        "tidigare": [{"month": "2018-09", "assistanstid_min": "375/4", "dubbel_min": "7"}],
        "tidigare_veckor": {"2018-W40": "840"},
        "senare": [LATER | {"dubbel_min": "0"}],
        "senare_veckor": {"2018-W44": "5/4"},
        "slutavrakning_gjord": "2019-01-10",
        "retroaktiv": {"ansokt": "2018-09-20", "redovisat_manadsvis": True},
        "stallningstaganden": [
            {"kod": "FOR_SENT", "utfall": "godkand", "skal": "x", "assistent": "A", "anordnare": FORETAG, "rapport": "r1", "dag": "9", "fran": "08.00", "till": "10.00", "id": "s1"}
        ],
    }  # fmt: skip
