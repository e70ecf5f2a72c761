from django.db import migrations

from assistans.base.operations import APP_ROLE, AppendOnly

GRANTS = f"""
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE};
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE};
"""

# A row of a bitemporal table changes in one way only, once: its known-time gets an end.
CLOSED_ONCE = """
CREATE FUNCTION base_closed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT upper_inf(OLD.known) OR upper_inf(NEW.known) OR lower(NEW.known) <> lower(OLD.known)
     OR (to_jsonb(NEW) - 'known') <> (to_jsonb(OLD) - 'known') THEN
    RAISE EXCEPTION 'a row of % may only be closed, once', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""

# Does an act still lack the second person that the attest table asks for? A kind without a rule always does.
ATTEST_MISSING = """
CREATE FUNCTION base_attest_missing(p_kind text, p_target uuid, p_ore bigint, p_day date) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT COALESCE((SELECT r.required FROM base_attest_rule r
                   WHERE r.kind = p_kind AND r.from_ore <= p_ore AND r.valid @> p_day
                   ORDER BY r.from_ore DESC LIMIT 1), true)
     AND NOT EXISTS (SELECT 1 FROM base_attest a
                     WHERE a.kind = p_kind AND a.target = p_target AND a.approved AND a.ore >= p_ore);
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(CLOSED_ONCE, "DROP FUNCTION base_closed_once()"),
        migrations.RunSQL(ATTEST_MISSING, "DROP FUNCTION base_attest_missing(text, uuid, bigint, date)"),
        AppendOnly("base_access_log"),
        AppendOnly("base_attest"),
        AppendOnly("base_attest_rule"),
    ]
