"""The calculation row by row: under its headings, with names, each with its paragraphs."""

from tests.desks.handlaggare import cases

from assistans.desks.handlaggare.rows import calculation


def sections(month):
    return {section.heading: section for section in calculation(month.bedomning, cases.NAMES)}


def test_every_row_has_a_paragraph_and_no_key_is_left_where_a_name_is_known():
    for section in sections(cases.assessed(cases.report("04 08.00-12.00 aktiv"))).values():
        for row in section.rows:
            assert all(row.lagrum)
            assert "5560000001" not in row.text


def test_the_rows_stand_in_the_order_of_the_calculation():
    found = list(sections(cases.assessed(cases.report("04 08.00-12.00 aktiv"))))
    assert found == ["Redovisat", "Prövat", "Assistanstid", "Belopp", "Kommunens del"]


def test_reported_time_is_counted_once_and_the_sentence_tells_its_kinds():
    section = sections(cases.assessed(cases.report("04 08.00-12.00 aktiv", "05 20.00-22.00 vantetid")))[
        "Redovisat"
    ]
    row = next(row for row in section.rows if row.text.startswith("Anna Ek har redovisat"))
    assert (row.amount, row.unit) == ("6 h", "")
    assert "4 h aktiv tid och 2 h väntetid" in row.text


def test_a_long_section_is_folded():
    assert not sections(
        cases.assessed(
            *(cases.report(f"{day:02d} 08.00-09.00 aktiv", assistent="AB"[day % 2]) for day in range(1, 20))
        )
    )["Redovisat"].is_short
