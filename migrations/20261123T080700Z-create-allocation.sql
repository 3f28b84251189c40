-- Why: a round is computed from frozen facts and can be replayed to the same hash; decisions are only ever added.
-- Lock: none on existing tables. Duration: below one second.
-- Law: forvaltningsloven §§ 6, 24, 25 (impartiality, reasons).

CREATE TABLE rounds (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  reference text NOT NULL,
  meeting_on date NOT NULL,
  horizon_ends_on date NOT NULL,
  tracks text[] NOT NULL,
  includes_movers boolean NOT NULL,
  policy_set_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'queued',
  failure_code text,
  progress_done integer NOT NULL DEFAULT 0,
  progress_total integer NOT NULL DEFAULT 0,
  requested_by text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  solving_started_at timestamptz,
  finished_at timestamptz,
  CONSTRAINT rounds_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT rounds_reference_key UNIQUE (municipality_id, reference),
  CONSTRAINT rounds_policy_set_fkey FOREIGN KEY (municipality_id, policy_set_id) REFERENCES policy_sets (municipality_id, id),
  CONSTRAINT rounds_state_check CHECK (state IN ('queued', 'solving', 'proposed', 'failed', 'cancelled', 'closed')),
  CONSTRAINT rounds_tracks_check CHECK (tracks <@ ARRAY['welfare', 'care'] AND cardinality(tracks) BETWEEN 1 AND 2),
  CONSTRAINT rounds_horizon_check CHECK (horizon_ends_on >= meeting_on),
  CONSTRAINT rounds_failure_check CHECK ((state = 'failed') = (failure_code IS NOT NULL))
);
COMMENT ON TABLE rounds IS 'Tildelingsrunde: one computation for one committee meeting.';
COMMENT ON COLUMN rounds.horizon_ends_on IS 'Dwellings that fall vacant up to and including this day are offered in the round.';
CALL isolate_tenant('rounds');
GRANT SELECT, INSERT, UPDATE ON rounds TO boligtrapp_app;

CREATE TABLE round_snapshots (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  round_id uuid NOT NULL,
  facts text NOT NULL,
  facts_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT round_snapshots_pkey PRIMARY KEY (municipality_id, round_id),
  CONSTRAINT round_snapshots_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT round_snapshots_hash_check CHECK (facts_hash = encode(sha256(convert_to(facts, 'UTF8')), 'hex'))
);
COMMENT ON TABLE round_snapshots IS 'The facts of a round, frozen. Text and not jsonb: the hash is of these very bytes.';
COMMENT ON COLUMN round_snapshots.facts IS 'Canonical JSON (RFC 8785), format boligtrapp-facts/1.';
CALL isolate_tenant('round_snapshots');
GRANT SELECT, INSERT ON round_snapshots TO boligtrapp_app;

CREATE TABLE proposals (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  round_id uuid NOT NULL,
  problem_hash text NOT NULL,
  solution text NOT NULL,
  solution_hash text NOT NULL,
  engine_version text NOT NULL,
  is_optimal boolean NOT NULL,
  solve_ms integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT proposals_pkey PRIMARY KEY (municipality_id, round_id),
  CONSTRAINT proposals_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT proposals_hash_check CHECK (solution_hash = encode(sha256(convert_to(solution, 'UTF8')), 'hex')),
  CONSTRAINT proposals_solve_ms_check CHECK (solve_ms >= 0)
);
COMMENT ON TABLE proposals IS 'The verified answer of a round, one and never changed. The exact checker accepted it before it was stored.';
COMMENT ON COLUMN proposals.solution IS 'Canonical JSON, format boligtrapp-solution/1.';
COMMENT ON COLUMN proposals.is_optimal IS 'True only where every step is proven.';
CALL isolate_tenant('proposals');
GRANT SELECT, INSERT ON proposals TO boligtrapp_app;

