-- Why: households and their members, with identity numbers that nobody can read out of the database.
-- Lock: none on existing tables. Duration: below one second.
-- Law: personopplysningsloven § 12 (identity number), folkeregisterloven § 10-4 (protected address).

CREATE TABLE persons (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  identity_number_ciphertext bytea,
  identity_number_hash bytea,
  name text NOT NULL,
  birth_date date NOT NULL,
  address_protection text NOT NULL DEFAULT 'none',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT persons_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT persons_identity_number_key UNIQUE (municipality_id, identity_number_hash),
  CONSTRAINT persons_identity_number_pair_check CHECK (num_nonnulls(identity_number_ciphertext, identity_number_hash) <> 1),
  CONSTRAINT persons_identity_number_hash_check CHECK (octet_length(identity_number_hash) = 32),
  CONSTRAINT persons_address_protection_check CHECK (address_protection IN ('none', 'confidential', 'strictly-confidential')),
  CONSTRAINT persons_birth_date_check CHECK (birth_date >= DATE '1890-01-01')
);
COMMENT ON TABLE persons IS 'One row per person and municipality; null identity number for a person who has none yet.';
COMMENT ON COLUMN persons.identity_number_ciphertext IS 'AES-256-GCM, key id in the first bytes, bound to municipality and person; never the number in clear.';
COMMENT ON COLUMN persons.identity_number_hash IS 'HMAC-SHA-256 with a key of its own, for exact search.';
COMMENT ON COLUMN persons.birth_date IS 'Registered date; never derived from the identity number (its form changes in 2032).';
COMMENT ON COLUMN persons.address_protection IS 'Adressesperre: confidential = fortrolig, strictly-confidential = strengt fortrolig. The grade itself is confidential.';
CALL isolate_tenant('persons');
GRANT SELECT, INSERT, UPDATE ON persons TO boligtrapp_app;

CREATE TABLE households (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  reference text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT households_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT households_reference_key UNIQUE (municipality_id, reference)
);
COMMENT ON TABLE households IS 'Husstand: those who are to live together. The reference is what pages and letters show instead of a name.';
CALL isolate_tenant('households');
GRANT SELECT, INSERT, UPDATE ON households TO boligtrapp_app;

CREATE TABLE household_members (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  person_id uuid NOT NULL,
  relation text NOT NULL,
  member_during daterange NOT NULL,
  CONSTRAINT household_members_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT household_members_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT household_members_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES persons (municipality_id, id),
  CONSTRAINT household_members_no_overlap_excl UNIQUE (municipality_id, household_id, person_id, member_during WITHOUT OVERLAPS),
  CONSTRAINT household_members_relation_check CHECK (relation IN ('applicant', 'partner', 'child', 'other'))
);
COMMENT ON TABLE household_members IS 'Dated membership. A child with two homes may be a member of two households.';
CALL isolate_tenant('household_members');
GRANT SELECT, INSERT, UPDATE ON household_members TO boligtrapp_app;
CREATE INDEX household_members_household_idx ON household_members (municipality_id, household_id);
CREATE INDEX household_members_person_idx ON household_members (municipality_id, person_id);
