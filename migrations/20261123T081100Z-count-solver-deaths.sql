-- Why: a solve that ended its thread is tried once more with a smaller budget. The round remembers it, and not the
-- process or the job: whoever takes the job next, after a kill or an outage, must compute with the same budget.
-- Lock: ACCESS EXCLUSIVE on rounds. Duration: below one second; a constant default rewrites no row.

ALTER TABLE rounds
  ADD COLUMN solver_deaths smallint NOT NULL DEFAULT 0,
  ADD CONSTRAINT rounds_solver_deaths_check CHECK (solver_deaths BETWEEN 0 AND 2);
COMMENT ON COLUMN rounds.solver_deaths IS 'Solves of this round that ended their thread: 0 full budget, 1 the smaller one, 2 given up.';
