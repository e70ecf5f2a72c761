"""What is no valid case: exit 2 and one line that names the file, the place in it and what is wrong."""

import pytest

from assistans import cli

GRANT = '{beviljandeperiod: {from: 2018-07-01, to: 2018-12-31}, tid: {per_vecka: "100:00"}}'
REPORT = (
    '{assistent: A, anordnare: "5560000001", mottagen: 2018-11-03, id: r1, rader: ["09 08.00-16.00 aktiv"]}'
)
RAKNING = 'rakning: {mottagen: 2018-11-04, tid: {aktiv: "8:00"}}'
MONTH = f"""month: 2018-10
person: {{kommun: "0180"}}
beslut: [{GRANT}]
anordnare: {{"5560000001": {{slag: foretag, allt_klart: true}}}}
assistenter: {{A: {{fodd: 1980-05-01, anmald: alla}}}}
tidsredovisningar: [{REPORT}]
{RAKNING}
"""
UNKNOWN, MISSING, UNDECLARED = "unknown key", "the key {} is missing", "is not declared in this file"


@pytest.fixture
def said_of(tmp_path, capsys):
    """Give what is said of a text that is no valid case, without the file's name."""

    def said(text):
        file = tmp_path / "case.yaml"
        file.write_text(text, encoding="utf-8")
        assert cli.main(["assess", str(file)]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        assert printed.err.startswith(f"{file}: ")
        return printed.err.removeprefix(f"{file}: ")

    return said


def test_the_file_that_the_others_are_made_of_is_right(tmp_path, capsys):
    file = tmp_path / "case.yaml"
    file.write_text(MONTH, encoding="utf-8")
    assert cli.main(["assess", str(file)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "expected one YAML document, found 0"),
        (f"{MONTH}---\n{MONTH}", "expected one YAML document, found 2"),
        ("- month: 2018-10\n", "a case is keys and values"),
        (f"{MONTH}\tname: x\n", "not valid YAML"),
        (f"{MONTH}month: 2018-11\n", "the key 'month' stands twice (line 8)"),
        (f"{MONTH}name: &a x\nsource: *a\n", "aliases and anchors are not allowed"),
        (f"{MONTH}name: !!str x\n", "tags are not allowed"),
    ],
)
def test_what_is_not_strict_yaml_is_refused_with_its_line(said_of, text, problem):
    assert problem in said_of(text)


