import {
  insertReviewsOnce,
  inTenant,
  lapseReviews,
  listLeasesToReview,
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

/** @returns the last lease of the page, or undefined when there was none. */
async function openPage(
  tx: Tx,
  deps: NightlyStepDeps,
  night: Night,
  afterId: string | null,
): Promise<string | undefined> {
  const { municipalityId, runOn, actorId } = night;
  const due = await listLeasesToReview(tx, municipalityId, { afterId, limit: PER_PAGE });
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
  const actor = jobActor(deps, night);
  for (const { id, leaseId, termLastDay } of reviews) {
    if (!opened.has(id)) continue;
    await appendAuditEvent(tx, actor, {
      action: 'review.opened',
      objectKind: 'review',
      objectId: id,
      after: { leaseId, termLastDay, assignedTo: null, correctsDecisionId: null },
    });
  }
  return due.at(-1)?.leaseId;
}

async function lapsePage(deps: NightlyStepDeps, night: Night, scope: TenantScope): Promise<number> {
  return await inTenant(deps.db, scope, async (tx) => {
    const { municipalityId, runOn } = night;
    const lapsed = await lapseReviews(tx, municipalityId, { on: runOn, limit: PER_PAGE });
    const actor = jobActor(deps, night);
    for (const id of lapsed) {
      await appendAuditEvent(tx, actor, {
        action: 'review.lapsed',
        objectKind: 'review',
        objectId: id,
        after: { state: 'lapsed', closedOn: runOn },
      });
    }
    return lapsed.length;
  });
}

function jobActor(deps: NightlyStepDeps, { actorId, municipalityId }: Night): AuditActor {
  return { id: actorId, role: 'job', municipalityId, requestId: deps.ids.next() };
}
