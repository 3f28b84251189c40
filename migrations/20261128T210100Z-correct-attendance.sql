-- Why: who was present could not be corrected, so that a slip of the pen counted for the quorum and stood in the
-- minutes. A correction is one more entry with its reason; the last entry of a person in a sitting holds, and nothing
-- that was recorded is lost.
-- Lock: ACCESS EXCLUSIVE on attendance while its key is built anew. Duration: below one second.

ALTER TABLE attendance
  ADD COLUMN entry smallint NOT NULL DEFAULT 1,
  ADD COLUMN is_present boolean NOT NULL DEFAULT true,
  ADD COLUMN reason text,
  ADD COLUMN recorded_by text,
  ADD COLUMN recorded_at timestamptz,
  DROP CONSTRAINT attendance_pkey,
  ADD CONSTRAINT attendance_pkey PRIMARY KEY (municipality_id, meeting_id, sitting, member, entry),
  DROP CONSTRAINT attendance_capacity_check,
  ADD CONSTRAINT attendance_capacity_check CHECK (capacity IN ('chair', 'member', 'deputy', 'secretary', 'guest')),
  ADD CONSTRAINT attendance_entry_check CHECK (entry >= 1),
  ADD CONSTRAINT attendance_reason_check CHECK (reason IS NULL OR length(reason) BETWEEN 10 AND 1000),
  ADD CONSTRAINT attendance_struck_check CHECK (is_present OR (entry > 1 AND reason IS NOT NULL));
-- What was there before has no time: it is older than whatever was decided.
ALTER TABLE attendance ALTER COLUMN recorded_at SET DEFAULT clock_timestamp();

COMMENT ON TABLE attendance IS 'Who was present, append-only. The entry with the highest number holds for a person in a sitting; those before it are how it came about.';
COMMENT ON COLUMN attendance.capacity IS 'A deputy (vara) sits for a member who is absent or inhabil; a secretary and a guest have no vote.';
COMMENT ON COLUMN attendance.entry IS 'Number of the entry about this person in this sitting, from 1.';
COMMENT ON COLUMN attendance.is_present IS 'False: the person was registered by mistake and was not there.';
COMMENT ON COLUMN attendance.reason IS 'Why what was registered is corrected; null for a registration.';
COMMENT ON COLUMN attendance.recorded_at IS 'Null for what was registered before times were kept.';

-- One chair for each sitting, by the entries that hold. The row of the meeting is locked, so that two at once come one
-- after the other.
DROP INDEX attendance_one_chair_key;
CREATE FUNCTION attendance_has_one_chair() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  chairs integer;
BEGIN
  PERFORM FROM meetings m
    WHERE m.municipality_id = NEW.municipality_id AND m.id = NEW.meeting_id FOR NO KEY UPDATE;
  SELECT count(*) INTO chairs FROM attendance a
    WHERE a.municipality_id = NEW.municipality_id AND a.meeting_id = NEW.meeting_id AND a.sitting = NEW.sitting
      AND a.capacity = 'chair' AND a.is_present
      AND NOT EXISTS (SELECT FROM attendance later
        WHERE later.municipality_id = a.municipality_id AND later.meeting_id = a.meeting_id
          AND later.sitting = a.sitting AND later.member = a.member AND later.entry > a.entry);
  IF chairs > 1 THEN
    RAISE unique_violation USING MESSAGE = 'the sitting has a chair', CONSTRAINT = 'attendance_one_chair_key';
  END IF;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION attendance_has_one_chair() IS 'Refuses a second chair in a sitting, by the entries that hold.';
CREATE TRIGGER attendance_one_chair AFTER INSERT ON attendance FOR EACH ROW EXECUTE FUNCTION attendance_has_one_chair();
