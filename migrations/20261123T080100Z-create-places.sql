-- Why: neighbourhood load is counted per building, neighbourhood and district, and a place may be spared.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE districts (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  name text NOT NULL,
  CONSTRAINT districts_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT districts_name_key UNIQUE (municipality_id, name)
);
COMMENT ON TABLE districts IS 'Bydel eller område: several neighbourhoods.';
CALL isolate_tenant('districts');
GRANT SELECT, INSERT, UPDATE ON districts TO boligtrapp_app;
GRANT SELECT ON districts TO boligtrapp_readonly;

CREATE TABLE neighbourhoods (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  district_id uuid NOT NULL,
  name text NOT NULL,
  grunnkrets_number text NOT NULL,
  grunnkrets_version_year smallint NOT NULL,
  dwelling_count integer NOT NULL,
  shape jsonb,
  CONSTRAINT neighbourhoods_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT neighbourhoods_district_fkey FOREIGN KEY (municipality_id, district_id) REFERENCES districts (municipality_id, id),
  CONSTRAINT neighbourhoods_grunnkrets_key UNIQUE (municipality_id, grunnkrets_number, grunnkrets_version_year),
  CONSTRAINT neighbourhoods_grunnkrets_number_check CHECK (grunnkrets_number ~ '^[0-9]{8}$'),
  CONSTRAINT neighbourhoods_dwelling_count_check CHECK (dwelling_count > 0)
);
COMMENT ON TABLE neighbourhoods IS 'Grunnkrets, the smallest official statistics area (SSB).';
COMMENT ON COLUMN neighbourhoods.grunnkrets_number IS 'Eight digits: municipality (4), sub-area (2), circle (2); the prefix follows the kommunenummer, hence the version year.';
COMMENT ON COLUMN neighbourhoods.dwelling_count IS 'All dwellings of the area, ordinary ones included; the base of a cap in points per 100 dwellings.';
COMMENT ON COLUMN neighbourhoods.shape IS 'GeoJSON Polygon, longitude and latitude (RFC 7946); null when the municipality has loaded none.';
CALL isolate_tenant('neighbourhoods');
GRANT SELECT, INSERT, UPDATE ON neighbourhoods TO boligtrapp_app;
GRANT SELECT ON neighbourhoods TO boligtrapp_readonly;
CREATE INDEX neighbourhoods_district_idx ON neighbourhoods (municipality_id, district_id);

CREATE TABLE buildings (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  neighbourhood_id uuid NOT NULL,
  name text NOT NULL,
  form text NOT NULL,
  unfit_for_children boolean NOT NULL DEFAULT false,
  CONSTRAINT buildings_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT buildings_neighbourhood_fkey FOREIGN KEY (municipality_id, neighbourhood_id) REFERENCES neighbourhoods (municipality_id, id),
  CONSTRAINT buildings_name_key UNIQUE (municipality_id, name),
  CONSTRAINT buildings_form_check CHECK (form IN ('complex', 'small-complex', 'single', 'modulhus-site', 'firemannsbolig', 'tun', 'care-free-standing', 'care-co-located', 'care-staffed', 'care-special-unit', 'youth-house', 'scattered'))
);
COMMENT ON TABLE buildings IS 'A complex, a modulhus site, a firemannsbolig, a tun or a single house: the smallest place that carries load.';
CALL isolate_tenant('buildings');
GRANT SELECT, INSERT, UPDATE ON buildings TO boligtrapp_app;
GRANT SELECT ON buildings TO boligtrapp_readonly;
CREATE INDEX buildings_neighbourhood_idx ON buildings (municipality_id, neighbourhood_id);

