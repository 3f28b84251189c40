import { createHash } from 'node:crypto';
import type { Changes, Import, ImportFaultPage, ImportRowPage } from '@boligtrapp/contracts';
import { inTenant } from '@boligtrapp/database';
import { readRowFile, toCsv, toXlsx } from '@boligtrapp/documents';
import { plainDate } from '@boligtrapp/domain';
import { nextId } from '@boligtrapp/testing';
import { readWorkbook } from '@boligtrapp/testing/documents';
import { applyImport, checkImport, type Role } from '@boligtrapp/use-cases';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let building: string;

beforeAll(async () => {
  scene = await setApiScene();
  const { db, one } = scene;
  building = await inTenant(db, { municipalityId: one.id, actorId: 'test' }, async (tx) => {
    const row = await tx
      .selectFrom('buildings')
      .where('id', '=', one.buildingId)
      .select('name')
      .executeTakeFirstOrThrow();
    return row.name;
  });
});
afterAll(() => scene.close());

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function ask(
  method: 'GET' | 'POST',
  path: string,
  {
    role = 'housing-manager',
    headers = {},
    payload,
  }: {
    readonly role?: Role;
    readonly headers?: Readonly<Record<string, string>>;
    readonly payload?: string | Buffer | object;
  } = {},
): Promise<LightMyRequestResponse> {
  const key = method === 'POST' ? { 'idempotency-key': `key-of-${nextId()}` } : {};
  return await scene.app.inject({
    method,
    url: `/v1${path}`,
    headers: { ...(await bearer(role, scene.one.id)), ...key, ...headers },
    ...(payload === undefined ? {} : { payload }),
  });
}

async function send(
  payload: string | Buffer,
  type = 'text/csv',
  query = '',
): Promise<LightMyRequestResponse> {
  return await ask('POST', `/imports?subject=dwellings${query}`, {
    headers: { 'content-type': type },
    payload,
  });
}

async function read(id: string): Promise<Import> {
  return (await ask('GET', `/imports/${id}`)).json<Import>();
}

async function workOn(importId: string, work: typeof checkImport): Promise<void> {
  const job = {
    municipalityId: scene.one.id,
    importId,
    requestId: 'job',
    signal: new AbortController().signal,
  };
  await work({ db: scene.db, ids: { next: nextId }, fileScanner: null, readRows: readRowFile }, job);
}

async function checked(payload: string | Buffer, type?: string, query?: string): Promise<Import> {
  const response = await send(payload, type, query);
  expect(response.statusCode, response.body).toBe(202);
  const { id } = response.json<{ id: string }>();
  await workOn(id, checkImport);
  return await read(id);
}

const SHEET = {
  name: 'Boliger',
  columns:
    'Bolig;Bygning;Spor;Trinn;Soverom;Areal (m²);Etasje;Heis;Rullestol;Robust;Egen inngang;Skjermet;Disposisjonsform;I bruk fra'
      .split(';')
      .map((label) => ({ label })),
} as const;

function row(reference: string, level = 2) {
  const words = ['Nei', 'Ja', 'Nei', 'Ja', 'Nei', 'Eid'];
  const from = { date: plainDate('2026-12-01') };
  return [reference, building, 'Velferdsbolig', level, 1, 48, 1, ...words, from];
}

