import {
  createDb,
  createPool,
  DATABASE_ROLES,
  type DatabaseRole,
  type Db,
  inTenant,
  type Tx,
} from '@boligtrapp/database';
import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  aMunicipality,
  aPolicySet,
  type BuilderScope,
  createTestDatabase,
  nextId,
  nextNumber,
  testIdentityCipher,
} from '@boligtrapp/testing';
import type {
  Actor,
  Clock,
  IdempotencyRequest,
  IdentityCipher,
  IdentityNumbers,
  IdSource,
  Role,
} from '../src/index.ts';

/** Today, in every test of the records. */
export const TODAY = plainDate('2026-11-23');

/** A database with two municipalities, seen as the app role, and the ports the use cases ask for. */
export interface RecordsScene {
  readonly db: Db;
  readonly deps: {
    readonly db: Db;
    readonly clock: Clock;
    readonly ids: IdSource;
    readonly identityCipher: IdentityCipher;
    readonly identityNumbers: IdentityNumbers;
  };
  /** The municipality of the tests; the default policy is in force. */
  readonly home: BuilderScope;
  /** Another one, with the same policy: nothing of it may be seen from home. */
  readonly elsewhere: BuilderScope;
  /** Another role's connections to the database, which end with the scene. */
  openAs(role: DatabaseRole): Db;
  close(): Promise<void>;
}

/** Opens a scene with `today` as the day; close it in `afterAll`. */
export async function openRecordsScene(today: PlainDateString = TODAY): Promise<RecordsScene> {
  const database = await createTestDatabase();
  const role = DATABASE_ROLES.app;
  const pool = createPool({ url: database.url, role, applicationName: 'records-test', maxConnections: 60 });
  const db = createDb(pool);
  const others: Db[] = [];
  const [home, elsewhere] = [await aMunicipality(db), await aMunicipality(db)];
  await aPolicySet(home);
  await aPolicySet(elsewhere);
  return {
    db,
    deps: {
      db,
      clock: { now: () => `${today}T08:00:00Z`, today: () => today },
      ids: { next: nextId },
      identityCipher: testIdentityCipher(db),
      identityNumbers: 'synthetic',
    },
    home,
    elsewhere,
    openAs: (as) => {
      const opened = createDb(createPool({ url: database.url, role: as, applicationName: 'records-test' }));
      others.push(opened);
      return opened;
    },
    close: async () => {
      await Promise.all([db, ...others].map(async (each) => await each.destroy()));
      await database.drop();
    },
  };
}

/** Someone of the municipality with the role. */
export function actorOf({ municipalityId }: BuilderScope, role: Role = 'case-officer'): Actor {
  return { id: `${role}-1`, role, municipalityId, requestId: nextId() };
}

/** A request with a key of its own. */
export function aRequest(operation: string): IdempotencyRequest {
  return { operation, key: `key-${nextNumber()}-padded`, requestHash: 'a'.repeat(64), status: 201 };
}

/** Runs `work` on the rows of the scope's municipality, to see what is stored. */
export async function peek<T>(
  { db, municipalityId }: BuilderScope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return await inTenant(db, { municipalityId, actorId: 'peek' }, work);
}
