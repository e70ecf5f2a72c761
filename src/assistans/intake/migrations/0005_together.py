from django.db import migrations

# Calls that wait at a door are answered together: one round trip lets them in, another keeps what they brought.

# `p_wanted` tokens from a supplier's bucket in an environment: how many are granted, and for the rest the seconds to wait
# and how many have been refused without a pause. The clock's instant is given; the bucket is not worth a flush.
BUCKET = """
DROP FUNCTION intake_take_token;
CREATE FUNCTION intake_take_tokens(
  p_leverantor bigint, p_miljo text, p_rate float8, p_burst float8, p_wanted integer, p_now timestamptz
) RETURNS TABLE (granted integer, wait_seconds float8, refused integer) LANGUAGE plpgsql AS $$
DECLARE
  v intake_takt;
  v_tokens float8;
  v_granted integer;
  v_before integer;
BEGIN
  SELECT * INTO v FROM intake_takt t WHERE t.leverantor_id = p_leverantor AND t.miljo = p_miljo FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO intake_takt AS t (leverantor_id, miljo, tokens, at, refused) VALUES (p_leverantor, p_miljo, p_burst, p_now, 0)
    ON CONFLICT (leverantor_id, miljo) DO UPDATE SET miljo = EXCLUDED.miljo RETURNING * INTO v;
  END IF;
  v_tokens := LEAST(p_burst, v.tokens + p_rate * GREATEST(0, EXTRACT(epoch FROM p_now - v.at)));
  v_granted := LEAST(p_wanted, floor(v_tokens)::integer);
  v_before := CASE WHEN v_tokens >= p_burst / 2 AND v_granted > 0 THEN 0 ELSE v.refused END;
  UPDATE intake_takt t SET tokens = v_tokens - v_granted, at = GREATEST(p_now, v.at),
         refused = v_before + p_wanted - v_granted,
         refused_since = CASE WHEN v_before + p_wanted > v_granted
           THEN COALESCE(CASE WHEN v_before > 0 THEN v.refused_since END, p_now) END
   WHERE t.id = v.id;
  RETURN QUERY SELECT v_granted, (1 - (v_tokens - v_granted)) / p_rate, v_before + p_wanted - v_granted;
END $$;
"""

# Everything a door asks before it reads messages: whose certificate it is, whether the supplier may come in to the
# environment, so many tokens from its bucket if so, and the demo clock. Asked on every call, so that a withdrawal bites
# at once. `p_now` is real time. No row = the certificate is not registered.
ADMIT = """
DROP FUNCTION intake_admit;
CREATE FUNCTION intake_admit(p_sha256 bytea, p_miljo text, p_wanted integer, p_now timestamptz)
RETURNS TABLE (id bigint, public_id uuid, namn text, certifikat_id bigint, is_open boolean, is_withdrawn boolean,
  miljoer text[], calls_per_second float8, burst integer,
  granted integer, wait_seconds float8, refused integer, demo_now timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  SELECT l.id, l.public_id, l.namn, c.id, l.status = 'oppen', c.withdrawn_at IS NOT NULL, l.miljoer,
         l.calls_per_second, l.burst
    INTO id, public_id, namn, certifikat_id, is_open, is_withdrawn, miljoer, calls_per_second, burst
    FROM registers_leverantor_certifikat c JOIN registers_leverantor l ON l.id = c.leverantor_id
   WHERE c.sha256 = p_sha256;
  IF NOT FOUND THEN RETURN; END IF;
  IF is_open AND NOT is_withdrawn AND p_miljo = ANY (miljoer) THEN
    SELECT t.granted, t.wait_seconds, t.refused INTO granted, wait_seconds, refused
      FROM intake_take_tokens(id, p_miljo, calls_per_second, burst, p_wanted, p_now) t;
  END IF;
  SELECT i.demo_now INTO demo_now FROM base_instance i WHERE i.id = 1 AND i.slag <> 'produktion';
  RETURN NEXT;
END $$;
"""

