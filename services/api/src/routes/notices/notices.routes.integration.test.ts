import { defaultLetterTemplate } from '@boligtrapp/documents';
import { plainDate } from '@boligtrapp/domain';
import { aMember } from '@boligtrapp/testing';
import { readDocxText, readPdf } from '@boligtrapp/testing/documents';
import { runRotation } from '@boligtrapp/use-cases';
import type { LightMyRequestResponse } from 'fastify';
import PizZip from 'pizzip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let asOfficer: { authorization: string };
let asLeader: { authorization: string };
let keys = 0;

beforeAll(async () => {
  scene = await setApiScene();
  asOfficer = await bearer('case-officer', scene.one.id);
  asLeader = await bearer('leader', scene.one.id);
  const scope = { db: scene.db, municipalityId: scene.one.id };
  await aMember(scope, scene.one.householdId, { name: 'Åse Prøve' });
  let id = 0;
  const ids = { next: () => `01980000-0000-7000-8000-${String((id += 1)).padStart(12, '0')}` };
  const night = { municipalityId: scene.one.id, runOn: plainDate('2026-11-23'), requestedBy: 'night' };
  await runRotation({ db: scene.db, ids }, night);
});
afterAll(() => scene.close());

async function post(path: string, payload: object, version?: number): Promise<LightMyRequestResponse> {
  keys += 1;
  return await scene.app.inject({
    method: 'POST',
    url: `/v1/${path}`,
    payload,
    headers: {
      ...asOfficer,
      'idempotency-key': `notices-${keys}`,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });
}

async function get(path: string, headers = asOfficer): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url: `/v1/${path}`, headers });
}

async function upload(docx: Uint8Array, changes: object = {}): Promise<LightMyRequestResponse> {
  return await post('letter-templates', {
    letterKind: 'move-request-after-end',
    language: 'nn',
    validFrom: '2026-11-23',
    docx: Buffer.from(docx).toString('base64'),
    ...changes,
  });
}

