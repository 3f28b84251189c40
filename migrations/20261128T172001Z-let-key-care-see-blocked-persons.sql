-- Why: whoever looks after the keys must see every number, those of blocked persons too, or a key is taken away that is
-- still needed; and needs nothing else of anybody.
-- Lock: none. Duration: below one second.
-- Law: GDPR art. 32.
--
-- The policy that hides blocked rows names the roles it binds; that of the municipality binds this one like every other.

GRANT SELECT (municipality_id, id, identity_number_ciphertext), UPDATE (identity_number_ciphertext)
  ON persons TO boligtrapp_keys;
GRANT SELECT (municipality_id, person_id, lookup_key_id), INSERT ON identity_lookups TO boligtrapp_keys;
