import { inTenant, lockKoboLink, type Tx, updateKoboLink } from '@boligtrapp/database';
import type { KoboFaultKind } from '../ports/kobo-gateway.ts';
import { type ClaimedLink, stateAfter } from './claim-kobo-link.ts';
import { enqueueKoboSync } from './enqueue-kobo.ts';
import { isBefore, type KoboSyncDeps, laterBy, syncTenant } from './kobo-deps.ts';
import { noteEffects } from './note-effects.ts';

/** Why a comparison did not come about: of a call, or of what it brought. */
export type SyncFault =
  | KoboFaultKind
  /** What Kobo sent is no dwelling as the contract has it. */
  | 'answer-faulty'
  /** Kobo's dwelling is not the one that we are linked with. */
  | 'supplier-id-differs'
  /** The answer is what Kobo had before: it may be old. */
  | 'answer-may-be-old'
  /** It went on changing while it was compared, or the worker was too slow. */
  | 'not-settled';

/** What trying again cannot mend: it waits for people. */
const FINAL: ReadonlySet<SyncFault> = new Set([
  'not-found',
  'refused',
  'redirected',
  'answer-faulty',
  'supplier-id-differs',
]);
/** The same where Kobo is being left alone, and where what it says may be old: no fault of the dwelling's. */
const NOT_COUNTED: ReadonlySet<SyncFault> = new Set(['paused', 'answer-may-be-old']);

const FIRST_PAUSE_MS = 5_000;
const MOST_PAUSE_MS = 5 * 60_000;
const OLD_ANSWER_PAUSE_MS = 30_000;
/** After so long without a success the dwelling waits for people. */
const LONGEST_FAILING_MS = 72 * 3_600_000;

/** A fault, and what goes with it. */
export interface FailedAttempt {
  readonly fault: SyncFault;
  readonly retryAfterMs?: number | null;
  /** What was sent has certainly not arrived: it is not looked for. */
  readonly isUnsent?: boolean;
  /** Hash of the answer that may be old. */
  readonly suspectHash?: string;
}

/** The pause before the next attempt, in milliseconds; doubles with each that failed. */
export function pauseMs(attempts: number, { fault, retryAfterMs = null }: FailedAttempt): number {
  if (fault === 'answer-may-be-old') return OLD_ANSWER_PAUSE_MS;
  if (fault === 'paused') return retryAfterMs ?? FIRST_PAUSE_MS;
  const own = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 10), MOST_PAUSE_MS);
  return Math.max(own, Math.min(retryAfterMs ?? 0, 4 * MOST_PAUSE_MS));
}

/** Stores that a comparison failed, and when it is tried again; or gives the link up, for people to look at. */
export async function failKoboAttempt(
  deps: KoboSyncDeps,
  work: ClaimedLink,
  failure: FailedAttempt,
): Promise<void> {
  await inTenant(
    deps.db,
    syncTenant(work.job),
    async (tx) => await failInTransaction(tx, deps, work, failure),
  );
}

/** The same in a transaction that has begun. */
export async function failInTransaction(
  tx: Tx,
  deps: KoboSyncDeps,
  { job, claim }: ClaimedLink,
  failure: FailedAttempt,
): Promise<void> {
  const link = await lockKoboLink(tx, job.dwellingId);
  if (link?.claim !== claim) return;
  const now = deps.clock.now();
  const failingSince = link.failingSince ?? now;
  const isOver = isBefore(laterBy(failingSince, LONGEST_FAILING_MS), now);
  const unsent = failure.isUnsent === true && link.sending !== null;
  const common = {
    claim: null,
    claimedUntil: null,
    lastFault: failure.fault,
    failingSince,
    attempts: NOT_COUNTED.has(failure.fault) ? link.attempts : link.attempts + 1,
    ...(failure.suspectHash === undefined ? {} : { suspectHash: failure.suspectHash }),
    ...(unsent ? { sending: null, supersededHashes: link.supersededHashes.slice(0, -1) } : {}),
  };
  if (FINAL.has(failure.fault) || isOver) {
    await updateKoboLink(tx, job.dwellingId, { ...common, state: stateAfter(link.state, 'stop') });
    await noteEffects(tx, deps, job, [{ effect: 'stopped', after: failure.fault }]);
    return;
  }
  const nextAttemptAt = laterBy(now, pauseMs(link.attempts, failure));
  const state = link.state === 'creating' ? stateAfter(link.state, 'put-off') : link.state;
  await updateKoboLink(tx, job.dwellingId, { ...common, state, nextAttemptAt });
  await enqueueKoboSync(tx, deps.ids, { ...job, availableAt: nextAttemptAt });
}
