"""What the machine decides by itself (FL 28 §): clean months that no human has had to judge. All else becomes uppgifter."""

from assistans.base.clock import Clock
from assistans.casework.decisions import MissingKommun, Skal, write_decision
from assistans.casework.models import Manadsbeslut
from assistans.casework.month import Manadsbedomning
from assistans.casework.uppgifter import HANDLAGGARE

ACTOR = "maskin:beslut"
MOTIVERING = "All redovisad tid är godkänd och stämmer med räkningen (51 kap. 14 § socialförsäkringsbalken)."


def is_clean(month: Manadsbedomning) -> bool:
    """Whether the month is over, a räkning is here, every reported minute is payable, and nobody has judged or asked anything in the month."""
    underlag = month.underlag
    judged = underlag.stallningstaganden or underlag.kompletteringar or month.documents.asidosatta
    return (
        month.is_over
        and underlag.rakning is not None
        and month.bedomning.utfall == "beviljat"
        and not month.held
        and not judged
    )


def decide_if_clean(*, month: Manadsbedomning, clock: Clock) -> dict[str, dict[str, str]]:
    """Decide a month that is clean and has never been decided. Gives what a clean month lacks all the same, by code."""
    if not is_clean(month) or Manadsbeslut.objects.filter(arende=month.arende).exists():
        return {}
    kind = Manadsbeslut.Kind.MASKINELLT
    try:
        write_decision(month=month, kind=kind, by=ACTOR, skal=Skal(motivering=MOTIVERING), clock=clock)
    except MissingKommun as missing:
        return {"KOMMUN_SAKNAS": {"text": str(missing), "vem": HANDLAGGARE}}
    return {}
