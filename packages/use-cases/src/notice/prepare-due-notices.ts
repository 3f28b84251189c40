import {
  discardGroundlessNotices,
  insertDueNotices,
  inTenant,
  type OpenNotice,
  readNoticeFactsPage,
  readOpenNoticesPage,
  type Tx,
  updateNoticeGrounds,
} from '@boligtrapp/database';
import {
  dueNotices,
  forbidsNotice,
  type NoticeObstacle,
  noticeGrounds,
  noticeSpan,
} from '@boligtrapp/domain';
import type { Night, NightlyStep, NightlyStepDeps } from '../rotation/nightly-steps.ts';

const PER_PAGE = 500;

/**
 * Prepares the letters about the end of a lease that are due on the night, once for each lease, kind and last day, and
 * discards those whose ground has gone. A letter that a person wants or has written is discarded only where it would
 * say what is not so. Nothing is written and nothing is sent: people do that.
 */
export const PREPARE_DUE_NOTICES: NightlyStep = {
  name: 'prepare-due-notices',
  run: async (deps, night) => {
    await eachPage(deps, night, async (tx, afterId) => await prepareOnPage(tx, deps, night, afterId));
    // Made after a later night, it leaves nothing open that has no ground any more: letters are for today.
    const on = night.laterRunOn ?? night.runOn;
    if (night.isLatest || on > night.runOn)
      await eachPage(
        deps,
        night,
        async (tx, afterId) => await reviseOnPage(tx, { ...night, runOn: on }, afterId),
      );
  },
};

/** Runs `work` for one page after the other, each in a transaction of its own, until there is none after its last id. */
async function eachPage(
  { db }: NightlyStepDeps,
  { municipalityId, actorId }: Night,
  work: (tx: Tx, afterId: string | null) => Promise<string | undefined>,
): Promise<void> {
  for (let afterId: string | null = null; ; ) {
    const key: string | null = afterId;
    const last: string | undefined = await inTenant(
      db,
      { municipalityId, actorId },
      async (tx) => await work(tx, key),
    );
    if (last === undefined) return;
    afterId = last;
  }
}

async function prepareOnPage(
  tx: Tx,
  { ids }: NightlyStepDeps,
  { municipalityId, runOn, policy, actorId }: Night,
  afterId: string | null,
): Promise<string | undefined> {
  const lastDays = noticeSpan(policy.notices, runOn);
  const page = await readNoticeFactsPage(tx, { on: runOn, lastDays, afterId, limit: PER_PAGE });
  const due = page.flatMap((facts) =>
    dueNotices(facts, policy.notices, runOn).map((notice) => ({
      ...notice,
      id: ids.next(),
      leaseId: facts.lease.id,
      preparedOn: runOn,
      preparedBy: actorId,
    })),
  );
  await insertDueNotices(tx, municipalityId, due);
  return page.at(-1)?.lease.id;
}

async function reviseOnPage(
  tx: Tx,
  { municipalityId, runOn, actorId }: Night,
  afterId: string | null,
): Promise<string | undefined> {
  const page = await readOpenNoticesPage(tx, { on: runOn, afterId, limit: PER_PAGE });
  const judged = page.map((notice) => ({ notice, grounds: noticeGrounds(notice.facts, notice, runOn) }));
  await discardGroundlessNotices(tx, municipalityId, {
    on: runOn,
    by: actorId,
    notices: judged.flatMap(({ notice, grounds }) =>
      !grounds.holds && mayRuleDiscard(notice, grounds.because)
        ? [{ id: notice.id, because: grounds.because }]
        : [],
    ),
  });
  await updateNoticeGrounds(
    tx,
    municipalityId,
    judged.flatMap(({ notice, grounds }) =>
      grounds.holds && grounds.ground !== notice.ground ? [{ id: notice.id, ground: grounds.ground }] : [],
    ),
  );
  return page.at(-1)?.id;
}

function mayRuleDiscard({ origin, state }: OpenNotice, obstacle: NoticeObstacle): boolean {
  return (origin === 'rule' && state === 'prepared') || forbidsNotice(obstacle);
}
