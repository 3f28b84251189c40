-- Why: every night, every lease is looked at; what is found is kept once, however often the night is run.
-- Lock: none on existing tables. Duration: below one second.
-- Law: husleieloven § 9-2 third paragraph.

CREATE TABLE rotation_runs (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  run_on date NOT NULL,
  state text NOT NULL DEFAULT 'queued',
  requested_by text NOT NULL,
  input_hash text,
  lease_count integer,
  flag_count integer,
  new_flag_count integer,
  state_counts jsonb,
  failure_code text,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CONSTRAINT rotation_runs_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT rotation_runs_run_on_key UNIQUE (municipality_id, run_on),
  CONSTRAINT rotation_runs_state_check CHECK (state IN ('queued', 'running', 'done', 'failed')),
  CONSTRAINT rotation_runs_done_check CHECK (state <> 'done' OR num_nonnulls(input_hash, lease_count, flag_count, new_flag_count, state_counts, finished_at) = 6)
);
COMMENT ON TABLE rotation_runs IS 'One row per municipality and date; a repeated run updates its row and adds no second flag.';
COMMENT ON COLUMN rotation_runs.flag_count IS 'Flags that hold on run_on, new or known.';
COMMENT ON COLUMN rotation_runs.new_flag_count IS 'Flags that the runs for this date were the first to see.';
CALL isolate_tenant('rotation_runs');
GRANT SELECT, INSERT, UPDATE ON rotation_runs TO boligtrapp_app;
GRANT SELECT ON rotation_runs TO boligtrapp_readonly;

CREATE TABLE rotation_flags (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  kind text NOT NULL,
  due_on date NOT NULL,
  first_seen_run_on date NOT NULL,
  cleared_run_on date,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT rotation_flags_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT rotation_flags_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT rotation_flags_once_key UNIQUE (municipality_id, lease_id, kind, due_on),
  CONSTRAINT rotation_flags_cleared_check CHECK (cleared_run_on > first_seen_run_on),
  CONSTRAINT rotation_flags_kind_check CHECK (kind IN ('review-due', 'holdover', 'became-indefinite', 'short-term-without-basis', 'repeated-short-term', 'early-request-only'))
);
COMMENT ON TABLE rotation_flags IS 'What the nightly run found: one per lease, kind and due date; never changed but for the day it was cleared.';
COMMENT ON COLUMN rotation_flags.cleared_run_on IS 'First run on which it no longer held; null while it holds.';
COMMENT ON COLUMN rotation_flags.due_on IS 'The day that matters: last day of the term (review-due), last safe day (holdover, early-request-only), day of conversion (became-indefinite), first day (short terms).';
CALL isolate_tenant('rotation_flags');
GRANT SELECT, INSERT, UPDATE (cleared_run_on) ON rotation_flags TO boligtrapp_app;
CREATE INDEX rotation_flags_due_idx ON rotation_flags (municipality_id, due_on, id) WHERE cleared_run_on IS NULL;

CREATE TABLE reviews (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  opened_on date NOT NULL,
  opened_by text NOT NULL,
  outcome text,
  reason text,
  closed_on date,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT reviews_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT reviews_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT reviews_outcome_check CHECK (outcome IN ('renew', 'move-down', 'move-up', 'private-rental', 'startlan', 'move-out')),
  CONSTRAINT reviews_closed_check CHECK (num_nonnulls(outcome, reason, closed_on) IN (0, 3))
);
COMMENT ON TABLE reviews IS 'Rullering: the review before a lease runs out; startlan = from renting to owning.';
CALL isolate_tenant('reviews');
GRANT SELECT, INSERT, UPDATE ON reviews TO boligtrapp_app;
CREATE UNIQUE INDEX reviews_one_open_key ON reviews (municipality_id, lease_id) WHERE closed_on IS NULL;
