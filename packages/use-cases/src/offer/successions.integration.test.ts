import { plainDate } from '@boligtrapp/domain';
import { aBuilding, aHousehold, aLease, anAssessment, nextId, someNeeds } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOpenMeeting, aProposedRound, signAs } from '../../test/meeting-scene.ts';
import {
  anOfferTown,
  aSettled,
  type OfferTown,
  offer,
  offerIds,
  offersOf,
  openTasks,
} from '../../test/offer-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aKeepApart, anOffer, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { declineOffer } from './decline-offer.ts';
import {
  confirmSuccession,
  decideSuccession,
  discardSuccession,
  type HandledSuccession,
} from './handle-succession.ts';
import { proposeSuccessor } from './propose-successor.ts';

let scene: RecordsScene;

beforeAll(async () => {
  scene = await openRecordsScene();
});
afterAll(async () => {
  await scene.close();
});

interface Line {
  readonly town: OfferTown;
  readonly dwellingId: string;
  /** In the order of the round; the first has declined the dwelling. */
  readonly waiting: readonly string[];
  readonly offerId: string;
}

/** A dwelling that the first of `count` households has declined. */
async function aDeclined(count = 3): Promise<Line> {
  const { town, built } = await anOfferTown(scene, async (place) => {
    const waiting: string[] = [];
    for (let index = 0; index < count; index += 1) {
      waiting.push(await aWaiting(place, { urgency_class: 1, need_points: 100 - index }));
    }
    return { waiting, dwellingId: await aUsedDwelling(place) };
  });
  const [first = ''] = built.waiting;
  const [offerId = ''] = await offerIds(scene, town, [{ householdId: first, dwellingId: built.dwellingId }]);
  await declineOffer(scene.deps, actorOf(town), { offerId, reasonCode: 'rent' }, aRequest('declineOffer'));
  return { town, ...built, offerId };
}

async function propose({ town, offerId }: Pick<Line, 'town' | 'offerId'>): Promise<string> {
  const command = { municipalityId: town.municipalityId, offerId, requestId: nextId() };
  return await proposeSuccessor(scene.deps, command);
}

async function proposals(town: Town) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('successions')
        .select(['id', 'household_id', 'rank', 'state', 'attempt', 'decision_id'])
        .orderBy('id')
        .execute(),
  );
}

async function latestId(town: Town): Promise<string> {
  return (await proposals(town)).at(-1)?.id ?? '';
}

async function tracesOf(town: Town, successionId: string) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('audit_events')
        .where('action', '=', 'succession.discarded')
        .where('object_id', '=', successionId)
        .select(['actor', 'before', 'after'])
        .execute(),
  );
}

/** How often a job was asked to look for the next in line after the offer. */
async function askedFor({ town, offerId }: Line): Promise<number> {
  const rows = await peek(
    town,
    async (tx) =>
      await tx.selectFrom('outbox').where('kind', '=', 'propose-successor').select('payload').execute(),
  );
  return rows.filter(({ payload }) => JSON.stringify(payload).includes(offerId)).length;
}

function someone(town: Town, id: string): Actor {
  return { ...actorOf(town), id };
}

async function confirm(town: Town, who = 'one'): Promise<HandledSuccession> {
  const request = aRequest('confirmSuccession');
  return await confirmSuccession(scene.deps, someone(town, who), await latestId(town), request);
}

async function decide(town: Town, who = 'two'): Promise<HandledSuccession> {
  const command = { successionId: await latestId(town), delegationReference: 'D-2026/7' };
  return await decideSuccession(scene.deps, someone(town, who), command, aRequest('decideSuccession'));
}

