from django.db import migrations

from assistans.base.operations import APP_ROLE

# The list of what is open follows what is written, whoever writes it; the role that runs the system cannot touch it.
KEPT = f"""
INSERT INTO payments_oreglerat (beslut_id) SELECT b.id FROM casework_manadsbeslut b
 WHERE NOT EXISTS (SELECT 1 FROM payments_reglering g WHERE g.beslut_id = b.id);
INSERT INTO payments_oreglerat (beslut_id, beslutsrad_id, dag) SELECT r.beslut_id, r.id, r.dag FROM casework_beslutsrad r
 WHERE NOT EXISTS (SELECT 1 FROM payments_utbetalning u WHERE u.beslutsrad_id = r.id)
   AND NOT EXISTS (SELECT 1 FROM payments_betalningshinder h WHERE h.beslutsrad_id = r.id AND h.beslut_id = r.beslut_id
                    AND h.kod IN ('ATERKRAV_PROVAS', 'INGEN_SKILLNAD'));
CREATE FUNCTION payments_opened() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'casework_manadsbeslut' THEN
    INSERT INTO payments_oreglerat (beslut_id) VALUES (NEW.id);
  ELSE
    INSERT INTO payments_oreglerat (beslut_id, beslutsrad_id, dag) VALUES (NEW.beslut_id, NEW.id, NEW.dag);
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION payments_closed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'payments_reglering' THEN
    DELETE FROM payments_oreglerat WHERE beslut_id = NEW.beslut_id AND beslutsrad_id IS NULL;
  ELSIF TG_TABLE_NAME = 'payments_utbetalning' THEN
    DELETE FROM payments_oreglerat WHERE beslutsrad_id = NEW.beslutsrad_id;
  ELSIF NEW.kod IN ('ATERKRAV_PROVAS', 'INGEN_SKILLNAD') THEN
    DELETE FROM payments_oreglerat WHERE beslutsrad_id = NEW.beslutsrad_id AND beslut_id = NEW.beslut_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER casework_manadsbeslut_opened AFTER INSERT ON casework_manadsbeslut
  FOR EACH ROW EXECUTE FUNCTION payments_opened();
CREATE TRIGGER casework_beslutsrad_opened AFTER INSERT ON casework_beslutsrad
  FOR EACH ROW EXECUTE FUNCTION payments_opened();
CREATE TRIGGER payments_reglering_closed AFTER INSERT ON payments_reglering
  FOR EACH ROW EXECUTE FUNCTION payments_closed();
CREATE TRIGGER payments_utbetalning_closed AFTER INSERT ON payments_utbetalning
  FOR EACH ROW EXECUTE FUNCTION payments_closed();
CREATE TRIGGER payments_betalningshinder_closed AFTER INSERT ON payments_betalningshinder
  FOR EACH ROW EXECUTE FUNCTION payments_closed();
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON payments_oreglerat FROM {APP_ROLE};
"""

NOT_KEPT = f"""
GRANT INSERT, UPDATE, DELETE ON payments_oreglerat TO {APP_ROLE};
DROP TRIGGER payments_betalningshinder_closed ON payments_betalningshinder;
DROP TRIGGER payments_utbetalning_closed ON payments_utbetalning;
DROP TRIGGER payments_reglering_closed ON payments_reglering;
DROP TRIGGER casework_beslutsrad_opened ON casework_beslutsrad;
DROP TRIGGER casework_manadsbeslut_opened ON casework_manadsbeslut;
DROP FUNCTION payments_closed(); DROP FUNCTION payments_opened();
DELETE FROM payments_oreglerat;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_what_is_open")]
    operations = [migrations.RunSQL(KEPT, NOT_KEPT)]
