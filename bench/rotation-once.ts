// The nights of one municipality in a process of their own, so that its memory is theirs. Started by rotation.ts.
import { createDb, createPool, DATABASE_ROLES } from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { createIdSource } from '@boligtrapp/platform';
import { runRotation } from '@boligtrapp/use-cases';
import { readTask, sendResult } from './child.ts';
import { costOf } from './cpu-time.ts';
import { peakMemoryMb } from './measurement.ts';
import { isRotationTask, type NightMeasurement, type RotationMeasurement } from './rotation-task.ts';
import { tendTables } from './tend-tables.ts';

const task = await readTask(isRotationTask);
const db = createDb(createPool({ url: task.url, role: DATABASE_ROLES.app, applicationName: 'bench' }));
// The leases alone: what other work a night does afterwards is not measured here.
const deps = { db, ids: createIdSource(), steps: [] };

const [first] = task.nights;
if (first !== undefined) await runNight(task.warmUpMunicipalityId, first);
const nights: NightMeasurement[] = [];
for (const runOn of task.nights) {
  await tendTables(task.url);
  nights.push(await runNight(task.municipalityId, runOn));
}
const measurement: RotationMeasurement = { nights, peakMemoryMb: peakMemoryMb() };
await db.destroy();
sendResult(measurement);

async function runNight(municipalityId: string, runOn: PlainDateString): Promise<NightMeasurement> {
  const { result: run, cost } = await costOf(
    task.serverPid,
    async () => await runRotation(deps, { municipalityId, runOn, requestedBy: 'bench' }),
  );
  return {
    ...cost,
    runOn,
    leases: run.leaseCount ?? 0,
    flags: run.flagCount ?? 0,
    newFlags: run.newFlagCount ?? 0,
    inputHash: run.inputHash ?? '',
  };
}
