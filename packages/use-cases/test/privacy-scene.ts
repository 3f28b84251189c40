import { createDb, createPool, DATABASE_ROLES, type DatabaseRole, type Db } from '@boligtrapp/database';
import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  type AdminConnection,
  aMunicipality,
  aPolicySet,
  type BuilderScope,
  connectAsAdmin,
  createTestDatabase,
  nextId,
} from '@boligtrapp/testing';
import {
  type Actor,
  type AuditSealer,
  type CarryOutDeps,
  carryOutRetention,
  getRetentionRun,
  listRetentionRuns,
  type RetentionDeps,
  type RetentionRunDetails,
  type SetRetentionFigure,
  setRetentionFigure,
  settleRetentionRun,
} from '../src/index.ts';
import { aSealer } from './audit-scene.ts';
import { actorOf, aRequest } from './records-scene.ts';

/** Today, in the tests of retention: long after the rows of the builders were stored. */
export const LATER = plainDate('2040-06-15');

/** A database seen as the app role and as the retention role, both sealing what they append. */
export interface PrivacyScene {
  readonly db: Db;
  readonly retentionDb: Db;
  /** As the role of protected addresses. */
  readonly protectedDb: Db;
  /** As the superuser of the server, whom nothing holds back. */
  readonly admin: AdminConnection;
  readonly sealer: AuditSealer;
  readonly deps: RetentionDeps;
  readonly jobs: CarryOutDeps;
  readonly home: BuilderScope;
  /** Of the database, as its administrator. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the scene; close it in `afterAll`. */
export async function openPrivacyScene(today: PlainDateString = LATER): Promise<PrivacyScene> {
  const database = await createTestDatabase();
  const sealer = aSealer('key-in-use');
  const dbAs = (role: DatabaseRole): Db =>
    createDb(createPool({ url: database.url, role, applicationName: 'privacy-test' }), {
      sealAuditHead: sealer.seal,
    });
  const [db, retentionDb] = [dbAs(DATABASE_ROLES.app), dbAs(DATABASE_ROLES.retention)];
  const protectedDb = dbAs(DATABASE_ROLES.protected);
  const admin = await connectAsAdmin(database);
  const clock = { now: () => `${today}T08:00:00Z`, today: () => today };
  const ids = { next: nextId };
  const home = await aMunicipality(db);
  await aPolicySet(home);
  return {
    db,
    retentionDb,
    protectedDb,
    admin,
    sealer,
    deps: { db, clock, ids },
    jobs: { retentionDb, clock, ids, sealer },
    home,
    url: database.url,
    close: async () => {
      await Promise.all([db.destroy(), retentionDb.destroy(), protectedDb.destroy(), admin.close()]);
      await database.drop();
    },
  };
}

/** Sets how long a rule keeps, by somebody who approves nothing. */
export async function keepFor(
  scene: PrivacyScene,
  rule: SetRetentionFigure['rule'],
  keepMonths: number | null,
): Promise<void> {
  const command = { rule, keepMonths, decisionReference: '2040/12-3', decidedOn: plainDate('2040-06-01') };
  await setRetentionFigure(scene.deps, officer(scene), command, aRequest('setRetentionFigure'));
}

/** Who sets figures and asks for plans. */
export function officer({ home }: PrivacyScene): Actor {
  return actorOf(home);
}

/** Who approves. */
export function leader({ home }: PrivacyScene): Actor {
  return actorOf(home, 'leader');
}

/** The latest run of the municipality. */
export async function latestRun(scene: PrivacyScene): Promise<RetentionRunDetails> {
  const [run] = (await listRetentionRuns(scene.deps, leader(scene), { limit: 1 })).items;
  if (run === undefined) throw new Error('no run');
  return await getRetentionRun(scene.deps, leader(scene), run.id);
}

/** Approves the latest run as the leader. */
export async function approveLatest(scene: PrivacyScene, actor = leader(scene)): Promise<string> {
  const { id: runId, version, itemsHash } = await latestRun(scene);
  const command = { runId, version, action: 'approve', itemsHash } as const;
  await settleRetentionRun(scene.deps, actor, command, aRequest('settleRetentionRun'));
  return runId;
}

/** Carries a run out as the worker would. */
export async function carryOut(scene: PrivacyScene, runId: string): Promise<void> {
  const { municipalityId } = scene.home;
  await carryOutRetention(scene.jobs, { municipalityId, runId, requestId: nextId() });
}

/** Every row of the tables as JSON, as the superuser sees it. */
export async function rowsOf(
  { admin }: PrivacyScene,
  table: string,
  where = 'true',
): Promise<readonly object[]> {
  const rows = await admin.query<{ row: object }>(
    `select to_jsonb(t) as row from ${table} t where ${where} order by 1`,
  );
  return rows.map(({ row }) => row);
}

/** Puts rows back as an old backup would, past every trigger and key. */
export async function putBack(
  { admin }: PrivacyScene,
  table: string,
  rows: readonly object[],
): Promise<void> {
  const generated = await admin.query<{ name: string }>(
    `select string_agg(quote_ident(column_name), ', ') as name from information_schema.columns
     where format('%I.%I', table_schema, table_name) = $1 and is_generated = 'NEVER'`,
    [table.includes('.') ? table : `public.${table}`],
  );
  const columns = generated[0]?.name ?? '';
  await admin.query('begin');
  await admin.query('set local session_replication_role = replica');
  await admin.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
  await admin.query('commit');
}
