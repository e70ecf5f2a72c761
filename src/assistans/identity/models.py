"""Who works in the system. Log-in comes with the pages; until then commands and services name a user by public id."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from assistans.base.models import public_id


class Anvandare(models.Model):
    """A person who works here. The actor text of everything she does is `anvandare:<public_id>`."""

    class Roll(models.TextChoices):
        HANDLAGGARE = "handlaggare"
        EKONOM = "ekonom"
        CONTROLLER = "controller"

    public_id = models.UUIDField(default=public_id, unique=True)
    namn = models.CharField(max_length=120)
    roller = ArrayField(models.CharField(max_length=20, choices=Roll.choices))
    aktiv = models.BooleanField(default=True)

    class Meta:
        db_table = "identity_anvandare"
