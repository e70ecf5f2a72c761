"""The trace in words: amounts as Swedes write them, letters for assistants, numbers for documents, no bare keys."""

from datetime import date

import pytest

from assistans.desks.ekonom.trail import ore_of, trail_of

A, B = "d7aab512-9bc7-462a-84dc-bbf17df2dbc4", "59e4cf09-759a-4c52-a8f4-805da0af03bd"
TX1, TX2, TX3 = "fe9c3e4a", "0c6c3362", "7d8036ff"
NBSP = "\N{NO-BREAK SPACE}"


def proof(tx_id, **told):
    return {
        "tx_id": tx_id,
        "slag": "tidredovisning",
        "kanal": "elt",
        "mottagen": "2026-05-02T07:00:00+00:00",
        "sha256": "ab" * 32,
        "underskrifter": [
            {
                "roll": "assistent",
                "datum": "2026-05-02",
                "ocsp_tid": "2026-05-02T06:58:00+00:00",
                "certifikat": ["cd" * 32],
                "kontroller": ["XML", "CHAIN"],
                "sankta": [],
            }
        ],
    } | told


def data(**told):
    """What payments.trace tells, shortened to what the page asks of it."""
    return {
        "betalning": {
            "belopp": "1000.50",
            "mottagare": "5560000001",
            "namn": "Omsorg AB",
            "mottagarkoder": [],
        },
        "rad": {
            "tidigare_betalt": "0.00",
            "delar": [
                {
                    "enheter": 353 * 60 * 28,
                    "timbelopp_ore": "34770",
                    "belopp": "1000.50",
                    "grund": "timbelopp",
                    "lagrum": "F1091 5 §",
                }
            ],
        },
        "rapporter": [
            proof(
                TX1,
                assistent=A,
                rader=[
                    {"rad": "01 07.00-09.35 aktiv", "godkand": 155, "stoppad": {}, "vantar": {}},
                    {
                        "rad": "12 00.00-02.00 beredskap",
                        "godkand": 60,
                        "stoppad": {"ASSISTENT_OVERLAPPAR": 45},
                        "vantar": {"OVER_BEVILJAD_TID": 15},
                    },
                ],
            ),
            proof(TX2, assistent=B, rader=[]),
            proof(TX3 + "b", assistent=A, rader=[]),
        ],
        "rakning": proof(TX3, slag="rakning", kanal="rest", underskrifter=[]),
        "lagrum": [
            {
                "lagrum": "SFB 51 kap. 9 §",
                "text": f"{A.capitalize()} har redovisat 2 h hos 5560000001.",
                "regler": ["T5"],
            }
        ],
        "jamforelser": [
            {"vad": "Radens delar = raden", "ena": 100050, "andra": 100050, "enhet": "öre", "stammer": True},
            {"vad": "Godkänd tid", "ena": 28 * 90, "andra": 28 * 60, "enhet": "enheter", "stammer": False},
            {
                "vad": f"Raderna i {TX2} = underlaget",
                "ena": "x" * 50,
                "andra": "y",
                "enhet": "",
                "stammer": False,
            },
        ],
    } | told


@pytest.mark.parametrize(
    ("kronor", "ore"), [("0.00", 0), ("3101.70", 310_170), ("-3101.70", -310_170), ("-0.07", -7)]
)
def test_kronor_of_the_trace_are_ore_again(kronor, ore):
    assert ore_of(kronor) == ore


