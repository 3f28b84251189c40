import { createHash } from 'node:crypto';
import { createDb, createPool, DATABASE_ROLES, type Db, inTenant } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import {
  type AdminConnection,
  aPlaceToLive,
  connectAsAdmin,
  createRehearsalDb,
  createTestDatabase,
  nextId,
  type RehearsalDb,
  syntheticIdentityNumber,
} from '@boligtrapp/testing';
import { ROLES } from '@boligtrapp/use-cases';
import type { FastifyInstance } from 'fastify';
import { type AppDeps, buildApp } from '../../src/app.ts';
import { aSession } from '../a-session.ts';
import { sceneDeps } from '../api-scene.ts';
import { aHouseholdBody } from '../record-bodies.ts';
import { type SeededMunicipality, seedMunicipality } from '../seed-municipality.ts';
import { aWaiting, reviewRecords, tenancyRecords } from './case-under-test.ts';
import { intakeRecords, offerRecords } from './intake-and-offers.ts';
import { koboRecords } from './kobo-under-test.ts';
import {
  aCheckedImport,
  aNight,
  anOpenMeeting,
  aProposedRound,
  aVacancy,
  type SceneScope,
  signedByTwo,
  somePolicySets,
} from './municipality-under-test.ts';
import { createSceneClient, type Made } from './scene-client.ts';
import { someWebhooks } from './webhooks-under-test.ts';

/** The households of one case, and all that is kept about them; whoever is recused from it is so from each of them. */
export type CaseUnderTest = MunicipalityUnderTest['cases']['recused'];

/** What belongs to a municipality, and to none of its cases. */
export type MunicipalityUnderTest = Awaited<ReturnType<typeof aMunicipality>>;

/** A municipality with two cases, another one, and an app that takes back whatever is asked of it. */
export interface MatrixScene {
  readonly app: FastifyInstance;
  /** Every route that the app was given, documentation left out: `GET /v1/dwellings/:dwellingId`. */
  readonly routes: readonly string[];
  readonly rehearsal: RehearsalDb;
  readonly home: MunicipalityUnderTest;
  readonly elsewhere: SeededMunicipality;
  readonly admin: AdminConnection;
  close(): Promise<void>;
}

/** The members who are recused from the first case of their municipality, by role. */
export function recusedMember(role: string): string {
  return `${role}-recused`;
}

/** The members who are recused from nothing. */
export function freeMember(role: string): string {
  return `${role}-free`;
}

/** Of a member of the case that some are recused from. */
const IDENTITY_NUMBER = syntheticIdentityNumber(11);
const NO_FILE = new Uint8Array([37, 80, 68, 70]);
/** Files are written and drawn elsewhere; here they are bytes. */
const FAKES: Partial<AppDeps> = {
  pdf: {
    renderPdf: async () => await Promise.resolve(NO_FILE),
    close: async () => {
      await Promise.resolve();
    },
  },
  letters: {
    write: async () => await Promise.resolve({ kind: 'written', docx: NO_FILE, pdf: NO_FILE }),
    defaultTemplate: () => NO_FILE,
  },
  // Asked at each request otherwise; has a test of its own.
  ensureSchemaFits: async () => {
    await Promise.resolve();
  },
};

/** Sets the scene, through the API where there is a way; takes some seconds. */
export async function setMatrixScene(): Promise<MatrixScene> {
  const database = await createTestDatabase();
  const open = () => createPool({ url: database.url, role: DATABASE_ROLES.app, applicationName: 'matrix' });
  const db = createDb(open());
  const setting = buildApp({ ...sceneDeps(db, []), ...FAKES });
  await setting.ready();
  const home = await aMunicipality(setting, db, '3201');
  const elsewhere = await seedMunicipality(db, '3203');
  await setting.close();
  const rehearsal = createRehearsalDb(open());
  const guarded = createRehearsalDb(
    createPool({ url: database.url, role: DATABASE_ROLES.protected, applicationName: 'matrix' }),
  );
  const app = buildApp({ ...sceneDeps(rehearsal.db, []), protectedDb: guarded.db, ...FAKES });
  const routes: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (!url.startsWith('/docs')) routes.push(`${one} ${url}`);
  });
  await app.ready();
  const admin = await connectAsAdmin(database);
  return {
    app,
    routes,
    rehearsal,
    home,
    elsewhere,
    admin,
    close: async () => {
      await app.close();
      await admin.close();
      await Promise.all([db.destroy(), rehearsal.db.destroy(), guarded.db.destroy()]);
      await database.drop();
    },
  };
}

