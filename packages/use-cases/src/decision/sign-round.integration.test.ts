import { findRound, insertDecisions, listDecisions, type NewDecision } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import { aHousehold, aLease, anAssessment, nextId, someNeeds } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMember, anOpenMeeting, aProposedRound, attend, rule, signAs } from '../../test/meeting-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { ALWAYS_A_DWELLING, aTown, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import { declareDissent } from '../meeting/declare-dissent.ts';
import { declareRecusal, setSuperior } from '../meeting/declare-recusal.ts';
import { getMeeting } from '../meeting/read-meetings.ts';
import { listCases } from './read-cases.ts';
import { getProtocol, listRoundDecisions } from './read-decisions.ts';
import { signRound } from './sign-round.ts';

const VOTERS = ['chair', 'second', 'third'];

let scene: RecordsScene;
beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

/** A town with `count` vacant dwellings and as many households, each of them proposed one, in an open meeting. */
async function aSitting(count: number, voters: readonly string[] = VOTERS) {
  const town = await aTown(scene);
  const dwellings: string[] = [];
  const households: string[] = [];
  for (let n = 0; n < count; n += 1) {
    dwellings.push(await aUsedDwelling(town));
    households.push(await aWaiting(town, { need_points: 500 - n }));
  }
  const roundId = await aProposedRound(scene, town);
  const meetingId = await anOpenMeeting(scene, town, { roundIds: [roundId], voters });
  return { town, roundId, meetingId, dwellings, households };
}

async function decisionsOf(town: Town, roundId: string) {
  return await peek(town, async (tx) => await listDecisions(tx, roundId));
}

async function offersOf(town: Town) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('offers')
        .select(['household_id', 'dwelling_id', 'state', 'waits_for_id', 'answer_by'])
        .orderBy('id')
        .execute(),
  );
}

async function recuse(town: Town, householdId: string, member: string): Promise<void> {
  const command = { householdId, member, ground: 'family', meetingId: null } as const;
  await declareRecusal(scene.deps, actorOf(town), command, aRequest('declareRecusal'));
}

describe('two signatures', () => {
  it('decide every case, make the offers, and close the round with its minutes', async () => {
    const { town, roundId, meetingId, households } = await aSitting(2);
    const first = await signAs(scene, town, roundId, 'chair');
    expect(first).toMatchObject({ state: 'proposed', decided: [], protocolHash: null });
    expect(await decisionsOf(town, roundId)).toEqual([]);

    const second = await signAs(scene, town, roundId, 'second');
    expect(second.state).toBe('closed');
    expect(second.decided.map(({ householdId }) => householdId).toSorted()).toEqual(households.toSorted());
    const decisions = await decisionsOf(town, roundId);
    expect(
      decisions.map(({ outcome, decidedBy, countersignedBy }) => [outcome, decidedBy, countersignedBy]),
    ).toEqual([
      ['allocated', 'chair', 'second'],
      ['allocated', 'chair', 'second'],
    ]);
    const offers = await offersOf(town);
    expect(offers).toHaveLength(2);
    expect(offers.every(({ state, answer_by }) => state === 'open' && answer_by === '2026-11-30')).toBe(true);

    const late = { meetingId, roundId, householdId: households[0], reason: 'This comes after the minutes.' };
    await expect(
      declareDissent(scene.deps, aMember(town, 'third'), late, aRequest('declareDissent')),
    ).rejects.toMatchObject({ code: 'record.transition-refused' });
    const protocol = await getProtocol(scene.deps, aMember(town, 'chair'), roundId);
    expect(protocol.documentHash).toBe(second.protocolHash);
    expect(sha256Hex(JSON.parse(protocol.document))).toBe(second.protocolHash);
    expect((await peek(town, async (tx) => await findRound(tx, roundId)))?.state).toBe('closed');
  });

  it('must be of two persons', async () => {
    const { town, roundId } = await aSitting(1);
    await signAs(scene, town, roundId, 'chair');
    await expect(signAs(scene, town, roundId, 'chair')).rejects.toMatchObject({
      code: 'round.signed-already',
    });
    expect(await decisionsOf(town, roundId)).toEqual([]);
  });

  it('must be under the same content: a ruling in between makes the first count no more', async () => {
    const { town, roundId, households } = await aSitting(2);
    const [householdId = ''] = households;
    await signAs(scene, town, roundId, 'chair');
    await rule(scene, town, { roundId, householdId, outcome: 'postponed' });
    expect((await signAs(scene, town, roundId, 'second')).decided).toEqual([]);
    const signed = await signAs(scene, town, roundId, 'third');
    expect(signed.state).toBe('closed');
    expect(signed.decided.find((made) => made.householdId === householdId)).toMatchObject({
      outcome: 'postponed',
      dwellingId: null,
      offerId: null,
    });
    expect(await offersOf(town)).toHaveLength(1);
  });

  it('are refused for a content that the signer has not read', async () => {
    const { town, roundId } = await aSitting(1);
    const command = { roundId, contentHash: '0'.repeat(64), staleReason: null };
    await expect(
      signRound(scene.deps, aMember(town, 'chair'), command, aRequest('signRound')),
    ).rejects.toMatchObject({ code: 'round.content-changed' });
  });

  it('leave a signed round as it is', async () => {
    const { town, roundId, households } = await aSitting(1);
    await signAs(scene, town, roundId, 'chair');
    await signAs(scene, town, roundId, 'second');
    await expect(signAs(scene, town, roundId, 'third')).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'closed', allowed: '' } },
    });
    const [householdId = ''] = households;
    await expect(rule(scene, town, { roundId, householdId, outcome: 'refused' })).rejects.toMatchObject({
      code: 'record.transition-refused',
    });
  });

  it('of two at once decide once', async () => {
    const { town, roundId } = await aSitting(1);
    const signed = await Promise.all(
      ['chair', 'second'].map(async (member) => await signAs(scene, town, roundId, member)),
    );
    expect(signed.map(({ state }) => state).toSorted()).toEqual(['closed', 'proposed']);
    expect(await decisionsOf(town, roundId)).toHaveLength(1);
  });
});

