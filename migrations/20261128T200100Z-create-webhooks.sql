-- Why: other systems are told of what happens, by signed calls that are tried until they are taken.
-- Lock: ACCESS EXCLUSIVE on data_keys for its check, and on audit_events for a policy. Duration: below one second.
-- The two tables dropped here were never written to.

DROP TABLE webhook_deliveries;
DROP TABLE webhook_subscriptions;

ALTER TABLE data_keys DROP CONSTRAINT data_keys_purpose_check;
ALTER TABLE data_keys ADD CONSTRAINT data_keys_purpose_check
  CHECK (purpose IN ('identity-number', 'protected-address', 'webhook-secret'));

CREATE TABLE webhook_subscriptions (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  url text NOT NULL,
  event_types text[] NOT NULL,
  state text NOT NULL DEFAULT 'active',
  secrets bytea NOT NULL,
  former_secret_until timestamptz,
  after_sequence bigint NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT webhook_subscriptions_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT webhook_subscriptions_url_check CHECK (url ~ '^https?://' AND char_length(url) <= 2000),
  CONSTRAINT webhook_subscriptions_event_types_check CHECK (cardinality(event_types) BETWEEN 1 AND 100),
  CONSTRAINT webhook_subscriptions_state_check CHECK (state IN ('active', 'paused', 'disabled')),
  CONSTRAINT webhook_subscriptions_sequence_check CHECK (after_sequence >= 0)
);
COMMENT ON TABLE webhook_subscriptions IS 'Which other systems are told of which events, where. A disabled one stays, so that what was sent to it can be read.';
COMMENT ON COLUMN webhook_subscriptions.url IS 'https; http only for the own machine, in development.';
COMMENT ON COLUMN webhook_subscriptions.event_types IS 'Types of EVENT_CATALOGUE of packages/domain.';
COMMENT ON COLUMN webhook_subscriptions.state IS 'Transitions: WEBHOOK_SUBSCRIPTION_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN webhook_subscriptions.secrets IS 'The secret that signs, and after a space the one before it while that still signs, too; encrypted under a data key of the purpose webhook-secret.';
COMMENT ON COLUMN webhook_subscriptions.former_secret_until IS 'Until then (exclusive) the former secret signs, too; null where there is none.';
COMMENT ON COLUMN webhook_subscriptions.after_sequence IS 'Changes of the audit trail after this number (exclusive) are told.';
CALL isolate_tenant('webhook_subscriptions');
GRANT SELECT, INSERT, UPDATE (url, event_types, state, secrets, former_secret_until, version) ON webhook_subscriptions TO boligtrapp_app;

CREATE TABLE webhook_events (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  event_type text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  audit_sequence bigint,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT webhook_events_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT webhook_events_sequence_key UNIQUE (municipality_id, audit_sequence)
);
COMMENT ON TABLE webhook_events IS 'Events that some subscription asked for: what happened to what, by its id and nothing else; append-only, destroyed after 90 days.';
COMMENT ON COLUMN webhook_events.id IS 'The id under which it is sent, the same in every attempt.';
COMMENT ON COLUMN webhook_events.audit_sequence IS 'The change in the audit trail that it tells of; never sent. Null for a test.';
CALL isolate_tenant('webhook_events');
CREATE INDEX webhook_events_recorded_idx ON webhook_events (recorded_at);
GRANT SELECT, INSERT ON webhook_events TO boligtrapp_app;