async function aMunicipality(app: FastifyInstance, db: Db, kommunenummer: string) {
  const seeded = await seedMunicipality(db, kommunenummer);
  const client = await createSceneClient(app, seeded.id);
  const { buildingId, neighbourhoodId } = seeded;
  const scope: SceneScope = { db, municipalityId: seeded.id, client, buildingId, neighbourhoodId };
  await client.post('letter-sender', { contactLines: ['Boligkontoret'], senderLines: ['Leder'] });
  const { cases, ...rounds } = await someRounds(scope);
  const [mine, theirs] = cases;
  const before = new Set(await listHouseholds(scope));
  const recused = { ...(await aCase(scope, seeded, IDENTITY_NUMBER)), ...mine };
  const later = (await listHouseholds(scope)).filter((id) => !before.has(id));
  const other = { ...(await aCase(scope, seeded, syntheticIdentityNumber(12))), ...theirs };
  const ofRounds = [mine.decided, mine.corrected, mine.waiting, mine.unserved].map(
    ({ householdId }) => householdId,
  );
  const recusedFrom = [...later, ...ofRounds];
  const municipality = {
    ...seeded,
    ...rounds,
    ...(await somePolicySets(scope)),
    ...(await somePlaces(scope)),
    ...(await someWebhooks(scope.client)),
    ...(await koboRecords(scope)),
    runId: await aNight(scope),
    importId: await aCheckedImport(scope),
    identityNumber: IDENTITY_NUMBER,
    linkIds: await linksOfEach(scope),
    retentionRun: await aRetentionRun(scope, other.agreedPlan.spareId),
  };
  await recuse(scope, recusedFrom);
  const draft = `rounds/${rounds.roundId}/signing-draft`;
  const { contentHash } = await client.get<{ contentHash: string }>(draft, 'chair');
  return { ...municipality, contentHash, recusedFrom, cases: { recused, other } };
}

async function aCase(scope: SceneScope, seeded: SeededMunicipality, identityNumber: string) {
  const numbered = await scope.client.post<{ id: string }>('households', aHouseholdBody(identityNumber));
  return {
    numberedId: numbered.id,
    ...(await tenancyRecords(scope)),
    ...(await reviewRecords(scope)),
    ...(await intakeRecords(scope)),
    ...(await offerRecords(scope, seeded)),
  };
}

/** A round that is decided, and one that a meeting sits over, each with a household of both cases. */
async function someRounds(scope: SceneScope) {
  const decided = [await aWaiting(scope), await aWaiting(scope)] as const;
  const corrected = [await aWaiting(scope), await aWaiting(scope)] as const;
  for (const _ of [...decided, ...corrected]) await aVacancy(scope);
  const closedRoundId = await aProposedRound(scope);
  await anOpenMeeting(scope, [{ roundId: closedRoundId }], ['first-signer', 'second-signer', 'chair']);
  await signedByTwo(scope, closedRoundId);
  const { items } = await scope.client.get<{ items: { id: string; householdId: string }[] }>(
    `rounds/${closedRoundId}/decisions`,
  );
  const decisionOf = (id: string) => items.find(({ householdId }) => householdId === id)?.id ?? '';
  const waiting = [await aWaiting(scope), await aWaiting(scope)] as const;
  const unserved = [await aWaiting(scope, 0), await aWaiting(scope, 0)] as const;
  // In a part of the town that is not full yet.
  const quarter = await aPlaceToLive(scope);
  for (const _ of waiting) await aVacancy(scope, quarter.buildingId);
  const roundId = await aProposedRound(scope);
  const voters = ROLES.flatMap((role) => [freeMember(role), recusedMember(role)]);
  const meetingId = await anOpenMeeting(scope, [{ roundId }], voters);
  const planned = await scope.client.post('meetings', { meetingOn: '2026-12-15', agenda: [] });
  const caseAt = async (index: 0 | 1) => ({
    decided: { ...decided[index], decisionId: decisionOf(decided[index].householdId) },
    correction: await aCorrection(scope, decisionOf(corrected[index].householdId)),
    corrected: corrected[index],
    waiting: waiting[index],
    unserved: unserved[index],
  });
  const cases = [await caseAt(0), await caseAt(1)] as const;
  return { closedRoundId, roundId, meetingId, planned, cases };
}

