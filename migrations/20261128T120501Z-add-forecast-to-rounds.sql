-- Why: a round may take in dwellings that are expected to fall vacant, by how sure that is; a round that is computed anew
-- or compared with the facts of today must take in the same.
-- Lock: ACCESS EXCLUSIVE on rounds while a column is added. Duration: below one second; the check reads every round once.

ALTER TABLE rounds
  ADD COLUMN forecast_certainty text,
  ADD CONSTRAINT rounds_forecast_certainty_check CHECK (forecast_certainty IN ('certain', 'likely', 'possible'));
COMMENT ON COLUMN rounds.forecast_certainty IS 'The least sure class of forecast vacancies (by the policy) that takes part; null for what is registered as free until the horizon, no more.';
