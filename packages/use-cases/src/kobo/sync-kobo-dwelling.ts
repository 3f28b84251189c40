import { KOBO_CALL_LIMIT_MS } from '../ports/kobo-gateway.ts';
import { type ClaimedLink, claimKoboLink } from './claim-kobo-link.ts';
import { compareKoboDwelling } from './compare-kobo-dwelling.ts';
import { failKoboAttempt } from './fail-kobo-attempt.ts';
import { isBefore, type KoboJob, type KoboSyncDeps, laterBy } from './kobo-deps.ts';
import { makeKoboDwelling } from './make-kobo-dwelling.ts';

/** Readings of one comparison at most: once before something is sent, once after, and one for a change in between. */
const MOST_READINGS = 3;

/**
 * Brings one dwelling in step with Kobo: reads what is there, takes over what is Kobo's, sends what is ours, and reads
 * again until Kobo is seen to hold it. Idempotent, and safe to be killed at any point: what is to be done stands in the
 * database before it is done, and what was done is noted when it is seen. One worker at a time for each dwelling, so that
 * no earlier value arrives after a later one.
 */
export async function syncKoboDwelling(deps: KoboSyncDeps, job: KoboJob): Promise<void> {
  const work = await claimKoboLink(deps, job);
  if (work === undefined) return;
  if (work.link.koboId === null) {
    await makeKoboDwelling(deps, work);
    return;
  }
  await bringInStep(deps, work, work.link.koboId);
}

async function bringInStep(deps: KoboSyncDeps, work: ClaimedLink, koboId: string): Promise<void> {
  const { kobo } = deps;
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const answer = await kobo.read(work.kommunenummer, koboId);
    if (answer.kind === 'fault') {
      await failKoboAttempt(deps, work, answer);
      return;
    }
    const compared = await compareKoboDwelling(deps, work, answer.body);
    if (compared.kind !== 'send') return;
    // A worker that was held up for so long may have been taken for dead, and its claim may be somebody else's.
    if (isBefore(work.until, laterBy(deps.clock.now(), 2 * KOBO_CALL_LIMIT_MS))) break;
    const sent = await kobo.change(work.kommunenummer, koboId, compared.dwelling, answer.etag);
    if (sent.kind === 'fault' && sent.fault !== 'changed-meanwhile') {
      await failKoboAttempt(deps, work, { ...sent, isUnsent: sent.isUndone });
      return;
    }
  }
  await failKoboAttempt(deps, work, { fault: 'not-settled' });
}
