-- Why: which protected addresses were erased is kept outside the database, so that a restore does not bring them back; it
-- is asked for often, of a trail that grows for good.
-- Lock: audit_events against writing while the index is built. Duration: about a second for a million rows.
CREATE INDEX audit_events_erased_addresses_idx ON audit_events (municipality_id, occurred_at)
  WHERE action = 'protected-address.erased';
