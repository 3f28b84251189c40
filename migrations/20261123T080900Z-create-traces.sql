-- Why: every change and every reading of a person leaves a trace; every effect outside leaves through the outbox.
-- Lock: none on existing tables. Duration: below one second.
-- Law: forvaltningsloven § 13, GDPR art. 5 (accountability).

CREATE TABLE audit_events (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  sequence bigint NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  role text NOT NULL,
  action text NOT NULL,
  object_kind text NOT NULL,
  object_id uuid NOT NULL,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_events_pkey PRIMARY KEY (municipality_id, sequence)
);
COMMENT ON TABLE audit_events IS 'Who changed what, append-only, chained by hash within a municipality. No free text about health, no identity number.';
COMMENT ON COLUMN audit_events.hash IS 'SHA-256 in hex over the previous hash and the fields of this row; set by the trigger audit_events_chain.';
CALL isolate_tenant('audit_events');
GRANT SELECT, INSERT ON audit_events TO boligtrapp_app;

CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head record;
BEGIN
  -- One writer at a time per municipality, or two rows would follow the same head.
  PERFORM pg_advisory_xact_lock(hashtextextended('audit_events:' || NEW.municipality_id::text, 0));
  SELECT sequence, hash INTO head FROM audit_events
    WHERE municipality_id = NEW.municipality_id ORDER BY sequence DESC LIMIT 1;
  NEW.sequence := coalesce(head.sequence, 0) + 1;
  NEW.previous_hash := coalesce(head.hash, repeat('0', 64));
  NEW.hash := encode(sha256(convert_to(jsonb_build_array(
    NEW.previous_hash, NEW.sequence, extract(epoch FROM NEW.occurred_at), NEW.actor, NEW.role, NEW.action,
    NEW.object_kind, NEW.object_id, NEW.before, NEW.after, NEW.reason, NEW.request_id)::text, 'UTF8')), 'hex');
  RETURN NEW;
END $$;
COMMENT ON FUNCTION chain_audit_event() IS 'Sets sequence, previous_hash and hash of an audit event; what the caller sent there is not used.';
CREATE TRIGGER audit_events_chain BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION chain_audit_event();

CREATE TABLE access_events (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  role text NOT NULL,
  operation text NOT NULL,
  household_ids uuid[] NOT NULL,
  request_id text,
  CONSTRAINT access_events_pkey PRIMARY KEY (municipality_id, id)
);
COMMENT ON TABLE access_events IS 'Who read which households, lists included, append-only and written in the transaction of the read.';
CALL isolate_tenant('access_events');
GRANT SELECT, INSERT ON access_events TO boligtrapp_app;
CREATE INDEX access_events_household_idx ON access_events USING gin (household_ids);

CREATE TABLE outbox (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  queue text NOT NULL,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  available_at timestamptz NOT NULL DEFAULT now(),
  relayed_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  last_error_code text,
  CONSTRAINT outbox_pkey PRIMARY KEY (municipality_id, id)
);
COMMENT ON TABLE outbox IS 'Effects to come, written in the transaction that causes them. The id becomes the id of the job. Ids only, no personal data. Swept 30 days after they were relayed.';
CALL isolate_tenant('outbox');
CREATE POLICY relay_reads_all ON outbox FOR SELECT TO boligtrapp_relay USING (true);
CREATE POLICY relay_marks_all ON outbox FOR UPDATE TO boligtrapp_relay USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON outbox TO boligtrapp_app;
GRANT SELECT ON outbox TO boligtrapp_relay;
CREATE POLICY relay_sweeps_relayed ON outbox FOR DELETE TO boligtrapp_relay USING (relayed_at IS NOT NULL);
GRANT UPDATE (relayed_at, attempts, last_error_code, available_at) ON outbox TO boligtrapp_relay;
GRANT DELETE ON outbox TO boligtrapp_relay;
CREATE INDEX outbox_pending_idx ON outbox (available_at) WHERE relayed_at IS NULL;

CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;
COMMENT ON FUNCTION notify_outbox() IS 'Wakes the relay; carries no content.';
CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();

CREATE TABLE idempotency_keys (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  actor text NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status smallint NOT NULL,
  result jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (municipality_id, actor, operation, key),
  CONSTRAINT idempotency_keys_key_check CHECK (length(key) BETWEEN 8 AND 200)
);
COMMENT ON TABLE idempotency_keys IS 'What a POST did, written in the same transaction; a retry is answered from it. Kept 24 hours.';
COMMENT ON COLUMN idempotency_keys.result IS 'Result of the use case: ids and receipts, no personal data.';
CALL isolate_tenant('idempotency_keys');
GRANT SELECT, INSERT, DELETE ON idempotency_keys TO boligtrapp_app;
