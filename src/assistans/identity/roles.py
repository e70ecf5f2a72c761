"""The roles that one can be logged in as: each page says which of them it is for."""

from enum import StrEnum


class Roll(StrEnum):
    """Who somebody is here. The first three work here; the others act for a person, an anordnare or a kommun."""

    HANDLAGGARE = "handlaggare"
    EKONOM = "ekonom"
    CONTROLLER = "controller"
    ANORDNARE = "anordnare"
    PERSON = "person"
    KOMMUN = "kommun"


ROLL_NAMN = {
    Roll.HANDLAGGARE: "Handläggare",
    Roll.EKONOM: "Ekonom",
    Roll.CONTROLLER: "Controller",
    Roll.ANORDNARE: "Anordnare",
    Roll.PERSON: "Person med assistans",
    Roll.KOMMUN: "Kommun",
}
"""What each role is called on pages."""
