from django.db import migrations

from assistans.base.operations import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0001_initial"), ("base", "0002_promises")]
    operations = [AppendOnly("municipalities_kommunfordran")]
