"""Month cases, their uppgifter, kompletteringar, positions and decisions. Time in minutes, money in öre."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from assistans.base.models import public_id
from assistans.intake.models import Handling
from assistans.registers.models import Anordnare, Assistent, Kommun, Person


class Manadsarende(models.Model):
    """A person's month. Holds the latest assessment's outcome; what was decided lies in Manadsbeslut and never changes."""

    class Lage(models.TextChoices):
        OPPET = "oppet"
        BESLUTAT = "beslutat"

    public_id = models.UUIDField(default=public_id, unique=True)
    person = models.ForeignKey(Person, models.PROTECT)
    manad = models.DateField()
    lage = models.CharField(max_length=10, choices=Lage.choices, default=Lage.OPPET)
    utfall = models.CharField(max_length=10, default="")
    assessed_at = models.DateTimeField(null=True)
    resultat = models.JSONField(null=True)  # the latest Bedomning as data
    underlag_sha256 = models.BinaryField(max_length=32, null=True)

    class Meta:
        db_table = "casework_manadsarende"
        constraints = [models.UniqueConstraint(name="casework_manadsarende_once", fields=["person", "manad"])]
        indexes = [models.Index(name="casework_manadsarende_manad", fields=["manad", "id"])]


class Bedomning(models.Model):
    """That an assessment was made: hashes and outcome (append-only). Its content is kept where it became a decision."""

    arende = models.ForeignKey(Manadsarende, models.PROTECT)
    at = models.DateTimeField()
    underlag_sha256 = models.BinaryField(max_length=32)
    resultat_sha256 = models.BinaryField(max_length=32)
    lagversion = models.CharField(max_length=64)
    kodversion = models.CharField(max_length=40)
    utfall = models.CharField(max_length=10)
    belopp_ore = models.BigIntegerField()

    class Meta:
        db_table = "casework_bedomning"


class Uppgift(models.Model):
    """A task for a handläggare: one open per case and code. Finished tasks are kept."""

    class Slag(models.TextChoices):
        IAKTTAGELSE = "iakttagelse"  # something in the month waits or is stopped
        UNDERLAG = "underlag"  # the month cannot be assessed or decided before a fact is registered
        KOMPLETTERING = "komplettering"  # what was asked for has come, or its day has passed
        KONTROLL = "kontroll"  # decided minutes touched by another person's report
        EFTER_BESLUT = "efter_beslut"  # a document or a fact came after the decision and would change it
        ATTEST = "attest"  # a second person must answer
        ATERLAMNAT = "aterlamnat"  # the second person said no: decide anew

    public_id = models.UUIDField(default=public_id, unique=True)
    arende = models.ForeignKey(Manadsarende, models.PROTECT)
    slag = models.CharField(max_length=14, choices=Slag.choices)
    kod = models.CharField(max_length=40)
    innehall = models.JSONField()
    skapad = models.DateTimeField()
    dag = models.DateField(null=True)  # by when; what happens then stands in innehall
    tilldelad = models.CharField(max_length=80, default="")
    avslutad = models.DateTimeField(null=True)
    avslut = models.CharField(max_length=300, default="")

    class Meta:
        db_table = "casework_uppgift"
        constraints = [
            models.UniqueConstraint(
                name="casework_uppgift_one_open",
                fields=["arende", "slag", "kod"],
                condition=models.Q(avslutad__isnull=True),
            )
        ]


class Komplettering(models.Model):
    """A request to complete a räkning or a report, with its last day; answered by a document or by the handläggare's note."""

    public_id = models.UUIDField(default=public_id, unique=True)
    arende = models.ForeignKey(Manadsarende, models.PROTECT)
    assistent = models.ForeignKey(Assistent, models.PROTECT, null=True)  # None = the räkning
    anordnare = models.CharField(max_length=10, default="")  # organisationsnummer or "egen"
    text = models.TextField()
    begard = models.DateField()
    sista_dag = models.DateField()
    begard_av = models.CharField(max_length=80)
    inkom = models.DateField(null=True)
    svar = models.TextField(default="")
    svar_handling = models.ForeignKey(Handling, models.PROTECT, null=True)

    class Meta:
        db_table = "casework_komplettering"
        constraints = [
            models.CheckConstraint(
                name="casework_komplettering_days",
                condition=models.Q(sista_dag__gte=models.F("begard")),
            ),
            models.UniqueConstraint(
                name="casework_komplettering_one_open",
                fields=["arende", "assistent", "anordnare"],
                condition=models.Q(inkom__isnull=True),
                nulls_distinct=False,
            ),
        ]


