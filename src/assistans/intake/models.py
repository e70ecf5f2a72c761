"""Documents as received: every byte and its evidence, for ever. All tables are append-only for the running role.

A `Handling` is one received document. `Tidredovisning` and `Rakning` say what it holds, by the document's own numbers:
a document is kept whether or not the registers know the person (held, not lost).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from assistans.base.models import public_id
from assistans.registers.models import Leverantor, LeverantorCertifikat


class Part(models.Model):
    """Bytes that several documents share (one anordnare signature over many reports, OCSP answers), stored once by hash."""

    sha256 = models.BinaryField(max_length=32, primary_key=True)
    innehall = models.BinaryField()

    class Meta:
        db_table = "intake_part"


class Handling(models.Model):
    """One received document. `tx_id` is what the sender got as receipt; `mottagen` is the clock's instant."""

    class Slag(models.TextChoices):
        TIDREDOVISNING = "tidredovisning"
        RAKNING = "rakning"

    class Kanal(models.TextChoices):
        ELT = "elt"
        REST = "rest"
        SIDA = "sida"  # handed in on a page by somebody logged in: `Inlamning` says who

    tx_id = models.UUIDField(unique=True)
    slag = models.CharField(max_length=16, choices=Slag.choices)
    kanal = models.CharField(max_length=8, choices=Kanal.choices)
    miljo = models.CharField(max_length=12)  # "" is production; others never reach casework
    mottagen = models.DateTimeField()
    sha256 = models.BinaryField(max_length=32)
    innehall = models.BinaryField()
    leverantor = models.ForeignKey(Leverantor, models.PROTECT, null=True)
    certifikat = models.ForeignKey(LeverantorCertifikat, models.PROTECT, null=True, db_index=False)
    profil = models.CharField(max_length=20)  # the verification profile used

    class Meta:
        db_table = "intake_handling"


class Inlamning(models.Model):
    """Who handed in a document on a page, where no supplier sent it (`kanal` SIDA). Append-only."""

    handling = models.OneToOneField(Handling, models.PROTECT, primary_key=True)
    av = models.CharField(max_length=80)  # the actor text of the one who was logged in

    class Meta:
        db_table = "intake_inlamning"


class Underskrift(models.Model):
    """One verified signature of a document, with all that proves it. `evidence` is the verifier's verdict as data."""

    class Roll(models.TextChoices):
        ASSISTENT = "assistent"
        ANORDNARE = "anordnare"
        PERSON = "person"
        STALLFORETRADARE = "stallforetradare"

    handling = models.ForeignKey(Handling, models.PROTECT, db_index=False)  # the constraint below serves
    roll = models.CharField(max_length=18, choices=Roll.choices)
    signature = models.ForeignKey(
        Part, models.PROTECT, related_name="+", db_column="signature_sha256", db_index=False
    )
    ocsp = models.ForeignKey(Part, models.PROTECT, related_name="+", db_column="ocsp_sha256", db_index=False)
    datum = models.DateField()
    undertecknare = models.CharField(max_length=12)
    evidence = models.JSONField()

    class Meta:
        db_table = "intake_underskrift"
        constraints = [models.UniqueConstraint(name="intake_underskrift_once", fields=["handling", "roll"])]


class Tidredovisning(models.Model):
    """What a time report says: one assistant × one person × one month. Rows are arrays, minutes of the day as written.

    `anordnare` is the organisationsnummer, or `egen` when the person employs the assistant; `nyckel` the key of repeats
    (organisationsnummer, or the person's number). `rad_fran` and `rad_till` are the text HH.MM as sent.
    """

    handling = models.OneToOneField(Handling, models.PROTECT, primary_key=True)
    miljo = models.CharField(max_length=12)
    nyckel = models.CharField(max_length=12)
    dokument_id = models.UUIDField()
    version = models.IntegerField()
    sha256 = models.BinaryField(max_length=32)
    anordnare = models.CharField(max_length=10)
    person = models.CharField(max_length=12)
    assistent = models.CharField(max_length=12)
    manad = models.DateField()  # its first day
    kollektivavtal = models.BooleanField()
    rad_dag = ArrayField(models.SmallIntegerField())
    rad_fran = ArrayField(models.CharField(max_length=5))
    rad_till = ArrayField(models.CharField(max_length=5))
    rad_slag = ArrayField(models.CharField(max_length=9))  # aktiv | vantetid | beredskap
    uppgifter = (
        models.JSONField()
    )  # names, phones, beräkningsperioder, the employment form: all else that the document says

    class Meta:
        db_table = "intake_tidredovisning"
        constraints = [
            models.UniqueConstraint(
                name="intake_tidredovisning_version_once",
                fields=["miljo", "nyckel", "dokument_id", "version"],
            ),
            models.UniqueConstraint(
                name="intake_tidredovisning_bytes_once", fields=["miljo", "nyckel", "dokument_id", "sha256"]
            ),
        ]
        indexes = [
            models.Index(name="intake_tidredovisning_month", fields=["person", "manad"]),
            models.Index(name="intake_tidredovisning_asst", fields=["assistent", "manad"]),
        ]


