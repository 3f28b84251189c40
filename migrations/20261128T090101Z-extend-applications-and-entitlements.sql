-- Why: an application says who helps, what it follows and when a preliminary answer went out; each decision goes to the
-- right appeal body, with the day of its notice, and a correction points at what it corrects.
-- Lock: ACCESS EXCLUSIVE on housing_applications and entitlements; both are read once to check the rows that are there.
-- Duration: below one second for 100,000 applications.
-- Law: forvaltningsloven §§ 11 a, 24, 28; boligsosialloven § 7; pasient- og brukerrettighetsloven § 7-2.

ALTER TABLE housing_applications
  ADD COLUMN helped_by text,
  ADD COLUMN previous_application_id uuid,
  ADD COLUMN preliminary_answer_sent_on date,
  DROP CONSTRAINT housing_applications_status_check,
  ADD CONSTRAINT housing_applications_status_check
    CHECK (status IN ('received', 'in-queue', 'refused', 'withdrawn', 'expired', 'housed', 'merged')),
  ADD CONSTRAINT housing_applications_helped_by_check CHECK (length(helped_by) BETWEEN 1 AND 120),
  ADD CONSTRAINT housing_applications_preliminary_answer_check CHECK (preliminary_answer_sent_on >= received_on),
  ADD CONSTRAINT housing_applications_of_household_key UNIQUE (municipality_id, household_id, id),
  ADD CONSTRAINT housing_applications_previous_fkey FOREIGN KEY (municipality_id, household_id, previous_application_id)
    REFERENCES housing_applications (municipality_id, household_id, id),
  ADD CONSTRAINT housing_applications_previous_check CHECK (previous_application_id <> id);
COMMENT ON COLUMN housing_applications.status IS 'Transitions: HOUSING_APPLICATION_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN housing_applications.helped_by IS 'Role or organisation that helps with the application; nothing about health.';
COMMENT ON COLUMN housing_applications.previous_application_id IS 'The settled application of the same household that this one follows.';
COMMENT ON COLUMN housing_applications.preliminary_answer_sent_on IS 'Foreløpig svar (forvaltningsloven § 11 a); null while none has been sent.';

ALTER TABLE entitlements
  ADD COLUMN reason text,
  ADD COLUMN notified_on date,
  ADD COLUMN registered_at timestamptz NOT NULL DEFAULT now(),
  DROP CONSTRAINT entitlements_appeal_body_check,
  ADD CONSTRAINT entitlements_appeal_body_check CHECK (
    appeal_body = CASE WHEN decision_track = 'municipal-dwelling' THEN 'municipal-appeals-board' ELSE 'statsforvalter' END),
  ADD CONSTRAINT entitlements_reason_check CHECK (outcome = 'granted' OR notified_on IS NULL OR coalesce(length(reason), 0) >= 20),
  ADD CONSTRAINT entitlements_notified_check CHECK (notified_on >= decided_on),
  ADD CONSTRAINT entitlements_of_track_key UNIQUE (municipality_id, application_id, decision_track, id),
  DROP CONSTRAINT entitlements_corrects_fkey,
  ADD CONSTRAINT entitlements_corrects_fkey FOREIGN KEY (municipality_id, application_id, decision_track, corrects_id)
    REFERENCES entitlements (municipality_id, application_id, decision_track, id),
  ADD CONSTRAINT entitlements_corrects_once_key UNIQUE (municipality_id, corrects_id),
  ADD CONSTRAINT entitlements_corrects_check CHECK (corrects_id <> id);
CREATE UNIQUE INDEX entitlements_once_per_track_key ON entitlements (municipality_id, application_id, decision_track)
  WHERE corrects_id IS NULL;
COMMENT ON COLUMN entitlements.reason IS 'Grounds of the decision (forvaltningsloven §§ 24, 25); a refusal that is notified has them.';
COMMENT ON COLUMN entitlements.notified_on IS 'Day on which the notice reached the party: the three weeks to appeal run from it (forvaltningsloven § 29).';
COMMENT ON COLUMN entitlements.appeal_body IS 'Follows from the track: appealBodyOf of packages/domain decides it, this table holds it.';
COMMENT ON COLUMN entitlements.corrects_id IS 'The decision of the same application and track that this one replaces; a decision is corrected once, the correction may be corrected in turn.';