class Kommunicering(models.Model):
    """That the person was told of what speaks against her and given time to answer (FL 25 §). Append-only.

    `koder` are the observations it covers; a decision that refuses minutes for another code must wait for its own.
    """

    public_id = models.UUIDField(default=public_id, unique=True)
    arende = models.ForeignKey(Manadsarende, models.PROTECT)
    koder = ArrayField(models.CharField(max_length=40))
    text = models.TextField()
    svar_senast = models.DateField()
    av = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "casework_kommunicering"


class Yttrande(models.Model):
    """The person's answer to a kommunicering. Append-only."""

    kommunicering = models.OneToOneField(Kommunicering, models.PROTECT)
    text = models.TextField()
    inkom = models.DateField()
    av = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "casework_yttrande"


class Asidosattande(models.Model):
    """That one version of a report does not count, or counts again (`galler` False). Append-only; the latest counts.

    The document itself is kept. A new version from the sender is a new question.
    """

    arende = models.ForeignKey(Manadsarende, models.PROTECT)
    rapport = models.ForeignKey(Handling, models.PROTECT)
    galler = models.BooleanField()
    skal = models.TextField()
    av = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "casework_asidosattande"


class Jav(models.Model):
    """That an actor may not handle a person's matters (FL 16 §). Append-only."""

    person = models.ForeignKey(Person, models.PROTECT)
    anvandare = models.CharField(max_length=80)
    skal = models.TextField()
    av = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "casework_jav"
        constraints = [models.UniqueConstraint(name="casework_jav_once", fields=["person", "anvandare"])]


class Lagversion(models.Model):
    """The text of a law version that decided a month, so that the month can be assessed again by it. Append-only."""

    version = models.CharField(max_length=64, primary_key=True)
    innehall = models.TextField()

    class Meta:
        db_table = "casework_lagversion"


class Stallningstagande(models.Model):
    """A handläggare's position on minutes (or a hold) that a check would otherwise keep waiting. Append-only.

    It holds until it is taken back (a row with `ersatter` and UPPHAVD). On minutes it follows a `rapport`'s version; on
    a hold of the month or report it was taken on the month's documents as they then were (`handlingar_sha256`) and
    lapses when they change: what nobody has seen, nobody has approved.
    """

    class Utfall(models.TextChoices):
        GODKAND = "godkand"
        STOPPAD = "stoppad"
        UPPHAVD = "upphavd"  # takes an earlier position back

    public_id = models.UUIDField(default=public_id, unique=True)
    arende = models.ForeignKey(Manadsarende, models.PROTECT)
    kod = models.CharField(max_length=40)
    utfall = models.CharField(max_length=8, choices=Utfall.choices)
    assistent = models.ForeignKey(Assistent, models.PROTECT, null=True)
    anordnare = models.CharField(max_length=10, default="")
    rapport = models.ForeignKey(Handling, models.PROTECT, null=True)
    dag = models.DateField(null=True)
    fran = models.CharField(max_length=5, default="")
    till = models.CharField(max_length=5, default="")
    skal = models.TextField()
    handlingar_sha256 = models.BinaryField(max_length=32)
    ersatter = models.OneToOneField("self", models.PROTECT, null=True, related_name="ersatt_av")
    av = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        db_table = "casework_stallningstagande"


