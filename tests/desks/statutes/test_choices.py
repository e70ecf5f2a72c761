"""What has been chosen where the law leaves something open is shown in words."""

from assistans.desks.statutes.choices import CHOICES
from assistans.law import builtin


def test_every_choice_that_the_law_makes_has_words_and_none_is_left_over():
    chosen = {
        value.text
        for parameter in builtin().parameters.values()
        if parameter.unit == "text"
        for value in parameter.values
    }
    assert set(CHOICES) == chosen


def test_words_are_words():
    assert [text for text in CHOICES.values() if "_" in text or not text.strip()] == []
