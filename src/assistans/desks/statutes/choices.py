"""What the law leaves open and has been chosen here, in words: the tree names each choice by a word of its own."""

from typing import Final

CHOICES: Final = {
    "bara_veckans": "bara veckans egna timmar",
    "dagen_raknas_inte": "dagen för händelsen räknas inte",
    "delas": "passet delas vid midnatt",
    "efter_dagar": "efter antalet dagar",
    "efter_tid": "efter godkänd tid",
    "efter_utfort": "efter utförda timmar",
    "exakt_brak": "exakt, utan avrundning",
    "foregaende_vardag": "närmast föregående vardag",
    "forfaller": "timmarna förfaller",
    "forsta_dagen_ar_dag_ett": "första dagen är dag ett",
    "halva_uppat": "till hela ören, halva uppåt",
    "hela_timmar_uppat": "uppåt till hela timmar",
    "iso_vecka": "vecka enligt ISO 8601",
    "nasta_vardag": "nästa vardag",
    "nedat": "nedåt",
    "preliminart": "preliminärt",
    "redovisningsdagen_avgor": "redovisningsdagen avgör",
    "samlat_for_perioden": "samlat för perioden",
    "samma_dag_ersatts": "samma dag ersätts",
    "samma_dagtal": "dagen med samma tal i månaden",
    "senast_borjad_vantar": "det senast började passet väntar",
    "sjattedelar_annars_dagar": "sjättedelar av halvåret, annars dagar",
    "slutavrakningen": "slutavräkningen",
    "tidsordning": "i tidsordning",
}
