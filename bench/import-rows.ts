// An import of many rows, 3 % of them with a fault: time and memory of the process that makes it.
// Run: node bench/import-rows.ts [rows] [csv|xlsx]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDb, createPool, DATABASE_ROLES, migrateToLatest } from '@boligtrapp/database';
import { toCsv, toXlsx } from '@boligtrapp/documents';
import { startEmbeddedPostgres } from '@boligtrapp/platform';
import { aBuilding, aDistrict, aMunicipality, aNeighbourhood } from '@boligtrapp/testing';
import { runChild } from './child.ts';
import { type ImportTask, isImportMeasurement } from './import-rows-task.ts';

const ROWS = Number(process.argv[2] ?? 100_000);
const FORMAT = process.argv[3] === 'xlsx' ? 'xlsx' : 'csv';
const FAULTY_EVERY = 33;
const BUILDING = 'Solbakken';
const LABELS =
  'Bolig;Bygning;Spor;Trinn;Soverom;Areal (m²);Etasje;Heis;Rullestol;Robust;Egen inngang;Skjermet;Disposisjonsform'.split(
    ';',
  );

const folder = mkdtempSync(join(tmpdir(), 'boligtrapp-import-'));
try {
  await using server = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), durable: false });
  await migrateToLatest({ adminUrl: server.url });
  const db = createDb(createPool({ url: server.url, role: DATABASE_ROLES.app, applicationName: 'bench' }));
  const scope = await aMunicipality(db);
  const neighbourhood_id = await aNeighbourhood(scope, { district_id: await aDistrict(scope) });
  await aBuilding(scope, { neighbourhood_id, name: BUILDING });
  await db.destroy();
  const file = join(folder, `rows.${FORMAT}`);
  const sheet = {
    name: 'Boliger',
    columns: LABELS.map((label) => ({ label })),
    rows: Array.from({ length: ROWS }, row),
  };
  writeFileSync(file, FORMAT === 'xlsx' ? await toXlsx([sheet]) : toCsv(sheet));
  const task: ImportTask = { url: server.url, municipalityId: scope.municipalityId, file, format: FORMAT };
  const measured = await runChild({
    script: 'import-rows-once.ts',
    task,
    timeoutMs: 1_800_000,
    isResult: isImportMeasurement,
  });
  console.log(JSON.stringify({ rows: ROWS, format: FORMAT, ...measured }, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function row(_: unknown, index: number): (string | number)[] {
  const level = index % FAULTY_EVERY === 0 ? 9 : 1 + (index % 5);
  const words = ['Nei', 'Ja', 'Nei', 'Ja', 'Nei', 'Eid'];
  return [`V-${index}`, BUILDING, 'Velferdsbolig', level, index % 4, 48, 1, ...words];
}
