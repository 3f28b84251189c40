-- Why: what the archive act forbids to destroy must still be out of sight once nobody needs it. A blocked row exists for
-- the retention role alone; every query of the application goes on as if it were not there.
-- Lock: ACCESS EXCLUSIVE on each table of cases, for adding a column without a default. Duration: below one second.
-- Law: LOV-2025-06-20-96 § 13, GDPR art. 5 and 18.

-- A procedure and not five statements per table: a table that forgets one of them shows what is blocked.
CREATE PROCEDURE hide_blocked(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ADD COLUMN blocked_at timestamptz', target);
  EXECUTE format('COMMENT ON COLUMN %s.blocked_at IS %L', target,
    'Sperret: from then on the row exists for the retention role only; null for every row that is in use.');
  EXECUTE format(
    'CREATE POLICY blocked_is_hidden ON %s AS RESTRICTIVE TO boligtrapp_app, boligtrapp_readonly, boligtrapp_relay USING (blocked_at IS NULL) WITH CHECK (blocked_at IS NULL)',
    target);
  EXECUTE format('GRANT SELECT, UPDATE (blocked_at) ON %s TO boligtrapp_retention', target);
END $$;
COMMENT ON PROCEDURE hide_blocked(regclass) IS
  'Used by migrations only: for a table of cases, adds blocked_at, hides blocked rows from all roles but boligtrapp_retention, and lets that one block.';
REVOKE EXECUTE ON PROCEDURE hide_blocked(regclass) FROM PUBLIC;

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY[
    'appeal_panels', 'appeals', 'assessments', 'career_plan_steps', 'career_plan_versions', 'career_plans',
    'case_tasks', 'corrections', 'decisions', 'dissents', 'documents', 'entitlements', 'follow_up_assignments',
    'follow_up_notes', 'follow_ups', 'handover_items', 'handovers', 'household_members', 'household_merges',
    'households', 'housing_applications', 'incident_households', 'keep_apart', 'keep_apart_reviews',
    'lease_deposits', 'lease_notices', 'lease_party_changes', 'lease_rents', 'leases', 'meeting_items',
    'notice_letters', 'notice_sendings', 'occupancy_requests', 'offer_refusals', 'offers', 'overrides', 'persons',
    'prepared_notices', 'queue_events', 'queue_moves', 'queue_places', 'recusals', 'review_inputs',
    'review_protocols', 'review_rulings', 'review_signatures', 'review_snapshots', 'reviews', 'rotation_flags',
    'rulings', 'successions', 'visit_outcomes'
  ] LOOP
    EXECUTE format('CALL hide_blocked(%L::regclass)', target);
  END LOOP;
END $$;

-- What a copy of somebody's data is made of beside the tables of cases, and what the role writes of its own work.
-- Verdicts are frozen with their round, by ids and codes: a round must replay to the same bytes.
GRANT SELECT ON municipalities, dwellings, buildings, neighbourhoods, incidents, rounds, round_snapshots, protocols, verdicts,
  audit_events, audit_heads, access_events, outbox TO boligtrapp_retention;
GRANT INSERT ON audit_events, access_events, outbox TO boligtrapp_retention;
GRANT INSERT, UPDATE ON audit_heads TO boligtrapp_retention;
