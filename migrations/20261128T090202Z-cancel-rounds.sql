-- Why: a round is cancelled for a reason, or because it is computed anew with the facts of a later day.
-- Lock: ACCESS EXCLUSIVE on rounds. Duration: below one second; the checks read every round once.

ALTER TABLE rounds
  ADD COLUMN cancelled_by text,
  ADD COLUMN cancel_reason text,
  ADD COLUMN replaced_by_id uuid,
  DROP CONSTRAINT rounds_failure_check,
  ADD CONSTRAINT rounds_failure_check CHECK (
    CASE state WHEN 'failed' THEN failure_code IS NOT NULL WHEN 'cancelled' THEN true ELSE failure_code IS NULL END),
  ADD CONSTRAINT rounds_cancelled_check CHECK (
    state = 'cancelled' OR num_nonnulls(cancelled_by, cancel_reason, replaced_by_id) = 0),
  ADD CONSTRAINT rounds_replaced_by_fkey FOREIGN KEY (municipality_id, replaced_by_id) REFERENCES rounds (municipality_id, id),
  ADD CONSTRAINT rounds_replaced_by_check CHECK (replaced_by_id <> id);
COMMENT ON COLUMN rounds.cancel_reason IS 'Why nobody decides by it; null where another round took its place and nothing more was said.';
COMMENT ON COLUMN rounds.replaced_by_id IS 'The round that was computed anew with later facts, by the same tracks and horizon.';
