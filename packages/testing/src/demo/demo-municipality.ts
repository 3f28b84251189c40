import type { PlainDateString } from '@boligtrapp/domain';
import type { LeaseDepositRow, LeaseRentRow, OccupancyRequestRow } from './lease-money.ts';
import type { LeaseNoticeRow, LeaseRow } from './lease-rows.ts';
import type {
  ApplicationRow,
  AssessmentRow,
  EntitlementRow,
  KeepApartRow,
  PolicySetRow,
} from './need-rows.ts';
import type { PeopleRows } from './people-rows.ts';
import type {
  BuildingRow,
  DistrictRow,
  MunicipalityRow,
  NeighbourhoodRow,
  PlaceCapRow,
  PlaceStatusRow,
  StaffingRow,
} from './place-rows.ts';
import type { DwellingPeriodRow, DwellingRow } from './stock-rows.ts';

/** Every row of a demo municipality, by table, in an order in which they can be inserted. */
export interface DemoRows extends PeopleRows {
  readonly districts: readonly DistrictRow[];
  readonly neighbourhoods: readonly NeighbourhoodRow[];
  readonly buildings: readonly BuildingRow[];
  readonly staffing: readonly StaffingRow[];
  readonly place_statuses: readonly PlaceStatusRow[];
  readonly place_caps: readonly PlaceCapRow[];
  readonly dwellings: readonly DwellingRow[];
  readonly dwelling_periods: readonly DwellingPeriodRow[];
  readonly housing_applications: readonly ApplicationRow[];
  readonly entitlements: readonly EntitlementRow[];
  readonly assessments: readonly AssessmentRow[];
  readonly keep_apart: readonly KeepApartRow[];
  readonly policy_sets: readonly PolicySetRow[];
  readonly leases: readonly LeaseRow[];
  readonly lease_notices: readonly LeaseNoticeRow[];
  readonly lease_rents: readonly LeaseRentRow[];
  readonly lease_deposits: readonly LeaseDepositRow[];
  readonly occupancy_requests: readonly OccupancyRequestRow[];
}

/** A fictional municipality: nobody in it exists, and no place. */
export interface DemoMunicipality {
  readonly seed: number;
  readonly index: number;
  /** The day it is made for. */
  readonly on: PlainDateString;
  readonly municipality: MunicipalityRow;
  readonly rows: DemoRows;
}
