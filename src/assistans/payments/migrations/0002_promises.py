from django.db import migrations

from assistans.base.operations import AppendOnly

# A journal is whole when its transaction commits: at least two postings, sum zero, all made in the same transaction.
WHOLE_JOURNAL = """
ALTER TABLE payments_journal ADD COLUMN transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE FUNCTION payments_whole_journal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_journal bigint;
  v_count bigint;
  v_sum bigint;
BEGIN
  IF TG_TABLE_NAME = 'payments_journal' THEN v_journal := NEW.id; ELSE v_journal := NEW.journal_id; END IF;
  IF NOT EXISTS (SELECT 1 FROM payments_journal j WHERE j.id = v_journal AND j.transaction_id = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'journal % was closed by an earlier transaction', v_journal USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  SELECT count(*), COALESCE(sum(ore), 0) INTO v_count, v_sum FROM payments_postering WHERE journal_id = v_journal;
  IF v_count < 2 OR v_sum <> 0 THEN
    RAISE EXCEPTION 'journal % has % postings with sum % öre: at least two and sum zero are asked for', v_journal, v_count, v_sum
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_journal_whole AFTER INSERT ON payments_journal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_whole_journal();
CREATE CONSTRAINT TRIGGER payments_postering_whole AFTER INSERT ON payments_postering
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_whole_journal();
"""

# No payment of a decision that still lacks the second person the attest table asks for, whoever writes the row.
NO_PAYMENT_WITHOUT_ATTEST = """
CREATE FUNCTION payments_attest_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT base_attest_missing(b.kind, b.public_id, b.belopp_ore, (b.beslutad_at AT TIME ZONE 'Europe/Stockholm')::date)
        FROM casework_beslutsrad r JOIN casework_manadsbeslut b ON b.id = r.beslut_id WHERE r.id = NEW.beslutsrad_id) THEN
    RAISE EXCEPTION 'decision row % is not attested', NEW.beslutsrad_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_utbetalning_attest BEFORE INSERT ON payments_utbetalning
  FOR EACH ROW EXECUTE FUNCTION payments_attest_first();
"""

# A run is whole when its transaction commits: its totals are its payments', its payments the ledger's, its claims the
# ledger's, and it has a bank file exactly when it pays. A payment added to a run of an earlier transaction breaks its total.
WHOLE_RUN = """
ALTER TABLE payments_utbetalningskorning ADD COLUMN transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE FUNCTION payments_whole_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_run bigint;
  r payments_utbetalningskorning;
  v_count bigint;
  v_paid bigint;
  v_posted bigint;
  v_kommun bigint;
  v_claims bigint;
BEGIN
  IF TG_TABLE_NAME = 'payments_utbetalningskorning' THEN v_run := NEW.id; ELSE v_run := NEW.korning_id; END IF;
  SELECT * INTO r FROM payments_utbetalningskorning WHERE id = v_run;
  IF TG_TABLE_NAME <> 'payments_utbetalningskorning' AND r.transaction_id <> pg_current_xact_id() THEN
    RAISE EXCEPTION 'run % was closed by an earlier transaction', v_run USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_TABLE_NAME <> 'payments_utbetalningskorning' THEN RETURN NULL; END IF;
  SELECT count(*), COALESCE(sum(belopp_ore), 0) INTO v_count, v_paid FROM payments_utbetalning WHERE korning_id = v_run;
  SELECT COALESCE(-sum(p.ore), 0) INTO v_posted FROM payments_utbetalning u
    JOIN payments_postering p ON p.journal_id = u.journal_id AND p.konto = 'utbetalning_pa_vag' WHERE u.korning_id = v_run;
  SELECT COALESCE(sum(kommun_ore), 0) INTO v_kommun FROM payments_reglering WHERE korning_id = v_run;
  SELECT COALESCE(sum(p.ore), 0) INTO v_claims FROM payments_reglering g
    JOIN payments_postering p ON p.journal_id = g.journal_id AND p.konto = 'fordran_kommun' WHERE g.korning_id = v_run;
  IF v_count <> r.antal OR v_paid <> r.belopp_ore OR v_posted <> r.belopp_ore
     OR v_kommun <> r.kommun_ore OR v_claims <> r.kommun_ore
     OR (v_count > 0) <> EXISTS (SELECT 1 FROM payments_bankfil WHERE korning_id = v_run) THEN
    RAISE EXCEPTION 'run % does not tie out: % payments of % öre posted as % against % of %, claims % posted as % against %',
      v_run, v_count, v_paid, v_posted, r.antal, r.belopp_ore, v_kommun, v_claims, r.kommun_ore
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_korning_whole AFTER INSERT ON payments_utbetalningskorning
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_whole_run();
CREATE CONSTRAINT TRIGGER payments_utbetalning_whole AFTER INSERT ON payments_utbetalning
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_whole_run();
CREATE CONSTRAINT TRIGGER payments_reglering_whole AFTER INSERT ON payments_reglering
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_whole_run();
CREATE CONSTRAINT TRIGGER payments_bankfil_whole AFTER INSERT ON payments_bankfil
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_whole_run();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("casework", "0002_promises")]
    operations = [
        migrations.RunSQL(
            WHOLE_JOURNAL,
            """DROP TRIGGER payments_postering_whole ON payments_postering; DROP TRIGGER payments_journal_whole ON payments_journal;
               DROP FUNCTION payments_whole_journal(); ALTER TABLE payments_journal DROP COLUMN transaction_id;""",
        ),
        migrations.RunSQL(
            NO_PAYMENT_WITHOUT_ATTEST,
            "DROP TRIGGER payments_utbetalning_attest ON payments_utbetalning; DROP FUNCTION payments_attest_first();",
        ),
        migrations.RunSQL(
            WHOLE_RUN,
            """DROP TRIGGER payments_bankfil_whole ON payments_bankfil; DROP TRIGGER payments_reglering_whole ON payments_reglering;
               DROP TRIGGER payments_utbetalning_whole ON payments_utbetalning;
               DROP TRIGGER payments_korning_whole ON payments_utbetalningskorning; DROP FUNCTION payments_whole_run(); ALTER TABLE payments_utbetalningskorning DROP COLUMN transaction_id;""",
        ),
        *(
            AppendOnly(table)
            for table in [
                "payments_journal",
                "payments_postering",
                "payments_utbetalningskorning",
                "payments_utbetalning",
                "payments_betalningshinder",
                "payments_reglering",
                "payments_bankfil",
            ]
        ),
    ]
