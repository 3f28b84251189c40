-- Why: from application to an entitlement and a place in the queue.
-- Lock: none on existing tables. Duration: below one second.
-- Law: boligsosialloven § 7, helse- og omsorgstjenesteloven § 3-2 a, forvaltningsloven § 28.

CREATE TABLE housing_applications (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  source text NOT NULL,
  received_on date NOT NULL,
  receipt_sent_at timestamptz,
  status text NOT NULL DEFAULT 'received',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT housing_applications_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT housing_applications_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT housing_applications_source_check CHECK (source IN ('digital', 'paper', 'in-person', 'referral', 'kobo')),
  CONSTRAINT housing_applications_status_check CHECK (status IN ('received', 'in-queue', 'refused', 'withdrawn', 'expired', 'housed'))
);
COMMENT ON TABLE housing_applications IS 'Søknad. In-queue means that an entitlement is granted and a current assessment exists.';
CALL isolate_tenant('housing_applications');
GRANT SELECT, INSERT, UPDATE ON housing_applications TO boligtrapp_app;
CREATE INDEX housing_applications_household_idx ON housing_applications (municipality_id, household_id);
CREATE UNIQUE INDEX housing_applications_one_open_key ON housing_applications (municipality_id, household_id)
  WHERE status IN ('received', 'in-queue');

CREATE TABLE entitlements (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  application_id uuid NOT NULL,
  decision_track text NOT NULL,
  outcome text NOT NULL,
  legal_basis text NOT NULL,
  appeal_body text NOT NULL,
  decided_on date NOT NULL,
  decided_by text NOT NULL,
  corrects_id uuid,
  CONSTRAINT entitlements_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT entitlements_application_fkey FOREIGN KEY (municipality_id, application_id) REFERENCES housing_applications (municipality_id, id),
  CONSTRAINT entitlements_corrects_fkey FOREIGN KEY (municipality_id, corrects_id) REFERENCES entitlements (municipality_id, id),
  CONSTRAINT entitlements_decision_track_check CHECK (decision_track IN ('assistance', 'municipal-dwelling', 'care-dwelling', 'temporary-housing')),
  CONSTRAINT entitlements_outcome_check CHECK (outcome IN ('granted', 'refused')),
  CONSTRAINT entitlements_appeal_body_check CHECK (appeal_body IN ('statsforvalter', 'municipal-appeals-board'))
);
COMMENT ON TABLE entitlements IS 'The decision (vedtak) on entitlement, append-only; several may come from one application, each with its own legal basis and appeal body.';
CALL isolate_tenant('entitlements');
GRANT SELECT, INSERT ON entitlements TO boligtrapp_app;
CREATE INDEX entitlements_application_idx ON entitlements (municipality_id, application_id);

CREATE TABLE assessments (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  version_number integer NOT NULL,
  track text NOT NULL,
  level smallint NOT NULL,
  programme text NOT NULL DEFAULT 'ladder',
  needs jsonb NOT NULL,
  urgency_class smallint NOT NULL,
  need_points integer NOT NULL,
  need_points_parts jsonb NOT NULL,
  waiting_since date NOT NULL,
  ready_to_move boolean NOT NULL DEFAULT false,
  assessed_on date NOT NULL,
  assessed_by text NOT NULL,
  valid_until date NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT assessments_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT assessments_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT assessments_version_key UNIQUE (municipality_id, household_id, version_number),
  CONSTRAINT assessments_version_number_check CHECK (version_number >= 1),
  CONSTRAINT assessments_track_check CHECK (track IN ('welfare', 'care')),
  CONSTRAINT assessments_level_check CHECK (level BETWEEN 1 AND 5),
  CONSTRAINT assessments_programme_check CHECK (programme IN ('ladder', 'housing-first', 'youth')),
  CONSTRAINT assessments_urgency_class_check CHECK (urgency_class BETWEEN 1 AND 4),
  CONSTRAINT assessments_need_points_check CHECK (need_points BETWEEN 0 AND 1000),
  CONSTRAINT assessments_validity_check CHECK (valid_until > assessed_on)
);
COMMENT ON TABLE assessments IS 'Kartlegging. Never edited: a new version supersedes; the highest version_number of a household is the one in force. Functional need only, no diagnosis.';
COMMENT ON COLUMN assessments.needs IS 'Acceptable levels with reasons, bedrooms, access, staffing, children, areas: shape AssessmentNeeds of packages/domain, checked by the application.';
COMMENT ON COLUMN assessments.urgency_class IS '1 is the most urgent; what each class means stands in the policy set.';
COMMENT ON COLUMN assessments.need_points_parts IS 'Criterion, value and points of each part; the sum equals need_points.';
COMMENT ON COLUMN assessments.waiting_since IS 'First day counted as waiting (inclusive).';
COMMENT ON COLUMN assessments.valid_until IS 'First day on which it no longer holds (exclusive).';
CALL isolate_tenant('assessments');
GRANT SELECT, INSERT ON assessments TO boligtrapp_app;

CREATE TABLE keep_apart (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  household_a_id uuid NOT NULL,
  household_b_id uuid NOT NULL,
  scope text NOT NULL,
  restricted_reason text NOT NULL,
  owner text NOT NULL,
  review_on date NOT NULL,
  valid_during daterange NOT NULL,
  CONSTRAINT keep_apart_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT keep_apart_household_a_fkey FOREIGN KEY (municipality_id, household_a_id) REFERENCES households (municipality_id, id),
  CONSTRAINT keep_apart_household_b_fkey FOREIGN KEY (municipality_id, household_b_id) REFERENCES households (municipality_id, id),
  CONSTRAINT keep_apart_order_check CHECK (household_a_id < household_b_id),
  CONSTRAINT keep_apart_no_overlap_excl UNIQUE (municipality_id, household_a_id, household_b_id, scope, valid_during WITHOUT OVERLAPS),
  CONSTRAINT keep_apart_scope_check CHECK (scope IN ('building', 'neighbourhood'))
);
COMMENT ON TABLE keep_apart IS 'Two households that must not live in the same building or neighbourhood; stored once, the lower id first.';
COMMENT ON COLUMN keep_apart.restricted_reason IS 'For named people only; everyone else reads a neutral wording.';
CALL isolate_tenant('keep_apart');
GRANT SELECT, INSERT, UPDATE ON keep_apart TO boligtrapp_app;