@pytest.mark.parametrize(
    ("before", "after", "place", "problem"),
    [
        # Unknown and missing keys, at every depth.
        ("person:", "personen:", "personen", UNKNOWN),
        ('{kommun: "0180"}', '{kommun: "0180", namn: X}', "person.namn", UNKNOWN),
        ('"100:00"}', '"100:00"}, jour: true', "beslut[0].jour", UNKNOWN),
        ("slag: foretag", "typ: foretag", "anordnare.5560000001.typ", UNKNOWN),
        ("fodd:", "alder: 40, fodd:", "assistenter.A.alder", UNKNOWN),
        ("id: r1", "nr: 1", "tidsredovisningar[0].nr", UNKNOWN),
        ('{aktiv: "8:00"}', '{aktiv: "8:00", jour: "1:00"}', "rakning.tid.jour", UNKNOWN),
        ('tid: {aktiv: "8:00"}', 'tid: {}, kostnader: {hyra: "1.00"}', "rakning.kostnader.hyra", UNKNOWN),
        ("month: 2018-10\n", "", "", MISSING.format("month")),
        ("fodd: 1980-05-01, ", "", "assistenter.A", MISSING.format("fodd")),
        (', tid: {per_vecka: "100:00"}', "", "beslut[0]", MISSING.format("tid")),
        (", to: 2018-12-31", "", "beslut[0].beviljandeperiod", MISSING.format("to")),
        ("mottagen: 2018-11-03, ", "", "tidsredovisningar[0]", MISSING.format("mottagen")),
        ("mottagen: 2018-11-04, ", "", "rakning", MISSING.format("mottagen")),
        # References to names that the file does not declare.
        ("assistent: A", "assistent: B", "tidsredovisningar[0].assistent", UNDECLARED),
        ('anordnare: "5560000001"', 'anordnare: "1"', "tidsredovisningar[0].anordnare", UNDECLARED),
        ("anmald: alla", 'anmald: {"1": 2018-01-01}', "assistenter.A.anmald", UNDECLARED),
        ("anmald: alla", "anstalld: {egen: 2018-01-01}", "assistenter.A.anstalld", UNDECLARED),
        (RAKNING, "annan_tid: [{assistent: B, rader: []}]", "annan_tid[0].assistent", UNDECLARED),
        (
            RAKNING,
            "kompletteringar: [{avser: {assistent: A, anordnare: egen}, begard: 2018-11-01, sista_dag: 2018-11-09}]",
            "kompletteringar[0].avser",
            UNDECLARED,
        ),
        # Grants.
        ("to: 2018-12-31", "to: 2019-01-01", "beslut[0].beviljandeperiod", "longer than 6 months"),
        ("to: 2018-12-31", "to: 2018-06-30", "beslut[0].beviljandeperiod", "before it begins on 2018-07-01"),
        (f"[{GRANT}]", f"[{GRANT}, {GRANT}]", "beslut[1]", "two grants are in force on the same day"),
        (
            '"100:00"}',
            '"100:00", period: "9:00"}',
            "beslut[0].tid",
            "exactly one of per_vecka, per_manad and period",
        ),
        (
            '"100:00"}',
            '"100:00"}, timbelopp: {hogre: "295.39"}',
            "beslut[0].timbelopp.hogre",
            "below the schablonbelopp 295.40 of 2018",
        ),
        (
            '"100:00"}',
            '"100:00"}, timbelopp: "310.00"',
            "beslut[0].timbelopp",
            "'310.00' is not one of schablon",
        ),
        (
            '"100:00"}',
            '"100:00"}, sarskilda_skal: [resa]',
            "beslut[0].sarskilda_skal[0]",
            "'resa' is not one of",
        ),
        # Rows as written: a row that cannot be read is no row; a day that does not exist is the law's matter.
        (
            "16.00 aktiv",
            "16.00 jour",
            "tidsredovisningar[0].rader[0]",
            "is no row; write day, from-to and kind",
        ),
        ("08.00-16.00", "08:00-16:00", "tidsredovisningar[0].rader[0]", "is no row"),
        ("08.00-16.00", "8.00-16.00", "tidsredovisningar[0].rader[0]", "is no row"),
        ("16.00 aktiv", "16.00", "tidsredovisningar[0].rader[0]", "is no row"),
        ('["09 08.00-16.00 aktiv"]', "{}", "tidsredovisningar[0].rader", "expected a list here"),
        # Documents that do not exist yet.
        (
            RAKNING,
            "assessed_on: 2018-11-02",
            "tidsredovisningar[0].mottagen",
            "the document does not exist yet",
        ),
        (
            RAKNING,
            f"{RAKNING}\nassessed_on: 2018-11-03",
            "rakning.mottagen",
            "2018-11-04 lies after assessed_on 2018-11-03",
        ),
        (
            RAKNING,
            "assessed_on: 2018-11-03\nkompletteringar: [{avser: rakning, begard: 2018-11-01, sista_dag: 2018-11-09, inkom: 2018-11-04}]",
            "kompletteringar[0].inkom",
            "the document does not exist yet",
        ),
        # Values.
        ("month: 2018-10", "month: 2018-13", "month", "is not a month, such as 2018-10"),
        ("1980-05-01", "1980-02-30", "assistenter.A.fodd", "is no day of the calendar"),
        ("1980-05-01", "800501", "assistenter.A.fodd", "is not a date, such as 2018-10-01"),
        ('"100:00"', '"100"', "beslut[0].tid.per_vecka", "is not a duration in hours and minutes"),
        ('"8:00"', '"8:60"', "rakning.tid.aktiv", "is not a duration"),
        ('"0180"', '"180"', "person.kommun", "is not of the form 0180"),
        (
            "allt_klart: true",
            "allt_klart: yes",
            "anordnare.5560000001.allt_klart",
            "'yes' is not one of true, false",
        ),
        (
            "slag: foretag",
            "slag: bolag",
            "anordnare.5560000001.slag",
            "'bolag' is not one of foretag, kooperativ",
        ),
        ("mottagen: 2018-11-03", 'mottagen: ""', "tidsredovisningar[0].mottagen", "expected a value here"),
        (
            'tid: {aktiv: "8:00"}',
            "tid: stammer, sjukhus: [{from: 2018-10-05T10:00}]",
            "rakning.sjukhus[0].from",
            "is not a point in time, such as 2018-10-05T10.00",
        ),
        (
            'tid: {aktiv: "8:00"}',
            "tid: stammer, sjukhus: [{from: 2018-10-05T10.00, to: 2018-10-05T10.00}]",
            "rakning.sjukhus[0]",
            "ends before it begins",
        ),
        (
            'tid: {aktiv: "8:00"}',
            'tid: stammer, kvar_av_forra_utbetalningen: "5"',
            "rakning.kvar_av_forra_utbetalningen",
            "kronor with two decimals",
        ),
        (
            'kommun: "0180"',
            'kommun: [{kommun: "0180", from: 2018-01-01}, {kommun: "0184", from: 2018-05-01}]',
            "person.kommun[1]",
            "two kommuner are in force on the same day",
        ),
        (
            'kommun: "0180"',
            'kommun: [{kommun: "0180", from: 2018-10-20}]',
            "person.kommun",
            "no kommun answers for the person on 2018-10-09",
        ),
        # Other months and weeks.
        (
            RAKNING,
            'tidigare: [{month: 2018-10, assistanstid_min: "1"}]',
            "tidigare[0].month",
            "2018-10 is not earlier than 2018-10",
        ),
        (
            RAKNING,
            'tidigare: [{month: 2018-09, assistanstid_min: "1"}, {month: 2018-09, assistanstid_min: "2"}]',
            "tidigare[1].month",
            "stands twice; one entry a month",
        ),
        (
            RAKNING,
            'tidigare: [{month: 2018-09, assistanstid_min: "1:00"}]',
            "tidigare[0].assistanstid_min",
            "is not converted minutes",
        ),
        (
            RAKNING,
            'tidigare: [{month: 2018-09, assistanstid_min: "1/3"}]',
            "tidigare[0].assistanstid_min",
            "1/3 minutes is no whole number of 1/28 minutes",
        ),
        (
            RAKNING,
            'tidigare_veckor: {"2018-W44": "1"}',
            "tidigare_veckor.2018-W44",
            "the month begins inside 2018-W40",
        ),
        (RAKNING, "retroaktiv: {redovisat_manadsvis: true}", "retroaktiv", MISSING.format("ansokt")),
        (
            RAKNING,
            "retroaktiv: {ansokt: 1993-12-31}",
            "retroaktiv.ansokt",
            "lies before 1994, when assistansersättning began",
        ),
        (RAKNING, "rakning: ja", "rakning", "'ja' is not one of stammer"),
        # What is expected.
        (RAKNING, 'expect: {summa: "1.00"}', "expect.summa", UNKNOWN),
        (RAKNING, 'expect: {belopp: "1"}', "expect.belopp", "kronor with two decimals"),
        (RAKNING, "expect: {utfall: bra}", "expect.utfall", "'bra' is not one of beviljat"),
        (RAKNING, "expect: {iakttagelser: FOR_SENT}", "expect.iakttagelser", "expected a list here"),
        (RAKNING, "kind: manadsvis", "kind", "'manadsvis' is not one of manad"),
    ],
)
def test_the_line_names_the_place_and_what_is_wrong(said_of, before, after, place, problem):
    text = MONTH.replace(before, after, 1)
    assert text != MONTH
    said = said_of(text)
    assert said.startswith(f"{place}: " if place else problem)
    assert problem in said


