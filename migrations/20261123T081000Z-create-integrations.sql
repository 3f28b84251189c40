-- Why: what other systems are told, and how our rows correspond to Husbanken's Kobo.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE webhook_subscriptions (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  url text NOT NULL,
  event_types text[] NOT NULL,
  secret_ciphertext bytea NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT webhook_subscriptions_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT webhook_subscriptions_url_check CHECK (url ~ '^https://'),
  CONSTRAINT webhook_subscriptions_event_types_check CHECK (cardinality(event_types) > 0)
);
COMMENT ON TABLE webhook_subscriptions IS 'Who wants to be told of which events.';
CALL isolate_tenant('webhook_subscriptions');
GRANT SELECT, INSERT, UPDATE ON webhook_subscriptions TO boligtrapp_app;

CREATE TABLE webhook_deliveries (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  subscription_id uuid NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  delivered_at timestamptz,
  last_status smallint,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT webhook_deliveries_subscription_fkey FOREIGN KEY (municipality_id, subscription_id) REFERENCES webhook_subscriptions (municipality_id, id),
  CONSTRAINT webhook_deliveries_once_key UNIQUE (municipality_id, subscription_id, event_id)
);
COMMENT ON TABLE webhook_deliveries IS 'One row per event and subscriber; ids only.';
CALL isolate_tenant('webhook_deliveries');
GRANT SELECT, INSERT, UPDATE ON webhook_deliveries TO boligtrapp_app;

CREATE TABLE kobo_links (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  dwelling_id uuid NOT NULL,
  kobo_id uuid NOT NULL,
  supplier_id text NOT NULL,
  last_seen_hash text,
  last_synced_at timestamptz,
  CONSTRAINT kobo_links_pkey PRIMARY KEY (municipality_id, dwelling_id),
  CONSTRAINT kobo_links_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT kobo_links_kobo_id_key UNIQUE (municipality_id, kobo_id)
);
COMMENT ON TABLE kobo_links IS 'Our dwelling and Kobo''s koboId; supplier_id is leverandorBoligId (fdvuBoligId in the older version).';
CALL isolate_tenant('kobo_links');
GRANT SELECT, INSERT, UPDATE, DELETE ON kobo_links TO boligtrapp_app;

CREATE TABLE kobo_conflicts (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  dwelling_id uuid NOT NULL,
  field text NOT NULL,
  ours jsonb,
  theirs jsonb,
  resolution text,
  resolved_by text,
  resolved_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT kobo_conflicts_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT kobo_conflicts_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT kobo_conflicts_resolution_check CHECK (resolution IN ('ours', 'theirs', 'later')),
  CONSTRAINT kobo_conflicts_resolved_check CHECK (num_nonnulls(resolution, resolved_by, resolved_at) IN (0, 3))
);
COMMENT ON TABLE kobo_conflicts IS 'A field that both sides changed: a person decides.';
CALL isolate_tenant('kobo_conflicts');
GRANT SELECT, INSERT, UPDATE ON kobo_conflicts TO boligtrapp_app;