/** A plan to erase a draft, which waits for the approval of another. */
async function aRetentionRun({ client }: SceneScope, subjectId: string) {
  const draft = {
    rule: 'draft-career-plan',
    subjectId,
    reasonCode: 'registered-in-error',
    reference: '2026/1',
  };
  return await client.post<Made & { readonly itemsHash: string }>('retention-runs', { draft });
}

/** A calendar link of each member of the matrix: it exists for its owner alone. */
async function linksOfEach({ db, municipalityId }: SceneScope): Promise<ReadonlyMap<string, string>> {
  const rows = ROLES.flatMap((role) =>
    [freeMember(role), recusedMember(role)].map((owner) => ({
      municipality_id: municipalityId,
      id: nextId(),
      owner,
      owner_role: role,
      token_hash: createHash('sha256').update(owner).digest(),
      valid_through: plainDate('2027-11-23'),
    })),
  );
  await inTenant(db, { municipalityId, actorId: 'setter' }, async (tx) => {
    await tx.insertInto('calendar_links').values(rows).execute();
  });
  return new Map(rows.map(({ owner, id }) => [owner, id]));
}

/** A correction of a decision that waits for another to sign it. */
async function aCorrection({ client }: SceneScope, decisionId: string): Promise<{ readonly id: string }> {
  return await client.post(`decisions/${decisionId}/corrections`, {
    outcome: 'postponed',
    dwellingId: null,
    reasonCode: 'facts-incomplete',
    reason: 'Opplysningene må hentes inn på nytt før det avgjøres.',
    delegationReference: 'Delegasjon 2026, 4.3',
    waiverLegalBasis: null,
  });
}

async function listHouseholds({ db, municipalityId }: SceneScope): Promise<readonly string[]> {
  return await inTenant(db, { municipalityId, actorId: 'setter' }, async (tx) => {
    const rows = await tx.selectFrom('households').select('id').execute();
    return rows.map(({ id }) => id);
  });
}

async function recuse({ db, municipalityId }: SceneScope, householdIds: readonly string[]): Promise<void> {
  const rows = ROLES.flatMap((role) =>
    householdIds.map((household_id) => ({
      municipality_id: municipalityId,
      id: nextId(),
      member: recusedMember(role),
      household_id,
      ground: 'family' as const,
    })),
  );
  await inTenant(db, { municipalityId, actorId: 'setter' }, async (tx) => {
    await tx.insertInto('recusals').values(rows).execute();
  });
}

/** A place with a status and a cap, and what was told of it. */
async function somePlaces({ db, municipalityId, client, neighbourhoodId, buildingId }: SceneScope) {
  const limit = { reason: 'Mye uro i nabolaget', owner: 'kari', reviewOn: '2027-03-01', validTo: null };
  const from = { validFrom: '2026-11-23', ...limit };
  const place = `places/${neighbourhoodId}`;
  await client.post(`${place}/statuses`, { status: 'caution', highestLevelAllowed: null, ...from });
  await client.post(`${place}/caps`, { capPoints: 5_000, ...from });
  const told = { placeId: buildingId, reportedOn: '2026-11-21', level: 1, complaintCount: 0 };
  const report = await client.post<{ id: string }>('environment-reports', told);
  const subscription = await client.post<{ id: string }>('report-subscriptions', { role: 'leader' });
  const template = await client.post<{ id: string }>('letter-templates', {
    letterKind: 'interview-invitation',
    language: 'nb',
    validFrom: '2026-11-23',
    docx: Buffer.from(NO_FILE).toString('base64'),
  });
  await aSession(db, { municipalityId, actorId: 'setter', role: 'case-officer' });
  const link = await client.post<{ url: string }>('calendar-links');
  return {
    reportId: report.id,
    subscriptionId: subscription.id,
    templateId: template.id,
    calendarToken: link.url.split('/').at(-1) ?? '',
  };
}
