"""What is known of persons, anordnare, assistants, grants, payees and suppliers.

Bitemporal where money depends on it: an identity table and a version table, written by `base.amend` only.
Personnummer and samordningsnummer are 12 digits, organisationsnummer 10, kommun codes 4. Amounts in öre, time in minutes.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models

from assistans.base.models import Version, public_id


def _never_two(table: str, *identity: str) -> ExclusionConstraint:
    """No two rows may say different things of the same days at the same known-time."""
    return ExclusionConstraint(
        name=f"{table}_never_two",
        expressions=[
            *((field, RangeOperators.EQUAL) for field in identity),
            ("valid", RangeOperators.OVERLAPS),
            ("known", RangeOperators.OVERLAPS),
        ],
    )


class Kommun(models.Model):
    """A municipality: owes the first 20 hours a week (SFB 51:22)."""

    kod = models.CharField(max_length=4, primary_key=True)
    namn = models.CharField(max_length=80)
    organisationsnummer = models.CharField(max_length=10, unique=True)

    class Meta:
        db_table = "registers_kommun"


class Person(models.Model):
    """The person with assistance. An identity made by an incoming document may lack everything but the number."""

    public_id = models.UUIDField(default=public_id, unique=True)
    personnummer = models.CharField(max_length=12, unique=True)
    fornamn = models.CharField(max_length=80)
    efternamn = models.CharField(max_length=80)
    sortnyckel = models.CharField(max_length=200)
    avliden = models.DateField(null=True)

    class Meta:
        db_table = "registers_person"
        indexes = [models.Index(name="registers_person_sort", fields=["sortnyckel", "id"])]


class PersonKommun(Version):
    """The kommun that is responsible for the person (LSS 16–16 d §§)."""

    person = models.ForeignKey(Person, models.PROTECT)
    kommun = models.ForeignKey(Kommun, models.PROTECT)

    class Meta:
        db_table = "registers_person_kommun"
        constraints = [_never_two("registers_person_kommun", "person")]


class PersonSkydd(Version):
    """Protected identity: sekretessmarkering or skyddad folkbokföring. Reads fail closed while it is valid."""

    class Slag(models.TextChoices):
        SEKRETESSMARKERING = "sekretessmarkering"
        SKYDDAD_FOLKBOKFORING = "skyddad_folkbokforing"

    person = models.ForeignKey(Person, models.PROTECT)
    slag = models.CharField(max_length=24, choices=Slag.choices)

    class Meta:
        db_table = "registers_person_skydd"
        constraints = [_never_two("registers_person_skydd", "person")]


class Beslut(models.Model):
    """A grant of assistansersättning: the identity that months and settlements refer to (SFB 51:9)."""

    public_id = models.UUIDField(default=public_id, unique=True)
    person = models.ForeignKey(Person, models.PROTECT)

    class Meta:
        db_table = "registers_beslut"


class BeslutVersion(Version):
    """What a grant says. `valid` is its beviljandeperiod, at most six months (SFB 51:9). Time in minutes, amounts in öre."""

    class TidSlag(models.TextChoices):
        PER_VECKA = "per_vecka"
        PER_MANAD = "per_manad"
        PERIOD = "period"

    class Utbetalning(models.TextChoices):
        EFTERSKOTT = "efterskott"
        FORSKOTT = "forskott"
        BLANDAD = "blandad"

    beslut = models.ForeignKey(Beslut, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT)
    beslutad = models.DateField(null=True)
    tid_slag = models.CharField(max_length=10, choices=TidSlag.choices)
    tid_min = models.IntegerField()
    vantetid = models.BooleanField()
    beredskap = models.BooleanField()
    dubbel_slag = models.CharField(max_length=10, choices=TidSlag.choices, null=True)
    dubbel_min = models.IntegerField(null=True)
    hogre_timbelopp_ore = models.IntegerField(null=True)
    timbelopp_utanfor_ees_ore = models.IntegerField(null=True)
    sarskilda_skal = ArrayField(models.CharField(max_length=24), default=list)
    utbetalning = models.CharField(max_length=10, choices=Utbetalning.choices)

    class Meta:
        db_table = "registers_beslut_version"
        constraints = [_never_two("registers_beslut_version", "person")]


class Anordnare(models.Model):
    """Who arranges assistance: company, cooperative or kommun. A person's own employment has no row here."""

    class Slag(models.TextChoices):
        FORETAG = "foretag"
        KOOPERATIV = "kooperativ"
        KOMMUN = "kommun"

    public_id = models.UUIDField(default=public_id, unique=True)
    organisationsnummer = models.CharField(max_length=10, unique=True)
    namn = models.CharField(max_length=120)
    sortnyckel = models.CharField(max_length=200)
    slag = models.CharField(max_length=12, choices=Slag.choices)

    class Meta:
        db_table = "registers_anordnare"


