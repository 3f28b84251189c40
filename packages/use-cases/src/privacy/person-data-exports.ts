import {
  appendOutbox,
  countPersonDataExports,
  type Db,
  findCaseBlock,
  findPersonDataExport,
  hasProtectedPerson,
  insertPersonDataExport,
  inTenant,
  listHouseholdsEverOf,
  type PersonDataExportKind,
  type PersonDataExportRow,
  readExportContent,
  listPersonDataExports as readExports,
  readPersonRow,
  type Tx,
} from '@boligtrapp/database';
import type { DataRow } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { Permission } from '../actor/permissions.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { NotFoundCode } from '../errors/domain-error-code.ts';
import type { IdentityCipher } from '../household/identity-cipher.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { PersonData } from './make-person-data-export.ts';

/** What the use cases of copies work with. */
export interface PersonDataDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** Opens identity numbers that were sealed. */
export type IdentityOpener = Pick<IdentityCipher, 'open'>;

/** What {@link fetchPersonData} works with. */
export interface FetchPersonDataDeps extends PersonDataDeps {
  readonly identityCipher: IdentityOpener;
}

/** Why a copy is asked for; which ones go with which kind, the contract of the API says. */
export type ExportReason =
  | 'person-asked'
  | 'guardian-asked'
  | 'supervisory-authority'
  | 'appeal-or-claim'
  | 'archive-duty'
  | 'supervision';

/** What is to be copied. */
export interface RequestPersonDataExport {
  readonly kind: PersonDataExportKind;
  /** A person, or the household of a blocked case. */
  readonly subjectId: string;
  readonly reasonCode: ExportReason;
  readonly reference: string;
}

/** The copy that was asked for. */
export interface RequestedPersonDataExport {
  readonly id: string;
  readonly version: number;
}

const PERMISSION_TO_ASK: Readonly<Record<PersonDataExportKind, Permission>> = {
  access: 'person-data.write',
  archive: 'archive-readings.write',
};
const PERMISSION: Readonly<Record<PersonDataExportKind, Permission>> = {
  access: 'person-data.read',
  archive: 'archive.read',
};
const UNKNOWN: Readonly<Record<PersonDataExportKind, NotFoundCode>> = {
  access: 'person.not-found',
  archive: 'case-block.not-found',
};

/**
 * Asks for a copy of all that is held on a person (innsyn), or of a blocked case. A worker makes it; until it is fetched
 * or its time is over, it is for whoever asked. The request is logged as a reading of the households.
 *
 * @throws {NotFoundError} `person.not-found`, `case-block.not-found`
 */
export async function requestPersonDataExport(
  deps: PersonDataDeps,
  actor: Actor,
  command: RequestPersonDataExport,
  request: IdempotencyRequest,
): Promise<RequestedPersonDataExport> {
  const { kind, subjectId, reasonCode, reference } = command;
  authorise(actor, PERMISSION_TO_ASK[kind]);
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const subject = await findSubject(tx, actor, command);
    const id = deps.ids.next();
    await insertPersonDataExport(tx, municipalityId, {
      id,
      kind,
      subjectId,
      reasonCode,
      reference,
      requestedBy: actor.id,
      isProtected: subject.isProtected,
    });
    await appendOutbox(tx, municipalityId, {
      id: deps.ids.next(),
      queue: 'privacy',
      kind: 'make-person-data-export',
      payload: { municipalityId, exportId: id },
    });
    const { householdIds } = subject;
    await logAccess(tx, deps, actor, { operation: `request-${kind}-export`, householdIds });
    await appendAuditEvent(tx, actor, {
      action: 'person-data-export.requested',
      objectKind: 'person-data-export',
      objectId: id,
      after: { kind },
      reason: reasonCode,
    });
    return { id, version: 1 };
  });
}

interface Subject {
  readonly householdIds: readonly string[];
  readonly isProtected: boolean;
}

async function findSubject(
  tx: Tx,
  actor: Actor,
  { kind, subjectId }: RequestPersonDataExport,
): Promise<Subject> {
  const { municipalityId } = actor;
  const unknown = new NotFoundError(UNKNOWN[kind]);
  const isThere =
    kind === 'archive'
      ? (await findCaseBlock(tx, municipalityId, subjectId)) !== undefined
      : (await readPersonRow(tx, municipalityId, subjectId)) !== undefined;
  if (!isThere) throw unknown;
  const householdIds = kind === 'archive' ? [subjectId] : await listHouseholdsEverOf(tx, subjectId);
  const hidden = await hiddenHouseholds(tx, actor);
  if (householdIds.some((id) => hidden.has(id))) throw unknown;
  const personId = kind === 'access' ? subjectId : null;
  const isProtected = await hasProtectedPerson(tx, municipalityId, { householdIds, personId });
  return { householdIds, isProtected };
}

