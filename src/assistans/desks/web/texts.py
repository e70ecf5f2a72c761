"""What pages call things: states, kinds of uppgift, roles of signatures, decisions."""

from typing import Final

from assistans.casework.models import Manadsbeslut, Uppgift

UTFALL: Final = {
    "": "Ej bedömd",
    "beviljat": "Allt godkänt",
    "delvis": "Delvis godkänt",
    "vantar": "Väntar",
    "avslag": "Inget godkänt",
    "noll": "Inget redovisat",
}
UTFALL_BADGES: Final = {
    "": "neutral",
    "beviljat": "godkand",
    "delvis": "info",
    "vantar": "vantar",
    "avslag": "stoppad",
    "noll": "neutral",
}
LAGE: Final = {"oppet": "Inte beslutad", "beslutat": "Beslutad"}
UPPGIFT: Final = {
    Uppgift.Slag.IAKTTAGELSE: "Iakttagelse",
    Uppgift.Slag.UNDERLAG: "Uppgift saknas",
    Uppgift.Slag.KOMPLETTERING: "Svar har kommit",
    Uppgift.Slag.KONTROLL: "Kontroll",
    Uppgift.Slag.EFTER_BESLUT: "Ändrat efter beslut",
    Uppgift.Slag.ATTEST: "Attest",
    Uppgift.Slag.ATERLAMNAT: "Återlämnat",
}
BESLUT: Final = {
    Manadsbeslut.Kind.MASKINELLT: "Bifall, beslutat maskinellt",
    Manadsbeslut.Kind.BIFALL: "Bifall",
    Manadsbeslut.Kind.DELVIS: "Delvis bifall",
    Manadsbeslut.Kind.AVSLAG: "Avslag",
    Manadsbeslut.Kind.ANDRING: "Ändring",
}
ROLLER: Final = {
    "assistent": "Assistenten",
    "anordnare": "Anordnaren",
    "person": "Personen",
    "stallforetradare": "Ställföreträdaren",
}
