import {
  findNotice,
  findNoticeFacts,
  insertLeaseNotice,
  insertNoticeSending,
  inTenant,
  updateNotice,
} from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { aMember, aMunicipality, nameForCase, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRecusal } from '../../test/a-recusal.ts';
import { aSender, aTenant, noticeDeps, noticesOf, write } from '../../test/notice-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aClosing, aNight } from '../../test/rotation-scene.ts';
import { aTown, type Town } from '../../test/round-scene.ts';
import { recordLetterSender } from './letter-sender.ts';
import type { NoticeDeps } from './notice-deps.ts';
import { prepareNotice } from './prepare-notice.ts';
import { getNotice, getNoticeDocument, listNotices, type NoticeView } from './read-notices.ts';
import { type SendNotice, type SentNotice, sendNotice } from './send-notice.ts';
import { writeNotice } from './write-notice.ts';

const TODAY = plainDate('2026-12-10');
const POSTED = { channel: 'letter', proof: 'RR 1234 5678 9 NO' } as const;

let scene: RecordsScene;
let deps: NoticeDeps;

beforeAll(async () => {
  scene = await openRecordsScene();
  deps = noticeDeps(scene, TODAY);
});
afterAll(async () => {
  await scene.close();
});

/** A town with a sender, and one lease whose second request to move is due. */
async function aDueRequest(): Promise<{ town: Town; leaseId: string; notice: NoticeView }> {
  const town = await aTown(scene);
  await aSender(deps, town);
  const leaseId = await aTenant(town, 'a', '2026-11-30');
  await aNight(town, '2026-12-07');
  const [notice] = await noticesOf(deps, town);
  if (notice === undefined) throw new Error('nothing was prepared');
  return { town, leaseId, notice };
}

const moveOutOn = plainDate('2027-01-15');

async function send(town: Town, id: string, changes: Partial<SendNotice> = {}): Promise<SentNotice> {
  const command = { noticeId: id, version: 2, sentOn: TODAY, ...POSTED, ...changes };
  return await sendNotice(deps, actorOf(town), command, aRequest('sendNotice'));
}

async function eventsOf(town: Town, id: string): Promise<readonly string[]> {
  const rows = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('audit_events')
        .where('object_id', '=', id)
        .select('action')
        .orderBy('sequence')
        .execute(),
  );
  return rows.map(({ action }) => action);
}

