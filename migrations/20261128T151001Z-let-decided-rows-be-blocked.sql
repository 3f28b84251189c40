-- Why: the case of somebody whose time is over is blocked (sperret), its decisions among it. That hides a row and changes
-- nothing that was decided.
-- Lock: none. Duration: below one second.

CREATE OR REPLACE FUNCTION refuse_changed_decision() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'blocked_at' = to_jsonb(OLD) - 'blocked_at' THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'what is decided in % is not changed', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_rows_final_check';
END $$;
COMMENT ON FUNCTION refuse_changed_decision() IS
  'Refuses to change, delete or empty what is decided, whoever asks; a row may be blocked. What was wrong is corrected by another decision.';
