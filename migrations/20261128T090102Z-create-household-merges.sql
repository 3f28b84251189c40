-- Why: a household that was registered twice is merged by a person and never deleted; nothing new may begin for it.
-- Lock: SHARE ROW EXCLUSIVE on housing_applications, assessments, leases and offers while the triggers are made.
-- Duration: below one second.

CREATE TABLE household_merges (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  kept_household_id uuid NOT NULL,
  merged_household_id uuid NOT NULL,
  reason text NOT NULL,
  merged_by text NOT NULL,
  merged_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT household_merges_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT household_merges_once_key UNIQUE (municipality_id, merged_household_id),
  CONSTRAINT household_merges_kept_fkey FOREIGN KEY (municipality_id, kept_household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT household_merges_merged_fkey FOREIGN KEY (municipality_id, merged_household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT household_merges_two_check CHECK (kept_household_id <> merged_household_id),
  CONSTRAINT household_merges_reason_check CHECK (length(reason) >= 10)
);
COMMENT ON TABLE household_merges IS 'Two registrations of one household (dubletter) made one by a person, append-only. The merged one stays readable and takes no further part.';
CALL isolate_tenant('household_merges');
GRANT SELECT, INSERT ON household_merges TO boligtrapp_app;
CREATE INDEX household_merges_kept_idx ON household_merges (municipality_id, kept_household_id);

-- A trigger and no check in each use case: whoever adds a lease or an offer must not be able to forget it. The lock
-- makes it wait for a merge that is under way (which holds FOR UPDATE), and the merge wait for it.
CREATE FUNCTION refuse_merged_household() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  household uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  PERFORM FROM households h WHERE h.municipality_id = NEW.municipality_id AND h.id = household FOR KEY SHARE;
  IF EXISTS (SELECT FROM household_merges m
      WHERE m.municipality_id = NEW.municipality_id AND m.merged_household_id = household) THEN
    RAISE EXCEPTION 'the household is merged into another'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'households_not_merged_check';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON FUNCTION refuse_merged_household() IS 'Refuses a new row for a household that is merged into another; its argument is the column that names the household.';

CREATE TRIGGER housing_applications_not_merged BEFORE INSERT ON housing_applications
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_household('household_id');
CREATE TRIGGER assessments_not_merged BEFORE INSERT ON assessments
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_household('household_id');
CREATE TRIGGER leases_not_merged BEFORE INSERT ON leases
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_household('household_id');
CREATE TRIGGER offers_not_merged BEFORE INSERT ON offers
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_household('household_id');
CREATE TRIGGER household_merges_not_merged BEFORE INSERT ON household_merges
  FOR EACH ROW EXECUTE FUNCTION refuse_merged_household('kept_household_id');
