-- Why: what is kept for a time only must go when the time is over, by two people's will, provably, and again after an old
-- backup was restored.
-- Lock: ACCESS EXCLUSIVE on the eight tables from which drafts are destroyed, for a policy. Duration: below one second.
-- Law: LOV-2025-06-20-96 § 13, GDPR art. 5 and 17.

CREATE TABLE retention_figures (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  rule text NOT NULL,
  keep_months smallint,
  decision_reference text NOT NULL,
  decided_on date NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT retention_figures_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT retention_figures_rule_check CHECK (rule IN ('closed-case', 'never-applied', 'unsent-letter', 'draft-career-plan')),
  CONSTRAINT retention_figures_months_check CHECK (keep_months BETWEEN 1 AND 1200),
  CONSTRAINT retention_figures_reference_check CHECK (decision_reference ~ '^[A-Za-z0-9ÆØÅæøå ./_-]{1,60}$')
);
COMMENT ON TABLE retention_figures IS 'How long the municipality has decided to keep what a retention rule is about, append-only; of each rule the figure set last holds. Without one the rule has no effect.';
COMMENT ON COLUMN retention_figures.keep_months IS 'Whole months from the event that the rule names; null: the rule has no effect from now on.';
COMMENT ON COLUMN retention_figures.decision_reference IS 'The municipality''s own decision, as it is found in its archive.';
CALL isolate_tenant('retention_figures');
GRANT SELECT, INSERT ON retention_figures TO boligtrapp_app;
GRANT SELECT ON retention_figures TO boligtrapp_retention;

