-- Why: every row belongs to one municipality, and the database itself keeps them apart.
-- Lock: none on existing tables. Duration: below one second.
-- Law: forvaltningsloven § 13 (being a client is itself confidential).

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE FUNCTION current_municipality() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.municipality', true), '')::uuid;
COMMENT ON FUNCTION current_municipality() IS
  'Municipality of the running transaction, from the transaction-local setting app.municipality; null when none is set, so that every policy then shows nothing.';

-- A procedure and not four statements per table: a table that forgets one of them leaks.
CREATE PROCEDURE isolate_tenant(target regclass, tenant_column name DEFAULT 'municipality_id')
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_isolation ON %s USING (%I = current_municipality()) WITH CHECK (%I = current_municipality())',
    target, tenant_column, tenant_column);
END $$;
COMMENT ON PROCEDURE isolate_tenant(regclass, name) IS
  'Used by migrations only: turns row-level security on, forces it for the owner too, and adds the policy of the municipality.';
REVOKE EXECUTE ON PROCEDURE isolate_tenant(regclass, name) FROM PUBLIC;

CREATE TABLE municipalities (
  id uuid PRIMARY KEY,
  kommunenummer text NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT municipalities_kommunenummer_key UNIQUE (kommunenummer),
  CONSTRAINT municipalities_kommunenummer_check CHECK (kommunenummer ~ '^[0-9]{4}$')
);
COMMENT ON TABLE municipalities IS 'Tenants. Every other table carries municipality_id in its key.';
COMMENT ON COLUMN municipalities.kommunenummer IS 'Official number, four digits (Statistics Norway); changes when municipalities merge, so it is no key.';
CALL isolate_tenant('municipalities', 'id');
-- The relay and the scheduler must know which municipalities exist, and nothing more of them.
CREATE POLICY relay_reads_all ON municipalities FOR SELECT TO boligtrapp_relay USING (true);
GRANT SELECT ON municipalities TO boligtrapp_app, boligtrapp_readonly;
GRANT INSERT ON municipalities TO boligtrapp_app;
GRANT SELECT (id) ON municipalities TO boligtrapp_relay;
