from django.db import migrations

from assistans.base.operations import ClosedOnce

VERSION_TABLES = [
    "registers_person_kommun",
    "registers_person_skydd",
    "registers_beslut_version",
    "registers_anordnare_villkor",
    "registers_betalningsmottagare",
    "registers_utbetalningskonto",
    "registers_assistentuppgift_version",
    "registers_assistent_oformogen",
    "registers_vistelse",
    "registers_stallforetradare",
]


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial"), ("base", "0002_promises")]
    operations = [
        *(ClosedOnce(table) for table in VERSION_TABLES),
        # SFB 51:9: a grant is for at most six months.
        migrations.RunSQL(
            """ALTER TABLE registers_beslut_version ADD CONSTRAINT registers_beslut_version_six_months
               CHECK (upper(valid) <= (lower(valid) + interval '6 months')::date)""",
            "ALTER TABLE registers_beslut_version DROP CONSTRAINT registers_beslut_version_six_months",
        ),
    ]
