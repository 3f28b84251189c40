import type { DwellingRole, Level, PlainDateString, Programme, Track } from '@boligtrapp/domain';

/** What a dwelling is used for today: let, free to be let, or neither (staff base, repair, taken out of use). */
export type DwellingStatus = 'occupied' | 'vacant' | 'out-of-use';

/** How the municipality has a dwelling: its own, leased in, or private with the right to allocate. */
export type OwnerForm = 'owned' | 'leased-in' | 'allocation-right';

/** A dwelling with the place it stands in, as it is on one day. */
export interface DwellingRow {
  readonly id: string;
  readonly version: number;
  readonly reference: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly status: DwellingStatus;
  /** What the unit is for; `out-of-use` where nothing is said. */
  readonly role: DwellingRole;
  /** Somebody is promised it: by an offer that waits, is open, or is accepted without its lease, or by a coming lease. */
  readonly isPromised: boolean;
  /** First day on which it is or was free to be let; null while it is let, and where no such day is known. */
  readonly vacantFrom: PlainDateString | null;
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
  readonly ownerForm: OwnerForm;
  /** First day on which the municipality no longer leases it in; null where it is not leased in, or without an end. */
  readonly leasedInUntil: PlainDateString | null;
}

/**
 * What may change about a dwelling: the building work done to it, the school district it belongs to, and until when the
 * municipality leases it in.
 */
export interface DwellingAttributes {
  readonly leasedInUntil: PlainDateString | null;
  readonly bedrooms: number;
  readonly hasLift: boolean;
  readonly wheelchairAccessible: boolean;
  readonly robust: boolean;
  readonly ownEntrance: boolean;
  readonly screened: boolean;
  readonly schoolDistrict: string | null;
}
