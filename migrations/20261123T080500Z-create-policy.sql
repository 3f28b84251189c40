-- Why: rules are configuration with a date and a source, never constants in code.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE policy_sets (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  name text NOT NULL,
  state text NOT NULL,
  valid_during daterange,
  content jsonb NOT NULL,
  content_hash text NOT NULL,
  author text NOT NULL,
  approver text,
  approval_reference text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT policy_sets_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT policy_sets_name_key UNIQUE (municipality_id, name),
  CONSTRAINT policy_sets_state_check CHECK (state IN ('draft', 'submitted', 'in-force', 'replaced')),
  CONSTRAINT policy_sets_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT policy_sets_approved_check CHECK (state NOT IN ('in-force', 'replaced') OR (valid_during IS NOT NULL AND approver IS NOT NULL)),
  CONSTRAINT policy_sets_four_eyes_check CHECK (approver IS NULL OR approver <> author),
  CONSTRAINT policy_sets_one_in_force_excl EXCLUDE USING gist (municipality_id WITH =, valid_during WITH &&)
    WHERE (state IN ('in-force', 'replaced'))
);
COMMENT ON TABLE policy_sets IS 'Regelsett: weights, caps, norms and windows, each figure with unit and source. One in force on a date.';
COMMENT ON COLUMN policy_sets.content IS 'Shape PolicyContent of packages/domain, checked by the application.';
COMMENT ON COLUMN policy_sets.content_hash IS 'SHA-256 of the canonical JSON (RFC 8785) of content, in hex.';
CALL isolate_tenant('policy_sets');
GRANT SELECT, INSERT, UPDATE ON policy_sets TO boligtrapp_app;
