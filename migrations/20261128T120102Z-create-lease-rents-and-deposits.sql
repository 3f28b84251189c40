-- Why: when the rent may be adjusted follows from when it was set before, and a deposit is judged by the rent of its day:
-- both are kept as they were set.
-- Lock: ACCESS EXCLUSIVE on leases while its rows are read once and a trigger is added. Duration: a second per million
-- leases.
-- Law: husleieloven §§ 3-5, 3-6, 4-2, 4-3.

CREATE TABLE lease_rents (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  kind text NOT NULL,
  from_on date NOT NULL,
  ore_per_month integer NOT NULL,
  notice_sent_on date,
  index_basis text,
  index_basis_points integer,
  recorded_by text,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT lease_rents_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT lease_rents_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT lease_rents_kind_check CHECK (kind IN ('initial', 'index', 'gjengs-leie', 'agreed')),
  CONSTRAINT lease_rents_ore_check CHECK (ore_per_month >= 0),
  CONSTRAINT lease_rents_initial_check CHECK ((kind = 'initial') = (recorded_by IS NULL) AND (kind <> 'initial' OR id = lease_id)),
  CONSTRAINT lease_rents_notice_check CHECK (
    CASE kind
      WHEN 'index' THEN notice_sent_on IS NOT NULL AND from_on >= notice_sent_on + interval '1 month'
      WHEN 'gjengs-leie' THEN notice_sent_on IS NOT NULL AND from_on >= notice_sent_on + interval '6 months'
      ELSE notice_sent_on IS NULL
    END),
  CONSTRAINT lease_rents_index_check CHECK (num_nonnulls(index_basis, index_basis_points) = CASE kind WHEN 'index' THEN 2 ELSE 0 END)
);
COMMENT ON TABLE lease_rents IS 'The rent of a lease from a day on, append-only. Of several from the same day the one recorded last counts: it corrects the others.';
COMMENT ON COLUMN lease_rents.kind IS 'initial: agreed when the lease was made. index: husleieloven § 4-2. gjengs-leie: § 4-3. agreed: anew between the parties.';
COMMENT ON COLUMN lease_rents.from_on IS 'First day of this rent (inclusive).';
COMMENT ON COLUMN lease_rents.ore_per_month IS 'Øre per month.';
COMMENT ON COLUMN lease_rents.notice_sent_on IS 'Day the written notice (index) or demand (gjengs-leie) was sent.';
COMMENT ON COLUMN lease_rents.index_basis IS 'Where the rise of the index comes from, as stated by whoever set the rent: which months of which index.';
COMMENT ON COLUMN lease_rents.index_basis_points IS 'Rise of the index since the last setting as stated, in basis points (1 % = 100).';
COMMENT ON COLUMN lease_rents.recorded_by IS 'Null for the rent that the lease was made with.';
CREATE INDEX lease_rents_lease_idx ON lease_rents (municipality_id, lease_id, from_on);

-- The leases of every municipality, which their owner does not see while the policy is forced.
ALTER TABLE leases NO FORCE ROW LEVEL SECURITY;
INSERT INTO lease_rents (municipality_id, id, lease_id, kind, from_on, ore_per_month)
  SELECT municipality_id, id, id, 'initial', starts_on, rent_ore_per_month FROM leases;
ALTER TABLE leases FORCE ROW LEVEL SECURITY;
CALL isolate_tenant('lease_rents');
GRANT SELECT, INSERT ON lease_rents TO boligtrapp_app;

CREATE FUNCTION add_initial_rents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lease_rents (municipality_id, id, lease_id, kind, from_on, ore_per_month)
    SELECT municipality_id, id, id, 'initial', starts_on, rent_ore_per_month FROM made;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION add_initial_rents() IS 'Every lease has the rent it was made with as its first setting, whoever inserts it.';
CREATE TRIGGER leases_initial_rents AFTER INSERT ON leases REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION add_initial_rents();
COMMENT ON COLUMN leases.rent_ore_per_month IS 'Øre per month when the lease was made; what holds on a day stands in lease_rents.';

CREATE TABLE lease_deposits (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  kind text NOT NULL,
  amount_ore integer NOT NULL,
  is_on_separate_account boolean,
  given_on date NOT NULL,
  released_on date,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  released_by text,
  CONSTRAINT lease_deposits_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT lease_deposits_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT lease_deposits_kind_check CHECK (kind IN ('deposit', 'guarantee')),
  CONSTRAINT lease_deposits_amount_check CHECK (amount_ore > 0),
  CONSTRAINT lease_deposits_account_check CHECK ((kind = 'deposit') = (is_on_separate_account IS NOT NULL)),
  CONSTRAINT lease_deposits_released_on_check CHECK (released_on > given_on),
  CONSTRAINT lease_deposits_released_pair_check CHECK (num_nonnulls(released_on, released_by) <> 1)
);
COMMENT ON TABLE lease_deposits IS 'Deposits and guarantees of a lease; never changed but for the day they were given back.';
COMMENT ON COLUMN lease_deposits.amount_ore IS 'Øre. With the other deposits and guarantees of the lease at most six months of rent (husleieloven §§ 3-5, 3-6); what goes over it is stored and found.';
COMMENT ON COLUMN lease_deposits.is_on_separate_account IS 'Whether the money stands on an account of its own in the name of the tenant; null for a guarantee.';
COMMENT ON COLUMN lease_deposits.released_on IS 'First day on which it no longer holds (exclusive end).';
CALL isolate_tenant('lease_deposits');
GRANT SELECT, INSERT, UPDATE (released_on, released_by) ON lease_deposits TO boligtrapp_app;
CREATE INDEX lease_deposits_lease_idx ON lease_deposits (municipality_id, lease_id);
