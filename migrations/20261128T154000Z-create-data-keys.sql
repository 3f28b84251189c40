-- Why: fields are encrypted under data keys of their municipality, which are stored wrapped only: the key-encryption
-- key stays outside the database and can be changed without touching a field.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE data_keys (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  purpose text NOT NULL,
  key_id text NOT NULL,
  wrapped_key bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  retired_at timestamptz,
  CONSTRAINT data_keys_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT data_keys_purpose_check CHECK (purpose IN ('identity-number', 'protected-address')),
  CONSTRAINT data_keys_key_id_check CHECK (key_id <> '' AND char_length(key_id) <= 256),
  CONSTRAINT data_keys_wrapped_key_check CHECK (octet_length(wrapped_key) BETWEEN 40 AND 4096)
);
COMMENT ON TABLE data_keys IS 'Keys that encrypt fields, wrapped by a key-encryption key that the database does not have. A row is never removed: what was encrypted with it, in a backup too, opens with nothing else.';
COMMENT ON COLUMN data_keys.id IS 'Stands in clear at the beginning of each ciphertext.';
COMMENT ON COLUMN data_keys.purpose IS 'What it encrypts; each purpose has key-encryption keys of its own.';
COMMENT ON COLUMN data_keys.key_id IS 'Name of the key-encryption key that wraps it now.';
COMMENT ON COLUMN data_keys.retired_at IS 'Since then it opens only; null for the one that encrypts.';
CALL isolate_tenant('data_keys');
CREATE UNIQUE INDEX data_keys_in_use_idx ON data_keys (municipality_id, purpose) WHERE retired_at IS NULL;
GRANT SELECT, INSERT, UPDATE (key_id, wrapped_key, retired_at) ON data_keys TO boligtrapp_app;
