-- Why: the case of somebody with a protected address is there for named people only, and who was named is kept.
-- Lock: none on existing tables. Duration: below one second.
-- Law: forvaltningsloven § 13, folkeregisterloven § 10-4.

CREATE TABLE case_access_grants (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  member text NOT NULL,
  state text NOT NULL DEFAULT 'in-force',
  until date,
  reason text NOT NULL,
  granted_by text NOT NULL,
  granted_at timestamptz NOT NULL DEFAULT now(),
  ended_by text,
  ended_at timestamptz,
  ended_because text,
  CONSTRAINT case_access_grants_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT case_access_grants_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id) ON DELETE CASCADE,
  CONSTRAINT case_access_grants_state_check CHECK (state IN ('in-force', 'withdrawn', 'expired')),
  CONSTRAINT case_access_grants_ended_check CHECK (
    (state = 'in-force' AND num_nonnulls(ended_by, ended_at, ended_because) = 0)
    OR (state = 'withdrawn' AND num_nulls(ended_by, ended_at, ended_because) = 0)
    OR (state = 'expired' AND until IS NOT NULL AND num_nulls(ended_by, ended_at) = 0 AND ended_because IS NULL))
);
COMMENT ON TABLE case_access_grants IS 'Navngitt tilgang: who may know of the case of a household with a protected address, by whom, why and how long. Ended, never deleted.';
COMMENT ON COLUMN case_access_grants.member IS 'Who is named, by the id at the identity provider.';
COMMENT ON COLUMN case_access_grants.until IS 'First day on which it no longer holds (exclusive), in Norwegian time; null for no end.';
COMMENT ON COLUMN case_access_grants.state IS 'One past its day is in force no more, whether or not it is marked as expired yet.';
CALL isolate_tenant('case_access_grants');
GRANT SELECT, INSERT ON case_access_grants TO boligtrapp_app;
GRANT SELECT ON case_access_grants TO boligtrapp_retention;
GRANT UPDATE (state, ended_by, ended_at, ended_because) ON case_access_grants TO boligtrapp_app;
-- One at a time for each person and case; also what visibility asks for.
CREATE UNIQUE INDEX case_access_grants_in_force_key ON case_access_grants (municipality_id, member, household_id) WHERE state = 'in-force';
CREATE INDEX case_access_grants_household_idx ON case_access_grants (municipality_id, household_id);

-- The role of the address sees what tells whether the reader is named, writes the traces, and nothing else.
GRANT SELECT ON case_access_grants, household_members, recusals TO boligtrapp_protected;
GRANT SELECT, INSERT ON access_events, audit_events TO boligtrapp_protected;
GRANT SELECT, INSERT, UPDATE ON audit_heads TO boligtrapp_protected;
GRANT SELECT, INSERT, DELETE ON idempotency_keys TO boligtrapp_protected;
