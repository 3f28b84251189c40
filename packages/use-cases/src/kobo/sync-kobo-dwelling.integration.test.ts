import { aDwelling } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aKoboScene, BESIDE, type KoboScene } from '../../test/kobo-scene.ts';
import { aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { changeDwelling } from '../dwelling/change-dwelling.ts';
import { answerKoboQuestion, enterKoboValuePair } from './answer-kobo-question.ts';
import { setKoboOwner } from './kobo-owners.ts';
import { linkKoboDwelling, replayKoboLink } from './link-kobo-dwelling.ts';
import { listKoboConflicts, listKoboQuestions } from './read-kobo-links.ts';
import { receiveKoboHint } from './receive-kobo-hint.ts';
import { resolveKoboConflict } from './resolve-kobo-conflict.ts';

let records: RecordsScene;
let scene: KoboScene;

beforeAll(async () => {
  records = await openRecordsScene();
});
afterAll(async () => {
  await records.close();
});
beforeEach(async () => {
  scene = await aKoboScene(records);
  scene.kobo.onChange = () => undefined;
});

const PAGE = { afterId: undefined, limit: 50 };

async function hint(koboId: string): Promise<void> {
  await receiveKoboHint(scene.deps, { municipalityId: scene.scope.municipalityId, koboId });
}

async function dwellingOf(dwellingId: string) {
  return await peek(
    scene.scope,
    async (tx) =>
      await tx.selectFrom('dwellings').selectAll().where('id', '=', dwellingId).executeTakeFirstOrThrow(),
  );
}

async function pair(field: 'disposisjonsform' | 'egenskaper', ours: string, kobos: string): Promise<void> {
  await enterKoboValuePair(scene.deps, scene.actor, { field, ours, kobos }, aRequest('enterKoboValuePair'));
}

/** Somebody here gives a dwelling a lift, or takes it away. */
async function setLift(dwellingId: string, hasLift: boolean): Promise<void> {
  const { version } = await dwellingOf(dwellingId);
  const command = { dwellingId, version, attributes: { hasLift } };
  await changeDwelling({ ...scene.deps }, scene.actor, command);
}

async function resolve(resolution: 'kobo' | 'ours'): Promise<void> {
  const { items } = await listKoboConflicts(scene.deps, scene.actor, { ...PAGE, state: 'open' });
  const [conflict] = items;
  if (conflict === undefined) throw new Error('nothing is asked');
  const command = { conflictId: conflict.id, resolution, reason: 'Sett på boligen' };
  await resolveKoboConflict(scene.deps, scene.actor, command, aRequest('resolveKoboConflict'));
}

describe('a dwelling that is linked with Kobo', () => {
  it('takes over what Kobo has changed of its own after a hint, and says so in audit and ledger', async () => {
    const { dwellingId, koboId } = await scene.aLinked();
    await scene.drain();
    expect(await scene.ledgerOf(dwellingId)).toEqual([`linked  "${koboId}"`]);
    scene.kobo.edit(koboId, { antallSoverom: 2, boligtype: 'ANOTHER' });
    await hint(koboId);
    await scene.drain();
    expect(await dwellingOf(dwellingId)).toMatchObject({ bedrooms: 2, version: 2 });
    expect((await scene.ledgerOf(dwellingId)).slice(1)).toEqual(['taken bedrooms 2']);
    expect(await scene.linkOf(dwellingId)).toMatchObject({
      wanted: 3,
      done: 3,
      claim: null,
      lastFault: null,
    });
    expect(scene.kobo.writes).toEqual([]);
  });

  it('sends what changes here of what is ours, and nothing else of Kobo’s changes', async () => {
    await pair('egenskaper', 'lift', 'HEIS');
    const { dwellingId, koboId } = await scene.aLinked();
    await scene.drain();
    const before = scene.kobo.get(koboId);
    await setLift(dwellingId, true);
    await scene.drain();
    expect(scene.kobo.get(koboId)).toEqual({ ...before, egenskaper: ['BALKONG', 'HEIS'] });
    expect(scene.kobo.writes).toHaveLength(1);
    expect((await scene.ledgerOf(dwellingId)).slice(1)).toEqual(['sent egenskaper ["BALKONG","HEIS"]']);
    await setLift(dwellingId, false);
    await scene.drain();
    expect(scene.kobo.get(koboId)).toEqual(before);
  });

  it('keeps nothing of Kobo’s about people and nothing that is not published, but the names', async () => {
    const { dwellingId } = await scene.aLinked();
    await scene.drain();
    const { lastSeen, unpublishedFields } = await scene.linkOf(dwellingId);
    expect(unpublishedFields).toEqual(['somethingNew']);
    expect(lastSeen).toMatchObject({ boligtype: BESIDE['boligtype'], adresse: BESIDE['adresse'] });
    expect(JSON.stringify(lastSeen)).not.toMatch(/husstand|somethingNew/);
  });

  it.each([
    ['kobo', 3, 3],
    ['ours', 4, 4],
  ] as const)(
    'asks people where both have changed it, and does what they say: %s',
    async (whose, here, there) => {
      const { dwellingId, koboId } = await scene.aLinked();
      await scene.drain();
      scene.kobo.edit(koboId, { antallSoverom: 3 });
      const { version } = await dwellingOf(dwellingId);
      await changeDwelling(scene.deps, scene.actor, { dwellingId, version, attributes: { bedrooms: 4 } });
      await scene.drain();
      expect([(await dwellingOf(dwellingId)).bedrooms, scene.kobo.get(koboId)['antallSoverom']]).toEqual([
        4, 3,
      ]);
      await resolve(whose);
      await scene.drain();
      expect([(await dwellingOf(dwellingId)).bedrooms, scene.kobo.get(koboId)['antallSoverom']]).toEqual([
        here,
        there,
      ]);
      const { items } = await listKoboConflicts(scene.deps, scene.actor, PAGE);
      expect(items).toMatchObject([{ state: 'applied', base: 1, ours: 4, theirs: 3, resolution: whose }]);
    },
  );

  it('asks anew where a value has changed since people were asked', async () => {
    const { dwellingId, koboId } = await scene.aLinked();
    await scene.drain();
    scene.kobo.edit(koboId, { antallSoverom: 3 });
    await changeDwelling(scene.deps, scene.actor, { dwellingId, version: 1, attributes: { bedrooms: 4 } });
    await scene.drain();
    await resolve('kobo');
    scene.kobo.edit(koboId, { antallSoverom: 5 });
    await scene.drain();
    const { items } = await listKoboConflicts(scene.deps, scene.actor, PAGE);
    expect(items.map(({ state, theirs }) => [state, theirs])).toEqual([
      ['open', 5],
      ['superseded', 3],
    ]);
    expect((await dwellingOf(dwellingId)).bedrooms).toBe(4);
  });

  it('asks people about what cannot be held here, and a conflict is over when it has gone', async () => {
    const { dwellingId, koboId } = await scene.aLinked();
    await scene.drain();
    scene.kobo.edit(koboId, { antallSoverom: null, bruksareal: 2_000, etasjenummer: 99 });
    await hint(koboId);
    await scene.drain();
    const { items } = await listKoboConflicts(scene.deps, scene.actor, { ...PAGE, state: 'open' });
    expect(items.map(({ field, cause }) => [field, cause])).toEqual([
      ['floor', 'not-storable'],
      ['areaM2', 'not-storable'],
      ['bedrooms', 'not-storable'],
    ]);
    scene.kobo.edit(koboId, { antallSoverom: 1, bruksareal: 50, etasjenummer: 2 });
    await hint(koboId);
    await scene.drain();
    expect((await listKoboConflicts(scene.deps, scene.actor, { ...PAGE, state: 'open' })).items).toEqual([]);
    expect(await dwellingOf(dwellingId)).toMatchObject({ bedrooms: 1, floor: 2, area_m2: 50 });
  });

  it('asks what a value means, and goes on when somebody has said it', async () => {
    const { dwellingId, koboId } = await scene.aLinked();
    scene.kobo.edit(koboId, { disposisjonsform: 'LEIER_INN' });
    await scene.drain();
    const { items } = await listKoboQuestions(scene.deps, scene.actor, { ...PAGE, state: 'open' });
    expect(items).toMatchObject([
      { field: 'disposisjonsform', side: 'kobo', value: 'LEIER_INN', seenCount: 1 },
    ]);
    expect(await dwellingOf(dwellingId)).toMatchObject({ owner_form: 'owned' });
    const command = { questionId: items[0]?.id ?? '', partner: 'leased-in' };
    const answered = await answerKoboQuestion(
      scene.deps,
      scene.actor,
      command,
      aRequest('answerKoboQuestion'),
    );
    expect(answered).toMatchObject({ state: 'answered', answeredBy: scene.actor.id });
    // Both have one and have never agreed: people say which holds.
    await scene.drain();
    await resolve('kobo');
    await scene.drain();
    expect(await dwellingOf(dwellingId)).toMatchObject({ owner_form: 'leased-in' });
  });

  it('tells its level where it is paired, and never takes one', async () => {
    await pair('egenskaper', 'level-1', 'TRINN_1');
    const { dwellingId, koboId } = await scene.aLinked();
    await scene.drain();
    expect(scene.kobo.get(koboId)['egenskaper']).toEqual(['BALKONG', 'TRINN_1']);
    const owner = { fact: 'traits', owner: 'kobo' } as const;
    await setKoboOwner(scene.deps, scene.actor, owner, aRequest('setKoboOwner'));
    scene.kobo.edit(koboId, { egenskaper: ['BALKONG'] });
    await hint(koboId);
    await scene.drainFor(2, 30_000);
    expect((await dwellingOf(dwellingId)).level).toBe(1);
    const { items } = await listKoboConflicts(scene.deps, scene.actor, { ...PAGE, state: 'open' });
    expect(items).toMatchObject([{ field: 'traits', cause: 'not-storable' }]);
  });

  it('takes an answer that Kobo has given before only when it is given again', async () => {
    const { dwellingId, koboId } = await scene.aLinked();
    await scene.drain();
    scene.kobo.edit(koboId, { antallSoverom: 2 });
    await hint(koboId);
    await scene.drain();
    scene.kobo.isOld = () => true;
    await hint(koboId);
    await scene.drain();
    expect((await dwellingOf(dwellingId)).bedrooms).toBe(2);
    expect(await scene.linkOf(dwellingId)).toMatchObject({ lastFault: 'answer-may-be-old', attempts: 0 });
    scene.kobo.isOld = () => false;
    await scene.drainFor(2, 30_000);
    expect((await dwellingOf(dwellingId)).bedrooms).toBe(2);
    // Somebody there has really taken it back.
    scene.kobo.edit(koboId, { antallSoverom: 1 });
    await hint(koboId);
    await scene.drainFor(2, 30_000);
    expect((await dwellingOf(dwellingId)).bedrooms).toBe(1);
  });

  it('is given up where trying again cannot help, and tried again when somebody asks for it', async () => {
    const { dwellingId, koboId } = await scene.aLinked();
    scene.kobo.faultOf = () => 'refused';
    await scene.drain();
    expect(await scene.linkOf(dwellingId)).toMatchObject({ state: 'stopped', lastFault: 'refused' });
    scene.kobo.faultOf = () => undefined;
    const command = { dwellingId, reason: 'Rettet i Kobo' };
    await replayKoboLink(scene.deps, scene.actor, command, aRequest('replayKoboLink'));
    await scene.drain();
    expect(await scene.linkOf(dwellingId)).toMatchObject({ state: 'linked', lastFault: null, koboId });
    await expect(
      replayKoboLink(scene.deps, scene.actor, command, aRequest('replayKoboLink')),
    ).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('refuses to be mixed up with another one', async () => {
    const { dwellingId, koboId } = await scene.aLinked();
    scene.kobo.edit(koboId, { leverandorBoligId: 'SOMEBODY_ELSE' });
    await scene.drain();
    expect(await scene.linkOf(dwellingId)).toMatchObject({
      state: 'stopped',
      lastFault: 'supplier-id-differs',
    });
    expect(scene.kobo.writes).toEqual([]);
  });
});

describe('a dwelling that is to be made in Kobo', () => {
  const given = { adresse: { gatenavn: 'Storgata' }, boligtype: 'LEILIGHET' };

  async function anOrdered(): Promise<string> {
    const dwellingId = await aDwelling(scene.scope, { building_id: scene.buildingId, bedrooms: 2 });
    const command = { dwellingId, newDwelling: given };
    await linkKoboDwelling(scene.deps, scene.actor, command, aRequest('linkKoboDwelling'));
    return dwellingId;
  }

  it('is made once, with what was given and what we know', async () => {
    const dwellingId = await anOrdered();
    await scene.drain();
    expect([...scene.kobo.dwellings.values()]).toMatchObject([
      { ...given, leverandorBoligId: dwellingId, antallSoverom: 2, bruksareal: 50, etasjenummer: 1 },
    ]);
    expect(await scene.linkOf(dwellingId)).toMatchObject({ state: 'linked', wanted: 1, done: 1 });
  });

  it('is not ordered twice where nobody knows whether the first order arrived; a hint tells', async () => {
    scene.kobo.faultOf = (call, moment) => (call === 'create' && moment === 'after' ? 'timeout' : undefined);
    const dwellingId = await anOrdered();
    await scene.drainFor(5, 600_000);
    expect(await scene.linkOf(dwellingId)).toMatchObject({ state: 'uncertain', koboId: null });
    const [koboId] = [...scene.kobo.dwellings.keys()];
    await hint(koboId ?? '');
    await scene.drain();
    expect(await scene.linkOf(dwellingId)).toMatchObject({ state: 'linked', koboId, wanted: 2, done: 2 });
    expect(scene.kobo.dwellings.size).toBe(1);
  });

  it('is tried again where the order has certainly not arrived', async () => {
    scene.kobo.faultOf = (call) => (call === 'create' ? 'rate-limited' : undefined);
    const dwellingId = await anOrdered();
    await scene.drain();
    expect(await scene.linkOf(dwellingId)).toMatchObject({ state: 'to-create', lastFault: 'rate-limited' });
    scene.kobo.faultOf = () => undefined;
    await scene.drainFor(2, 10_000);
    expect(await scene.linkOf(dwellingId)).toMatchObject({ state: 'linked' });
  });
});
