-- Why: a meeting has an agenda, sittings and rulings that two persons sign; a decision knows its chain and what it
-- breaks; an offer of a home that is still lived in waits for the one before it.
-- Lock: ACCESS EXCLUSIVE on meetings, attendance, decisions and offers, which hold no rows yet. Duration: below one second.
-- Law: forvaltningsloven §§ 6, 8, 24, 25; kommuneloven §§ 11-10, 13-3.

CREATE TABLE staff (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  member text NOT NULL,
  superior text,
  CONSTRAINT staff_pkey PRIMARY KEY (municipality_id, member),
  CONSTRAINT staff_superior_check CHECK (superior <> member)
);
COMMENT ON TABLE staff IS 'Who is whose direct superior, by the id that the identity provider gives. A superior who is inhabil stops direct subordinates from deciding (forvaltningsloven § 6 third paragraph).';
CALL isolate_tenant('staff');
GRANT SELECT, INSERT, UPDATE ON staff TO boligtrapp_app;

ALTER TABLE meetings
  DROP COLUMN round_id,
  ADD COLUMN sitting smallint NOT NULL DEFAULT 1,
  ADD COLUMN policy_set_id uuid NOT NULL,
  ADD COLUMN created_by text NOT NULL,
  ADD COLUMN closed_at timestamptz,
  DROP CONSTRAINT meetings_state_check,
  ADD CONSTRAINT meetings_state_check CHECK (state IN ('planned', 'open', 'adjourned', 'closed', 'cancelled')),
  ADD CONSTRAINT meetings_policy_set_fkey FOREIGN KEY (municipality_id, policy_set_id) REFERENCES policy_sets (municipality_id, id),
  ADD CONSTRAINT meetings_sitting_check CHECK (sitting >= 1);
COMMENT ON COLUMN meetings.sitting IS 'A meeting that was adjourned and goes on has another sitting, with an attendance of its own.';

CREATE TABLE meeting_items (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  meeting_id uuid NOT NULL,
  position smallint NOT NULL,
  round_id uuid,
  lease_id uuid,
  CONSTRAINT meeting_items_pkey PRIMARY KEY (municipality_id, meeting_id, position),
  CONSTRAINT meeting_items_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT meeting_items_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT meeting_items_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT meeting_items_round_key UNIQUE (municipality_id, meeting_id, round_id),
  CONSTRAINT meeting_items_lease_key UNIQUE (municipality_id, meeting_id, lease_id),
  CONSTRAINT meeting_items_subject_check CHECK (num_nonnulls(round_id, lease_id) = 1),
  CONSTRAINT meeting_items_position_check CHECK (position >= 1)
);
COMMENT ON TABLE meeting_items IS 'Agenda (saksliste), append-only: a round to decide, or a lease whose review is due.';
CALL isolate_tenant('meeting_items');
GRANT SELECT, INSERT ON meeting_items TO boligtrapp_app;

ALTER TABLE attendance
  ADD COLUMN sitting smallint NOT NULL DEFAULT 1,
  DROP CONSTRAINT attendance_pkey,
  ADD CONSTRAINT attendance_pkey PRIMARY KEY (municipality_id, meeting_id, sitting, member);
COMMENT ON COLUMN attendance.capacity IS 'A deputy (vara) sits for a member who is absent or inhabil; a secretary does not count for the quorum.';

CREATE TABLE rulings (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  round_id uuid NOT NULL,
  household_id uuid NOT NULL,
  outcome text NOT NULL,
  dwelling_id uuid,
  reason_code text,
  reason text,
  waiver_legal_basis text,
  ruled_by text NOT NULL,
  ruled_at timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT rulings_pkey PRIMARY KEY (municipality_id, round_id, household_id),
  CONSTRAINT rulings_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT rulings_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT rulings_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT rulings_outcome_check CHECK (outcome IN ('accepted', 'overridden', 'postponed', 'refused')),
  CONSTRAINT rulings_dwelling_check CHECK (outcome = 'overridden' OR dwelling_id IS NULL),
  CONSTRAINT rulings_reason_check CHECK (outcome = 'accepted' OR (length(reason) >= 20 AND reason_code IS NOT NULL))
);
COMMENT ON TABLE rulings IS 'What the committee says about a case of a round before it signs; changed freely until then. A case without a row follows the proposal.';
COMMENT ON COLUMN rulings.dwelling_id IS 'The other dwelling where the proposal is overridden; null where it is overridden by none.';
CALL isolate_tenant('rulings');
GRANT SELECT, INSERT, UPDATE ON rulings TO boligtrapp_app;

