-- Why: a check that compares with null passes. A decision that needs a reason must not be stored without one.
-- Lock: ACCESS EXCLUSIVE on decisions. Duration: below one second; the checks read every decision once.
-- Law: forvaltningsloven §§ 24, 25.

ALTER TABLE decisions
  DROP CONSTRAINT decisions_reason_check,
  DROP CONSTRAINT decisions_departure_check,
  ADD CONSTRAINT decisions_reason_check CHECK (outcome IN ('allocated', 'renewed') OR coalesce(length(reason), 0) >= 20),
  ADD CONSTRAINT decisions_departure_check CHECK (NOT departs_from_recommendation OR coalesce(length(reason), 0) >= 20);
