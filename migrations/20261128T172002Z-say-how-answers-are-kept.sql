-- Why: key and request of a kept answer are hashed with a key that the database does not have, so that nobody who has the
-- database guesses a number or a name from them. Rows from before are found by their older hash until they are a day old.
-- Lock: none. Duration: below one second.
-- Law: GDPR art. 32.

COMMENT ON COLUMN idempotency_keys.key IS 'Name of a lookup key, a colon, and the HMAC-SHA-256 under it of what the caller chose, in hexadecimal; SHA-256 alone in rows from before the hashes had a key.';
COMMENT ON COLUMN idempotency_keys.request_hash IS 'The same of what was asked for: a key stands for one request only.';