describe('a letter', () => {
  it('is prepared by the night, written by a person, and sent by a person who says how', async () => {
    const { town, leaseId, notice } = await aDueRequest();
    expect(notice).toMatchObject({ state: 'prepared', sequence: 'second', letter: null, sending: null });
    const written = await write(deps, town, notice, { moveOutOn });
    expect(written).toMatchObject({ state: 'written', version: 2, letterKind: 'move-request-after-end' });
    const sent = await send(town, notice.id);
    expect(sent).toMatchObject({ state: 'sent', version: 3, legalState: { state: 'move-requested' } });
    expect([sent.docxSha256, sent.pdfSha256]).toEqual([written.docxSha256, written.pdfSha256]);
    const stored = await getNotice(deps, actorOf(town), notice.id);
    expect(stored).toMatchObject({
      state: 'sent',
      letter: { id: written.letterId, letterNumber: 1, language: 'nb', writtenOn: TODAY },
      sending: { leaseNoticeId: sent.leaseNoticeId, sentOn: TODAY, ...POSTED, sentBy: 'case-officer-1' },
    });
    expect(await eventsOf(town, notice.id)).toEqual(['notice.written', 'notice.sent']);
    expect(await eventsOf(town, leaseId)).toContain('lease-notice.recorded');
  });

  it('is not sent before it is written, and never changed once it is sent', async () => {
    const { town, notice } = await aDueRequest();
    await expect(send(town, notice.id, { version: 1 })).rejects.toMatchObject({
      code: 'record.transition-refused',
      details: { facts: { state: 'prepared', action: 'send' } },
    });
    await write(deps, town, notice, { moveOutOn });
    await send(town, notice.id);
    await expect(send(town, notice.id, { version: 3 })).rejects.toMatchObject({
      code: 'record.transition-refused',
    });
    await expect(
      peek(town, async (tx) => await updateNotice(tx, town.municipalityId, notice.id, { state: 'prepared' })),
    ).rejects.toMatchObject({ constraint: 'prepared_notices_final_check' });
  });

  it('may be written again until it is sent; the text before stays stored', async () => {
    const { town, notice } = await aDueRequest();
    const first = await write(deps, town, notice, { moveOutOn });
    const second = await write(deps, town, first, { moveOutOn: plainDate('2027-01-31'), language: 'nn' });
    expect(second.pdfSha256).not.toBe(first.pdfSha256);
    await send(town, notice.id, { version: 3 });
    const stored = await getNotice(deps, actorOf(town), notice.id);
    expect(stored.letter).toMatchObject({ letterNumber: 2, language: 'nn', pdfSha256: second.pdfSha256 });
    const texts = await peek(
      town,
      async (tx) => await tx.selectFrom('notice_letters').select('id').execute(),
    );
    expect(texts).toHaveLength(2);
  });

  it('was not sent in the future, nor before it was written', async () => {
    const { town, notice } = await aDueRequest();
    await write(deps, town, notice, { moveOutOn });
    const onDay = async (day: string) => await send(town, notice.id, { sentOn: plainDate(day) });
    await expect(onDay('2026-12-11')).rejects.toMatchObject({ code: 'record.date-in-the-future' });
    await expect(onDay('2026-12-09')).rejects.toMatchObject({ code: 'notice.sent-before-written' });
  });

  it('is not written to a tenant whose lease was closed meanwhile, nor prepared', async () => {
    const { town, leaseId, notice } = await aDueRequest();
    await aClosing(town, leaseId, '2026-12-09');
    const refusal = { code: 'notice.no-ground', details: { facts: { because: 'closed' } } };
    await expect(write(deps, town, notice, { moveOutOn })).rejects.toMatchObject(refusal);
    await expect(
      prepareNotice(deps, actorOf(town), { leaseId, kind: 'move-request' }, aRequest('prepareNotice')),
    ).rejects.toMatchObject(refusal);
  });

  it('is prepared by hand only where none of its kind is open', async () => {
    const { town, leaseId, notice } = await aDueRequest();
    const prepare = async () =>
      await prepareNotice(deps, actorOf(town), { leaseId, kind: 'move-request' }, aRequest('prepareNotice'));
    await expect(prepare()).rejects.toMatchObject({ code: 'notice.open-already' });
    await write(deps, town, notice, { moveOutOn });
    await send(town, notice.id);
    expect(await prepare()).toMatchObject({ sequence: 'second', version: 1 });
  });

  it('says who sends it, to whom it goes, and what does not go with it', async () => {
    const { town, notice } = await aDueRequest();
    await expect(write(deps, town, notice)).rejects.toMatchObject({
      code: 'notice.details-contradictory',
      details: { field: 'moveOutOn', facts: { because: 'missing' } },
    });
    const nobody = await aTown(scene);
    await aTenant(nobody, 'b', '2026-11-30');
    await aNight(nobody, '2026-12-07');
    const [unsigned] = await noticesOf(deps, nobody);
    if (unsigned === undefined) throw new Error('nothing was prepared');
    await expect(write(deps, nobody, unsigned, { moveOutOn })).rejects.toMatchObject({
      code: 'notice.sender-missing',
    });
    await peek(nobody, async (tx) => {
      await tx.updateTable('household_members').set({ relation: 'child' }).execute();
    });
    await aSender(deps, nobody);
    await expect(write(deps, nobody, unsigned, { moveOutOn })).rejects.toMatchObject({
      code: 'notice.recipient-missing',
    });
  });

  it('is written once for each key, whatever would be refused now', async () => {
    const { town, leaseId, notice } = await aDueRequest();
    const request = aRequest('writeNotice');
    const command = { noticeId: notice.id, version: 1, language: 'nb', moveOutOn, meeting: null } as const;
    const first = await writeNotice(deps, actorOf(town), command, request);
    await aClosing(town, leaseId, '2026-12-09');
    expect(await writeNotice(deps, actorOf(town), command, request)).toEqual(first);
  });
});

