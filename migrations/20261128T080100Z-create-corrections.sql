-- Why: a sitting has one chair and its deputies stand for someone; who signs in spite of changed facts says why; a
-- decision is corrected by another one that two persons sign.
-- Lock: ACCESS EXCLUSIVE on attendance and round_signatures, which hold no rows yet. Duration: below one second.
-- Law: forvaltningsloven §§ 8, 35.

ALTER TABLE attendance
  ADD COLUMN deputy_for text,
  ADD CONSTRAINT attendance_deputy_check CHECK ((capacity = 'deputy') = (deputy_for IS NOT NULL) AND deputy_for <> member);
COMMENT ON COLUMN attendance.deputy_for IS 'The member whose place the deputy (vara) takes.';
CREATE UNIQUE INDEX attendance_one_chair_key ON attendance (municipality_id, meeting_id, sitting) WHERE capacity = 'chair';

ALTER TABLE round_signatures
  ADD COLUMN stale_reason text,
  ADD COLUMN accepted_changes jsonb NOT NULL DEFAULT '[]',
  ADD CONSTRAINT round_signatures_stale_check CHECK (jsonb_array_length(accepted_changes) = 0 OR length(stale_reason) >= 20);
COMMENT ON COLUMN round_signatures.accepted_changes IS 'What had changed since the facts were frozen when this person signed all the same: kind and id.';

CREATE TABLE corrections (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  outcome text NOT NULL,
  dwelling_id uuid,
  reason_code text NOT NULL,
  reason text NOT NULL,
  delegation_reference text NOT NULL,
  waiver_legal_basis text,
  state text NOT NULL DEFAULT 'proposed',
  proposed_by text NOT NULL,
  settled_by text,
  new_decision_id uuid,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT corrections_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT corrections_decision_fkey FOREIGN KEY (municipality_id, decision_id) REFERENCES decisions (municipality_id, id),
  CONSTRAINT corrections_new_decision_fkey FOREIGN KEY (municipality_id, new_decision_id) REFERENCES decisions (municipality_id, id),
  CONSTRAINT corrections_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT corrections_outcome_check CHECK (outcome IN ('overridden', 'postponed', 'refused')),
  CONSTRAINT corrections_dwelling_check CHECK (outcome = 'overridden' OR dwelling_id IS NULL),
  CONSTRAINT corrections_state_check CHECK (state IN ('proposed', 'decided', 'discarded')),
  CONSTRAINT corrections_reason_check CHECK (length(reason) >= 20),
  CONSTRAINT corrections_four_eyes_check CHECK (state <> 'decided' OR settled_by <> proposed_by),
  CONSTRAINT corrections_settled_check CHECK ((state = 'proposed') = (settled_by IS NULL)),
  CONSTRAINT corrections_decided_check CHECK ((state = 'decided') = (new_decision_id IS NOT NULL))
);
COMMENT ON TABLE corrections IS 'A correction (omgjøring) of a decision that one person has proposed and another must sign; the decision that comes of it points at the old one.';
CALL isolate_tenant('corrections');
GRANT SELECT, INSERT, UPDATE ON corrections TO boligtrapp_app;
CREATE UNIQUE INDEX corrections_one_open_key ON corrections (municipality_id, decision_id) WHERE state = 'proposed';
