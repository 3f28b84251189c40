-- Why: what a municipality says of Kobo's values and of who owns what, what nobody has said yet, what was told by
-- webhook, and what went which way.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE kobo_owners (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  fact text NOT NULL,
  owner text NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT kobo_owners_pkey PRIMARY KEY (municipality_id, fact),
  CONSTRAINT kobo_owners_fact_check CHECK (fact IN
    ('bedrooms', 'areaM2', 'floor', 'bruksenhetsnummer', 'isWheelchairAccessible', 'ownerForm', 'traits')),
  CONSTRAINT kobo_owners_owner_check CHECK (owner IN ('kobo', 'ours'))
);
COMMENT ON TABLE kobo_owners IS 'Whose word counts for a fact of dwellings, where the municipality has said something else than the default. Earlier values stand in the audit trail.';
CALL isolate_tenant('kobo_owners');
GRANT SELECT, INSERT, UPDATE ON kobo_owners TO boligtrapp_app;

CREATE TABLE kobo_value_pairs (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  field text NOT NULL,
  ours text NOT NULL,
  kobos text NOT NULL,
  entered_by text NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now(),
  ended_by text,
  ended_at timestamptz,
  CONSTRAINT kobo_value_pairs_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT kobo_value_pairs_field_check CHECK (field IN ('disposisjonsform', 'egenskaper')),
  CONSTRAINT kobo_value_pairs_ours_check CHECK (CASE field
    WHEN 'disposisjonsform' THEN ours IN ('owned', 'leased-in', 'allocation-right')
    ELSE ours IN ('lift', 'own-entrance', 'robust', 'screened', 'level-1', 'level-2', 'level-3', 'level-4', 'level-5') END),
  CONSTRAINT kobo_value_pairs_kobos_check CHECK (length(kobos) BETWEEN 1 AND 200),
  CONSTRAINT kobo_value_pairs_ended_check CHECK (num_nonnulls(ended_by, ended_at) IN (0, 2))
);
CREATE UNIQUE INDEX kobo_value_pairs_ours_key ON kobo_value_pairs (municipality_id, field, ours) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX kobo_value_pairs_kobos_key ON kobo_value_pairs (municipality_id, field, kobos) WHERE ended_at IS NULL;
COMMENT ON TABLE kobo_value_pairs IS 'A word of ours and the value that Kobo has for it, as the municipality has entered them: Kobo''s values are not published. Ended ones stay.';
CALL isolate_tenant('kobo_value_pairs');
GRANT SELECT, INSERT ON kobo_value_pairs TO boligtrapp_app;
GRANT UPDATE (ended_by, ended_at) ON kobo_value_pairs TO boligtrapp_app;

CREATE TABLE kobo_questions (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  field text NOT NULL,
  side text NOT NULL,
  value text NOT NULL,
  state text NOT NULL DEFAULT 'open',
  seen_count integer NOT NULL DEFAULT 1,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  answered_by text,
  answered_at timestamptz,
  CONSTRAINT kobo_questions_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT kobo_questions_side_check CHECK (side IN ('kobo', 'ours')),
  CONSTRAINT kobo_questions_value_check CHECK (length(value) BETWEEN 1 AND 200),
  CONSTRAINT kobo_questions_state_check CHECK (state IN ('open', 'answered')),
  CONSTRAINT kobo_questions_answered_check CHECK (num_nonnulls(answered_by, answered_at) = CASE state WHEN 'answered' THEN 2 ELSE 0 END)
);
CREATE UNIQUE INDEX kobo_questions_open_key ON kobo_questions (municipality_id, field, side, value) WHERE state = 'open';
CREATE INDEX kobo_questions_state_idx ON kobo_questions (municipality_id, state, id);
COMMENT ON TABLE kobo_questions IS 'A value without a partner on the other side: nobody has said what it means. It is neither guessed nor lost.';
COMMENT ON COLUMN kobo_questions.seen_count IS 'Comparisons in which it stood in the way.';
CALL isolate_tenant('kobo_questions');
GRANT SELECT, INSERT, UPDATE ON kobo_questions TO boligtrapp_app;

CREATE TABLE kobo_hints (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  kobo_id uuid NOT NULL,
  first_received_at timestamptz NOT NULL DEFAULT now(),
  last_received_at timestamptz NOT NULL DEFAULT now(),
  received_count integer NOT NULL DEFAULT 1,
  read_at timestamptz,
  supplier_id text,
  last_fault text,
  CONSTRAINT kobo_hints_pkey PRIMARY KEY (municipality_id, kobo_id),
  CONSTRAINT kobo_hints_supplier_id_check CHECK (length(supplier_id) BETWEEN 1 AND 100)
);
COMMENT ON TABLE kobo_hints IS 'What Kobo has told of by webhook, one row for each of its dwellings; the message itself is not kept: it is a hint, and the truth is read.';
COMMENT ON COLUMN kobo_hints.received_count IS 'Hints that asked for a new reading; those that came while one was waiting are not counted.';
COMMENT ON COLUMN kobo_hints.read_at IS 'When a dwelling that was linked with none of ours was read; null for all others.';
COMMENT ON COLUMN kobo_hints.supplier_id IS 'Supplier''s id that stood in it; null where it was not read.';
CALL isolate_tenant('kobo_hints');
GRANT SELECT, INSERT, UPDATE ON kobo_hints TO boligtrapp_app;

CREATE TABLE kobo_ledger (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  dwelling_id uuid NOT NULL,
  effect text NOT NULL,
  field text,
  before jsonb,
  after jsonb,
  happened_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT kobo_ledger_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT kobo_ledger_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT kobo_ledger_effect_check CHECK (effect IN ('taken', 'sent', 'asked', 'created', 'linked', 'stopped', 'replayed', 'uncertain')),
  CONSTRAINT kobo_ledger_field_check CHECK ((effect IN ('taken', 'sent', 'asked')) = (field IS NOT NULL))
);
CREATE INDEX kobo_ledger_dwelling_idx ON kobo_ledger (municipality_id, dwelling_id, id);
COMMENT ON TABLE kobo_ledger IS 'What was found to differ between us and Kobo, and which way it went, append-only.';
COMMENT ON COLUMN kobo_ledger.effect IS 'taken: Kobo''s value became ours; sent: ours was seen in Kobo; asked: people were asked.';
COMMENT ON COLUMN kobo_ledger.field IS 'Name of the fact (taken, asked) or of Kobo''s field (sent).';
CALL isolate_tenant('kobo_ledger');
GRANT SELECT, INSERT ON kobo_ledger TO boligtrapp_app;