describe('the next in line', () => {
  it('is not whom the committee gave nothing in the round, unless that was corrected', async () => {
    const line = await aDeclined(4);
    const { town, waiting } = line;
    const [, refused = '', corrected = '', last = ''] = waiting;
    const refuse = async (householdId: string, correctsId: string | null = null): Promise<string> => {
      const id = nextId();
      const decision = {
        municipality_id: town.municipalityId,
        id,
        round_id: town.roundId,
        household_id: householdId,
        policy_set_id: town.policySetId,
        delegation_reference: 'D-2026/1',
        reason: 'The follow-up that it needs is not in place.',
        decided_by: 'one',
        countersigned_by: 'two',
        corrects_id: correctsId,
        ...(correctsId === null
          ? ({ outcome: 'refused' } as const)
          : ({ outcome: 'overridden', dwelling_id: line.dwellingId } as const)),
      };
      await peek(town, async (tx) => await tx.insertInto('decisions').values(decision).execute());
      return id;
    };
    await refuse(refused);
    await refuse(corrected, await refuse(corrected));
    expect(await propose(line)).toBe('proposed');
    expect((await proposals(town)).map(({ household_id }) => household_id)).toEqual([corrected]);
    expect(last).not.toBe(corrected);
  });

  it('is the best ranked of the stored order who still waits, proposed once', async () => {
    const line = await aDeclined();
    await peek(line.town, async (tx) => {
      await tx
        .updateTable('housing_applications')
        .set({ status: 'withdrawn' })
        .where('household_id', '=', line.waiting[1] ?? '')
        .execute();
    });
    expect(await propose(line)).toBe('proposed');
    expect(await propose(line)).toBe('settled');
    expect(await proposals(line.town)).toMatchObject([
      { household_id: line.waiting[2], rank: 3, state: 'proposed', attempt: 1 },
    ]);
    expect((await openTasks(line.town)).map(({ kind }) => kind)).toEqual([
      'offer-declined',
      'succession-proposed',
    ]);
  });

  it('passes every rule by the facts of today, those of the round notwithstanding', async () => {
    const line = await aDeclined();
    const tenant = await aHousehold(line.town);
    await aLease(line.town, { dwelling_id: await aUsedDwelling(line.town), household_id: tenant });
    await aKeepApart(line.town, [line.waiting[1] ?? '', tenant], 'building');
    expect(await propose(line)).toBe('proposed');
    expect(await proposals(line.town)).toMatchObject([{ household_id: line.waiting[2] }]);
  });

  it('is kept apart from tenants who may move themselves, and stay where they are', async () => {
    const { town, built } = await anOfferTown(scene, async (place) => {
      const dwellingId = await aUsedDwelling(place);
      const first = await aWaiting(place, { urgency_class: 1, need_points: 90 });
      const second = await aWaiting(place, { urgency_class: 1, need_points: 80 });
      const mover = await aSettled(place);
      await aKeepApart(place, [second, mover.householdId], 'building');
      return { dwellingId, first, second };
    });
    const given = { householdId: built.first, dwellingId: built.dwellingId };
    const [offerId = ''] = await offerIds(scene, town, [given]);
    await declineOffer(scene.deps, actorOf(town), { offerId, reasonCode: 'rent' }, aRequest('declineOffer'));
    expect(await propose({ town, offerId })).not.toBe('settled');
    for (const { household_id } of await proposals(town)) expect(household_id).not.toBe(built.second);
  });

  it('overfills no place', async () => {
    const line = await aDeclined();
    await peek(line.town, async (tx) => {
      await tx
        .insertInto('place_caps')
        .values({
          municipality_id: line.town.municipalityId,
          id: nextId(),
          building_id: line.town.buildingId,
          cap_points: 0,
          reason: 'Full',
          valid_during: '[2020-01-01,)',
        })
        .execute();
    });
    expect(await propose(line)).toBe('nobody');
    expect((await openTasks(line.town)).at(-1)).toEqual({
      kind: 'succession-impossible',
      subjectId: line.offerId,
    });
    expect(await propose(line)).toBe('nobody');
    expect(await openTasks(line.town)).toHaveLength(2);
  });

  it('overfills none by what its assessment adds to its load, either', async () => {
    const line = await aDeclined(3);
    const loadProfile = { extraPoints: 4, reason: 'conflict-risk' } as const;
    await anAssessment(line.town, {
      household_id: line.waiting[1] ?? '',
      version_number: 2,
      needs: { ...someNeeds(), loadProfile },
    });
    await peek(line.town, async (tx) => {
      await tx
        .insertInto('place_caps')
        .values({
          municipality_id: line.town.municipalityId,
          id: nextId(),
          building_id: line.town.buildingId,
          cap_points: 2,
          reason: 'Full',
          valid_during: '[2020-01-01,)',
        })
        .execute();
    });
    expect(await propose(line)).toBe('proposed');
    expect((await proposals(line.town)).map(({ household_id }) => household_id)).toEqual([line.waiting[2]]);
  });

  it('is not looked for where the dwelling is let by now', async () => {
    const line = await aDeclined();
    await aLease(line.town, { dwelling_id: line.dwellingId, household_id: await aHousehold(line.town) });
    expect(await propose(line)).toBe('settled');
    expect(await openTasks(line.town)).toHaveLength(1);
  });

  it('that is discarded makes room for the one after', async () => {
    const line = await aDeclined();
    await propose(line);
    const command = { successionId: await latestId(line.town), reason: 'The family has left the country.' };
    await discardSuccession(scene.deps, actorOf(line.town), command, aRequest('discardSuccession'));
    expect(await propose(line)).toBe('proposed');
    expect(await proposals(line.town)).toMatchObject([
      { household_id: line.waiting[1], state: 'discarded' },
      { household_id: line.waiting[2], state: 'proposed', attempt: 2 },
    ]);
  });
});

