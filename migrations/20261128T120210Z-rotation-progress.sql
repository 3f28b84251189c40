-- Why: a night that is cut off goes on where it was, in one transaction for each part of the leases; and whoever
-- watches sees that a night waits for a worker that is not there.
-- Lock: ACCESS EXCLUSIVE on rotation_runs, for the catalog, and SHARE while indexes on it are built. Duration: below
-- one second.

ALTER TABLE rotation_runs
  ADD COLUMN requested_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN started_at timestamptz,
  ADD COLUMN progressed_at timestamptz,
  ADD COLUMN attempt_count integer NOT NULL DEFAULT 0,
  ADD COLUMN claim uuid,
  ADD COLUMN total_count integer,
  ADD COLUMN progress jsonb,
  ADD COLUMN kind_counts jsonb,
  ADD COLUMN failed_step text,
  ADD CONSTRAINT rotation_runs_progress_check CHECK (progress IS NULL OR num_nonnulls(started_at, progressed_at, total_count) = 3);
COMMENT ON COLUMN rotation_runs.requested_at IS 'When somebody last asked for the run, the scheduler the first time; it is made again only for a later one.';
COMMENT ON COLUMN rotation_runs.started_at IS 'When the making that gave the result, or that is under way, was begun; going on after it was cut off does not change it.';
COMMENT ON COLUMN rotation_runs.progressed_at IS 'When a part was last done.';
COMMENT ON COLUMN rotation_runs.attempt_count IS 'How often a process has begun the run or gone on with it.';
COMMENT ON COLUMN rotation_runs.claim IS 'Changed by every process that takes the run: one that was believed dead can store nothing more.';
COMMENT ON COLUMN rotation_runs.total_count IS 'Leases there were to look at when it was begun.';
COMMENT ON COLUMN rotation_runs.progress IS 'What has been done of a making that has not ended, with the counts so far; null when none is under way.';
COMMENT ON COLUMN rotation_runs.kind_counts IS 'Flags that hold on run_on, by kind.';
COMMENT ON COLUMN rotation_runs.failed_step IS 'The part of the night that failed the last time it was tried: sweep, or a step after it.';

-- A watcher asks every few seconds; a municipality adds a row a night.
CREATE INDEX rotation_runs_waiting_idx ON rotation_runs (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX rotation_runs_failed_idx ON rotation_runs (run_on) WHERE state = 'failed';
CREATE INDEX rotation_runs_progressed_idx ON rotation_runs (progressed_at);

-- Whoever watches the whole must see which nights wait, of any municipality, and nothing of what they found.
CREATE POLICY relay_reads_all ON rotation_runs FOR SELECT TO boligtrapp_relay USING (true);
GRANT SELECT (municipality_id, run_on, state, created_at, started_at, progressed_at, finished_at) ON rotation_runs TO boligtrapp_relay;
GRANT SELECT (created_at) ON municipalities TO boligtrapp_relay;
