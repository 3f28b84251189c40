import { DEFAULT_POLICY, type PolicyContent, plainDate } from '@boligtrapp/domain';
import {
  aHousehold,
  aMember,
  aMunicipality,
  anAssessment,
  aPlaceToLive,
  aPolicySet,
  someNeeds,
} from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  actorOf,
  aRequest,
  openRecordsScene,
  peek,
  type RecordsScene,
  TODAY,
} from '../../test/records-scene.ts';
import { getAssessment, listAssessments } from './read-assessments.ts';
import {
  type RegisterAssessment,
  type RegisteredAssessment,
  registerAssessment,
} from './register-assessment.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

function anAssessmentOf(householdId: string, changes: Partial<RegisterAssessment> = {}): RegisterAssessment {
  return {
    householdId,
    track: 'welfare',
    level: 3,
    programme: 'ladder',
    needs: someNeeds(),
    urgencyClass: 2,
    needPoints: 30,
    needPointsParts: [
      { criterion: 'housing', value: 'none', points: 20 },
      { criterion: 'health', value: 'yes', points: 10 },
    ],
    waitingSince: plainDate('2026-01-01'),
    readyToMove: false,
    assessedOn: TODAY,
    validUntil: plainDate('2027-11-23'),
    ...changes,
  };
}

async function register(command: RegisterAssessment, scope = scene.home): Promise<RegisteredAssessment> {
  return await registerAssessment(scene.deps, actorOf(scope), command, aRequest('registerAssessment'));
}

function childrenNotIn(...unfitBuildingIds: readonly string[]): RegisterAssessment['needs'] {
  const children = { count: 1, schoolDistrict: null, mustStayInSchoolDistrict: false, unfitBuildingIds };
  return someNeeds({ children });
}

