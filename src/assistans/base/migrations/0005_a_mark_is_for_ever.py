from django.db import migrations

from assistans.base.operations import APP_ROLE

# What a database is (produktion, test, demo) decides how strict it is: said once, and only the demo clock moves.
MARKED_ONCE = f"""
REVOKE UPDATE, DELETE, TRUNCATE ON base_instance FROM {APP_ROLE};
GRANT UPDATE (demo_now) ON base_instance TO {APP_ROLE};
"""
AS_BEFORE = f"GRANT UPDATE, DELETE ON base_instance TO {APP_ROLE};"


class Migration(migrations.Migration):
    dependencies = [("base", "0004_work_that_never_waits")]
    operations = [migrations.RunSQL(MARKED_ONCE, AS_BEFORE)]
