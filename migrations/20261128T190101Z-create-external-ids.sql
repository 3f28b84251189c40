-- Why: another system finds what it has sent by its own id, and never makes it twice.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE external_ids (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  subject text NOT NULL,
  source_system text NOT NULL,
  external_id text NOT NULL,
  object_id uuid NOT NULL,
  CONSTRAINT external_ids_pkey PRIMARY KEY (municipality_id, subject, source_system, external_id),
  CONSTRAINT external_ids_object_key UNIQUE (municipality_id, subject, source_system, object_id),
  CONSTRAINT external_ids_subject_check CHECK (subject IN ('dwellings', 'places')),
  CONSTRAINT external_ids_source_system_check CHECK (source_system ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  CONSTRAINT external_ids_external_id_check CHECK (external_id ~ '^[A-Za-z0-9._:/-]{1,80}$')
);
COMMENT ON TABLE external_ids IS 'Ids of other systems for dwellings and places: one for each system and object.';
CALL isolate_tenant('external_ids');
GRANT SELECT, INSERT ON external_ids TO boligtrapp_app;
GRANT SELECT ON external_ids TO boligtrapp_readonly;
