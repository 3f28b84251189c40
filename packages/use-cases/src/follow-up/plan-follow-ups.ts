import {
  type DueFollowUpKey,
  type DueFollowUpRow,
  type FollowUpSettling,
  insertFollowUps,
  inTenant,
  readDueFollowUps,
  readStayPage,
  settleFollowUps,
} from '@boligtrapp/database';
import {
  addMonthsClamped,
  FOLLOW_UP_PLANNING_MONTHS,
  FOLLOW_UP_TRANSITIONS,
  type FollowUpAction,
  type FollowUpState,
  followUpsToPlan,
  type PlainDateString,
  settleFollowUp,
} from '@boligtrapp/domain';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import type { Night, NightlyStep, NightlyStepDeps } from '../rotation/nightly-steps.ts';
import { transition } from '../states/transition.ts';

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
  const { municipalityId, runOn, policy, laterRunOn = null } = night;
  // Made after a later night, it asks for nothing that is too long past for that one.
  const earliest = laterRunOn === null ? '' : addMonthsClamped(laterRunOn, -FOLLOW_UP_PLANNING_MONTHS);
  for (let afterId: string | null = null; ; ) {
    const page = { on: runOn, afterId, limit: ROWS_PER_TRANSACTION };
    const last: string | undefined = await inTenant(db, night, async (tx) => {
      // Visits go on with whoever had them, unless they are recused by now.
      await heedRecusals(tx, night);
      const stays = await readStayPage(tx, municipalityId, page);
      const planned = stays.flatMap(({ leaseId, startsOn, firstDay }) =>
        followUpsToPlan({ firstDay, from: startsOn }, policy.followUps, runOn)
          .filter(({ dueOn }) => earliest <= dueOn)
          .map((followUp) => ({ ...followUp, id: ids.next(), leaseId })),
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
  const { municipalityId } = night;
  // What is settled bears the day of the fact, so that it is still found by a night before that day.
  const on = night.laterRunOn ?? night.runOn;
  for (let after: DueFollowUpKey | null = null; ; ) {
    const page = { on, after, limit: ROWS_PER_TRANSACTION };
    const last: DueFollowUpKey | undefined = await inTenant(db, night, async (tx) => {
      const due = await readDueFollowUps(tx, municipalityId, page);
      await settleFollowUps(
        tx,
        municipalityId,
        due.flatMap((row) => settlingOf(row, on) ?? []),
      );
      return due.at(-1);
    });
    if (last === undefined) return;
    after = { dueOn: last.dueOn, id: last.id };
  }
}

function settlingOf(row: DueFollowUpRow, night: PlainDateString): FollowUpSettling | null {
  const settled = settleFollowUp(row, night);
  if (settled === null) return null;
  const isDone = settled.action === 'complete';
  return {
    id: row.id,
    state: transition<FollowUpState, FollowUpAction>(FOLLOW_UP_TRANSITIONS, 'due', settled.action),
    doneOn: isDone ? settled.on : null,
    doneBy: isDone ? row.agreedBy : null,
    cancelledOn: isDone ? null : settled.on,
  };
}
