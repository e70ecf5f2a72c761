import pytest

from assistans.assessment.expectation import Difference, Expected, compare
from assistans.facts import CaseError

ANSWER = {
    "utfall": "delvis",
    "belopp": "1477.00",
    "godkand": {"aktiv": "5:00", "vantetid": "0:00", "beredskap": "0:00"},
    "per_kod": {"FOR_SENT": "8:00"},
    "iakttagelser": ["FOR_SENT", "NARSTAENDE"],
    "utbetalningar": [{"mottagare": "person", "belopp": "1477.00", "dag": "2018-11-20"}],
    "kommun": {"kommun": "0180", "assistanstid_min": "300", "belopp": "1477.00"},
}


def differences(expect, answer=ANSWER):
    return [str(found) for found in compare(Expected("manad", expect), answer)]


@pytest.mark.parametrize(
    ("expect", "problem"),
    [
        ({"belop": "1.00"}, "expect.belop: unknown key"),
        ({"belopp": "1"}, "expect.belopp: '1' is not an amount"),
        ({"utfall": "ja"}, "expect.utfall: 'ja' is not one of beviljat, delvis, vantar, avslag, noll"),
        ({"godkand": {"aktiv": "5"}}, "expect.godkand.aktiv: '5' is not a duration"),
        ({"godkand": {"natt": "5:00"}}, "expect.godkand.natt: unknown key"),
        ({"assistanstid_min": "1/3"}, "expect.assistanstid_min"),
        ({"iakttagelser": "FOR_SENT"}, "expect.iakttagelser: expected a list"),
        ({"utbetalningar": [{"dag": "2018-13-01"}]}, r"expect.utbetalningar\[0\].dag"),
        ([], "expect: expected keys and values"),
    ],
)
def test_an_expectation_that_cannot_be_read_is_told_with_its_path(expect, problem):
    with pytest.raises(CaseError, match=problem):
        Expected("manad", expect)


@pytest.mark.parametrize(
    "expect",
    [
        {},
        {"utfall": "delvis"},
        {"godkand": {"aktiv": "5:00"}},
        {"godkand": {"aktiv": "05:00"}},
        {"belopp": "1477.00", "per_kod": {"FOR_SENT": "8:00"}},
        {"per_kod": {}},
        {"per_kod": {"ASSISTENT_UNDER_18": "0:00"}},
        {"iakttagelser": ["NARSTAENDE", "FOR_SENT"]},
        {"iakttagelser_med": ["NARSTAENDE"]},
        {"utbetalningar": [{"belopp": "1477.00"}]},
        {"kommun": {"assistanstid_min": "600/2"}},
    ],
)
def test_what_is_expected_is_a_subset_of_the_answer(expect):
    assert differences(expect) == []


@pytest.mark.parametrize(
    ("expect", "line"),
    [
        ({"utfall": "beviljat"}, "utfall: expected beviljat, got delvis"),
        ({"belopp": "1477.01"}, "belopp: expected 1477.01, got 1477.00"),
        ({"godkand": {"aktiv": "4:59"}}, "godkand.aktiv: expected 4:59, got 5:00"),
        ({"per_kod": {"FOR_SENT": "0:00"}}, "per_kod.FOR_SENT: expected 0:00, got 8:00"),
        ({"per_kod": {"ASSISTENT_UNDER_18": "1:00"}}, "per_kod.ASSISTENT_UNDER_18: expected 1:00, got 0:00"),
        ({"iakttagelser": ["FOR_SENT"]}, "iakttagelser: expected [FOR_SENT], got [FOR_SENT, NARSTAENDE]"),
        ({"iakttagelser": ["FOR_SENT", "MEDEL_KVAR"]}, "iakttagelser[1]: expected MEDEL_KVAR, got NARSTAENDE"),
        ({"iakttagelser_med": ["MEDEL_KVAR"]}, "iakttagelser_med: expected MEDEL_KVAR, got FOR_SENT, NARSTAENDE"),
        ({"utbetalningar": []}, "utbetalningar: expected [], got [{mottagare: person, belopp: 1477.00, dag: 2018-11-20}]"),
        ({"utbetalningar": [{"dag": "2018-12-05"}]}, "utbetalningar[0].dag: expected 2018-12-05, got 2018-11-20"),
        ({"kommun": {"kommun": "1480"}}, "kommun.kommun: expected 1480, got 0180"),
        ({"anvant_belopp": "1.00"}, "anvant_belopp: expected 1.00, got nothing"),
    ],
)  # fmt: skip
def test_each_difference_is_a_line_with_path_expected_and_got(expect, line):
    assert differences(expect) == [line]


def test_every_difference_is_told():
    assert (
        len(differences({"utfall": "noll", "belopp": "0.00", "iakttagelser_med": ["A", "FOR_SENT", "B"]}))
        == 4
    )


def test_a_list_of_kommuner_is_compared_with_a_list():
    two = ANSWER | {"kommun": [{"kommun": "0180"}, {"kommun": "1480"}]}
    assert differences({"kommun": [{"kommun": "0180"}, {"kommun": "1480"}]}, two) == []
    assert differences({"kommun": [{"kommun": "0180"}]}) != []


def test_without_any_observation_none_is_said_to_be_there():
    assert differences({"iakttagelser_med": ["A"]}, ANSWER | {"iakttagelser": []}) == [
        "iakttagelser_med: expected A, got none"
    ]


def test_a_difference_prints_on_one_line():
    assert str(Difference("belopp", "1.00", "2.00")) == "belopp: expected 1.00, got 2.00"
