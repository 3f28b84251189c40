-- Why: a review (rullering) has states, a case officer and a history of what was taken in; two persons sign what is
-- ruled about it, and the decision is one like any other: append-only, with a snapshot, a policy set and an authority.
-- Lock: ACCESS EXCLUSIVE on reviews, which holds no rows yet, and on decisions, leases, assessments and dissents while
-- columns are added and checks are replaced; their rows are read once. Duration: below one second.
-- Law: forvaltningsloven §§ 6, 8, 16, 24, 25; husleieloven §§ 9-2, 9-3; kommuneloven §§ 11-10, 13-3.

DROP INDEX reviews_one_open_key;
ALTER TABLE reviews
  DROP CONSTRAINT reviews_outcome_check,
  DROP CONSTRAINT reviews_closed_check,
  DROP COLUMN outcome,
  DROP COLUMN reason,
  ADD COLUMN state text NOT NULL DEFAULT 'open',
  ADD COLUMN term_last_day date,
  ADD COLUMN assigned_to text,
  ADD COLUMN preparation integer NOT NULL DEFAULT 0,
  ADD COLUMN prepared_by text,
  ADD COLUMN prepared_on date,
  ADD COLUMN corrects_decision_id uuid,
  ADD CONSTRAINT reviews_state_check CHECK (state IN ('open', 'prepared', 'decided', 'lapsed')),
  ADD CONSTRAINT reviews_closed_check CHECK ((state IN ('decided', 'lapsed')) = (closed_on IS NOT NULL)),
  ADD CONSTRAINT reviews_closed_on_check CHECK (closed_on >= opened_on),
  ADD CONSTRAINT reviews_prepared_pair_check CHECK (num_nonnulls(prepared_by, prepared_on) <> 1),
  ADD CONSTRAINT reviews_prepared_check CHECK (CASE state WHEN 'open' THEN prepared_by IS NULL
    WHEN 'lapsed' THEN true ELSE prepared_by IS NOT NULL AND preparation >= 1 END),
  ADD CONSTRAINT reviews_corrects_decision_fkey FOREIGN KEY (municipality_id, corrects_decision_id) REFERENCES decisions (municipality_id, id);
COMMENT ON TABLE reviews IS 'Rullering: the review of a tenancy before its term runs out. It holds no outcome: people rule on it (review_rulings), and two of them make a decision of that (decisions).';
COMMENT ON COLUMN reviews.state IS 'Transitions: REVIEW_TRANSITIONS of packages/domain. Lapsed: the lease was closed before anything was decided.';
COMMENT ON COLUMN reviews.term_last_day IS 'Last day of the term that is reviewed (inclusive), as it stood on the day of opening; null for a lease without an end.';
COMMENT ON COLUMN reviews.assigned_to IS 'Case officer, by the id that the identity provider gives; null while nobody has it.';
COMMENT ON COLUMN reviews.preparation IS 'How often it has been prepared; a ruling counts only for the preparation in which it was made.';
COMMENT ON COLUMN reviews.corrects_decision_id IS 'The decision of an earlier review of the same lease that this one is to correct (omgjøring); null for an ordinary review.';
COMMENT ON COLUMN reviews.closed_on IS 'The day it was decided, or found to have lapsed.';
CREATE UNIQUE INDEX reviews_one_open_key ON reviews (municipality_id, lease_id) WHERE state IN ('open', 'prepared');
CREATE UNIQUE INDEX reviews_one_per_term_key ON reviews (municipality_id, lease_id, term_last_day)
  WHERE state <> 'lapsed' AND corrects_decision_id IS NULL;
CREATE INDEX reviews_due_idx ON reviews (municipality_id, term_last_day, id);

