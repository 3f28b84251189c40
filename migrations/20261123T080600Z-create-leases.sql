-- Why: who lives where, until when, and what the law's clock says. A dwelling can never be let twice for the same day.
-- Lock: none on existing tables. Duration: below one second.
-- Law: husleieloven §§ 9-2, 9-3, 11-1; tvangsfullbyrdelsesloven § 13-2.

CREATE TABLE leases (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  dwelling_id uuid NOT NULL,
  household_id uuid NOT NULL,
  starts_on date NOT NULL,
  last_day date,
  closed_on date,
  closed_because text,
  binds_during daterange NOT NULL GENERATED ALWAYS AS (daterange(starts_on, closed_on)) STORED,
  regime text NOT NULL,
  short_term_basis text,
  short_term_reason_given_on date,
  short_term_weighty boolean NOT NULL DEFAULT false,
  previous_short_terms smallint NOT NULL DEFAULT 0,
  signed_on date NOT NULL,
  exceptions_info_given_on date,
  no_termination_info_given_on date,
  has_eviction_clause_expiry boolean NOT NULL DEFAULT false,
  has_eviction_clause_rent boolean NOT NULL DEFAULT false,
  allocation_kind text NOT NULL,
  rent_ore_per_month integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT leases_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT leases_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT leases_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT leases_no_overlap_excl UNIQUE (municipality_id, dwelling_id, binds_during WITHOUT OVERLAPS),
  CONSTRAINT leases_one_home_excl UNIQUE (municipality_id, household_id, binds_during WITHOUT OVERLAPS),
  CONSTRAINT leases_last_day_check CHECK (last_day >= starts_on),
  CONSTRAINT leases_closed_on_check CHECK (closed_on > starts_on),
  CONSTRAINT leases_closed_pair_check CHECK (num_nonnulls(closed_on, closed_because) <> 1),
  CONSTRAINT leases_closed_because_check CHECK (closed_because IN ('vacated', 'renewed', 'party-changed')),
  CONSTRAINT leases_regime_check CHECK (regime IN ('ordinary', 'public-11-1')),
  CONSTRAINT leases_short_term_basis_check CHECK (short_term_basis IN ('own-use', 'other-objective', 'special-reasons')),
  CONSTRAINT leases_previous_short_terms_check CHECK (previous_short_terms >= 0),
  CONSTRAINT leases_allocation_kind_check CHECK (allocation_kind IN ('new', 'swap', 'extension')),
  CONSTRAINT leases_rent_check CHECK (rent_ore_per_month >= 0)
);
COMMENT ON TABLE leases IS 'Leieforhold. The legal state on a date is computed from these facts, never stored.';
COMMENT ON COLUMN leases.last_day IS 'Last day of the agreed term (inclusive); null when the contract names none.';
COMMENT ON COLUMN leases.closed_on IS 'First day on which this lease no longer binds the dwelling (exclusive end); null while the tenant lives there, whatever last_day says.';
COMMENT ON COLUMN leases.binds_during IS 'Half-open: from starts_on until closed_on. A tenant who stays after last_day still holds the dwelling.';
COMMENT ON COLUMN leases.regime IS 'public-11-1: let under husleieloven § 11-1 (dwellings for the disadvantaged on the housing market).';
COMMENT ON COLUMN leases.allocation_kind IS 'SSB counts new households only: not swaps, not extensions.';
COMMENT ON COLUMN leases.rent_ore_per_month IS 'Øre per month.';
CALL isolate_tenant('leases');
GRANT SELECT, INSERT, UPDATE ON leases TO boligtrapp_app;
CREATE INDEX leases_open_idx ON leases (municipality_id, id) WHERE closed_on IS NULL;

CREATE TABLE lease_notices (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  kind text NOT NULL,
  sent_on date NOT NULL,
  channel text NOT NULL,
  proof text,
  CONSTRAINT lease_notices_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT lease_notices_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT lease_notices_kind_check CHECK (kind IN ('move-request', 'expiry-information', 'interview-invitation', 'termination')),
  CONSTRAINT lease_notices_channel_check CHECK (channel IN ('digital', 'letter', 'in-person'))
);
COMMENT ON TABLE lease_notices IS 'Written notices, append-only. A move-request is the flytteoppfordring of husleieloven § 9-2 third paragraph; § 1-5 counts the day it was sent.';
CALL isolate_tenant('lease_notices');
GRANT SELECT, INSERT ON lease_notices TO boligtrapp_app;
CREATE INDEX lease_notices_lease_idx ON lease_notices (municipality_id, lease_id, sent_on);

CREATE TABLE follow_ups (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  kind text NOT NULL,
  due_on date NOT NULL,
  done_on date,
  done_by text,
  CONSTRAINT follow_ups_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT follow_ups_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT follow_ups_due_key UNIQUE (municipality_id, lease_id, kind, due_on),
  CONSTRAINT follow_ups_kind_check CHECK (kind IN ('one-month-visit', 'yearly-visit', 'career-plan')),
  CONSTRAINT follow_ups_done_pair_check CHECK (num_nonnulls(done_on, done_by) <> 1)
);
COMMENT ON TABLE follow_ups IS 'Visits after one month and each year, and the housing-career plan (boligkarriereplan).';
CALL isolate_tenant('follow_ups');
GRANT SELECT, INSERT, UPDATE ON follow_ups TO boligtrapp_app;
