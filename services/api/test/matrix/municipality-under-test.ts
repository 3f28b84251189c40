import {
  insertImportRun,
  insertPolicyImpactRun,
  inTenant,
  markImpactDone,
  parseFacts,
  updateImportRun,
} from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { aDwelling, type BuilderScope, nextId } from '@boligtrapp/testing';
import { computeProposal, runRotation, solveRound } from '@boligtrapp/use-cases';
import type { SceneClient } from './scene-client.ts';

/** What a step of the scene works with. */
export interface SceneScope extends BuilderScope {
  readonly client: SceneClient;
  readonly buildingId: string;
  readonly neighbourhoodId: string;
}

/** Stores a vacant dwelling of welfare level 1, in use since 2020, and returns its id. */
export async function aVacancy(scope: SceneScope, buildingId = scope.buildingId): Promise<string> {
  const { db, municipalityId } = scope;
  const dwelling_id = await aDwelling({ db, municipalityId }, { building_id: buildingId });
  await inTenant(db, { municipalityId, actorId: 'setter' }, async (tx) => {
    const use = { role: 'dwelling', valid_during: '[2020-01-01,)' } as const;
    await tx
      .insertInto('dwelling_periods')
      .values({ municipality_id: municipalityId, id: nextId(), dwelling_id, ...use })
      .execute();
  });
  return dwelling_id;
}

/** Creates a round and computes its proposal; returns its id. */
export async function aProposedRound(scope: SceneScope): Promise<string> {
  const body = { meetingOn: '2026-12-01', horizonDays: 30, tracks: ['welfare'], includesMovers: false };
  const { id: roundId } = await scope.client.post('rounds', body);
  const solver = {
    solve: async (facts: string) => await Promise.resolve(computeProposal(parseFacts(facts))),
  };
  const command = {
    municipalityId: scope.municipalityId,
    roundId,
    signal: new AbortController().signal,
  };
  await solveRound({ db: scope.db, solver, nowMs: () => 0 }, command);
  return roundId;
}

/** Plans and opens a meeting with these members present, the first of them as chair; returns its id. */
export async function anOpenMeeting(
  { client }: SceneScope,
  agenda: readonly object[],
  members: readonly string[],
): Promise<string> {
  const planned = await client.post('meetings', { meetingOn: '2026-12-01', agenda });
  await client.post(`meetings/${planned.id}/transitions`, { action: 'open' }, { version: planned.version });
  for (const [index, member] of members.entries()) {
    const capacity = index === 0 ? 'chair' : 'member';
    await client.post(`meetings/${planned.id}/attendance`, { member, capacity, deputyFor: null });
  }
  return planned.id;
}

/** Lets two sign what is to be signed of a round, which closes it. */
export async function signedByTwo({ client }: SceneScope, roundId: string): Promise<void> {
  for (const as of ['first-signer', 'second-signer'] as const) {
    const { contentHash } = await client.get<{ contentHash: string }>(`rounds/${roundId}/signing-draft`, as);
    await client.post(`rounds/${roundId}/signatures`, { contentHash, staleReason: null }, { as });
  }
}

/** Sets of policy in each state in which something can be done with them. */
export interface PolicySetsUnderTest {
  readonly draftId: string;
  readonly draftVersion: number;
  readonly submittedId: string;
  readonly submittedVersion: number;
  readonly impactRunId: string;
}

/** Makes {@link PolicySetsUnderTest}. */
export async function somePolicySets(scope: SceneScope): Promise<PolicySetsUnderTest> {
  const { client } = scope;
  const draft = await client.post('policy-sets', { name: 'Utkast' });
  await anImpactRun(scope, draft.id);
  const other = await client.post('policy-sets', { name: 'Til godkjenning' });
  const impactRunId = await anImpactRun(scope, other.id);
  const submitted = await client.post(`policy-sets/${other.id}/submit`, undefined, {
    version: other.version,
  });
  return {
    draftId: draft.id,
    draftVersion: draft.version,
    submittedId: other.id,
    submittedVersion: submitted.version,
    impactRunId,
  };
}

async function anImpactRun({ db, municipalityId }: SceneScope, policySetId: string): Promise<string> {
  const id = nextId();
  await inTenant(db, { municipalityId, actorId: 'setter' }, async (tx) => {
    const set = await tx
      .selectFrom('policy_sets')
      .where('id', '=', policySetId)
      .select('content_hash as contentHash')
      .executeTakeFirstOrThrow();
    const run = { municipalityId, id, policySetId, roundId: null, requestedBy: 'setter', ...set };
    await insertPolicyImpactRun(tx, run);
    await markImpactDone(tx, id, {});
  });
  return id;
}

/** Makes the run of today's night; returns its id. */
export async function aNight({ db, municipalityId }: SceneScope): Promise<string> {
  const run = { municipalityId, runOn: plainDate('2026-11-23'), requestedBy: 'night' };
  return (await runRotation({ db, ids: { next: nextId } }, run)).id;
}

/** Stores a file that was checked, with a row that is new; returns the id of its import, whose version is 2. */
export async function aCheckedImport({ db, municipalityId }: SceneScope): Promise<string> {
  const id = nextId();
  await inTenant(db, { municipalityId, actorId: 'setter' }, async (tx) => {
    await insertImportRun(tx, {
      municipalityId,
      id,
      subject: 'dwellings',
      format: 'csv',
      sourceSystem: null,
      contentHash: 'a'.repeat(64),
      byteCount: 100,
      isUtf8: true,
      requestedBy: 'setter',
    });
    await updateImportRun(tx, municipalityId, id, { state: 'checked', rowCount: 1, newCount: 1 });
  });
  return id;
}