class Manadsbeslut(models.Model):
    """A decision on a month: whole and final as it was taken (append-only). A later one states the whole month anew.

    `underlag` and `resultat` are canonical bytes; with the law and code versions the assessment can be made again.
    It becomes payable when it needs no attest by the table, or has one that approved.
    """

    class Avsikt(models.TextChoices):
        NY = "ny"
        ANDRING = "andring"

    class Kind(models.TextChoices):
        """The kinds that the attest table speaks of."""

        MASKINELLT = "maskinellt"  # clean month, decided by the machine
        BIFALL = "bifall"  # by a handläggare, all reported time approved
        DELVIS = "delvis"  # by a handläggare, some of it stopped
        AVSLAG = "avslag"  # by a handläggare, nothing approved
        ANDRING = "andring"  # changes an earlier decision

    public_id = models.UUIDField(default=public_id, unique=True)
    arende = models.ForeignKey(Manadsarende, models.PROTECT)
    nummer = models.SmallIntegerField()
    avsikt = models.CharField(max_length=8, choices=Avsikt.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    utfall = models.CharField(max_length=10)
    enheter = models.BigIntegerField()  # approved assistance time in units of 1/28 minute
    dubbel_min = models.BigIntegerField()  # of which a second assistant's raw minutes
    belopp_ore = models.BigIntegerField()
    kommun_ore = models.BigIntegerField()
    underlag = models.BinaryField()
    underlag_sha256 = models.BinaryField(max_length=32)
    lagversion = models.CharField(max_length=64)
    kodversion = models.CharField(max_length=40)
    resultat = models.BinaryField()
    resultat_sha256 = models.BinaryField(max_length=32)
    motivering = models.TextField(default="")
    kvar_koder = ArrayField(models.CharField(max_length=40), default=list)  # what still waited …
    kvar_skal = models.TextField(default="")  # … and why it was left for a later decision
    utan_kommunicering = models.TextField(
        default=""
    )  # why the person was not heard first (FL 25 § exceptions)
    beslutad_av = models.CharField(max_length=80)
    beslutad_at = models.DateTimeField()

    class Meta:
        db_table = "casework_manadsbeslut"
        constraints = [
            models.UniqueConstraint(name="casework_manadsbeslut_once", fields=["arende", "nummer"]),
            models.CheckConstraint(
                name="casework_manadsbeslut_positive", condition=models.Q(belopp_ore__gte=0)
            ),
        ]


class Beslutsrad(models.Model):
    """What a decision pays to one payee, and the earliest day. The payee is a forecast: the pay run tests it again on its day.

    `anordnare` None = the person is the payee; `via` is whose time it is (organisationsnummer or `egen`). `delar` lists units × öre per hour with lagrum.
    """

    public_id = models.UUIDField(default=public_id, unique=True)
    beslut = models.ForeignKey(Manadsbeslut, models.PROTECT)
    via = models.CharField(max_length=10)
    anordnare = models.ForeignKey(Anordnare, models.PROTECT, null=True)
    belopp_ore = models.BigIntegerField()
    dag = models.DateField()
    delar = models.JSONField()

    class Meta:
        db_table = "casework_beslutsrad"
        constraints = [models.UniqueConstraint(name="casework_beslutsrad_once", fields=["beslut", "via"])]


class Kommunrad(models.Model):
    """The kommun's part of a decision: the first 20 hours of each ISO week (SFB 51:22). Units of 1/28 minute."""

    beslut = models.ForeignKey(Manadsbeslut, models.PROTECT)
    kommun = models.ForeignKey(Kommun, models.PROTECT)
    units = models.BigIntegerField()
    belopp_ore = models.BigIntegerField()
    veckor = models.JSONField()

    class Meta:
        db_table = "casework_kommunrad"
        constraints = [models.UniqueConstraint(name="casework_kommunrad_once", fields=["beslut", "kommun"])]
