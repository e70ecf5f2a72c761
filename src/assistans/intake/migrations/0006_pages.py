import django.db.models.deletion
from django.db import migrations, models

import assistans.base.models
from assistans.base.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("base", "0007_only_the_owner_says_what_needs_attest"), ("intake", "0005_together")]
    operations = [
        migrations.AlterField(
            model_name="handling",
            name="kanal",
            field=models.CharField(
                choices=[("elt", "Elt"), ("rest", "Rest"), ("sida", "Sida")], max_length=8
            ),
        ),
        migrations.CreateModel(
            name="Inlamning",
            fields=[
                (
                    "handling",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="intake.handling",
                    ),
                ),
                ("av", models.CharField(max_length=80)),
            ],
            options={"db_table": "intake_inlamning"},
        ),
        migrations.CreateModel(
            name="Utkast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=assistans.base.models.public_id, unique=True)),
                (
                    "slag",
                    models.CharField(
                        choices=[("rakning", "Rakning"), ("tidredovisning", "Tidredovisning")], max_length=16
                    ),
                ),
                ("av", models.CharField(max_length=80)),
                ("nyckel", models.CharField(max_length=60)),
                ("svar", models.JSONField(default=dict)),
                ("innehall", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "intake_utkast",
                "constraints": [
                    models.UniqueConstraint(fields=("slag", "av", "nyckel"), name="intake_utkast_once")
                ],
            },
        ),
        AppendOnly("intake_inlamning"),
    ]
