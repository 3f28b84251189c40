-- Why: the trail of one thing is read by its id, and the trail of a municipality from the newest row.
-- Lock: audit_events against writing while the index is built. Duration: about a second for a million rows.
-- Law: forvaltningsloven § 13, GDPR art. 15.

CREATE INDEX audit_events_object_idx ON audit_events (municipality_id, object_id, sequence);