CREATE TABLE review_inputs (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  review_id uuid NOT NULL,
  kind text NOT NULL,
  assessment_id uuid,
  is_confirmed boolean,
  still_qualifies boolean,
  wish text,
  remark text,
  arrears text,
  as_of date NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT review_inputs_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT review_inputs_review_fkey FOREIGN KEY (municipality_id, review_id) REFERENCES reviews (municipality_id, id),
  CONSTRAINT review_inputs_assessment_fkey FOREIGN KEY (municipality_id, assessment_id) REFERENCES assessments (municipality_id, id),
  CONSTRAINT review_inputs_kind_check CHECK (kind IN ('assessment', 'wish', 'rent')),
  CONSTRAINT review_inputs_assessment_check CHECK (CASE WHEN kind = 'assessment' THEN num_nonnulls(assessment_id, is_confirmed, still_qualifies) = 3
    ELSE num_nonnulls(assessment_id, is_confirmed, still_qualifies) = 0 END),
  CONSTRAINT review_inputs_wish_check CHECK ((kind = 'wish') = (wish IS NOT NULL)),
  CONSTRAINT review_inputs_wish_code_check CHECK (wish IN ('stay', 'move-smaller', 'move-larger', 'move-area',
    'private-rental', 'buy', 'not-stated')),
  CONSTRAINT review_inputs_remark_check CHECK (remark IS NULL OR kind = 'wish'),
  CONSTRAINT review_inputs_rent_check CHECK ((kind = 'rent') = (arrears IS NOT NULL)),
  CONSTRAINT review_inputs_arrears_check CHECK (arrears IN ('none', 'some', 'serious'))
);
COMMENT ON TABLE review_inputs IS 'What a review takes in, append-only: the newest of a kind counts, the ones before stay. Visits and conduct are read where they are kept.';
COMMENT ON COLUMN review_inputs.is_confirmed IS 'True where an assessment from before the review was confirmed as it is; false where it was made for the review.';
COMMENT ON COLUMN review_inputs.still_qualifies IS 'Whether the household still meets the conditions for a municipal dwelling, as found in the reassessment.';
COMMENT ON COLUMN review_inputs.wish IS 'What the tenant wishes; not-stated where it was asked and not answered.';
COMMENT ON COLUMN review_inputs.remark IS 'In the words of the tenant; no health data.';
COMMENT ON COLUMN review_inputs.as_of IS 'The day on which it was so: of the assessment or its confirmation, of the talk, of the rent account.';
CREATE INDEX review_inputs_review_idx ON review_inputs (municipality_id, review_id, kind, id);
CALL isolate_tenant('review_inputs');
GRANT SELECT, INSERT ON review_inputs TO boligtrapp_app;

CREATE TABLE review_rulings (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  review_id uuid NOT NULL,
  version integer NOT NULL,
  preparation integer NOT NULL,
  outcome text NOT NULL,
  term_months smallint,
  target_track text,
  target_level smallint,
  reason_code text,
  reason text,
  ruled_by text NOT NULL,
  ruled_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT review_rulings_pkey PRIMARY KEY (municipality_id, review_id, version),
  CONSTRAINT review_rulings_review_fkey FOREIGN KEY (municipality_id, review_id) REFERENCES reviews (municipality_id, id),
  CONSTRAINT review_rulings_version_check CHECK (version >= 1 AND preparation >= 1),
  CONSTRAINT review_rulings_outcome_check CHECK (outcome IN ('renewed', 'moved', 'private-rental', 'startlan', 'ended')),
  CONSTRAINT review_rulings_term_check CHECK ((outcome = 'renewed') = (term_months IS NOT NULL)),
  CONSTRAINT review_rulings_term_months_check CHECK (term_months BETWEEN 36 AND 240),
  CONSTRAINT review_rulings_target_check CHECK (CASE WHEN outcome = 'moved' THEN num_nonnulls(target_track, target_level) = 2
    ELSE num_nonnulls(target_track, target_level) = 0 END),
  CONSTRAINT review_rulings_target_track_check CHECK (target_track IN ('welfare', 'care')),
  CONSTRAINT review_rulings_target_level_check CHECK (target_level BETWEEN 1 AND 5),
  CONSTRAINT review_rulings_reason_check CHECK (outcome = 'renewed' OR (length(reason) >= 20 AND reason_code IS NOT NULL)),
  CONSTRAINT review_rulings_reason_pair_check CHECK (num_nonnulls(reason_code, reason) <> 1)
);
COMMENT ON TABLE review_rulings IS 'What people rule about a review before it is signed, append-only: the highest version counts, if it was made for the present preparation. No row is ever made by a rule.';
COMMENT ON COLUMN review_rulings.term_months IS 'Months of the new term; never under three years (husleieloven § 9-3).';
CALL isolate_tenant('review_rulings');
GRANT SELECT, INSERT ON review_rulings TO boligtrapp_app;

