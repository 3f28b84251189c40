import { createHash } from 'node:crypto';
import type { ImportRunRow } from '@boligtrapp/database';
import type { ImportSubject, RawCell } from '@boligtrapp/domain';
import { aPlaceToLive, type BuilderScope } from '@boligtrapp/testing';
import { applyImport } from '../src/imports/apply-import.ts';
import { checkImport, type ImportJob, type ImportJobDeps } from '../src/imports/check-import.ts';
import { getImport } from '../src/imports/read-imports.ts';
import { receiveImport } from '../src/imports/receive-import.ts';
import { approveImport } from '../src/imports/settle-import.ts';
import { RowFileError } from '../src/ports/row-file.ts';
import { actorOf, aRequest, peek, type RecordsScene } from './records-scene.ts';

/** Cells of a row by their headings. */
export type Cells = Readonly<Record<string, RawCell>>;

/** A file of these rows, as the reader of the scene reads it. */
export function fileOf(rows: readonly Cells[]): Buffer {
  return Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
}

/** A reader of one JSON object on each line; a line that is `broken` gives no rows. */
const readRows: ImportJobDeps['readRows'] = async function* ({ bytes }) {
  const text = Buffer.concat(await Array.fromAsync(bytes)).toString();
  if (text === 'broken') throw new RowFileError('unreadable');
  for (const [index, line] of text.split('\n').entries()) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `fileOf`
    yield { number: index + 2, cells: Object.entries(JSON.parse(line) as Cells) };
  }
};

/** What the jobs of imports work with in a scene. */
export function jobDeps({ deps }: RecordsScene): ImportJobDeps {
  return { ...deps, readRows, fileScanner: null };
}

/** Sends a file in; returns the id of its import. */
export async function send(
  scene: RecordsScene,
  bytes: Buffer,
  {
    subject = 'dwellings',
    sourceSystem = null,
    home = scene.home,
    request = aRequest('receiveImport'),
  }: {
    readonly subject?: ImportSubject;
    readonly sourceSystem?: string | null;
    readonly home?: BuilderScope;
    readonly request?: ReturnType<typeof aRequest>;
  } = {},
): Promise<string> {
  const hash = createHash('sha256');
  const command = {
    subject,
    format: 'ndjson',
    sourceSystem,
    bytes: piecesOf(bytes),
    inspector: {
      add: (part: Uint8Array) => void hash.update(part),
      result: () => ({ contentHash: hash.digest('hex'), isUtf8: true }),
    },
  } as const;
  const actor = actorOf(home, 'housing-manager');
  return (await receiveImport(scene.deps, actor, command, (requestHash) => ({ ...request, requestHash }))).id;
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) {
    yield await Promise.resolve(bytes.subarray(at, at + 1_000));
  }
}

/** A job about an import. */
export function jobOf(
  importId: string,
  home: BuilderScope,
  signal = new AbortController().signal,
): ImportJob {
  return { municipalityId: home.municipalityId, importId, requestId: 'job-1', signal };
}

/** Sends a file in and has it checked; returns the import. */
export async function check(
  scene: RecordsScene,
  ...given: DropFirst<Parameters<typeof send>>
): Promise<ImportRunRow> {
  const importId = await send(scene, ...given);
  await checkImport(jobDeps(scene), jobOf(importId, given[1]?.home ?? scene.home));
  return await getImport(scene.deps, actorOf(given[1]?.home ?? scene.home, 'auditor'), importId);
}

type DropFirst<All extends readonly unknown[]> = All extends readonly [unknown, ...infer Rest] ? Rest : never;

/** Sends a file in, has it checked, approved and stored; returns the import. */
export async function store(
  scene: RecordsScene,
  ...given: DropFirst<Parameters<typeof send>>
): Promise<ImportRunRow> {
  const home = given[1]?.home ?? scene.home;
  const { id, version } = await check(scene, ...given);
  const actor = actorOf(home, 'housing-manager');
  await approveImport(
    scene.deps,
    actor,
    { importId: id, version, acceptsPartial: true },
    aRequest('approveImport'),
  );
  await applyImport(jobDeps(scene), jobOf(id, home));
  return await getImport(scene.deps, actor, id);
}

/** The name of a new building of the municipality. */
export async function aNamedBuilding(home: BuilderScope): Promise<string> {
  const { buildingId } = await aPlaceToLive(home);
  return await peek(home, async (tx) => {
    const row = await tx
      .selectFrom('buildings')
      .where('id', '=', buildingId)
      .select('name')
      .executeTakeFirstOrThrow();
    return row.name;
  });
}

/** A row of a dwelling that is whole. */
export function dwellingRow(building: string, reference: string, changes: Cells = {}): Cells {
  return {
    Bolig: reference,
    Bygning: building,
    Spor: 'Velferdsbolig',
    Trinn: 2,
    Soverom: 1,
    'Areal (m²)': 48,
    Etasje: 1,
    Heis: 'Nei',
    Rullestol: 'Ja',
    Robust: 'Nei',
    'Egen inngang': 'Ja',
    Skjermet: 'Nei',
    Disposisjonsform: 'Eid',
    'I bruk fra': '01.12.2026',
    ...changes,
  };
}
