import { plainDate } from '@boligtrapp/domain';
import { readCalendar, readPdf, readWorkbook } from '@boligtrapp/testing/documents';
import { runRotation } from '@boligtrapp/use-cases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aSession } from '../../../test/a-session.ts';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { bearer } from '../../../test/tokens.ts';

interface Report {
  readonly totalCount: number;
  readonly run: { readonly flagCount: number; readonly runOn: string };
}

let scene: ApiScene;
let runId: string;
let flagCount: number;
let asOfficer: { authorization: string };

beforeAll(async () => {
  scene = await setApiScene({ publicUrl: 'https://bolig.example' });
  asOfficer = await bearer('case-officer', scene.one.id);
  const subscribed = await post('/v1/report-subscriptions', { role: 'case-officer' });
  expect(subscribed.statusCode).toBe(201);
  const deps = { db: scene.db, ids: { next: crypto.randomUUID.bind(crypto) } };
  const night = { municipalityId: scene.one.id, runOn: plainDate('2026-11-23'), requestedBy: 'test' };
  const run = await runRotation(deps, night);
  runId = run.id;
  flagCount = run.flagCount ?? -1;
});
afterAll(() => scene.close());

let keys = 0;

async function post(url: string, payload?: object) {
  keys += 1;
  const headers = { ...asOfficer, 'idempotency-key': `a-key-of-reports-${keys}` };
  return await scene.app.inject({
    method: 'POST',
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
}

async function get(url: string, headers: Record<string, string> = asOfficer) {
  return await scene.app.inject({ url, headers });
}

it('the report is answered as JSON, workbook and document, each with the counts of the run', async () => {
  const json = await get(`/v1/rotation-runs/${runId}/report`);
  expect(json.statusCode).toBe(200);
  expect(json.json<Report>()).toMatchObject({
    totalCount: flagCount,
    run: { flagCount, runOn: '2026-11-23' },
  });

  const workbook = await get(`/v1/rotation-runs/${runId}/report/xlsx`);
  expect(workbook.headers).toMatchObject({
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': 'attachment; filename="rulleringsrapport-2026-11-23.xlsx"',
    'cache-control': 'no-store',
  });
  const [run] = await readWorkbook(workbook.rawPayload);
  expect(new Map(run?.rows.map(([label, value]) => [label, value])).get('Funn i denne rapporten')).toBe(
    flagCount,
  );

  const document = await get(`/v1/rotation-runs/${runId}/report/pdf`);
  expect(document.headers['content-type']).toBe('application/pdf');
  expect(await readPdf(document.rawPayload)).toMatchObject({ archive: '2A', isTagged: true, language: 'nb' });
});

it('a role is told by a link that leads to the report, and by nothing else', async () => {
  const told = await get('/v1/report-deliveries');
  const [delivery, ...others] = told.json<{ items: { link: string; runId: string }[] }>().items;
  expect(others).toEqual([]);
  expect(delivery).toMatchObject({ runId, link: `https://bolig.example/v1/rotation-runs/${runId}/report` });
  const followed = await get(delivery?.link.replace('https://bolig.example', '') ?? '');
  expect(followed.statusCode).toBe(200);
  const asLeader = await bearer('leader', scene.one.id);
  expect((await get('/v1/report-deliveries', asLeader)).json()).toMatchObject({ items: [], totalCount: 0 });
});

it('a calendar is read by its address alone until it is revoked, and neither log nor list has the address', async () => {
  await aSession(scene.db, { municipalityId: scene.one.id, actorId: 'case-officer-1', role: 'case-officer' });
  const made = (await post('/v1/calendar-links')).json<{ id: string; url: string }>();
  const path = made.url.replace('https://bolig.example', '');
  const token = path.split('/').at(-1) ?? '';
  const before = scene.log.length;
  const feed = await get(path, {});
  expect(feed.statusCode).toBe(200);
  expect(feed.headers['content-type']).toBe('text/calendar; charset=utf-8');
  expect(feed.body.startsWith('BEGIN:VCALENDAR')).toBe(true);
  for (const { UID } of readCalendar(feed.body)) expect(UID).toMatch(/@bolig\.example$/);
  expect(scene.log.slice(before).join('')).not.toContain(token);
  expect((await get('/v1/calendar-links')).body).not.toContain(token);
  expect((await post(`/v1/calendar-links/${made.id}/revoke`)).statusCode).toBe(201);
  expect((await get(path, {})).json()).toMatchObject({ status: 404, code: 'calendar-link.not-found' });
  expect((await post(`/v1/calendar-links/${made.id}/revoke`)).json()).toMatchObject({ status: 409 });
});
