"""Casework's use cases: keyword-only, each in its own transaction, with the actor, the reason and the clock passed in.

What cannot be done raises a Hinder whose text says, in plain Swedish, why not and what to do.
"""

from assistans.casework.decisions import MissingKommun, Skal, needs_attest
from assistans.casework.errors import Hinder
from assistans.casework.services.beslut import (
    MayNotBeReduced,
    MissingMotivering,
    NotForAttest,
    NothingToDecide,
    PersonNotHeard,
    SameHandlaggare,
    SomethingWaits,
    attest,
    decide,
    send_back,
)
from assistans.casework.services.handlaggare import (
    HasJav,
    MissingReason,
    NotHandlaggare,
    TextTooLong,
    report_jav,
)
from assistans.casework.services.hearing import (
    AlreadyHeard,
    NothingToCommunicate,
    WrongReplyTime,
    answer_hearing,
    communicate,
)
from assistans.casework.services.kompletteringar import (
    AlreadyReplied,
    AlreadyRequested,
    NoSuchReport,
    WrongLastDay,
    answer_completion,
    ask_for_completion,
)
from assistans.casework.services.positions import (
    AlreadyWithdrawn,
    CannotBeApproved,
    DoesNotCount,
    NothingWaits,
    Urval,
    approve_minutes,
    refuse_minutes,
    set_aside_report,
    withdraw_position,
)
from assistans.casework.services.uppgifter import (
    AlreadyClosed,
    NotClosedByHand,
    finish_uppgift,
    next_uppgift,
)

__all__ = [
    "AlreadyClosed",
    "AlreadyHeard",
    "AlreadyReplied",
    "AlreadyRequested",
    "AlreadyWithdrawn",
    "CannotBeApproved",
    "DoesNotCount",
    "HasJav",
    "Hinder",
    "MayNotBeReduced",
    "MissingKommun",
    "MissingMotivering",
    "MissingReason",
    "NoSuchReport",
    "NotClosedByHand",
    "NotForAttest",
    "NotHandlaggare",
    "NothingToCommunicate",
    "NothingToDecide",
    "NothingWaits",
    "PersonNotHeard",
    "SameHandlaggare",
    "Skal",
    "SomethingWaits",
    "TextTooLong",
    "Urval",
    "WrongLastDay",
    "WrongReplyTime",
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
