-- Why: the grade of a protected address does not stand in the table that everybody reads, and the address itself stands
-- in a schema of its own, under a role and a key of its own.
-- Lock: short ones on persons, whose column is dropped. Duration: one pass of persons; seconds for a million rows.
-- Rows go with their person: a person who may be destroyed leaves no address behind.
-- Law: folkeregisterloven § 10-4 (protected address), forvaltningsloven § 13 (the grade is itself confidential).

CREATE TABLE address_protections (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  person_id uuid NOT NULL,
  grade text NOT NULL,
  CONSTRAINT address_protections_pkey PRIMARY KEY (municipality_id, person_id),
  CONSTRAINT address_protections_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES persons (municipality_id, id) ON DELETE CASCADE,
  CONSTRAINT address_protections_grade_check CHECK (grade IN ('none', 'confidential', 'strictly-confidential', 'strictly-confidential-abroad'))
);
COMMENT ON TABLE address_protections IS 'Adressesperre as it holds now; no row for a person who never had one. The grade itself is confidential: for few to know.';
COMMENT ON COLUMN address_protections.grade IS 'none where it was lifted, confidential = fortrolig, strictly-confidential = strengt fortrolig, strictly-confidential-abroad = strengt fortrolig utland.';
CALL isolate_tenant('address_protections');
GRANT SELECT, INSERT, UPDATE ON address_protections TO boligtrapp_app;
GRANT SELECT ON address_protections TO boligtrapp_protected, boligtrapp_retention;

CREATE TABLE address_protection_changes (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  person_id uuid NOT NULL,
  grade text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL,
  CONSTRAINT address_protection_changes_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT address_protection_changes_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES persons (municipality_id, id) ON DELETE CASCADE,
  CONSTRAINT address_protection_changes_grade_check CHECK (grade IN ('none', 'confidential', 'strictly-confidential', 'strictly-confidential-abroad'))
);
COMMENT ON TABLE address_protection_changes IS 'Every grade that a person was given, in order; written by the database itself with every change of address_protections.';
COMMENT ON COLUMN address_protection_changes.grade IS 'The grade from then on; none where the protection was lifted.';
COMMENT ON COLUMN address_protection_changes.changed_by IS 'Who acted, as the transaction says; unknown where it does not.';
CALL isolate_tenant('address_protection_changes');
GRANT SELECT, INSERT ON address_protection_changes TO boligtrapp_app;
GRANT SELECT ON address_protection_changes TO boligtrapp_retention;
CREATE INDEX address_protection_changes_person_idx ON address_protection_changes (municipality_id, person_id);

-- A trigger and not the use case: no way to a grade, an import or a repair by hand included, leaves the history out.
CREATE FUNCTION note_address_protection() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO address_protection_changes (municipality_id, person_id, grade, changed_by)
  VALUES (NEW.municipality_id, NEW.person_id, NEW.grade, coalesce(nullif(current_setting('app.actor_id', true), ''), 'unknown'));
  RETURN NULL;
END $$;
COMMENT ON FUNCTION note_address_protection() IS 'Writes down every grade in address_protection_changes.';
CREATE TRIGGER address_protections_noted AFTER INSERT OR UPDATE OF grade ON address_protections
  FOR EACH ROW EXECUTE FUNCTION note_address_protection();

-- The migrator is bound by the policies, too: without a municipality it would see no person to move.
ALTER TABLE persons NO FORCE ROW LEVEL SECURITY;
ALTER TABLE address_protections NO FORCE ROW LEVEL SECURITY;
ALTER TABLE address_protection_changes NO FORCE ROW LEVEL SECURITY;
INSERT INTO address_protections (municipality_id, person_id, grade)
  SELECT municipality_id, id, address_protection FROM persons WHERE address_protection <> 'none';
ALTER TABLE address_protection_changes FORCE ROW LEVEL SECURITY;
ALTER TABLE address_protections FORCE ROW LEVEL SECURITY;
ALTER TABLE persons FORCE ROW LEVEL SECURITY;
ALTER TABLE persons DROP COLUMN address_protection;

CREATE SCHEMA protected;
COMMENT ON SCHEMA protected IS 'What could cost a life: read and written by the role boligtrapp_protected alone.';
REVOKE ALL ON SCHEMA protected FROM PUBLIC;
GRANT USAGE ON SCHEMA protected TO boligtrapp_protected;

CREATE TABLE protected.addresses (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  person_id uuid NOT NULL,
  ciphertext bytea NOT NULL,
  version integer NOT NULL DEFAULT 1,
  written_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT addresses_pkey PRIMARY KEY (municipality_id, person_id),
  CONSTRAINT addresses_person_fkey FOREIGN KEY (municipality_id, person_id) REFERENCES public.persons (municipality_id, id) ON DELETE CASCADE,
  CONSTRAINT addresses_ciphertext_check CHECK (octet_length(ciphertext) BETWEEN 30 AND 16384)
);
COMMENT ON TABLE protected.addresses IS 'Where a person with a protected address lives and how to reach them, as ciphertext; one row per person.';
COMMENT ON COLUMN protected.addresses.ciphertext IS 'AES-256-GCM with a key of its own, bound to municipality and person; never in clear.';
COMMENT ON COLUMN protected.addresses.version IS 'Counts the writings, from 1.';
CALL isolate_tenant('protected.addresses');
GRANT SELECT, INSERT, UPDATE, DELETE ON protected.addresses TO boligtrapp_protected;
