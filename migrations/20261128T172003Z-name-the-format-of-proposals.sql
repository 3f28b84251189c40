-- Why: a comment named an earlier format of what is stored.
-- Lock: none. Duration: below one second.

COMMENT ON COLUMN proposals.solution IS 'Canonical JSON, format boligtrapp-solution/2; boligtrapp-solution/1, without joint limits, in rows from before.';
