from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_promises")]
    operations = [
        migrations.AddIndex(
            model_name="manadsarende",
            index=models.Index(name="casework_manadsarende_manad", fields=["manad", "id"]),
        )
    ]
