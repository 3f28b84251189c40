-- Why: a written application to take in a household member counts as approved after a month of silence.
-- Lock: none on existing tables. Duration: below one second.
-- Law: husleieloven §§ 1-6, 7-1, 7-6, 11-1.

CREATE TABLE occupancy_requests (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  lease_id uuid NOT NULL,
  person_kind text NOT NULL,
  received_on date NOT NULL,
  answered_on date,
  answer text,
  refusal_ground text,
  reason text,
  answered_by text,
  registered_by text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT occupancy_requests_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT occupancy_requests_lease_fkey FOREIGN KEY (municipality_id, lease_id) REFERENCES leases (municipality_id, id),
  CONSTRAINT occupancy_requests_person_kind_check CHECK (person_kind IN ('spouse', 'cohabitant', 'relative-in-direct-line', 'foster-child', 'other')),
  CONSTRAINT occupancy_requests_answer_check CHECK (answer IN ('approved', 'refused')),
  CONSTRAINT occupancy_requests_answered_check CHECK (num_nonnulls(answered_on, answer, answered_by) IN (0, 3)),
  CONSTRAINT occupancy_requests_answered_on_check CHECK (answered_on >= received_on),
  CONSTRAINT occupancy_requests_refusal_check CHECK (
    CASE WHEN answer = 'refused' THEN refusal_ground IS NOT NULL AND coalesce(length(reason), 0) >= 20 ELSE refusal_ground IS NULL END),
  CONSTRAINT occupancy_requests_refusal_ground_check CHECK (refusal_ground IN ('person', 'clear-overcrowding', 'design-or-purpose'))
);
COMMENT ON TABLE occupancy_requests IS 'Written application of a tenant to take in a household member (opptak i husstanden). Silence is never stored: what it means on a day is computed.';
COMMENT ON COLUMN occupancy_requests.refusal_ground IS 'What the law lets a refusal rest on: the person, clear overcrowding, or the design or purpose of the dwelling (husleieloven §§ 7-1, 11-1).';
CALL isolate_tenant('occupancy_requests');
GRANT SELECT, INSERT, UPDATE ON occupancy_requests TO boligtrapp_app;
CREATE INDEX occupancy_requests_lease_idx ON occupancy_requests (municipality_id, lease_id);
CREATE INDEX occupancy_requests_open_idx ON occupancy_requests (municipality_id, received_on) WHERE answer IS NULL;
