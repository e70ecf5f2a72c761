"""Casework's use cases: keyword-only, each in its own transaction, with the actor, the reason and the clock passed in.

What cannot be done raises a Hinder whose text says, in plain Swedish, why not and what to do.
"""

from assistans.casework.decisions import KommunSaknas, Skal, needs_attest
from assistans.casework.errors import Hinder
from assistans.casework.services.beslut import (
    FarInteMinskas,
    HorPersonenForst,
    IngetAttBesluta,
    InteForAttest,
    MotiveringSaknas,
    NagotVantar,
    SammaPerson,
    attest,
    decide,
    send_back,
)
from assistans.casework.services.handlaggare import (
    ForLangText,
    InteHandlaggare,
    Javig,
    SkalSaknas,
    report_jav,
)
from assistans.casework.services.hearing import (
    FelSvarstid,
    IngetAttKommunicera,
    RedanYttrat,
    answer_hearing,
    communicate,
)
from assistans.casework.services.kompletteringar import (
    FelRapport,
    FelSistaDag,
    RedanBegard,
    RedanBesvarad,
    answer_completion,
    ask_for_completion,
)
from assistans.casework.services.positions import (
    IngetVantar,
    KanInteGodkannas,
    RaknasInte,
    RedanTillbakatagen,
    Urval,
    approve_minutes,
    refuse_minutes,
    set_aside_report,
    withdraw_position,
)
from assistans.casework.services.uppgifter import (
    AvslutasInteForHand,
    RedanAvslutad,
    finish_uppgift,
    next_uppgift,
)

__all__ = [
    "AvslutasInteForHand",
    "FarInteMinskas",
    "FelRapport",
    "FelSistaDag",
    "FelSvarstid",
    "ForLangText",
    "Hinder",
    "HorPersonenForst",
    "IngetAttBesluta",
    "IngetAttKommunicera",
    "IngetVantar",
    "InteForAttest",
    "InteHandlaggare",
    "Javig",
    "KanInteGodkannas",
    "KommunSaknas",
    "MotiveringSaknas",
    "NagotVantar",
    "RaknasInte",
    "RedanAvslutad",
    "RedanBegard",
    "RedanBesvarad",
    "RedanTillbakatagen",
    "RedanYttrat",
    "SammaPerson",
    "Skal",
    "SkalSaknas",
    "Urval",
    "answer_completion",
    "answer_hearing",
    "approve_minutes",
    "ask_for_completion",
    "attest",
    "communicate",
    "decide",
    "finish_uppgift",
    "needs_attest",
    "next_uppgift",
    "refuse_minutes",
    "report_jav",
    "send_back",
    "set_aside_report",
    "withdraw_position",
]
