-- Why: an offer that ends without a lease leaves work for a case officer, a flag of the refusal, and a dwelling for the
-- next in line.
-- Lock: none on existing tables. Duration: below one second.

CREATE FUNCTION lock_offers() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('offers:' || current_municipality(), 0))
$$;
COMMENT ON FUNCTION lock_offers() IS
  'Whoever makes or changes offers takes this lock of the municipality first and holds it until the transaction ends: an answer to one offer opens or withdraws others, and locks on single rows would meet crosswise.';

CREATE TABLE case_tasks (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  due_on date NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  done_at timestamptz,
  done_by text,
  CONSTRAINT case_tasks_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT case_tasks_once_key UNIQUE (municipality_id, kind, subject_id),
  CONSTRAINT case_tasks_kind_check CHECK (kind IN ('offer-declined', 'offer-expired', 'offer-withdrawn', 'offer-not-made',
    'succession-proposed', 'succession-impossible')),
  CONSTRAINT case_tasks_done_pair_check CHECK (num_nonnulls(done_at, done_by) <> 1)
);
COMMENT ON TABLE case_tasks IS 'What waits for a case officer because something happened to an offer. One of a kind for each subject, however often a job runs.';
COMMENT ON COLUMN case_tasks.subject_id IS 'An offer; the decision where kind is offer-not-made; the succession where it is succession-proposed.';
CREATE INDEX case_tasks_open_idx ON case_tasks (municipality_id, due_on) WHERE done_at IS NULL;
CALL isolate_tenant('case_tasks');
GRANT SELECT, INSERT ON case_tasks TO boligtrapp_app;
GRANT UPDATE (done_at, done_by) ON case_tasks TO boligtrapp_app;

CREATE TABLE offer_refusals (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  offer_id uuid NOT NULL,
  household_id uuid NOT NULL,
  reason_code text NOT NULL,
  refused_on date NOT NULL,
  policy_set_id uuid,
  consequence text NOT NULL DEFAULT 'flag',
  assessed_as text,
  assessment_reason text,
  assessed_by text,
  assessed_on date,
  CONSTRAINT offer_refusals_pkey PRIMARY KEY (municipality_id, offer_id),
  CONSTRAINT offer_refusals_offer_fkey FOREIGN KEY (municipality_id, offer_id) REFERENCES offers (municipality_id, id),
  CONSTRAINT offer_refusals_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT offer_refusals_policy_set_fkey FOREIGN KEY (municipality_id, policy_set_id) REFERENCES policy_sets (municipality_id, id),
  CONSTRAINT offer_refusals_assessed_as_check CHECK (assessed_as IN ('no-consequence', 'to-be-decided')),
  CONSTRAINT offer_refusals_assessed_check CHECK (num_nonnulls(assessed_as, assessment_reason, assessed_by, assessed_on) IN (0, 4)),
  CONSTRAINT offer_refusals_reason_check CHECK (length(assessment_reason) >= 20)
);
COMMENT ON TABLE offer_refusals IS 'A household that declined an offer (avslag på tilbud). It keeps its place in the queue; a case officer says what the refusal means, and a consequence is a decision of its own.';
COMMENT ON COLUMN offer_refusals.consequence IS 'What the policy in force on the day says about such a refusal; never carried out by itself.';
CREATE INDEX offer_refusals_household_idx ON offer_refusals (municipality_id, household_id);
CALL isolate_tenant('offer_refusals');
GRANT SELECT, INSERT ON offer_refusals TO boligtrapp_app;
GRANT UPDATE (assessed_as, assessment_reason, assessed_by, assessed_on) ON offer_refusals TO boligtrapp_app;

CREATE TABLE successions (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  after_offer_id uuid NOT NULL,
  attempt smallint NOT NULL DEFAULT 1,
  round_id uuid NOT NULL,
  dwelling_id uuid NOT NULL,
  household_id uuid NOT NULL,
  rank integer NOT NULL,
  state text NOT NULL DEFAULT 'proposed',
  proposed_on date NOT NULL,
  facts text NOT NULL,
  facts_hash text NOT NULL,
  confirmed_by text,
  decided_by text,
  decision_id uuid,
  discarded_by text,
  discard_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT successions_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT successions_offer_fkey FOREIGN KEY (municipality_id, after_offer_id) REFERENCES offers (municipality_id, id),
  CONSTRAINT successions_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT successions_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT successions_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT successions_decision_fkey FOREIGN KEY (municipality_id, decision_id) REFERENCES decisions (municipality_id, id),
  CONSTRAINT successions_attempt_key UNIQUE (municipality_id, after_offer_id, attempt),
  CONSTRAINT successions_state_check CHECK (state IN ('proposed', 'confirmed', 'decided', 'discarded')),
  CONSTRAINT successions_rank_check CHECK (rank >= 1),
  CONSTRAINT successions_hash_check CHECK (facts_hash = encode(sha256(convert_to(facts, 'UTF8')), 'hex')),
  CONSTRAINT successions_confirmed_check CHECK (state NOT IN ('confirmed', 'decided') OR confirmed_by IS NOT NULL),
  CONSTRAINT successions_decided_check CHECK ((state = 'decided') = (decision_id IS NOT NULL) AND (state = 'decided') = (decided_by IS NOT NULL)),
  CONSTRAINT successions_four_eyes_check CHECK (decided_by <> confirmed_by),
  CONSTRAINT successions_discarded_check CHECK ((state = 'discarded') = (discarded_by IS NOT NULL) AND (state = 'discarded') = (discard_reason IS NOT NULL))
);
COMMENT ON TABLE successions IS 'The next in line (nestemann) for a dwelling whose offer ended without a lease, from the stored order of the round, as proposed, confirmed by one person and decided by another.';
COMMENT ON COLUMN successions.facts IS 'Canonical JSON (RFC 8785), format boligtrapp-facts/1: the dwelling, the household and who lives in the district on the day of the proposal, so that the verdict can be made again.';
COMMENT ON COLUMN successions.attempt IS 'Counts the proposals after the same offer: one that is discarded makes room for the next.';
CREATE UNIQUE INDEX successions_one_open_per_dwelling_key ON successions (municipality_id, dwelling_id)
  WHERE state IN ('proposed', 'confirmed');
CALL isolate_tenant('successions');
GRANT SELECT, INSERT, UPDATE ON successions TO boligtrapp_app;
