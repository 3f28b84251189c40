import {
  CASE_TABLES,
  findMembershipsOfPerson,
  findPersonDataExport,
  hasProtectedPerson,
  inTenant,
  listCaseIds,
  listChangesOfObjects,
  listHiddenHouseholds,
  listReadingsOfHouseholds,
  type PersonDataExportRow,
  readCaseRows,
  readFrozenRounds,
  readPersonRow,
  settlePersonDataExport,
  type Tx,
} from '@boligtrapp/database';
import { type DataRow, disclose, EXPORT_KEPT_DAYS, mayHaveCase, TEXTS_TO_READ } from '@boligtrapp/domain';
import { toCanonicalJson } from '@boligtrapp/matching';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import type { CarryOutDeps } from './carry-out-retention.ts';

/** A copy of all that is held on somebody, as JSON has it. */
export interface PersonData {
  readonly format: 'boligtrapp-person-data/1';
  readonly kind: 'access' | 'archive';
  readonly exportId: string;
  readonly madeAt: string;
  /** The person; null for a case that is read from the archive. */
  readonly person: DataRow | null;
  /** Rows by the name of their table; tables of which nothing is held are left out. */
  readonly tables: Readonly<Record<string, readonly DataRow[]>>;
  /** What was computed with the case in allocation rounds. */
  readonly rounds: readonly DataRow[];
  /** Who has read it: when, in which role and what for. */
  readonly readings: readonly DataRow[];
  /** What was changed: when, in which role and what. */
  readonly changes: readonly DataRow[];
  /** Texts to be read before the copy is handed out: somebody may have written about others in them. */
  readonly textsToRead: readonly string[];
}

/** The copy to make. */
export interface MakePersonDataExport {
  readonly municipalityId: string;
  readonly exportId: string;
  readonly requestId: string;
}

const JOB = 'job:make-person-data-export';

/**
 * Makes a copy that was asked for: everything of the tables of cases, blocked rows included, and what the traces tell.
 * Others are left out of a copy for a person: other members, the other side of a keep-apart pair, the staff. Who is not
 * party to the case (a child, another member) gets what is held on themselves. Run again it changes nothing.
 */
export async function makePersonDataExport(
  deps: Pick<CarryOutDeps, 'retentionDb' | 'clock'>,
  { municipalityId, exportId, requestId }: MakePersonDataExport,
): Promise<void> {
  const actor: AuditActor = { id: JOB, role: 'job', municipalityId, requestId };
  await inTenant(deps.retentionDb, { municipalityId, actorId: JOB }, async (tx) => {
    const copy = await findPersonDataExport(tx, municipalityId, exportId);
    if (copy?.state !== 'requested') return;
    const data = await gather(tx, municipalityId, copy, deps.clock.now());
    const isSettled = await settlePersonDataExport(
      tx,
      municipalityId,
      exportId,
      data && {
        content: toCanonicalJson(data.content),
        isProtected: data.isProtected,
        keptDays: EXPORT_KEPT_DAYS,
      },
    );
    if (!isSettled) return;
    await appendAuditEvent(tx, actor, {
      action: data === undefined ? 'person-data-export.found-nothing' : 'person-data-export.made',
      objectKind: 'person-data-export',
      objectId: exportId,
    });
  });
}

