import {
  insertReviewsOnce,
  inTenant,
  lapseReviews,
  listFlaggedLeases,
  type TenantScope,
  type Tx,
} from '@boligtrapp/database';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { Night, NightlyStep, NightlyStepDeps } from '../rotation/nightly-steps.ts';

const PER_PAGE = 500;

/**
 * Opens the reviews that the flags of the night call for: the term of a lease is about to end, or has ended, and nobody
 * has reviewed it. Reviews whose lease was closed meanwhile lapse. A night that is made up later opens nothing: what is
 * due is what the latest night says.
 */
export const OPEN_DUE_REVIEWS: NightlyStep = {
  name: 'reviews',
  run: async (deps, night) => {
    if (!night.isLatest) return;
    const scope = { municipalityId: night.municipalityId, actorId: night.actorId };
    for (let afterId: string | null = null; ; ) {
      const from: string | null = afterId;
      const last: string | undefined = await inTenant(
        deps.db,
        scope,
        async (tx) => await openPage(tx, deps, night, from),
      );
      if (last === undefined) break;
      afterId = last;
    }
    while ((await lapsePage(deps, night, scope)) === PER_PAGE);
  },
};

/** @returns the last flagged lease of the page, or undefined when there was none. */
async function openPage(
  tx: Tx,
  deps: NightlyStepDeps,
  night: Night,
  afterId: string | null,
): Promise<string | undefined> {
  const { municipalityId, runOn, actorId } = night;
  const flagged = await listFlaggedLeases(tx, municipalityId, { afterId, limit: PER_PAGE });
  const due = flagged.filter(({ isToBeReviewed }) => isToBeReviewed);
  const reviews = due.map(({ leaseId, termLastDay }) => ({
    id: deps.ids.next(),
    leaseId,
    openedOn: runOn,
    openedBy: actorId,
    termLastDay,
    assignedTo: null,
    correctsDecisionId: null,
  }));
  // A person may open the same at this moment: then there is one already.
  const opened = new Set(await insertReviewsOnce(tx, municipalityId, reviews));
  await trace(tx, deps, night, {
    action: 'review.opened',
    after: { reviewIds: reviews.flatMap(({ id }) => (opened.has(id) ? [id] : [])) },
  });
  return flagged.at(-1)?.leaseId;
}

async function lapsePage(deps: NightlyStepDeps, night: Night, scope: TenantScope): Promise<number> {
  return await inTenant(deps.db, scope, async (tx) => {
    const { municipalityId, runOn } = night;
    const lapsed = await lapseReviews(tx, municipalityId, { on: runOn, limit: PER_PAGE });
    await trace(tx, deps, night, { action: 'review.lapsed', after: { reviewIds: lapsed } });
    return lapsed.length;
  });
}

/** One event for a page: a night may open thousands, each of which names the night and its day itself. */
async function trace(
  tx: Tx,
  deps: NightlyStepDeps,
  { actorId, municipalityId, runId }: Night,
  { action, after }: { readonly action: string; readonly after: { readonly reviewIds: readonly string[] } },
): Promise<void> {
  if (after.reviewIds.length === 0) return;
  const actor: AuditActor = { id: actorId, role: 'job', municipalityId, requestId: deps.ids.next() };
  await appendAuditEvent(tx, actor, { action, objectKind: 'rotation-run', objectId: runId, after });
}
