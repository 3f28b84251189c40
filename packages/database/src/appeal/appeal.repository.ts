import type { AppealState, PlainDateString } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { AppealRow, NewAppeal } from './appeal.rows.ts';

/** Adds an appeal. */
export async function insertAppeal(tx: Tx, municipalityId: string, appeal: NewAppeal): Promise<void> {
  await tx
    .insertInto('appeals')
    .values({
      municipality_id: municipalityId,
      id: appeal.id,
      entitlement_id: appeal.entitlementId,
      decision_id: appeal.decisionId,
      household_id: appeal.householdId,
      body: appeal.body,
      decided_on: appeal.decidedOn,
      notice_arrived_on: appeal.noticeArrivedOn,
      deadline_on: appeal.deadlineOn,
      sent_on: appeal.sentOn,
      arrived_on: appeal.arrivedOn,
      registered_by: appeal.registeredBy,
    })
    .execute();
}

/** Which appeals; every one where nothing is said. */
export interface AppealQuery {
  readonly state?: AppealState | undefined;
  readonly householdId?: string | undefined;
  /** Households whose appeals do not exist for the reader. */
  readonly hidden: ReadonlySet<string>;
}

/** Appeals from the newest, after `afterId` (exclusive). */
export async function listAppeals(
  tx: Tx,
  municipalityId: string,
  query: AppealQuery,
  page: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<readonly AppealRow[]> {
  let rows = matching(tx, municipalityId, query).orderBy('a.id', 'desc').limit(page.limit);
  if (page.afterId !== undefined) rows = rows.where('a.id', '<', page.afterId);
  return await rows.execute();
}

/** How many appeals the query has. */
export async function countAppeals(tx: Tx, municipalityId: string, query: AppealQuery): Promise<number> {
  const { count } = await matching(tx, municipalityId, query)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** An appeal by id, or undefined. */
export async function findAppeal(
  tx: Tx,
  municipalityId: string,
  appealId: string,
): Promise<AppealRow | undefined> {
  return await appeals(tx, municipalityId).where('a.id', '=', appealId).executeTakeFirst();
}

/** The same, its row locked until the transaction ends. */
export async function lockAppeal(
  tx: Tx,
  municipalityId: string,
  appealId: string,
): Promise<AppealRow | undefined> {
  return await appeals(tx, municipalityId)
    .where('a.id', '=', appealId)
    .forNoKeyUpdate('a')
    .executeTakeFirst();
}

/** What changes about an appeal. */
export interface AppealChange {
  readonly state: AppealState;
  readonly review?: {
    readonly reviewedBy: string;
    readonly reviewedOn: PlainDateString;
    readonly statement: string;
  };
  readonly outcome?: {
    readonly outcomeOn: PlainDateString;
    readonly outcomeReason: string;
    readonly preparedBy: string | null;
    readonly recordedBy: string;
    readonly panel: readonly string[];
  };
}

/** Changes an appeal whose row is locked, and returns the new version. */
export async function updateAppeal(
  tx: Tx,
  municipalityId: string,
  appealId: string,
  { state, review, outcome }: AppealChange,
): Promise<number> {
  const { version } = await tx
    .updateTable('appeals')
    .set({
      state,
      version: sql`version + 1`,
      ...(review === undefined
        ? {}
        : {
            reviewed_by: review.reviewedBy,
            reviewed_on: review.reviewedOn,
            statement: review.statement,
          }),
      ...(outcome === undefined
        ? {}
        : {
            outcome_on: outcome.outcomeOn,
            outcome_reason: outcome.outcomeReason,
            prepared_by: outcome.preparedBy,
            recorded_by: outcome.recordedBy,
          }),
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', appealId)
    .returning('version')
    .executeTakeFirstOrThrow();
  if (outcome !== undefined && outcome.panel.length > 0) {
    await tx
      .insertInto('appeal_panels')
      .values(
        outcome.panel.map((member) => ({ municipality_id: municipalityId, appeal_id: appealId, member })),
      )
      .execute();
  }
  return version;
}

/** Who heard the appeal, sorted. */
export async function listAppealPanel(
  tx: Tx,
  municipalityId: string,
  appealId: string,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('appeal_panels')
    .where('municipality_id', '=', municipalityId)
    .where('appeal_id', '=', appealId)
    .select('member')
    .orderBy('member')
    .execute();
  return rows.map(({ member }) => member);
}

function matching(tx: Tx, municipalityId: string, query: AppealQuery) {
  let rows = appeals(tx, municipalityId);
  if (query.state !== undefined) rows = rows.where('a.state', '=', query.state);
  if (query.householdId !== undefined) rows = rows.where('a.household_id', '=', query.householdId);
  if (query.hidden.size > 0) rows = rows.where('a.household_id', 'not in', [...query.hidden]);
  return rows;
}

function appeals(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('appeals as a')
    .where('a.municipality_id', '=', municipalityId)
    .select([
      'a.id',
      'a.entitlement_id as entitlementId',
      'a.decision_id as decisionId',
      'a.household_id as householdId',
      'a.decided_on as decidedOn',
      'a.notice_arrived_on as noticeArrivedOn',
      'a.deadline_on as deadlineOn',
      'a.sent_on as sentOn',
      'a.arrived_on as arrivedOn',
      'a.registered_by as registeredBy',
      'a.reviewed_by as reviewedBy',
      'a.reviewed_on as reviewedOn',
      'a.statement',
      'a.outcome_on as outcomeOn',
      'a.outcome_reason as outcomeReason',
      'a.prepared_by as preparedBy',
      'a.recorded_by as recordedBy',
      'a.version',
    ])
    .select((eb) => [
      eb.ref('a.state').$castTo<AppealState>().as('state'),
      eb.ref('a.body').$castTo<AppealRow['body']>().as('body'),
    ]);
}
