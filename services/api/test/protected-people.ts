import { createPool, DATABASE_ROLES, type Db, inTenant, listCaseIds } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { aDwelling, aPlaceToLive, nextId, someNeeds, syntheticIdentityNumber } from '@boligtrapp/testing';
import type { LightMyRequestResponse } from 'fastify';
import type { ApiScene } from './api-scene.ts';
import { signToken } from './tokens.ts';

/** What every text that could tell of a protected person begins with; nothing else in a scene does. */
export const CANARY = 'Kanari';
/** The one who registers the protected people, and is named for their cases by that. */
export const NAMED = 'named-officer';

/** A protected person with a case, as far as it was made. */
export interface ProtectedPerson {
  readonly householdId: string;
  readonly reference: string;
  readonly personId: string;
  readonly identityNumber: string;
  readonly applicationId: string;
  readonly dwellingId: string;
  leaseId?: string;
}

/** What the named officer asks for, and what came of it. */
export interface Asked {
  readonly payload?: object;
  readonly version?: number;
}

/** Asks as the named officer, and expects it to be done. @returns the id and reference of what was made. */
export async function asNamed(
  scene: ApiScene,
  method: 'POST' | 'PUT',
  path: string,
  { payload, version }: Asked,
): Promise<{ readonly id: string; readonly reference?: string }> {
  const token = await signToken({ role: 'case-officer', municipalityId: scene.one.id, subject: NAMED });
  const response: LightMyRequestResponse = await scene.app.inject({
    method,
    url: `/v1/${path}`,
    ...(payload === undefined ? {} : { payload }),
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': `kanari-${nextId()}`,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
  if (response.statusCode >= 300) {
    throw new Error(
      `${method} ${path}: ${response.statusCode} ${response.body} ${scene.log.slice(-2).join('')}`,
    );
  }
  return response.json<{ id: string; reference?: string }>();
}

/**
 * Dwellings for `count` people, vacant and in use since 2020: they are there before the people are. Each stands in a
 * building of its own, so that whoever is kept apart from another may live there.
 */
export async function dwellingsFor({ db, one }: ApiScene, count: number): Promise<readonly string[]> {
  const scope = { db, municipalityId: one.id };
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { buildingId } = index === 0 ? one : await aPlaceToLive(scope);
    const id = await aDwelling(scope, { building_id: buildingId, reference: `K-${index}`, level: 1 });
    await inTenant(db, { municipalityId: one.id, actorId: 'test' }, async (tx) => {
      const period = { municipality_id: one.id, id: nextId(), dwelling_id: id, role: 'dwelling' } as const;
      await tx
        .insertInto('dwelling_periods')
        .values({ ...period, valid_during: '[2020-01-01,)' })
        .execute();
    });
    made.push(id);
  }
  return made;
}

/** Registers a protected person who waits for a dwelling: household, address, application, decision, assessment. */
export async function aProtectedPerson(
  scene: ApiScene,
  dwellingId: string,
  index: number,
): Promise<ProtectedPerson> {
  const birthDate = plainDate('1980-02-01');
  const identityNumber = syntheticIdentityNumber(index);
  const member = { name: `${CANARY} Navn ${index}`, birthDate, relation: 'applicant', identityNumber };
  const addressProtection = GRADES[index % GRADES.length];
  const household = await asNamed(scene, 'POST', 'households', {
    payload: {
      members: [{ ...member, addressProtection }],
    },
  });
  const householdId = household.id;
  const personId = await personOf(scene.db, scene.one.id, householdId);
  await asNamed(scene, 'PUT', `households/${householdId}/members/${personId}/protected-address`, {
    payload: {
      homeLines: [`${CANARY}veien ${index}`],
      postalLines: [`${CANARY}boks ${index}`],
      contact: `${CANARY} kontakt ${index}`,
    },
    version: 0,
  });
  const application = await asNamed(scene, 'POST', 'applications', {
    payload: {
      householdId,
      source: 'paper',
      receivedOn: '2026-06-01',
      helpedBy: `${CANARY} hjelper ${index}`,
    },
  });
  await asNamed(scene, 'POST', `applications/${application.id}/entitlements`, {
    payload: {
      decisionTrack: 'municipal-dwelling',
      outcome: 'granted',
      localRules: `${CANARY} regler`,
      reason: `${CANARY} begrunnelse for vedtaket`,
      decidedOn: '2026-06-02',
      notifiedOn: '2026-06-02',
    },
  });
  await asNamed(scene, 'POST', 'assessments', {
    payload: {
      householdId,
      track: 'welfare',
      level: 4,
      programme: 'ladder',
      needs: someNeeds({}),
      urgencyClass: 1,
      needPoints: 15,
      needPointsParts: [{ criterion: 'housing', value: 'none', points: 15 }],
      waitingSince: '2026-01-01',
      readyToMove: true,
      assessedOn: '2026-11-20',
      validUntil: '2027-11-20',
    },
  });
  const { id: applicationId } = application;
  const reference = household.reference ?? '';
  return { householdId, reference, personId, identityNumber, applicationId, dwellingId };
}

const GRADES = ['strictly-confidential', 'confidential', 'strictly-confidential-abroad'] as const;

async function personOf(db: Db, municipalityId: string, householdId: string): Promise<string> {
  return await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
    const row = await tx
      .selectFrom('household_members')
      .where('household_id', '=', householdId)
      .select('person_id')
      .executeTakeFirstOrThrow();
    return row.person_id;
  });
}

