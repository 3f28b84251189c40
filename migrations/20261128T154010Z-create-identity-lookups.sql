-- Why: the key of the search hashes can be changed while everybody works: a number stands under the new key and the
-- old one until the last has the new one, and is stored once under either.
-- Lock: ACCESS EXCLUSIVE on persons while its hashes are copied. Duration: some seconds for a million persons. API and
-- worker of the version before must have stopped: they read the column that goes.
-- Law: personopplysningsloven § 12 (identity number).

CREATE TABLE identity_lookups (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  lookup_key_id text NOT NULL,
  hash bytea NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT identity_lookups_pkey PRIMARY KEY (municipality_id, lookup_key_id, hash),
  CONSTRAINT identity_lookups_person_key UNIQUE (municipality_id, person_id, lookup_key_id),
  CONSTRAINT identity_lookups_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES persons (municipality_id, id),
  CONSTRAINT identity_lookups_key_id_check CHECK (lookup_key_id ~ '^[A-Za-z0-9-]{1,32}$'),
  CONSTRAINT identity_lookups_hash_check CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE identity_lookups IS 'Keyed hashes of identity numbers for exact search, one for each person and lookup key; two while the key is being changed. The primary key is what makes a number one person''s.';
COMMENT ON COLUMN identity_lookups.lookup_key_id IS 'Name of the key of the hash; l1 where the key had no name yet.';
COMMENT ON COLUMN identity_lookups.hash IS 'HMAC-SHA-256 of municipality and number.';

-- The persons of every municipality, which their owner does not see while the policy is forced.
ALTER TABLE persons NO FORCE ROW LEVEL SECURITY;
INSERT INTO identity_lookups (municipality_id, lookup_key_id, hash, person_id)
SELECT municipality_id, 'l1', identity_number_hash, id FROM persons WHERE identity_number_hash IS NOT NULL;
ALTER TABLE persons FORCE ROW LEVEL SECURITY;

CALL isolate_tenant('identity_lookups');
GRANT SELECT, INSERT, DELETE ON identity_lookups TO boligtrapp_app;

ALTER TABLE persons DROP COLUMN identity_number_hash;
COMMENT ON COLUMN persons.identity_number_ciphertext IS 'AES-256-GCM, id of the data key in the first bytes, bound to municipality, column and person; never the number in clear.';
