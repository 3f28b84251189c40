-- Why: a night that is made later finds what it would have found: it needs the day of review that a pair had before it
-- was looked at anew; and most leases have had one rent only, which a night does not read twice.
-- Lock: ACCESS EXCLUSIVE on keep_apart while a column is added, and its reviewed rows are rewritten once; SHARE on
-- lease_rents while an index is built. Duration: below one second.

ALTER TABLE keep_apart ADD COLUMN first_review_on date;
-- The rows of every municipality, which their owner does not see while the policy is forced.
ALTER TABLE keep_apart NO FORCE ROW LEVEL SECURITY;
ALTER TABLE keep_apart_reviews NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_events NO FORCE ROW LEVEL SECURITY;
UPDATE keep_apart k SET first_review_on = (
    SELECT (e.before ->> 'reviewOn')::date FROM audit_events e
    WHERE e.municipality_id = k.municipality_id AND e.object_kind = 'keep-apart' AND e.object_id = k.id
      AND e.action = 'keep-apart.reviewed'
    ORDER BY e.sequence LIMIT 1)
  WHERE EXISTS (SELECT FROM keep_apart_reviews r
    WHERE r.municipality_id = k.municipality_id AND r.keep_apart_id = k.id AND r.outcome = 'kept');
ALTER TABLE audit_events FORCE ROW LEVEL SECURITY;
ALTER TABLE keep_apart_reviews FORCE ROW LEVEL SECURITY;
ALTER TABLE keep_apart FORCE ROW LEVEL SECURITY;
COMMENT ON COLUMN keep_apart.review_on IS 'Day by which the pair must be looked at again; past it a pair is flagged, never dropped.';
COMMENT ON COLUMN keep_apart.first_review_on IS 'The day of review that the pair was stored with; null until a review has set another one.';