describe('a file of dwellings', () => {
  test('B8 is a workbook that is checked, approved in part, and stored', async () => {
    const bytes = Buffer.from(await toXlsx([{ ...SHEET, rows: [row('N-1'), row('N-2', 9), row('V-1', 1)] }]));
    const { id, version, ...found } = await checked(bytes, XLSX);
    expect(found).toMatchObject({
      state: 'checked',
      rowCount: 3,
      newCount: 1,
      rejectedCount: 1,
      contentHash: createHash('sha256').update(bytes).digest('hex'),
    });
    const faults = (await ask('GET', `/imports/${id}/faults`)).json<ImportFaultPage>();
    expect(faults.items).toEqual([
      { rowNumber: 3, column: 'level', heading: 'Trinn', code: 'out-of-range', severity: 'reject' },
    ]);
    const rows = (await ask('GET', `/imports/${id}/rows?limit=1`)).json<ImportRowPage>();
    expect(rows).toMatchObject({ items: [{ rowNumber: 2, outcome: 'new', label: 'N-1' }], totalCount: 3 });
    const next = await ask('GET', `/imports/${id}/rows?limit=1&cursor=${rows.nextCursor ?? ''}`);
    expect(next.json<ImportRowPage>().items).toMatchObject([{ rowNumber: 3, outcome: 'rejected' }]);

    const approve = async (acceptsPartial: boolean) =>
      await ask('POST', `/imports/${id}/approval`, {
        headers: { 'if-match': `"${version}"` },
        payload: { acceptsPartial },
      });
    expect((await approve(false)).json()).toMatchObject({ code: 'import.rows-rejected' });
    expect((await approve(true)).statusCode).toBe(202);
    await workOn(id, applyImport);
    expect(await read(id)).toMatchObject({ state: 'applied' });
    const { items } = (await ask('GET', '/dwellings?limit=200')).json<{ items: { reference: string }[] }>();
    expect(items.map(({ reference }) => reference)).toContain('N-1');
  });

  test('is what the template asks for, filled in', async () => {
    const response = await ask('GET', '/import-templates/dwellings');
    const [rows, explanations] = await readWorkbook(response.rawPayload);
    expect(explanations?.rows).toHaveLength(1 + (rows?.rows[0]?.length ?? 0));
    const headings = (rows?.rows[0] ?? []).map(String);
    expect(SHEET.columns.filter(({ label }) => !headings.includes(label))).toEqual([]);
    const csv = await ask('GET', '/import-templates/places?format=csv');
    expect(csv.body).toMatch(/^\uFEFFType sted;Navn;/);
  });

  test('is read as Windows-1252 where it is no UTF-8', async () => {
    const text = toCsv({ ...SHEET, rows: [row('Ø-1')] }).slice(1);
    const run = await checked(Buffer.from(text, 'latin1'));
    expect(run).toMatchObject({ newCount: 1 });
    const rows = (await ask('GET', `/imports/${run.id}/rows`)).json<ImportRowPage>();
    expect(rows.items.map(({ label }) => label)).toEqual(['Ø-1']);
  });

  test('comes from a machine as NDJSON by its ids, which cannot approve it', async () => {
    const line = JSON.stringify({ externalId: 'F-1', reference: 'V-1', robust: true });
    const { id, version } = await checked(line, 'application/x-ndjson', '&sourceSystem=fdv');
    const payload = { acceptsPartial: false };
    const refused = await ask('POST', `/imports/${id}/approval`, {
      role: 'integration',
      headers: { 'if-match': `"${version}"` },
      payload,
    });
    expect(refused.statusCode).toBe(403);
    const before = (await ask('GET', '/changes?limit=200', { role: 'integration' })).json<Changes>();
    await ask('POST', `/imports/${id}/approval`, { headers: { 'if-match': `"${version}"` }, payload });
    await workOn(id, applyImport);
    const after = await ask('GET', `/changes?after=${before.nextCursor}`, { role: 'integration' });
    expect(after.json<Changes>()).toMatchObject({
      items: [{ kind: 'dwelling', id: scene.one.vacantId }],
      hasMore: false,
    });
  });

  test('is refused where it is empty, of another kind, or too large', async () => {
    expect((await send('')).json()).toMatchObject({ code: 'import.file-empty' });
    expect((await send('x', 'application/json')).statusCode).toBe(415);
    const tooLarge = await send(Buffer.alloc(25 * 1024 * 1024 + 1, 'x'));
    expect(tooLarge.json()).toMatchObject({ code: 'import.file-too-large' });
  });

  test('can be refused, and is not there for another municipality', async () => {
    const { id, version } = await checked(toCsv({ ...SHEET, rows: [row('N-9')] }));
    const headers = { 'if-match': `"${version}"` };
    expect((await ask('POST', `/imports/${id}/refusal`, { headers })).statusCode).toBe(201);
    expect(await read(id)).toMatchObject({ state: 'refused' });
    const url = `/v1/imports/${id}`;
    const elsewhere = await scene.app.inject({
      url,
      headers: await bearer('housing-manager', scene.other.id),
    });
    expect(elsewhere.statusCode).toBe(404);
  });
});
