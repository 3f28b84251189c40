import type { Readiness } from '@boligtrapp/contracts';
import type { NightWatch } from '@boligtrapp/database';
import { databaseProblemOf } from '../problems/database-problem.ts';

/** An effect that has waited longer for a worker means that none is alive. */
const LATEST_OUTBOX_SECONDS = 60;
/**
 * A night that has waited longer, while nobody did a part of any other, means the same. A night in the queue behind
 * others may wait longer: then somebody is at work.
 */
const LATEST_NIGHT_SECONDS = 600;

/** What {@link readReadiness} asks. */
export interface ReadinessDeps {
  readonly readOutboxSeconds: () => Promise<number>;
  readonly readNights: () => Promise<NightWatch>;
  readonly ensureSchemaFits: () => Promise<void>;
}

/** Whether requests can be served, and what stands against it. Never rejects. */
export async function readReadiness(deps: ReadinessDeps): Promise<Readiness> {
  const checks = await readChecks(deps);
  const { database, schema, outbox, rotation } = checks;
  const isReady = database === 'ok' && schema === 'ok' && outbox !== 'late' && rotation !== 'late';
  return { status: isReady ? 'ready' : 'not-ready', checks };
}

async function readChecks(deps: ReadinessDeps): Promise<Readiness['checks']> {
  const [schema, outbox, nights] = await Promise.allSettled([
    deps.ensureSchemaFits(),
    deps.readOutboxSeconds(),
    deps.readNights(),
  ]);
  const isGone = [schema, outbox, nights].some(
    (result) => result.status === 'rejected' && databaseProblemOf(result.reason) !== undefined,
  );
  if (isGone) return { database: 'unreachable', schema: 'unknown', outbox: 'unknown', rotation: 'unknown' };
  return {
    database: 'ok',
    schema: schema.status === 'fulfilled' ? 'ok' : 'does-not-fit',
    outbox: outbox.status === 'rejected' ? 'unknown' : lateness(outbox.value > LATEST_OUTBOX_SECONDS),
    rotation: nights.status === 'rejected' ? 'unknown' : lateness(isMissed(nights.value)),
  };
}

function isMissed({ oldestDueSeconds, idleSeconds }: NightWatch): boolean {
  const isIdle = idleSeconds === null || idleSeconds > LATEST_NIGHT_SECONDS;
  return oldestDueSeconds > LATEST_NIGHT_SECONDS && isIdle;
}

function lateness(isLate: boolean): 'ok' | 'late' {
  return isLate ? 'late' : 'ok';
}
