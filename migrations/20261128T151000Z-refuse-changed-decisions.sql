-- Why: what is decided, by whom and on what authority is evidence. The app has no right to change it; nor has anybody
-- else by mistake, the owner of the tables and an administrator among them.
-- Lock: a moment on each of the tables. Duration: below one second.

-- A trigger and no right alone: rights say nothing to the owner.
CREATE FUNCTION refuse_changed_decision() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is decided in % is not changed', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_rows_final_check';
END $$;
COMMENT ON FUNCTION refuse_changed_decision() IS
  'Refuses to change, delete or empty what is decided, whoever asks. What was wrong is corrected by another decision.';

CREATE PROCEDURE keep_decided(target regclass)
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER decided_row_final BEFORE UPDATE OR DELETE ON %s
    FOR EACH ROW EXECUTE FUNCTION refuse_changed_decision()', target);
  EXECUTE format('CREATE TRIGGER decided_table_final BEFORE TRUNCATE ON %s
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_changed_decision()', target);
END $$;
COMMENT ON PROCEDURE keep_decided(regclass) IS
  'Used by migrations only: lets rows be added to a table, and nothing else be done with it.';
REVOKE EXECUTE ON PROCEDURE keep_decided(regclass) FROM PUBLIC;

CALL keep_decided('decisions');
CALL keep_decided('entitlements');
CALL keep_decided('overrides');
CALL keep_decided('protocols');
CALL keep_decided('review_protocols');
CALL keep_decided('round_signatures');
CALL keep_decided('review_signatures');
CALL keep_decided('appeal_panels');
CALL keep_decided('recusals');

-- Rows that live until they are settled, and not after.
CREATE TRIGGER decided_row_final BEFORE UPDATE ON appeals
  FOR EACH ROW WHEN (OLD.state IN ('upheld', 'changed', 'reversed', 'dismissed', 'withdrawn'))
  EXECUTE FUNCTION refuse_changed_decision();
CREATE TRIGGER decided_row_final BEFORE UPDATE ON corrections
  FOR EACH ROW WHEN (OLD.state IN ('decided', 'discarded')) EXECUTE FUNCTION refuse_changed_decision();
CREATE TRIGGER decided_row_final BEFORE UPDATE ON successions
  FOR EACH ROW WHEN (OLD.state IN ('decided', 'discarded')) EXECUTE FUNCTION refuse_changed_decision();
CREATE TRIGGER decided_row_final BEFORE UPDATE ON reviews
  FOR EACH ROW WHEN (OLD.state IN ('decided', 'lapsed')) EXECUTE FUNCTION refuse_changed_decision();
