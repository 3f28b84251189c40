import type { Readiness } from '@boligtrapp/contracts';
import { type Db, readOldestDueSeconds } from '@boligtrapp/database';
import { databaseProblemOf } from '../problems/database-problem.ts';

/** An effect that has waited longer for a worker means that none is alive. */
const LATEST_OUTBOX_SECONDS = 60;

/** What {@link readReadiness} asks. */
export interface ReadinessDeps {
  /** As the relay role, which sees the outbox of every municipality. */
  readonly relayDb: Db;
  readonly ensureSchemaFits: () => Promise<void>;
}

/** Whether requests can be served, and what stands against it. Never rejects. */
export async function readReadiness(deps: ReadinessDeps): Promise<Readiness> {
  const checks = await readChecks(deps);
  const isReady = checks.database === 'ok' && checks.schema === 'ok' && checks.outbox !== 'late';
  return { status: isReady ? 'ready' : 'not-ready', checks };
}

async function readChecks({ relayDb, ensureSchemaFits }: ReadinessDeps): Promise<Readiness['checks']> {
  const [schema, outbox] = await Promise.allSettled([ensureSchemaFits(), readOldestDueSeconds(relayDb)]);
  const isGone = [schema, outbox].some(
    (result) => result.status === 'rejected' && databaseProblemOf(result.reason) !== undefined,
  );
  if (isGone) return { database: 'unreachable', schema: 'unknown', outbox: 'unknown' };
  return {
    database: 'ok',
    schema: schema.status === 'fulfilled' ? 'ok' : 'does-not-fit',
    outbox: outbox.status === 'rejected' ? 'unknown' : lateness(outbox.value),
  };
}

function lateness(seconds: number): 'ok' | 'late' {
  return seconds > LATEST_OUTBOX_SECONDS ? 'late' : 'ok';
}