/** Lets them move in, with all that comes of a tenancy. */
export async function movesIn(scene: ApiScene, person: ProtectedPerson): Promise<void> {
  const { dwellingId, householdId } = person;
  const lease = await asNamed(scene, 'POST', 'leases', {
    payload: {
      dwellingId,
      householdId,
      startsOn: '2024-01-01',
      lastDay: '2026-12-31',
      regime: 'ordinary',
      shortTerm: null,
      previousShortTerms: 0,
      signedOn: '2023-12-20',
      exceptionsInfoGivenOn: null,
      noTerminationInfoGivenOn: null,
      hasEvictionClauseExpiry: true,
      hasEvictionClauseRent: true,
      allocationKind: 'new',
      rentOrePerMonth: 712_345,
    },
  });
  person.leaseId = lease.id;
  const leaseId = lease.id;
  await asNamed(scene, 'POST', `leases/${leaseId}/notices`, {
    payload: {
      kind: 'expiry-information',
      sentOn: '2026-11-01',
      channel: 'letter',
      proof: `${CANARY} bevis`,
    },
  });
  await asNamed(scene, 'POST', `leases/${leaseId}/deposits`, {
    payload: {
      kind: 'guarantee',
      amountOre: 1_234_567,
      isOnSeparateAccount: null,
      givenOn: '2024-01-01',
    },
  });
  await asNamed(scene, 'POST', `leases/${leaseId}/occupancy-requests`, {
    payload: {
      personKind: 'cohabitant',
      receivedOn: '2026-11-20',
    },
  });
  await asNamed(scene, 'POST', 'career-plans', {
    payload: {
      leaseId,
      goal: 'private-rental',
      goalLevel: null,
      steps: [{ kind: 'work', responsible: 'tenant', dueOn: '2027-01-01' }],
    },
  });
  await asNamed(scene, 'POST', 'incidents', {
    payload: {
      buildingId: scene.one.buildingId,
      occurredOn: '2026-11-10',
      severity: 2,
      kind: 'noise',
      reportedByRole: 'neighbour',
      householdId,
    },
  });
  await asNamed(scene, 'POST', 'notices', { payload: { leaseId, kind: 'move-request' } });
  const review = await asNamed(scene, 'POST', 'reviews', { payload: { leaseId, assignedTo: NAMED } });
  await asNamed(scene, 'POST', `reviews/${review.id}/inputs`, {
    payload: { input: { kind: 'wish', wish: 'stay', remark: `${CANARY} ønske`, asOf: '2026-11-20' } },
    version: 1,
  });
}

/** Keeps two protected people apart. */
export async function keepApart(
  scene: ApiScene,
  one: ProtectedPerson,
  other: ProtectedPerson,
): Promise<void> {
  await asNamed(scene, 'POST', 'keep-apart', {
    payload: {
      householdIds: [one.householdId, other.householdId],
      reason: `${CANARY} grunn for å holdes fra hverandre`,
      scope: 'building',
      owner: NAMED,
      reviewOn: '2027-06-01',
      validFrom: '2026-11-23',
      validTo: null,
    },
  });
}

/** The ids of everything that belongs to the cases of these people. */
export async function caseIdsOf(
  { db, one }: ApiScene,
  people: readonly ProtectedPerson[],
): Promise<ReadonlySet<string>> {
  return await inTenant(db, { municipalityId: one.id, actorId: 'test' }, async (tx) =>
    listCaseIds(
      tx,
      one.id,
      people.map(({ householdId }) => householdId),
    ),
  );
}

