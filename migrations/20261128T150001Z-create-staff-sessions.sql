-- Why: staff sign in with the identity provider of their municipality; who is signed in is kept here and not in the
-- browser, so that it can be ended at once.
-- Lock: none on existing tables. Duration: below one second.
-- Law: GDPR art. 32; ASVS 5.0 7.2, 7.3, 7.4 (sessions), 8.3.2 (a change of rights takes effect at once).
--
-- The session is looked for before the municipality is known, so that row-level security by municipality cannot apply.
-- The role boligtrapp_identity does that and nothing else: it reads sessions and which municipalities exist, notes that
-- an active session was used and confirmed, and removes what is long over. Everything that leaves a trace (begin, end)
-- is done by the app role, in a transaction of the municipality, together with its audit event.

CREATE TABLE staff_sessions (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  actor text NOT NULL,
  role text NOT NULL,
  issuer text NOT NULL,
  issuer_subject text NOT NULL,
  issuer_session text,
  sealed_refresh_token bytea,
  state text NOT NULL DEFAULT 'active',
  signed_in_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  confirming_at timestamptz,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  CONSTRAINT staff_sessions_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT staff_sessions_token_hash_key UNIQUE (token_hash),
  CONSTRAINT staff_sessions_token_hash_check CHECK (length(token_hash) = 32),
  CONSTRAINT staff_sessions_actor_check CHECK (actor ~ '^[\x21-\x7e]{1,200}$'),
  CONSTRAINT staff_sessions_role_check CHECK (role IN ('case-officer', 'committee', 'housing-manager', 'leader', 'auditor', 'follow-up')),
  CONSTRAINT staff_sessions_state_check CHECK (state IN ('active', 'ended')),
  CONSTRAINT staff_sessions_times_check CHECK (expires_at > signed_in_at),
  CONSTRAINT staff_sessions_end_check CHECK (num_nonnulls(ended_at, ended_by, end_reason) = CASE state WHEN 'ended' THEN 3 ELSE 0 END),
  CONSTRAINT staff_sessions_refresh_check CHECK ((sealed_refresh_token IS NULL) = (state = 'ended')),
  CONSTRAINT staff_sessions_reason_check CHECK (end_reason IN ('signed-out', 'signed-out-everywhere', 'signed-in-anew', 'idle', 'expired', 'revoked', 'rights-changed', 'issuer-signed-out', 'ended-by-administrator'))
);
COMMENT ON TABLE staff_sessions IS 'Who of the staff is signed in. Holds neither the token of the browser nor a refresh token that could be used without it; removed 30 days after the session could last.';
COMMENT ON COLUMN staff_sessions.token_hash IS 'SHA-256 of the token in the cookie, 32 bytes.';
COMMENT ON COLUMN staff_sessions.actor IS 'Id of the user at the identity provider, as it stands in the audit trail.';
COMMENT ON COLUMN staff_sessions.role IS 'From the app roles of the token at sign-in. Another role later ends the session.';
COMMENT ON COLUMN staff_sessions.issuer_session IS 'Id of the session at the identity provider (sid), for its sign-out; null where it gives none.';
COMMENT ON COLUMN staff_sessions.sealed_refresh_token IS 'Refresh token, encrypted (AES-256-GCM) with a key that is derived from the token in the cookie: nonce 12 bytes, tag 16 bytes, text. Null once the session has ended.';
COMMENT ON COLUMN staff_sessions.used_at IS 'Last use, to the minute: noted whenever the identity provider was asked for it.';
COMMENT ON COLUMN staff_sessions.confirmed_at IS 'When the identity provider was asked last and said yes.';
COMMENT ON COLUMN staff_sessions.confirming_at IS 'Since when a process asks the identity provider; null when none does. Older than ten seconds: that process is gone.';
COMMENT ON COLUMN staff_sessions.expires_at IS 'The end of the session, however much it is used.';
CALL isolate_tenant('staff_sessions');
-- Neither the hash nor the refresh token is readable to the app: what lists sessions cannot leak them.
GRANT SELECT (municipality_id, id, actor, role, issuer, issuer_subject, issuer_session, state, signed_in_at, used_at, confirmed_at, expires_at, ended_at, ended_by, end_reason) ON staff_sessions TO boligtrapp_app;
GRANT INSERT, UPDATE (state, ended_at, ended_by, end_reason, sealed_refresh_token, confirming_at) ON staff_sessions TO boligtrapp_app;
CREATE INDEX staff_sessions_actor_idx ON staff_sessions (municipality_id, actor) WHERE state = 'active';
CREATE INDEX staff_sessions_issuer_session_idx ON staff_sessions (issuer, issuer_session) WHERE state = 'active';
CREATE INDEX staff_sessions_issuer_subject_idx ON staff_sessions (issuer, issuer_subject) WHERE state = 'active';

CREATE POLICY identity_reads_all ON staff_sessions FOR SELECT TO boligtrapp_identity USING (true);
CREATE POLICY identity_notes_on_active ON staff_sessions FOR UPDATE TO boligtrapp_identity USING (state = 'active') WITH CHECK (state = 'active');
CREATE POLICY identity_sweeps_old ON staff_sessions FOR DELETE TO boligtrapp_identity USING (expires_at < now() - interval '30 days');
GRANT SELECT, DELETE, UPDATE (used_at, confirmed_at, confirming_at, sealed_refresh_token) ON staff_sessions TO boligtrapp_identity;

CREATE POLICY identity_reads_all ON municipalities FOR SELECT TO boligtrapp_identity USING (true);
GRANT SELECT (id, kommunenummer, organisation_number) ON municipalities TO boligtrapp_identity;
