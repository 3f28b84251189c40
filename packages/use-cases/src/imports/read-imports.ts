import {
  countImportFaults,
  countImportRows,
  countImportRuns,
  type Db,
  findImportRun,
  type ImportFaultRow,
  type ImportOutcome,
  type ImportRowRow,
  type ImportRunRow,
  inTenant,
  listImportFaults,
  listImportRows,
  listImportRuns,
  type Tx,
} from '@boligtrapp/database';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import { readableSubjects } from './import-permissions.ts';

/** What the queries about imports need. */
export interface ReadImportsDeps {
  readonly db: Db;
}

/** A page of one of the lists. */
export interface ImportPage<Row> {
  readonly items: readonly Row[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Imports of what the actor may read, from the newest. */
export async function listImports(
  deps: ReadImportsDeps,
  actor: Actor,
  query: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<ImportPage<ImportRunRow>> {
  authorise(actor, 'imports.read');
  const { municipalityId } = actor;
  const subjects = readableSubjects(actor);
  if (subjects.length === 0) return { items: [], isLast: true, totalCount: 0 };
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await listImportRuns(tx, municipalityId, { ...query, subjects, limit: query.limit + 1 });
    const totalCount = await countImportRuns(tx, municipalityId, subjects);
    return toPage(rows, query.limit, totalCount);
  });
}

/** An import: how far it has come, and what it found. @throws {NotFoundError} `import.not-found` */
export async function getImport(
  deps: ReadImportsDeps,
  actor: Actor,
  importId: string,
): Promise<ImportRunRow> {
  authorise(actor, 'imports.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => await load(tx, actor, importId));
}

/** Rows of a file that are new, changed or not stored, by their number. @throws {NotFoundError} `import.not-found` */
export async function getImportRows(
  deps: ReadImportsDeps,
  actor: Actor,
  query: {
    readonly importId: string;
    readonly outcome?: ImportOutcome | undefined;
    readonly afterRow?: number | undefined;
    readonly limit: number;
  },
): Promise<ImportPage<ImportRowRow>> {
  authorise(actor, 'imports.read');
  const { municipalityId } = actor;
  const { importId, outcome, limit } = query;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await load(tx, actor, importId);
    const rows = await listImportRows(tx, municipalityId, importId, { ...query, limit: limit + 1 });
    return toPage(rows, limit, await countImportRows(tx, municipalityId, importId, outcome));
  });
}

/** Faults of a file by row and column. @throws {NotFoundError} `import.not-found` */
export async function getImportFaults(
  deps: ReadImportsDeps,
  actor: Actor,
  query: {
    readonly importId: string;
    readonly after?: { readonly row: number; readonly fault: number } | undefined;
    readonly limit: number;
  },
): Promise<ImportPage<ImportFaultRow>> {
  authorise(actor, 'imports.read');
  const { municipalityId } = actor;
  const { importId, limit } = query;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await load(tx, actor, importId);
    const rows = await listImportFaults(tx, municipalityId, importId, { ...query, limit: limit + 1 });
    return toPage(rows, limit, await countImportFaults(tx, municipalityId, importId));
  });
}

async function load(tx: Tx, actor: Actor, importId: string): Promise<ImportRunRow> {
  const run = await findImportRun(tx, actor.municipalityId, importId);
  if (run === undefined || !readableSubjects(actor).includes(run.subject)) {
    throw new NotFoundError('import.not-found');
  }
  return run;
}

function toPage<Row>(rows: readonly Row[], limit: number, totalCount: number): ImportPage<Row> {
  return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
}
