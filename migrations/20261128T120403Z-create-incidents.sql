-- Why: what happens at a place, and how its environment is found, lead to a proposal for its status; a person sets it.
-- Nothing of it enters the load of a place, and who had to do with an incident is for few to know.
-- Lock: none on existing tables. Duration: below one second.
-- Law: husleieloven § 1-8.

CREATE TABLE incidents (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  building_id uuid NOT NULL,
  dwelling_id uuid,
  occurred_on date NOT NULL,
  severity smallint NOT NULL,
  kind text NOT NULL,
  reported_by_role text NOT NULL,
  registered_by text NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_on date,
  withdrawn_by text,
  withdrawn_because text,
  CONSTRAINT incidents_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT incidents_building_fkey FOREIGN KEY (municipality_id, building_id) REFERENCES buildings (municipality_id, id),
  CONSTRAINT incidents_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT incidents_severity_check CHECK (severity BETWEEN 1 AND 3),
  CONSTRAINT incidents_kind_check CHECK (kind IN ('noise', 'threat', 'damage', 'fire', 'other')),
  CONSTRAINT incidents_reported_by_role_check CHECK (reported_by_role IN ('case-officer', 'follow-up', 'housing-manager', 'caretaker', 'neighbour', 'tenant', 'police')),
  CONSTRAINT incidents_withdrawn_check CHECK (num_nonnulls(withdrawn_on, withdrawn_by, withdrawn_because) IN (0, 3)),
  CONSTRAINT incidents_withdrawn_because_check CHECK (withdrawn_because IN ('wrong-place', 'wrong-household', 'registered-twice', 'unfounded', 'other'))
);
COMMENT ON TABLE incidents IS 'What happened at a building or dwelling, coded, without text. Never deleted: one that is wrong is withdrawn with a reason.';
COMMENT ON COLUMN incidents.severity IS '1 slight, 2 serious, 3 grave.';
COMMENT ON COLUMN incidents.building_id IS 'That of the dwelling where there is one.';
COMMENT ON COLUMN incidents.reported_by_role IS 'Where the report came from; no person.';
CREATE INDEX incidents_building_idx ON incidents (municipality_id, building_id, occurred_on);
CALL isolate_tenant('incidents');
GRANT SELECT, INSERT ON incidents TO boligtrapp_app;
GRANT UPDATE (withdrawn_on, withdrawn_by, withdrawn_because) ON incidents TO boligtrapp_app;

CREATE TABLE incident_households (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  incident_id uuid NOT NULL,
  household_id uuid NOT NULL,
  CONSTRAINT incident_households_pkey PRIMARY KEY (municipality_id, incident_id),
  CONSTRAINT incident_households_incident_fkey FOREIGN KEY (municipality_id, incident_id) REFERENCES incidents (municipality_id, id),
  CONSTRAINT incident_households_household_fkey FOREIGN KEY (municipality_id, household_id) REFERENCES households (municipality_id, id)
);
COMMENT ON TABLE incident_households IS 'The household that an incident is put down to, append-only. In a table of its own: read one at a time by case officers and follow-up workers, and counted for a review; never for load or for a place.';
CREATE INDEX incident_households_household_idx ON incident_households (municipality_id, household_id);
CALL isolate_tenant('incident_households');
GRANT SELECT, INSERT ON incident_households TO boligtrapp_app;

CREATE TABLE environment_reports (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  building_id uuid,
  neighbourhood_id uuid,
  place_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(building_id, neighbourhood_id)) STORED,
  reported_on date NOT NULL,
  level smallint NOT NULL,
  complaint_count smallint NOT NULL,
  reported_by text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_on date,
  withdrawn_by text,
  withdrawn_because text,
  CONSTRAINT environment_reports_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT environment_reports_building_fkey FOREIGN KEY (municipality_id, building_id) REFERENCES buildings (municipality_id, id),
  CONSTRAINT environment_reports_neighbourhood_fkey FOREIGN KEY (municipality_id, neighbourhood_id) REFERENCES neighbourhoods (municipality_id, id),
  CONSTRAINT environment_reports_one_place_check CHECK (num_nonnulls(building_id, neighbourhood_id) = 1),
  CONSTRAINT environment_reports_level_check CHECK (level BETWEEN 1 AND 4),
  CONSTRAINT environment_reports_complaint_count_check CHECK (complaint_count BETWEEN 0 AND 999),
  CONSTRAINT environment_reports_withdrawn_check CHECK (num_nonnulls(withdrawn_on, withdrawn_by, withdrawn_because) IN (0, 3)),
  CONSTRAINT environment_reports_withdrawn_because_check CHECK (withdrawn_because IN ('wrong-place', 'registered-twice', 'unfounded', 'other'))
);
COMMENT ON TABLE environment_reports IS 'How a follow-up worker finds the environment of a building or neighbourhood. Never deleted: one that is wrong is withdrawn with a reason.';
COMMENT ON COLUMN environment_reports.level IS '1 good, 2 fair, 3 strained, 4 bad.';
COMMENT ON COLUMN environment_reports.complaint_count IS 'Complaints of neighbours since the report before; shown, not weighed.';
CREATE INDEX environment_reports_place_idx ON environment_reports (municipality_id, place_id, reported_on);
CALL isolate_tenant('environment_reports');
GRANT SELECT, INSERT ON environment_reports TO boligtrapp_app;
GRANT UPDATE (withdrawn_on, withdrawn_by, withdrawn_because) ON environment_reports TO boligtrapp_app;
