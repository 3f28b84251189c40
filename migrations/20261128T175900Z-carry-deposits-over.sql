-- A lease that is renewed is the same home: what the tenant gave for it secures the new lease.
ALTER TABLE lease_deposits
  ADD COLUMN carried_from_id uuid,
  ADD CONSTRAINT lease_deposits_carried_from_fkey FOREIGN KEY (municipality_id, carried_from_id) REFERENCES lease_deposits (municipality_id, id),
  ADD CONSTRAINT lease_deposits_carried_once_key UNIQUE (municipality_id, carried_from_id);
COMMENT ON COLUMN lease_deposits.carried_from_id IS 'The deposit or guarantee of the lease before, which ended where this one goes on; null for one that was given anew.';