it('is kept by the database, too: nobody is refused without a reason, and nothing is signed by one person', async () => {
  const { town, roundId, meetingId, households } = await aSitting(1);
  const decision = {
    id: nextId(),
    roundId,
    authority: { meetingId },
    policySetId: town.policySetId,
    householdId: households[0] ?? '',
    dwellingId: null,
    outcome: 'refused',
    reasonCode: 'other',
    reason: null,
    decidedBy: 'chair',
    countersignedBy: 'second',
    correctsId: null,
    chainId: null,
    softBreaks: [],
    override: null,
  } as const;
  const insert = async (changes: Partial<NewDecision>): Promise<unknown> =>
    await peek(
      town,
      async (tx) =>
        await insertDecisions(tx, town.municipalityId, [{ ...decision, id: nextId(), ...changes }]),
    );
  await expect(insert({})).rejects.toThrow(/decisions_reason_check/);
  const reason = 'The household has withdrawn its wish.';
  await expect(insert({ reason, countersignedBy: 'chair' })).rejects.toThrow(/decisions_four_eyes_check/);
  expect(await insert({ reason })).toBe('inserted');
});

describe('quorum', () => {
  it('is needed, with a chair among those present', async () => {
    const { town, roundId } = await aSitting(1, ['chair', 'second']);
    await expect(signAs(scene, town, roundId, 'chair')).rejects.toMatchObject({
      code: 'meeting.no-quorum',
      details: { facts: { present: 2, quorum: 3 } },
    });
  });

  it('does not count a secretary, who cannot sign either', async () => {
    const { town, roundId, meetingId } = await aSitting(1, ['chair', 'second']);
    await attend(scene, town, { meetingId, member: 'scribe', capacity: 'secretary' });
    await expect(signAs(scene, town, roundId, 'second')).rejects.toMatchObject({ code: 'meeting.no-quorum' });
    await attend(scene, town, { meetingId, member: 'deputy', capacity: 'deputy' });
    await expect(signAs(scene, town, roundId, 'scribe')).rejects.toMatchObject({
      code: 'meeting.not-a-voter',
    });
    await signAs(scene, town, roundId, 'deputy');
    expect((await signAs(scene, town, roundId, 'second')).state).toBe('closed');
  });
});