describe('what is personal', () => {
  it('stands in the document alone; each reading of it is logged', async () => {
    const { town, notice } = await aDueRequest();
    await write(deps, town, notice, { moveOutOn });
    const actor = actorOf(town);
    const { bytes } = await getNoticeDocument(deps, actor, notice.id, 'pdf');
    expect(new TextDecoder().decode(bytes)).toContain('Leietaker a');
    const rows = await peek(town, async (tx) => ({
      access: await tx
        .selectFrom('access_events')
        .where('request_id', '=', actor.requestId)
        .selectAll()
        .execute(),
      audit: await tx.selectFrom('audit_events').selectAll().execute(),
      outbox: await tx.selectFrom('outbox').selectAll().execute(),
      keys: await tx.selectFrom('idempotency_keys').selectAll().execute(),
    }));
    expect(rows.access).toMatchObject([{ household_ids: [notice.householdId] }]);
    expect(JSON.stringify(rows)).not.toContain('Leietaker');
    // A leader may follow letters, and does not see who somebody is.
    const asLeader = getNoticeDocument(deps, actorOf(town, 'leader'), notice.id, 'pdf');
    await expect(asLeader).rejects.toMatchObject({ code: 'notice-letter.not-found' });
  });

  it('is no address where somebody has a protected one, and there for those alone who are named for the case', async () => {
    const { town, notice } = await aDueRequest();
    await aMember(town, notice.householdId, {
      relation: 'child',
      address_protection: 'confidential',
    });
    await nameForCase(town, notice.householdId, actorOf(town).id);
    await write(deps, town, notice, { moveOutOn });
    const { bytes } = await getNoticeDocument(deps, actorOf(town), notice.id, 'docx');
    expect(new TextDecoder().decode(bytes)).toContain(`"dwelling":"${notice.dwellingReference}"`);
    const leader = actorOf(town, 'leader');
    await expect(getNotice(deps, leader, notice.id)).rejects.toMatchObject({ code: 'notice.not-found' });
    await expect(getNoticeDocument(deps, leader, notice.id, 'pdf')).rejects.toMatchObject({
      code: 'notice.not-found',
    });
  });

  it('is held once the address is protected: for those named alone, and not sent before it is written anew', async () => {
    const { town, notice } = await aDueRequest();
    const first = await write(deps, town, notice, { moveOutOn });
    const householdId = notice.householdId;
    await aMember(town, householdId, { relation: 'child', address_protection: 'confidential' });
    await nameForCase(town, householdId, actorOf(town).id);
    const other = { ...actorOf(town), id: 'not-named' };
    await expect(getNoticeDocument(deps, other, notice.id, 'pdf')).rejects.toMatchObject({
      code: 'notice.not-found',
    });
    const command = { noticeId: notice.id, version: 2, sentOn: TODAY, ...POSTED };
    await expect(sendNotice(deps, other, command, aRequest('sendNotice'))).rejects.toMatchObject({
      code: 'notice.not-found',
    });
    await expect(send(town, notice.id)).rejects.toMatchObject({ code: 'notice.tells-home' });
    const second = await write(deps, town, first, { moveOutOn });
    const { bytes } = await getNoticeDocument(deps, actorOf(town), notice.id, 'docx');
    expect(new TextDecoder().decode(bytes)).toContain(`"dwelling":"${notice.dwellingReference}"`);
    expect(await send(town, notice.id, { version: 3 })).toMatchObject({
      state: 'sent',
      docxSha256: second.docxSha256,
    });
  });

  it('is hidden from who is recused, and from another municipality', async () => {
    const { town, notice } = await aDueRequest();
    const recused = { ...actorOf(town), id: 'recused' };
    await aRecusal(town, recused, notice.householdId);
    const nothing = { items: [], totalCount: 0, counts: [] };
    expect(await listNotices(deps, recused, { limit: 5 })).toMatchObject(nothing);
    const stranger = actorOf(await aMunicipality(scene.db));
    expect(await listNotices(deps, stranger, { limit: 5 })).toMatchObject(nothing);
    for (const actor of [recused, stranger]) {
      await expect(getNotice(deps, actor, notice.id)).rejects.toMatchObject({ code: 'notice.not-found' });
      const command = { noticeId: notice.id, version: 1, sentOn: TODAY, ...POSTED };
      await expect(sendNotice(deps, actor, command, aRequest('sendNotice'))).rejects.toMatchObject({
        code: 'notice.not-found',
      });
    }
  });
});

