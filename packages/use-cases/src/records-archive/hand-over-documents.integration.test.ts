import { createHash } from 'node:crypto';
import { plainDate } from '@boligtrapp/domain';
import { protectPerson } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anOpenMeeting, aProposedRound, signAs } from '../../test/meeting-scene.ts';
import { aSender, aTenant, noticeDeps, noticesOf, write } from '../../test/notice-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { aNight } from '../../test/rotation-scene.ts';
import { aTown, aUsedDwelling, aWaiting, type Town } from '../../test/round-scene.ts';
import type { NoticeDeps } from '../notice/notice-deps.ts';
import { sendNotice } from '../notice/send-notice.ts';
import type { OutgoingDocument } from './archive-ports.ts';
import { type HandOverDeps, handOverDocuments } from './hand-over-documents.ts';

const TODAY = plainDate('2026-12-10');

let scene: RecordsScene;
let letters: NoticeDeps;
let now: Temporal.Instant;
/** What the receiver has, by the id of the document. */
let received: Map<string, OutgoingDocument>;
let calls: number;
let failures: string[];

beforeAll(async () => {
  scene = await openRecordsScene();
  letters = noticeDeps(scene, TODAY);
});
beforeEach(() => {
  now = Temporal.Instant.from('2040-01-01T00:00:00Z');
  received = new Map();
  calls = 0;
  failures = [];
});
afterAll(async () => {
  await scene.close();
});

function deps(changes: Partial<HandOverDeps> = {}): HandOverDeps {
  return {
    db: scene.db,
    ids: scene.deps.ids,
    clock: { now: () => now.toString(), today: () => TODAY },
    target: 'archive',
    handOver: async (document) => {
      calls += 1;
      received.set(document.id, document);
      return await Promise.resolve({ reference: `arkiv/${document.id}` });
    },
    onFailed: (_id, code) => void failures.push(code),
    ...changes,
  };
}

async function handOver(town: Town, changes: Partial<HandOverDeps> = {}): Promise<number> {
  return await handOverDocuments(deps(changes), town.municipalityId);
}

/** A town whose tenant was sent a letter; the lease and the household of it. */
async function aSentLetter(channel: 'digital' | 'letter' = 'digital') {
  const town = await aTown(scene);
  await aSender(letters, town);
  const leaseId = await aTenant(town, 'a', '2026-11-30');
  await aNight(town, '2026-12-07');
  const [notice] = await noticesOf(letters, town);
  if (notice === undefined) throw new Error('nothing was prepared');
  const { version } = await write(letters, town, notice, { moveOutOn: plainDate('2027-01-15') });
  const sending = { noticeId: notice.id, version, sentOn: TODAY, channel, proof: 'kvittering-1' };
  const sent = await sendNotice(letters, actorOf(town), sending, aRequest('sendNotice'));
  const { household_id: householdId } = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('leases')
        .where('id', '=', leaseId)
        .select('household_id')
        .executeTakeFirstOrThrow(),
  );
  return { town, householdId, pdfSha256: sent.pdfSha256 };
}

/** Gives somebody of the household a protected address. */
async function protect(town: Town, householdId: string): Promise<void> {
  const { person_id } = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('household_members')
        .where('household_id', '=', householdId)
        .select('person_id')
        .limit(1)
        .executeTakeFirstOrThrow(),
  );
  await protectPerson(town, person_id);
}

async function stored(town: Town) {
  return await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('outgoing_documents')
        .select(['target', 'document_kind', 'state', 'failed_attempts', 'last_error_code', 'reference'])
        .orderBy('target')
        .orderBy('document_kind')
        .execute(),
  );
}

