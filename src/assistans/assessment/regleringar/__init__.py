"""Settlements of money paid in advance or by the month: avräkning, slutavräkning and avstämning, each a pure function."""

from assistans.assessment.regleringar.avrakning import AvrakningAnswer, settle_interim
from assistans.assessment.regleringar.avstamning import AvstamningAnswer, reconcile
from assistans.assessment.regleringar.slutavrakning import SlutavrakningAnswer, settle_finally
from assistans.assessment.regleringar.utrakning import settlement_calculation
from assistans.assessment.regleringar.visning import settlement_data, settlement_lines
from assistans.assessment.regleringar.work import SettlementAnswer

__all__ = [
    "AvrakningAnswer",
    "AvstamningAnswer",
    "SettlementAnswer",
    "SlutavrakningAnswer",
    "reconcile",
    "settle_finally",
    "settle_interim",
    "settlement_calculation",
    "settlement_data",
    "settlement_lines",
]