// LOV-1967-02-10 § 6
describe('a recused member', () => {
  it('does not see the case, is named in the minutes, and does not decide it', async () => {
    const { town, roundId, meetingId, households } = await aSitting(2, [...VOTERS, 'fourth']);
    const [hidden = '', other = ''] = households;
    await recuse(town, hidden, 'second');

    const seen = await listCases(scene.deps, aMember(town, 'second'), { roundId, afterRank: 0, limit: 50 });
    expect(seen.items.map(({ householdId }) => householdId)).toEqual([other]);
    expect(seen.totalCount).toBe(1);
    await expect(
      declareDissent(
        scene.deps,
        aMember(town, 'second'),
        { meetingId, roundId, householdId: hidden, reason: 'I do not agree with this at all.' },
        aRequest('declareDissent'),
      ),
    ).rejects.toMatchObject({ code: 'case.not-found' });
    const meeting = await getMeeting(scene.deps, aMember(town, 'second'), meetingId);
    expect(meeting.recusals).toEqual([{ householdId: null, member: 'second', ground: 'family' }]);

    await signAs(scene, town, roundId, 'chair');
    const second = await signAs(scene, town, roundId, 'second');
    expect(second.decided.map(({ householdId }) => householdId)).toEqual([other]);
    // Not even that the case waits is told to the one who is recused from it.
    expect(second).toMatchObject({ state: 'proposed', waiting: [] });
    const third = await signAs(scene, town, roundId, 'third');
    expect(third).toMatchObject({ state: 'closed', decided: [{ householdId: hidden }] });
    const decisions = await decisionsOf(town, roundId);
    expect(decisions.find(({ householdId }) => householdId === hidden)).toMatchObject({
      decidedBy: 'chair',
      countersignedBy: 'third',
    });
    expect(
      (await listRoundDecisions(scene.deps, aMember(town, 'second'), roundId)).map((row) => row.householdId),
    ).toEqual([other]);
    await expect(getProtocol(scene.deps, aMember(town, 'second'), roundId)).rejects.toMatchObject({
      code: 'protocol.not-found',
    });
    const { document } = await getProtocol(scene.deps, aMember(town, 'chair'), roundId);
    expect(JSON.parse(document)).toMatchObject({
      recusals: [{ householdId: hidden, member: 'second', ground: 'family' }],
    });
  });

  it('does not count for the quorum of the case', async () => {
    const { town, roundId, households } = await aSitting(1);
    await recuse(town, households[0] ?? '', 'third');
    await signAs(scene, town, roundId, 'chair');
    expect(await signAs(scene, town, roundId, 'second')).toMatchObject({
      state: 'proposed',
      decided: [],
      waiting: [{ householdIds: households, because: 'no-quorum' }],
    });
  });

  it('stops direct subordinates from deciding, and not from seeing', async () => {
    const { town, roundId, households } = await aSitting(1, [...VOTERS, 'fourth']);
    await recuse(town, households[0] ?? '', 'boss');
    const command = { member: 'second', superior: 'boss' };
    await setSuperior(scene.deps, actorOf(town), command, aRequest('setSuperior'));
    const seen = await listCases(scene.deps, aMember(town, 'second'), { roundId, afterRank: 0, limit: 50 });
    expect(seen.items).toHaveLength(1);
    await signAs(scene, town, roundId, 'chair');
    expect((await signAs(scene, town, roundId, 'second')).waiting).toMatchObject([
      { because: 'needs-signature' },
    ]);
    expect((await signAs(scene, town, roundId, 'third')).state).toBe('closed');
  });
});

describe('a dwelling that was taken meanwhile', () => {
  it('is named, and the rest is signed', async () => {
    const { town, roundId, dwellings, households } = await aSitting(2);
    const proposal = await listCases(scene.deps, aMember(town, 'chair'), {
      roundId,
      afterRank: 0,
      limit: 50,
    });
    const [dwelling_id = ''] = dwellings;
    const loser = proposal.items.find(
      ({ proposedDwellingId }) => proposedDwellingId === dwelling_id,
    )?.householdId;
    const stranger = await aHousehold(town);
    await aLease(town, { dwelling_id, household_id: stranger, starts_on: plainDate('2026-11-20') });

    await signAs(scene, town, roundId, 'chair');
    const signed = await signAs(scene, town, roundId, 'second');
    expect(signed.conflicts).toEqual([
      { householdId: loser, dwellingId: dwelling_id, because: 'dwelling-taken' },
    ]);
    expect(signed.decided.map(({ householdId }) => householdId)).toEqual(
      households.filter((id) => id !== loser),
    );
    expect(signed.state).toBe('proposed');

    await rule(scene, town, { roundId, householdId: loser ?? '', outcome: 'postponed' });
    await signAs(scene, town, roundId, 'chair');
    expect((await signAs(scene, town, roundId, 'third')).state).toBe('closed');
    expect(await decisionsOf(town, roundId)).toHaveLength(2);
  });
});

