import { findLimitFlags, type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aLease,
  aMunicipality,
  aPlaceToLive,
  type BuilderScope,
  createTestDatabase,
  nextId,
  type RowChanges,
  type TestDatabase,
} from '@boligtrapp/testing';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDb, createPool, type Db, type Tx } from '../connect.ts';
import { appendKeepApartReview } from '../keep-apart/keep-apart.repository.ts';
import { DATABASE_ROLES } from '../roles.ts';
import { inTenant } from '../tenant-scope.ts';
import { readFactsPage, readReviewedLimits } from './rotation-facts.read-model.ts';

const ON = plainDate('2026-11-24');

let database: TestDatabase;
let db: Db;
let scope: BuilderScope;
let buildingId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const role = DATABASE_ROLES.app;
  db = createDb(createPool({ url: database.url, role, applicationName: 'page', maxConnections: 4 }));
});
beforeEach(async () => {
  scope = await aMunicipality(db);
  ({ buildingId } = await aPlaceToLive(scope));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return await inTenant(db, { municipalityId: scope.municipalityId, actorId: 'test' }, work);
}

async function newLease(changes: RowChanges<'leases'> = {}): Promise<string> {
  return await aLease(scope, {
    dwelling_id: await aDwelling(scope, { building_id: buildingId }),
    household_id: await aHousehold(scope),
    starts_on: plainDate('2024-01-01'),
    signed_on: plainDate('2023-12-20'),
    last_day: plainDate('2026-12-31'),
    rent_ore_per_month: 900_000,
    ...changes,
  });
}

async function add<Table extends 'lease_rents' | 'lease_deposits' | 'follow_ups' | 'occupancy_requests'>(
  table: Table,
  row: Omit<RowChanges<Table>, 'municipality_id'>,
): Promise<string> {
  const id = nextId();
  const columns = { municipality_id: scope.municipalityId, id, ...row };
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  await within(
    async (tx) =>
      await sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(columns))})`.execute(
        tx,
      ),
  );
  return id;
}

const day = (text: string): PlainDateString => plainDate(text);

describe('a page of a night', () => {
  it('has every lease that binds its dwelling then, once, in pages of any size, and none of others', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await newLease());
    await newLease({ closed_on: ON, closed_because: 'vacated' });
    ids.push(await newLease({ closed_on: day('2026-11-25'), closed_because: 'vacated' }));
    const own = scope;
    scope = await aMunicipality(db);
    ({ buildingId } = await aPlaceToLive(scope));
    await newLease();
    scope = own;
    for (const limit of [1, 2, 4, 6, 50]) {
      const seen: string[] = [];
      for (let afterId: string | null = null; ; ) {
        const page = await within(async (tx) => await readFactsPage(tx, { on: ON, afterId, limit }));
        seen.push(...page.map(({ lease }) => lease.id));
        afterId = page.at(-1)?.lease.id ?? null;
        if (afterId === null) break;
      }
      expect(seen).toEqual(ids.toSorted());
    }
  });

  it('has of each lease all that was known or was to come, and nothing of its neighbours', async () => {
    const first = await newLease({ no_termination_info_given_on: day('2023-12-20') });
    const second = await newLease();
    await add('lease_rents', {
      lease_id: first,
      kind: 'index',
      from_on: day('2025-02-01'),
      ore_per_month: 930_000,
      notice_sent_on: day('2024-12-20'),
      index_basis: 'KPI',
      index_basis_points: 350,
      recorded_by: 'x',
    });
    await add('lease_rents', {
      lease_id: first,
      kind: 'agreed',
      from_on: day('2025-01-01'),
      ore_per_month: 910_000,
      recorded_by: 'x',
    });
    await add('lease_deposits', {
      lease_id: second,
      kind: 'guarantee',
      amount_ore: 1_000_000,
      given_on: day('2024-01-01'),
      recorded_by: 'x',
    });
    const open = await add('follow_ups', {
      lease_id: second,
      kind: 'one-month-visit',
      due_on: day('2024-02-01'),
    });
    const settledLater = await add('follow_ups', {
      lease_id: second,
      kind: 'yearly-visit',
      due_on: day('2025-01-01'),
      done_on: day('2026-11-25'),
      done_by: 'x',
    });
    await add('follow_ups', {
      lease_id: second,
      kind: 'yearly-visit',
      due_on: day('2026-01-01'),
      done_on: ON,
      done_by: 'x',
    });
    await add('follow_ups', { lease_id: first, kind: 'yearly-visit', due_on: day('2026-11-25') });
    await add('follow_ups', {
      lease_id: first,
      kind: 'yearly-visit',
      due_on: day('2025-11-25'),
      cancelled_on: ON,
      state: 'missed',
    });
    const asked = await add('occupancy_requests', {
      lease_id: first,
      person_kind: 'cohabitant',
      received_on: day('2026-11-01'),
      registered_by: 'x',
    });
    await add('occupancy_requests', {
      lease_id: first,
      person_kind: 'cohabitant',
      received_on: day('2026-11-25'),
      registered_by: 'x',
    });

    const page = await within(async (tx) => await readFactsPage(tx, { on: ON, afterId: null, limit: 10 }));
    const initial = { kind: 'initial', from: '2024-01-01', orePerMonth: 900_000, noticeSentOn: null };
    expect(page).toMatchObject([
      {
        lease: { id: first, start: '2024-01-01', lastDay: '2026-12-31' },
        noTerminationInfoGivenOn: '2023-12-20',
        rents: [
          initial,
          { kind: 'agreed', from: '2025-01-01' },
          { kind: 'index', from: '2025-02-01', orePerMonth: 930_000, noticeSentOn: '2024-12-20' },
        ],
        deposits: [],
        followUps: [],
        occupancyRequests: [{ id: asked, receivedOn: '2026-11-01', answeredOn: null, answer: null }],
      },
      {
        lease: { id: second },
        noTerminationInfoGivenOn: null,
        rents: [initial],
        deposits: [{ kind: 'guarantee', amountOre: 1_000_000, isOnSeparateAccount: null, releasedOn: null }],
        followUps: [
          { id: open, dueOn: '2024-02-01', settledOn: null },
          { id: settledLater, dueOn: '2025-01-01', settledOn: '2026-11-25' },
        ],
        occupancyRequests: [],
      },
    ]);
    expect(page[0]?.rents).toHaveLength(3);
    const again = await within(async (tx) => await readFactsPage(tx, { on: ON, afterId: null, limit: 10 }));
    expect(JSON.stringify(again)).toBe(JSON.stringify(page));
  });

  it('gives the rent that the lease was made with as the database stores it', async () => {
    const id = await newLease();
    const stored = await within(
      async (tx) =>
        await tx
          .selectFrom('lease_rents')
          .select(['lease_id', 'kind', 'from_on', 'ore_per_month', 'recorded_by'])
          .execute(),
    );
    expect(stored).toEqual([
      { lease_id: id, kind: 'initial', from_on: '2024-01-01', ore_per_month: 900_000, recorded_by: null },
    ]);
  });
});

async function aPair(validFrom: string, reviewOn: string): Promise<string> {
  const [a = '', b = ''] = [await aHousehold(scope), await aHousehold(scope)].toSorted();
  const id = nextId();
  await within(async (tx) => {
    await tx
      .insertInto('keep_apart')
      .values({
        municipality_id: scope.municipalityId,
        id,
        household_a_id: a,
        household_b_id: b,
        scope: 'building',
        restricted_reason: 'test',
        owner: 'x',
        review_on: day(reviewOn),
        valid_during: `[${validFrom},)`,
      })
      .execute();
  });
  return id;
}

/** Reviews are never changed by the product; a test has not the time to wait. */
async function backdate(at: string, reviewOn: string): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    const update = 'update keep_apart_reviews set reviewed_at = $1 where review_on = $2';
    await client.query(update, [at, reviewOn]);
  } finally {
    await client.end();
  }
}

async function overdueOn(on: string): Promise<readonly string[]> {
  const limits = await within(async (tx) => await readReviewedLimits(tx, day(on)));
  return limits
    .flatMap((limit) => findLimitFlags(limit, day(on)))
    .map(({ subjectId, dueOn }) => `${subjectId} ${dueOn}`);
}

describe('the limits whose review is overdue', () => {
  it('are known with the day that they had, however often they are looked at later', async () => {
    const id = await aPair('2026-01-01', '2026-06-01');
    expect(await overdueOn('2026-06-01')).toEqual([]);
    expect(await overdueOn('2026-06-02')).toEqual([`${id} 2026-06-01`]);
    for (const [at, reviewOn] of [
      ['2026-06-10T21:59:00Z', '2026-09-01'],
      ['2026-09-20T22:30:00Z', '2027-01-01'],
    ] as const) {
      await within(
        async (tx) =>
          await appendKeepApartReview(tx, scope.municipalityId, id, {
            id: nextId(),
            outcome: 'kept',
            note: 'test',
            reviewOn: day(reviewOn),
            endsOn: null,
            reviewedBy: 'x',
          }),
      );
      await backdate(at, reviewOn);
    }
    expect(await overdueOn('2026-06-09')).toEqual([`${id} 2026-06-01`]);
    expect(await overdueOn('2026-06-10')).toEqual([]);
    expect(await overdueOn('2026-09-02')).toEqual([`${id} 2026-09-01`]);
    // The second review was after midnight in Norway.
    expect(await overdueOn('2026-09-20')).toEqual([`${id} 2026-09-01`]);
    expect(await overdueOn('2026-09-21')).toEqual([]);
    expect(await overdueOn('2027-01-02')).toEqual([`${id} 2027-01-01`]);
  });
});
