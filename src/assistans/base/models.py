"""Server ground in the database: the instance, work that waits, the outbox, the access log, attest."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models


class Instance(models.Model):
    """What kind of database this is, and the demo clock. One row, written by the owner when the database is made.

    Strictness can be lowered, and time be set, only where `slag` is demo or test.
    """

    class Slag(models.TextChoices):
        PRODUKTION = "produktion"
        TEST = "test"
        DEMO = "demo"

    id = models.SmallIntegerField(primary_key=True, default=1)
    slag = models.CharField(max_length=12, choices=Slag.choices)
    demo_now = models.DateTimeField(null=True)

    class Meta:
        db_table = "base_instance"
        constraints = [
            models.CheckConstraint(name="base_instance_one_row", condition=models.Q(id=1)),
            models.CheckConstraint(
                name="base_instance_known_slag",
                condition=models.Q(slag__in=["produktion", "test", "demo"]),
            ),
            models.CheckConstraint(
                name="base_instance_clock_only_in_demo",
                condition=models.Q(demo_now__isnull=True) | ~models.Q(slag="produktion"),
            ),
        ]


class Todo(models.Model):
    """Work that waits. Taken with SKIP LOCKED and removed in the work's own transaction, so a crash frees it.

    `due_at` is the clock's time; `retry_at` the machine's: nobody begins before it, after a failure or (with no attempt
    made) so that more can be asked for first.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    retry_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, default="")

    class Meta:
        db_table = "base_todo"
        indexes = [
            models.Index(name="base_todo_due", fields=["due_at", "id"]),
            models.Index(name="base_todo_key", fields=["kind", "key"]),
        ]


class Outbox(models.Model):
    """A side effect to carry out after commit: a file, a letter, a call. `key` makes it happen once."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "base_outbox"
        constraints = [models.UniqueConstraint(name="base_outbox_once", fields=["kind", "key"])]
        indexes = [
            models.Index(name="base_outbox_waiting", fields=["id"], condition=models.Q(done_at__isnull=True))
        ]


class AccessLog(models.Model):
    """Who read whose personal data, when and why. Append-only; written in the reading's transaction."""

    at = models.DateTimeField()
    who = models.CharField(max_length=80)
    whose = models.UUIDField()
    what = models.CharField(max_length=80)
    why = models.CharField(max_length=300)

    class Meta:
        db_table = "base_access_log"
        indexes = [models.Index(name="base_access_whose", fields=["whose", "at"])]


class Change(models.Model):
    """A plain register row that was changed: what stood there, what stands there now, by whom. Append-only.

    Tables that money depends on by day are bitemporal instead (`Version`).
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)  # None = the row was made
    after = models.JSONField()

    class Meta:
        db_table = "base_change"
        indexes = [models.Index(name="base_change_row", fields=["table", "row", "at"])]


class AttestRule(models.Model):
    """Which acts need a second person: from `from_ore` and up, per kind. The table cannot be passed by.

    Only the owner writes it; the role that runs the system reads it. Of a kind's rows for a day, the one with the highest
    limit that the amount reaches decides, and no two can say different things of the same limit and day. A kind without a row needs attest always: what nobody has decided on fails closed.
    """

    kind = models.CharField(max_length=40)
    from_ore = models.BigIntegerField()
    required = models.BooleanField()
    reason = models.CharField(max_length=300)
    valid = DateRangeField()

    class Meta:
        db_table = "base_attest_rule"
        constraints = [
            models.UniqueConstraint(name="base_attest_rule_once", fields=["kind", "from_ore", "valid"]),
            ExclusionConstraint(
                name="base_attest_rule_never_two",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("from_ore", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Attest(models.Model):
    """A second person's yes or no to one act. Append-only; the person who asked can never answer."""

    kind = models.CharField(max_length=40)
    target = models.UUIDField()
    ore = models.BigIntegerField()
    requested_by = models.CharField(max_length=80)
    attested_by = models.CharField(max_length=80)
    approved = models.BooleanField()
    reason = models.CharField(max_length=500, default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "base_attest"
        constraints = [
            models.UniqueConstraint(name="base_attest_once", fields=["kind", "target"]),
            models.CheckConstraint(
                name="base_attest_four_eyes", condition=~models.Q(requested_by=models.F("attested_by"))
            ),
        ]


class Version(models.Model):
    """A row that is true for some days (`valid`) and was known in some time (`known`). Written by `amend` only."""

    valid = DateRangeField()
    known = DateTimeRangeField()
    registered_by = models.CharField(max_length=80)

    class Meta:
        abstract = True


def public_id() -> uuid.UUID:
    """A new public identifier: what addresses and messages carry instead of a personnummer."""
    return uuid.uuid4()
