-- Why: what a night found stays as it was when the report is read later; whoever works with deadlines gets the report by
-- a link, and the days that matter in a calendar without names.
-- Lock: SHARE ROW EXCLUSIVE on rotation_runs while foreign keys to it are added. Duration: below one second.

CREATE TABLE rotation_run_flags (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  run_id uuid NOT NULL,
  version integer NOT NULL,
  part integer NOT NULL,
  flag_ids uuid[] NOT NULL,
  CONSTRAINT rotation_run_flags_pkey PRIMARY KEY (municipality_id, run_id, version, part),
  CONSTRAINT rotation_run_flags_run_fkey FOREIGN KEY (municipality_id, run_id) REFERENCES rotation_runs (municipality_id, id),
  CONSTRAINT rotation_run_flags_numbers_check CHECK (version >= 1 AND part >= 0)
);
COMMENT ON TABLE rotation_run_flags IS 'Findings that held on the date of a run, by id, append-only: the row of a finding that is settled and comes back does not tell when it did not hold. The highest version counts; a run of which none held has an empty part 0.';
COMMENT ON COLUMN rotation_run_flags.version IS 'From 1; another one when the run was made again and found something else.';
COMMENT ON COLUMN rotation_run_flags.part IS 'From 0, without gaps, each with some thousand findings.';
CALL isolate_tenant('rotation_run_flags');
GRANT SELECT, INSERT ON rotation_run_flags TO boligtrapp_app;

CREATE TABLE report_subscriptions (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  report text NOT NULL,
  role text NOT NULL,
  state text NOT NULL DEFAULT 'active',
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_by text,
  ended_at timestamptz,
  CONSTRAINT report_subscriptions_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT report_subscriptions_report_check CHECK (report IN ('rotation')),
  CONSTRAINT report_subscriptions_role_check CHECK (role IN ('case-officer', 'committee', 'housing-manager', 'leader', 'auditor', 'follow-up', 'integration')),
  CONSTRAINT report_subscriptions_state_check CHECK (state IN ('active', 'ended')),
  CONSTRAINT report_subscriptions_end_check CHECK (num_nonnulls(ended_by, ended_at) = CASE state WHEN 'ended' THEN 2 ELSE 0 END)
);
COMMENT ON TABLE report_subscriptions IS 'A role that is to be told of every new report.';
CALL isolate_tenant('report_subscriptions');
GRANT SELECT, INSERT, UPDATE (state, ended_by, ended_at) ON report_subscriptions TO boligtrapp_app;
CREATE UNIQUE INDEX report_subscriptions_active_key ON report_subscriptions (municipality_id, report, role) WHERE state = 'active';

CREATE TABLE report_deliveries (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  subscription_id uuid NOT NULL,
  run_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT report_deliveries_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT report_deliveries_subscription_fkey FOREIGN KEY (municipality_id, subscription_id) REFERENCES report_subscriptions (municipality_id, id),
  CONSTRAINT report_deliveries_run_fkey FOREIGN KEY (municipality_id, run_id) REFERENCES rotation_runs (municipality_id, id),
  CONSTRAINT report_deliveries_once_key UNIQUE (municipality_id, subscription_id, run_id)
);
COMMENT ON TABLE report_deliveries IS 'A report that a role has been told of, append-only: one per subscription and run. Holds what a link is made of, and nothing of the report; no mail is sent.';
CALL isolate_tenant('report_deliveries');
GRANT SELECT, INSERT ON report_deliveries TO boligtrapp_app;
CREATE INDEX report_deliveries_run_idx ON report_deliveries (municipality_id, run_id);

CREATE TABLE calendar_links (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  owner text NOT NULL,
  owner_role text NOT NULL,
  token_hash bytea NOT NULL,
  state text NOT NULL DEFAULT 'active',
  valid_through date NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_by text,
  revoked_at timestamptz,
  CONSTRAINT calendar_links_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT calendar_links_token_hash_key UNIQUE (municipality_id, token_hash),
  CONSTRAINT calendar_links_token_hash_check CHECK (octet_length(token_hash) = 32),
  CONSTRAINT calendar_links_owner_role_check CHECK (owner_role IN ('case-officer', 'committee', 'housing-manager', 'leader', 'auditor', 'follow-up', 'integration')),
  CONSTRAINT calendar_links_state_check CHECK (state IN ('active', 'revoked')),
  CONSTRAINT calendar_links_revocation_check CHECK (num_nonnulls(revoked_by, revoked_at) = CASE state WHEN 'revoked' THEN 2 ELSE 0 END)
);
COMMENT ON TABLE calendar_links IS 'Addresses under which a calendar program reads the deadlines of the municipality, without names, on behalf of their owner.';
COMMENT ON COLUMN calendar_links.token_hash IS 'SHA-256 of the token in the address. The token itself is shown once and stored nowhere.';
COMMENT ON COLUMN calendar_links.owner_role IS 'Role of the owner when it was made; the link shows nothing once this role may not read reports.';
COMMENT ON COLUMN calendar_links.valid_through IS 'Last day (inclusive) on which it is answered.';
CALL isolate_tenant('calendar_links');
GRANT SELECT, INSERT, UPDATE (state, revoked_by, revoked_at) ON calendar_links TO boligtrapp_app;
CREATE INDEX calendar_links_owner_idx ON calendar_links (municipality_id, owner, id);
