-- Why: a tenant who has moved by an accepted offer is no mover any more; the version that says so names the decision
-- that gave the new home, as one of a review names that of the review.
-- Lock: SHARE UPDATE EXCLUSIVE on assessments for a comment. Duration: below one second.

COMMENT ON COLUMN assessments.made_by_decision_id IS 'The decision that says whether the tenant is ready to move: that of a review, or the one that gave the tenant another home; the version is otherwise the one before, with its assessor and dates. Null for a version that somebody made.';