# Receive verified time reports, no two of the same key: repeats, versions and conflicts by interfaces 1.6, everything in
# one transaction. Calls with the same key wait for each other on advisory locks; locks and shared parts are taken in an
# order of their own, so that no two calls can wait for each other in a ring. `p_innehall` holds the documents by `place`
# (from 1); `utfall` is ny, upprepning or konflikt.
RECEIVE = """
DROP FUNCTION intake_receive_tidredovisning;
CREATE FUNCTION intake_receive_tidredovisningar(
  p_reports jsonb, p_innehall bytea[], p_part_sha bytea[], p_part bytea[]
) RETURNS TABLE (place integer, utfall text, tx_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM pg_advisory_xact_lock(sorted.lock) FROM (
    SELECT hashtextextended((r->>'miljo') || '|' || (r->>'nyckel') || '|' || (r->>'dokument'), 0) AS lock
      FROM jsonb_array_elements(p_reports) r ORDER BY lock) sorted;
  RETURN QUERY
  WITH sent AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(p_reports) AS s(
      place integer, tx uuid, kanal text, miljo text, mottagen timestamptz, leverantor bigint, certifikat bigint,
      profil text, sha256 bytea, nyckel text, dokument uuid, anordnare text, person text, assistent text, manad date,
      kollektivavtal boolean, rad_dag smallint[], rad_fran text[], rad_till text[], rad_slag text[], uppgifter jsonb,
      underskrifter jsonb)
  ), known AS MATERIALIZED (
    SELECT s.place, k.* FROM sent s, LATERAL (
      SELECT max(t.version) AS version,
             bool_and(t.person = s.person AND t.assistent = s.assistent AND t.manad = s.manad) AS same,
             max(t.handling_id) FILTER (WHERE t.sha256 = s.sha256) AS handling_id
        FROM intake_tidredovisning t
       WHERE t.miljo = s.miljo AND t.nyckel = s.nyckel AND t.dokument_id = s.dokument) k
  ), fresh AS MATERIALIZED (
    SELECT s.*, COALESCE(k.version, 0) + 1 AS version FROM sent s JOIN known k ON k.place = s.place
     WHERE k.handling_id IS NULL AND COALESCE(k.same, true)
  ), part AS (
    INSERT INTO intake_part (sha256, innehall)
    SELECT p.sha256, p.innehall FROM unnest(p_part_sha, p_part) p(sha256, innehall)
     WHERE EXISTS (SELECT FROM fresh f, jsonb_to_recordset(f.underskrifter) u(signature bytea, ocsp bytea)
                    WHERE p.sha256 IN (u.signature, u.ocsp))
     ORDER BY p.sha256
    ON CONFLICT DO NOTHING
  ), handling AS (
    INSERT INTO intake_handling
      (tx_id, slag, kanal, miljo, mottagen, sha256, innehall, leverantor_id, certifikat_id, profil)
    SELECT f.tx, 'tidredovisning', f.kanal, f.miljo, f.mottagen, f.sha256, p_innehall[f.place], f.leverantor, f.certifikat,
           f.profil
      FROM fresh f ORDER BY f.place
    RETURNING id, tx_id
  ), kept AS MATERIALIZED (
    SELECT f.*, h.id AS handling_id FROM fresh f JOIN handling h ON h.tx_id = f.tx
  ), tidredovisning AS (
    INSERT INTO intake_tidredovisning (handling_id, miljo, nyckel, dokument_id, version, sha256, anordnare, person,
      assistent, manad, kollektivavtal, rad_dag, rad_fran, rad_till, rad_slag, uppgifter)
    SELECT k.handling_id, k.miljo, k.nyckel, k.dokument, k.version, k.sha256, k.anordnare, k.person,
      k.assistent, k.manad, k.kollektivavtal, k.rad_dag, k.rad_fran, k.rad_till, k.rad_slag, k.uppgifter FROM kept k
  ), underskrift AS (
    INSERT INTO intake_underskrift (handling_id, roll, signature_sha256, ocsp_sha256, datum, undertecknare, evidence)
    SELECT k.handling_id, u.* FROM kept k, jsonb_to_recordset(k.underskrifter)
      u(roll text, signature bytea, ocsp bytea, datum date, undertecknare text, evidence jsonb)
  ), kvittens AS (
    INSERT INTO intake_kvittens (handling_id, niva, at, innehall)
    SELECT k.handling_id, n.niva, k.mottagen, '{}'
      FROM kept k, unnest(ARRAY['mottagen', 'giltig']) WITH ORDINALITY n(niva, place) ORDER BY k.handling_id, n.place
  ), todo AS (
    INSERT INTO base_todo (kind, key, due_at, attempts, last_error)
    SELECT 'handling', k.tx::text, k.mottagen, 0, '' FROM kept k WHERE k.miljo = ''
  )
  SELECT s.place,
         CASE WHEN k.handling_id IS NOT NULL THEN 'upprepning' WHEN f.place IS NULL THEN 'konflikt' ELSE 'ny' END,
         CASE WHEN k.handling_id IS NULL THEN f.tx
              ELSE (SELECT h.tx_id FROM intake_handling h WHERE h.id = k.handling_id) END
    FROM sent s JOIN known k ON k.place = s.place LEFT JOIN fresh f ON f.place = s.place;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_fewer_indexes")]
    operations = [migrations.RunSQL(BUCKET), migrations.RunSQL(ADMIT), migrations.RunSQL(RECEIVE)]
