"""What each observation holds, told so that one sees whose time it is and when."""

from tests.desks.handlaggare import cases

from assistans.desks.handlaggare.held import HeldTime, elsewhere, held_by_code, named, whose


def held(month):
    return held_by_code(underlag=month.underlag, bedomning=month.bedomning, names=cases.NAMES)


def one(assistent, minuter=60):
    return HeldTime(assistent=assistent, via="X", minuter=minuter, times=(), more=0)


def test_a_key_that_nobody_has_named_is_unknown_and_never_shown():
    assert named({}, "199001189811") == "okänd"
    assert named({}, "egen") == "personen själv"


def test_a_month_in_order_holds_nothing():
    assert held(cases.assessed(cases.report("04 08.00-12.00 aktiv"))) == {}


def test_each_code_tells_whose_time_how_much_and_when():
    found = held(cases.assessed(cases.report("04 20.00-22.00 vantetid", "04 08.00-12.00 aktiv")))
    (told,) = found["VANTETID_EJ_BEVILJAD"]
    assert told.text.replace("\xa0", " ") == "Anna Ek (Assistans i Väst AB): 2 h, 4 oktober kl. 20.00–22.00"


def test_many_stretches_are_told_as_the_first_three_and_how_many_more():
    rows = [f"{day:02d} 20.00-21.00 vantetid" for day in range(1, 6)]
    (told,) = held(cases.assessed(cases.report(*rows)))["VANTETID_EJ_BEVILJAD"]
    assert (len(told.times), told.more) == (3, 2)
    assert told.text.endswith("och 2 till")


def test_a_row_without_a_length_is_told_as_it_was_written_and_without_minutes():
    (told,) = held(cases.assessed(cases.report("28 02.30-02.45 aktiv")))["KLOCKSLAG_TVETYDIGT"]
    assert told.minuter == 0
    assert told.text == "Anna Ek (Assistans i Väst AB), raden den 28 kl. 02.30–02.45 (aktiv tid)"


def test_the_one_with_the_most_time_comes_first():
    month = cases.assessed(
        cases.report("04 20.00-21.00 vantetid"), cases.report("05 20.00-23.00 vantetid", assistent="B")
    )
    assert [each.assistent for each in held(month)["VANTETID_EJ_BEVILJAD"]] == ["Bo Alm", "Anna Ek"]


def test_two_names_are_said_and_more_are_counted():
    assert whose([one("A"), one("A"), one("B")]) == "A och B"
    assert whose([one("A"), one("B"), one("C"), one("D")]) == "A, B och 2 till"


def test_where_else_an_assistant_is_reported_is_told_by_clock_times_of_those_days_only():
    month = cases.assessed(
        cases.report("04 08.00-12.00 aktiv"),
        more='annan_tid:\n  - {assistent: A, rader: ["04 10.00-11.00 aktiv", "09 10.00-11.00 aktiv"]}',
    )
    told = elsewhere(month.underlag, month.bedomning)
    assert told == ["Redovisat för en annan person: 4 oktober kl. 10.00–11.00"]


def test_nothing_elsewhere_is_told_where_nothing_lies_on_it():
    month = cases.assessed(cases.report("04 08.00-12.00 aktiv"))
    assert elsewhere(month.underlag, month.bedomning) == []
