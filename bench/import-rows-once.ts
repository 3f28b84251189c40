// One file in a process of its own, so that its memory is the import's. Started by import-rows.ts.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { countImportFaults, createDb, createPool, DATABASE_ROLES, inTenant } from '@boligtrapp/database';
import { readRowFile } from '@boligtrapp/documents';
import { createIdSource } from '@boligtrapp/platform';
import {
  type Actor,
  applyImport,
  approveImport,
  checkImport,
  getImport,
  receiveImport,
} from '@boligtrapp/use-cases';
import { readTask, sendResult } from './child.ts';
import { type ImportMeasurement, isImportTask } from './import-rows-task.ts';
import { peakMemoryMb } from './measurement.ts';

const task = await readTask(isImportTask);
const { municipalityId } = task;
const db = createDb(createPool({ url: task.url, role: DATABASE_ROLES.app, applicationName: 'bench' }));
const deps = { db, ids: createIdSource(), readRows: readRowFile, fileScanner: null };
const actor: Actor = { id: 'bench', role: 'housing-manager', municipalityId, requestId: 'bench' };

const first = await send();
const checkSeconds = await timed(async () => await checkImport(deps, jobOf(first)));
const found = await getImport(deps, actor, first);
const storedBeforeApproval = await countDwellings();
const faults = await inTenant(db, { municipalityId, actorId: 'bench' }, async (tx) =>
  countImportFaults(tx, municipalityId, first),
);
const command = { importId: first, version: found.version, acceptsPartial: true };
await approveImport(deps, actor, command, requestOf('approve', first));
const applySeconds = await timed(async () => await applyImport(deps, jobOf(first)));
const stored = await countDwellings();
const second = await send();
const secondCheckSeconds = await timed(async () => await checkImport(deps, jobOf(second)));
const measurement: ImportMeasurement = {
  checkSeconds,
  applySeconds,
  secondCheckSeconds,
  peakMemoryMb: peakMemoryMb(),
  newRows: found.newCount,
  rejectedRows: found.rejectedCount,
  faults,
  storedBeforeApproval,
  stored,
  secondState: (await getImport(deps, actor, second)).state,
};
await db.destroy();
sendResult(measurement);

async function send(): Promise<string> {
  const hash = createHash('sha256');
  const inspector = {
    add: (part: Uint8Array) => void hash.update(part),
    result: () => ({ contentHash: hash.digest('hex'), isUtf8: true }),
  };
  const file = { subject: 'dwellings', format: task.format, sourceSystem: null } as const;
  const bytes: AsyncIterable<Uint8Array> = createReadStream(task.file);
  const received = await receiveImport(deps, actor, { ...file, bytes, inspector }, (requestHash) => ({
    ...requestOf('receive', String(performance.now())),
    requestHash,
  }));
  return received.id;
}

function requestOf(operation: string, key: string) {
  return { operation, key: `bench-${key}`, requestHash: 'a'.repeat(64), status: 202 };
}

function jobOf(importId: string) {
  return { municipalityId, importId, requestId: 'bench', signal: new AbortController().signal };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return Math.round((performance.now() - from) / 100) / 10;
}

async function countDwellings(): Promise<number> {
  return await inTenant(db, { municipalityId, actorId: 'bench' }, async (tx) => {
    const { count } = await tx
      .selectFrom('dwellings')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  });
}