CREATE TABLE verdicts (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  round_id uuid NOT NULL,
  household_id uuid NOT NULL,
  failed_rules integer[] NOT NULL,
  misfits smallint[] NOT NULL,
  scores integer[] NOT NULL,
  CONSTRAINT verdicts_pkey PRIMARY KEY (municipality_id, round_id, household_id),
  CONSTRAINT verdicts_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT verdicts_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT verdicts_lengths_check CHECK (cardinality(failed_rules) = cardinality(misfits) AND cardinality(misfits) = cardinality(scores))
);
COMMENT ON TABLE verdicts IS 'Every pair of household and dwelling judged. Arrays follow the dwellings of the snapshot in its order.';
COMMENT ON COLUMN verdicts.failed_rules IS 'Bit set of the hard rules that failed, by position in RULES of packages/domain; 0 means that the pair passes all.';
COMMENT ON COLUMN verdicts.misfits IS 'Levels between need and dwelling, -1 where a hard rule failed.';
COMMENT ON COLUMN verdicts.scores IS 'Points of the policy''s wishes, 0 where a hard rule failed.';
CALL isolate_tenant('verdicts');
GRANT SELECT, INSERT ON verdicts TO boligtrapp_app;

CREATE TABLE lots (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  seed text NOT NULL,
  options jsonb NOT NULL,
  result jsonb NOT NULL,
  method text NOT NULL,
  drawn_by text NOT NULL,
  drawn_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT lots_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT lots_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT lots_seed_check CHECK (seed ~ '^[0-9a-f]{32,128}$'),
  CONSTRAINT lots_method_check CHECK (method = 'sha256-seed-household')
);
COMMENT ON TABLE lots IS 'A drawn lot (loddtrekning) that settled a tie: anyone can recompute the result from seed and options.';
COMMENT ON COLUMN lots.method IS 'sha256-seed-household: ascending SHA-256 of seed, a colon and the household id.';
CALL isolate_tenant('lots');
GRANT SELECT, INSERT ON lots TO boligtrapp_app;

CREATE TABLE meetings (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  meeting_on date NOT NULL,
  round_id uuid,
  state text NOT NULL DEFAULT 'planned',
  quorum smallint NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT meetings_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT meetings_round_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES rounds (municipality_id, id),
  CONSTRAINT meetings_state_check CHECK (state IN ('planned', 'open', 'adjourned', 'closed')),
  CONSTRAINT meetings_quorum_check CHECK (quorum >= 1)
);
COMMENT ON TABLE meetings IS 'Meeting of the allocation committee (tildelingsutvalg).';
COMMENT ON COLUMN meetings.quorum IS 'Members who must be present; from the policy set.';
CALL isolate_tenant('meetings');
GRANT SELECT, INSERT, UPDATE ON meetings TO boligtrapp_app;

CREATE TABLE attendance (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  meeting_id uuid NOT NULL,
  member text NOT NULL,
  capacity text NOT NULL,
  CONSTRAINT attendance_pkey PRIMARY KEY (municipality_id, meeting_id, member),
  CONSTRAINT attendance_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT attendance_capacity_check CHECK (capacity IN ('chair', 'member', 'deputy', 'secretary'))
);
COMMENT ON TABLE attendance IS 'Who was present, append-only.';
CALL isolate_tenant('attendance');
GRANT SELECT, INSERT ON attendance TO boligtrapp_app;

CREATE TABLE recusals (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  meeting_id uuid,
  household_id uuid NOT NULL,
  member text NOT NULL,
  ground text NOT NULL,
  declared_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT recusals_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT recusals_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT recusals_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT recusals_once_key UNIQUE (municipality_id, household_id, member),
  CONSTRAINT recusals_ground_check CHECK (ground IN ('party', 'family', 'guardian', 'organisation', 'special-circumstances', 'superior-recused'))
);
COMMENT ON TABLE recusals IS 'Inhabilitet, forvaltningsloven § 6: the member no longer sees the case.';
CALL isolate_tenant('recusals');
GRANT SELECT, INSERT ON recusals TO boligtrapp_app;

