"""A receipt in words for the anordnare: how the report stands, and what is theirs to do."""

from datetime import date

import pytest

from assistans.desks.anordnare.answers import actions, state_of

ACCEPTED = {"rad": 1, "utfall": "godkand"}


def note(kod, lage, *, minuter=60, dag="2026-06-05", lagrum="SFB 51 kap. 24 § 2 p."):
    return {
        "kod": kod,
        "text": f"{kod} har setts.",
        "lage": lage,
        "lagrum": lagrum,
        "vem": "",
        "atgard": "",
        "dag": dag,
        "minuter": minuter,
    }


def row(number, utfall, *koder):
    return {"rad": number, "utfall": utfall, "koder": list(koder)}


def answered(*rader, anmarkningar=()):
    return {"rader": list(rader), "anmarkningar": list(anmarkningar)}


TO_MEND = row(1, "vantar", note("RAD_OGILTIG", "vanta", minuter=0))
OF_ANOTHER = row(2, "vantar", note("RAKNING_SAKNAS", "vanta"))
STOPPED = row(3, "stoppad", note("VANTETID_EJ_BEVILJAD", "stopp"))
NOTED = {key: value for key, value in note("NARSTAENDE", "notera", dag=None).items() if key != "minuter"}


@pytest.mark.parametrize(
    ("svar", "text", "kind"),
    [
        (None, "Mottagen, kontrolleras", "info"),
        ({"utfall": "asidosatt"}, "Räknas inte", "neutral"),
        (answered(TO_MEND, OF_ANOTHER), "Att åtgärda", "stoppad"),
        (answered(ACCEPTED, OF_ANOTHER), "Väntar på annan", "vantar"),
        (answered(ACCEPTED, STOPPED), "Delvis ej ersatt", "stoppad"),
        (answered(ACCEPTED), "Godkänd", "godkand"),
        (answered(ACCEPTED, anmarkningar=[NOTED]), "Godkänd", "godkand"),
        (answered(), "Godkänd", "godkand"),
    ],
)
def test_a_report_stands_in_one_way(svar, text, kind):
    assert (state_of(svar).text, state_of(svar).kind) == (text, kind)


@pytest.mark.parametrize("svar", [None, {"utfall": "asidosatt"}, answered(ACCEPTED)])
def test_where_nothing_was_seen_there_is_nothing_to_do(svar):
    assert actions(svar) == []


def test_what_is_the_anordnares_to_do_stands_first_and_what_is_only_noted_last():
    found = actions(answered(OF_ANOTHER, TO_MEND, anmarkningar=[NOTED]))
    assert [(one.kod, one.min) for one in found] == [
        ("RAD_OGILTIG", True),
        ("RAKNING_SAKNAS", False),
        ("NARSTAENDE", False),
    ]


def test_the_same_code_on_many_rows_is_said_once_with_all_rows_and_minutes():
    rows = [row(n, "vantar", note("RAKNING_SAKNAS", "vanta", minuter=30)) for n in (3, 1, 2)]
    (one,) = actions(answered(*rows))
    assert (one.rader, one.minuter) == ((1, 2, 3), 90)


def test_who_acts_is_said_where_it_is_somebody_else():
    (one,) = actions(answered(OF_ANOTHER))
    assert one.gor == "Personen ska agera: lämna räkning för månaden."
    (mine,) = actions(answered(TO_MEND))
    assert mine.gor == "Skicka en rättad tidsredovisning."


def test_days_and_several_lagrum_are_read_apart():
    (one,) = actions(answered(row(1, "vantar", note("RAKNING_SAKNAS", "vanta", lagrum="A 1 §; B 2 §"))))
    assert (one.dag, one.lagrum) == (date(2026, 6, 5), ("A 1 §", "B 2 §"))
