-- Why: forecasts, letters and renewals ask of each decision whether an appeal against it was granted.
-- Lock: SHARE on appeals while the index is built. Duration: below one second; there are few appeals.

CREATE INDEX appeals_decision_idx ON appeals (municipality_id, decision_id) WHERE decision_id IS NOT NULL;