/**
 * Writes a canary over every text of every row of these cases that the constraints of the database let be written over,
 * whatever table it is in. @returns the columns that hold one.
 */
export async function plantCanaries(scene: ApiScene, ids: ReadonlySet<string>): Promise<readonly string[]> {
  return await asMigrator(scene, async (query) => {
    const columns = await query(
      `select c.table_name as table, c.column_name as column from information_schema.columns c
       join information_schema.columns i on i.table_schema = c.table_schema and i.table_name = c.table_name
         and i.column_name = 'id' and i.data_type = 'uuid'
       where c.table_schema = 'public' and c.data_type = 'text' and c.is_generated = 'NEVER'
         and c.table_name not in ('outbox', 'case_access_grants')
       order by 1, 2`,
      [],
    );
    const planted: string[] = [];
    for (const { table = '', column = '' } of columns) {
      try {
        const rows = await query(
          `update "${table}" set "${column}" = '${CANARY} ' || substr(md5(id::text || '${column}'), 1, 12)
           where id = any($1::uuid[]) and "${column}" is not null returning id`,
          [ids],
        );
        if (rows.length > 0) planted.push(`${table}.${column}`);
      } catch {
        // A constraint lets no such text stand there: then none can leak from it.
      }
    }
    return [...planted, ...(await plantInJson(query, ids))];
  });
}

/** The same in every JSON object of a row of these cases, as a property that nothing else has. */
async function plantInJson(query: Query, ids: ReadonlySet<string>): Promise<readonly string[]> {
  const columns = await query(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
     join information_schema.columns i on i.table_schema = c.table_schema and i.table_name = c.table_name
       and i.column_name = 'id' and i.data_type = 'uuid'
     where c.table_schema = 'public' and c.data_type = 'jsonb' and c.table_name <> 'outbox' order by 1, 2`,
    [],
  );
  const planted: string[] = [];
  for (const { table = '', column = '' } of columns) {
    try {
      const rows = await query(
        `update "${table}" set "${column}" = "${column}" || jsonb_build_object('canary', '${CANARY} ' || id)
         where id = any($1::uuid[]) and jsonb_typeof("${column}") = 'object' returning id`,
        [ids],
      );
      if (rows.length > 0) planted.push(`${table}.${column}`);
    } catch {
      // A constraint lets nothing more stand there, or nobody may change it.
    }
  }
  return planted;
}

const TABLE_OF: Readonly<Record<string, string>> = {
  householdId: 'households',
  personId: 'persons',
  applicationId: 'housing_applications',
  assessmentId: 'assessments',
  entitlementId: 'entitlements',
  leaseId: 'leases',
  keepApartId: 'keep_apart',
  incidentId: 'incidents',
  planId: 'career_plans',
  occupancyRequestId: 'occupancy_requests',
  noticeId: 'prepared_notices',
  reviewId: 'reviews',
  decisionId: 'decisions',
  offerId: 'offers',
  followUpId: 'follow_ups',
};

/** The ids of these cases, by the parameter that asks for one: two of each. */
export async function idsByParameter(
  scene: ApiScene,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  return await asMigrator(scene, async (query) => {
    const found = new Map<string, readonly string[]>();
    for (const [parameter, table] of Object.entries(TABLE_OF)) {
      const rows = await query(`select id from ${table} where id = any($1::uuid[]) order by id limit 2`, [
        ids,
      ]);
      found.set(
        parameter,
        rows.map(({ id = '' }) => id),
      );
    }
    return found;
  });
}

type Query = (
  text: string,
  ids: readonly ReadonlySet<string>[],
) => Promise<readonly Readonly<Record<string, string>>[]>;

/** Runs `work` as the owner of the tables, in the municipality of the scene. */
async function asMigrator<T>({ adminUrl, one }: ApiScene, work: (query: Query) => Promise<T>): Promise<T> {
  const settings = { 'app.municipality': one.id };
  const role = DATABASE_ROLES.migrator;
  const pool = createPool({ url: adminUrl, role, applicationName: 'canaries', maxConnections: 1, settings });
  try {
    return await work(async (text, ids) => {
      const { rows } = await pool.query<Record<string, string>>(
        text,
        ids.map((set) => [...set]),
      );
      return rows;
    });
  } finally {
    await pool.end();
  }
}
