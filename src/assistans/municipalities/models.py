"""The kommun's debt for the first 20 hours a week (SFB 51:22–23)."""

from django.db import models

from assistans.base.models import public_id
from assistans.casework.models import Kommunrad
from assistans.payments.models import Postering, Utbetalningskorning


class Kommunfordran(models.Model):
    """A claim on a kommun, recognised with the payment that it belongs to: one a Kommunrad that was paid."""

    public_id = models.UUIDField(default=public_id, unique=True)
    korning = models.ForeignKey(Utbetalningskorning, models.PROTECT)
    kommunrad = models.ForeignKey(Kommunrad, models.PROTECT)
    postering = models.OneToOneField(Postering, models.PROTECT)
    belopp_ore = models.BigIntegerField()
    forfaller = models.DateField()  # the last weekday of the month in which it is debited (F1091 9 §)

    class Meta:
        db_table = "municipalities_kommunfordran"
