-- Why: a signature stands for its meeting and for what had changed when it was given: whoever signed may sign again in
-- another meeting, and when more has changed since.
-- Lock: ACCESS EXCLUSIVE on round_signatures; its rows are read once. Duration: below one second.
-- Law: forvaltningsloven § 6 (two persons decide, neither of them for the other).

ALTER TABLE round_signatures DROP CONSTRAINT round_signatures_once_key;
CREATE UNIQUE INDEX round_signatures_once_key ON round_signatures
  (municipality_id, round_id, meeting_id, content_hash, signed_by, md5(accepted_changes::text));
COMMENT ON TABLE round_signatures IS
  'Who signed which content of a round, append-only. Two persons who sign the same content in the same meeting, with all accepted that has changed, make the decisions; a changed ruling changes the content, and earlier signatures no longer count.';
COMMENT ON COLUMN round_signatures.accepted_changes IS
  'What had changed since the facts were frozen when this person signed all the same: kind and id, and a hash of the state that it led to.';
