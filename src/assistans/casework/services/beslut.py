"""A handläggare's decision on a month, and the second person's answer to a decision."""

from django.db import transaction

from assistans.assessment.omrakning import differences
from assistans.base import attest as four_eyes
from assistans.base.clock import Clock, swedish_day
from assistans.casework.after_decision import decided_result
from assistans.casework.assessing import assess_month, look
from assistans.casework.decisions import Skal, needs_attest, write_decision
from assistans.casework.errors import Hinder
from assistans.casework.koder import reasons
from assistans.casework.locking import locked
from assistans.casework.models import Beslutsrad, Manadsarende, Manadsbeslut, Uppgift
from assistans.casework.month import Manadsbedomning
from assistans.casework.services.handlaggare import require_handlaggare, require_reason
from assistans.casework.services.hearing import not_heard
from assistans.casework.uppgifter import HANDLAGGARE, close_all, open_one
from assistans.casework.used import standing_decision

Kind = Manadsbeslut.Kind
UTAN_SKAL = Skal()


class SomethingWaits(Hinder):
    """Minutes wait, and nothing was said of leaving them."""


class NothingToDecide(Hinder):
    """There is nothing to decide in the month, or nothing new."""


class MissingMotivering(Hinder):
    """A decision that is not a full bifall was asked for without its reasons."""


class PersonNotHeard(Hinder):
    """A decision would go against the person on what she has not been heard on."""


class MayNotBeReduced(Hinder):
    """A decision would change what has fallen due for payment to the person's detriment (SFB 113:5)."""


class NotForAttest(Hinder):
    """The decision does not wait for a second person."""


class SameHandlaggare(Hinder):
    """The one who decided tried to attest."""


@transaction.atomic
def decide(*, arende: Manadsarende, skal: Skal = UTAN_SKAL, by: str, clock: Clock) -> Manadsbeslut:
    """Decide a month as it is assessed now: bifall, delvis or avslag by what it holds; ändring where it was decided before.

    Minutes that wait stop it, unless `skal.kvar` says why they are left for a later decision. What is not a full bifall
    needs `skal.motivering` (FL 32 §); what refuses something also that the person was heard (FL 25 §), or
    `skal.utan_kommunicering` saying which exception applies. Raises SomethingWaits, NothingToDecide, MissingMotivering,
    PersonNotHeard, MayNotBeReduced and whatever keeps the month from being assessed.
    """
    arende = locked(arende)
    require_handlaggare(arende=arende, by=by)
    month = look(arende=arende, clock=clock)
    earlier = standing_decision(arende)
    _refuse_if_nothing(month, earlier)
    _refuse_if_waiting(month, skal)
    kind = Kind.ANDRING if earlier else _kind(month)
    _refuse_without_reasons(kind, skal)
    _refuse_unheard(month, skal, clock)
    if earlier:
        _refuse_detriment(month, earlier, clock)
    beslut = write_decision(month=month, kind=kind, by=by, skal=skal, clock=clock)
    assess_month(arende=arende, clock=clock)
    return beslut


def attest(*, beslut: Manadsbeslut, skal: str = "", by: str, clock: Clock) -> None:
    """Let a decision take effect as the second person. Raises NotForAttest and SameHandlaggare."""
    _answer(beslut=beslut, approved=True, skal=skal, by=by, clock=clock)


def send_back(*, beslut: Manadsbeslut, skal: str, by: str, clock: Clock) -> None:
    """Refuse to let a decision take effect: it never will, and the month is to be decided anew. Raises as `attest`."""
    _answer(beslut=beslut, approved=False, skal=require_reason(skal), by=by, clock=clock)


def _refuse_if_nothing(month: Manadsbedomning, earlier: Manadsbeslut | None) -> None:
    if not month.is_over:
        raise NothingToDecide("Månaden är inte slut. Den kan beslutas när all assistans har lämnats.")
    if month.bedomning.utfall == "noll":
        raise NothingToDecide("Ingen tid är redovisad i månaden, så det finns inget att besluta.")
    if earlier and not differences(decided=decided_result(earlier), now=month.resultat):
        raise NothingToDecide("Månaden är redan beslutad och inget har ändrats sedan dess.")


