-- Why: two registrations of one household are one case. Whoever has a protected address in the one is protected in the
-- other, before the merge and after it, whatever grade is set when.
-- Lock: none. Duration: below one second.
-- Law: folkeregisterloven § 10-4, forvaltningsloven §§ 6 and 13.
--
-- The functions run with the rights of their owner, whom the policies of the municipality bind, and the one that hides
-- blocked rows does not. They answer with ids, and only of the municipality of the transaction.

CREATE OR REPLACE FUNCTION protected_households() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE protected (household_id) AS (
    SELECT m.household_id FROM address_protections p
      JOIN household_members m ON m.municipality_id = p.municipality_id AND m.person_id = p.person_id
      WHERE p.municipality_id = current_municipality() AND p.grade <> 'none'
    UNION
    SELECT CASE WHEN g.kept_household_id = x.household_id THEN g.merged_household_id ELSE g.kept_household_id END
      FROM protected x JOIN household_merges g ON g.municipality_id = current_municipality()
        AND x.household_id IN (g.kept_household_id, g.merged_household_id)
  )
  SELECT household_id FROM protected
$$;
COMMENT ON FUNCTION protected_households() IS 'The households with somebody who has, or had while a member, a protected address, and those that were merged with one of them. Blocked or not.';

CREATE OR REPLACE FUNCTION hidden_households(who text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT recused_households(who)
  UNION
  SELECT p.id FROM protected_households() AS p (id)
    WHERE NOT EXISTS (SELECT FROM case_access_grants g WHERE g.municipality_id = current_municipality()
      AND g.household_id = p.id AND g.member = who AND g.state = 'in-force'
      AND (g.until IS NULL OR g.until > (now() AT TIME ZONE 'Europe/Oslo')::date))
$$;
COMMENT ON FUNCTION hidden_households(text) IS 'The households whose cases are not there for this person: recused from them, or protected, and this person is not named. Blocked or not.';
