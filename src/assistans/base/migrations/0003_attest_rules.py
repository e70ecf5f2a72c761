from datetime import date

from django.db import migrations

# The first attest table. Amounts in öre. It is a policy of this project until an authority sets its own: whoever does adds rows.
RULES = [
    ("maskinellt", 0, False, "En ren månad beslutas av maskinen utan andra ögon."),
    ("maskinellt", 50_000_000, True, "Från 500 000 kr ser en människa också ett maskinellt beslut."),
    ("bifall", 0, False, "Ett bifall där handläggaren har löst det som väntade."),
    ("bifall", 10_000_000, True, "Bifall från 100 000 kr attesteras av en annan person."),
    ("delvis", 0, True, "Ett beslut som nekar någon del attesteras alltid."),
    ("avslag", 0, True, "Ett avslag attesteras alltid."),
    ("andring", 0, True, "En ändring av ett tidigare beslut attesteras alltid."),
]


def fill(apps, _schema_editor):
    from django.db.backends.postgresql.psycopg_any import DateRange

    rule = apps.get_model("base", "AttestRule")
    valid = DateRange(date(2016, 10, 1), None, "[)")
    for kind, from_ore, required, reason in RULES:
        rule.objects.create(kind=kind, from_ore=from_ore, required=required, reason=reason, valid=valid)


class Migration(migrations.Migration):
    dependencies = [("base", "0002_promises")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
