import pytest
from django.template import TemplateSyntaxError

from assistans.desks.components.kinds import BADGES, ICONS, MESSAGES, given, known


def test_what_is_not_known_is_refused_with_what_there_is():
    with pytest.raises(TemplateSyntaxError, match=r"\{% badge %\}: kind is 'röd'; it is one of gul, vit"):
        known("röd", {"vit", "gul"}, tag="badge", what="kind")


@pytest.mark.parametrize("missing", [None, "", "  ", 3])
def test_a_text_that_is_missing_is_refused(missing):
    with pytest.raises(TemplateSyntaxError, match=r"\{% card %\}: heading is missing"):
        given(missing, tag="card", what="heading")


def test_what_is_known_and_given_passes():
    known("vit", {"vit"}, tag="badge", what="kind")
    given("Rubrik", tag="card", what="heading")


def test_what_became_of_time_is_told_apart_by_the_shape_of_icons():
    odes = [BADGES[ode].icon for ode in ("godkand", "vantar", "stoppad")]
    assert len(set(odes)) == len(odes)


def test_every_message_says_its_kind_in_a_word():
    assert [kind.word for kind in MESSAGES.values()] == ["Information", "Varning", "Fel", "Klart"]


def test_every_icon_of_a_kind_is_drawn():
    assert {kind.icon for kind in (*MESSAGES.values(), *BADGES.values())} <= ICONS
