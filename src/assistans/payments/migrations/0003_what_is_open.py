import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_months_in_order"), ("payments", "0002_promises")]
    operations = [
        migrations.CreateModel(
            name="Oreglerat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dag", models.DateField(null=True)),
                (
                    "beslut",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="casework.manadsbeslut"
                    ),
                ),
                (
                    "beslutsrad",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="casework.beslutsrad"
                    ),
                ),
            ],
            options={"db_table": "payments_oreglerat"},
        ),
        migrations.AddIndex(
            model_name="oreglerat", index=models.Index(name="payments_oreglerat_dag", fields=["dag"])
        ),
        migrations.AddIndex(
            model_name="postering",
            index=models.Index(name="payments_postering_journal", fields=["journal"], include=("ore",)),
        ),
        migrations.AlterField(
            model_name="postering",
            name="journal",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posteringar",
                to="payments.journal",
            ),
        ),
    ]
