import type { PlainDateString, SuccessionState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** A next in line to be proposed. */
export interface NewSuccession {
  readonly id: string;
  readonly afterOfferId: string;
  /** Counts the proposals after the same offer, from 1. */
  readonly attempt: number;
  readonly roundId: string;
  readonly dwellingId: string;
  readonly householdId: string;
  /** In the stored order of the round. */
  readonly rank: number;
  readonly proposedOn: PlainDateString;
  /** Canonical JSON and its hash. */
  readonly facts: string;
  readonly factsHash: string;
}

/** A next in line (nestemann) as stored. */
export interface SuccessionRow extends Omit<NewSuccession, 'facts'> {
  readonly dwellingReference: string;
  readonly householdReference: string;
  readonly state: SuccessionState;
  readonly confirmedBy: string | null;
  readonly decidedBy: string | null;
  readonly decisionId: string | null;
  readonly discardedBy: string | null;
  readonly discardReason: string | null;
  readonly version: number;
}

/** Adds a proposal; the caller holds the lock of the offers and knows that the dwelling has no open one. */
export async function insertSuccession(
  tx: Tx,
  municipalityId: string,
  succession: NewSuccession,
): Promise<void> {
  await tx
    .insertInto('successions')
    .values({
      municipality_id: municipalityId,
      id: succession.id,
      after_offer_id: succession.afterOfferId,
      attempt: succession.attempt,
      round_id: succession.roundId,
      dwelling_id: succession.dwellingId,
      household_id: succession.householdId,
      rank: succession.rank,
      proposed_on: succession.proposedOn,
      facts: succession.facts,
      facts_hash: succession.factsHash,
    })
    .execute();
}

/** A proposal by id, or undefined. */
export async function findSuccession(
  tx: Tx,
  municipalityId: string,
  successionId: string,
): Promise<SuccessionRow | undefined> {
  return await successions(tx, municipalityId).where('s.id', '=', successionId).executeTakeFirst();
}

/** All proposals after an offer, from the first. */
export async function listSuccessionsAfter(
  tx: Tx,
  municipalityId: string,
  offerId: string,
): Promise<readonly SuccessionRow[]> {
  return await successions(tx, municipalityId)
    .where('s.after_offer_id', '=', offerId)
    .orderBy('s.attempt')
    .execute();
}

/** Whether a proposal for the dwelling waits for somebody. */
export async function hasOpenSuccession(
  tx: Tx,
  municipalityId: string,
  dwellingId: string,
): Promise<boolean> {
  const row = await successions(tx, municipalityId)
    .where('s.dwelling_id', '=', dwellingId)
    .where('s.state', 'in', ['proposed', 'confirmed'])
    .executeTakeFirst();
  return row !== undefined;
}

/** Proposals that wait for somebody, of one of the dwellings or for one of the households, from the oldest. */
export async function listOpenSuccessionsOf(
  tx: Tx,
  municipalityId: string,
  {
    dwellingIds,
    householdIds,
  }: { readonly dwellingIds: readonly string[]; readonly householdIds: readonly string[] },
): Promise<readonly SuccessionRow[]> {
  return await successions(tx, municipalityId)
    .where((eb) =>
      eb.or([eb('s.dwelling_id', 'in', [...dwellingIds]), eb('s.household_id', 'in', [...householdIds])]),
    )
    .where('s.state', 'in', ['proposed', 'confirmed'])
    .orderBy('s.id')
    .execute();
}

/** Proposals from the newest, after `afterId` (exclusive); those of `hidden` households are left out. */
export async function listSuccessions(
  tx: Tx,
  municipalityId: string,
  query: SuccessionQuery & { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly SuccessionRow[]> {
  let rows = matching(tx, municipalityId, query).orderBy('s.id', 'desc').limit(query.limit);
  if (query.afterId !== undefined) rows = rows.where('s.id', '<', query.afterId);
  return await rows.execute();
}

/** How many proposals the query has. */
export async function countSuccessions(
  tx: Tx,
  municipalityId: string,
  query: SuccessionQuery,
): Promise<number> {
  const { count } = await matching(tx, municipalityId, query)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Which proposals. */
export interface SuccessionQuery {
  readonly state?: SuccessionState | undefined;
  readonly hidden: ReadonlySet<string>;
}

/** What changes about a proposal. */
export type SuccessionChange =
  | { readonly state: 'confirmed'; readonly confirmedBy: string }
  | { readonly state: 'decided'; readonly decidedBy: string; readonly decisionId: string }
  | { readonly state: 'discarded'; readonly discardedBy: string; readonly discardReason: string };

/** Changes a proposal; the caller holds the lock of the offers. */
export async function updateSuccession(
  tx: Tx,
  municipalityId: string,
  successionId: string,
  change: SuccessionChange,
): Promise<void> {
  await tx
    .updateTable('successions')
    .set({
      state: change.state,
      version: sql`version + 1`,
      ...(change.state === 'confirmed' ? { confirmed_by: change.confirmedBy } : {}),
      ...(change.state === 'decided' ? { decided_by: change.decidedBy, decision_id: change.decisionId } : {}),
      ...(change.state === 'discarded'
        ? { discarded_by: change.discardedBy, discard_reason: change.discardReason }
        : {}),
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', successionId)
    .execute();
}

function matching(tx: Tx, municipalityId: string, { state, hidden }: SuccessionQuery) {
  let rows = successions(tx, municipalityId);
  if (state !== undefined) rows = rows.where('s.state', '=', state);
  if (hidden.size > 0) rows = rows.where('s.household_id', 'not in', [...hidden]);
  return rows;
}

function successions(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('successions as s')
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 's.municipality_id').onRef('h.id', '=', 's.household_id'),
    )
    .innerJoin('dwellings as d', (join) =>
      join.onRef('d.municipality_id', '=', 's.municipality_id').onRef('d.id', '=', 's.dwelling_id'),
    )
    .where('s.municipality_id', '=', municipalityId)
    .select([
      's.id',
      'h.reference as householdReference',
      'd.reference as dwellingReference',
      's.after_offer_id as afterOfferId',
      's.attempt',
      's.round_id as roundId',
      's.dwelling_id as dwellingId',
      's.household_id as householdId',
      's.rank',
      's.proposed_on as proposedOn',
      's.facts_hash as factsHash',
      's.confirmed_by as confirmedBy',
      's.decided_by as decidedBy',
      's.decision_id as decisionId',
      's.discarded_by as discardedBy',
      's.discard_reason as discardReason',
      's.version',
    ])
    .select((eb) => eb.ref('s.state').$castTo<SuccessionState>().as('state'));
}
