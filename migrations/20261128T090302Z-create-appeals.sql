-- Why: an appeal has a deadline, a body that hears it, a review by the first instance, and an outcome by people who had
-- nothing to do with the case before.
-- Lock: ACCESS EXCLUSIVE on case_tasks while a check is replaced. Duration: below one second.
-- Law: forvaltningsloven §§ 28-34; kommuneloven §§ 11-10, 13-3.

CREATE TABLE appeals (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  entitlement_id uuid,
  decision_id uuid,
  household_id uuid NOT NULL,
  body text NOT NULL,
  decided_on date NOT NULL,
  notice_arrived_on date NOT NULL,
  deadline_on date NOT NULL,
  sent_on date,
  arrived_on date NOT NULL,
  state text NOT NULL DEFAULT 'registered',
  registered_by text NOT NULL,
  reviewed_by text,
  reviewed_on date,
  statement text,
  outcome_on date,
  outcome_reason text,
  prepared_by text,
  recorded_by text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT appeals_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT appeals_entitlement_fkey FOREIGN KEY (municipality_id, entitlement_id) REFERENCES entitlements (municipality_id, id),
  CONSTRAINT appeals_decision_fkey FOREIGN KEY (municipality_id, decision_id) REFERENCES decisions (municipality_id, id),
  CONSTRAINT appeals_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT appeals_subject_check CHECK (num_nonnulls(entitlement_id, decision_id) = 1),
  CONSTRAINT appeals_body_check CHECK (body IN ('statsforvalter', 'municipal-appeals-board')),
  CONSTRAINT appeals_state_check CHECK (state IN ('registered', 'forwarded', 'upheld', 'changed', 'reversed', 'dismissed', 'withdrawn')),
  CONSTRAINT appeals_sent_check CHECK (sent_on <= arrived_on),
  CONSTRAINT appeals_notice_check CHECK (notice_arrived_on >= decided_on),
  CONSTRAINT appeals_review_check CHECK (num_nonnulls(reviewed_by, reviewed_on, statement) IN (0, 3)),
  CONSTRAINT appeals_forwarded_check CHECK (state NOT IN ('forwarded', 'upheld') OR reviewed_on IS NOT NULL),
  CONSTRAINT appeals_outcome_check CHECK (num_nonnulls(outcome_on, outcome_reason, recorded_by) IN (0, 3)),
  CONSTRAINT appeals_upheld_check CHECK (state <> 'upheld' OR outcome_on IS NOT NULL)
);
COMMENT ON TABLE appeals IS 'Klage on a decision about entitlement or about a dwelling. A late one is stored like any other, and shown as late.';
COMMENT ON COLUMN appeals.deadline_on IS 'Three weeks from the day the notice arrived, to the next working day (inclusive); fixed when the appeal is registered.';
COMMENT ON COLUMN appeals.sent_on IS 'The day it was posted, which counts where it is known.';
COMMENT ON COLUMN appeals.state IS 'Transitions: APPEAL_TRANSITIONS of packages/domain.';
CREATE INDEX appeals_household_idx ON appeals (municipality_id, household_id);
CREATE INDEX appeals_open_idx ON appeals (municipality_id, arrived_on) WHERE state IN ('registered', 'forwarded');
CALL isolate_tenant('appeals');
GRANT SELECT, INSERT, UPDATE ON appeals TO boligtrapp_app;

CREATE TABLE appeal_panels (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  appeal_id uuid NOT NULL,
  member text NOT NULL,
  CONSTRAINT appeal_panels_pkey PRIMARY KEY (municipality_id, appeal_id, member),
  CONSTRAINT appeal_panels_appeal_fkey FOREIGN KEY (municipality_id, appeal_id) REFERENCES appeals (municipality_id, id)
);
COMMENT ON TABLE appeal_panels IS 'Who heard an appeal in the municipal appeals board, append-only; none of them had prepared or made the decision.';
CALL isolate_tenant('appeal_panels');
GRANT SELECT, INSERT ON appeal_panels TO boligtrapp_app;

ALTER TABLE case_tasks
  DROP CONSTRAINT case_tasks_kind_check,
  ADD CONSTRAINT case_tasks_kind_check CHECK (kind IN ('offer-declined', 'offer-expired', 'offer-withdrawn', 'offer-not-made',
    'succession-proposed', 'succession-impossible', 'appeal-granted'));
COMMENT ON TABLE case_tasks IS 'What waits for a case officer because something happened to an offer or an appeal. One of a kind for each subject, however often a job runs.';
COMMENT ON COLUMN case_tasks.subject_id IS 'An offer; the decision where kind is offer-not-made; the succession where it is succession-proposed; the appeal where it is appeal-granted.';