CREATE TABLE review_signatures (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  review_id uuid NOT NULL,
  meeting_id uuid,
  delegation_reference text,
  content_hash text NOT NULL,
  signed_by text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT review_signatures_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT review_signatures_review_fkey FOREIGN KEY (municipality_id, review_id) REFERENCES reviews (municipality_id, id),
  CONSTRAINT review_signatures_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT review_signatures_once_key UNIQUE NULLS NOT DISTINCT
    (municipality_id, review_id, meeting_id, delegation_reference, content_hash, signed_by),
  CONSTRAINT review_signatures_authority_check CHECK (num_nonnulls(meeting_id, delegation_reference) = 1),
  CONSTRAINT review_signatures_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$')
);
COMMENT ON TABLE review_signatures IS 'Who signed which content of a review, append-only. Two persons who sign the same content on the same authority make the decision; another ruling or other facts are another content, and earlier signatures no longer count.';
CALL isolate_tenant('review_signatures');
GRANT SELECT, INSERT ON review_signatures TO boligtrapp_app;

CREATE TABLE review_snapshots (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  review_id uuid NOT NULL,
  facts text NOT NULL,
  facts_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT review_snapshots_pkey PRIMARY KEY (municipality_id, review_id),
  CONSTRAINT review_snapshots_review_fkey FOREIGN KEY (municipality_id, review_id) REFERENCES reviews (municipality_id, id),
  CONSTRAINT review_snapshots_hash_check CHECK (facts_hash = encode(sha256(convert_to(facts, 'UTF8')), 'hex'))
);
COMMENT ON TABLE review_snapshots IS 'The content that two persons signed, frozen with the decision: facts, policy, recommendation and ruling. Its hash is the content hash of the signatures.';
COMMENT ON COLUMN review_snapshots.facts IS 'Canonical JSON (RFC 8785), format boligtrapp-review/1.';
CALL isolate_tenant('review_snapshots');
GRANT SELECT, INSERT ON review_snapshots TO boligtrapp_app;

