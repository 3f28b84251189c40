import type { KoboConflictState, KoboQuestionState } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Facts that Kobo and we may both know, as the tables have them. */
export type KoboFact =
  | 'bedrooms'
  | 'areaM2'
  | 'floor'
  | 'bruksenhetsnummer'
  | 'isWheelchairAccessible'
  | 'ownerForm'
  | 'traits';
/** Kobo's fields whose values the municipality pairs with ours. */
export type KoboPairedField = 'disposisjonsform' | 'egenskaper';
/** One of the two sides. */
export type KoboSide = 'kobo' | 'ours';

/** A fact on which the two sides differ, as stored; values as JSON. */
export interface KoboConflictRow {
  readonly id: string;
  readonly dwellingId: string;
  readonly dwellingReference: string;
  readonly field: KoboFact;
  readonly cause: 'both-changed' | 'changed-by-other' | 'not-updatable' | 'not-storable';
  readonly owner: KoboSide;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
  readonly state: KoboConflictState;
  readonly resolution: KoboSide | null;
  readonly reason: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: string | null;
  readonly settledAt: string | null;
  readonly createdAt: string;
}

/** What a conflict is stored with first. */
export type NewKoboConflict = Pick<
  KoboConflictRow,
  'id' | 'dwellingId' | 'field' | 'cause' | 'owner' | 'base' | 'ours' | 'theirs'
>;

/** Adds an open conflict. */
export async function insertKoboConflict(
  tx: Tx,
  municipalityId: string,
  conflict: NewKoboConflict,
): Promise<void> {
  await tx
    .insertInto('kobo_conflicts')
    .values({
      municipality_id: municipalityId,
      id: conflict.id,
      dwelling_id: conflict.dwellingId,
      field: conflict.field,
      cause: conflict.cause,
      owner: conflict.owner,
      base: JSON.stringify(conflict.base),
      ours: JSON.stringify(conflict.ours),
      theirs: JSON.stringify(conflict.theirs),
    })
    .execute();
}

/** The conflicts of a dwelling that are open, or resolved and not carried out; locked until the transaction ends. */
export async function lockLiveKoboConflicts(tx: Tx, dwellingId: string): Promise<readonly KoboConflictRow[]> {
  return await conflicts(tx)
    .where('c.dwelling_id', '=', dwellingId)
    .where('c.state', 'in', ['open', 'resolved'])
    .orderBy('c.id')
    .forNoKeyUpdate('c')
    .execute();
}

/** A conflict, its row locked until the transaction ends. */
export async function lockKoboConflict(tx: Tx, conflictId: string): Promise<KoboConflictRow | undefined> {
  return await conflicts(tx).where('c.id', '=', conflictId).forNoKeyUpdate('c').executeTakeFirst();
}

/** A conflict, or undefined. */
export async function findKoboConflict(tx: Tx, conflictId: string): Promise<KoboConflictRow | undefined> {
  return await conflicts(tx).where('c.id', '=', conflictId).executeTakeFirst();
}

/** Stores what somebody has said of a conflict that was locked before. */
export async function resolveKoboConflictRow(
  tx: Tx,
  conflictId: string,
  ruling: {
    readonly state: KoboConflictState;
    readonly resolution: KoboSide;
    readonly reason: string;
    readonly by: string;
  },
): Promise<void> {
  await tx
    .updateTable('kobo_conflicts')
    .set({
      state: ruling.state,
      resolution: ruling.resolution,
      reason: ruling.reason,
      resolved_by: ruling.by,
      resolved_at: sql`now()`,
    })
    .where('id', '=', conflictId)
    .execute();
}

/** Stores that a conflict is over. */
export async function settleKoboConflict(
  tx: Tx,
  conflictId: string,
  state: KoboConflictState,
): Promise<void> {
  await tx
    .updateTable('kobo_conflicts')
    .set({ state, settled_at: sql`now()` })
    .where('id', '=', conflictId)
    .execute();
}

/** Which page of a list with the newest first, and in which state. */
export interface KoboPage<State extends string> {
  readonly state: State | undefined;
  readonly afterId: string | undefined;
  readonly limit: number;
}

/** Conflicts from the newest, after `afterId` (exclusive), with how many there are. */
export async function listKoboConflictRows(
  tx: Tx,
  { state, afterId, limit }: KoboPage<KoboConflictState>,
): Promise<{ readonly rows: readonly KoboConflictRow[]; readonly totalCount: number }> {
  let query = conflicts(tx).orderBy('c.id', 'desc').limit(limit);
  let count = tx.selectFrom('kobo_conflicts').select((eb) => eb.fn.countAll<number>().as('count'));
  if (state !== undefined) {
    query = query.where('c.state', '=', state);
    count = count.where('state', '=', state);
  }
  if (afterId !== undefined) query = query.where('c.id', '<', afterId);
  return { rows: await query.execute(), totalCount: (await count.executeTakeFirstOrThrow()).count };
}

