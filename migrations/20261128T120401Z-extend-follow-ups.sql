-- Why: visits and plans are assigned, done with a coded outcome, missed or cancelled; nothing about them is overwritten.
-- Lock: ACCESS EXCLUSIVE on follow_ups and leases while columns with constant defaults and indexes are added, and on
-- case_tasks while a check is replaced. Duration: below one second.

ALTER TABLE follow_ups
  ADD COLUMN state text NOT NULL DEFAULT 'due',
  ADD COLUMN cancelled_on date,
  ADD COLUMN assigned_to text,
  ADD COLUMN version integer NOT NULL DEFAULT 1;
-- The rows of every municipality, which its own owner does not see while the policy is forced.
ALTER TABLE follow_ups NO FORCE ROW LEVEL SECURITY;
UPDATE follow_ups SET state = 'done' WHERE done_on IS NOT NULL;
ALTER TABLE follow_ups FORCE ROW LEVEL SECURITY;
ALTER TABLE follow_ups
  ADD CONSTRAINT follow_ups_state_check CHECK (state IN ('due', 'done', 'missed', 'cancelled')),
  ADD CONSTRAINT follow_ups_done_check CHECK ((state = 'done') = (done_on IS NOT NULL)),
  ADD CONSTRAINT follow_ups_cancelled_check CHECK ((state IN ('missed', 'cancelled')) = (cancelled_on IS NOT NULL)),
  ADD CONSTRAINT follow_ups_missed_check CHECK (state <> 'missed' OR kind <> 'career-plan');
COMMENT ON COLUMN follow_ups.state IS 'Transitions: FOLLOW_UP_TRANSITIONS of packages/domain. Overdue is computed from due_on, never stored.';
COMMENT ON COLUMN follow_ups.due_on IS 'The planned day; from the first day of the stay, which a renewal does not begin anew.';
COMMENT ON COLUMN follow_ups.done_on IS 'The day of the visit, or on which the tenant agreed to the plan.';
COMMENT ON COLUMN follow_ups.cancelled_on IS 'Day from which nobody waits for it any more: the lease no longer binds the dwelling (cancelled), or the next visit of the stay is due (missed).';
COMMENT ON COLUMN follow_ups.assigned_to IS 'Who is to do it (booppfølger); null while nobody is. How it came to be stands in follow_up_assignments.';
CREATE INDEX follow_ups_open_idx ON follow_ups (municipality_id, due_on, id) WHERE state = 'due';
CREATE INDEX leases_renewed_idx ON leases (municipality_id, dwelling_id, closed_on) WHERE closed_because = 'renewed';
CREATE INDEX leases_household_idx ON leases (municipality_id, household_id, dwelling_id);

CREATE TABLE follow_up_assignments (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  follow_up_id uuid NOT NULL,
  assigned_to text,
  assigned_by text NOT NULL,
  assigned_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT follow_up_assignments_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT follow_up_assignments_follow_up_fkey FOREIGN KEY (municipality_id, follow_up_id) REFERENCES follow_ups (municipality_id, id)
);
COMMENT ON TABLE follow_up_assignments IS 'Who was to do a follow-up and who said so, append-only. A row without assigned_to gives it back to the unassigned.';
CALL isolate_tenant('follow_up_assignments');
GRANT SELECT, INSERT ON follow_up_assignments TO boligtrapp_app;
CREATE INDEX follow_up_assignments_follow_up_idx ON follow_up_assignments (municipality_id, follow_up_id);

CREATE TABLE visit_outcomes (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  follow_up_id uuid NOT NULL,
  outcome text NOT NULL,
  environment_level smallint,
  needs_changed boolean NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT visit_outcomes_pkey PRIMARY KEY (municipality_id, follow_up_id),
  CONSTRAINT visit_outcomes_follow_up_fkey FOREIGN KEY (municipality_id, follow_up_id) REFERENCES follow_ups (municipality_id, id),
  CONSTRAINT visit_outcomes_outcome_check CHECK (outcome IN ('met', 'not-met', 'refused')),
  CONSTRAINT visit_outcomes_level_check CHECK (environment_level BETWEEN 1 AND 4),
  CONSTRAINT visit_outcomes_met_check CHECK ((outcome = 'met') = (environment_level IS NOT NULL))
);
COMMENT ON TABLE visit_outcomes IS 'What a visit found, in codes only, append-only. Never part of load.';
COMMENT ON COLUMN visit_outcomes.environment_level IS 'The living environment as the visit found it: 1 good, 2 fair, 3 strained, 4 bad; where the tenant was met.';
COMMENT ON COLUMN visit_outcomes.needs_changed IS 'Proposes a reassessment, as a task for a case officer; it changes no assessment.';
CALL isolate_tenant('visit_outcomes');
GRANT SELECT, INSERT ON visit_outcomes TO boligtrapp_app;

CREATE TABLE follow_up_notes (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  follow_up_id uuid NOT NULL,
  note text NOT NULL,
  written_by text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT follow_up_notes_pkey PRIMARY KEY (municipality_id, follow_up_id),
  CONSTRAINT follow_up_notes_follow_up_fkey FOREIGN KEY (municipality_id, follow_up_id) REFERENCES follow_ups (municipality_id, id),
  CONSTRAINT follow_up_notes_length_check CHECK (char_length(note) BETWEEN 1 AND 1000)
);
COMMENT ON TABLE follow_up_notes IS 'A note to a visit, append-only. In a table of its own, so that no list, load or report can come by it; each reading is logged.';
CALL isolate_tenant('follow_up_notes');
GRANT SELECT, INSERT ON follow_up_notes TO boligtrapp_app;

ALTER TABLE case_tasks
  DROP CONSTRAINT case_tasks_kind_check,
  ADD CONSTRAINT case_tasks_kind_check CHECK (kind IN ('offer-declined', 'offer-expired', 'offer-withdrawn', 'offer-not-made',
    'succession-proposed', 'succession-impossible', 'appeal-granted', 'needs-changed'));
COMMENT ON TABLE case_tasks IS 'What waits for a case officer because something happened to an offer, an appeal or a visit. One of a kind for each subject, however often a job runs.';
COMMENT ON COLUMN case_tasks.subject_id IS 'An offer; the decision where kind is offer-not-made; the succession where it is succession-proposed; the appeal where it is appeal-granted; the follow-up where it is needs-changed.';