describe('deciding on the next in line', () => {
  it('takes two persons, and leads to a decision by delegation and an offer', async () => {
    const line = await aDeclined();
    await propose(line);
    await expect(decide(line.town)).rejects.toMatchObject({ code: 'record.transition-refused' });
    await confirm(line.town);
    await expect(decide(line.town, 'one')).rejects.toMatchObject({ code: 'decision.same-person' });
    const { decisionId, offerId } = await decide(line.town);
    expect(await offersOf(line.town, [offerId ?? ''])).toMatchObject([
      { state: 'open', sentOn: '2026-11-23', answerBy: '2026-11-30' },
    ]);
    const decisions = await peek(
      line.town,
      async (tx) =>
        await tx
          .selectFrom('decisions')
          .where('id', '=', decisionId ?? '')
          .selectAll()
          .execute(),
    );
    expect(decisions).toMatchObject([
      {
        round_id: line.town.roundId,
        household_id: line.waiting[1],
        dwelling_id: line.dwellingId,
        decided_by: 'one',
        countersigned_by: 'two',
        delegation_reference: 'D-2026/7',
        meeting_id: null,
      },
    ]);
    expect((await openTasks(line.town)).map(({ kind }) => kind)).toEqual(['offer-declined']);
  });

  it('judges anew: what has changed since the proposal stands against it', async () => {
    const line = await aDeclined();
    await propose(line);
    await confirm(line.town);
    const tenant = await aHousehold(line.town);
    await aLease(line.town, { dwelling_id: await aUsedDwelling(line.town), household_id: tenant });
    await aKeepApart(line.town, [line.waiting[1] ?? '', tenant], 'neighbourhood');
    await expect(decide(line.town)).rejects.toMatchObject({
      code: 'succession.stale',
      details: { facts: { reason: 'rules', rules: 'kept-apart' } },
    });
    await aLease(line.town, {
      dwelling_id: line.dwellingId,
      household_id: await aHousehold(line.town),
      starts_on: plainDate('2026-11-01'),
    });
    await expect(decide(line.town)).rejects.toMatchObject({
      details: { facts: { reason: 'dwelling-taken' } },
    });
    expect((await proposals(line.town))[0]).toMatchObject({ state: 'confirmed', decision_id: null });
  });

  it('begins with a confirmation by the facts of today: neither dwelling nor household is promised twice', async () => {
    const taken = await aDeclined();
    await propose(taken);
    await anOffer(taken.town, {
      dwelling_id: taken.dwellingId,
      household_id: await aWaiting(taken.town),
      state: 'open',
    });
    await expect(confirm(taken.town)).rejects.toMatchObject({
      code: 'succession.stale',
      details: { facts: { reason: 'dwelling-taken' } },
    });
    const gone = await aDeclined();
    await propose(gone);
    await anOffer(gone.town, {
      dwelling_id: await aUsedDwelling(gone.town),
      household_id: gone.waiting[1] ?? '',
      state: 'open',
    });
    await expect(confirm(gone.town)).rejects.toMatchObject({
      code: 'succession.stale',
      details: { facts: { reason: 'household-gone' } },
    });
    expect(await proposals(gone.town)).toMatchObject([{ state: 'proposed' }]);
  });

  it('is not for the subordinate of a recused superior, and hidden from who is recused', async () => {
    const line = await aDeclined();
    await propose(line);
    await confirm(line.town);
    await peek(line.town, async (tx) => {
      const row = { municipality_id: line.town.municipalityId };
      await tx
        .insertInto('staff')
        .values({ ...row, member: 'two', superior: 'boss' })
        .execute();
      const recusal = {
        id: nextId(),
        household_id: line.waiting[1] ?? '',
        member: 'boss',
        ground: 'family',
      } as const;
      await tx
        .insertInto('recusals')
        .values({ ...row, ...recusal })
        .execute();
    });
    await expect(decide(line.town)).rejects.toMatchObject({ code: 'decision.signer-recused' });
    await expect(decide(line.town, 'boss')).rejects.toMatchObject({ code: 'succession.not-found' });
    await expect(decide(line.town, 'three')).resolves.toMatchObject({ state: 'decided' });
  });
});