class AnordnareVillkor(Version):
    """When an anordnare had its permit (LSS 23 §), F-skatt and employer registration (SFB 51:19)."""

    class Villkor(models.TextChoices):
        IVO_TILLSTAND = "ivo_tillstand"
        F_SKATT = "f_skatt"
        ARBETSGIVARE = "arbetsgivare"

    anordnare = models.ForeignKey(Anordnare, models.PROTECT)
    villkor = models.CharField(max_length=16, choices=Villkor.choices)

    class Meta:
        db_table = "registers_anordnare_villkor"
        constraints = [_never_two("registers_anordnare_villkor", "anordnare", "villkor")]


class Uppdrag(models.Model):
    """A person's contract with an anordnare (SFB 51:19): the identity of its payee request (form FK 3079)."""

    person = models.ForeignKey(Person, models.PROTECT)
    anordnare = models.ForeignKey(Anordnare, models.PROTECT)
    avtal_from = models.DateField(null=True)
    tillstand_upphort_meddelat = models.DateField(null=True)

    class Meta:
        db_table = "registers_uppdrag"
        constraints = [models.UniqueConstraint(name="registers_uppdrag_once", fields=["person", "anordnare"])]


class Betalningsmottagare(Version):
    """The days on which the anordnare is paid instead of the person (FK 3079 in force)."""

    uppdrag = models.ForeignKey(Uppdrag, models.PROTECT)

    class Meta:
        db_table = "registers_betalningsmottagare"
        constraints = [_never_two("registers_betalningsmottagare", "uppdrag")]