/** A page of copies, from the newest. */
export interface PersonDataExportPage {
  readonly items: readonly PersonDataExportRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Copies of a kind, from the newest, without their content; those of protected persons for those alone who may know. */
export async function listPersonDataExports(
  deps: PersonDataDeps,
  actor: Actor,
  query: {
    readonly kind: PersonDataExportKind;
    readonly afterId?: string | undefined;
    readonly limit: number;
  },
): Promise<PersonDataExportPage> {
  authorise(actor, PERMISSION[query.kind]);
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const filter = { kind: query.kind, hiddenHouseholdIds: [...hidden], reader: actor.id };
    const page = { afterId: query.afterId, limit: query.limit + 1 };
    const rows = await readExports(tx, municipalityId, filter, page);
    const items: PersonDataExportRow[] = [];
    for (const row of rows.slice(0, query.limit)) {
      const householdIds = await householdsOf(tx, row);
      items.push(row);
      await logAccess(tx, deps, actor, { operation: `list-${row.kind}-exports`, householdIds });
    }
    const totalCount = await countPersonDataExports(tx, municipalityId, filter);
    return { items, isLast: rows.length <= query.limit, totalCount };
  });
}

/** A copy without its content. @throws {NotFoundError} `person-data-export.not-found` */
export async function getPersonDataExport(
  deps: PersonDataDeps,
  actor: Actor,
  query: { readonly kind: PersonDataExportKind; readonly exportId: string },
): Promise<PersonDataExportRow> {
  authorise(actor, PERMISSION[query.kind]);
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { row, householdIds } = await loadExport(tx, actor, query);
    await logAccess(tx, deps, actor, { operation: `get-${row.kind}-export`, householdIds });
    return row;
  });
}

/**
 * The content of a copy, for whoever asked for it and nobody else; identity numbers are opened here, and stored
 * nowhere. Each fetching is logged as a reading.
 *
 * @throws {NotFoundError} `person-data-export.not-found` also where it is not made yet, or its time is over.
 */
export async function fetchPersonData(
  deps: FetchPersonDataDeps,
  actor: Actor,
  query: { readonly kind: PersonDataExportKind; readonly exportId: string },
): Promise<PersonData> {
  authorise(actor, PERMISSION[query.kind]);
  const { municipalityId } = actor;
  const content = await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { row, householdIds } = await loadExport(tx, actor, query);
    const stored = await readExportContent(tx, municipalityId, row.id);
    if (stored === undefined || row.requestedBy !== actor.id) {
      throw new NotFoundError('person-data-export.not-found');
    }
    await logAccess(tx, deps, actor, { operation: `fetch-${row.kind}-export`, householdIds });
    await appendAuditEvent(tx, actor, {
      action: 'person-data-export.fetched',
      objectKind: 'person-data-export',
      objectId: row.id,
    });
    return stored;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by makePersonDataExport
  return await openNumbers(deps.identityCipher, municipalityId, JSON.parse(content) as PersonData);
}

/** The copy with identity numbers in the place of their ciphertexts. */
async function openNumbers(
  cipher: IdentityOpener,
  municipalityId: string,
  data: PersonData,
): Promise<PersonData> {
  const open = async (row: DataRow): Promise<DataRow> => {
    const { identity_number_ciphertext: ciphertext, ...rest } = row;
    if (typeof ciphertext !== 'string' || typeof row['id'] !== 'string') return rest;
    // A bytea in JSON: two characters that say so, then hexadecimal.
    const bytes = Buffer.from(ciphertext.slice(2), 'hex');
    const number = await cipher.open(bytes, { municipalityId, personId: row['id'] });
    return { ...rest, identity_number: number.reveal() };
  };
  const { persons, ...tables } = data.tables;
  return {
    ...data,
    person: data.person === null ? null : await open(data.person),
    tables: persons === undefined ? tables : { ...tables, persons: await Promise.all(persons.map(open)) },
  };
}

async function loadExport(
  tx: Tx,
  actor: Actor,
  { kind, exportId }: { readonly kind: PersonDataExportKind; readonly exportId: string },
): Promise<{ readonly row: PersonDataExportRow; readonly householdIds: readonly string[] }> {
  const row = await findPersonDataExport(tx, actor.municipalityId, exportId);
  // Of cases with a protected address, for whoever asked alone.
  if (row?.kind !== kind || (row.isProtected && row.requestedBy !== actor.id)) {
    throw new NotFoundError('person-data-export.not-found');
  }
  const householdIds = await householdsOf(tx, row);
  const hidden = await hiddenHouseholds(tx, actor);
  if (householdIds.some((id) => hidden.has(id))) throw new NotFoundError('person-data-export.not-found');
  return { row, householdIds };
}

/** Every household of whose case the copy tells, blocked ones included: who is not to see one of them sees no copy. */
async function householdsOf(
  tx: Tx,
  { personId, householdId }: PersonDataExportRow,
): Promise<readonly string[]> {
  if (householdId !== null) return [householdId];
  return personId === null ? [] : await listHouseholdsEverOf(tx, personId);
}
