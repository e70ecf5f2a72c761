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


class Inloggningsbevis(models.Model):
    """What log-ins rest on, byte for byte as BankID gave it: signatures (XML) and OCSP responses (DER). Append-only."""

    sha256 = models.BinaryField(max_length=32, primary_key=True)
    innehall = models.BinaryField()

    class Meta:
        db_table = "identity_inloggningsbevis"


class BankidOrder(models.Model):
    """An order that we asked BankID for, and what it was for: what comes back can be used for nothing else.

    `purpose` and `key` say what is done when the user has signed, `then` where she came from. `visible` and `non_visible`
    are the texts asked with, `personnummer` (12 digits) who must do it, None = anyone. `answer` is what BankID gave, kept
    only until it is used. `started` is real time, as TLS and the app's patience are.
    """

    class Lage(models.TextChoices):
        VANTAR = "vantar"
        SIGNERAD = "signerad"  # BankID has answered; what it was for is not done yet
        KLAR = "klar"
        MISSLYCKAD = "misslyckad"

    public_id = models.UUIDField(default=public_id, unique=True)
    order_ref = models.CharField(max_length=64, unique=True)
    auto_start_token = models.CharField(max_length=64)
    qr_start_token = models.CharField(max_length=64)
    qr_start_secret = models.CharField(max_length=64)
    purpose = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    then = models.CharField(max_length=500)
    visible = models.TextField()
    non_visible = models.TextField()
    personnummer = models.CharField(max_length=12, null=True)
    actor = models.CharField(max_length=80, default="")  # who asked; empty = nobody was logged in
    started = models.DateTimeField()
    lage = models.CharField(max_length=10, choices=Lage.choices, default=Lage.VANTAR)
    hint = models.CharField(max_length=40, default="")  # BankID's hintCode
    text = models.CharField(max_length=500, default="")  # what the user is told
    answer = models.JSONField(null=True)
    onward = models.CharField(max_length=500, default="")  # the address to go to when it is done

    class Meta:
        db_table = "identity_bankid_order"
        indexes = [models.Index(name="identity_bankid_order_started", fields=["started"])]
