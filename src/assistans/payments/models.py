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

    # Its index holds the amounts too: that every journal sums to zero is proved without reading the postings.
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="posteringar", db_index=False)
    konto = models.CharField(max_length=24, choices=Ledgerkonto.choices)
    ore = models.BigIntegerField()
    beslut = models.ForeignKey(Manadsbeslut, models.PROTECT, null=True)
    kommun = models.ForeignKey(Kommun, models.PROTECT, null=True)
    lagrum = models.CharField(max_length=60)

    class Meta:
        db_table = "payments_postering"
        indexes = [models.Index(name="payments_postering_journal", fields=["journal"], include=["ore"])]
        constraints = [
            models.CheckConstraint(name="payments_postering_not_zero", condition=~models.Q(ore=0)),
            models.CheckConstraint(
                name="payments_postering_konto", condition=models.Q(konto__in=Ledgerkonto.values)
            ),
            models.CheckConstraint(
                name="payments_postering_claim_names_kommun",
                condition=~models.Q(konto="fordran_kommun") | models.Q(kommun__isnull=False),
            ),
        ]


class Utbetalningskorning(models.Model):
    """A pay run. Its totals are written with its payments in one transaction; a deferred trigger compares them.

    `nummer` counts the runs of a day: what becomes due later the same day goes in a run of its own. `skal` says why
    the run was made on another day than a pay day; empty on a pay day.
    """

    public_id = models.UUIDField(default=public_id, unique=True)
    dag = models.DateField()
    nummer = models.SmallIntegerField()
    at = models.DateTimeField()
    antal = models.IntegerField()
    belopp_ore = models.BigIntegerField()
    kommun_ore = models.BigIntegerField()
    started_by = models.CharField(max_length=80)
    skal = models.CharField(max_length=300, default="")

    class Meta:
        db_table = "payments_utbetalningskorning"
        constraints = [
            models.UniqueConstraint(name="payments_korning_once", fields=["dag", "nummer"]),
            models.CheckConstraint(
                name="payments_korning_not_negative",
                condition=models.Q(antal__gte=0) & models.Q(belopp_ore__gte=0),
            ),
        ]


class Utbetalning(models.Model):
    """One payment: what one decision gives one payee, less what an earlier decision on the month already gave.

    `public_id` is derived from the decision row, so that the same payment carries the same name to the bank whatever
    attempt wrote it; without hyphens it is the bank file's EndToEndId.
    """

    public_id = models.UUIDField(unique=True)
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
    """Why a run did not pay a row that was due. Append-only; a hinder that is not final is tried again by the next run.

    `beslut` is the decision that the run acted for. `beslutsrad` is its row, or an earlier decision's paid row where the
    new one gives that anordnare nothing. `belopp_ore` is what was left to pay; negative = paid too much.
    """

    class Kod(models.TextChoices):
        KONTO_SAKNAS = "KONTO_SAKNAS"
        KONTO_OGILTIGT = "KONTO_OGILTIGT"
        NAMN_SAKNAS = "NAMN_SAKNAS"
        ATERKRAV_PROVAS = "ATERKRAV_PROVAS"  # final: nothing is paid, what was paid too much is examined
        INGEN_SKILLNAD = "INGEN_SKILLNAD"  # final: the new decision gives the same

    SLUTLIGA = (Kod.ATERKRAV_PROVAS, Kod.INGEN_SKILLNAD)

    korning = models.ForeignKey(Utbetalningskorning, models.PROTECT)
    beslut = models.ForeignKey(Manadsbeslut, models.PROTECT)
    beslutsrad = models.ForeignKey(Beslutsrad, models.PROTECT)
    kod = models.CharField(max_length=40, choices=Kod.choices)
    text = models.CharField(max_length=300)
    belopp_ore = models.BigIntegerField()

    class Meta:
        db_table = "payments_betalningshinder"
        constraints = [
            models.UniqueConstraint(
                name="payments_hinder_final_once",
                fields=["beslut", "beslutsrad"],
                condition=models.Q(kod__in=["ATERKRAV_PROVAS", "INGEN_SKILLNAD"]),
            ),
        ]


class Reglering(models.Model):
    """That a decision was settled for the first time, and in which run: its kommun part is recognised with it, once.

    `journal` is the kommun part's journal; None where the decision changes nothing for any kommun.
    """

    beslut = models.OneToOneField(Manadsbeslut, models.PROTECT)
    korning = models.ForeignKey(Utbetalningskorning, models.PROTECT)
    journal = models.OneToOneField(Journal, models.PROTECT, null=True)
    kommun_ore = models.BigIntegerField()

    class Meta:
        db_table = "payments_reglering"


class Oreglerat(models.Model):
    """What runs have left to settle: each decision until it is first settled, and each of its rows until it is paid or finally left.

    `beslutsrad` None = the decision itself. The database keeps the list when a decision, payment, settlement or final
    hinder is written (migration 0004), and nobody else may: so a run looks through what is open, not through all years.
    """

    beslut = models.ForeignKey(Manadsbeslut, models.PROTECT)
    beslutsrad = models.OneToOneField(Beslutsrad, models.PROTECT, null=True)
    dag = models.DateField(null=True)  # the row's

    class Meta:
        db_table = "payments_oreglerat"
        indexes = [models.Index(name="payments_oreglerat_dag", fields=["dag"])]


class Bankfil(models.Model):
    """The bank file of a run: its bytes and name, derived from the run. Written to disk from the outbox after commit."""

    korning = models.OneToOneField(Utbetalningskorning, models.PROTECT)
    namn = models.CharField(max_length=120, unique=True)
    sha256 = models.BinaryField(max_length=32)
    innehall = models.BinaryField()

    class Meta:
        db_table = "payments_bankfil"
