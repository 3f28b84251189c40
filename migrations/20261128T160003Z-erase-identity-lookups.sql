-- Why: the hash by which a number is searched goes with the person it belongs to.
-- Lock: ACCESS EXCLUSIVE on identity_lookups, for a policy. Duration: below one second.
-- Law: GDPR art. 5 and 17.

GRANT SELECT ON identity_lookups TO boligtrapp_retention;
CALL let_retention_erase('identity_lookups', 'person_id', 'persons');
