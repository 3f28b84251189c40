import type { Level, PlaceStatus, PlainDateString, Staffing } from '@boligtrapp/domain';

/** A row of `municipalities`. */
export interface MunicipalityRow {
  readonly id: string;
  readonly kommunenummer: string;
  readonly name: string;
  readonly organisation_number: string;
}

/** A row of `districts`. */
export interface DistrictRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly name: string;
}

/** A GeoJSON polygon in longitude and latitude (RFC 7946): one closed ring, counter-clockwise. */
export interface PolygonShape {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly (readonly [number, number])[])[];
}

/** A row of `neighbourhoods`. */
export interface NeighbourhoodRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly district_id: string;
  readonly name: string;
  readonly grunnkrets_number: string;
  readonly grunnkrets_version_year: number;
  readonly dwelling_count: number;
  readonly shape: PolygonShape;
  readonly shape_source: string;
}

/** The forms of buildings. */
export type BuildingForm =
  | 'complex'
  | 'small-complex'
  | 'single'
  | 'modulhus-site'
  | 'firemannsbolig'
  | 'tun'
  | 'care-free-standing'
  | 'care-co-located'
  | 'care-staffed'
  | 'care-special-unit'
  | 'youth-house'
  | 'scattered';

/** A row of `buildings`. */
export interface BuildingRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly neighbourhood_id: string;
  readonly name: string;
  readonly form: BuildingForm;
  readonly unfit_for_children: boolean;
}

/** A row of `staffing`. */
export interface StaffingRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly building_id: string;
  readonly staffing: Staffing;
  readonly valid_during: string;
}

/** Which place a status or cap is of; one of the three is set. */
export interface PlaceReference {
  readonly building_id: string | null;
  readonly neighbourhood_id: string | null;
  readonly district_id: string | null;
}

/** A row of `place_statuses`, without the column the database works out. */
export interface PlaceStatusRow extends PlaceReference {
  readonly municipality_id: string;
  readonly id: string;
  readonly status: PlaceStatus;
  readonly highest_level_allowed: Level | 0 | null;
  readonly reason: string;
  readonly owner: string;
  readonly review_on: PlainDateString;
  readonly valid_during: string;
}

/** A row of `place_caps`, without the column the database works out. */
export interface PlaceCapRow extends PlaceReference {
  readonly municipality_id: string;
  readonly id: string;
  readonly cap_points: number;
  readonly reason: string;
  readonly valid_during: string;
}