describe('an offer by another decision', () => {
  it('of a round that is signed discards what waits for its dwelling', async () => {
    const line = await aDeclined();
    await propose(line);
    const roundId = await aProposedRound(scene, line.town);
    await anOpenMeeting(scene, line.town, { roundIds: [roundId], voters: ['chair', 'second', 'third'] });
    await signAs(scene, line.town, roundId, 'chair');
    expect(await proposals(line.town)).toMatchObject([{ state: 'proposed' }]);
    const { decided } = await signAs(scene, line.town, roundId, 'second');
    const given = decided.find(({ dwellingId }) => dwellingId === line.dwellingId);
    expect(given?.offerId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await proposals(line.town)).toMatchObject([{ state: 'discarded' }]);
    await expect(confirm(line.town)).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it.each(['proposed', 'confirmed'] as const)('of the dwelling discards what is %s', async (state) => {
    const line = await aDeclined();
    await propose(line);
    if (state === 'confirmed') await confirm(line.town);
    const successionId = await latestId(line.town);
    await offerIds(scene, line.town, [{ householdId: line.waiting[2] ?? '', dwellingId: line.dwellingId }]);
    expect(await proposals(line.town)).toMatchObject([{ id: successionId, state: 'discarded' }]);
    expect((await openTasks(line.town)).map(({ kind }) => kind)).toEqual(['offer-declined']);
    expect(await tracesOf(line.town, successionId)).toEqual([
      {
        actor: actorOf(line.town).id,
        before: { state },
        after: { state: 'discarded', reasonCode: 'offered-otherwise' },
      },
    ]);
    expect(await propose(line)).toBe('settled');
  });

  it('to the household discards its proposal, and the one after it is looked for', async () => {
    const line = await aDeclined();
    await propose(line);
    const asked = await askedFor(line);
    const dwellingId = await aUsedDwelling(line.town);
    await offerIds(scene, line.town, [{ householdId: line.waiting[1] ?? '', dwellingId }]);
    expect(await proposals(line.town)).toMatchObject([{ state: 'discarded' }]);
    expect(await askedFor(line)).toBe(asked + 1);
    expect(await propose(line)).toBe('proposed');
    expect((await proposals(line.town)).at(-1)).toMatchObject({
      household_id: line.waiting[2],
      state: 'proposed',
    });
  });

  it('that is not made, or is of others, leaves a proposal as it is', async () => {
    const line = await aDeclined();
    await propose(line);
    const [householdId, dwellingId] = [await aWaiting(line.town), await aUsedDwelling(line.town)];
    await offerIds(scene, line.town, [{ householdId, dwellingId }]);
    const made = await offer(scene, line.town, [{ householdId: line.waiting[1] ?? '', dwellingId }]);
    expect(made).toMatchObject([{ offerId: null, reason: 'dwelling-taken' }]);
    expect(await proposals(line.town)).toMatchObject([{ state: 'proposed' }]);
  });
});

it('the facts of a proposal are kept, with nobody of another district', async () => {
  const line = await aDeclined();
  const otherDistrict = await peek(line.town, async (tx) => {
    const district = nextId();
    const row = { municipality_id: line.town.municipalityId };
    await tx
      .insertInto('districts')
      .values({ ...row, id: district, name: 'Far' })
      .execute();
    const id = nextId();
    await tx
      .insertInto('neighbourhoods')
      .values({
        ...row,
        id,
        district_id: district,
        name: 'Far off',
        grunnkrets_number: '99999999',
        grunnkrets_version_year: 2026,
        dwelling_count: 10,
      })
      .execute();
    return id;
  });
  const building = await aBuilding(line.town, { neighbourhood_id: otherDistrict });
  const far = await aHousehold(line.town);
  const farDwelling = await aUsedDwelling(line.town, undefined, { building_id: building });
  await aLease(line.town, { dwelling_id: farDwelling, household_id: far });
  await propose(line);
  const [stored] = await peek(
    line.town,
    async (tx) => await tx.selectFrom('successions').select('facts').execute(),
  );
  expect(stored?.facts).toContain(line.dwellingId);
  expect(stored?.facts).not.toContain(far);
});
