-- Why: a night looks for more than the end of a term, and some of it is not about a lease: a finding has a subject.
-- Lock: ACCESS EXCLUSIVE on rotation_flags; its rows are rewritten once. Duration: a second per million findings.
-- Law: husleieloven §§ 3-5, 3-6, 4-2, 4-3, 7-6, 9-2, 9-3, 11-1.

ALTER TABLE rotation_flags
  ADD COLUMN subject_kind text NOT NULL DEFAULT 'lease',
  ADD COLUMN subject_id uuid,
  ADD COLUMN step smallint,
  ALTER COLUMN lease_id DROP NOT NULL;
-- The rows of every municipality, which its own owner does not see while the policy is forced.
ALTER TABLE rotation_flags NO FORCE ROW LEVEL SECURITY;
UPDATE rotation_flags SET subject_id = lease_id;
ALTER TABLE rotation_flags FORCE ROW LEVEL SECURITY;
ALTER TABLE rotation_flags
  ALTER COLUMN subject_kind DROP DEFAULT,
  ALTER COLUMN subject_id SET NOT NULL,
  DROP CONSTRAINT rotation_flags_once_key,
  DROP CONSTRAINT rotation_flags_kind_check,
  ADD CONSTRAINT rotation_flags_once_key UNIQUE (municipality_id, subject_kind, subject_id, kind, due_on),
  ADD CONSTRAINT rotation_flags_kind_check CHECK (kind IN (
    'holdover', 'last-safe-day-nears', 'early-request-only', 'became-indefinite', 'short-term-without-basis',
    'repeated-short-term', 'silent-consent-soon', 'review-due', 'notice-before-end', 'termination-info-missing',
    'exceptions-info-missing', 'deposit-over-limit', 'deposit-not-separate', 'rent-index-possible',
    'gjengs-leie-possible', 'follow-up-overdue', 'place-status-overdue')),
  ADD CONSTRAINT rotation_flags_subject_check CHECK (
    CASE kind
      WHEN 'silent-consent-soon' THEN subject_kind = 'occupancy-request' AND lease_id IS NOT NULL
      WHEN 'follow-up-overdue' THEN subject_kind = 'follow-up' AND lease_id IS NOT NULL
      WHEN 'place-status-overdue' THEN subject_kind IN ('place-status', 'place-cap', 'keep-apart') AND lease_id IS NULL
      ELSE subject_kind = 'lease' AND lease_id IS NOT NULL AND lease_id = subject_id
    END),
  ADD CONSTRAINT rotation_flags_step_check CHECK (
    (kind IN ('last-safe-day-nears', 'notice-before-end')) = (step IS NOT NULL) AND step >= 0);
COMMENT ON TABLE rotation_flags IS 'What the nightly run found: one per subject, kind and due date; never changed but for the day it was cleared.';
COMMENT ON COLUMN rotation_flags.subject_kind IS 'What it is about: the lease, a follow-up or occupancy request of it, or a place status, place cap or keep-apart pair.';
COMMENT ON COLUMN rotation_flags.subject_id IS 'Id of the subject in the table of its kind.';
COMMENT ON COLUMN rotation_flags.lease_id IS 'The lease that it concerns; null for places and pairs.';
COMMENT ON COLUMN rotation_flags.step IS 'Days to the last safe day (last-safe-day-nears) or months to the last day of the term (notice-before-end); null for other kinds.';
COMMENT ON COLUMN rotation_flags.due_on IS 'The day that matters: last safe day (holdover, early-request-only), the day of the step (last-safe-day-nears, notice-before-end), day of conversion (became-indefinite), first day (short terms, missing information), last day of the term (review-due), last day for an answer (silent-consent-soon), day of the deposit, first possible day (rent-index-possible, gjengs-leie-possible), day by which it was due (overdue work).';
CREATE INDEX rotation_flags_lease_idx ON rotation_flags (municipality_id, lease_id) WHERE cleared_run_on IS NULL;
