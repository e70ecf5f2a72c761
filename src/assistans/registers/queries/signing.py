"""Who may sign a person's räkning: herself, or one who is registered to act for her (LSS 8 §)."""

from datetime import date

from assistans.base.amend import current
from assistans.registers.models import Stallforetradare

SELF = "person"


def may_sign_for(*, person: str, signer: str, day: date) -> str | None:
    """In what role `signer` may sign for `person` on a day: SELF, the representative's kind, or None. Both 12 digits."""
    if signer == person:
        return SELF
    registered = current(Stallforetradare, on=day).filter(person__personnummer=person, personnummer=signer)
    return registered.values_list("slag", flat=True).first()
