import type { PlainDateString } from '@boligtrapp/domain';
import {
  type ExpressionWrapper,
  expressionBuilder,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import type { ApplicationRow, ApplicationStatus } from './application.rows.ts';

type Tables = DB & { a: DB['housing_applications']; h: DB['households'] };

/** Which applications are listed; every one where nothing is said. */
export interface ApplicationQuery {
  readonly householdId?: string | undefined;
  readonly status?: ApplicationStatus | undefined;
  /** Households that do not exist for whoever asks. */
  readonly hiddenHouseholdIds?: readonly string[] | undefined;
}

/** An application by id, or undefined. */
export async function findApplication(
  tx: Tx,
  municipalityId: string,
  applicationId: string,
): Promise<ApplicationRow | undefined> {
  return await select(applications(tx, municipalityId)).where('a.id', '=', applicationId).executeTakeFirst();
}

/** An application of a page, with how many the query has on all pages. */
export interface ListedApplication extends ApplicationRow {
  readonly totalCount: number;
}

/** Applications from the one received first, after the given one (exclusive); in one statement with their number. */
export async function listApplications(
  tx: Tx,
  municipalityId: string,
  query: ApplicationQuery,
  page: {
    readonly after?: { readonly receivedOn: PlainDateString; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly ListedApplication[]> {
  let rows = select(applications(tx, municipalityId).where(matching(query)))
    .select(counting(tx, municipalityId, query).as('totalCount'))
    .$narrowType<{ totalCount: number }>()
    .orderBy('a.received_on')
    .orderBy('a.id')
    .limit(page.limit);
  if (page.after !== undefined) {
    const { receivedOn, id } = page.after;
    rows = rows.where(sql<boolean>`(a.received_on, a.id) > (${receivedOn}::date, ${id}::uuid)`);
  }
  return await rows.execute();
}

/** How many applications the query has. */
export async function countApplications(
  tx: Tx,
  municipalityId: string,
  query: ApplicationQuery,
): Promise<number> {
  const { count } = await counting(tx, municipalityId, query).executeTakeFirstOrThrow();
  return count;
}

/** Asks the applications alone: each has a household, and with the join it takes twice as long. */
function counting(
  tx: Tx,
  municipalityId: string,
  query: ApplicationQuery,
): SelectQueryBuilder<Tables, 'a', { count: number }> {
  return tx
    .selectFrom('housing_applications as a')
    .where('a.municipality_id', '=', municipalityId)
    .where(matching(query))
    .select((eb) => eb.fn.countAll<number>().as('count'));
}

type Query<O> = SelectQueryBuilder<Tables, 'a' | 'h', O>;

function applications(tx: Tx, municipalityId: string): Query<object> {
  return tx
    .selectFrom('housing_applications as a')
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 'a.municipality_id').onRef('h.id', '=', 'a.household_id'),
    )
    .where('a.municipality_id', '=', municipalityId);
}

/** As one expression, so that it fits the applications alone and with their households. */
function matching({
  householdId,
  status,
  hiddenHouseholdIds = [],
}: ApplicationQuery): ExpressionWrapper<Tables, 'a', SqlBool> {
  const eb = expressionBuilder<Tables, 'a'>();
  return eb.and([
    ...(householdId === undefined ? [] : [eb('a.household_id', '=', householdId)]),
    ...(status === undefined ? [] : [eb('a.status', '=', status)]),
    ...(hiddenHouseholdIds.length === 0 ? [] : [eb('a.household_id', 'not in', hiddenHouseholdIds)]),
  ]);
}

function select(rows: Query<object>): Query<ApplicationRow> {
  return rows.select([
    'a.id',
    'a.household_id as householdId',
    'h.reference as householdReference',
    'a.source',
    'a.received_on as receivedOn',
    'a.receipt_sent_at as receiptSentAt',
    'a.helped_by as helpedBy',
    'a.previous_application_id as previousApplicationId',
    'a.preliminary_answer_sent_on as preliminaryAnswerSentOn',
    'a.status',
    'a.version',
    'a.created_at as createdAt',
  ]);
}

/** An application that waits for its first decision. */
export interface UndecidedApplication {
  readonly id: string;
  readonly householdId: string;
  readonly householdReference: string;
  readonly receivedOn: PlainDateString;
}

/** Applications that are received, without any decision and without a preliminary answer, by id. */
export async function listUnansweredApplications(
  tx: Tx,
  municipalityId: string,
): Promise<readonly UndecidedApplication[]> {
  return await applications(tx, municipalityId)
    .where('a.status', '=', 'received')
    .where('a.preliminary_answer_sent_on', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('entitlements as e')
            .whereRef('e.municipality_id', '=', 'a.municipality_id')
            .whereRef('e.application_id', '=', 'a.id')
            .select(eb.lit(1).as('one')),
        ),
      ),
    )
    .select([
      'a.id',
      'a.household_id as householdId',
      'h.reference as householdReference',
      'a.received_on as receivedOn',
    ])
    .orderBy('a.id')
    .execute();
}
