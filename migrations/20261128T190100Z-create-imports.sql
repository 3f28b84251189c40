-- Why: what a municipality has in spreadsheets and other systems comes in by files, which are checked before anything is stored.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE import_runs (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  subject text NOT NULL,
  format text NOT NULL,
  source_system text,
  content_hash text NOT NULL,
  byte_count integer NOT NULL,
  is_utf8 boolean NOT NULL,
  state text NOT NULL DEFAULT 'received',
  failure_code text,
  progress_done integer NOT NULL DEFAULT 0,
  row_count integer NOT NULL DEFAULT 0,
  new_count integer NOT NULL DEFAULT 0,
  changed_count integer NOT NULL DEFAULT 0,
  unchanged_count integer NOT NULL DEFAULT 0,
  rejected_count integer NOT NULL DEFAULT 0,
  warning_count integer NOT NULL DEFAULT 0,
  stored_count integer NOT NULL DEFAULT 0,
  overtaken_count integer NOT NULL DEFAULT 0,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  decided_by text,
  decided_at timestamptz,
  finished_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT import_runs_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT import_runs_subject_check CHECK (subject IN ('dwellings', 'places')),
  CONSTRAINT import_runs_format_check CHECK (format IN ('csv', 'xlsx', 'ndjson')),
  CONSTRAINT import_runs_source_system_check CHECK (source_system ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  CONSTRAINT import_runs_content_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT import_runs_byte_count_check CHECK (byte_count > 0),
  CONSTRAINT import_runs_state_check CHECK (state IN ('received', 'checked', 'nothing-to-store', 'approved', 'refused', 'expired', 'applied', 'failed')),
  CONSTRAINT import_runs_failure_check CHECK ((failure_code IS NOT NULL) = (state = 'failed')),
  CONSTRAINT import_runs_decision_check CHECK (num_nonnulls(decided_by, decided_at) IN (0, 2)),
  CONSTRAINT import_runs_approval_check CHECK (state NOT IN ('approved', 'applied') OR decided_by IS NOT NULL),
  CONSTRAINT import_runs_stored_check CHECK (stored_count + overtaken_count <= new_count + changed_count)
);
COMMENT ON TABLE import_runs IS 'Files of rows that were sent in. Until a person approves one, nothing of it is in the register.';
COMMENT ON COLUMN import_runs.state IS 'Transitions: IMPORT_RUN_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN import_runs.content_hash IS 'SHA-256 of the bytes of the file, in hex.';
COMMENT ON COLUMN import_runs.is_utf8 IS 'False for text that is not valid UTF-8: it is read as Windows-1252, as Excel in Norwegian writes CSV.';
COMMENT ON COLUMN import_runs.source_system IS 'Name of the system whose external ids the rows have; null for spreadsheets without any.';
COMMENT ON COLUMN import_runs.progress_done IS 'Last row of the file that was checked, or, once it is approved, seen to.';
COMMENT ON COLUMN import_runs.overtaken_count IS 'Rows that were good when they were checked, and no longer fitted the register when they were to be stored.';
CALL isolate_tenant('import_runs');
GRANT SELECT, INSERT, UPDATE ON import_runs TO boligtrapp_app;

CREATE TABLE import_file_parts (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  import_id uuid NOT NULL,
  part_number integer NOT NULL,
  bytes bytea NOT NULL,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT import_file_parts_pkey PRIMARY KEY (municipality_id, import_id, part_number),
  CONSTRAINT import_file_parts_size_check CHECK (octet_length(bytes) BETWEEN 1 AND 1048576)
);
COMMENT ON TABLE import_file_parts IS 'The bytes of files until their import is over, at most 14 days; written while a file comes in, before its import is known.';
CALL isolate_tenant('import_file_parts');
GRANT SELECT, INSERT, DELETE ON import_file_parts TO boligtrapp_app;

CREATE TABLE import_rows (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  import_id uuid NOT NULL,
  row_number integer NOT NULL,
  outcome text NOT NULL,
  label text NOT NULL,
  object_id uuid,
  object_version integer,
  changed_columns text[] NOT NULL DEFAULT '{}',
  CONSTRAINT import_rows_pkey PRIMARY KEY (municipality_id, import_id, row_number),
  CONSTRAINT import_rows_run_fkey FOREIGN KEY (municipality_id, import_id) REFERENCES import_runs (municipality_id, id),
  CONSTRAINT import_rows_row_number_check CHECK (row_number >= 1),
  CONSTRAINT import_rows_outcome_check CHECK (outcome IN ('new', 'changed', 'rejected', 'overtaken')),
  CONSTRAINT import_rows_label_check CHECK (char_length(label) <= 120)
);
COMMENT ON TABLE import_rows IS 'What became of the rows of a file, but for those that change nothing; without their values.';
COMMENT ON COLUMN import_rows.row_number IS 'As a spreadsheet counts: the headings are row 1. Without headings, the line of the file.';
COMMENT ON COLUMN import_rows.label IS 'The reference of the dwelling or the name of the place, as the row has it; empty where it has none.';
COMMENT ON COLUMN import_rows.object_id IS 'What the row changes, or, once it is stored, what it made.';
COMMENT ON COLUMN import_rows.object_version IS 'The version on which the check was made; null for what is new or has none.';
CALL isolate_tenant('import_rows');
GRANT SELECT, INSERT, UPDATE, DELETE ON import_rows TO boligtrapp_app;
CREATE INDEX import_rows_outcome_idx ON import_rows (municipality_id, import_id, outcome, row_number);

CREATE TABLE import_faults (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  import_id uuid NOT NULL,
  row_number integer NOT NULL,
  fault_number integer NOT NULL,
  column_name text,
  code text NOT NULL,
  severity text NOT NULL,
  CONSTRAINT import_faults_pkey PRIMARY KEY (municipality_id, import_id, row_number, fault_number),
  CONSTRAINT import_faults_run_fkey FOREIGN KEY (municipality_id, import_id) REFERENCES import_runs (municipality_id, id),
  CONSTRAINT import_faults_number_check CHECK (fault_number >= 1),
  CONSTRAINT import_faults_column_name_check CHECK (char_length(column_name) BETWEEN 1 AND 60),
  CONSTRAINT import_faults_severity_check CHECK (severity IN ('reject', 'warn'))
);
COMMENT ON TABLE import_faults IS 'What is wrong with rows of a file, by row and column; never the value.';
COMMENT ON COLUMN import_faults.column_name IS 'The column by its name in the API; of a column that nobody knows its place, such as column-7; null for the row as a whole.';
COMMENT ON COLUMN import_faults.severity IS 'reject: the row is not stored; warn: it is, without what is named.';
CALL isolate_tenant('import_faults');
GRANT SELECT, INSERT, DELETE ON import_faults TO boligtrapp_app;
