"""Names for people who do not exist: common Swedish ones, with å, ä, ö and a hyphen so that nobody forgets them."""

from typing import Final

FORNAMN: Final = (
    "Åsa", "Örjan", "Märta", "Björn", "Elin", "Göran", "Aisha", "Lars-Erik", "Sigrid", "Håkan", "Maja", "Östen",
    "Linnéa", "Mohammed", "Karin", "Jörgen", "Ebba", "Pär", "Anna-Lisa", "Zoran", "Ingrid", "Olof", "Saga", "Matti",
    "Gun", "Åke", "Leila", "Sören", "Wilma", "Tor", "Britt-Marie", "Ali", "Hedvig", "Mårten", "Nora", "Kjell", "Ylva",
)  # fmt: skip
EFTERNAMN: Final = (
    "Åkerlund", "Öberg", "Ängström", "Lindqvist", "Sjöö", "Berg", "Hallström", "Nyström", "Dahl", "Göransson", "Ek",
    "Västerlund", "Hägg", "Lönn", "Ståhl", "Rönnbäck", "af Ekenstam", "Kärrman", "Nilsdotter", "Björk", "Malmö-Holm",
    "Skoog", "Törn", "Wallin", "Ås", "Fjällström", "Grön", "Hjort", "Ivarsson", "Juntti", "Kask", "Löv", "Mäki",
    "Norén", "Oksanen", "Palmgren", "Quist", "Rask", "Sandin", "Tjäder", "Udd",
)  # fmt: skip


def name(index: int) -> tuple[str, str]:
    """Give the given name and surname with this index; the two lists' lengths share no factor, so pairs repeat late."""
    return FORNAMN[index % len(FORNAMN)], EFTERNAMN[index % len(EFTERNAMN)]
