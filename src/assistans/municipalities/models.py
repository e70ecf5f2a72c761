"""The kommun's debt for the first 20 hours a week (SFB 51:22–23)."""

from django.db import models

from assistans.base.models import public_id
from assistans.casework.models import Kommunrad, Manadsbeslut
from assistans.payments.models import Postering, Utbetalningskorning
from assistans.registers.models import Kommun


class Kommunfordran(models.Model):
    """What a settled decision changes in a kommun's debt, in öre: one a posting on the account of claims.

    Negative = the kommun is credited, because a later decision gives it less than was recognised before (SFB 51:23 st 2).
    `kommunrad` is None when the later decision names another kommun. No name and no personnummer is reachable but
    through the decision.
    """

    public_id = models.UUIDField(default=public_id, unique=True)
    korning = models.ForeignKey(Utbetalningskorning, models.PROTECT)
    beslut = models.ForeignKey(Manadsbeslut, models.PROTECT)
    kommun = models.ForeignKey(Kommun, models.PROTECT)
    kommunrad = models.ForeignKey(Kommunrad, models.PROTECT, null=True)
    postering = models.OneToOneField(Postering, models.PROTECT)
    manad = models.DateField()  # the month of assistance, its first day
    belopp_ore = models.BigIntegerField()
    debiteras = models.DateField()  # the latest day of the debit: the 15th (F1091 9 §)
    forfaller = models.DateField()  # the last weekday of the month in which it is debited (F1091 9 §)

    class Meta:
        db_table = "municipalities_kommunfordran"
        constraints = [
            models.UniqueConstraint(name="municipalities_fordran_once", fields=["beslut", "kommun"]),
            models.CheckConstraint(name="municipalities_fordran_not_zero", condition=~models.Q(belopp_ore=0)),
        ]
        indexes = [models.Index(name="municipalities_fordran_month", fields=["manad", "kommun"])]


class Kommunfaktura(models.Model):
    """One debit of a kommun, in öre: an invoice, or a credit note (`belopp_ore` negative). Append-only, with its bytes.

    `lopnummer` counts the debits of a kommun and debit day: a claim that came after the first goes on one of its own.
    `nummer` is made of kommun, month and lopnummer, so there is no counter that could leave a gap.
    """

    public_id = models.UUIDField(default=public_id, unique=True)
    kommun = models.ForeignKey(Kommun, models.PROTECT)
    debiteras = models.DateField()  # the latest day of the debit, as its claims have it
    lopnummer = models.SmallIntegerField()
    nummer = models.CharField(max_length=13, unique=True)
    dag = models.DateField()  # the day it was made
    forfaller = models.DateField()  # the last weekday of the month in which it is debited (F1091 9 §)
    antal = models.IntegerField()
    belopp_ore = models.BigIntegerField()
    at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    namn = models.CharField(max_length=120, unique=True)  # of the file
    sha256 = models.BinaryField(max_length=32)
    innehall = models.BinaryField()

    class Meta:
        db_table = "municipalities_kommunfaktura"
        constraints = [
            models.UniqueConstraint(
                name="municipalities_faktura_once", fields=["kommun", "debiteras", "lopnummer"]
            ),
            models.CheckConstraint(
                name="municipalities_faktura_has_rows", condition=models.Q(antal__gt=0, lopnummer__gt=0)
            ),
        ]


class Kommunfakturarad(models.Model):
    """One claim on an invoice: a claim is invoiced once. Öre as the claim has it, time in units of 1/28 minute.

    `veckor`: what the claim changes by ISO week, which is its hours less those of the case's claim before it.
    `timbelopp_ore`: öre per hour as an exact fraction, where the amount is the hours at that price.
    """

    faktura = models.ForeignKey(Kommunfaktura, models.PROTECT, related_name="rader")
    nummer = models.IntegerField()
    fordran = models.OneToOneField(Kommunfordran, models.PROTECT)
    belopp_ore = models.BigIntegerField()
    veckor = models.JSONField()
    timbelopp_ore = models.CharField(max_length=40, null=True)

    class Meta:
        db_table = "municipalities_kommunfakturarad"
        constraints = [
            models.UniqueConstraint(name="municipalities_fakturarad_once", fields=["faktura", "nummer"])
        ]