/** A value that has no partner on the other side, as stored. */
export interface KoboQuestionRow {
  readonly id: string;
  readonly field: string;
  readonly side: KoboSide;
  readonly value: string;
  readonly state: KoboQuestionState;
  readonly seenCount: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
}

/** Notes that a value without a partner was seen; one whose answer was taken back is asked anew. */
export async function noteKoboQuestion(
  tx: Tx,
  municipalityId: string,
  question: Pick<KoboQuestionRow, 'id' | 'field' | 'side' | 'value'>,
): Promise<void> {
  await tx
    .insertInto('kobo_questions')
    .values({
      municipality_id: municipalityId,
      id: question.id,
      field: question.field,
      side: question.side,
      value: question.value,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['municipality_id', 'field', 'side', 'value'])
        .where('state', '=', 'open')
        .doUpdateSet({ seen_count: sql`kobo_questions.seen_count + 1`, last_seen_at: sql`now()` }),
    )
    .execute();
}

/** A question, its row locked until the transaction ends. */
export async function lockKoboQuestion(tx: Tx, questionId: string): Promise<KoboQuestionRow | undefined> {
  return await questions(tx).where('id', '=', questionId).forNoKeyUpdate().executeTakeFirst();
}

/** Stores that a question is answered, and gives it. */
export async function answerKoboQuestionRow(
  tx: Tx,
  questionId: string,
  answer: { readonly state: KoboQuestionState; readonly by: string },
): Promise<KoboQuestionRow> {
  await tx
    .updateTable('kobo_questions')
    .set({ state: answer.state, answered_by: answer.by, answered_at: sql`now()` })
    .where('id', '=', questionId)
    .execute();
  return await questions(tx).where('id', '=', questionId).executeTakeFirstOrThrow();
}

/** Questions that a pair answers beside the one that was asked: those about the other value. */
export async function answerKoboQuestionsOf(
  tx: Tx,
  { field, ours, kobos }: { readonly field: string; readonly ours: string; readonly kobos: string },
  by: string,
): Promise<void> {
  await tx
    .updateTable('kobo_questions')
    .set({ state: 'answered', answered_by: by, answered_at: sql`now()` })
    .where('field', '=', field)
    .where('state', '=', 'open')
    .where((eb) =>
      eb.or([
        eb.and([eb('side', '=', 'ours'), eb('value', '=', ours)]),
        eb.and([eb('side', '=', 'kobo'), eb('value', '=', kobos)]),
      ]),
    )
    .execute();
}

/** Questions from the newest, after `afterId` (exclusive), with how many there are. */
export async function listKoboQuestionRows(
  tx: Tx,
  { state, afterId, limit }: KoboPage<KoboQuestionState>,
): Promise<{ readonly rows: readonly KoboQuestionRow[]; readonly totalCount: number }> {
  let query = questions(tx).orderBy('id', 'desc').limit(limit);
  let count = tx.selectFrom('kobo_questions').select((eb) => eb.fn.countAll<number>().as('count'));
  if (state !== undefined) {
    query = query.where('state', '=', state);
    count = count.where('state', '=', state);
  }
  if (afterId !== undefined) query = query.where('id', '<', afterId);
  return { rows: await query.execute(), totalCount: (await count.executeTakeFirstOrThrow()).count };
}

function conflicts(tx: Tx) {
  return tx
    .selectFrom('kobo_conflicts as c')
    .innerJoin('dwellings as d', (join) =>
      join.onRef('d.municipality_id', '=', 'c.municipality_id').onRef('d.id', '=', 'c.dwelling_id'),
    )
    .select([
      'c.id',
      'c.dwelling_id as dwellingId',
      'd.reference as dwellingReference',
      'c.field',
      'c.cause',
      'c.owner',
      'c.base',
      'c.ours',
      'c.theirs',
      'c.state',
      'c.resolution',
      'c.reason',
      'c.resolved_by as resolvedBy',
      'c.resolved_at as resolvedAt',
      'c.settled_at as settledAt',
      'c.created_at as createdAt',
    ]);
}

function questions(tx: Tx) {
  return tx
    .selectFrom('kobo_questions')
    .select([
      'id',
      'field',
      'side',
      'value',
      'state',
      'seen_count as seenCount',
      'first_seen_at as firstSeenAt',
      'last_seen_at as lastSeenAt',
      'answered_by as answeredBy',
      'answered_at as answeredAt',
    ]);
}
