-- Why: a check on the length of a reason is null, and so lets the row through, where there is no reason at all.
-- Lock: ACCESS EXCLUSIVE on decisions, rulings and round_signatures; their rows are read once. Duration: below one second.
-- Law: forvaltningsloven §§ 24, 25 (reasons).

ALTER TABLE decisions
  DROP CONSTRAINT decisions_reason_check,
  ADD CONSTRAINT decisions_reason_check CHECK (outcome = 'allocated' OR coalesce(length(reason), 0) >= 20);
ALTER TABLE rulings
  DROP CONSTRAINT rulings_reason_check,
  ADD CONSTRAINT rulings_reason_check CHECK (outcome = 'accepted' OR (coalesce(length(reason), 0) >= 20 AND reason_code IS NOT NULL));
ALTER TABLE round_signatures
  DROP CONSTRAINT round_signatures_stale_check,
  ADD CONSTRAINT round_signatures_stale_check CHECK (jsonb_array_length(accepted_changes) = 0 OR coalesce(length(stale_reason), 0) >= 20);
