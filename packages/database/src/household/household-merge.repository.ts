import type { DuplicateSubject, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';

/** Two registrations of one household that a person makes one. */
export interface NewHouseholdMerge {
  readonly id: string;
  readonly keptHouseholdId: string;
  readonly mergedHouseholdId: string;
  readonly reason: string;
  readonly mergedBy: string;
}

/**
 * Locks households for a merge, so that nothing new is added to them meanwhile, and says which of them exist. Locked in
 * the order of their ids: two merges of the same pair wait for each other and do not stand still.
 */
export async function lockHouseholdsForMerge(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('households')
    .where('municipality_id', '=', municipalityId)
    .where('id', 'in', householdIds)
    .select('id')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Stores a merge, or says that one of the two is merged into another already; the transaction is aborted then. */
export async function insertHouseholdMerge(
  tx: Tx,
  municipalityId: string,
  merge: NewHouseholdMerge,
): Promise<'inserted' | 'merged-already' | 'kept-is-merged'> {
  try {
    await tx
      .insertInto('household_merges')
      .values({
        municipality_id: municipalityId,
        id: merge.id,
        kept_household_id: merge.keptHouseholdId,
        merged_household_id: merge.mergedHouseholdId,
        reason: merge.reason,
        merged_by: merge.mergedBy,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'household_merges_once_key') return 'merged-already';
    if (constraint === 'households_not_merged_check') return 'kept-is-merged';
    throw error;
  }
}

/** Every pair to be kept apart, seen from each of the two. */
const APART = sql`
  select k.id, k.household_a_id as one, k.household_b_id as other, k.scope, k.valid_during from keep_apart k
  union all
  select k.id, k.household_b_id, k.household_a_id, k.scope, k.valid_during from keep_apart k`;

/** A pair of the merged household that the kept one does not have. */
export interface PairToCarry {
  readonly keepApartId: string;
  readonly otherHouseholdId: string;
}

/**
 * The pairs of the merged household with one of `others` that hold today or later and are not the kept one's as they are:
 * each is to be carried over.
 */
export async function listPairsToCarry(
  tx: Tx,
  merge: Pick<NewHouseholdMerge, 'keptHouseholdId' | 'mergedHouseholdId'>,
  { today, others }: { readonly today: PlainDateString; readonly others: readonly string[] },
): Promise<readonly PairToCarry[]> {
  const { rows } = await sql<PairToCarry>`
    with apart as (${APART})
    select a.id as "keepApartId", a.other as "otherHouseholdId" from apart a
    where a.one = ${merge.mergedHouseholdId} and a.other <> ${merge.keptHouseholdId}
      and a.other = any(${[...others]}::uuid[]) and not isempty(a.valid_during * daterange(${today}::date, null))
    order by a.id`.execute(tx);
  return rows;
}

/**
 * Keeps the kept household apart from the other of a pair, as the merged one is, from today on: with the same reason,
 * owner and day of review, for the days on which it is not kept apart from them already.
 */
export async function carryKeepApart(
  tx: Tx,
  pair: PairToCarry & { readonly keptHouseholdId: string; readonly nextId: () => string },
  today: PlainDateString,
): Promise<readonly string[]> {
  const { keepApartId, otherHouseholdId, keptHouseholdId } = pair;
  const [a, b] = [keptHouseholdId, otherHouseholdId].toSorted();
  const { rows: spans } = await sql<{ span: string }>`
    select unnest(datemultirange(k.valid_during * daterange(${today}::date, null)) - coalesce((
      select range_agg(o.valid_during) from keep_apart o where o.municipality_id = k.municipality_id
        and o.household_a_id = ${a}::uuid and o.household_b_id = ${b}::uuid
        and o.scope in (k.scope, 'neighbourhood')), '{}'::datemultirange))::text as span
    from keep_apart k where k.id = ${keepApartId}::uuid`.execute(tx);
  const ids: string[] = [];
  for (const { span } of spans) {
    const id = pair.nextId();
    await sql`
      insert into keep_apart (municipality_id, id, household_a_id, household_b_id, scope, restricted_reason, owner,
        review_on, valid_during)
      select k.municipality_id, ${id}::uuid, ${a}::uuid, ${b}::uuid, k.scope, k.restricted_reason, k.owner, k.review_on,
        ${span}::daterange
      from keep_apart k where k.id = ${keepApartId}::uuid`.execute(tx);
    ids.push(id);
  }
  return ids;
}

/** What keeps a household from being merged: it has or gets a home, or keeps away from somebody the other does not. */
export type MergeObstacle = 'lease' | 'offer' | 'keep-apart';

/**
 * What stands against merging: a lease that binds today or later, an offer that is not settled, or a household to be
 * kept apart from which the kept one is not kept apart as far and as long. Undefined when nothing does. Pairs with those
 * in `carried` are none: they are carried over.
 */
export async function findMergeObstacle(
  tx: Tx,
  merge: Pick<NewHouseholdMerge, 'keptHouseholdId' | 'mergedHouseholdId'>,
  { today, carried }: { readonly today: PlainDateString; readonly carried: ReadonlySet<string> },
): Promise<MergeObstacle | undefined> {
  const { rows } = await sql<{ obstacle: MergeObstacle }>`
    with apart as (${APART})
    select 'lease' as obstacle from leases l
    where l.household_id = ${merge.mergedHouseholdId} and coalesce(l.closed_on > ${today}::date, true)
    union all
    select 'offer' from offers o
    where o.household_id = ${merge.mergedHouseholdId} and o.state in ('waiting', 'open', 'accepted')
    union all
    select 'keep-apart' from apart a
    where a.one = ${merge.mergedHouseholdId} and not isempty(a.valid_during * daterange(${today}::date, null))
      and a.other <> all(${[...carried]}::uuid[])
      and not exists (select from apart k where k.one = ${merge.keptHouseholdId} and k.other = a.other
        and (k.scope = a.scope or k.scope = 'neighbourhood')
        and k.valid_during @> a.valid_during * daterange(${today}::date, null))
    limit 1`.execute(tx);
  return rows[0]?.obstacle;
}

/** Into which household another is merged; undefined for one that is not. */
export async function findKeptHousehold(
  tx: Tx,
  municipalityId: string,
  householdId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('household_merges')
    .where('municipality_id', '=', municipalityId)
    .where('merged_household_id', '=', householdId)
    .select('kept_household_id as keptHouseholdId')
    .executeTakeFirst();
  return row?.keptHouseholdId;
}

/**
 * Applicants and partners of the households that are not merged into another, on `on`: what tells two registrations of
 * one household. Children are left out: a child with two homes is a member of two.
 */
export async function readDuplicateSubjects(
  tx: Tx,
  municipalityId: string,
  on: PlainDateString,
): Promise<readonly DuplicateSubject[]> {
  return await tx
    .selectFrom('household_members as m')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.municipality_id', '=', 'm.municipality_id').onRef('p.id', '=', 'm.person_id'),
    )
    .where('m.municipality_id', '=', municipalityId)
    .where('m.relation', 'in', ['applicant', 'partner'])
    .where(sql<boolean>`m.member_during @> ${on}::date`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('household_merges as g')
            .whereRef('g.municipality_id', '=', 'm.municipality_id')
            .whereRef('g.merged_household_id', '=', 'm.household_id')
            .select(eb.lit(1).as('one')),
        ),
      ),
    )
    .select([
      'm.household_id as householdId',
      // One of them stands for the number: a person has as many as there are keys, under each key the same for all.
      sql<string | null>`(select encode(l.hash, 'hex') from identity_lookups l
        where l.municipality_id = p.municipality_id and l.person_id = p.id
        order by l.lookup_key_id limit 1)`.as('identityNumberHash'),
      'p.name',
      sql<string>`p.birth_date::text`.as('birthDate'),
    ])
    .orderBy('m.household_id')
    .execute();
}

/** References of households by id. */
export async function readHouseholdReferences(
  tx: Tx,
  municipalityId: string,
  householdIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (householdIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('households')
    .where('municipality_id', '=', municipalityId)
    .where('id', 'in', householdIds)
    .select(['id', 'reference'])
    .execute();
  return new Map(rows.map(({ id, reference }) => [id, reference]));
}

/** The households, and every other registration of one of them that was merged with it, at second hand too; sorted. */
export async function listWithMerged(tx: Tx, householdIds: readonly string[]): Promise<readonly string[]> {
  if (householdIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with recursive registrations (id) as (
      select unnest(${[...householdIds]}::uuid[])
      union
      select case when g.kept_household_id = x.id then g.merged_household_id else g.kept_household_id end
      from registrations x
      join household_merges g on x.id in (g.kept_household_id, g.merged_household_id)
    )
    select id from registrations order by id`.execute(tx);
  return rows.map(({ id }) => id);
}
