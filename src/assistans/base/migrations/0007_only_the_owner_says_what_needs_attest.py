import django.contrib.postgres.constraints
from django.db import migrations

from assistans.base.operations import APP_ROLE

# Of the rows for a kind the one with the highest limit decides: whoever may add rows may loosen the table.
OWNERS_ALONE = f"REVOKE INSERT ON base_attest_rule FROM {APP_ROLE}"
AS_BEFORE = f"GRANT INSERT ON base_attest_rule TO {APP_ROLE}"


class Migration(migrations.Migration):
    dependencies = [("base", "0006_only_the_owner_marks")]
    operations = [
        migrations.AddConstraint(
            model_name="attestrule",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("kind", "="), ("from_ore", "="), ("valid", "&&")],
                name="base_attest_rule_never_two",
            ),
        ),
        migrations.RunSQL(OWNERS_ALONE, AS_BEFORE),
    ]
