"""The steps of a pay run, all inside its one transaction."""

from datetime import datetime
from typing import Final
from uuid import uuid5

from django.db.models import Sum
from lxml import etree

from assistans.base import access
from assistans.base.canonical import sha256
from assistans.base.clock import Clock, swedish_day
from assistans.base.outbox import send
from assistans.base.todo import todo
from assistans.casework.models import Kommunrad
from assistans.payments import bankfile, pain001
from assistans.payments.bankprofil import Bankprofil
from assistans.payments.ledger import BATCH, post_all
from assistans.payments.models import (
    Bankfil,
    Betalningshinder,
    Journal,
    Ledgerkonto,
    Postering,
    Reglering,
    Utbetalning,
    Utbetalningskorning,
)
from assistans.payments.plan import NAMESPACE, Plan
from assistans.timeline.quantities import Ore

READ: Final = "utbetalning"
AFTER_RUN: Final = ("kvittera_korning", "kommunfordran")  # work that a committed run leaves, by its public id


class DoesNotTieOut(RuntimeError):
    """A run's totals differ; nothing was written. Names both sums in öre."""


def start_run(plan: Plan, *, by: str, anyway: str, at: datetime) -> Utbetalningskorning:
    """The run's row, with the totals that the rest must come to."""
    nummer = Utbetalningskorning.objects.filter(dag=plan.dag).count() + 1
    payments = ",".join(str(betalning.public_id) for betalning in plan.betalningar)
    return Utbetalningskorning.objects.create(
        public_id=uuid5(NAMESPACE, f"korning:{plan.dag}:{nummer}:{at.isoformat()}:{payments}"),
        dag=plan.dag,
        nummer=nummer,
        at=at,
        antal=len(plan.betalningar),
        belopp_ore=plan.belopp_ore,
        kommun_ore=plan.kommun_ore,
        started_by=by,
        skal=anyway.strip(),
    )


def note_reading(plan: Plan, korning: Utbetalningskorning) -> None:
    """In the access log: whose names and accounts the run has read, paid or not, by who started it."""
    rows = [row.forfallen for row in (*plan.betalningar, *plan.hinder)]
    access.note_all(
        who=korning.started_by,
        whose=[row.beslut.arende.person.public_id for row in rows],
        what=READ,
        why=f"utbetalningskörning {plan.dag}",
        at=korning.at,
    )


def post_journals(plan: Plan, *, clock: Clock) -> dict[str, Journal]:
    """Everything into the ledger: one journal a payment, one a decision whose kommun parts change."""
    entries = [betalning.entry(plan.dag) for betalning in plan.betalningar]
    return post_all([*entries, *plan.kommun_entries()], clock=clock)


def write_payments(plan: Plan, korning: Utbetalningskorning, journals: dict[str, Journal]) -> None:
    """The payments, each with its payee as tested on the pay day."""
    Utbetalning.objects.bulk_create(
        [
            Utbetalning(
                public_id=betalning.public_id,
                korning=korning,
                beslutsrad=betalning.forfallen.rad,
                journal=journals[betalning.business_key],
                person=betalning.mottagare.person,
                anordnare=betalning.mottagare.anordnare,
                belopp_ore=betalning.belopp_ore,
                kontoslag=betalning.mottagare.kontoslag,
                nummer=betalning.mottagare.nummer,
                mottagarkoder=list(betalning.mottagare.koder),
                lagrum=betalning.mottagare.lagrum,
            )
            for betalning in plan.betalningar
        ],
        batch_size=BATCH,
    )


def write_settlements(plan: Plan, korning: Utbetalningskorning, journals: dict[str, Journal]) -> None:
    """That decisions are settled for the first time, with their kommun parts."""
    kommun: dict[int, int] = {}
    for part in plan.kommunandelar:
        kommun[part.beslut.pk] = kommun.get(part.beslut.pk, 0) + part.andring_ore
    Reglering.objects.bulk_create(
        [
            Reglering(
                beslut=beslut,
                korning=korning,
                journal=journals.get(f"kommunandel:{beslut.public_id}"),
                kommun_ore=kommun.get(beslut.pk, 0),
            )
            for beslut in plan.forsta_gangen
        ],
        batch_size=BATCH,
    )


def write_hinder(plan: Plan, korning: Utbetalningskorning) -> None:
    """Why rows were not paid."""
    Betalningshinder.objects.bulk_create(
        [
            Betalningshinder(
                korning=korning,
                beslut=row.forfallen.beslut,
                beslutsrad=row.forfallen.rad,
                kod=row.kod,
                text=row.text,
                belopp_ore=row.forfallen.kvar_ore,
            )
            for row in plan.hinder
        ],
        batch_size=BATCH,
    )


def write_file(plan: Plan, korning: Utbetalningskorning, profil: Bankprofil) -> Bankfil:
    """The bank file's bytes. The bank is asked for the pay day, or for today when that has passed."""
    content = pain001.write(
        profil=profil,
        message_id=korning.public_id.hex,
        skapad=korning.at,
        dag=max(plan.dag, swedish_day(korning.at)),
        krediteringar=[
            pain001.Kreditering(
                end_to_end_id=betalning.public_id.hex,
                belopp_ore=betalning.belopp_ore,
                namn=betalning.mottagare.namn,
                adress=betalning.mottagare.adress,
                meddelande=betalning.text,
            )
            for betalning in plan.betalningar
        ],
    )
    name = f"pain001-{plan.dag}-{korning.nummer}-{korning.public_id.hex[:12]}.xml"
    return Bankfil.objects.create(korning=korning, namn=name, sha256=sha256(content), innehall=content)


def tie_out(plan: Plan, korning: Utbetalningskorning, fil: Bankfil | None) -> None:
    """Compare what was written with what it was written from, each read back by another way. Raises DoesNotTieOut."""
    paid = Utbetalning.objects.filter(korning=korning).aggregate(ore=Sum("belopp_ore", default=0))["ore"]
    _same("betalningarna", paid, "bankfilen", _sum_of_file(fil) if fil else 0)
    _same("körningen", korning.belopp_ore, "betalningarna", paid)
    decided = Kommunrad.objects.filter(beslut__in=plan.forsta_gangen).aggregate(
        ore=Sum("belopp_ore", default=0)
    )["ore"]
    claims = Postering.objects.filter(
        konto=Ledgerkonto.FORDRAN_KOMMUN, beslut__arende__in={b.arende_id for b in plan.forsta_gangen}
    ).aggregate(ore=Sum("ore", default=0))["ore"]
    _same("kommunens del i besluten", decided, "fordringarna på kommunerna", claims)


def ask_for_what_follows(korning: Utbetalningskorning, fil: Bankfil | None, *, clock: Clock) -> None:
    """After commit: the file to disk, the receipts to the senders, the claims to the room of the municipalities."""
    if fil:
        send(bankfile.KIND, fil.namn, {}, clock=clock)
    for kind in AFTER_RUN:
        todo(kind, str(korning.public_id), due_at=clock.now())


def _sum_of_file(fil: Bankfil) -> int:
    amounts = etree.fromstring(fil.innehall).iterfind(f".//{{{pain001.NS}}}InstdAmt")
    return sum(Ore.parse(amount.text) for amount in amounts)


def _same(one: str, one_ore: int, other: str, other_ore: int) -> None:
    if one_ore != other_ore:
        raise DoesNotTieOut(f"{one}: {one_ore} öre, {other}: {other_ore} öre. Inget har betalats.")