CREATE TABLE decisions (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  meeting_id uuid,
  delegation_reference text,
  policy_set_id uuid NOT NULL,
  household_id uuid NOT NULL,
  dwelling_id uuid,
  outcome text NOT NULL,
  reason text,
  decided_by text NOT NULL,
  countersigned_by text NOT NULL,
  corrects_id uuid,
  decided_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT decisions_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT decisions_snapshot_fkey FOREIGN KEY (municipality_id, round_id) REFERENCES round_snapshots (municipality_id, round_id),
  CONSTRAINT decisions_meeting_fkey FOREIGN KEY (municipality_id, meeting_id) REFERENCES meetings (municipality_id, id),
  CONSTRAINT decisions_policy_set_fkey FOREIGN KEY (municipality_id, policy_set_id) REFERENCES policy_sets (municipality_id, id),
  CONSTRAINT decisions_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT decisions_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT decisions_corrects_fkey FOREIGN KEY (municipality_id, corrects_id) REFERENCES decisions (municipality_id, id),
  CONSTRAINT decisions_corrects_once_key UNIQUE (municipality_id, corrects_id),
  CONSTRAINT decisions_outcome_check CHECK (outcome IN ('allocated', 'overridden', 'postponed', 'refused')),
  CONSTRAINT decisions_authority_check CHECK (num_nonnulls(meeting_id, delegation_reference) = 1),
  CONSTRAINT decisions_four_eyes_check CHECK (decided_by <> countersigned_by),
  CONSTRAINT decisions_reason_check CHECK (outcome = 'allocated' OR length(reason) >= 20)
);
COMMENT ON TABLE decisions IS 'Vedtak, append-only: names two persons, a meeting or a delegation, a policy set and a snapshot. A correction is a new row that points at the old one.';
CALL isolate_tenant('decisions');
GRANT SELECT, INSERT ON decisions TO boligtrapp_app;
CREATE INDEX decisions_household_idx ON decisions (municipality_id, household_id);

CREATE TABLE overrides (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  decision_id uuid NOT NULL,
  proposed_dwelling_id uuid,
  reason_code text NOT NULL,
  broken_rules text[] NOT NULL DEFAULT '{}',
  waiver_legal_basis text,
  CONSTRAINT overrides_pkey PRIMARY KEY (municipality_id, decision_id),
  CONSTRAINT overrides_decision_fkey FOREIGN KEY (municipality_id, decision_id) REFERENCES decisions (municipality_id, id),
  CONSTRAINT overrides_dwelling_fkey FOREIGN KEY (municipality_id, proposed_dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT overrides_waiver_check CHECK (cardinality(broken_rules) = 0 OR waiver_legal_basis IS NOT NULL)
);
COMMENT ON TABLE overrides IS 'What the engine had proposed where the committee decided otherwise, with the reason, append-only.';
CALL isolate_tenant('overrides');
GRANT SELECT, INSERT ON overrides TO boligtrapp_app;

CREATE TABLE offers (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  dwelling_id uuid NOT NULL,
  household_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'open',
  sent_on date NOT NULL,
  answer_by date NOT NULL,
  answered_on date,
  answer_reason_code text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT offers_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT offers_decision_fkey FOREIGN KEY (municipality_id, decision_id) REFERENCES decisions (municipality_id, id),
  CONSTRAINT offers_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT offers_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT offers_state_check CHECK (state IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
  CONSTRAINT offers_deadline_check CHECK (answer_by >= sent_on),
  CONSTRAINT offers_answered_check CHECK ((state IN ('accepted', 'declined')) = (answered_on IS NOT NULL))
);
COMMENT ON TABLE offers IS 'Tilbud. At most one open per dwelling.';
COMMENT ON COLUMN offers.answer_by IS 'Last day on which an answer counts (inclusive); from the policy set.';
CALL isolate_tenant('offers');
GRANT SELECT, INSERT, UPDATE ON offers TO boligtrapp_app;
CREATE UNIQUE INDEX offers_one_open_per_dwelling_key ON offers (municipality_id, dwelling_id) WHERE state = 'open';
CREATE INDEX offers_household_idx ON offers (municipality_id, household_id);