class Rakning(models.Model):
    """What a räkning says (form FK 3057): one person × one month. Time in minutes, money in öre; `uppgifter` holds the whole form."""

    handling = models.OneToOneField(Handling, models.PROTECT, primary_key=True)
    miljo = models.CharField(max_length=12)
    dokument_id = models.UUIDField()
    version = models.IntegerField()
    sha256 = models.BinaryField(max_length=32)
    person = models.CharField(max_length=12)
    manad = models.DateField()
    aktiv_min = models.IntegerField()
    vantetid_min = models.IntegerField()
    beredskap_min = models.IntegerField()
    uppgifter = models.JSONField()

    class Meta:
        db_table = "intake_rakning"
        constraints = [
            models.UniqueConstraint(
                name="intake_rakning_version_once", fields=["miljo", "person", "dokument_id", "version"]
            ),
            models.UniqueConstraint(
                name="intake_rakning_bytes_once", fields=["miljo", "person", "dokument_id", "sha256"]
            ),
        ]
        indexes = [models.Index(name="intake_rakning_month", fields=["person", "manad"])]


class Kvittens(models.Model):
    """A receipt: received, valid, checked, settled (interfaces section 5). Kept for ever, pollable by tx-id."""

    class Niva(models.TextChoices):
        MOTTAGEN = "mottagen"
        GILTIG = "giltig"
        KONTROLLERAD = "kontrollerad"
        REGLERAD = "reglerad"

    handling = models.ForeignKey(Handling, models.PROTECT, db_index=False)  # the index below serves
    niva = models.CharField(max_length=14, choices=Niva.choices)
    at = models.DateTimeField()
    innehall = models.JSONField()

    class Meta:
        db_table = "intake_kvittens"
        indexes = [models.Index(name="intake_kvittens_handling", fields=["handling", "id"])]


class Avvisning(models.Model):
    """A message that was refused at the door: when, from whom, why. Its hash and size, never its content."""

    at = models.DateTimeField()
    kanal = models.CharField(max_length=8)
    miljo = models.CharField(max_length=12)
    leverantor = models.ForeignKey(Leverantor, models.PROTECT, null=True)
    fault = models.CharField(
        max_length=30
    )  # XmlValidationError, SignatureValidationError, Forbidden, TooMany …
    code = models.CharField(max_length=40)
    sha256 = models.BinaryField(max_length=32)
    size = models.IntegerField()

    class Meta:
        db_table = "intake_avvisning"


class Forsegling(models.Model):
    """The hash chain over arrivals: `kedja` = SHA-256(previous kedja ‖ tx_id ‖ document hash). Appended after commit."""

    handling = models.OneToOneField(Handling, models.PROTECT)
    kedja = models.BinaryField(max_length=32)

    class Meta:
        db_table = "intake_forsegling"


class Takt(models.Model):
    """A supplier's token bucket per environment. Not append-only and not worth a disk flush: the table is unlogged."""

    leverantor = models.ForeignKey(Leverantor, models.CASCADE)
    miljo = models.CharField(max_length=12)
    tokens = models.FloatField()
    at = models.DateTimeField()
    refused = models.IntegerField(default=0)
    refused_since = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_takt"
        constraints = [models.UniqueConstraint(name="intake_takt_once", fields=["leverantor", "miljo"])]


class Utkast(models.Model):
    """What somebody has begun on a page and not yet signed or handed in, so that nothing is lost. Removed when it is received, or forgotten (`drafts.KEPT`).

    `nyckel` says what it is a draft of (a person's public id and month). `innehall` are bytes made ready: what is signed is
    exactly what was shown.
    """

    class Slag(models.TextChoices):
        RAKNING = "rakning"
        TIDREDOVISNING = "tidredovisning"

    public_id = models.UUIDField(default=public_id, unique=True)
    slag = models.CharField(max_length=16, choices=Slag.choices)
    av = models.CharField(max_length=80)
    nyckel = models.CharField(max_length=60)
    svar = models.JSONField(default=dict)
    innehall = models.BinaryField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "intake_utkast"
        constraints = [models.UniqueConstraint(name="intake_utkast_once", fields=["slag", "av", "nyckel"])]
