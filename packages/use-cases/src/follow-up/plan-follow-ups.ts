import { insertFollowUps, inTenant, readStayPage, settleFollowUps } from '@boligtrapp/database';
import { followUpsToPlan } from '@boligtrapp/domain';
import type { Night, NightlyStep, NightlyStepDeps } from '../rotation/nightly-steps.ts';

const ROWS_PER_TRANSACTION = 500;

/**
 * Plans the visits and the housing-career plan of every lease that binds its dwelling, and settles those that nobody
 * waits for any more. What a night has planned stays, whatever a later policy says; a missed night is made up by the
 * next one.
 */
export const PLAN_FOLLOW_UPS: NightlyStep = {
  name: 'follow-ups',
  isBeforeSweep: true,
  run: async (deps, night) => {
    await planAll(deps, night);
    await settleAll(deps, night);
  },
};

async function planAll({ db, ids }: NightlyStepDeps, night: Night): Promise<void> {
  const { municipalityId, runOn, policy } = night;
  for (let afterId: string | null = null; ; ) {
    const page = { on: runOn, afterId, limit: ROWS_PER_TRANSACTION };
    const last: string | undefined = await inTenant(db, night, async (tx) => {
      const stays = await readStayPage(tx, municipalityId, page);
      const planned = stays.flatMap(({ leaseId, startsOn, firstDay }) =>
        followUpsToPlan({ firstDay, from: startsOn }, policy.followUps, runOn).map((followUp) => ({
          ...followUp,
          id: ids.next(),
          leaseId,
        })),
      );
      const carriedIds = planned.map(() => ids.next());
      await insertFollowUps(tx, municipalityId, planned, carriedIds);
      return stays.at(-1)?.leaseId;
    });
    if (last === undefined) return;
    afterId = last;
  }
}

async function settleAll({ db }: NightlyStepDeps, night: Night): Promise<void> {
  const limit = ROWS_PER_TRANSACTION;
  for (let isSettling = true; isSettling; ) {
    const settled = await inTenant(
      db,
      night,
      async (tx) => await settleFollowUps(tx, night.municipalityId, { on: night.runOn, limit }),
    );
    isSettling = Object.values(settled).some((count: number) => count > 0);
  }
}