def _refuse_if_waiting(month: Manadsbedomning, skal: Skal) -> None:
    waiting = sorted({held.kod for held in month.bedomning.minuter if held.ode == "vantar"})
    if not waiting:
        return
    if month.bedomning.vantar == month.bedomning.redovisad:
        raise SomethingWaits(
            f"All tid väntar eftersom {reasons(waiting)}. Godkänn eller neka det som väntar, eller begär komplettering."
        )
    if not skal.kvar.strip():
        raise SomethingWaits(
            f"Tid väntar eftersom {reasons(waiting)}. Godkänn eller neka den, eller skriv varför den lämnas till ett senare beslut."
        )


def _refuse_detriment(month: Manadsbedomning, earlier: Manadsbeslut, clock: Clock) -> None:
    """What has fallen due is not taken back by changing the decision; wrong payments are a matter of återkrav."""
    less = month.bedomning.belopp < earlier.belopp_ore or month.bedomning.enheter < earlier.enheter
    due = Beslutsrad.objects.filter(beslut=earlier, dag__lte=swedish_day(clock.now())).exists()
    if less and due and not needs_attest(earlier, clock):
        raise MayNotBeReduced(
            "Ersättningen har förfallit till betalning, så beslutet får inte ändras till personens nackdel "
            "(113 kap. 5 § socialförsäkringsbalken). Pröva återkrav i stället (108 kap. 2 §)."
        )


def _kind(month: Manadsbedomning) -> Kind:
    """Bifall: all is approved. Avslag: all is refused. Delvis: anything else."""
    bedomning = month.bedomning
    if bedomning.utfall == "beviljat":
        return Kind.BIFALL
    return Kind.AVSLAG if bedomning.utfall == "avslag" else Kind.DELVIS


def _refuse_without_reasons(kind: Kind, skal: Skal) -> None:
    if kind != Kind.BIFALL and not skal.motivering.strip():
        raise MissingMotivering(
            "Beslutet måste motiveras: vilka föreskrifter som har tillämpats och vad som har avgjort (32 § förvaltningslagen)."
        )


def _refuse_unheard(month: Manadsbedomning, skal: Skal, clock: Clock) -> None:
    stopped = {held.kod for held in month.bedomning.minuter if held.ode == "stoppad"}
    unheard = not_heard(arende=month.arende, koder=stopped, clock=clock)
    if unheard and not skal.utan_kommunicering.strip():
        raise PersonNotHeard(
            f"Personen måste få yttra sig först om att {reasons(unheard)} (25 § förvaltningslagen), eller skriv varför det inte behövs."
        )


@transaction.atomic
def _answer(*, beslut: Manadsbeslut, approved: bool, skal: str, by: str, clock: Clock) -> None:
    arende = locked(beslut.arende)
    require_handlaggare(arende=arende, by=by)
    standing = standing_decision(arende)
    if standing is None or standing.pk != beslut.pk or not needs_attest(beslut, clock):
        raise NotForAttest("Beslutet väntar inte på attest.")
    _record(beslut, approved, skal, by, clock)
    close_all(
        arende=arende,
        slag=[Uppgift.Slag.ATTEST],
        reason="Beslutet är attesterat eller återlämnat.",
        clock=clock,
    )
    if not approved:
        _reopen(arende, beslut, skal, clock)


def _record(beslut: Manadsbeslut, approved: bool, skal: str, by: str, clock: Clock) -> None:  # noqa: FBT001 - yes or no is the answer itself
    try:
        four_eyes.answer(
            kind=beslut.kind,
            target=beslut.public_id,
            ore=beslut.belopp_ore,
            requested_by=beslut.beslutad_av,
            attested_by=by,
            approved=approved,
            reason=skal,
            clock=clock,
        )
    except four_eyes.SamePerson as same:
        raise SameHandlaggare(str(same)) from same


def _reopen(arende: Manadsarende, beslut: Manadsbeslut, skal: str, clock: Clock) -> None:
    """The decision before it, if any, stands again; the month goes to a handläggare with the reason."""
    if standing_decision(arende) is None:
        arende.lage = Manadsarende.Lage.OPPET
        arende.save(update_fields=["lage"])
    content = {"beslut": str(beslut.public_id), "skal": skal, "vem": HANDLAGGARE}
    open_one(arende=arende, slag=Uppgift.Slag.ATERLAMNAT, kod="ATERLAMNAT", innehall=content, clock=clock)
    assess_month(arende=arende, clock=clock)
