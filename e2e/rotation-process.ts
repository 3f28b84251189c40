// A process that makes one night, to be killed: what the worker does with the job, without the queue before it.
import { setTimeout as sleep } from 'node:timers/promises';
import { createDb, createPool, DATABASE_ROLES, inTenant, readFactsPage } from '@boligtrapp/database';
import { DEFAULT_POLICY, findFlags, plainDate, rotationOptionsOf } from '@boligtrapp/domain';
import { createIdSource } from '@boligtrapp/platform';
import { runRotationProcessor } from '../services/worker/src/processors/run-rotation.processor.ts';

const LEASES_PER_CHUNK = 500;

const [url = '', name = '', municipalityId = '', runDate = '', how = ''] = process.argv.slice(2);
const pool = createPool({ url, role: DATABASE_ROLES.app, applicationName: name });
const db = createDb(pool);
const { signal } = new AbortController();
const processor = runRotationProcessor({ db, ids: createIdSource() });

for (let isDone = false; !isDone; ) {
  try {
    if (how === 'naive') await makeNaively();
    else await processor.run({ municipalityId, runDate }, { jobId: name, attempt: 1, signal });
    isDone = true;
  } catch {
    await sleep(100);
  }
}
await db.destroy();

/**
 * What the run must be better than: it notes nothing of how far it has come, and stores what it finds where nothing
 * says that a finding is there once.
 */
async function makeNaively(): Promise<void> {
  const options = rotationOptionsOf(DEFAULT_POLICY);
  const runOn = plainDate(runDate);
  for (let afterId: string | null = null; ; ) {
    const page: { readonly afterId: string | null } = { afterId };
    const facts = await inTenant(
      db,
      { municipalityId, actorId: 'naive' },
      async (tx) => await readFactsPage(tx, { ...page, on: runOn, limit: LEASES_PER_CHUNK }),
    );
    const flags = facts.flatMap((one) => findFlags(one, runOn, options).flags);
    await pool.query(
      `insert into naive_flags (subject_kind, subject_id, kind, due_on)
        select * from unnest($1::text[], $2::uuid[], $3::text[], $4::date[])`,
      [
        flags.map(({ subjectKind }) => subjectKind),
        flags.map(({ subjectId }) => subjectId),
        flags.map(({ kind }) => kind),
        flags.map(({ dueOn }) => dueOn),
      ],
    );
    const last = facts.at(-1);
    if (last === undefined) return;
    afterId = last.lease.id;
  }
}
