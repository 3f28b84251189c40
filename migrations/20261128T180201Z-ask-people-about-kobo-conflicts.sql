-- Why: a conflict says what it was about and who said which value holds; nothing of it is overwritten.
-- Lock: ACCESS EXCLUSIVE on kobo_conflicts, which is empty in every installation. Duration: below one second.

ALTER TABLE kobo_conflicts
  DROP CONSTRAINT kobo_conflicts_resolution_check,
  DROP CONSTRAINT kobo_conflicts_resolved_check,
  ADD COLUMN state text NOT NULL DEFAULT 'open',
  ADD COLUMN cause text NOT NULL,
  ADD COLUMN owner text NOT NULL,
  ADD COLUMN base jsonb,
  ADD COLUMN reason text,
  ADD COLUMN settled_at timestamptz,
  ADD CONSTRAINT kobo_conflicts_state_check CHECK (state IN ('open', 'resolved', 'applied', 'superseded')),
  ADD CONSTRAINT kobo_conflicts_cause_check CHECK (cause IN ('both-changed', 'changed-by-other', 'not-updatable', 'not-storable')),
  ADD CONSTRAINT kobo_conflicts_owner_check CHECK (owner IN ('kobo', 'ours')),
  ADD CONSTRAINT kobo_conflicts_field_check CHECK (field IN
    ('bedrooms', 'areaM2', 'floor', 'bruksenhetsnummer', 'isWheelchairAccessible', 'ownerForm', 'traits')),
  ADD CONSTRAINT kobo_conflicts_resolution_check CHECK (resolution IN ('ours', 'kobo')),
  ADD CONSTRAINT kobo_conflicts_resolved_check CHECK (num_nonnulls(resolution, reason, resolved_by, resolved_at) IN (0, 4)),
  ADD CONSTRAINT kobo_conflicts_resolved_state_check CHECK (
    CASE state WHEN 'open' THEN resolution IS NULL WHEN 'superseded' THEN true ELSE resolution IS NOT NULL END),
  ADD CONSTRAINT kobo_conflicts_reason_check CHECK (length(reason) BETWEEN 5 AND 1000);
CREATE UNIQUE INDEX kobo_conflicts_open_key ON kobo_conflicts (municipality_id, dwelling_id, field)
  WHERE state IN ('open', 'resolved');
CREATE INDEX kobo_conflicts_state_idx ON kobo_conflicts (municipality_id, state, id);
COMMENT ON TABLE kobo_conflicts IS 'A fact on which we and Kobo differ, and neither value is taken before somebody has said which.';
COMMENT ON COLUMN kobo_conflicts.field IS 'Name of the fact, in our words.';
COMMENT ON COLUMN kobo_conflicts.base IS 'What both had when they last agreed; null before the first time.';
COMMENT ON COLUMN kobo_conflicts.theirs IS 'What Kobo had, in our words.';
COMMENT ON COLUMN kobo_conflicts.resolution IS 'Whose value holds, as somebody has said.';
COMMENT ON COLUMN kobo_conflicts.settled_at IS 'When it was carried out, or had become about something else.';
