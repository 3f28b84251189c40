-- Why: keep-apart pairs and place caps are reviewed on time, and a unit that turns from staff base to dwelling keeps the
-- evidence of load that allowed it.
-- Lock: ACCESS EXCLUSIVE on keep_apart and place_caps while columns with constant defaults are added. Duration: below one
-- second.

ALTER TABLE keep_apart ADD COLUMN version integer NOT NULL DEFAULT 1;
CREATE INDEX keep_apart_household_b_idx ON keep_apart (municipality_id, household_b_id);

CREATE TABLE keep_apart_reviews (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  keep_apart_id uuid NOT NULL,
  outcome text NOT NULL,
  restricted_note text NOT NULL,
  review_on date,
  ends_on date,
  reviewed_by text NOT NULL,
  reviewed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT keep_apart_reviews_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT keep_apart_reviews_keep_apart_fkey FOREIGN KEY (municipality_id, keep_apart_id) REFERENCES keep_apart (municipality_id, id),
  CONSTRAINT keep_apart_reviews_outcome_check CHECK (outcome IN ('kept', 'ended')),
  CONSTRAINT keep_apart_reviews_dates_check CHECK ((outcome = 'kept') = (review_on IS NOT NULL) AND (outcome = 'ended') = (ends_on IS NOT NULL))
);
COMMENT ON TABLE keep_apart_reviews IS 'What became of a keep-apart pair when it was looked at again, append-only: kept until the next review, or ended.';
COMMENT ON COLUMN keep_apart_reviews.restricted_note IS 'For those who may read the reason of the pair; everyone else reads a neutral wording.';
COMMENT ON COLUMN keep_apart_reviews.ends_on IS 'First day on which the pair is no longer kept apart.';
CALL isolate_tenant('keep_apart_reviews');
GRANT SELECT, INSERT ON keep_apart_reviews TO boligtrapp_app;
CREATE INDEX keep_apart_reviews_keep_apart_idx ON keep_apart_reviews (municipality_id, keep_apart_id);

ALTER TABLE place_caps
  ADD COLUMN owner text,
  ADD COLUMN review_on date,
  ADD CONSTRAINT place_caps_review_check CHECK (num_nonnulls(owner, review_on) <> 1);
COMMENT ON COLUMN place_caps.review_on IS 'Day by which the owner must look at it again; a cap past this day is flagged, never dropped. Null for a cap that was stored without one.';

CREATE TABLE role_changes (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  dwelling_id uuid NOT NULL,
  from_role text NOT NULL,
  to_role text NOT NULL,
  changed_on date NOT NULL,
  reason text NOT NULL,
  policy_set_id uuid NOT NULL,
  evidence jsonb NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT role_changes_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT role_changes_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT role_changes_policy_set_fkey FOREIGN KEY (municipality_id, policy_set_id) REFERENCES policy_sets (municipality_id, id),
  CONSTRAINT role_changes_roles_check CHECK ((from_role, to_role) IN (('staff-base', 'dwelling'), ('dwelling', 'staff-base')))
);
COMMENT ON TABLE role_changes IS 'A unit that turned from staff base to dwelling or back, append-only, with the load on that day that allowed it. The role itself stands in dwelling_periods.';
COMMENT ON COLUMN role_changes.evidence IS 'Load points of building, neighbourhood and district on the day of the change: before, with one more who has the need of the unit''s step, and the cap.';
CALL isolate_tenant('role_changes');
GRANT SELECT, INSERT ON role_changes TO boligtrapp_app;
CREATE INDEX role_changes_dwelling_idx ON role_changes (municipality_id, dwelling_id);
