"""Who works in the system, who acts for others in it, and every log-in. Personnummer are 12 digits."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models

from assistans.base.models import public_id
from assistans.identity.roles import Roll
from assistans.registers.models import Anordnare, Kommun


class Anvandare(models.Model):
    """A person who works here. The actor text of everything she does is `anvandare:<public_id>`."""

    class Roll(models.TextChoices):
        HANDLAGGARE = "handlaggare"
        EKONOM = "ekonom"
        CONTROLLER = "controller"

    public_id = models.UUIDField(default=public_id, unique=True)
    personnummer = models.CharField(max_length=12, unique=True, null=True)  # None = she cannot log in
    namn = models.CharField(max_length=120)
    roller = ArrayField(models.CharField(max_length=20, choices=Roll.choices))
    aktiv = models.BooleanField(default=True)

    class Meta:
        db_table = "identity_anvandare"


class Ombud(models.Model):
    """Who may act for an anordnare or a kommun, and on which days. The actor text is `ombud:<public_id>`."""

    public_id = models.UUIDField(default=public_id, unique=True)
    personnummer = models.CharField(max_length=12)
    namn = models.CharField(max_length=120)
    anordnare = models.ForeignKey(Anordnare, models.PROTECT, null=True)
    kommun = models.ForeignKey(Kommun, models.PROTECT, null=True)
    valid = DateRangeField()

    class Meta:
        db_table = "identity_ombud"
        constraints = [
            models.CheckConstraint(
                name="identity_ombud_for_one",
                condition=models.Q(anordnare__isnull=True) ^ models.Q(kommun__isnull=True),
            ),
            models.UniqueConstraint(
                name="identity_ombud_once",
                fields=["personnummer", "anordnare", "kommun"],
                nulls_distinct=False,
            ),
        ]


class Inloggning(models.Model):
    """That somebody logged in, in which role and for whom, and how she proved who she is. Append-only.

    `foremal` is the public id of a person or an anordnare, or a kommun's kod; empty for those who work here.
    """

    public_id = models.UUIDField(default=public_id, unique=True)
    personnummer = models.CharField(max_length=12)
    namn = models.CharField(max_length=160)
    roll = models.CharField(max_length=12, choices=[(roll.value, roll.value) for roll in Roll])
    actor = models.CharField(max_length=80)
    foremal = models.CharField(max_length=36, default="")
    evidence = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "identity_inloggning"
        indexes = [models.Index(name="identity_inloggning_actor", fields=["actor", "at"])]
