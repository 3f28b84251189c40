import { createPool, DATABASE_ROLES } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { protectPerson } from '@boligtrapp/testing';
import { PERMISSIONS, type Role, runRotation } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSession } from '../test/a-session.ts';
import { type ApiScene, setApiScene } from '../test/api-scene.ts';
import { type Answer, addressesOf, crawl, tokensOf, UNKNOWN_ID, withoutRequestId } from '../test/crawl.ts';
import {
  aProtectedPerson,
  CANARY,
  caseIdsOf,
  dwellingsFor,
  idsByParameter,
  keepApart,
  movesIn,
  type ProtectedPerson,
  plantCanaries,
} from '../test/protected-people.ts';
import { aHomeOf, aVacancyAndAWaiting, seedOffers } from '../test/seed-offers.ts';

/** Two hundred with `TEST_RUNS_FACTOR=100`. */
const PEOPLE = Math.max(2, Math.round(2 * Number(process.env['TEST_RUNS_FACTOR'] ?? '1')));

/** The traces: reading them leaves one, so that no two answers are the same. Canaries are sought in them, too. */
const TRACES = new Set([
  'listAuditEvents',
  'checkAuditTrail',
  'exportAuditTrail',
  'listReadings',
  'listHouseholdReadings',
  'readMetrics',
]);
/** What shows dwellings as taken, and places with what the step of a taken dwelling weighs. */
const SHOWS_DWELLINGS = new Set([
  'getCapacityGap',
  'getCapacityGapPdf',
  'getCapacityGapWorkbook',
  'listAddedLoads',
  'listDwellings',
  'getDwelling',
  'listPlaces',
  'getPlace',
  'getLadder',
  'getLadderFlow',
  'listForecastVacancies',
  'listPlaceEnvironments',
  'getPlaceEnvironment',
]);

let scene: ApiScene;
let tokens: ReadonlyMap<Role, { authorization: string }>;
let people: readonly ProtectedPerson[];
let ordinary: Readonly<Record<string, readonly string[]>>;
let secretIds: ReadonlySet<string>;
let before: readonly Answer[];
let waiting: readonly Answer[];
let housed: readonly Answer[];

beforeAll(async () => {
  scene = await setApiScene();
  const { db, one } = scene;
  tokens = await tokensOf(scene);
  const { householdId } = await aVacancyAndAWaiting(db, one);
  const moved = await aVacancyAndAWaiting(db, one);
  await aHomeOf(db, one, moved.householdId);
  const dwellings = await dwellingsFor(scene, PEOPLE);
  ordinary = {
    householdId: [one.householdId, householdId],
    dwellingId: [one.occupiedId, dwellings[0] ?? ''],
    placeId: [one.buildingId],
  };
  before = await crawlOrdinary();
  const made: ProtectedPerson[] = [];
  for (const [index, dwellingId] of dwellings.entries()) {
    made.push(await aProtectedPerson(scene, dwellingId, index));
  }
  people = made;
  const [first, second] = people;
  if (first !== undefined && second !== undefined) await keepApart(scene, first, second);
  waiting = await crawlOrdinary();
  for (const person of people) await movesIn(scene, person);
  housed = await crawlOrdinary();
  const given = people
    .slice(0, 1)
    .map((person) => ({ householdId: person.householdId, dwellingId: one.vacantId }));
  await seedOffers(db, one, given);
  await runRotation(
    { db, ids: { next: crypto.randomUUID.bind(crypto) } },
    { municipalityId: one.id, runOn: plainDate('2026-11-23'), requestedBy: 'test' },
  );
  secretIds = await caseIdsOf(scene, people);
}, 150_000 * PEOPLE);
afterAll(() => scene.close());

async function crawlOrdinary(): Promise<readonly Answer[]> {
  return await crawl(
    scene,
    tokens,
    addressesOf(scene, (name) => ordinary[name] ?? []),
  );
}

function differing(one: readonly Answer[], other: readonly Answer[]): readonly Answer[] {
  return one.filter(({ operationId, text }, index) => {
    const also = other[index]?.text ?? '';
    return !TRACES.has(operationId) && withoutRequestId(text) !== withoutRequestId(also);
  });
}

const named = ({ role, operationId, url }: Answer) => `${role} ${operationId} ${url}`;

describe('for everybody who is not named for the case', () => {
  test('a household that waits is as if it were not there, in every list, count, order and search', () => {
    expect(before.length).toBeGreaterThan(250);
    expect(before.filter(({ status }) => status === 200).length).toBeGreaterThan(60);
    expect(differing(before, waiting).map(named)).toEqual([]);
  });

  test('a household with a home leaves a dwelling that is taken, and nothing else', () => {
    const others = differing(waiting, housed).filter(({ operationId }) => !SHOWS_DWELLINGS.has(operationId));
    expect(others.map(named)).toEqual([]);
  });
});

describe('the ids of a protected case', () => {
  test(
    'are answered like those of nothing at all',
    async () => {
      const secret = await idsByParameter(scene, secretIds);
      const known = [...secret].filter(([, ids]) => ids.length > 0);
      expect(known.length).toBeGreaterThan(12);
      const idsOf = (name: string): readonly string[] => secret.get(name) ?? [];
      const nothings = new Map(known.map(([name]) => [name, [UNKNOWN_ID]]));
      const unknown = await crawl(
        scene,
        tokens,
        addressesOf(scene, (name) => nothings.get(name) ?? []),
      );
      const told = new Map(unknown.map((answer) => [named(answer), answer.text]));
      const answers = await crawl(scene, tokens, addressesOf(scene, idsOf));
      const wrong = answers.filter((answer) => {
        if (TRACES.has(answer.operationId)) return false;
        const like = told.get(named({ ...answer, url: unnamed(answer.url) }));
        return like === undefined || unnamed(withoutRequestId(answer.text)) !== withoutRequestId(like);
      });
      expect(wrong.map((answer) => `${named(answer)} ${answer.text.slice(0, 300)}`)).toEqual([]);
    },
    60_000 * PEOPLE,
  );
});