CREATE TABLE webhook_messages (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  subscription_id uuid NOT NULL,
  event_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'pending',
  attempt_count integer NOT NULL DEFAULT 0,
  round_attempt_count integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  CONSTRAINT webhook_messages_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT webhook_messages_subscription_fkey FOREIGN KEY (municipality_id, subscription_id) REFERENCES webhook_subscriptions (municipality_id, id),
  CONSTRAINT webhook_messages_event_fkey FOREIGN KEY (municipality_id, event_id) REFERENCES webhook_events (municipality_id, id) ON DELETE CASCADE,
  CONSTRAINT webhook_messages_once_key UNIQUE (municipality_id, subscription_id, event_id),
  CONSTRAINT webhook_messages_state_check CHECK (state IN ('pending', 'delivered', 'dead', 'withheld')),
  CONSTRAINT webhook_messages_attempts_check CHECK (attempt_count >= round_attempt_count AND round_attempt_count >= 0)
);
COMMENT ON TABLE webhook_messages IS 'An event on its way to one subscription.';
COMMENT ON COLUMN webhook_messages.state IS 'Transitions: WEBHOOK_MESSAGE_TRANSITIONS of packages/domain. withheld: the case was protected before it was delivered.';
COMMENT ON COLUMN webhook_messages.attempt_count IS 'Attempts altogether.';
COMMENT ON COLUMN webhook_messages.round_attempt_count IS 'Attempts since it was recorded or asked for again; the last of them makes it dead.';
COMMENT ON COLUMN webhook_messages.next_attempt_at IS 'Not before then, while it is pending.';
CALL isolate_tenant('webhook_messages');
CREATE INDEX webhook_messages_event_idx ON webhook_messages (municipality_id, event_id);
CREATE INDEX webhook_messages_pending_idx ON webhook_messages (municipality_id, next_attempt_at) WHERE state = 'pending';
GRANT SELECT, INSERT, UPDATE (state, attempt_count, round_attempt_count, next_attempt_at) ON webhook_messages TO boligtrapp_app;

CREATE TABLE webhook_deliveries (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  message_id uuid NOT NULL,
  attempt_number integer NOT NULL,
  outcome text NOT NULL,
  status_code smallint,
  attempted_at timestamptz NOT NULL,
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT webhook_deliveries_message_fkey FOREIGN KEY (municipality_id, message_id) REFERENCES webhook_messages (municipality_id, id) ON DELETE CASCADE,
  CONSTRAINT webhook_deliveries_once_key UNIQUE (municipality_id, message_id, attempt_number),
  CONSTRAINT webhook_deliveries_number_check CHECK (attempt_number >= 1),
  CONSTRAINT webhook_deliveries_outcome_check CHECK (outcome IN ('delivered', 'refused', 'redirected', 'timed-out', 'unreachable', 'host-not-allowed', 'address-not-allowed')),
  CONSTRAINT webhook_deliveries_status_check CHECK ((status_code IS NOT NULL) = (outcome IN ('delivered', 'refused', 'redirected')))
);
COMMENT ON TABLE webhook_deliveries IS 'Every attempt to deliver, append-only: what class of answer it got. Nothing of what was answered is kept.';
COMMENT ON COLUMN webhook_deliveries.status_code IS 'HTTP status; null where no answer came.';
CALL isolate_tenant('webhook_deliveries');
GRANT SELECT, INSERT ON webhook_deliveries TO boligtrapp_app;

CREATE TABLE webhook_cursors (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  audit_sequence bigint NOT NULL,
  CONSTRAINT webhook_cursors_pkey PRIMARY KEY (municipality_id),
  CONSTRAINT webhook_cursors_sequence_check CHECK (audit_sequence >= 0)
);
COMMENT ON TABLE webhook_cursors IS 'How far the audit trail has been told to subscriptions; made with the first one.';
COMMENT ON COLUMN webhook_cursors.audit_sequence IS 'The last change that was looked at. The numbers of the trail have no gap and are visible in their order, so that none is passed over.';
CALL isolate_tenant('webhook_cursors');
GRANT SELECT, INSERT, UPDATE (audit_sequence) ON webhook_cursors TO boligtrapp_app;

-- The relay finds the municipalities where something is to be told, by positions alone, and destroys what is old.
GRANT SELECT (municipality_id, sequence) ON audit_events TO boligtrapp_relay;
CREATE POLICY relay_sees_positions ON audit_events FOR SELECT TO boligtrapp_relay USING (true);
GRANT SELECT ON webhook_cursors TO boligtrapp_relay;
CREATE POLICY relay_reads_all ON webhook_cursors FOR SELECT TO boligtrapp_relay USING (true);
GRANT SELECT (recorded_at), DELETE ON webhook_events TO boligtrapp_relay;
CREATE POLICY relay_reads_all ON webhook_events FOR SELECT TO boligtrapp_relay USING (true);
CREATE POLICY relay_sweeps_old ON webhook_events FOR DELETE TO boligtrapp_relay USING (recorded_at < now() - interval '90 days');
