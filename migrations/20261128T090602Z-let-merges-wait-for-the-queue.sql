-- Why: a merge of households held them FOR UPDATE while it waited for their application and for the queue; whoever held
-- those writes rows that refer to the households, waited for the merge, and one of the two died of the deadlock. The
-- merge now holds FOR NO KEY UPDATE, which lets foreign keys be checked, and what must wait for it asks FOR SHARE.
-- Lock: none on a table; the function is replaced. Duration: below one second.

CREATE OR REPLACE FUNCTION refuse_merged_household() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  household uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
BEGIN
  PERFORM FROM households h WHERE h.municipality_id = NEW.municipality_id AND h.id = household FOR SHARE;
  IF EXISTS (SELECT FROM household_merges m
      WHERE m.municipality_id = NEW.municipality_id AND m.merged_household_id = household) THEN
    RAISE EXCEPTION 'the household is merged into another'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'households_not_merged_check';
  END IF;
  RETURN NEW;
END $$;
