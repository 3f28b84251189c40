import {
  orderQueue,
  type PlainDateString,
  parsePlainDate,
  type RoundDwelling,
  type RoundFacts,
  type RoundHousehold,
} from '@boligtrapp/domain';
import {
  byId,
  compareText,
  currentAssessments,
  currentLeases,
  demoPlaces,
  demoResidents,
  periodHolds,
} from './demo-facts.ts';
import type { DemoMunicipality, DemoRows } from './demo-municipality.ts';
import type { AssessmentRow } from './need-rows.ts';
import { protectedHouseholds } from './protected-people.ts';
import type { DwellingRow } from './stock-rows.ts';

/** What a round is made for. */
export interface DemoRoundOptions {
  readonly meetingOn: PlainDateString;
  readonly horizonEndsOn: PlainDateString;
  readonly includesMovers: boolean;
}

/**
 * The facts of a round on both tracks, straight from the rows, for tests and measurements without a database. Ties in
 * the queue are left in the order of the ids, where the product would draw a lot.
 */
export function demoRoundFacts(demo: DemoMunicipality, options: DemoRoundOptions): RoundFacts {
  const { rows } = demo;
  const { meetingOn, horizonEndsOn } = options;
  const policySet = rows.policy_sets.find(({ valid_during }) => periodHolds(valid_during, meetingOn));
  if (policySet === undefined) throw new Error(`no policy set is in force on ${meetingOn}`);
  const candidates = listCandidates(rows, options);
  const homes = new Set(candidates.map(({ home }) => home));
  const dwellings = [
    ...listVacancies(rows, options),
    ...rows.dwellings
      .filter(({ id }) => homes.has(id))
      .map((row) => toRoundDwelling(row, 'home-of-mover', meetingOn)),
  ];
  const entries = candidates.map(({ assessment, home, reference }) => ({
    householdId: assessment.household_id,
    urgencyClass: assessment.urgency_class,
    needPoints: assessment.need_points,
    waitingSince: assessment.waiting_since,
    assessment,
    home,
    reference,
  }));
  const ordered = orderQueue(policySet.content, entries, meetingOn).flat();
  return {
    format: 'boligtrapp-facts/1',
    meetingOn,
    horizonEndsOn,
    tracks: ['welfare', 'care'],
    policy: { id: policySet.id, hash: policySet.content_hash, content: policySet.content },
    places: demoPlaces(demo, meetingOn),
    dwellings: dwellings.toSorted(byId),
    households: ordered.map(
      ({ householdId, assessment, home, ...entry }, position): RoundHousehold => ({
        id: householdId,
        reference: entry.reference,
        rank: position + 1,
        urgencyClass: entry.urgencyClass,
        needPoints: entry.needPoints,
        waitingSince: entry.waitingSince,
        track: assessment.track,
        level: assessment.level,
        programme: assessment.programme,
        needs: assessment.needs,
        currentDwellingId: home,
      }),
    ),
    residents: demoResidents(demo, meetingOn),
    keepApart: rows.keep_apart
      .filter(({ valid_during }) => periodHolds(valid_during, meetingOn))
      .map(({ household_a_id: a, household_b_id: b, scope }) => ({ a, b, scope }))
      .toSorted((one, other) => compareText(`${one.a}${one.b}`, `${other.a}${other.b}`)),
  };
}

interface Candidate {
  readonly assessment: AssessmentRow;
  readonly reference: string;
  /** The dwelling of a tenant who may move. */
  readonly home: string | null;
}

function listCandidates(rows: DemoRows, { meetingOn, includesMovers }: DemoRoundOptions): Candidate[] {
  const assessments = currentAssessments(rows);
  const queued = new Set(
    rows.housing_applications
      .filter(({ status }) => status === 'in-queue')
      .map(({ household_id }) => household_id),
  );
  const leases = new Map(
    [...currentLeases(rows, meetingOn).values()].map((lease) => [lease.household_id, lease]),
  );
  const guarded = protectedHouseholds(rows);
  return rows.households.flatMap(({ id, reference }) => {
    if (guarded.has(id)) return [];
    const assessment = assessments.get(id);
    const lease = leases.get(id);
    if (
      assessment === undefined ||
      assessment.valid_until <= meetingOn ||
      assessment.assessed_on > meetingOn
    ) {
      return [];
    }
    const isMover = includesMovers && assessment.ready_to_move && lease?.closed_on === null;
    return queued.has(id) || isMover ? [{ assessment, reference, home: lease?.dwelling_id ?? null }] : [];
  });
}

function listVacancies(rows: DemoRows, { meetingOn, horizonEndsOn }: DemoRoundOptions): RoundDwelling[] {
  const current = currentLeases(rows, meetingOn);
  const later = new Set(
    rows.leases.filter(({ starts_on }) => starts_on > meetingOn).map(({ dwelling_id }) => dwelling_id),
  );
  const periods = Map.groupBy(
    rows.dwelling_periods.filter(({ role }) => role === 'dwelling'),
    ({ dwelling_id }) => dwelling_id,
  );
  return rows.dwellings.flatMap((row) => {
    const lease = current.get(row.id);
    const freeFrom = lease === undefined ? meetingOn : lease.closed_on;
    if (freeFrom === null || later.has(row.id)) return [];
    const available = (periods.get(row.id) ?? []).flatMap(({ valid_during }) => {
      const [from = '', to = ''] = valid_during.slice(1, -1).split(',');
      const start = parsePlainDate(from > freeFrom ? from : freeFrom);
      return start !== undefined && (to === '' || to > freeFrom) ? [start] : [];
    });
    const [first] = available.toSorted(compareText);
    if (first === undefined || first > horizonEndsOn) return [];
    return [toRoundDwelling(row, first <= meetingOn ? 'vacant' : 'forecast', first)];
  });
}

function toRoundDwelling(
  row: DwellingRow,
  vacancy: RoundDwelling['vacancy'],
  availableFrom: PlainDateString,
): RoundDwelling {
  return {
    id: row.id,
    reference: row.reference,
    buildingId: row.building_id,
    track: row.track,
    level: row.level,
    programme: row.programme,
    bedrooms: row.bedrooms,
    areaM2: row.area_m2,
    floor: row.floor,
    hasLift: row.has_lift,
    wheelchairAccessible: row.wheelchair_accessible,
    robust: row.robust,
    ownEntrance: row.own_entrance,
    screened: row.screened,
    schoolDistrict: row.school_district,
    vacancy,
    availableFrom,
  };
}