@pytest.mark.parametrize(
    ("year", "problem"),
    [
        ("1999", "the law has no value of schablonbelopp"),
        ("2002", "the law has no value of schablonbelopp"),
        ("1994", "the table of clock changes has no row for 1994"),
        ("2040", "the table of clock changes has no row for 2040"),
    ],
)
def test_an_amount_or_a_clock_change_that_is_missing_stops(said_of, year, problem):
    said = said_of(MONTH.replace("2018", year))
    assert said.startswith(problem)
    assert year in said


@pytest.mark.parametrize("months", [("1999", "10"), ("2001", "05"), ("2004", "12")])
def test_an_amount_that_is_missing_stops_the_small_kind_too(said_of, months):
    text = f"kind: timbelopp\nday: {'-'.join(months)}-01\n"
    assert "the law has no value of schablonbelopp" in said_of(text)


def test_of_several_files_the_worst_decides_and_each_has_its_line(tmp_path, capsys):
    for name, text in (("a", MONTH), ("b", f"{MONTH}expect: {{utfall: avslag}}\n"), ("c", "kind: x\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    right, differs, wrong = (str(tmp_path / name) for name in "abc")
    assert cli.main(["assess", "--json", right, right]) == 0
    assert cli.main(["assess", "--json", right, differs]) == 1
    assert cli.main(["assess", "--json", wrong, differs, right]) == 2
    said = capsys.readouterr()
    assert said.out.count("\n") == 6
    assert f"{differs}: utfall: expected avslag, got beviljat\n" in said.err
    assert f"{wrong}: kind: 'x' is not one of manad" in said.err
