-- Why: whoever asks gets to know what is held on them, and a blocked case is read with a reason and a trace, in one way.
-- Lock: none on existing tables. Duration: below one second.
-- Law: GDPR art. 15.

CREATE TABLE person_data_exports (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  kind text NOT NULL,
  person_id uuid,
  household_id uuid,
  reason_code text NOT NULL,
  reference text NOT NULL,
  state text NOT NULL DEFAULT 'requested',
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  is_protected boolean NOT NULL DEFAULT false,
  content text,
  made_at timestamptz,
  expires_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT person_data_exports_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT person_data_exports_kind_check CHECK (kind IN ('access', 'archive')),
  CONSTRAINT person_data_exports_subject_check CHECK ((person_id IS NOT NULL) = (kind = 'access') AND (household_id IS NOT NULL) = (kind = 'archive')),
  CONSTRAINT person_data_exports_reason_check CHECK (CASE kind
    WHEN 'access' THEN reason_code IN ('person-asked', 'guardian-asked', 'supervisory-authority')
    ELSE reason_code IN ('person-asked', 'appeal-or-claim', 'archive-duty', 'supervision') END),
  CONSTRAINT person_data_exports_reference_check CHECK (reference ~ '^[A-Za-z0-9ÆØÅæøå ./_-]{1,60}$'),
  CONSTRAINT person_data_exports_state_check CHECK (state IN ('requested', 'ready', 'nothing-held', 'expired')),
  CONSTRAINT person_data_exports_content_check CHECK ((content IS NOT NULL) = (state = 'ready')),
  CONSTRAINT person_data_exports_expiry_check CHECK (num_nonnulls(made_at, expires_at) = CASE
    WHEN state IN ('ready', 'expired') THEN 2 ELSE 0 END)
);
COMMENT ON TABLE person_data_exports IS 'Copies of what is held on a person (access, GDPR art. 15) and readings of blocked cases (archive). The content goes when the time for fetching it is over; the row stays as a trace.';
COMMENT ON COLUMN person_data_exports.state IS 'Transitions: PERSON_DATA_EXPORT_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN person_data_exports.content IS 'JSON as it is handed out, but for the identity number, which stays encrypted; no other person is named in it.';
COMMENT ON COLUMN person_data_exports.is_protected IS 'Somebody of the case has a protected address: the copy exists for those alone who may know.';
COMMENT ON COLUMN person_data_exports.reference IS 'Where the request is found in the archive; no names.';
CALL isolate_tenant('person_data_exports');
GRANT SELECT, INSERT ON person_data_exports TO boligtrapp_app;
GRANT SELECT, UPDATE (state, is_protected, content, made_at, expires_at, version) ON person_data_exports TO boligtrapp_retention;
CREATE INDEX person_data_exports_expiry_idx ON person_data_exports (municipality_id, expires_at) WHERE state = 'ready';