describe('what letters say of their sender', () => {
  it('is what was said last; of many at once each gets a number of its own', async () => {
    const town = await aTown(scene);
    const record = async (name: string) =>
      await recordLetterSender(
        deps,
        actorOf(town),
        { contactLines: [name], senderLines: [name] },
        aRequest('recordLetterSender'),
      );
    const made = await Promise.all(['a', 'b', 'c', 'd'].map(record));
    expect(new Set(made.map(({ versionNumber }) => versionNumber))).toEqual(new Set([1, 2, 3, 4]));
  });
});

describe('a letter that many send at once', () => {
  it('is sent once, and the law has one notice of it', async () => {
    const { town, leaseId, notice } = await aDueRequest();
    await write(deps, town, notice, { moveOutOn });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, async () => await send(town, notice.id)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'record.version-stale' });
    }
    expect(await noticesOfLease(town, leaseId)).toBe(1);
  });

  it('broken control: without the lock and the key of the sending, the law has as many as were sent', async () => {
    const { town, leaseId, notice } = await aDueRequest();
    await write(deps, town, notice, { moveOutOn });
    const { municipalityId } = town;
    const { promise: allHaveLooked, resolve } = Promise.withResolvers<undefined>();
    let looked = 0;
    const withoutLock = async (): Promise<void> =>
      await inTenant(scene.db, { municipalityId, actorId: 'test' }, async (tx) => {
        const found = await findNotice(tx, municipalityId, notice.id);
        looked += 1;
        if (looked === 6) resolve(undefined);
        await allHaveLooked;
        if (found?.state !== 'written') return;
        const sent = { id: nextId(), leaseId, kind: 'move-request', sentOn: TODAY, ...POSTED } as const;
        await insertLeaseNotice(tx, municipalityId, sent);
      });
    await Promise.all(Array.from({ length: 6 }, withoutLock));
    expect(await noticesOfLease(town, leaseId)).toBe(6);
    const facts = await peek(town, async (tx) => await findNoticeFacts(tx, leaseId, TODAY));
    expect(facts?.sent).toHaveLength(6);
  });

  it('cannot be stored as sent twice, whoever writes another use case', async () => {
    const { town, notice } = await aDueRequest();
    const { letterId } = await write(deps, town, notice, { moveOutOn });
    const { leaseNoticeId } = await send(town, notice.id);
    const again = { noticeId: notice.id, letterId, leaseNoticeId, sentBy: 'test' };
    await expect(
      peek(town, async (tx) => await insertNoticeSending(tx, town.municipalityId, again)),
    ).rejects.toMatchObject({ constraint: 'notice_sendings_pkey' });
  });
});

async function noticesOfLease(town: Town, leaseId: string): Promise<number> {
  const rows = await peek(
    town,
    async (tx) => await tx.selectFrom('lease_notices').where('lease_id', '=', leaseId).select('id').execute(),
  );
  return rows.length;
}
