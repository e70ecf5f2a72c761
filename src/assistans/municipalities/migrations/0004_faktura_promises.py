from django.db import migrations

from assistans.base.operations import AppendOnly

# An invoice is whole when its transaction commits: its rows are of its kommun and debit day, each is its claim's amount, and
# they come to its number and its total. A row added by a later transaction is refused.
WHOLE_INVOICE = """
ALTER TABLE municipalities_kommunfaktura ADD COLUMN transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE FUNCTION municipalities_whole_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_invoice bigint;
  f municipalities_kommunfaktura;
  v_count bigint;
  v_sum bigint;
  v_wrong bigint;
BEGIN
  IF TG_TABLE_NAME = 'municipalities_kommunfaktura' THEN v_invoice := NEW.id; ELSE v_invoice := NEW.faktura_id; END IF;
  SELECT * INTO f FROM municipalities_kommunfaktura WHERE id = v_invoice;
  IF f.transaction_id <> pg_current_xact_id() THEN
    RAISE EXCEPTION 'invoice % was closed by an earlier transaction', f.nummer USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_TABLE_NAME <> 'municipalities_kommunfaktura' THEN RETURN NULL; END IF;
  SELECT count(*), COALESCE(sum(r.belopp_ore), 0),
         count(*) FILTER (WHERE c.kommun_id <> f.kommun_id OR c.debiteras <> f.debiteras OR c.belopp_ore <> r.belopp_ore)
    INTO v_count, v_sum, v_wrong
    FROM municipalities_kommunfakturarad r JOIN municipalities_kommunfordran c ON c.id = r.fordran_id WHERE r.faktura_id = v_invoice;
  IF v_count <> f.antal OR v_sum <> f.belopp_ore OR v_wrong > 0 THEN
    RAISE EXCEPTION 'invoice % does not tie out: % rows of % öre against % of %, and % that are not their claims',
      f.nummer, v_count, v_sum, f.antal, f.belopp_ore, v_wrong USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER municipalities_faktura_whole AFTER INSERT ON municipalities_kommunfaktura
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION municipalities_whole_invoice();
CREATE CONSTRAINT TRIGGER municipalities_fakturarad_whole AFTER INSERT ON municipalities_kommunfakturarad
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION municipalities_whole_invoice();
"""


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0003_fakturor")]
    operations = [
        migrations.RunSQL(
            WHOLE_INVOICE,
            """DROP TRIGGER municipalities_fakturarad_whole ON municipalities_kommunfakturarad;
               DROP TRIGGER municipalities_faktura_whole ON municipalities_kommunfaktura;
               DROP FUNCTION municipalities_whole_invoice();
               ALTER TABLE municipalities_kommunfaktura DROP COLUMN transaction_id;""",
        ),
        AppendOnly("municipalities_kommunfaktura"),
        AppendOnly("municipalities_kommunfakturarad"),
    ]
