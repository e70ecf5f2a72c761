from django.db import migrations

# Everything a door asks before it reads a message, in one round trip: whose certificate it is, whether the supplier may
# come in to the environment, one token from its bucket if so, and the demo clock. Asked on every call, so that a
# withdrawal bites at once. `p_now` is real time. No row = the certificate is not registered.
ADMIT = """
CREATE FUNCTION intake_admit(p_sha256 bytea, p_miljo text, p_now timestamptz)
RETURNS TABLE (id bigint, public_id uuid, namn text, certifikat_id bigint, is_open boolean, is_withdrawn boolean,
  miljoer text[], calls_per_second float8, burst integer,
  allowed boolean, wait_seconds float8, refused integer, demo_now timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  SELECT l.id, l.public_id, l.namn, c.id, l.status = 'oppen', c.withdrawn_at IS NOT NULL, l.miljoer,
         l.calls_per_second, l.burst
    INTO id, public_id, namn, certifikat_id, is_open, is_withdrawn, miljoer, calls_per_second, burst
    FROM registers_leverantor_certifikat c JOIN registers_leverantor l ON l.id = c.leverantor_id
   WHERE c.sha256 = p_sha256;
  IF NOT FOUND THEN RETURN; END IF;
  IF is_open AND NOT is_withdrawn AND p_miljo = ANY (miljoer) THEN
    SELECT t.allowed, t.wait_seconds, t.refused INTO allowed, wait_seconds, refused
      FROM intake_take_token(id, p_miljo, calls_per_second, burst, p_now) t;
  END IF;
  SELECT i.demo_now INTO demo_now FROM base_instance i WHERE i.id = 1 AND i.slag <> 'produktion';
  RETURN NEXT;
END $$;
"""

# As before, with one new row version a call instead of two.
BUCKET = """
CREATE OR REPLACE FUNCTION intake_take_token(
  p_leverantor bigint, p_miljo text, p_rate float8, p_burst float8, p_now timestamptz
) RETURNS TABLE (allowed boolean, wait_seconds float8, refused integer, refused_since timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  v intake_takt;
  v_tokens float8;
BEGIN
  SELECT * INTO v FROM intake_takt t WHERE t.leverantor_id = p_leverantor AND t.miljo = p_miljo FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO intake_takt AS t (leverantor_id, miljo, tokens, at, refused) VALUES (p_leverantor, p_miljo, p_burst, p_now, 0)
    ON CONFLICT (leverantor_id, miljo) DO UPDATE SET miljo = EXCLUDED.miljo RETURNING * INTO v;
  END IF;
  v_tokens := LEAST(p_burst, v.tokens + p_rate * GREATEST(0, EXTRACT(epoch FROM p_now - v.at)));
  IF v_tokens >= 1 THEN
    UPDATE intake_takt t SET tokens = v_tokens - 1, at = GREATEST(p_now, v.at),
           refused = CASE WHEN v_tokens >= p_burst / 2 THEN 0 ELSE v.refused END,
           refused_since = CASE WHEN v_tokens >= p_burst / 2 THEN NULL ELSE v.refused_since END WHERE t.id = v.id;
    RETURN QUERY SELECT true, 0::float8, 0, NULL::timestamptz; RETURN;
  END IF;
  UPDATE intake_takt t SET tokens = v_tokens, at = GREATEST(p_now, v.at), refused = v.refused + 1,
         refused_since = COALESCE(v.refused_since, p_now) WHERE t.id = v.id;
  RETURN QUERY SELECT false, (1 - v_tokens) / p_rate, v.refused + 1, COALESCE(v.refused_since, p_now);
END $$;
"""

# Signatures and OCSP responses are Base64 and DER: trying to compress them costs more than it saves.
STORE_PARTS_PLAINLY = "ALTER TABLE intake_part ALTER COLUMN innehall SET STORAGE EXTERNAL"
STORE_PARTS_COMPRESSED = "ALTER TABLE intake_part ALTER COLUMN innehall SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_promises"), ("registers", "0001_initial")]
    operations = [
        migrations.RunSQL(BUCKET, migrations.RunSQL.noop),
        migrations.RunSQL(ADMIT, "DROP FUNCTION intake_admit"),
        migrations.RunSQL(STORE_PARTS_PLAINLY, STORE_PARTS_COMPRESSED),
    ]
