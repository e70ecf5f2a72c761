import pytest
from hypothesis import given, settings
from tests.assessment.underlagen import FORETAG, months

from assistans.facts import CaseError, Rad, dump, read_underlag

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