CREATE TABLE dissents (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  round_id uuid NOT NULL,
  household_id uuid NOT NULL,
  member text NOT NULL,
  reason text NOT NULL,
  declared_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT dissents_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT dissents_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT dissents_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT dissents_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id)
);
COMMENT ON TABLE dissents IS 'A member who disagrees (dissens) and why, append-only; part of the minutes.';
CALL isolate_tenant('dissents');
GRANT SELECT, INSERT ON dissents TO boligtrapp_app;

CREATE TABLE round_signatures (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  content_hash text NOT NULL,
  signed_by text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT round_signatures_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT round_signatures_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT round_signatures_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT round_signatures_once_key UNIQUE (municipality_id, round_id, content_hash, signed_by),
  CONSTRAINT round_signatures_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE round_signatures IS 'Who signed which content of a round, append-only. The second person who signs the same content makes the decisions; a changed ruling changes the content, and earlier signatures no longer count.';
CALL isolate_tenant('round_signatures');
GRANT SELECT, INSERT ON round_signatures TO boligtrapp_app;

CREATE TABLE protocols (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  round_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  document text NOT NULL,
  document_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT protocols_pkey PRIMARY KEY (municipality_id, round_id),
  CONSTRAINT protocols_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT protocols_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT protocols_hash_check CHECK (document_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
COMMENT ON TABLE protocols IS 'Minutes (protokoll) of what was decided about a round, one and never changed.';
COMMENT ON COLUMN protocols.document IS 'Canonical JSON (RFC 8785), format boligtrapp-protocol/1: ids and reasons, no names.';
CALL isolate_tenant('protocols');
GRANT SELECT, INSERT ON protocols TO boligtrapp_app;

ALTER TABLE decisions
  ADD COLUMN reason_code text,
  ADD COLUMN chain_id uuid,
  ADD COLUMN soft_breaks jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN decisions.chain_id IS 'Moves that only go together, because one leaves the dwelling that the other gets, carry the same id.';
COMMENT ON COLUMN decisions.soft_breaks IS 'Places that the decision fills beyond their soft level, with load before and after, and the cap.';
CREATE INDEX decisions_round_idx ON decisions (municipality_id, round_id);

ALTER TABLE offers
  ADD COLUMN chain_id uuid,
  ADD COLUMN waits_for_id uuid,
  ALTER COLUMN answer_by DROP NOT NULL,
  ALTER COLUMN sent_on DROP NOT NULL,
  DROP CONSTRAINT offers_state_check,
  DROP CONSTRAINT offers_deadline_check,
  DROP CONSTRAINT offers_answered_check,
  ADD CONSTRAINT offers_state_check CHECK (state IN ('waiting', 'open', 'accepted', 'declined', 'expired', 'withdrawn', 'fulfilled')),
  ADD CONSTRAINT offers_sent_pair_check CHECK (num_nonnulls(sent_on, answer_by) <> 1),
  ADD CONSTRAINT offers_sent_check CHECK (state IN ('waiting', 'withdrawn') OR sent_on IS NOT NULL),
  ADD CONSTRAINT offers_deadline_check CHECK (answer_by >= sent_on),
  ADD CONSTRAINT offers_answered_check CHECK (
    CASE WHEN state IN ('accepted', 'declined', 'fulfilled') THEN answered_on IS NOT NULL
      WHEN state = 'withdrawn' THEN true ELSE answered_on IS NULL END),
  ADD CONSTRAINT offers_waits_for_fkey FOREIGN KEY (municipality_id, waits_for_id) REFERENCES offers (municipality_id, id);
COMMENT ON TABLE offers IS 'Tilbud. A dwelling is under one offer at a time, from the day it waits until a lease is made of it.';
COMMENT ON COLUMN offers.state IS 'Transitions: OFFER_TRANSITIONS of packages/domain.';
COMMENT ON COLUMN offers.waits_for_id IS 'The offer that the tenant of this dwelling must accept first; this one is sent then.';
DROP INDEX offers_one_open_per_dwelling_key;
CREATE UNIQUE INDEX offers_one_live_per_dwelling_key ON offers (municipality_id, dwelling_id)
  WHERE state IN ('waiting', 'open', 'accepted');
CREATE INDEX offers_deadline_idx ON offers (municipality_id, answer_by) WHERE state = 'open';