CREATE TABLE staffing (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  building_id uuid NOT NULL,
  staffing text NOT NULL,
  valid_during daterange NOT NULL,
  CONSTRAINT staffing_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT staffing_building_fkey FOREIGN KEY (municipality_id, building_id) REFERENCES buildings (municipality_id, id),
  CONSTRAINT staffing_no_overlap_excl UNIQUE (municipality_id, building_id, valid_during WITHOUT OVERLAPS),
  CONSTRAINT staffing_staffing_check CHECK (staffing IN ('none', 'ambulant', 'day-and-evening', 'round-the-clock'))
);
COMMENT ON TABLE staffing IS 'How a building is staffed over time; a day without a row counts as none.';
CALL isolate_tenant('staffing');
GRANT SELECT, INSERT, UPDATE ON staffing TO boligtrapp_app;
GRANT SELECT ON staffing TO boligtrapp_readonly;

CREATE TABLE place_statuses (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  building_id uuid,
  neighbourhood_id uuid,
  district_id uuid,
  place_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(building_id, neighbourhood_id, district_id)) STORED,
  status text NOT NULL,
  highest_level_allowed smallint,
  reason text NOT NULL,
  owner text NOT NULL,
  review_on date NOT NULL,
  valid_during daterange NOT NULL,
  CONSTRAINT place_statuses_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT place_statuses_building_fkey FOREIGN KEY (municipality_id, building_id) REFERENCES buildings (municipality_id, id),
  CONSTRAINT place_statuses_neighbourhood_fkey FOREIGN KEY (municipality_id, neighbourhood_id) REFERENCES neighbourhoods (municipality_id, id),
  CONSTRAINT place_statuses_district_fkey FOREIGN KEY (municipality_id, district_id) REFERENCES districts (municipality_id, id),
  CONSTRAINT place_statuses_one_place_check CHECK (num_nonnulls(building_id, neighbourhood_id, district_id) = 1),
  CONSTRAINT place_statuses_no_overlap_excl UNIQUE (municipality_id, place_id, valid_during WITHOUT OVERLAPS),
  CONSTRAINT place_statuses_status_check CHECK (status IN ('open', 'caution', 'spared')),
  CONSTRAINT place_statuses_level_check CHECK ((status = 'spared') = (highest_level_allowed IS NOT NULL) AND highest_level_allowed BETWEEN 0 AND 5)
);
COMMENT ON TABLE place_statuses IS 'Open, caution (a reduced cap) or spared (må skånes). A day without a row counts as open.';
COMMENT ON COLUMN place_statuses.highest_level_allowed IS 'Spared places only: nothing above this level may be placed there; 0 allows nothing.';
COMMENT ON COLUMN place_statuses.review_on IS 'Day by which the owner must look at it again; a status past this day is flagged, never dropped.';
CALL isolate_tenant('place_statuses');
GRANT SELECT, INSERT, UPDATE ON place_statuses TO boligtrapp_app;

CREATE TABLE place_caps (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  building_id uuid,
  neighbourhood_id uuid,
  district_id uuid,
  place_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(building_id, neighbourhood_id, district_id)) STORED,
  cap_points integer NOT NULL,
  reason text NOT NULL,
  valid_during daterange NOT NULL,
  CONSTRAINT place_caps_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT place_caps_building_fkey FOREIGN KEY (municipality_id, building_id) REFERENCES buildings (municipality_id, id),
  CONSTRAINT place_caps_neighbourhood_fkey FOREIGN KEY (municipality_id, neighbourhood_id) REFERENCES neighbourhoods (municipality_id, id),
  CONSTRAINT place_caps_district_fkey FOREIGN KEY (municipality_id, district_id) REFERENCES districts (municipality_id, id),
  CONSTRAINT place_caps_one_place_check CHECK (num_nonnulls(building_id, neighbourhood_id, district_id) = 1),
  CONSTRAINT place_caps_no_overlap_excl UNIQUE (municipality_id, place_id, valid_during WITHOUT OVERLAPS),
  CONSTRAINT place_caps_points_check CHECK (cap_points >= 0)
);
COMMENT ON TABLE place_caps IS 'A cap of its own for one place; a place without one has the cap of the policy set in force.';
COMMENT ON COLUMN place_caps.cap_points IS 'Load points (sum of the policy weights of the residents); local policy, no legal figure exists.';
CALL isolate_tenant('place_caps');
GRANT SELECT, INSERT, UPDATE ON place_caps TO boligtrapp_app;
