-- Why: the two ladders of dwellings, and what each unit is used for over time.
-- Lock: none on existing tables. Duration: below one second.

CREATE TABLE dwellings (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  reference text NOT NULL,
  building_id uuid NOT NULL,
  track text NOT NULL,
  level smallint NOT NULL,
  programme text NOT NULL DEFAULT 'ladder',
  bedrooms smallint NOT NULL,
  area_m2 smallint NOT NULL,
  floor smallint NOT NULL,
  has_lift boolean NOT NULL,
  wheelchair_accessible boolean NOT NULL,
  robust boolean NOT NULL,
  own_entrance boolean NOT NULL,
  screened boolean NOT NULL,
  school_district text,
  bruksenhetsnummer text,
  matrikkel text,
  owner_form text NOT NULL,
  external_id text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT dwellings_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT dwellings_reference_key UNIQUE (municipality_id, reference),
  CONSTRAINT dwellings_external_id_key UNIQUE (municipality_id, external_id),
  CONSTRAINT dwellings_building_fkey FOREIGN KEY (municipality_id, building_id) REFERENCES buildings (municipality_id, id),
  CONSTRAINT dwellings_track_check CHECK (track IN ('welfare', 'care')),
  CONSTRAINT dwellings_level_check CHECK (level BETWEEN 1 AND 5),
  CONSTRAINT dwellings_programme_check CHECK (programme IN ('ladder', 'housing-first', 'youth')),
  CONSTRAINT dwellings_bedrooms_check CHECK (bedrooms BETWEEN 0 AND 10),
  CONSTRAINT dwellings_area_check CHECK (area_m2 BETWEEN 8 AND 1000),
  CONSTRAINT dwellings_floor_check CHECK (floor BETWEEN -2 AND 40),
  CONSTRAINT dwellings_bruksenhetsnummer_check CHECK (bruksenhetsnummer ~ '^[HLUK][0-9]{4}$'),
  CONSTRAINT dwellings_owner_form_check CHECK (owner_form IN ('owned', 'leased-in', 'allocation-right'))
);
COMMENT ON TABLE dwellings IS 'Kommunalt disponert bolig. Programme housing-first and youth stand beside the ladder and have a queue of their own.';
COMMENT ON COLUMN dwellings.track IS 'welfare = velferdsbolig, care = omsorgsbolig.';
COMMENT ON COLUMN dwellings.level IS 'Trinn 1 to 5 of the track''s ladder.';
COMMENT ON COLUMN dwellings.area_m2 IS 'Usable area in whole square metres (bruksareal).';
COMMENT ON COLUMN dwellings.floor IS 'Floor of the entrance; 1 is the ground floor, 0 and below are under it.';
COMMENT ON COLUMN dwellings.bruksenhetsnummer IS 'Letter H, L, U or K and four digits (Kartverket); Bærum and Oslo count floors from the entrance door.';
COMMENT ON COLUMN dwellings.owner_form IS 'Disposisjonsform: owned, leased in, or private with the municipality''s right to allocate (SSB).';
CALL isolate_tenant('dwellings');
GRANT SELECT, INSERT, UPDATE ON dwellings TO boligtrapp_app;
GRANT SELECT ON dwellings TO boligtrapp_readonly;
CREATE INDEX dwellings_building_idx ON dwellings (municipality_id, building_id);
CREATE INDEX dwellings_ladder_idx ON dwellings (municipality_id, track, level, reference);

CREATE TABLE dwelling_periods (
  municipality_id uuid NOT NULL REFERENCES municipalities (id),
  id uuid NOT NULL,
  dwelling_id uuid NOT NULL,
  role text NOT NULL,
  valid_during daterange NOT NULL,
  reason text,
  CONSTRAINT dwelling_periods_pkey PRIMARY KEY (municipality_id, id),
  CONSTRAINT dwelling_periods_dwelling_fkey FOREIGN KEY (municipality_id, dwelling_id) REFERENCES dwellings (municipality_id, id),
  CONSTRAINT dwelling_periods_no_overlap_excl UNIQUE (municipality_id, dwelling_id, valid_during WITHOUT OVERLAPS),
  CONSTRAINT dwelling_periods_role_check CHECK (role IN ('dwelling', 'staff-base', 'repair', 'out-of-use'))
);
COMMENT ON TABLE dwelling_periods IS 'What a unit is used for: a modulhus unit may be a staff base until a date and a dwelling after. A day without a row counts as out of use.';
CALL isolate_tenant('dwelling_periods');
GRANT SELECT, INSERT, UPDATE ON dwelling_periods TO boligtrapp_app;
GRANT SELECT ON dwelling_periods TO boligtrapp_readonly;