CREATE TABLE retention_runs (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  kind text NOT NULL,
  run_on date NOT NULL,
  state text NOT NULL,
  reason_code text,
  reference text,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  items_hash text NOT NULL,
  settled_by text,
  settled_at timestamptz,
  finished_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT retention_runs_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT retention_runs_kind_check CHECK (kind IN ('due', 'on-request', 'block', 'reapply')),
  CONSTRAINT retention_runs_state_check CHECK (state IN ('planned', 'approved', 'running', 'done', 'rejected', 'replaced')),
  CONSTRAINT retention_runs_reason_check CHECK (reason_code IN ('person-asked', 'registered-in-error', 'supervisory-authority')),
  CONSTRAINT retention_runs_request_check CHECK (num_nonnulls(reason_code, reference) = CASE kind WHEN 'on-request' THEN 2 ELSE 0 END),
  CONSTRAINT retention_runs_reference_check CHECK (reference ~ '^[A-Za-z0-9ÆØÅæøå ./_-]{1,60}$'),
  CONSTRAINT retention_runs_hash_check CHECK (items_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT retention_runs_two_people_check CHECK (settled_by <> requested_by),
  CONSTRAINT retention_runs_settled_check CHECK (num_nonnulls(settled_by, settled_at) = CASE
    WHEN kind IN ('due', 'on-request') AND state IN ('approved', 'running', 'done', 'rejected') THEN 2 ELSE 0 END),
  CONSTRAINT retention_runs_finished_check CHECK ((finished_at IS NOT NULL) = (state = 'done'))
);
COMMENT ON TABLE retention_runs IS 'What is to be destroyed or blocked at a time. What destroys waits until somebody else than who asked for it has approved exactly these items; what blocks does not, since it can be lifted.';
COMMENT ON COLUMN retention_runs.kind IS 'due: time is over; on-request: somebody asked for the erasure of a draft; block: closed cases; reapply: what had been erased or blocked before a restore.';
COMMENT ON COLUMN retention_runs.state IS 'Transitions: RETENTION_RUN_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN retention_runs.reference IS 'Where the request is found in the archive; no names.';
COMMENT ON COLUMN retention_runs.items_hash IS 'SHA-256 in hex over the items; who approves, approves these.';
CALL isolate_tenant('retention_runs');
CREATE UNIQUE INDEX retention_runs_one_open_plan_key ON retention_runs (municipality_id) WHERE kind = 'due' AND state = 'planned';
GRANT SELECT, INSERT, UPDATE (state, settled_by, settled_at, version) ON retention_runs TO boligtrapp_app;
GRANT SELECT, INSERT, UPDATE (state, finished_at, version) ON retention_runs TO boligtrapp_retention;
-- Nobody approves for the retention role: it plans, and carries out what the application has approved.
CREATE POLICY retention_plans ON retention_runs AS RESTRICTIVE FOR INSERT TO boligtrapp_retention
  WITH CHECK (CASE WHEN kind IN ('block', 'reapply') THEN state = 'running' ELSE state = 'planned' END);
CREATE POLICY retention_carries_out ON retention_runs AS RESTRICTIVE FOR UPDATE TO boligtrapp_retention
  USING (true) WITH CHECK (state IN ('running', 'done', 'replaced'));
-- And the application approves and carries out nothing by itself.
CREATE POLICY app_plans ON retention_runs AS RESTRICTIVE FOR INSERT TO boligtrapp_app
  WITH CHECK (state = 'planned' AND kind IN ('due', 'on-request'));
CREATE POLICY app_settles ON retention_runs AS RESTRICTIVE FOR UPDATE TO boligtrapp_app
  USING (state = 'planned') WITH CHECK (state IN ('approved', 'rejected', 'replaced'));

CREATE TABLE retention_items (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  run_id uuid NOT NULL,
  number integer NOT NULL,
  rule text NOT NULL,
  subject_id uuid NOT NULL,
  table_name text NOT NULL,
  row_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'pending',
  row_count integer,
  CONSTRAINT retention_items_pkey PRIMARY KEY (municipality_id, run_id, number),
  CONSTRAINT retention_items_run_fkey FOREIGN KEY (municipality_id, run_id) REFERENCES retention_runs (municipality_id, id),
  CONSTRAINT retention_items_number_check CHECK (number >= 1),
  CONSTRAINT retention_items_rule_check CHECK (rule IN ('closed-case', 'never-applied', 'unsent-letter', 'draft-career-plan')),
  CONSTRAINT retention_items_state_check CHECK (state IN ('pending', 'done', 'kept', 'stuck')),
  CONSTRAINT retention_items_count_check CHECK (row_count >= 0)
);
COMMENT ON TABLE retention_items IS 'The rows of a retention run, by table and id; ids only.';
COMMENT ON COLUMN retention_items.subject_id IS 'The household, letter or plan that the rows belong to: its rows go together or not at all.';
COMMENT ON COLUMN retention_items.state IS 'kept: no longer due when its turn came; stuck: something still refers to it.';
COMMENT ON COLUMN retention_items.row_count IS 'Rows destroyed or blocked for the item; several where row_id is the plan they belong to, or the household of a blocked case.';
CALL isolate_tenant('retention_items');
CREATE INDEX retention_items_row_idx ON retention_items (municipality_id, table_name, row_id) WHERE state = 'pending';
GRANT SELECT, INSERT ON retention_items TO boligtrapp_app;
GRANT SELECT, INSERT, UPDATE (state, row_count) ON retention_items TO boligtrapp_retention;

CREATE TABLE erasure_ledger (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  action text NOT NULL,
  rule text NOT NULL,
  subject_id uuid NOT NULL,
  table_name text NOT NULL,
  row_id uuid NOT NULL,
  run_id uuid NOT NULL,
  recorded_at timestamptz NOT NULL,
  key_id text NOT NULL,
  seal text NOT NULL,
  CONSTRAINT erasure_ledger_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT erasure_ledger_action_check CHECK (action IN ('destroyed', 'blocked', 'lifted')),
  CONSTRAINT erasure_ledger_seal_check CHECK (seal ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE erasure_ledger IS 'What was destroyed, blocked and lifted, by table and id, append-only and sealed, so that it can be done again after a restore. Also kept in a file outside the database: see docs/operations/privacy.md. No reference to other tables: what it names is gone.';
COMMENT ON COLUMN erasure_ledger.seal IS 'HMAC-SHA-256 in hex over the entry, with the key named by key_id, which the database never sees.';
CALL isolate_tenant('erasure_ledger');
GRANT SELECT ON erasure_ledger TO boligtrapp_app;
GRANT SELECT, INSERT ON erasure_ledger TO boligtrapp_retention;
CREATE INDEX erasure_ledger_row_idx ON erasure_ledger (municipality_id, table_name, row_id);

-- What is done again must have been done before.
CREATE POLICY retention_reapplies ON retention_items AS RESTRICTIVE FOR INSERT TO boligtrapp_retention WITH CHECK (
  NOT EXISTS (SELECT FROM retention_runs r WHERE r.municipality_id = retention_items.municipality_id
    AND r.id = retention_items.run_id AND r.kind = 'reapply')
  OR EXISTS (SELECT FROM erasure_ledger l WHERE l.municipality_id = retention_items.municipality_id
    AND l.table_name = retention_items.table_name AND l.row_id = retention_items.row_id));

CREATE TABLE case_blocks (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'blocked',
  run_id uuid NOT NULL,
  blocked_at timestamptz NOT NULL,
  lift_requested_by text,
  lift_reason_code text,
  lift_reference text,
  lifted_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT case_blocks_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT case_blocks_state_check CHECK (state IN ('blocked', 'lift-requested', 'lifted')),
  CONSTRAINT case_blocks_reason_check CHECK (lift_reason_code IN ('new-application', 'appeal-or-claim', 'blocked-in-error')),
  CONSTRAINT case_blocks_reference_check CHECK (lift_reference ~ '^[A-Za-z0-9ÆØÅæøå ./_-]{1,60}$'),
  CONSTRAINT case_blocks_lift_check CHECK (num_nonnulls(lift_requested_by, lift_reason_code, lift_reference) IN (0, 3)
    AND (state = 'lifted' OR (state = 'lift-requested') = (lift_requested_by IS NOT NULL))),
  CONSTRAINT case_blocks_lifted_check CHECK ((lifted_at IS NOT NULL) = (state = 'lifted'))
);
COMMENT ON TABLE case_blocks IS 'Blocked cases (sperret), by the id of the household; one that is blocked again has another row.';
COMMENT ON COLUMN case_blocks.state IS 'Transitions: CASE_BLOCK_TRANSITIONS of packages/domain.';
CALL isolate_tenant('case_blocks');
GRANT SELECT, UPDATE (state, lift_requested_by, lift_reason_code, lift_reference, version) ON case_blocks TO boligtrapp_app;
GRANT SELECT, INSERT, UPDATE ON case_blocks TO boligtrapp_retention;
CREATE POLICY app_asks_to_lift ON case_blocks AS RESTRICTIVE FOR UPDATE TO boligtrapp_app
  USING (state = 'blocked') WITH CHECK (state = 'lift-requested');
CREATE UNIQUE INDEX case_blocks_one_current_key ON case_blocks (municipality_id, household_id) WHERE state <> 'lifted';

-- The retention role deletes nothing but rows of a run that is being carried out.
CREATE PROCEDURE let_retention_erase(target regclass, key_column name, item_table text DEFAULT NULL) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT DELETE ON %s TO boligtrapp_retention', target);
  EXECUTE format(
    'CREATE POLICY erases_what_was_approved ON %1$s AS RESTRICTIVE FOR DELETE TO boligtrapp_retention USING (EXISTS (
       SELECT FROM retention_items i JOIN retention_runs r ON r.municipality_id = i.municipality_id AND r.id = i.run_id
       WHERE i.municipality_id = %1$s.municipality_id AND i.table_name = %2$L AND i.row_id = %1$s.%3$I
         AND i.state = ''pending'' AND r.state = ''running'' AND r.kind <> ''block''))',
    target, coalesce(item_table, target::text), key_column);
END $$;
COMMENT ON PROCEDURE let_retention_erase(regclass, name, text) IS
  'Used by migrations only: lets boligtrapp_retention delete those rows of the table that a run being carried out names.';
REVOKE EXECUTE ON PROCEDURE let_retention_erase(regclass, name, text) FROM PUBLIC;

CALL let_retention_erase('assessments', 'id');
CALL let_retention_erase('career_plan_steps', 'plan_id', 'career_plan_steps');
CALL let_retention_erase('career_plan_versions', 'plan_id', 'career_plan_versions');
CALL let_retention_erase('career_plans', 'id');
CALL let_retention_erase('documents', 'id');
CALL let_retention_erase('household_members', 'id');
CALL let_retention_erase('households', 'id');
CALL let_retention_erase('notice_letters', 'id');
CALL let_retention_erase('persons', 'id');
-- A discarded letter stands on its notice, which stays.
GRANT UPDATE (letter_id) ON prepared_notices TO boligtrapp_retention;
CREATE OR REPLACE FUNCTION refuse_changed_notice() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  erasable text[] := CASE
    WHEN OLD.state = 'discarded' AND NEW.letter_id IS NULL THEN ARRAY['blocked_at', 'letter_id']
    ELSE ARRAY['blocked_at'] END;
BEGIN
  IF current_user = 'boligtrapp_retention' AND to_jsonb(NEW) - erasable = to_jsonb(OLD) - erasable THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a letter that was sent or discarded is not changed'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'prepared_notices_final_check';
END $$;
COMMENT ON FUNCTION refuse_changed_notice() IS
  'Refuses a change of a letter that was sent or discarded, but for its block, and the text of a discarded one that the retention role destroys.';
