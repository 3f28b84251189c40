import { inTenant, type KoboLinkRow, lockKoboLink, type Tx, updateKoboLink } from '@boligtrapp/database';
import { KOBO_LINK_TRANSITIONS, type KoboLinkAction, type KoboLinkState } from '@boligtrapp/domain';
import { transition } from '../states/transition.ts';
import { enqueueKoboSync } from './enqueue-kobo.ts';
import { isBefore, type KoboJob, type KoboSyncDeps, laterBy, syncTenant } from './kobo-deps.ts';
import { noteEffects } from './note-effects.ts';

/** How long a claim holds: longer than all calls of one comparison together. */
export const CLAIM_MS = 90_000;

/** A link that this worker, and nobody else, works on. */
export interface ClaimedLink {
  readonly job: KoboJob;
  readonly kommunenummer: string;
  readonly link: KoboLinkRow;
  readonly claim: string;
  /** When the claim lapses. */
  readonly until: string;
}

/**
 * Takes the link of a dwelling for one comparison; undefined where there is nothing to do, it is not due, or somebody
 * else has it, and then it is looked at again when that claim lapses. An order to make a dwelling whose worker died is
 * not given again: nobody knows whether it arrived.
 */
export async function claimKoboLink(deps: KoboSyncDeps, job: KoboJob): Promise<ClaimedLink | undefined> {
  const now = deps.clock.now();
  return await inTenant(deps.db, syncTenant(job), async (tx) => {
    const link = await lockKoboLink(tx, job.dwellingId);
    if (link === undefined || !isWaiting(link, now)) return undefined;
    if (link.claimedUntil !== null && isBefore(now, link.claimedUntil)) {
      await enqueueKoboSync(tx, deps.ids, { ...job, availableAt: link.claimedUntil });
      return undefined;
    }
    if (link.state === 'creating') {
      await loseSight(tx, deps, job, link);
      return undefined;
    }
    const claim = deps.ids.next();
    const until = laterBy(now, CLAIM_MS);
    const state = link.state === 'to-create' ? stateAfter(link.state, 'start') : link.state;
    await updateKoboLink(tx, job.dwellingId, { claim, claimedUntil: until, state });
    const { kommunenummer } = await tx
      .selectFrom('municipalities')
      .select('kommunenummer')
      .executeTakeFirstOrThrow();
    return { job, kommunenummer, link: { ...link, state }, claim, until };
  });
}

function isWaiting({ state, wanted, done, nextAttemptAt }: KoboLinkRow, now: string): boolean {
  if (state === 'stopped' || state === 'uncertain' || wanted === done) return false;
  return nextAttemptAt === null || !isBefore(now, nextAttemptAt);
}

/** Stores that nobody knows whether an order to make a dwelling arrived. */
export async function loseSight(tx: Tx, deps: KoboSyncDeps, job: KoboJob, link: KoboLinkRow): Promise<void> {
  await updateKoboLink(tx, job.dwellingId, {
    state: stateAfter(link.state, 'lose-sight'),
    claim: null,
    claimedUntil: null,
    lastFault: 'outcome-unknown',
  });
  await noteEffects(tx, deps, job, [{ effect: 'uncertain' }]);
}

/** The state of a link after an action. */
export function stateAfter(state: KoboLinkState, action: KoboLinkAction): KoboLinkState {
  return transition<KoboLinkState, KoboLinkAction>(KOBO_LINK_TRANSITIONS, state, action);
}
