-- Why: what is sent or published must stay as it was, byte for byte, and be recognised by its hash.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE documents (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  media_type text NOT NULL,
  sha256 bytea NOT NULL,
  bytes bytea NOT NULL,
  stored_by text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT documents_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT documents_media_type_check CHECK (media_type IN ('application/pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document')),
  CONSTRAINT documents_size_check CHECK (octet_length(bytes) BETWEEN 1 AND 10485760),
  CONSTRAINT documents_sha256_check CHECK (sha256 = pg_catalog.sha256(bytes))
);
COMMENT ON TABLE documents IS 'Files as they were made or received, append-only. Who may read one follows from what refers to it.';
COMMENT ON COLUMN documents.sha256 IS 'Of bytes; the database checks it.';
COMMENT ON COLUMN documents.bytes IS 'At most 10 MiB.';
COMMENT ON COLUMN documents.stored_by IS 'User id, or the name of a job.';
-- They are compressed already.
ALTER TABLE documents ALTER COLUMN bytes SET STORAGE EXTERNAL;
CALL isolate_tenant('documents');
GRANT SELECT, INSERT ON documents TO boligtrapp_app;
