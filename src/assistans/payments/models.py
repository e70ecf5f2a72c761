"""The ledger, pay runs and bank files. Whole öre, append-only, sum zero per journal."""

from django.db import models

from assistans.base.models import public_id
from assistans.casework.models import Beslutsrad, Manadsbeslut
from assistans.registers.models import Anordnare, Kommun, Person


class Ledgerkonto(models.TextChoices):
    """The chart of accounts. Debit is positive, credit negative."""

    ASSISTANSERSATTNING = "assistansersattning", "Kostnad: assistansersättning"
    UTBETALNING_PA_VAG = "utbetalning_pa_vag", "Skuld: utbetalningar på väg till banken"
    FORDRAN_KOMMUN = "fordran_kommun", "Fordran: kommunens första 20 timmar"
    KOMMUNENS_ANDEL = "kommunens_andel", "Intäkt: kommunens andel"
    BANK = "bank", "Bank"


class Journal(models.Model):
    """One event in the ledger. `business_key` is unique for ever: the same event cannot be posted twice."""

    public_id = models.UUIDField(default=public_id, unique=True)
    business_key = models.CharField(max_length=120, unique=True)
    dag = models.DateField()
    at = models.DateTimeField()
    text = models.CharField(max_length=200)

    class Meta:
        db_table = "payments_journal"


class Postering(models.Model):
    """One line of a journal, in öre. At least two a journal, sum zero: a deferred trigger refuses anything else."""

    journal = models.ForeignKey(Journal, models.PROTECT)
    konto = models.CharField(max_length=24, choices=Ledgerkonto.choices)
    ore = models.BigIntegerField()
    beslut = models.ForeignKey(Manadsbeslut, models.PROTECT, null=True)
    kommun = models.ForeignKey(Kommun, models.PROTECT, null=True)
    lagrum = models.CharField(max_length=60)

    class Meta:
        db_table = "payments_postering"
        constraints = [
            models.CheckConstraint(name="payments_postering_not_zero", condition=~models.Q(ore=0)),
        ]


class Utbetalningskorning(models.Model):
    """A pay run: one a day, whatever crashes or runs twice. Totals are written with its payments, in one transaction."""

    public_id = models.UUIDField(default=public_id, unique=True)
    dag = models.DateField()
    nummer = models.SmallIntegerField()
    at = models.DateTimeField()
    antal = models.IntegerField()
    belopp_ore = models.BigIntegerField()
    kommun_ore = models.BigIntegerField()
    started_by = models.CharField(max_length=80)

    class Meta:
        db_table = "payments_utbetalningskorning"
        constraints = [models.UniqueConstraint(name="payments_korning_once", fields=["dag", "nummer"])]


class Utbetalning(models.Model):
    """One payment: what one decision gives one payee, less what an earlier decision on the month already gave."""

    public_id = models.UUIDField(default=public_id, unique=True)
    korning = models.ForeignKey(Utbetalningskorning, models.PROTECT)
    beslutsrad = models.OneToOneField(Beslutsrad, models.PROTECT)  # a row is paid once
    journal = models.OneToOneField(Journal, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, null=True)  # the payee …
    anordnare = models.ForeignKey(Anordnare, models.PROTECT, null=True)  # … exactly one of the two
    belopp_ore = models.BigIntegerField()
    kontoslag = models.CharField(max_length=10)
    nummer = models.CharField(max_length=20)
    mottagarkoder = models.JSONField(default=list)  # observations of the payee test on the pay day
    lagrum = models.CharField(max_length=60)

    class Meta:
        db_table = "payments_utbetalning"
        constraints = [
            models.CheckConstraint(
                name="payments_utbetalning_positive", condition=models.Q(belopp_ore__gt=0)
            ),
            models.CheckConstraint(
                name="payments_utbetalning_one_payee",
                condition=models.Q(person__isnull=True) ^ models.Q(anordnare__isnull=True),
            ),
        ]


class Betalningshinder(models.Model):
    """Why a due row could not be paid in a run (no account, …). Append-only; the next run tries again."""

    korning = models.ForeignKey(Utbetalningskorning, models.PROTECT)
    beslutsrad = models.ForeignKey(Beslutsrad, models.PROTECT)
    kod = models.CharField(max_length=40)
    text = models.CharField(max_length=300)

    class Meta:
        db_table = "payments_betalningshinder"


class Bankfil(models.Model):
    """The bank file of a run: its bytes and name, derived from the run. Written to disk from the outbox after commit."""

    korning = models.OneToOneField(Utbetalningskorning, models.PROTECT)
    namn = models.CharField(max_length=120, unique=True)
    sha256 = models.BinaryField(max_length=32)
    innehall = models.BinaryField()

    class Meta:
        db_table = "payments_bankfil"