async function gather(
  tx: Tx,
  municipalityId: string,
  copy: PersonDataExportRow,
  madeAt: string,
): Promise<{ readonly content: PersonData; readonly isProtected: boolean } | undefined> {
  const { kind, personId, householdId } = copy;
  const person = personId === null ? undefined : await readPersonRow(tx, municipalityId, personId);
  if (personId !== null && person === undefined) return undefined;
  const memberships = personId === null ? [] : await findMembershipsOfPerson(tx, municipalityId, personId);
  const cases =
    householdId === null
      ? memberships
          .filter(({ relation, isCurrent }) => isCurrent && mayHaveCase(relation))
          .map((membership) => membership.householdId)
      : [householdId];
  const subject: Subject = { tx, municipalityId, copy, cases };
  const householdIds = [...new Set([...cases, ...memberships.map((membership) => membership.householdId)])];
  // Of a household that somebody has left, what happened since is not theirs.
  const livedIn = [
    ...new Set([...cases, ...memberships.filter(({ isCurrent }) => isCurrent).map((one) => one.householdId)]),
  ];
  // Nothing goes into a copy past a guard that its reader does not pass: not by way of a person, nor of the archive.
  const hidden = new Set(await listHiddenHouseholds(tx, copy.requestedBy));
  if (householdIds.some((id) => hidden.has(id))) return undefined;
  const isProtected = await hasProtectedPerson(tx, municipalityId, { householdIds, personId });
  const tables = await readTables(subject);
  if (kind === 'archive' && tables['households'] === undefined) return undefined;
  return {
    content: {
      format: 'boligtrapp-person-data/1',
      kind,
      exportId: copy.id,
      madeAt,
      person: person === undefined ? null : disclose(kind, 'persons', person),
      tables,
      rounds: await readFrozenRounds(tx, municipalityId, cases),
      readings: withoutGuards(kind, await listReadingsOfHouseholds(tx, municipalityId, livedIn)),
      changes: withoutGuards(
        kind,
        await listChangesOfObjects(tx, municipalityId, await listObjects(subject)),
      ),
      textsToRead: TEXTS_TO_READ.filter((text) => holdsText(tables, text)),
    },
    isProtected,
  };
}

/** Tables that tell, by a row alone, that somebody is protected: a copy may go to the very person from whom. */
const GUARD_TABLES: ReadonlySet<string> = new Set([
  'address_protection_changes',
  'address_protections',
  'case_access_grants',
]);
const GUARD_WORDS = /address-protection|protected-address|case-access/;

/** What was read or changed, but for what protects people; all of it where the archive is read. */
function withoutGuards(kind: PersonDataExportRow['kind'], rows: readonly DataRow[]): readonly DataRow[] {
  if (kind === 'archive') return rows;
  return rows.filter((row) => !GUARD_WORDS.test(String(row['operation'] ?? row['action'])));
}

interface Subject {
  readonly tx: Tx;
  readonly municipalityId: string;
  readonly copy: PersonDataExportRow;
  /** Households of whose cases the whole is in the copy. */
  readonly cases: readonly string[];
}

type Tables = Readonly<Record<string, readonly DataRow[]>>;

async function readTables({ tx, municipalityId, copy, cases }: Subject): Promise<Tables> {
  const { kind, personId } = copy;
  const tables: Record<string, readonly DataRow[]> = {};
  for (const { table } of CASE_TABLES) {
    // Hashes by which a number is searched, and nothing else.
    if (table === 'identity_lookups' || (kind === 'access' && GUARD_TABLES.has(table))) continue;
    const rows = await readRows({ tx, municipalityId, copy, cases }, table);
    // The person stands in the copy by themselves; other members do not.
    const own = personId === null || table !== 'persons' ? rows : [];
    if (own.length > 0) tables[table] = own.map((row) => disclose(kind, table, row));
  }
  return tables;
}

async function readRows(
  { tx, municipalityId, copy, cases }: Subject,
  table: string,
): Promise<readonly DataRow[]> {
  const { personId } = copy;
  if (personId === null || table !== 'household_members') {
    return await readCaseRows(tx, municipalityId, table, cases);
  }
  const memberships = await findMembershipsOfPerson(tx, municipalityId, personId);
  const all = memberships.map(({ householdId }) => householdId);
  const rows = await readCaseRows(tx, municipalityId, table, all);
  return rows.filter((row) => row['person_id'] === personId);
}

/** What of the audit trail is about the case: everything but what was done to other members. */
async function listObjects({ tx, municipalityId, copy, cases }: Subject): Promise<readonly string[]> {
  const ids = await listCaseIds(tx, municipalityId, cases);
  if (copy.personId === null) return [...ids];
  const members = await readCaseRows(tx, municipalityId, 'household_members', cases);
  const others = new Set(
    members
      .filter((row) => row['person_id'] !== copy.personId)
      .flatMap((row) => [row['id'], row['person_id']]),
  );
  return [...ids.union(new Set([copy.personId]))].filter((id) => !others.has(id));
}

function holdsText(tables: Tables, text: string): boolean {
  const [table = '', column = ''] = text.split('.');
  return tables[table]?.some((row) => typeof row[column] === 'string') ?? false;
}
