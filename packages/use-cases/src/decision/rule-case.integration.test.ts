import { DEFAULT_POLICY, type RuleCode } from '@boligtrapp/domain';
import { aMunicipality, aPlaceToLive, aPolicySet, aMember as aProtected } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOpenMeeting, aProposedRound, rule } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, type RecordsScene } from '../../test/records-scene.ts';
import { aTown, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { changeMeeting } from '../meeting/change-meeting.ts';
import { declareRecusal } from '../meeting/declare-recusal.ts';
import { getMeeting } from '../meeting/read-meetings.ts';
import { getSigningDraft, listCases } from './read-cases.ts';
import { ruleCase } from './rule-case.ts';

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A round with a household that is proposed one of two dwellings, and one on another level, in an open meeting. */
async function aSitting(town: Town) {
  const fitting = [await aUsedDwelling(town), await aUsedDwelling(town)];
  const tooHigh = await aUsedDwelling(town, undefined, { level: 4 });
  const householdId = await aWaiting(town);
  const roundId = await aProposedRound(scene, town);
  const meetingId = await anOpenMeeting(scene, town, { roundIds: [roundId], voters: ['chair', 'b', 'c'] });
  const { items } = await listCases(scene.deps, aMember(town, 'chair'), { roundId, afterRank: 0, limit: 10 });
  const proposed = items[0]?.proposedDwellingId ?? '';
  const other = fitting.find((id) => id !== proposed) ?? '';
  return { town, roundId, meetingId, householdId, proposed, other, tooHigh };
}

async function aTownThatWaives(rules: readonly RuleCode[]): Promise<Town> {
  const scope = await aMunicipality(scene.db);
  const content = { ...DEFAULT_POLICY, waivableRules: rules };
  const policySetId = await aPolicySet(scope, { content });
  return { ...scope, ...(await aPlaceToLive(scope)), policySetId };
}

describe('a ruling', () => {
  it('may give another dwelling of the round, and be changed', async () => {
    const { town, roundId, householdId, other } = await aSitting(await aTown(scene));
    const first = await rule(scene, town, { roundId, householdId, outcome: 'overridden', dwellingId: other });
    expect(first).toMatchObject({ version: 1, dwellingId: other, waivedRules: [] });
    await expect(rule(scene, town, { roundId, householdId, outcome: 'refused' })).rejects.toMatchObject({
      code: 'record.version-stale',
    });
    expect(await rule(scene, town, { roundId, householdId, outcome: 'accepted', version: 1 })).toMatchObject({
      version: 2,
      dwellingId: null,
    });
  });

  it('that breaks a hard rule is refused with the rule named', async () => {
    const { town, roundId, householdId, tooHigh } = await aSitting(await aTown(scene));
    const command = { roundId, householdId, outcome: 'overridden', dwellingId: tooHigh } as const;
    await expect(rule(scene, town, command)).rejects.toMatchObject({
      code: 'ruling.rule-broken',
      details: { facts: { rules: 'level', mayBeWaived: false } },
    });
    // A legal basis alone does not help where the policy does not let the rule be waived.
    await expect(rule(scene, town, { ...command, waiverLegalBasis: '§ 1' })).rejects.toMatchObject({
      code: 'ruling.rule-broken',
    });
  });

  it('may waive a rule that the policy names, with a legal basis', async () => {
    const { town, roundId, householdId, tooHigh } = await aSitting(await aTownThatWaives(['level']));
    const command = { roundId, householdId, outcome: 'overridden', dwellingId: tooHigh } as const;
    await expect(rule(scene, town, command)).rejects.toMatchObject({
      code: 'ruling.rule-broken',
      details: { facts: { mayBeWaived: true } },
    });
    const ruled = await rule(scene, town, { ...command, waiverLegalBasis: 'Local rules § 7' });
    expect(ruled.waivedRules).toEqual(['level']);
  });

  it.each([
    [{ outcome: 'overridden', reason: 'too short' }, 'ruling.incomplete'],
    [{ outcome: 'postponed', reasonCode: null }, 'ruling.incomplete'],
    [{ outcome: 'refused', reason: null }, 'ruling.incomplete'],
  ] as const)('is refused where it is incomplete: %o', async (change, code) => {
    const { town, roundId, householdId } = await aSitting(await aTown(scene));
    await expect(rule(scene, town, { roundId, householdId, ...change })).rejects.toMatchObject({ code });
  });

  it('is refused where it says nothing new, or names a dwelling of no round', async () => {
    const { town, roundId, householdId, proposed } = await aSitting(await aTown(scene));
    const command = { roundId, householdId, outcome: 'overridden' } as const;
    await expect(rule(scene, town, { ...command, dwellingId: proposed })).rejects.toMatchObject({
      code: 'ruling.same-as-proposed',
    });
    const later = await aUsedDwelling(town);
    await expect(rule(scene, town, { ...command, dwellingId: later })).rejects.toMatchObject({
      code: 'ruling.dwelling-not-in-round',
    });
  });

  it('is for an open meeting, and not for whoever is recused', async () => {
    const { town, roundId, meetingId, householdId } = await aSitting(await aTown(scene));
    const recusal = { householdId, member: 'chair', ground: 'party', meetingId } as const;
    await declareRecusal(scene.deps, actorOf(town), recusal, aRequest('declareRecusal'));
    await expect(rule(scene, town, { roundId, householdId, outcome: 'refused' })).rejects.toMatchObject({
      code: 'case.not-found',
    });
    const { version } = await getMeeting(scene.deps, actorOf(town), meetingId);
    const step = { meetingId, version, action: 'adjourn' } as const;
    await changeMeeting(scene.deps, actorOf(town), step, aRequest('changeMeeting'));
    const command = { roundId, householdId, outcome: 'accepted', version: 0, dwellingId: null } as const;
    const nothing = { reasonCode: null, reason: null, waiverLegalBasis: null };
    await expect(ruleCase(scene.deps, aMember(town, 'b'), { ...command, ...nothing })).rejects.toMatchObject({
      code: 'round.not-in-open-meeting',
    });
  });

  it('that cannot be carried out with the others is a fault of the draft', async () => {
    const town = await aTown(scene);
    const dwellings = [await aUsedDwelling(town), await aUsedDwelling(town)];
    const households = [await aWaiting(town), await aWaiting(town)];
    const roundId = await aProposedRound(scene, town);
    await anOpenMeeting(scene, town, { roundIds: [roundId], voters: ['chair', 'b', 'c'] });
    const { items } = await listCases(scene.deps, aMember(town, 'chair'), {
      roundId,
      afterRank: 0,
      limit: 10,
    });
    const [first, second] = items;
    const dwellingId = second?.proposedDwellingId ?? '';
    await rule(scene, town, {
      roundId,
      householdId: first?.householdId ?? '',
      outcome: 'overridden',
      dwellingId,
    });
    const draft = await getSigningDraft(scene.deps, aMember(town, 'chair'), roundId);
    expect(draft.faults).toEqual([
      { code: 'dwelling-given-twice', dwellingId, householdIds: households.toSorted() },
    ]);
    expect(dwellings).toContain(dwellingId);
  });

  it('counts no case that is hidden from who asks', async () => {
    const town = await aTown(scene);
    const [one] = [await aWaiting(town), await aWaiting(town), await aUsedDwelling(town)];
    const roundId = await aProposedRound(scene, town);
    const count = async () => (await getSigningDraft(scene.deps, aMember(town, 'chair'), roundId)).caseCount;
    const before = await count();
    const cases = await listCases(scene.deps, aMember(town, 'chair'), { roundId, afterRank: 0, limit: 10 });
    expect(before).toBe(cases.items.filter(({ proposedDwellingId }) => proposedDwellingId !== null).length);
    const hidden = cases.items.find(({ proposedDwellingId }) => proposedDwellingId !== null)?.householdId;
    await aProtected(town, hidden ?? one, { address_protection: 'confidential' });
    expect(await count()).toBe(before - 1);
  });
});