describe('what goes to the archive', () => {
  it('is a letter that was sent, as it was sent, without a name in its metadata', async () => {
    const { town, householdId, pdfSha256 } = await aSentLetter();
    expect(await handOver(town)).toBe(1);
    const [document] = received.values();
    expect(
      createHash('sha256')
        .update(document?.bytes ?? new Uint8Array())
        .digest('hex'),
    ).toBe(pdfSha256);
    expect(document?.metadata).toMatchObject({
      saksmappe: { virksomhetsspesifikkeMetadata: { boligtrapp: { kind: 'household', id: householdId } } },
      registrering: { journalposttype: 'Utgående dokument' },
      dokumentobjekt: { sjekksum: pdfSha256, referanseDokumentfil: 'dokument.pdf' },
    });
    expect(Buffer.from(document?.bytes ?? []).toString()).toContain('Leietaker a');
    expect(JSON.stringify(document?.metadata)).not.toContain('Leietaker');
    expect(await stored(town)).toMatchObject([{ state: 'handed-over', reference: `arkiv/${document?.id}` }]);
    expect(await handOver(town)).toBe(0);
    expect(calls).toBe(1);
  });

  it('is the minutes of a round that was closed, with the hash that was signed', async () => {
    const town = await aTown(scene);
    await aUsedDwelling(town);
    await aWaiting(town, { need_points: 500 });
    const roundId = await aProposedRound(scene, town);
    await anOpenMeeting(scene, town, { roundIds: [roundId], voters: ['chair', 'second', 'third'] });
    expect(await handOver(town)).toBe(0);
    await signAs(scene, town, roundId, 'chair');
    await signAs(scene, town, roundId, 'second');
    expect(await handOver(town)).toBe(1);
    const [document] = received.values();
    const { document_hash } = await peek(
      town,
      async (tx) => await tx.selectFrom('protocols').select('document_hash').executeTakeFirstOrThrow(),
    );
    expect(document?.metadata.dokumentobjekt).toMatchObject({ sjekksum: document_hash, format: 'JSON' });
    expect(document?.fileName).toBe('dokument.json');
  });

  it('is marked where somebody of the case has a protected address', async () => {
    const { town, householdId } = await aSentLetter();
    await protect(town, householdId);
    expect(await handOver(town)).toBe(1);
    const [document] = received.values();
    expect(document?.metadata.registrering.virksomhetsspesifikkeMetadata.boligtrapp).toEqual({
      beskyttetAdresse: true,
    });
  });
});

describe('what is dispatched', () => {
  it('is a letter that somebody has recorded as sent digitally, and no other', async () => {
    const digital = await aSentLetter('digital');
    const posted = await aSentLetter('letter');
    expect(await handOver(digital.town, { target: 'dispatch' })).toBe(1);
    expect(await handOver(posted.town, { target: 'dispatch' })).toBe(0);
    // The archive gets it, too, as a document of its own.
    expect(await handOver(digital.town)).toBe(1);
    expect((await stored(digital.town)).map(({ target }) => target)).toEqual(['archive', 'dispatch']);
  });

  it('is nothing to somebody with a protected address, also where it was protected meanwhile', async () => {
    const before = await aSentLetter();
    await protect(before.town, before.householdId);
    expect(await handOver(before.town, { target: 'dispatch' })).toBe(0);
    expect(await stored(before.town)).toEqual([]);
    const after = await aSentLetter();
    const failing = {
      target: 'dispatch',
      handOver: async () => await Promise.reject(new Error('away')),
    } as const;
    expect(await handOver(after.town, failing)).toBe(0);
    await protect(after.town, after.householdId);
    now = now.add({ hours: 24 });
    expect(await handOver(after.town, { target: 'dispatch' })).toBe(0);
    expect(received.size).toBe(0);
    expect(failures).toEqual(['Error', 'document.not-visible']);
  });
});

describe('a receiver that fails', () => {
  it('gets the document later, ever more seldom, under the same id', async () => {
    const { town } = await aSentLetter();
    const seen: string[] = [];
    const away = Object.assign(new Error('Leietaker a ble ikke funnet'), { code: 'archive.away' });
    const failing = {
      handOver: async ({ id }: OutgoingDocument) => {
        seen.push(id);
        return await Promise.reject(away);
      },
    };
    for (let hour = 0; hour < 48; hour += 1) {
      await handOver(town, failing);
      now = now.add({ hours: 1 });
    }
    expect(seen.length).toBeGreaterThan(8);
    expect(seen.length).toBeLessThan(20);
    const [row] = await stored(town);
    expect(row).toMatchObject({ state: 'pending', last_error_code: 'archive.away' });
    now = now.add({ hours: 24 });
    expect(await handOver(town)).toBe(1);
    expect([...received.keys()]).toEqual([seen[0]]);
    expect(new Set(seen).size).toBe(1);
  });

  it('loses nothing when the process dies after the receiver has it', async () => {
    const { town } = await aSentLetter();
    class Killed extends Error {}
    let isKilled = true;
    const clock = {
      // The note of what was taken is the first thing after the call that asks for the time.
      now: () => {
        if (calls > 0 && isKilled) throw new Killed();
        return now.toString();
      },
      today: () => TODAY,
    };
    await expect(handOver(town, { clock })).rejects.toThrow(Killed);
    isKilled = false;
    expect(await handOver(town)).toBe(0);
    now = now.add({ minutes: 11 });
    expect(await handOver(town)).toBe(1);
    expect(calls).toBe(2);
    expect(received.size).toBe(1);
    expect(await stored(town)).toHaveLength(1);
  });

  it('gets each document from one of several processes', async () => {
    const { town } = await aSentLetter();
    await Promise.all(Array.from({ length: 6 }, async () => await handOver(town)));
    expect(calls).toBe(1);
  });
});
