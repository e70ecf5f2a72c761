from django.db import migrations, models

from assistans.base.operations import APP_ROLE

# The mark is made with the database. Were the running role able to make it, an unmarked database could become a demo.
OWNERS_ALONE = f"REVOKE INSERT ON base_instance FROM {APP_ROLE}"
AS_BEFORE = f"GRANT INSERT ON base_instance TO {APP_ROLE}"


class Migration(migrations.Migration):
    dependencies = [("base", "0005_a_mark_is_for_ever")]
    operations = [
        migrations.AddConstraint(
            model_name="instance",
            constraint=models.CheckConstraint(
                condition=models.Q(("slag__in", ["produktion", "test", "demo"])),
                name="base_instance_known_slag",
            ),
        ),
        migrations.RunSQL(OWNERS_ALONE, AS_BEFORE),
    ]
