-- Why: a dwelling that the municipality leases in leaves the stock when that contract runs out; who plans must see it
-- coming, and nobody is to be let a term that the municipality cannot keep.
-- Lock: ACCESS EXCLUSIVE on dwellings. Duration: below one second; the check reads every dwelling once.

ALTER TABLE dwellings
  ADD COLUMN leased_in_until date,
  ADD CONSTRAINT dwellings_leased_in_until_check CHECK (leased_in_until IS NULL OR owner_form = 'leased-in');
COMMENT ON COLUMN dwellings.leased_in_until IS 'First day on which the municipality no longer leases the dwelling in (exclusive end of its own contract): it is out of the stock from then on. Null where it is not leased in, or without an end.';
CREATE INDEX dwellings_leased_in_until_idx ON dwellings (municipality_id, leased_in_until) WHERE leased_in_until IS NOT NULL;
