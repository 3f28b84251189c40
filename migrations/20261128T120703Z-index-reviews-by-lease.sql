-- Why: a night asks for each lease what was decided in its reviews; the keys of reviews leave out those that lapsed and
-- corrections, so none of them answers that.
-- Lock: SHARE on reviews while the index is built; the table is as young as this version. Duration: below one second.

CREATE INDEX reviews_lease_idx ON reviews (municipality_id, lease_id);
