import type {
  AssessmentNeeds,
  KeepApartPair,
  Level,
  PlainDateString,
  Programme,
  Resident,
  Track,
} from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import { currentAssessmentOf } from '../assessment/current-assessment.ts';
import type { Tx } from '../connect.ts';
import { isProtectedHousehold } from '../household/protected-household.ts';
import { promisedHomes } from './promised-homes.ts';

/** A household that a round may place, before it has a rank. */
export interface RoundCandidate {
  readonly householdId: string;
  readonly reference: string;
  readonly urgencyClass: number;
  readonly needPoints: number;
  readonly waitingSince: PlainDateString;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly needs: AssessmentNeeds;
  /** Load points beyond those of the level; none where it is left out. */
  readonly extraLoad?: number;
  /** Where it lives now; null for a household that waits without a municipal dwelling. */
  readonly currentDwellingId: string | null;
}

/** Points that the assessment adds to those of the level. Older assessments have none. */
const EXTRA_LOAD = sql`(a.needs #>> '{loadProfile,extraPoints}')::integer as "extraLoad"`;

type WithExtraLoad<T> = Omit<T, 'extraLoad'> & { readonly extraLoad: number | null };

/** Leaves out what is not there, so that facts without extra load keep their hash. */
function withoutNone<T extends { readonly extraLoad: number | null }>(
  row: T,
): Omit<T, 'extraLoad'> & { readonly extraLoad?: number } {
  const { extraLoad, ...rest } = row;
  return extraLoad === null || extraLoad === 0 ? rest : { ...rest, extraLoad };
}

/** Who takes part in a round. */
export interface RoundCandidateQuery {
  readonly meetingOn: PlainDateString;
  readonly tracks: readonly Track[];
  /** Whether tenants who are ready to move take part. */
  readonly includesMovers: boolean;
}

/**
 * Households of the tracks with an assessment that holds on the day of the meeting: those in the queue, and tenants
 * who are ready to move. Left out: who is promised another home, whose home is promised to someone else, who is already
 * moving out, and who has a protected address, about whom named people decide outside the round. Sorted by id.
 */
export async function readCandidates(tx: Tx, query: RoundCandidateQuery): Promise<readonly RoundCandidate[]> {
  const { rows } = await sql<WithExtraLoad<RoundCandidate>>`
    with promised as (${promisedHomes(query.meetingOn)})
    select h.id as "householdId", h.reference, a.urgency_class as "urgencyClass", a.need_points as "needPoints",
      a.waiting_since as "waitingSince", a.track, a.level, a.programme, a.needs,
      ${EXTRA_LOAD}, l.dwelling_id as "currentDwellingId"
    from households h
    join lateral (${currentAssessmentOf('h.id')}) a on true
    left join leases l on l.municipality_id = h.municipality_id and l.household_id = h.id
      and l.binds_during @> ${query.meetingOn}::date
    where a.track = any(${query.tracks})
      and a.assessed_on <= ${query.meetingOn}::date and a.valid_until > ${query.meetingOn}::date
      and l.closed_on is null
      and not ${isProtectedHousehold('h', 'id')}
      and not exists (select from promised p where p.municipality_id = h.municipality_id
        and (p.household_id = h.id or p.dwelling_id = l.dwelling_id))
      and (exists (select from housing_applications p where p.municipality_id = h.municipality_id
          and p.household_id = h.id and p.status = 'in-queue')
        or (${query.includesMovers} and l.id is not null and a.ready_to_move))
      and (${query.includesMovers} or l.id is null)
    order by h.id`.execute(tx);
  return rows.map(withoutNone);
}

/**
 * Every household with a home on `on`, or every one that is promised another home by then, sorted by id. Its need
 * counts; where no assessment is known, the step of the dwelling does. It does, too, where somebody has a protected
 * address: what places carry must not tell what they need.
 */
export async function readResidents(
  tx: Tx,
  on: PlainDateString,
  whose: 'living-there' | 'promised' = 'living-there',
): Promise<readonly Resident[]> {
  const homes =
    whose === 'promised'
      ? promisedHomes(on)
      : sql`select municipality_id, household_id, dwelling_id from leases where binds_during @> ${on}::date`;
  return await residentsOf(tx, homes);
}

/**
 * The household as it would live in the dwelling, with the load that it would add there; undefined where either is not
 * there.
 */
export async function readProspect(
  tx: Tx,
  { householdId, dwellingId }: Pick<Resident, 'householdId' | 'dwellingId'>,
): Promise<Resident | undefined> {
  const home = sql`select current_municipality() as municipality_id, ${householdId}::uuid as household_id,
    ${dwellingId}::uuid as dwelling_id`;
  return (await residentsOf(tx, home))[0];
}

async function residentsOf(tx: Tx, homes: RawBuilder<unknown>): Promise<readonly Resident[]> {
  const { rows } = await sql<WithExtraLoad<Resident>>`
    select h.id as "householdId", l.dwelling_id as "dwellingId", d.building_id as "buildingId",
      coalesce(a.track, d.track) as track, coalesce(a.level, d.level) as level, ${EXTRA_LOAD}
    from (${homes}) l
    join dwellings d on d.municipality_id = l.municipality_id and d.id = l.dwelling_id
    join households h on h.municipality_id = l.municipality_id and h.id = l.household_id
    left join lateral (${currentAssessmentOf('h.id')}) a on not ${isProtectedHousehold('h', 'id')}
    order by h.id, d.id`.execute(tx);
  return rows.map(withoutNone);
}

/** The pairs to be kept apart on `on`, sorted. */
export async function readKeepApart(tx: Tx, on: PlainDateString): Promise<readonly KeepApartPair[]> {
  const { rows } = await sql<KeepApartPair>`
    select k.household_a_id as a, k.household_b_id as b, k.scope from keep_apart k
    where k.valid_during @> ${on}::date order by k.household_a_id, k.household_b_id, k.scope`.execute(tx);
  return rows;
}
