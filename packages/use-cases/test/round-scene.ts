import { createHash } from 'node:crypto';
import { findSnapshot, parseFacts } from '@boligtrapp/database';
import { type PlainDateString, plainDate, type RoundFacts } from '@boligtrapp/domain';
import {
  aDwelling,
  aHousehold,
  aMunicipality,
  anApplication,
  anAssessment,
  aPlaceToLive,
  aPolicySet,
  type BuilderScope,
  nextId,
  nextNumber,
  type PlaceIds,
  type RowChanges,
} from '@boligtrapp/testing';
import {
  type CreatedRound,
  type CreateRound,
  type CreateRoundDeps,
  computeProposal,
  createRound,
  type RoundSolver,
  type SolveRoundDeps,
} from '../src/index.ts';
import { actorOf, aRequest, peek, type RecordsScene } from './records-scene.ts';

/** A municipality with a policy in force, and a building in it. */
export interface Town extends BuilderScope, PlaceIds {
  readonly policySetId: string;
}

/** Stores a {@link Town} of its own for one test. */
export async function aTown(scene: RecordsScene): Promise<Town> {
  const scope = await aMunicipality(scene.db);
  const policySetId = await aPolicySet(scope);
  return { ...scope, ...(await aPlaceToLive(scope)), policySetId };
}

/** What creating a round needs; the seed of every lot is the same. */
export function createDeps(scene: RecordsScene): CreateRoundDeps {
  return { ...scene.deps, lots: { seed: () => 'abcdef0123456789'.repeat(2) } };
}

/** A meeting on 1 December, looking ahead through 31 December, for both tracks and with movers. */
export const A_ROUND: CreateRound = {
  meetingOn: plainDate('2026-12-01'),
  horizonDays: 30,
  tracks: ['welfare', 'care'],
  includesMovers: true,
};

/** Creates a round in the town. */
export async function aRound(
  scene: RecordsScene,
  scope: BuilderScope,
  changes: Partial<CreateRound> = {},
): Promise<CreatedRound> {
  const command = { ...A_ROUND, ...changes };
  return await createRound(createDeps(scene), actorOf(scope), command, aRequest('createRound'));
}

/** The frozen facts of a round. */
export async function factsOf(scope: BuilderScope, roundId: string): Promise<RoundFacts> {
  const snapshot = await peek(scope, async (tx) => await findSnapshot(tx, roundId));
  return parseFacts(snapshot?.facts ?? '');
}

/** The facts of a new round in the town. */
export async function frozenFacts(
  scene: RecordsScene,
  scope: BuilderScope,
  changes: Partial<CreateRound> = {},
): Promise<RoundFacts> {
  return await factsOf(scope, (await aRound(scene, scope, changes)).id);
}

/** Computes in this thread; counts how often. */
export function countingSolver(): RoundSolver & { readonly calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    solve: async (facts, { maxNodes, onProgress }) => {
      calls += 1;
      return await Promise.resolve(computeProposal(parseFacts(facts), { maxNodes, onProgress }));
    },
  };
}

/** What solving a round needs, with a clock of its own. */
export function solveDeps(scene: RecordsScene, solver: RoundSolver = countingSolver()): SolveRoundDeps {
  let ms = 0;
  const nowMs = (): number => {
    ms += 7;
    return ms;
  };
  return { db: scene.db, solver, nowMs };
}

/** Use of a dwelling over time: role and period. */
export type Use = readonly [role: 'dwelling' | 'staff-base' | 'repair' | 'out-of-use', validDuring: string];

/** The only use of most dwellings. */
export const ALWAYS_A_DWELLING: Use = ['dwelling', '[2020-01-01,)'];

/** Stores a dwelling of welfare level 1 in the town's building with its uses, and returns its id. */
export async function aUsedDwelling(
  town: Town,
  uses: readonly Use[] = [ALWAYS_A_DWELLING],
  changes: RowChanges<'dwellings'> = {},
): Promise<string> {
  const dwelling_id = await aDwelling(town, { building_id: town.buildingId, ...changes });
  await peek(town, async (tx) => {
    for (const [role, valid_during] of uses) {
      const row = { municipality_id: town.municipalityId, id: nextId(), dwelling_id, role, valid_during };
      await tx.insertInto('dwelling_periods').values(row).execute();
    }
  });
  return dwelling_id;
}

/** Stores a household in the queue with an assessment, and returns its id. */
export async function aWaiting(
  scope: BuilderScope,
  changes: RowChanges<'assessments'> = {},
  household: RowChanges<'households'> = {},
): Promise<string> {
  const household_id = await aHousehold(scope, household);
  await anApplication(scope, { household_id });
  await anAssessment(scope, { household_id, ...changes });
  return household_id;
}

/** Stores an offer as an earlier round would have made it. */
export async function anOffer(
  town: Town,
  offer: {
    readonly dwelling_id: string;
    readonly household_id: string;
    readonly state: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
    readonly sent_on?: PlainDateString;
  },
): Promise<void> {
  const { municipalityId: municipality_id } = town;
  const [roundId, decisionId] = [nextId(), nextId()];
  const sent_on = offer.sent_on ?? plainDate('2026-11-20');
  await peek(town, async (tx) => {
    await tx
      .insertInto('rounds')
      .values({
        municipality_id,
        id: roundId,
        reference: `E-${nextNumber()}`,
        meeting_on: sent_on,
        horizon_ends_on: sent_on,
        tracks: ['welfare'],
        includes_movers: false,
        policy_set_id: town.policySetId,
        requested_by: 'builder',
      })
      .execute();
    const facts_hash = createHash('sha256').update('{}').digest('hex');
    await tx
      .insertInto('round_snapshots')
      .values({ municipality_id, round_id: roundId, facts: '{}', facts_hash })
      .execute();
    await tx
      .insertInto('decisions')
      .values({
        municipality_id,
        id: decisionId,
        round_id: roundId,
        delegation_reference: 'D-1',
        policy_set_id: town.policySetId,
        household_id: offer.household_id,
        dwelling_id: offer.dwelling_id,
        outcome: 'allocated',
        decided_by: 'one',
        countersigned_by: 'two',
      })
      .execute();
    await tx
      .insertInto('offers')
      .values({
        municipality_id,
        id: nextId(),
        decision_id: decisionId,
        dwelling_id: offer.dwelling_id,
        household_id: offer.household_id,
        state: offer.state,
        sent_on,
        answer_by: plainDate('2026-12-20'),
        answered_on: offer.state === 'accepted' || offer.state === 'declined' ? sent_on : null,
      })
      .execute();
  });
}

/** Stores that two households are to be kept apart from 2020 on. */
export async function aKeepApart(
  scope: BuilderScope,
  [one, other]: readonly [string, string],
  keep_scope: 'building' | 'neighbourhood',
  valid_during = '[2020-01-01,)',
): Promise<void> {
  const [household_a_id, household_b_id] = one < other ? [one, other] : [other, one];
  await peek(scope, async (tx) => {
    await tx
      .insertInto('keep_apart')
      .values({
        municipality_id: scope.municipalityId,
        id: nextId(),
        household_a_id,
        household_b_id,
        scope: keep_scope,
        restricted_reason: 'restricted',
        owner: 'owner',
        review_on: plainDate('2027-01-01'),
        valid_during,
      })
      .execute();
  });
}
