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
