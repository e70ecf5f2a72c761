"""The registers' use cases: keyword-only, each in its own transaction, days half-open [start, end), `by` an actor text.

Whatever can change a person's month asks casework to look again: `todo("register", <the person's public id>)`.
"""

from assistans.registers.services.accounts import end_account, register_account
from assistans.registers.services.anordnare import (
    end_betalningsmottagare,
    end_villkor,
    register_anordnare,
    register_betalningsmottagare,
    register_uppdrag,
    register_villkor,
)
from assistans.registers.services.assistenter import (
    end_assistentuppgift,
    end_oformogen,
    ensure_assistent,
    register_assistent,
    register_assistentuppgift,
    register_oformogen,
)
from assistans.registers.services.beslut import (
    BeslutOverlaps,
    Beslutsinnehall,
    BeslutTooLong,
    Tid,
    change_beslut,
    register_beslut,
    withdraw_beslut,
)
from assistans.registers.services.leverantorer import (
    CertificateNotTheirs,
    add_certificate,
    close_leverantor,
    register_leverantor,
    reopen_leverantor,
    withdraw_certificate,
)
from assistans.registers.services.persons import (
    end_person_kommun,
    end_skydd,
    end_stallforetradare,
    end_vistelse,
    ensure_person,
    register_avliden,
    register_kommun,
    register_person,
    register_person_kommun,
    register_skydd,
    register_stallforetradare,
    register_vistelse,
)

__all__ = [
    "BeslutOverlaps",
    "BeslutTooLong",
    "Beslutsinnehall",
    "CertificateNotTheirs",
    "Tid",
    "add_certificate",
    "change_beslut",
    "close_leverantor",
    "end_account",
    "end_assistentuppgift",
    "end_betalningsmottagare",
    "end_oformogen",
    "end_person_kommun",
    "end_skydd",
    "end_stallforetradare",
    "end_villkor",
    "end_vistelse",
    "ensure_assistent",
    "ensure_person",
    "register_account",
    "register_anordnare",
    "register_assistent",
    "register_assistentuppgift",
    "register_avliden",
    "register_beslut",
    "register_betalningsmottagare",
    "register_kommun",
    "register_leverantor",
    "register_oformogen",
    "register_person",
    "register_person_kommun",
    "register_skydd",
    "register_stallforetradare",
    "register_uppdrag",
    "register_villkor",
    "register_vistelse",
    "reopen_leverantor",
    "withdraw_beslut",
    "withdraw_certificate",
]
