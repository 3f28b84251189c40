-- Why: every change of place in the queue has a reason in the history.
-- Lock: none on existing tables. Duration: below one second.
-- Law: helse- og omsorgstjenesteloven § 3-2 a (duty to keep waiting lists).

CREATE TABLE queue_events (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  event_number bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  household_id uuid,
  policy_set_id uuid NOT NULL,
  occurred_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  recorded_by text NOT NULL,
  CONSTRAINT queue_events_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT queue_events_number_key UNIQUE (municipality_id, event_number),
  CONSTRAINT queue_events_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT queue_events_policy_set_fkey FOREIGN KEY (municipality_id, policy_set_id) REFERENCES policy_sets (municipality_id, id),
  CONSTRAINT queue_events_kind_check CHECK (kind IN ('entered', 'assessed', 'refused', 'withdrawn', 'expired', 'housed', 'merged', 'policy-changed', 'waiting-time', 'observed')),
  CONSTRAINT queue_events_household_check CHECK ((household_id IS NULL) = (kind IN ('policy-changed', 'waiting-time', 'observed')))
);
COMMENT ON TABLE queue_events IS 'What changed the order of the queue, append-only. A household may move because of an event of another one.';
COMMENT ON COLUMN queue_events.event_number IS 'Order of the events. Taken under the lock of the queue; ids are made before it, and clocks of several machines differ.';
COMMENT ON COLUMN queue_events.kind IS 'waiting-time: days went by (points for waiting, assessments that began or ceased to hold). observed: found changed without an event of its own, such as rows that were imported.';
COMMENT ON COLUMN queue_events.policy_set_id IS 'The policy set whose order the moves lead to.';
COMMENT ON COLUMN queue_events.occurred_on IS 'The day whose order was computed.';
CALL isolate_tenant('queue_events');
GRANT SELECT, INSERT ON queue_events TO boligtrapp_app;

-- One event may move the whole queue. Municipality and household are known by the event and by queue_places, which is
-- written in the same statement; to look them up once more for each move would double the cost of an event.
CREATE TABLE queue_moves (
  municipality_id uuid NOT NULL,
  event_id uuid NOT NULL,
  household_id uuid NOT NULL,
  track text NOT NULL,
  programme text NOT NULL,
  from_place integer,
  to_place integer,
  CONSTRAINT queue_moves_pkey PRIMARY KEY (municipality_id, household_id, event_id, track, programme),
  CONSTRAINT queue_moves_event_fkey FOREIGN KEY (municipality_id, event_id) REFERENCES queue_events (municipality_id, id),
  CONSTRAINT queue_moves_track_check CHECK (track IN ('welfare', 'care')),
  CONSTRAINT queue_moves_programme_check CHECK (programme IN ('ladder', 'housing-first', 'youth')),
  CONSTRAINT queue_moves_from_place_check CHECK (from_place >= 1),
  CONSTRAINT queue_moves_to_place_check CHECK (to_place >= 1),
  CONSTRAINT queue_moves_change_check CHECK (from_place IS DISTINCT FROM to_place)
);
COMMENT ON TABLE queue_moves IS 'Changes of place that an event brought, append-only. Places are counted among those who wait for the same track and programme; those whom the rules leave equal share a place.';
COMMENT ON COLUMN queue_moves.from_place IS 'Null for who was not in this queue before.';
COMMENT ON COLUMN queue_moves.to_place IS 'Null for who left this queue.';
CALL isolate_tenant('queue_moves');
GRANT SELECT, INSERT ON queue_moves TO boligtrapp_app;

CREATE TABLE queue_places (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  household_id uuid NOT NULL,
  track text NOT NULL,
  programme text NOT NULL,
  place integer,
  CONSTRAINT queue_places_pkey PRIMARY KEY (municipality_id, household_id, track, programme),
  CONSTRAINT queue_places_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id),
  CONSTRAINT queue_places_place_check CHECK (place >= 1)
);
COMMENT ON TABLE queue_places IS 'The place that the last move led each household to, so that the next event starts where the history ends; null for who left.';
CALL isolate_tenant('queue_places');
GRANT SELECT, INSERT, UPDATE ON queue_places TO boligtrapp_app;