function templateWith(text: string): Uint8Array {
  const zip = new PizZip(defaultLetterTemplate('move-request-after-end', 'nn'));
  const xml = String(zip.file('word/document.xml')?.asText()).replace('{municipalityName}', text);
  zip.file('word/document.xml', xml);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

function withFile(name: string, content: string): Uint8Array {
  const zip = new PizZip(defaultLetterTemplate('move-request-after-end', 'nn'));
  return zip.file(name, content).generate({ type: 'uint8array', compression: 'DEFLATE' });
}

describe('a letter over HTTP', () => {
  test('goes from the night that prepared it to the proof of sending', async () => {
    const list = await get('notices?state=prepared');
    expect(list.json()).toMatchObject({
      totalCount: 1,
      counts: [
        { kind: 'move-request', sequence: 'second', state: 'prepared', count: 1, firstDueOn: '2026-11-07' },
      ],
      items: [{ kind: 'move-request', origin: 'rule', ground: 'no-decision', lastDay: '2026-10-31' }],
    });
    const { id } = list.json<{ items: [{ id: string }] }>().items[0];
    expect((await get(`notices/${id}/document`)).statusCode).toBe(404);
    const details = { language: 'nb', moveOutOn: '2026-12-31', meeting: null };
    expect((await post(`notices/${id}/write`, details, 1)).json()).toMatchObject({
      code: 'notice.sender-missing',
    });
    const sender = { contactLines: ['Boligkontoret', 'Telefon 00 00 00 00'], senderLines: ['Boligkontoret'] };
    expect((await post('letter-sender', sender)).json()).toEqual({ versionNumber: 1 });
    expect((await get('letter-sender')).json()).toMatchObject(sender);

    const written = await post(`notices/${id}/write`, details, 1);
    expect([written.statusCode, written.headers['etag']], written.body).toEqual([201, '"2"']);
    const pdf = await get(`notices/${id}/document`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(pdf.headers['content-disposition']).toBe(`attachment; filename="brev-${id}.pdf"`);
    const read = await readPdf(pdf.rawPayload);
    expect(read).toMatchObject({ archive: '2A', isTagged: true, language: 'nb' });
    const docx = readDocxText((await get(`notices/${id}/document?format=docx`)).rawPayload);
    for (const text of [read.text, docx].map((said) => said.replaceAll(/\s+/gu, ' '))) {
      expect(text).toContain('Åse Prøve');
      expect(text).toContain('gikk ut 31. oktober 2026');
      expect(text).toContain('senest 31. desember 2026');
      expect(text).toContain('Torggata 1 (V-2)');
    }
    const sending = { sentOn: '2026-11-23', channel: 'letter', proof: 'RR 1234 5678 9 NO' };
    expect((await post(`notices/${id}/send`, sending)).statusCode).toBe(428);
    expect((await post(`notices/${id}/send`, sending, 1)).statusCode).toBe(412);
    const sent = await post(`notices/${id}/send`, sending, 2);
    expect(sent.json()).toMatchObject({ state: 'sent', version: 3, legalState: { state: 'move-requested' } });
    expect((await post(`notices/${id}/discard`, { reason: 'A mistake.' }, 3)).json()).toMatchObject({
      code: 'record.transition-refused',
    });
    expect((await get(`notices/${id}`)).json()).toMatchObject({
      letter: { pdfSha256: sent.json<{ pdfSha256: string }>().pdfSha256 },
      sending,
    });
    expect((await get(`notices/${id}/document`)).rawPayload.equals(pdf.rawPayload)).toBe(true);
    expect(scene.log.join('')).not.toMatch(/Åse|RR 1234/u);
  });

  test('is written from the template of the municipality from its first day on', async () => {
    const uploaded = await upload(
      templateWith('Brev frå {municipalityName}: {#moveOutDate}flytt!{/moveOutDate}'),
    );
    expect(uploaded.statusCode, uploaded.body).toBe(201);
    const { id: templateId } = uploaded.json<{ id: string }>();
    const later = await upload(templateWith('Ikkje enno'), { validFrom: '2026-11-24' });
    expect(later.json()).toMatchObject({ versionNumber: 2 });
    const leases = await get('leases?limit=1');
    const [lease] = leases.json<{ items: [{ id: string }] }>().items;
    const prepared = await post('notices', { leaseId: lease.id, kind: 'move-request' });
    const { id } = prepared.json<{ id: string }>();
    const details = { language: 'nn', moveOutOn: '2026-12-31', meeting: null };
    const written = await post(`notices/${id}/write`, details, 1);
    expect(written.statusCode, written.body).toBe(201);
    const { text } = await readPdf((await get(`notices/${id}/document`)).rawPayload);
    expect(text.replaceAll(/\s+/gu, ' ')).toContain('Brev frå Prøve 3201: flytt!');
    expect(text).toContain('Åse Prøve');
    expect((await get(`notices/${id}`)).json()).toMatchObject({ letter: { templateId, language: 'nn' } });
    const preview = await readPdf((await get(`letter-templates/${templateId}/preview`, asLeader)).rawPayload);
    expect(preview.text).toContain('Kari Eksempel');
    const file = await get(`letter-templates/${templateId}`, asLeader);
    expect(readDocxText(file.rawPayload)).toContain('{municipalityName}');
    expect((await get('letter-templates')).json()).toMatchObject({
      items: [
        { versionNumber: 2, validFrom: '2026-11-24' },
        { id: templateId, versionNumber: 1 },
      ],
    });
  });
});

describe('a template over HTTP', () => {
  test('comes with the product for every letter, and is taken back as it is', async () => {
    const query = 'letterKind=interview-invitation&language=nb';
    const file = await get(`default-letter-templates?${query}`);
    expect(readDocxText(file.rawPayload)).toContain('{meetingTime}');
    const body = { letterKind: 'interview-invitation', language: 'nb' };
    expect((await upload(file.rawPayload, body)).statusCode).toBe(201);
  });

  test.for<[string, () => Uint8Array, string]>([
    ['no archive', () => new TextEncoder().encode('not a zip'), 'not-docx'],
    ['a macro', () => withFile('word/vbaProject.bin', 'a'), 'unsafe'],
    ['a bomb', () => withFile('word/media/a.bin', 'a'.repeat(60_000_000)), 'too-large'],
    [
      'a part that would be read for minutes',
      () => withFile('word/header1.xml', '<a>'.repeat(4_000_000)),
      'too-large',
    ],
    [
      'a field that runs',
      () => templateWith('</w:t><w:instrText>DDEAUTO c:\\\\a</w:instrText><w:t>'),
      'unsafe',
    ],
    [
      'code in place of a name',
      () => templateWith('{constructor.constructor("return 1")()}'),
      'placeholder-unknown',
    ],
    ['what every object has', () => templateWith('{__proto__}'), 'placeholder-unknown'],
    ['a name nobody knows', () => templateWith('{identityNumber}'), 'placeholder-unknown'],
    ['a part that is not closed', () => templateWith('{#moveOutDate}'), 'broken'],
    [
      'nesting without end',
      () => templateWith(`</w:t>${'<w:r>'.repeat(5_000)}${'</w:r>'.repeat(5_000)}<w:t>`),
      'broken',
    ],
  ])('with %s is refused, and nothing of it is stored', async ([, template, because]) => {
    const before = (await get('letter-templates')).body;
    const refused = await upload(template());
    expect(refused.json(), refused.body).toMatchObject({
      code: 'letter-template.refused',
      status: 422,
      facts: { because },
    });
    expect((await get('letter-templates')).body).toBe(before);
  });

  test('is refused where it is too large to be taken in, or begins in the past', async () => {
    const huge = await upload(new Uint8Array(5_600_000));
    expect(huge.statusCode).toBe(413);
    const past = await upload(templateWith('a'), { validFrom: '2026-11-22' });
    expect(past.json()).toMatchObject({
      code: 'record.date-in-the-past',
      errors: [{ pointer: '/body/validFrom' }],
    });
    const anonymous = await scene.app.inject({ url: '/v1/letter-templates' });
    expect(anonymous.statusCode).toBe(401);
  });

  test('in which Typst would see commands is text in the PDF', async () => {
    const hostile = '#read("/etc/passwd") $1+1$ *no* @x <label> \\ #panic()';
    const escaped = hostile.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const { id } = (await upload(templateWith(escaped))).json<{ id: string }>();
    const { text } = await readPdf((await get(`letter-templates/${id}/preview`)).rawPayload);
    expect(text.replaceAll(/\s+/gu, ' ')).toContain(hostile);
  });
});
