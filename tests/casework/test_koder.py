"""What codes mean, in words: those of observations, those of other uppgifter, and one that nothing knows any longer."""

from assistans.casework.koder import OTHER_CODES, meaning, reason, reasons


def test_a_code_that_no_table_knows_any_longer_is_given_as_it_is():
    assert (meaning("BORTTAGEN_KOD"), reason("BORTTAGEN_KOD")) == ("BORTTAGEN_KOD", "BORTTAGEN_KOD")


def test_an_observation_is_a_heading_and_a_clause():
    assert meaning("ASSISTENT_OVERLAPPAR") == "Samma assistent är redovisad på två ställen samtidigt"
    assert reason("ASSISTENT_OVERLAPPAR") == "assistenten är redovisad på två ställen samtidigt"


def test_several_reasons_follow_each_other():
    assert reasons(["ASSISTENT_OVERLAPPAR", "RAKNING_SAKNAS"]) == (
        "assistenten är redovisad på två ställen samtidigt och månadens räkning inte har kommit in"
    )


def test_every_other_uppgift_is_a_heading():
    for kod, text in OTHER_CODES.items():
        assert meaning(kod) == text
        assert not text.endswith(".")
