-- Why: a machine says in its access token for which organisation it asks (Maskinporten, ISO 6523 `0192:<number>`), and
-- that must lead to one municipality.
-- Lock: ACCESS EXCLUSIVE on municipalities for the column and its index, a table of some hundred rows. Duration: below
-- one second.

ALTER TABLE municipalities
  ADD COLUMN organisation_number text,
  ADD CONSTRAINT municipalities_organisation_number_key UNIQUE (organisation_number),
  ADD CONSTRAINT municipalities_organisation_number_check CHECK (organisation_number ~ '^[0-9]{9}$');
COMMENT ON COLUMN municipalities.organisation_number IS 'Number of the municipality in the Central Coordinating Register for Legal Entities (organisasjonsnummer), nine digits; null: no machine gets in for it.';
