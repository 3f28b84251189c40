import type { Level, Programme, Track } from '@boligtrapp/domain';

/** What a dwelling is used for today: let, free to be let, or neither (staff base, repair, taken out of use). */
export type DwellingStatus = 'occupied' | 'vacant' | 'out-of-use';

/** A dwelling with the place it stands in, as it is on one day. */
export interface DwellingRow {
  readonly id: string;
  readonly version: number;
  readonly reference: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly status: DwellingStatus;
  readonly buildingId: string;
  readonly buildingName: string;
  readonly neighbourhoodId: string;
  readonly neighbourhoodName: string;
  readonly bedrooms: number;
  readonly areaM2: number;
  readonly floor: number;
  readonly hasLift: boolean;
  readonly wheelchairAccessible: boolean;
  readonly robust: boolean;
  readonly ownEntrance: boolean;
  readonly screened: boolean;
  readonly schoolDistrict: string | null;
  readonly bruksenhetsnummer: string | null;
  readonly matrikkel: string | null;
  readonly ownerForm: 'owned' | 'leased-in' | 'allocation-right';
}

/** What may change about a dwelling: the building work done to it, and the school district it belongs to. */
export interface DwellingAttributes {
  readonly bedrooms: number;
  readonly hasLift: boolean;
  readonly wheelchairAccessible: boolean;
  readonly robust: boolean;
  readonly ownEntrance: boolean;
  readonly screened: boolean;
  readonly schoolDistrict: string | null;
}
