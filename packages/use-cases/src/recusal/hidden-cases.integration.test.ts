import { insertIdentityLookups } from '@boligtrapp/database';
import { sensitive } from '@boligtrapp/domain';
import { aMember, syntheticIdentityNumber } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { actorOf, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aRound, aTown, aUsedDwelling, aWaiting, solveDeps, type Town } from '../../test/round-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { getAssessment, listAssessments } from '../assessment/read-assessments.ts';
import { comparePair, findNearestChangeFor } from '../explanation/ask-solver.ts';
import { explainDwellingOutcomes } from '../explanation/explain-dwelling.ts';
import { explainHouseholdOutcomes } from '../explanation/explain-household.ts';
import { getHousehold } from '../household/get-household.ts';
import { listHouseholds } from '../household/list-households.ts';
import { searchHouseholds } from '../household/search-household.ts';
import { getProposal } from '../round/get-proposal.ts';
import { explainHousehold, listRoundVerdicts } from '../round/get-verdicts.ts';
import { exportRound } from '../round/read-round.ts';
import { solveRound } from '../round/solve-round.ts';

let scene: RecordsScene;
let town: Town;
let roundId: string;
let first: string;
let second: string;
let dwellingId: string;
let officer: Actor;
let member: Actor;

beforeAll(async () => {
  scene = await openRecordsScene();
  town = await aTown(scene);
  dwellingId = await aUsedDwelling(town);
  first = await aWaiting(town, { need_points: 9 });
  second = await aWaiting(town, { need_points: 1 });
  await aMember(town, first);
  roundId = (await aRound(scene, town)).id;
  const { municipalityId } = town;
  await solveRound(solveDeps(scene), { municipalityId, roundId, signal: new AbortController().signal });
  officer = { ...actorOf(town), id: 'recused-officer' };
  member = { ...actorOf(town, 'committee'), id: 'recused-member' };
  await aRecusal(town, officer, first);
  await aRecusal(town, member, first);
});
afterAll(async () => {
  await scene.close();
});

async function householdsLoggedFor(actor: Actor): Promise<readonly string[]> {
  const rows = await peek(
    town,
    async (tx) =>
      await tx.selectFrom('access_events').where('actor', '=', actor.id).select('household_ids').execute(),
  );
  return rows.flatMap(({ household_ids }) => household_ids);
}

/** @law LOV-1967-02-10 § 6 */
describe('for a member who is recused from a case (forvaltningsloven § 6)', () => {
  it('the case is not in the proposal, the verdicts and the explanations of its round', async () => {
    const whole = await getProposal(scene.deps, actorOf(town, 'committee'), roundId);
    expect(whole.placements.map(({ household }) => household.id)).toEqual([first]);
    const proposal = await getProposal(scene.deps, member, roundId);
    expect(proposal.placements).toEqual([]);
    expect(proposal.unplaced.map(({ household }) => household.id)).toEqual([second]);
    // What a place carries is of everybody: it tells of nobody.
    expect(proposal.places).toEqual(whole.places);
    const page = await listRoundVerdicts(scene.deps, member, { roundId, afterRank: 0, limit: 9 });
    expect(page).toMatchObject({ items: [{ householdId: second }], totalCount: 1, isLast: true });
    const candidates = await explainDwellingOutcomes(scene.deps, member, {
      roundId,
      dwellingId,
      afterRank: 0,
      limit: 9,
    });
    expect(candidates).toMatchObject({ items: [{ household: { id: second } }], totalCount: 1 });
    const missing = { code: 'verdict.not-found' };
    const query = { roundId, householdId: first };
    await expect(explainHousehold(scene.deps, member, query)).rejects.toMatchObject(missing);
    await expect(
      explainHouseholdOutcomes(scene.deps, member, { ...query, afterPosition: 0, limit: 9 }),
    ).rejects.toMatchObject(missing);
    const deps = { ...scene.deps, explanationSolver: { ask: () => Promise.reject(new Error('asked')) } };
    const never = new AbortController().signal;
    await expect(findNearestChangeFor(deps, member, query, never)).rejects.toMatchObject(missing);
    await expect(comparePair(deps, member, { ...query, dwellingId }, never)).rejects.toMatchObject(missing);
    expect(await householdsLoggedFor(member)).not.toContain(first);
  });

  it('the one that got the dwelling is not named to the next, though others may be', async () => {
    const query = { roundId, householdId: second, afterPosition: 0, limit: 9 };
    const seen = await explainHouseholdOutcomes(scene.deps, actorOf(town, 'committee'), query);
    expect(seen.items[0]?.statement.code).toBe('outcome.taken-by');
    const page = await explainHouseholdOutcomes(scene.deps, member, query);
    expect(page.items[0]?.statement).toEqual({ code: 'outcome.taken', figures: {} });
  });

  it('the files of the round are refused as a whole', async () => {
    await expect(exportRound(scene.deps, member, roundId)).rejects.toMatchObject({
      code: 'round.export-recused',
    });
    await expect(exportRound(scene.deps, actorOf(town, 'committee'), roundId)).resolves.toBeDefined();
  });

  it('the household and its assessments are not found', async () => {
    await expect(getHousehold(scene.deps, officer, first)).rejects.toMatchObject({
      code: 'household.not-found',
    });
    const listed = await listHouseholds(scene.deps, officer, { afterReference: undefined, limit: 9 });
    expect(listed).toMatchObject({ items: [{ id: second }], totalCount: 1 });
    await expect(
      listAssessments(scene.deps, officer, { householdId: first, limit: 9 }),
    ).rejects.toMatchObject({
      code: 'household.not-found',
    });
    const { items } = await listAssessments(scene.deps, actorOf(town), { householdId: first, limit: 9 });
    await expect(getAssessment(scene.deps, officer, items[0]?.id ?? '')).rejects.toMatchObject({
      code: 'assessment.not-found',
    });
    expect(await householdsLoggedFor(officer)).not.toContain(first);
  });

  it('nor is it by the number of a member', async () => {
    const number = sensitive(syntheticIdentityNumber(7));
    const lookups = scene.deps.identityCipher.lookups(number, town.municipalityId);
    await peek(town, async (tx) => {
      const { id } = await tx.selectFrom('persons').select('id').executeTakeFirstOrThrow();
      await insertIdentityLookups(tx, town.municipalityId, id, lookups);
    });
    expect(await searchHouseholds(scene.deps, actorOf(town), number)).toHaveLength(1);
    expect(await searchHouseholds(scene.deps, officer, number)).toEqual([]);
  });
});
