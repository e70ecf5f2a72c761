from django.db import migrations

from assistans.base.operations import AppendOnly

# One call receives one verified time report: repeats, versions and conflicts by interfaces 1.6, everything in one
# transaction. Two calls with the same key wait for each other on an advisory lock. `utfall` is ny, upprepning or konflikt.
RECEIVE_TIDREDOVISNING = """
CREATE FUNCTION intake_receive_tidredovisning(
  p_tx uuid, p_kanal text, p_miljo text, p_mottagen timestamptz, p_leverantor bigint, p_certifikat bigint, p_profil text,
  p_sha bytea, p_innehall bytea,
  p_nyckel text, p_dokument uuid, p_anordnare text, p_person text, p_assistent text, p_manad date, p_kollektivavtal boolean,
  p_dag smallint[], p_fran text[], p_till text[], p_slag text[], p_uppgifter jsonb,
  p_part_sha bytea[], p_part bytea[],
  p_roll text[], p_signature bytea[], p_ocsp bytea[], p_datum date[], p_undertecknare text[], p_evidence jsonb[]
) RETURNS TABLE (utfall text, tx_id uuid) LANGUAGE plpgsql AS $$
DECLARE
  v_tx uuid;
  v_handling bigint;
  v_version integer;
  v_same boolean;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(p_miljo || '|' || p_nyckel || '|' || p_dokument::text, 0));
  SELECT h.tx_id INTO v_tx FROM intake_tidredovisning t JOIN intake_handling h ON h.id = t.handling_id
   WHERE t.miljo = p_miljo AND t.nyckel = p_nyckel AND t.dokument_id = p_dokument AND t.sha256 = p_sha;
  IF FOUND THEN
    RETURN QUERY SELECT 'upprepning'::text, v_tx; RETURN;
  END IF;
  SELECT max(t.version), bool_and(t.person = p_person AND t.assistent = p_assistent AND t.manad = p_manad)
    INTO v_version, v_same FROM intake_tidredovisning t
   WHERE t.miljo = p_miljo AND t.nyckel = p_nyckel AND t.dokument_id = p_dokument;
  IF v_version IS NOT NULL AND NOT v_same THEN
    RETURN QUERY SELECT 'konflikt'::text, NULL::uuid; RETURN;
  END IF;
  INSERT INTO intake_part (sha256, innehall) SELECT * FROM unnest(p_part_sha, p_part) ON CONFLICT DO NOTHING;
  INSERT INTO intake_handling (tx_id, slag, kanal, miljo, mottagen, sha256, innehall, leverantor_id, certifikat_id, profil)
  VALUES (p_tx, 'tidredovisning', p_kanal, p_miljo, p_mottagen, p_sha, p_innehall, p_leverantor, p_certifikat, p_profil)
  RETURNING id INTO v_handling;
  INSERT INTO intake_tidredovisning (handling_id, miljo, nyckel, dokument_id, version, sha256, anordnare, person, assistent,
    manad, kollektivavtal, rad_dag, rad_fran, rad_till, rad_slag, uppgifter)
  VALUES (v_handling, p_miljo, p_nyckel, p_dokument, COALESCE(v_version, 0) + 1, p_sha, p_anordnare, p_person, p_assistent,
    p_manad, p_kollektivavtal, p_dag, p_fran, p_till, p_slag, p_uppgifter);
  INSERT INTO intake_underskrift (handling_id, roll, signature_sha256, ocsp_sha256, datum, undertecknare, evidence)
  SELECT v_handling, u.* FROM unnest(p_roll, p_signature, p_ocsp, p_datum, p_undertecknare, p_evidence) u;
  INSERT INTO intake_kvittens (handling_id, niva, at, innehall)
  VALUES (v_handling, 'mottagen', p_mottagen, '{}'), (v_handling, 'giltig', p_mottagen, '{}');
  INSERT INTO base_todo (kind, key, due_at, attempts, last_error)
  SELECT 'handling', p_tx::text, p_mottagen, 0, '' WHERE p_miljo = '';
  RETURN QUERY SELECT 'ny'::text, p_tx;
END $$;
"""

# One token from a supplier's bucket in an environment. Returns whether the call may go on, the seconds to wait otherwise,
# and since when calls have been refused without a pause. The clock's instant is given; the bucket is not worth a flush.
RATE_LIMIT = """
ALTER TABLE intake_takt SET UNLOGGED;
CREATE FUNCTION intake_take_token(p_leverantor bigint, p_miljo text, p_rate float8, p_burst float8, p_now timestamptz)
RETURNS TABLE (allowed boolean, wait_seconds float8, refused integer, refused_since timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  v intake_takt;
  v_tokens float8;
BEGIN
  INSERT INTO intake_takt AS t (leverantor_id, miljo, tokens, at, refused) VALUES (p_leverantor, p_miljo, p_burst, p_now, 0)
  ON CONFLICT (leverantor_id, miljo) DO UPDATE SET miljo = EXCLUDED.miljo RETURNING * INTO v;
  v_tokens := LEAST(p_burst, v.tokens + p_rate * GREATEST(0, EXTRACT(epoch FROM p_now - v.at)));
  IF v_tokens >= 1 THEN
    UPDATE intake_takt SET tokens = v_tokens - 1, at = GREATEST(p_now, v.at),
           refused = CASE WHEN v_tokens >= p_burst / 2 THEN 0 ELSE v.refused END,
           refused_since = CASE WHEN v_tokens >= p_burst / 2 THEN NULL ELSE v.refused_since END WHERE id = v.id;
    RETURN QUERY SELECT true, 0::float8, 0, NULL::timestamptz; RETURN;
  END IF;
  UPDATE intake_takt SET tokens = v_tokens, at = GREATEST(p_now, v.at), refused = v.refused + 1,
         refused_since = COALESCE(v.refused_since, p_now) WHERE id = v.id;
  RETURN QUERY SELECT false, (1 - v_tokens) / p_rate, v.refused + 1, COALESCE(v.refused_since, p_now);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("base", "0002_promises")]
    operations = [
        migrations.RunSQL(RECEIVE_TIDREDOVISNING, "DROP FUNCTION intake_receive_tidredovisning"),
        migrations.RunSQL(RATE_LIMIT, "DROP FUNCTION intake_take_token"),
        *(
            AppendOnly(table)
            for table in [
                "intake_part",
                "intake_handling",
                "intake_underskrift",
                "intake_tidredovisning",
                "intake_rakning",
                "intake_kvittens",
                "intake_avvisning",
                "intake_forsegling",
            ]
        ),
    ]
