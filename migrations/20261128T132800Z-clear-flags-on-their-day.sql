-- Why: a night that is made again on the day on which a flag was first seen clears it, where the tenant was asked to
-- move, or the lease was closed, in between; until then the flag stood open beside a run that did not count it.
-- Lock: ACCESS EXCLUSIVE on rotation_flags while its rows are checked. Duration: below a second for a million rows.

ALTER TABLE rotation_flags
  DROP CONSTRAINT rotation_flags_cleared_check,
  ADD CONSTRAINT rotation_flags_cleared_check CHECK (cleared_run_on >= first_seen_run_on);
