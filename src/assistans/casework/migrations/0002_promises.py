from django.db import migrations

from assistans.base.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("base", "0002_promises")]
    operations = [
        AppendOnly(table)
        for table in [
            "casework_bedomning",
            "casework_stallningstagande",
            "casework_manadsbeslut",
            "casework_beslutsrad",
            "casework_kommunrad",
            "casework_kommunicering",
            "casework_yttrande",
            "casework_asidosattande",
            "casework_jav",
            "casework_lagversion",
        ]
    ]
