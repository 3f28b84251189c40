-- Why: a policy set is written, submitted and approved by different people, for reasons that are kept.
-- Lock: ACCESS EXCLUSIVE on policy_sets, which holds a handful of rows. Duration: below one second.

ALTER TABLE policy_sets
  ADD COLUMN based_on_id uuid,
  ADD COLUMN editors text[] NOT NULL DEFAULT '{}',
  ADD COLUMN submitted_by text,
  ADD COLUMN approval_reason text,
  ADD COLUMN rejection_reason text,
  DROP CONSTRAINT policy_sets_state_check,
  ADD CONSTRAINT policy_sets_state_check CHECK (state IN ('draft', 'submitted', 'in-force', 'replaced', 'discarded')),
  ADD CONSTRAINT policy_sets_based_on_fkey FOREIGN KEY (municipality_id, based_on_id) REFERENCES policy_sets (municipality_id, id),
  ADD CONSTRAINT policy_sets_editors_check CHECK (approver IS NULL OR approver <> ALL (editors)),
  ADD CONSTRAINT policy_sets_submitter_check CHECK (approver IS NULL OR submitted_by IS NULL OR approver <> submitted_by),
  ADD CONSTRAINT policy_sets_holds_check CHECK (state IN ('in-force', 'replaced') OR (valid_during IS NULL AND approver IS NULL));
COMMENT ON COLUMN policy_sets.state IS 'Transitions: POLICY_SET_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN policy_sets.based_on_id IS 'The set that the draft was begun from; null where it was begun from a content of its own.';
COMMENT ON COLUMN policy_sets.editors IS 'Everybody beside the author who changed the content: none of them may approve it.';
COMMENT ON COLUMN policy_sets.approval_reason IS 'Why it was put in force; approval_reference names the decision.';
COMMENT ON COLUMN policy_sets.rejection_reason IS 'Why it was sent back the last time; null once it is submitted anew.';
