-- Why: a night asks for the leases of each page which of them a review has decided about, so that none is found due for
-- a review any more.
-- Lock: SHARE on reviews while the index is built. Duration: below one second.

CREATE INDEX reviews_decided_idx ON reviews (municipality_id, lease_id, closed_on) WHERE state = 'decided';