describe('registering an assessment', () => {
  it('stores all of it, by the actor', async () => {
    const { neighbourhoodId } = await aPlaceToLive(scene.home);
    const householdId = await aHousehold(scene.home, { reference: 'H-A1' });
    const needs = someNeeds({
      acceptableLevels: [
        { level: 2, reason: 'below-own-wish-and-mastery' },
        { level: 4, reason: 'above-safety' },
      ],
      children: { count: 1, schoolDistrict: 'North', mustStayInSchoolDistrict: true },
      wishedNeighbourhoodIds: [neighbourhoodId],
    });
    const command = anAssessmentOf(householdId, { needs });
    const { id } = await register(command);
    await expect(getAssessment(scene.deps, actorOf(scene.home), id)).resolves.toMatchObject({
      ...command,
      id,
      householdReference: 'H-A1',
      versionNumber: 1,
      isCurrent: true,
      assessedBy: 'case-officer-1',
    });
  });

  it('appends versions 1 to 8 when eight come at once, and leaves what was stored', async () => {
    const householdId = await aHousehold(scene.home);
    const outcomes = await Promise.all(
      Array.from(
        { length: 8 },
        async (_, index) =>
          await register(
            anAssessmentOf(householdId, {
              needPoints: index,
              needPointsParts: [{ criterion: 'all', value: '', points: index }],
            }),
          ),
      ),
    );
    const versions = outcomes.map(({ versionNumber }) => versionNumber);
    expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const page = await listAssessments(scene.deps, actorOf(scene.home), { householdId, limit: 50 });
    expect(page.items.map(({ versionNumber }) => versionNumber)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(page.items.map(({ isCurrent }) => isCurrent)).toEqual([
      true,
      ...Array.from({ length: 7 }, () => false),
    ]);
  });

  it('tells the norm for the household of the day, and stores what differs from it with its reason only', async () => {
    const householdId = await aHousehold(scene.home);
    await aMember(scene.home, householdId);
    await aMember(scene.home, householdId, { relation: 'partner' });
    await aMember(scene.home, householdId, { relation: 'child', birth_date: plainDate('2020-01-01') });
    await aMember(scene.home, householdId, { relation: 'child', birth_date: plainDate('2012-01-01') });
    await expect(register(anAssessmentOf(householdId))).rejects.toMatchObject({
      code: 'assessment.bedrooms-reason-missing',
      details: { field: 'needs/bedroomsReason', facts: { norm: 3, most: 4 } },
    });
    const needs = someNeeds({ bedroomsReason: 'own-wish-fewer' });
    const { id, bedroomNorm } = await register(anAssessmentOf(householdId, { needs }));
    // Sex is not recorded, so the older child does not have to share.
    expect(bedroomNorm).toEqual({ bedrooms: 3, uses: ['couple', 'left-over', 'left-over'] });
    const stored = await getAssessment(scene.deps, actorOf(scene.home), id);
    expect(stored).toMatchObject({ bedroomNorm, versionNumber: 1, needs });
  });

  it('refuses a household or neighbourhood that is unknown here', async () => {
    const unknown = { code: 'record.reference-unknown' };
    const foreign = await aHousehold(scene.elsewhere);
    await expect(register(anAssessmentOf(foreign))).rejects.toMatchObject({
      ...unknown,
      details: { field: 'householdId' },
    });
    const here = await aPlaceToLive(scene.home);
    const there = await aPlaceToLive(scene.elsewhere);
    const needs = someNeeds({ requiredNeighbourhoodIds: [here.neighbourhoodId, there.neighbourhoodId] });
    await expect(register(anAssessmentOf(await aHousehold(scene.home), { needs }))).rejects.toMatchObject({
      ...unknown,
      details: { field: 'needs/requiredNeighbourhoodIds/1' },
    });
  });

  it('knows the buildings in which children must not live', async () => {
    const [here, there] = [await aPlaceToLive(scene.home), await aPlaceToLive(scene.elsewhere)];
    const householdId = await aHousehold(scene.home);
    const unknown = anAssessmentOf(householdId, { needs: childrenNotIn(here.buildingId, there.buildingId) });
    await expect(register(unknown)).rejects.toMatchObject({
      code: 'record.reference-unknown',
      details: { field: 'needs/children/unfitBuildingIds/1' },
    });
    await expect(
      register(anAssessmentOf(householdId, { needs: childrenNotIn(here.buildingId) })),
    ).resolves.toBeDefined();
  });

  it('needs a policy in force', async () => {
    const scope = await aMunicipality(scene.db);
    await aPolicySet(scope, { valid_during: '[2020-01-01,2026-11-23)', state: 'replaced' });
    const householdId = await aHousehold(scope);
    await expect(register(anAssessmentOf(householdId), scope)).rejects.toMatchObject({
      code: 'policy-set.none-in-force',
    });
    await aPolicySet(scope, { valid_during: '[2026-11-23,)' });
    await expect(register(anAssessmentOf(householdId), scope)).resolves.toMatchObject({ versionNumber: 1 });
  });

  it('stores nothing of what the policy does not allow', async () => {
    const scope = await aMunicipality(scene.db);
    const content: PolicyContent = {
      ...DEFAULT_POLICY,
      levelFit: { allowsOneAbove: false, allowsOneBelow: true },
    };
    await aPolicySet(scope, { content });
    const householdId = await aHousehold(scope);
    const needs = someNeeds({ acceptableLevels: [{ level: 4, reason: 'above-safety' }] });
    await expect(register(anAssessmentOf(householdId, { needs }), scope)).rejects.toMatchObject({
      code: 'assessment.acceptable-level-refused',
      details: { field: 'needs/acceptableLevels/0', facts: { fault: 'policy-does-not-allow' } },
    });
    const stored = await peek(scope, async (tx) => await tx.selectFrom('assessments').select('id').execute());
    expect(stored).toEqual([]);
  });
});

describe('reading assessments', () => {
  it('pages the versions of one household from the newest and logs it', async () => {
    const householdId = await aHousehold(scene.home);
    for (const version_number of [1, 2, 3]) {
      await anAssessment(scene.home, { household_id: householdId, version_number });
    }
    await anAssessment(scene.home, { household_id: await aHousehold(scene.home) });
    const actor = actorOf(scene.home, 'committee');
    const first = await listAssessments(scene.deps, actor, { householdId, limit: 2 });
    expect(first.items.map(({ versionNumber }) => versionNumber)).toEqual([3, 2]);
    expect(first).toMatchObject({ isLast: false, totalCount: 3 });
    const rest = await listAssessments(scene.deps, actor, { householdId, beforeVersion: 2, limit: 2 });
    expect(rest.items.map(({ versionNumber }) => versionNumber)).toEqual([1]);
    const events = await peek(
      scene.home,
      async (tx) =>
        await tx
          .selectFrom('access_events')
          .select(['operation', 'household_ids'])
          .where('request_id', '=', actor.requestId)
          .execute(),
    );
    expect(events).toEqual(
      Array.from({ length: 2 }, () => ({ operation: 'list-assessments', household_ids: [householdId] })),
    );
  });

  it('does not find those of another municipality', async () => {
    const householdId = await aHousehold(scene.elsewhere);
    const id = await anAssessment(scene.elsewhere, { household_id: householdId });
    const actor = actorOf(scene.home);
    await expect(getAssessment(scene.deps, actor, id)).rejects.toMatchObject({
      code: 'assessment.not-found',
    });
    await expect(listAssessments(scene.deps, actor, { householdId, limit: 5 })).rejects.toMatchObject({
      code: 'household.not-found',
    });
  });
});