CREATE TABLE review_protocols (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  review_id uuid NOT NULL,
  meeting_id uuid,
  document text NOT NULL,
  document_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT review_protocols_pkey PRIMARY KEY (municipality_id, review_id),
  CONSTRAINT review_protocols_review_fkey FOREIGN KEY (municipality_id, review_id) REFERENCES reviews (municipality_id, id),
  CONSTRAINT review_protocols_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT review_protocols_hash_check CHECK (document_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
COMMENT ON TABLE review_protocols IS 'Minutes (protokoll) of what was decided about a review, one and never changed; without a meeting where it was decided by delegation.';
COMMENT ON COLUMN review_protocols.document IS 'Canonical JSON (RFC 8785), format boligtrapp-review-protocol/1: ids and reasons, no names.';
CALL isolate_tenant('review_protocols');
GRANT SELECT, INSERT ON review_protocols TO boligtrapp_app;

ALTER TABLE decisions
  ALTER COLUMN round_id DROP NOT NULL,
  ADD COLUMN review_id uuid,
  ADD COLUMN term_months smallint,
  ADD COLUMN target_track text,
  ADD COLUMN target_level smallint,
  ADD COLUMN departs_from_recommendation boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT decisions_outcome_check,
  DROP CONSTRAINT decisions_reason_check,
  ADD CONSTRAINT decisions_review_snapshot_fkey FOREIGN KEY (municipality_id, review_id) REFERENCES review_snapshots (municipality_id, review_id),
  ADD CONSTRAINT decisions_one_per_review_key UNIQUE (municipality_id, review_id),
  ADD CONSTRAINT decisions_basis_check CHECK (num_nonnulls(round_id, review_id) = 1),
  ADD CONSTRAINT decisions_outcome_check CHECK (outcome IN ('allocated', 'overridden', 'postponed', 'refused',
    'renewed', 'moved', 'private-rental', 'startlan', 'ended')),
  ADD CONSTRAINT decisions_outcome_of_basis_check CHECK
    ((round_id IS NOT NULL) = (outcome IN ('allocated', 'overridden', 'postponed', 'refused'))),
  ADD CONSTRAINT decisions_reason_check CHECK (outcome IN ('allocated', 'renewed') OR length(reason) >= 20),
  ADD CONSTRAINT decisions_departure_check CHECK (NOT departs_from_recommendation OR length(reason) >= 20),
  ADD CONSTRAINT decisions_term_check CHECK ((outcome = 'renewed') = (term_months IS NOT NULL)),
  ADD CONSTRAINT decisions_term_months_check CHECK (term_months BETWEEN 36 AND 240),
  ADD CONSTRAINT decisions_target_check CHECK (CASE WHEN outcome = 'moved' THEN num_nonnulls(target_track, target_level) = 2
    ELSE num_nonnulls(target_track, target_level) = 0 END),
  ADD CONSTRAINT decisions_target_track_check CHECK (target_track IN ('welfare', 'care')),
  ADD CONSTRAINT decisions_target_level_check CHECK (target_level BETWEEN 1 AND 5);
COMMENT ON TABLE decisions IS 'Vedtak, append-only: names two persons, a meeting or a delegation, a policy set and a snapshot, of a round or of a review. A correction is a new row that points at the old one.';
COMMENT ON COLUMN decisions.dwelling_id IS 'The dwelling that is given: of a round, or the one the household keeps where its lease is renewed; null for none.';
COMMENT ON COLUMN decisions.term_months IS 'Months of the new term where a lease is renewed; never under three years (husleieloven § 9-3).';
COMMENT ON COLUMN decisions.target_level IS 'With target_track: the step to which the household is to move.';
COMMENT ON COLUMN decisions.departs_from_recommendation IS 'Whether a review was decided otherwise than the rules recommended; a reason is then needed.';

ALTER TABLE leases
  ADD COLUMN renewal_decision_id uuid,
  ADD CONSTRAINT leases_renewal_decision_fkey FOREIGN KEY (municipality_id, renewal_decision_id) REFERENCES decisions (municipality_id, id);
COMMENT ON COLUMN leases.renewal_decision_id IS 'The decision of a review by which it takes the place of an earlier lease of the same household in the same dwelling; null for every other lease.';
CREATE UNIQUE INDEX leases_one_per_renewal_key ON leases (municipality_id, renewal_decision_id) WHERE renewal_decision_id IS NOT NULL;

ALTER TABLE assessments
  ADD COLUMN made_by_decision_id uuid,
  ADD CONSTRAINT assessments_made_by_decision_fkey FOREIGN KEY (municipality_id, made_by_decision_id) REFERENCES decisions (municipality_id, id);
COMMENT ON COLUMN assessments.made_by_decision_id IS 'The decision of a review that says whether the tenant is ready to move; the version is otherwise the one before, with its assessor and dates. Null for a version that somebody made.';

ALTER TABLE dissents
  ALTER COLUMN round_id DROP NOT NULL,
  ADD COLUMN review_id uuid,
  ADD CONSTRAINT dissents_review_fkey FOREIGN KEY (municipality_id, review_id) REFERENCES reviews (municipality_id, id),
  ADD CONSTRAINT dissents_subject_check CHECK (num_nonnulls(round_id, review_id) = 1);
