-- Why: whoever approves rules is to know what they do. A set is submitted only after its very content was tried on the
-- last round and the present queue.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE policy_impact_runs (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  policy_set_id uuid NOT NULL,
  content_hash text NOT NULL,
  round_id uuid,
  state text NOT NULL DEFAULT 'queued',
  failure_code text,
  progress_done integer NOT NULL DEFAULT 0,
  progress_total integer NOT NULL DEFAULT 0,
  result jsonb,
  requested_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CONSTRAINT policy_impact_runs_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT policy_impact_runs_policy_set_fkey FOREIGN KEY (municipality_id, policy_set_id) REFERENCES policy_sets (municipality_id, id),
  CONSTRAINT policy_impact_runs_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT policy_impact_runs_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT policy_impact_runs_state_check CHECK (state IN ('queued', 'running', 'done', 'failed')),
  CONSTRAINT policy_impact_runs_result_check CHECK ((state = 'done') = (result IS NOT NULL)),
  CONSTRAINT policy_impact_runs_failure_check CHECK ((state = 'failed') = (failure_code IS NOT NULL))
);
COMMENT ON TABLE policy_impact_runs IS 'Impact run (konsekvensberegning) of a policy set: what its content, by hash, changes in the last round and in the present queue.';
COMMENT ON COLUMN policy_impact_runs.content_hash IS 'SHA-256 of the content that was tried. A set whose content has changed since needs another run.';
COMMENT ON COLUMN policy_impact_runs.round_id IS 'The last round with a proposal when the run was asked for; null where there was none.';
COMMENT ON COLUMN policy_impact_runs.result IS 'Shape PolicyImpact of packages/use-cases: counts, ids of households, and ids and names of places; nothing that names a person.';
CALL isolate_tenant('policy_impact_runs');
GRANT SELECT, INSERT, UPDATE ON policy_impact_runs TO boligtrapp_app;
CREATE INDEX policy_impact_runs_set_idx ON policy_impact_runs (municipality_id, policy_set_id, id);
