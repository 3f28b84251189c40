-- Why: whether a case is there for somebody must not change when it is blocked. The rows of a blocked case are out of
-- sight of the application, members, recusals and children among them, so that its own queries cannot tell.
-- Lock: audit_events against writing while the index is built. Duration: about a second for a million rows.
-- Law: forvaltningsloven §§ 6 and 13, folkeregisterloven § 10-4.
--
-- Each function runs with the rights of its owner, whom the policies of the municipality bind, and the one that hides
-- blocked rows does not. They answer with ids and yes or no, never with content, and only of the municipality of the
-- transaction.

CREATE FUNCTION recused_households(who text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.household_id FROM recusals r
    WHERE r.municipality_id = current_municipality() AND r.member = who AND r.ground <> 'superior-recused'
$$;
COMMENT ON FUNCTION recused_households(text) IS 'The households from whose cases this person is recused; not those of a superior. Blocked or not.';

CREATE FUNCTION hidden_households(who text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT recused_households(who)
  UNION
  SELECT m.household_id FROM address_protections p
    JOIN household_members m ON m.municipality_id = p.municipality_id AND m.person_id = p.person_id
    WHERE p.municipality_id = current_municipality() AND p.grade <> 'none'
      AND NOT EXISTS (SELECT FROM case_access_grants g WHERE g.municipality_id = m.municipality_id
        AND g.household_id = m.household_id AND g.member = who AND g.state = 'in-force'
        AND (g.until IS NULL OR g.until > (now() AT TIME ZONE 'Europe/Oslo')::date))
$$;
COMMENT ON FUNCTION hidden_households(text) IS 'The households whose cases are not there for this person: recused from them, or somebody of them has, or had while a member, a protected address and this person is not named. Blocked or not.';

CREATE FUNCTION protected_households() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT m.household_id FROM address_protections p
    JOIN household_members m ON m.municipality_id = p.municipality_id AND m.person_id = p.person_id
    WHERE p.municipality_id = current_municipality() AND p.grade <> 'none'
$$;
COMMENT ON FUNCTION protected_households() IS 'The households with somebody who has, or had while a member, a protected address. Blocked or not.';

CREATE FUNCTION households_ever_of(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT m.household_id FROM household_members m
    WHERE m.municipality_id = current_municipality() AND m.person_id = person
$$;
COMMENT ON FUNCTION households_ever_of(uuid) IS 'Every household that the person is or was a member of. Blocked or not.';

CREATE INDEX audit_events_actor_idx ON audit_events (municipality_id, actor, occurred_at);

CREATE FUNCTION attends_case(household uuid, who text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT household NOT IN (SELECT recused_households(who))
    AND EXISTS (SELECT FROM audit_events e WHERE e.municipality_id = current_municipality()
      AND e.actor = who AND e.occurred_at > now() - interval '30 days')
    AND coalesce((SELECT s.end_reason NOT IN ('revoked', 'rights-changed', 'ended-by-administrator')
      FROM staff_sessions s WHERE s.municipality_id = current_municipality() AND s.actor = who
      ORDER BY s.state = 'active' DESC, s.signed_in_at DESC LIMIT 1), true)
$$;
COMMENT ON FUNCTION attends_case(uuid, text) IS 'Whether somebody who is named can look after the case: not recused from it, signed in or at work within 30 days (a session is known as long), and not shut out since.';

-- A function and not a table: it is the same for every municipality. Tables are named, and looked up when it is asked, so that
-- one may come in a later migration. A test holds it against the links that the code has.
CREATE FUNCTION case_steps() RETURNS TABLE (source text, child text, child_column text, parent text, parent_column text)
  LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  VALUES
    ('appeals', 'appeals', 'id', 'households', 'household_id'),
    ('assessments', 'assessments', 'id', 'households', 'household_id'),
    ('career_plans', 'career_plans', 'id', 'households', 'household_id'),
    ('case_access_grants', 'case_access_grants', 'id', 'households', 'household_id'),
    ('decisions', 'decisions', 'id', 'households', 'household_id'),
    ('dissents', 'dissents', 'id', 'households', 'household_id'),
    ('household_members', 'household_members', 'id', 'households', 'household_id'),
    ('housing_applications', 'housing_applications', 'id', 'households', 'household_id'),
    ('leases', 'leases', 'id', 'households', 'household_id'),
    ('offers', 'offers', 'id', 'households', 'household_id'),
    ('queue_events', 'queue_events', 'id', 'households', 'household_id'),
    ('recusals', 'recusals', 'id', 'households', 'household_id'),
    ('successions', 'successions', 'id', 'households', 'household_id'),
    ('keep_apart', 'keep_apart', 'id', 'households', 'household_a_id'),
    ('keep_apart', 'keep_apart', 'id', 'households', 'household_b_id'),
    ('keep_apart_reviews', 'keep_apart_reviews', 'id', 'keep_apart', 'keep_apart_id'),
    ('household_merges', 'household_merges', 'id', 'households', 'kept_household_id'),
    ('household_merges', 'household_merges', 'id', 'households', 'merged_household_id'),
    ('housing_applications', 'housing_applications', 'id', 'housing_applications', 'previous_application_id'),
    ('application_assignments', 'application_assignments', 'id', 'housing_applications', 'application_id'),
    ('entitlements', 'entitlements', 'id', 'housing_applications', 'application_id'),
    ('entitlements', 'entitlements', 'id', 'entitlements', 'corrects_id'),
    ('appeals', 'appeals', 'id', 'entitlements', 'entitlement_id'),
    ('review_inputs', 'review_inputs', 'id', 'assessments', 'assessment_id'),
    ('appeals', 'appeals', 'id', 'decisions', 'decision_id'),
    ('corrections', 'corrections', 'id', 'decisions', 'decision_id'),
    ('offers', 'offers', 'id', 'decisions', 'decision_id'),
    ('successions', 'successions', 'id', 'decisions', 'decision_id'),
    ('assessments', 'assessments', 'id', 'decisions', 'made_by_decision_id'),
    ('leases', 'leases', 'id', 'decisions', 'renewal_decision_id'),
    ('reviews', 'reviews', 'id', 'decisions', 'corrects_decision_id'),
    ('corrections', 'corrections', 'id', 'decisions', 'new_decision_id'),
    ('decisions', 'decisions', 'id', 'decisions', 'corrects_id'),
    ('leases', 'leases', 'id', 'offers', 'offer_id'),
    ('career_plan_steps', 'career_plan_steps', 'id', 'career_plans', 'plan_id'),
    ('follow_up_assignments', 'follow_up_assignments', 'id', 'follow_ups', 'follow_up_id'),
    ('career_plans', 'career_plans', 'id', 'leases', 'lease_id'),
    ('follow_ups', 'follow_ups', 'id', 'leases', 'lease_id'),
    ('handovers', 'handovers', 'id', 'leases', 'lease_id'),
    ('lease_deposits', 'lease_deposits', 'id', 'leases', 'lease_id'),
    ('lease_notices', 'lease_notices', 'id', 'leases', 'lease_id'),
    ('lease_rents', 'lease_rents', 'id', 'leases', 'lease_id'),
    ('occupancy_requests', 'occupancy_requests', 'id', 'leases', 'lease_id'),
    ('prepared_notices', 'prepared_notices', 'id', 'leases', 'lease_id'),
    ('reviews', 'reviews', 'id', 'leases', 'lease_id'),
    ('rotation_flags', 'rotation_flags', 'id', 'leases', 'lease_id'),
    ('address_protection_changes', 'address_protection_changes', 'id', 'persons', 'person_id'),
    ('dissents', 'dissents', 'id', 'reviews', 'review_id'),
    ('review_inputs', 'review_inputs', 'id', 'reviews', 'review_id'),
    ('review_signatures', 'review_signatures', 'id', 'reviews', 'review_id'),
    ('notice_letters', 'notice_letters', 'id', 'prepared_notices', 'notice_id'),
    ('prepared_notices', 'prepared_notices', 'id', 'notice_letters', 'letter_id'),
    ('case_blocks', 'case_blocks', 'id', 'households', 'household_id'),
    ('person_data_exports', 'person_data_exports', 'id', 'households', 'household_id'),
    ('person_data_exports', 'person_data_exports', 'id', 'persons', 'person_id'),
    ('case_tasks', 'case_tasks', 'id', 'appeals', 'subject_id'),
    ('case_tasks', 'case_tasks', 'id', 'decisions', 'subject_id'),
    ('case_tasks', 'case_tasks', 'id', 'follow_ups', 'subject_id'),
    ('case_tasks', 'case_tasks', 'id', 'offers', 'subject_id'),
    ('case_tasks', 'case_tasks', 'id', 'successions', 'subject_id'),
    ('rotation_flags', 'rotation_flags', 'id', 'keep_apart', 'subject_id'),
    ('household_members', 'persons', 'person_id', 'households', 'household_id'),
    ('incident_households', 'incidents', 'incident_id', 'households', 'household_id'),
    ('notice_letters', 'documents', 'docx_document_id', 'notice_letters', 'id'),
    ('notice_letters', 'documents', 'pdf_document_id', 'notice_letters', 'id')
$$;
COMMENT ON FUNCTION case_steps() IS 'Every step from a row of a case to what hangs on it: in source, child_column holds the id of a row of child, and parent_column that of a row of parent.';

CREATE FUNCTION case_ids(household_ids uuid[]) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  known uuid[] := household_ids;
  news jsonb := jsonb_build_object('households', to_jsonb(household_ids));
  further jsonb;
  step record;
  ids uuid[];
BEGIN
  WHILE news <> '{}'::jsonb LOOP
    further := '{}'::jsonb;
    FOR step IN SELECT * FROM case_steps() s WHERE news ? s.parent LOOP
      EXECUTE format(
        'SELECT array_agg(DISTINCT t.%1$I) FROM %2$I t WHERE t.municipality_id = current_municipality() AND t.%3$I = ANY ($1) AND t.%1$I <> ALL ($2)',
        step.child_column, step.source, step.parent_column)
        INTO ids USING ARRAY(SELECT value::uuid FROM jsonb_array_elements_text(news -> step.parent)), known;
      CONTINUE WHEN ids IS NULL;
      known := known || ids;
      further := further || jsonb_build_object(step.child, coalesce(further -> step.child, '[]'::jsonb) || to_jsonb(ids));
    END LOOP;
    news := further;
  END LOOP;
  RETURN QUERY SELECT DISTINCT unnest(known);
END $$;
COMMENT ON FUNCTION case_ids(uuid[]) IS 'The ids of all rows that belong to the cases of these households, themselves among them. Blocked or not.';

REVOKE EXECUTE ON FUNCTION recused_households(text), hidden_households(text), protected_households(), households_ever_of(uuid),
  attends_case(uuid, text), case_steps(), case_ids(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hidden_households(text), protected_households(), households_ever_of(uuid)
  TO boligtrapp_app, boligtrapp_protected, boligtrapp_retention;
GRANT EXECUTE ON FUNCTION recused_households(text), attends_case(uuid, text) TO boligtrapp_app;
GRANT EXECUTE ON FUNCTION case_ids(uuid[]) TO boligtrapp_app, boligtrapp_retention;
