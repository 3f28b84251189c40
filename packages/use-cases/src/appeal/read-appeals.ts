import {
  type AppealQuery,
  type AppealRow,
  countAppeals,
  findAppeal,
  inTenant,
  listAppealPanel,
  listAppeals as readAppeals,
} from '@boligtrapp/database';
import { type AppealState, type AppealTimeliness, appealTimeliness } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { AppealDeps } from './register-appeal.ts';

/** An appeal as the actor may see it, with what its dates say. */
export interface AppealView extends Omit<AppealRow, 'statement' | 'outcomeReason'>, AppealTimeliness {}

/** An appeal with the texts and the people of its case. */
export interface AppealDetails extends AppealView {
  readonly statement: string | null;
  readonly outcomeReason: string | null;
  readonly panel: readonly string[];
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface AppealPage {
  readonly items: readonly AppealView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Appeals from the newest; the households on the page are logged as read. */
export async function listAppeals(
  deps: AppealDeps,
  actor: Actor,
  query: {
    readonly state?: AppealState | undefined;
    readonly householdId?: string | undefined;
    readonly afterId?: string | undefined;
    readonly limit: number;
  },
): Promise<AppealPage> {
  authorise(actor, 'appeals.read');
  const { municipalityId } = actor;
  const { state, householdId, afterId, limit } = query;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const filter: AppealQuery = {
      state,
      householdId,
      hidden: await hiddenHouseholds(tx, actor),
    };
    const rows = await readAppeals(tx, municipalityId, filter, { afterId, limit: limit + 1 });
    const items = rows.slice(0, limit).map(toView);
    await logAccess(tx, deps, actor, { operation: 'list-appeals', householdIds: householdsOf(items) });
    const totalCount = await countAppeals(tx, municipalityId, filter);
    return { items, isLast: rows.length <= limit, totalCount };
  });
}

/** One appeal with its texts and who heard it; the reading is logged. @throws {NotFoundError} `appeal.not-found` */
export async function getAppeal(deps: AppealDeps, actor: Actor, appealId: string): Promise<AppealDetails> {
  authorise(actor, 'appeals.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const row = await findAppeal(tx, municipalityId, appealId);
    if (row === undefined || (await hiddenHouseholds(tx, actor)).has(row.householdId)) {
      throw new NotFoundError('appeal.not-found');
    }
    const view = toView(row);
    await logAccess(tx, deps, actor, { operation: 'get-appeal', householdIds: householdsOf([view]) });
    return {
      ...view,
      statement: row.statement,
      outcomeReason: row.outcomeReason,
      panel: await listAppealPanel(tx, municipalityId, appealId),
    };
  });
}

function toView(row: AppealRow): AppealView {
  const { statement: _statement, outcomeReason: _outcomeReason, ...rest } = row;
  return { ...rest, ...appealTimeliness(row) };
}

function householdsOf(views: readonly AppealView[]): readonly string[] {
  return views.map(({ householdId }) => householdId);
}
