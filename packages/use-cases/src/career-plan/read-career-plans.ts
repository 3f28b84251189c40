import {
  type CareerPlanQuery,
  type CareerPlanRow,
  type CareerPlanVersionRow,
  countCareerPlans,
  findCareerPlan,
  inTenant,
  listCareerPlanVersions,
  listCareerPlans as readPage,
} from '@boligtrapp/database';
import { type CareerPlanState, planProgress } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { FollowUpDeps } from '../follow-up/find-for-change.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** A plan as the actor may see it. */
export interface CareerPlanView extends CareerPlanRow {
  /** Share of the steps that are done, in basis points; null without any. */
  readonly progressBasisPoints: number | null;
}

/** A plan with all that it was. */
export interface CareerPlanDetails extends CareerPlanView {
  readonly versions: readonly CareerPlanVersionRow[];
}

/** A page from the newest. */
export interface CareerPlanPage {
  readonly items: readonly CareerPlanView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Plans from the newest; the households on the page are logged as read. */
export async function listCareerPlans(
  deps: FollowUpDeps,
  actor: Actor,
  query: {
    readonly householdId?: string | undefined;
    readonly state?: CareerPlanState | undefined;
    readonly afterId?: string | undefined;
    readonly limit: number;
  },
): Promise<CareerPlanPage> {
  authorise(actor, 'follow-ups.read');
  const { municipalityId } = actor;
  const { householdId, state, afterId, limit } = query;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const filter: CareerPlanQuery = {
      householdId,
      state,
      hidden: await hiddenHouseholds(tx, actor),
    };
    const rows = await readPage(tx, municipalityId, filter, { afterId, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => toView(row));
    await logAccess(tx, deps, actor, { operation: 'list-career-plans', householdIds: householdsOf(items) });
    const totalCount = await countCareerPlans(tx, municipalityId, filter);
    return { items, isLast: rows.length <= limit, totalCount };
  });
}

/** One plan with its versions; the reading is logged. @throws {NotFoundError} `career-plan.not-found` */
export async function getCareerPlan(
  deps: FollowUpDeps,
  actor: Actor,
  planId: string,
): Promise<CareerPlanDetails> {
  authorise(actor, 'follow-ups.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const row = await findCareerPlan(tx, municipalityId, planId, 'none');
    if (row === undefined) throw new NotFoundError('career-plan.not-found');
    await assertVisible(tx, actor, row.householdId, 'career-plan.not-found');
    const view = toView(row);
    await logAccess(tx, deps, actor, { operation: 'get-career-plan', householdIds: householdsOf([view]) });
    return { ...view, versions: await listCareerPlanVersions(tx, municipalityId, planId) };
  });
}

function toView(row: CareerPlanRow): CareerPlanView {
  return { ...row, progressBasisPoints: planProgress(row.steps) };
}

function householdsOf(views: readonly CareerPlanView[]): readonly string[] {
  return views.map(({ householdId }) => householdId);
}