describe('a proposal that is out of date', () => {
  it('is not signed, unless with a reason, which is kept with what had changed', async () => {
    const { town, roundId, households } = await aSitting(1);
    const [household_id = ''] = households;
    await anAssessment(town, { household_id, version_number: 2, need_points: 7 });
    await expect(signAs(scene, town, roundId, 'chair')).rejects.toMatchObject({
      code: 'round.stale',
      details: { facts: { changes: 1, kinds: 'assessment-superseded' } },
    });
    const staleReason = 'The points have changed, and the need has not.';
    await signAs(scene, town, roundId, 'chair', staleReason);
    await expect(signAs(scene, town, roundId, 'second')).rejects.toMatchObject({ code: 'round.stale' });
    expect((await signAs(scene, town, roundId, 'second', staleReason)).state).toBe('closed');
    const { document } = await getProtocol(scene.deps, aMember(town, 'chair'), roundId);
    const accepted = [{ kind: 'assessment-superseded', subject: 'household', id: household_id }];
    expect(JSON.parse(document)).toMatchObject({
      signatures: [
        { signedBy: 'chair', staleReason, acceptedChanges: accepted },
        { signedBy: 'second', staleReason, acceptedChanges: accepted },
      ],
    });
  });

  it('is not signed for whatever reason where a place would be overfull today', async () => {
    const { town, roundId, dwellings, households } = await aSitting(2);
    const { items } = await listCases(scene.deps, aMember(town, 'chair'), {
      roundId,
      afterRank: 0,
      limit: 50,
    });
    // The neighbourhood carries 8 points: someone of level 5 alone brings as many.
    const stranger = await aHousehold(town);
    await anAssessment(town, { household_id: stranger, level: 5 });
    const dwelling_id = dwellings.find((id) => id === items[0]?.proposedDwellingId) ?? '';
    await aLease(town, { dwelling_id, household_id: stranger, starts_on: plainDate('2026-11-20') });
    await expect(
      signAs(scene, town, roundId, 'chair', 'It does not matter at all, we think.'),
    ).rejects.toMatchObject({
      code: 'round.rulings-contradictory',
      details: { facts: { fault: 'place-overfull' } },
    });
    expect(households).toHaveLength(2);
    expect(await decisionsOf(town, roundId)).toEqual([]);
  });
});

describe('a chain of moves', () => {
  it('is decided as one: the home of the tenant waits for the tenant', async () => {
    const town = await aTown(scene);
    const tenant = await aWaiting(town, { ready_to_move: true });
    const homeId = await aUsedDwelling(town, [ALWAYS_A_DWELLING], { own_entrance: true });
    await aLease(town, { dwelling_id: homeId, household_id: tenant });
    const other = await aUsedDwelling(town);
    // Only the home of the tenant will do.
    const waiting = await aWaiting(town, { need_points: 10, needs: someNeeds({ ownEntrance: true }) });
    const roundId = await aProposedRound(scene, town);
    await anOpenMeeting(scene, town, { roundIds: [roundId], voters: [...VOTERS, 'fourth'] });
    await recuse(town, waiting, 'second');

    await signAs(scene, town, roundId, 'chair');
    // Recused from one case of the chain is recused from the chain.
    expect((await signAs(scene, town, roundId, 'second')).decided).toEqual([]);
    expect((await signAs(scene, town, roundId, 'third')).state).toBe('closed');
    const decisions = await decisionsOf(town, roundId);
    expect(new Set(decisions.map(({ chainId }) => chainId)).size).toBe(1);
    expect(decisions[0]?.chainId).not.toBeNull();
    const offers = await offersOf(town);
    expect(offers.find((offer) => offer.household_id === tenant)).toMatchObject({
      state: 'open',
      dwelling_id: other,
    });
    expect(offers.find((offer) => offer.household_id === waiting)).toMatchObject({
      state: 'waiting',
      dwelling_id: homeId,
    });
  });
});
