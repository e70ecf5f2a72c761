"""The assessment: `assess(underlag, law) -> Bedomning`. Facts in, law applied, every minute and krona traced."""

from assistans.assessment.assess import assess
from assistans.assessment.bedomning import (
    Bedomning,
    Iakttagelse,
    Kommundel,
    Kommunvecka,
    Minuter,
    Radutfall,
    Sparrad,
    Utbetalning,
    Utbetalningsdel,
)
from assistans.assessment.handlingar import assess_documents
from assistans.assessment.mottagare import Mottagare, choose_payee
from assistans.assessment.texter import Malgrupp, observation_text, remedy, sentence
from assistans.assessment.visning import readable, row_fates, to_data

__all__ = [
    "Bedomning",
    "Iakttagelse",
    "Kommundel",
    "Kommunvecka",
    "Malgrupp",
    "Minuter",
    "Mottagare",
    "Radutfall",
    "Sparrad",
    "Utbetalning",
    "Utbetalningsdel",
    "assess",
    "assess_documents",
    "choose_payee",
    "observation_text",
    "readable",
    "remedy",
    "row_fates",
    "sentence",
    "to_data",
]
