-- Why: a hash chain alone shows what was changed in the middle; whoever may write to the database can cut its end off, or
-- write it anew from the first row. The head of each chain is therefore sealed with a key that the database never sees.
-- Lock: none on existing tables. Duration: below one second.
-- Law: forvaltningsloven § 13, GDPR art. 5 (accountability).

CREATE TABLE audit_heads (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  sequence bigint NOT NULL,
  hash text NOT NULL,
  key_id text NOT NULL,
  seal text NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT audit_heads_pkey PRIMARY KEY (municipality_id),
  CONSTRAINT audit_heads_sequence_check CHECK (sequence >= 1),
  CONSTRAINT audit_heads_hash_check CHECK (hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT audit_heads_seal_check CHECK (seal ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE audit_heads IS 'The last audit event of each municipality, sealed (HMAC-SHA-256) in the transaction that appended it. Older heads are kept outside the database: see docs/operations/audit.md.';
COMMENT ON COLUMN audit_heads.seal IS 'Hex, over municipality, sequence and hash, with the key named by key_id.';
CALL isolate_tenant('audit_heads');
GRANT SELECT, INSERT, UPDATE ON audit_heads TO boligtrapp_app;