function unnamed(text: string): string {
  return text.replaceAll(UUID, (id) => (secretIds.has(id) ? UNKNOWN_ID : id));
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

describe('what is written of them', () => {
  test(
    'is in no answer, document, log, event or row that others read',
    async () => {
      const planted = await plantCanaries(scene, secretIds);
      // Columns of decided rows are not among these: nobody can change them, and their words come over the API.
      expect(planted).toEqual([
        'address_protection_changes.changed_by',
        'assessments.assessed_by',
        'career_plans.made_by',
        'households.reference',
        'housing_applications.helped_by',
        'incidents.registered_by',
        'keep_apart.owner',
        'keep_apart.restricted_reason',
        'lease_deposits.recorded_by',
        'lease_notices.proof',
        'occupancy_requests.registered_by',
        'persons.name',
        'prepared_notices.prepared_by',
        'review_inputs.recorded_by',
        'review_inputs.remark',
        'reviews.assigned_to',
        'reviews.opened_by',
        'assessments.needs',
      ]);
      expect(await findCanaries()).toEqual([]);
    },
    60_000 * PEOPLE,
  );

  test(
    'would be found if one field of one person were seen (control)',
    async () => {
      const [first] = people;
      if (first === undefined) throw new Error('nobody is protected');
      const scope = { db: scene.db, municipalityId: scene.one.id };
      await protectPerson(scope, first.personId, 'none');
      const officer = new Map([...tokens].filter(([role]) => role === 'case-officer'));
      expect((await findCanaries(officer)).length).toBeGreaterThan(0);
    },
    60_000 * PEOPLE,
  );
});

/** Where a canary is found, or an id that leads to one. */
async function findCanaries(readers = tokens): Promise<readonly string[]> {
  const runId = await runIds();
  const calendarToken = await feedTokens(readers);
  const idsOf = (name: string): readonly string[] => ({ runId, calendarToken })[name] ?? ordinary[name] ?? [];
  const answers = await crawl(scene, readers, addressesOf(scene, idsOf));
  const feeds = answers.filter(
    ({ operationId, status }) => operationId === 'readCalendarFeed' && status === 200,
  );
  expect(feeds.length).toBeGreaterThanOrEqual(calendarToken.length);
  const found = answers.filter(({ text }) => text.includes(CANARY) || leadsToThem(text)).map(named);
  const logged = scene.log.filter((line) => line.includes(CANARY));
  const rows = [...(await readableBy('relay')), ...(await readableBy('readonly'))];
  return [...found, ...logged, ...rows.filter((row) => row.includes(CANARY))];
}

function leadsToThem(text: string): boolean {
  return text.matchAll(UUID).some(([id]) => secretIds.has(id));
}

/** The addresses of calendars, one of each reader that may have one: a program reads them without a sign-in. */
async function feedTokens(readers: typeof tokens): Promise<readonly string[]> {
  const made: string[] = [];
  for (const [role, headers] of readers) {
    if (role === 'integration' || !PERMISSIONS[role].has('reports.write')) continue;
    // A calendar lives as long as the role of its owner, who has signed in.
    await aSession(scene.db, { municipalityId: scene.one.id, actorId: `${role}-1`, role });
    const response = await scene.app.inject({
      method: 'POST',
      url: '/v1/calendar-links',
      headers: { ...headers, 'idempotency-key': `feed-${role}-${crypto.randomUUID()}` },
    });
    const { url } = response.json<{ url: string | null }>();
    made.push(url?.split('/').at(-1) ?? '');
  }
  return made;
}

async function runIds(): Promise<readonly string[]> {
  const response = await scene.app.inject({ url: '/v1/rotation-runs', headers: tokens.get('leader') ?? {} });
  return response.json<{ items: { id: string }[] }>().items.map(({ id }) => id);
}

/** Every row that a role of the database can read, as text. */
async function readableBy(role: 'relay' | 'readonly'): Promise<readonly string[]> {
  const pool = createPool({ url: scene.adminUrl, role: DATABASE_ROLES[role], applicationName: 'dump' });
  try {
    const client = await pool.connect();
    await client.query(`select set_config('app.municipality', $1, false)`, [scene.one.id]);
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.column_privileges
       where grantee = $1 and privilege_type = 'SELECT' and table_schema in ('public', 'protected') group by 1`,
      [DATABASE_ROLES[role]],
    );
    const dumped: string[] = [];
    for (const { name } of tables) {
      const { rows: columns } = await client.query<{ column: string }>(
        `select quote_ident(column_name) as column from information_schema.column_privileges
         where grantee = $1 and privilege_type = 'SELECT' and format('%I.%I', table_schema, table_name) = $2`,
        [DATABASE_ROLES[role], name],
      );
      const { rows } = await client.query<{ row: string }>(
        `select row_to_json(t)::text as row from (select ${columns.map(({ column }) => column).join(', ')} from ${name}) t`,
      );
      dumped.push(...rows.map(({ row }) => row));
    }
    client.release();
    return dumped;
  } finally {
    await pool.end();
  }
}
