// Measures nights of the rotation on generated leases, beside a bare SQL pass in the same run. Run: node bench/rotation.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDb, createPool, DATABASE_ROLES, type Db, migrateToLatest } from '@boligtrapp/database';
import { addDays, plainDate } from '@boligtrapp/domain';
import { startEmbeddedPostgres } from '@boligtrapp/platform';
import { aMunicipality, aPolicySet, makeTestFolder, storeManyLeases } from '@boligtrapp/testing';
import { runBarePass, runBareWrite } from './bare-pass.ts';
import { runChild } from './child.ts';
import type { Cost } from './cpu-time.ts';
import { describeMachine } from './machine.ts';
import { type RotationResult, type SizeMeasurement, writeRotationReport } from './rotation-report.ts';
import { isRotationMeasurement, type RotationTask } from './rotation-task.ts';
import { medianOf } from './statistics.ts';

const TIMEOUT_MS = 30 * 60_000;
const WARM_UP_LEASES = 5_000;
const BARE_PASSES = 3;
/** Of the leases that are stored; the others have been given up, and a night passes over them. */
const BINDING_SHARE = 0.83;
/** The first night of a municipality, the next one, and the next one a second time. */
const FIRST_NIGHT = plainDate('2026-11-24');
const NIGHTS = [FIRST_NIGHT, addDays(FIRST_NIGHT, 1), addDays(FIRST_NIGHT, 1)];

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000,100000,1000000' } },
});
const startedAt = new Date().toISOString();
const folder = makeTestFolder('bench');
const server = await startEmbeddedPostgres({ directory: join(folder, 'postgres') });
try {
  await migrateToLatest({ adminUrl: server.url });
  const db = createDb(createPool({ url: server.url, role: DATABASE_ROLES.app, applicationName: 'bench' }));
  const warmUpMunicipalityId = await storeMunicipality(db, WARM_UP_LEASES);
  const sizes: SizeMeasurement[] = [];
  for (const count of values.sizes.split(',').map(Number)) {
    const municipalityId = await storeMunicipality(db, count);
    sizes.push(
      await measure({
        url: server.url,
        serverPid: server.pid,
        municipalityId,
        warmUpMunicipalityId,
        nights: NIGHTS,
      }),
    );
    // After each size: the largest one takes long, and what has been measured is worth keeping.
    writeResult(sizes);
  }
  await db.destroy();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function storeMunicipality(db: Db, count: number): Promise<string> {
  const scope = await aMunicipality(db);
  await aPolicySet(scope);
  const { municipalityId } = scope;
  const storingFrom = performance.now();
  const stored = Math.round(count / BINDING_SHARE);
  await storeManyLeases(server.url, { municipalityId, count: stored, on: FIRST_NIGHT });
  console.log(`${stored} leases stored in ${((performance.now() - storingFrom) / 1000).toFixed(1)} s`);
  return municipalityId;
}

async function measure(task: RotationTask): Promise<SizeMeasurement> {
  const before = await barePasses(task);
  const run = await runChild({
    script: 'rotation-once.ts',
    task,
    timeoutMs: TIMEOUT_MS,
    isResult: isRotationMeasurement,
  });
  const after = await barePasses(task);
  const bareWrite = await runBareWrite(task, FIRST_NIGHT);
  const passes = [...before, ...after];
  const cpu = passes.flatMap(({ cpuSeconds }) => (cpuSeconds === null ? [] : [cpuSeconds]));
  const measured = {
    ...run,
    bareWrite,
    bare: {
      seconds: medianOf(passes.map(({ seconds }) => seconds)),
      cpuSeconds: cpu.length === 0 ? null : medianOf(cpu),
    },
  };
  for (const night of run.nights) {
    const ratio = night.seconds / measured.bare.seconds;
    console.log(
      `${night.leases} leases, ${night.runOn}: ${night.seconds.toFixed(2)} s, ${ratio.toFixed(1)} × the bare pass of ` +
        `${measured.bare.seconds.toFixed(2)} s, ${night.newFlags} new of ${night.flags} findings, ${run.peakMemoryMb} MB`,
    );
  }
  return measured;
}

async function barePasses(task: RotationTask): Promise<readonly Cost[]> {
  const passes: Cost[] = [];
  for (let n = 0; n < BARE_PASSES; n += 1) passes.push(await runBarePass(task, FIRST_NIGHT));
  return passes;
}

function writeResult(sizes: readonly SizeMeasurement[]): void {
  const command = `node bench/rotation.ts ${process.argv.slice(2).join(' ')}`.trim();
  const result: RotationResult = { startedAt, machine: describeMachine(), command, sizes };
  const report = writeRotationReport(result);
  const results = fileURLToPath(new URL('results/', import.meta.url));
  mkdirSync(results, { recursive: true });
  const file = `${results}${startedAt.slice(0, 10)}-rotation`;
  writeFileSync(`${file}.json`, `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(`${file}.md`, report);
  console.log(`\n${report}\nWritten to ${file}.json and .md`);
}
