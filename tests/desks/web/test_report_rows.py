"""A time report as it was written: what it does not say is left out, never made up."""

from assistans.desks.web.report_rows import WrittenRow, written_points, written_rows
from assistans.intake.models import Tidredovisning


def report(**said):
    usual = {
        "kollektivavtal": True,
        "uppgifter": {},
        "rad_dag": [],
        "rad_fran": [],
        "rad_till": [],
        "rad_slag": [],
    }
    return Tidredovisning(**usual | said)


def test_what_is_not_said_is_left_out():
    assert written_points(report()) == [("Anordnare", "personen själv"), ("Kollektivavtal", "Ja")]


def test_who_employs_her_assistants_herself_is_her_own_anordnare():
    assert ("Anordnare", "personen själv") in written_points(report(uppgifter={"anordnare": None}))


def test_who_it_is_about_and_its_periods_are_told():
    said = {
        "person": {"fornamn": "Åsa", "efternamn": "Öberg"},
        "assistent": {"fornamn": "Bo", "efternamn": "Alm", "idtyp": "personnummer"},
        "anordnare": {"anordnareNamn": "Väst AB"},
        "berakningsperioder": [
            {"from": "2018-10-01", "to": "2018-10-14"},
            {"from": "2018-10-15", "to": "2018-10-28"},
        ],
    }
    assert written_points(report(uppgifter=said, kollektivavtal=False)) == [
        ("Assistent", "Bo Alm"),
        ("Person", "Åsa Öberg"),
        ("Anordnare", "Väst AB"),
        ("Kollektivavtal", "Nej"),
        (
            "Beräkningsperioder",
            "1 oktober 2018 till 14 oktober 2018 och 15 oktober 2018 till 28 oktober 2018",
        ),
    ]


def test_rows_are_numbered_in_the_order_of_the_report():
    rows = report(
        rad_dag=[4, 3],
        rad_fran=["08.00", "22.00"],
        rad_till=["12.00", "24.00"],
        rad_slag=["aktiv", "vantetid"],
    )
    assert list(written_rows(rows)) == [
        WrittenRow(nummer=1, dag=4, tid="08.00–12.00", slag="aktiv tid"),
        WrittenRow(nummer=2, dag=3, tid="22.00–24.00", slag="väntetid"),
    ]