class Utbetalningskonto(Version):
    """Where a person or an anordnare is paid. Exactly one owner.

    `nummer`: digits for bankgiro and plusgiro, `clearing-konto` for a bank account.
    """

    class Kontoslag(models.TextChoices):
        BANKGIRO = "bankgiro"
        PLUSGIRO = "plusgiro"
        BANKKONTO = "bankkonto"

    person = models.ForeignKey(Person, models.PROTECT, null=True)
    anordnare = models.ForeignKey(Anordnare, models.PROTECT, null=True)
    kontoslag = models.CharField(max_length=10, choices=Kontoslag.choices)
    nummer = models.CharField(max_length=20)

    class Meta:
        db_table = "registers_utbetalningskonto"
        constraints = [
            models.CheckConstraint(
                name="registers_utbetalningskonto_one_owner",
                condition=models.Q(person__isnull=True) ^ models.Q(anordnare__isnull=True),
            ),
            ExclusionConstraint(
                name="registers_utbetalningskonto_person_never_two",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    ("known", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(person__isnull=False),
            ),
            ExclusionConstraint(
                name="registers_utbetalningskonto_anordnare_never_two",
                expressions=[
                    ("anordnare", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    ("known", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(anordnare__isnull=False),
            ),
        ]


class Assistent(models.Model):
    """An assistant. `idnummer` is a personnummer or samordningsnummer, 12 digits."""

    class Idtyp(models.TextChoices):
        PERSONNUMMER = "personnummer"
        SAMORDNINGSNUMMER = "samordningsnummer"

    public_id = models.UUIDField(default=public_id, unique=True)
    idnummer = models.CharField(max_length=12, unique=True)
    idtyp = models.CharField(max_length=20, choices=Idtyp.choices)
    fornamn = models.CharField(max_length=80)
    efternamn = models.CharField(max_length=80)
    sortnyckel = models.CharField(max_length=200)
    fodd = models.DateField()

    class Meta:
        db_table = "registers_assistent"


class Assistentuppgift(models.Model):
    """An assistant's work for one person through one anordnare (form FK 3066). No anordnare = the person's own employment."""

    person = models.ForeignKey(Person, models.PROTECT)
    assistent = models.ForeignKey(Assistent, models.PROTECT)
    anordnare = models.ForeignKey(Anordnare, models.PROTECT, null=True)

    class Meta:
        db_table = "registers_assistentuppgift"
        constraints = [
            models.UniqueConstraint(
                name="registers_assistentuppgift_once",
                fields=["person", "assistent", "anordnare"],
                nulls_distinct=False,
            )
        ]


class AssistentuppgiftVersion(Version):
    """What FK 3066 says; `mottagen` is the day it reached us: days before it are not paid (rule P6)."""

    assistentuppgift = models.ForeignKey(Assistentuppgift, models.PROTECT)
    mottagen = models.DateField()
    anstalld = models.DateField(null=True)
    narstaende = models.BooleanField()
    bosatt_inom_ees = models.BooleanField()
    kollektivavtal = models.BooleanField()
    forlangd_arbetstid = models.BooleanField()

    class Meta:
        db_table = "registers_assistentuppgift_version"
        constraints = [_never_two("registers_assistentuppgift_version", "assistentuppgift")]


class AssistentOformogen(Version):
    """Days on which an assistant may be unable to work (SFB 51:16 p. 3)."""

    assistent = models.ForeignKey(Assistent, models.PROTECT)

    class Meta:
        db_table = "registers_assistent_oformogen"
        constraints = [_never_two("registers_assistent_oformogen", "assistent")]


class Vistelse(Version):
    """A stay known otherwise than from the räkning: hospital, or institution/gruppbostad (SFB 106:24). `valid` = its days."""

    class Slag(models.TextChoices):
        SJUKHUS = "sjukhus"
        INSTITUTION = "institution"

    person = models.ForeignKey(Person, models.PROTECT)
    slag = models.CharField(max_length=12, choices=Slag.choices)

    class Meta:
        db_table = "registers_vistelse"
        constraints = [_never_two("registers_vistelse", "person", "slag")]


class Stallforetradare(Version):
    """Who may act for the person: vårdnadshavare, god man, förvaltare, framtidsfullmaktshavare (LSS 8 §)."""

    class Slag(models.TextChoices):
        VARDNADSHAVARE = "vardnadshavare"
        GOD_MAN = "god_man"
        FORVALTARE = "forvaltare"
        FRAMTIDSFULLMAKTSHAVARE = "framtidsfullmaktshavare"

    person = models.ForeignKey(Person, models.PROTECT)
    personnummer = models.CharField(max_length=12)
    namn = models.CharField(max_length=160)
    slag = models.CharField(max_length=24, choices=Slag.choices)

    class Meta:
        db_table = "registers_stallforetradare"
        constraints = [_never_two("registers_stallforetradare", "person", "personnummer")]


class Leverantor(models.Model):
    """A supplier of time-report systems that may connect. Rates are calls a second with a burst (interfaces 1.1)."""

    class Status(models.TextChoices):
        OPPEN = "oppen"
        STANGD = "stangd"

    public_id = models.UUIDField(default=public_id, unique=True)
    namn = models.CharField(max_length=120)
    organisationsnummer = models.CharField(max_length=10, unique=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPPEN)
    status_reason = models.CharField(max_length=300, default="")
    miljoer = ArrayField(
        models.CharField(max_length=12), default=list
    )  # "" is production, "ext" the external test
    calls_per_second = models.DecimalField(max_digits=8, decimal_places=2, default=1)
    burst = models.IntegerField(default=60)

    class Meta:
        db_table = "registers_leverantor"


class LeverantorCertifikat(models.Model):
    """A client certificate bound to a supplier, by the SHA-256 of its DER."""

    leverantor = models.ForeignKey(Leverantor, models.PROTECT)
    sha256 = models.BinaryField(max_length=32, unique=True)
    der = models.BinaryField()
    subject = models.CharField(max_length=300)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, default="")

    class Meta:
        db_table = "registers_leverantor_certifikat"
