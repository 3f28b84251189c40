import type { LeaseFacts, Place, PlainDateString, Resident } from '@boligtrapp/domain';
import type { DemoMunicipality, DemoRows } from './demo-municipality.ts';
import type { LeaseRow } from './lease-rows.ts';
import type { AssessmentRow } from './need-rows.ts';
import type { PlaceReference } from './place-rows.ts';
import { protectedHouseholds } from './protected-people.ts';

/** The facts of every lease, as packages/domain judges them. */
export function demoLeaseFacts({ rows }: DemoMunicipality): LeaseFacts[] {
  const requests = Map.groupBy(
    rows.lease_notices.filter(({ kind }) => kind === 'move-request'),
    ({ lease_id }) => lease_id,
  );
  return rows.leases.map((lease) => ({
    id: lease.id,
    start: lease.starts_on,
    lastDay: lease.last_day,
    regime: lease.regime,
    shortTerm:
      lease.short_term_basis === null
        ? null
        : {
            basis: lease.short_term_basis,
            reasonGivenAt: lease.short_term_reason_given_on,
            weighty: lease.short_term_weighty,
          },
    signedAt: lease.signed_on,
    exceptionsInfoGivenAt: lease.exceptions_info_given_on,
    previousShortTermsSameParties: lease.previous_short_terms,
    moveRequests: (requests.get(lease.id) ?? []).map(({ sent_on }) => ({ sentAt: sent_on })),
    vacatedOn: lease.closed_on,
  }));
}

/** Whether a half-open period, as PostgreSQL writes it, holds a day. */
export function periodHolds(period: string, on: PlainDateString): boolean {
  const [from = '', to = ''] = period.slice(1, -1).split(',');
  return from <= on && (to === '' || on < to);
}

/** The lease that binds each dwelling on a day, by dwelling. */
export function currentLeases({ leases }: DemoRows, on: PlainDateString): ReadonlyMap<string, LeaseRow> {
  return new Map(
    leases
      .filter(({ starts_on, closed_on }) => starts_on <= on && (closed_on === null || on < closed_on))
      .map((lease) => [lease.dwelling_id, lease]),
  );
}

/** The newest assessment of each household. */
export function currentAssessments({ assessments }: DemoRows): ReadonlyMap<string, AssessmentRow> {
  const newest = new Map<string, AssessmentRow>();
  for (const assessment of assessments) {
    const known = newest.get(assessment.household_id);
    if (known === undefined || known.version_number < assessment.version_number) {
      newest.set(assessment.household_id, assessment);
    }
  }
  return newest;
}

function placeIdOf({ building_id, neighbourhood_id, district_id }: PlaceReference): string {
  return building_id ?? neighbourhood_id ?? district_id ?? '';
}

/** Every place as it is on a day, sorted by id. */
export function demoPlaces({ rows }: DemoMunicipality, on: PlainDateString): Place[] {
  const holding = <T extends { readonly valid_during: string }>(list: readonly T[]): T[] =>
    list.filter(({ valid_during }) => periodHolds(valid_during, on));
  const statuses = new Map(holding(rows.place_statuses).map((row) => [placeIdOf(row), row]));
  const caps = new Map(holding(rows.place_caps).map((row) => [placeIdOf(row), row.cap_points]));
  const staffing = new Map(holding(rows.staffing).map((row) => [row.building_id, row.staffing]));
  const units = Map.groupBy(rows.dwellings, ({ building_id }) => building_id);
  const ofDistrict = Map.groupBy(rows.neighbourhoods, ({ district_id }) => district_id);
  const place = (own: Pick<Place, 'id' | 'kind' | 'name' | 'parentId' | 'dwellingCount'>): Place => ({
    ...own,
    status: statuses.get(own.id)?.status ?? 'open',
    highestLevelAllowed: statuses.get(own.id)?.highest_level_allowed ?? null,
    ownCapPoints: caps.get(own.id) ?? null,
    unfitForChildren: false,
    staffing: 'none',
  });
  const buildings = rows.buildings.map(({ id, name, neighbourhood_id, unfit_for_children }) => ({
    ...place({
      id,
      kind: 'building',
      name,
      parentId: neighbourhood_id,
      dwellingCount: units.get(id)?.length ?? 0,
    }),
    unfitForChildren: unfit_for_children,
    staffing: staffing.get(id) ?? 'none',
  }));
  const neighbourhoods = rows.neighbourhoods.map(({ id, name, district_id, dwelling_count }) =>
    place({ id, kind: 'neighbourhood', name, parentId: district_id, dwellingCount: dwelling_count }),
  );
  const districts = rows.districts.map(({ id, name }) => {
    const dwellingCount = (ofDistrict.get(id) ?? []).reduce(
      (sum, { dwelling_count }) => sum + dwelling_count,
      0,
    );
    return place({ id, kind: 'district', name, parentId: null, dwellingCount });
  });
  return [...buildings, ...neighbourhoods, ...districts].toSorted(byId);
}

/** Every household with a home on a day, sorted by id; its need counts, or the step of the dwelling. */
export function demoResidents({ rows }: DemoMunicipality, on: PlainDateString): Resident[] {
  const assessments = currentAssessments(rows);
  const guarded = protectedHouseholds(rows);
  const dwellings = new Map(rows.dwellings.map((dwelling) => [dwelling.id, dwelling]));
  return [...currentLeases(rows, on).values()]
    .flatMap(({ household_id, dwelling_id }) => {
      const dwelling = dwellings.get(dwelling_id);
      if (dwelling === undefined) return [];
      const known = guarded.has(household_id) ? undefined : assessments.get(household_id);
      const { track, level } = known ?? dwelling;
      return [
        {
          householdId: household_id,
          dwellingId: dwelling_id,
          buildingId: dwelling.building_id,
          track,
          level,
        },
      ];
    })
    .toSorted((a, b) => compareText(a.householdId, b.householdId));
}

/** Order of rows by id, as text. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}

/** Order of texts by UTF-16 code units, as the ids of the facts of a round are sorted. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