class TestTheCalculation:
    def test_says_time_times_amount_and_closes_with_what_is_paid(self):
        part, total = trail_of(data()).parts
        assert part.text == f"353{NBSP}h à 347,70{NBSP}kr i timmen"
        assert (part.amount, part.lagrum) == (f"1{NBSP}000,50{NBSP}kr", ("F1091 5 §",))
        assert (total.text, total.amount, total.total) == ("Betalas", f"1{NBSP}000,50{NBSP}kr", True)

    def test_takes_off_what_the_month_has_had_before(self):
        told = data()
        told["rad"]["tidigare_betalt"] = "500.00"
        assert trail_of(told).parts[1].amount == f"−500,00{NBSP}kr"

    def test_says_a_part_that_is_no_hours(self):
        told = data()
        told["rad"]["delar"][0] |= {"grund": "kostnader", "timbelopp_ore": None}
        assert trail_of(told).parts[0].text == "Månadens kostnader, som är lägre än tiden gånger timbeloppet"

    def test_an_hourly_amount_that_is_no_whole_ore_is_told_exactly(self):
        told = data()
        told["rad"]["delar"][0]["timbelopp_ore"] = "330848/10"
        assert "330848/10 öre" in trail_of(told).parts[0].text


class TestADocument:
    def test_is_named_by_number_and_its_assistant_by_letter(self):
        documents = trail_of(data()).documents
        assert [(d.heading, d.assistent) for d in documents] == [
            ("Tidsredovisning 1", "assistent A"),
            ("Tidsredovisning 2", "assistent B"),
            ("Tidsredovisning 3", "assistent A"),
            ("Räkningen", ""),
        ]

    def test_tells_its_rows_in_words_with_what_was_taken(self):
        first, second = trail_of(data()).documents[0].rows
        assert (first.dag, first.tid, first.slag, first.godkand) == ("1", "07.00–09.35", "aktiv tid", 155)
        assert second.taken == (
            ("stoppad", "Samma assistent är redovisad på två ställen samtidigt", 45),
            ("vantar", "Tiden överstiger beviljandeperiodens timmar", 15),
        )

    def test_sums_its_rows(self):
        report = trail_of(data()).documents[0]
        assert (report.godkand, report.held) == (215, 60)

    def test_a_code_that_nothing_knows_any_longer_is_told_as_it_is(self):
        told = data()
        told["rapporter"][0]["rader"][1]["vantar"] = {"INGEN_SADAN_KOD": 15}
        assert trail_of(told).documents[0].rows[1].taken[1] == ("vantar", "INGEN_SADAN_KOD", 15)

    def test_tells_its_signatures_by_role(self):
        [signature] = trail_of(data()).documents[0].signatures
        assert (signature.who, signature.datum, signature.number) == ("Assistenten", date(2026, 5, 2), 2)

    def test_a_signature_without_an_ocsp_time_or_certificate_is_told_without(self):
        told = data()
        told["rapporter"][0]["underskrifter"][0] |= {"ocsp_tid": None, "certifikat": []}
        [signature] = trail_of(told).documents[0].signatures
        assert (signature.ocsp, signature.certificate) == (None, "")

    def test_a_month_without_a_rakning_has_its_reports_only(self):
        assert len(trail_of(data(rakning=None)).documents) == 3


class TestTheComparisons:
    def test_are_told_in_kronor_and_hours(self):
        money, time, _ = trail_of(data()).checks
        assert money.ena == f"1{NBSP}000,50{NBSP}kr"
        assert (time.ena, time.andra) == (f"1{NBSP}h{NBSP}30{NBSP}min", f"1{NBSP}h")

    def test_that_differ_are_told_apart(self):
        assert [check.vad for check in trail_of(data()).differing] == [
            "Godkänd tid",
            "Raderna i tidsredovisning 2 = underlaget",
        ]

    def test_of_hashes_and_whole_reports_are_long(self):
        assert [check.is_long for check in trail_of(data()).checks] == [False, False, True]


def test_sentences_name_assistants_by_letter_and_the_payee_by_name():
    [row] = trail_of(data()).paragraphs
    assert row.text == "Assistent A har redovisat 2 h hos Omsorg AB."


def test_a_payment_to_the_person_names_nobody():
    told = data()
    told["betalning"] |= {"namn": None, "mottagare": "person"}
    assert trail_of(told).paragraphs[0].text.endswith("hos 5560000001.")
