import type { Level, Programme, Track } from '@boligtrapp/domain';

/** A row of `dwellings`. */
export interface DwellingRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly reference: string;
  readonly building_id: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly bedrooms: number;
  readonly area_m2: number;
  readonly floor: number;
  readonly has_lift: boolean;
  readonly wheelchair_accessible: boolean;
  readonly robust: boolean;
  readonly own_entrance: boolean;
  readonly screened: boolean;
  readonly school_district: string | null;
  readonly bruksenhetsnummer: string | null;
  readonly matrikkel: string | null;
  readonly owner_form: 'owned' | 'leased-in' | 'allocation-right';
  readonly external_id: string | null;
}

/** A row of `dwelling_periods`. */
export interface DwellingPeriodRow {
  readonly municipality_id: string;
  readonly id: string;
  readonly dwelling_id: string;
  readonly role: 'dwelling' | 'staff-base' | 'repair' | 'out-of-use';
  readonly valid_during: string;
  readonly reason: string | null;
}
