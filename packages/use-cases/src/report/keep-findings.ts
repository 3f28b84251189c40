import {
  type FlagKey,
  findFlagIds,
  inTenant,
  keepFlags,
  keepOpenFlags,
  readFactsPage,
  readReviewedLimits,
  type Tx,
} from '@boligtrapp/database';
import { findFlags, findLimitFlags, rotationOptionsOf } from '@boligtrapp/domain';
import type { Night, NightlyStep } from '../rotation/nightly-steps.ts';

/** Leases that are read at once for a night that is made after a later one. */
const LEASES_AT_ONCE = 500;

/**
 * Keeps which findings held on the date, so that the report of the night stays what it was. For the latest night they
 * are those that stand open; one that is made after a later night finds its own anew, since what stands open is then
 * that of another date. One transaction of one statement; of a few for each 500 leases in the other case.
 */
export const KEEP_FINDINGS: NightlyStep = {
  name: 'keep-findings',
  run: async ({ db }, night) => {
    await inTenant(db, night, async (tx) => {
      if (night.isLatest) await keepOpenFlags(tx, night);
      else await keepFlags(tx, night, await findAnew(tx, night));
    });
  },
};

async function findAnew(tx: Tx, { runOn, policy }: Night): Promise<readonly string[]> {
  const options = rotationOptionsOf(policy);
  const limits = await readReviewedLimits(tx, runOn);
  const ids = [
    ...(await findFlagIds(
      tx,
      limits.flatMap((limit): readonly FlagKey[] => findLimitFlags(limit, runOn)),
    )),
  ];
  for (let afterId: string | null = null; ; ) {
    const page = await readFactsPage(tx, { on: runOn, afterId, limit: LEASES_AT_ONCE });
    const found = await findFlagIds(
      tx,
      page.flatMap((facts) => findFlags(facts, runOn, options).flags),
    );
    ids.push(...found);
    const last = page.at(-1)?.lease.id;
    if (last === undefined) return ids;
    afterId = last;
  }
}
