import type { AddedLoads, Dwelling, DwellingPage, DwellingPeriods, PlaceShapes } from '@boligtrapp/contracts';
import { inTenant } from '@boligtrapp/database';
import { readWorkbook } from '@boligtrapp/testing/documents';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiScene, setApiScene } from '../../../test/api-scene.ts';
import { aVacancyAndAWaiting, seedOffers } from '../../../test/seed-offers.ts';
import { bearer } from '../../../test/tokens.ts';

let scene: ApiScene;
let headers: { authorization: string };

beforeAll(async () => {
  scene = await setApiScene();
  headers = await bearer('committee', scene.one.id);
});
afterAll(() => scene.close());

async function get(path: string): Promise<LightMyRequestResponse> {
  return await scene.app.inject({ url: `/v1${path}`, headers });
}

async function exportAs(format: string, dwellingIds: readonly string[]): Promise<LightMyRequestResponse> {
  const payload = { format, dwellingIds };
  return await scene.app.inject({ method: 'POST', url: '/v1/dwelling-exports', headers, payload });
}

async function dwellings(): Promise<readonly Dwelling[]> {
  return (await get('/dwellings')).json<DwellingPage>().items;
}

describe('the status of a dwelling', () => {
  test('tells what the unit is for, and when it is free', async () => {
    const found = (await dwellings()).map(({ reference, role, isPromised, vacantFrom }) => [
      reference,
      role,
      isPromised,
      vacantFrom,
    ]);
    expect(found).toEqual([
      ['O-1', 'repair', false, null],
      ['V-1', 'dwelling', false, '2020-01-01'],
      ['V-2', 'dwelling', false, null],
    ]);
    const periods = await get(`/dwellings/${scene.one.vacantId}/periods`);
    expect(periods.json<DwellingPeriods>().items).toMatchObject([
      { role: 'dwelling', validFrom: '2020-01-01', validTo: null },
    ]);
  });

  test('B2 tells that a vacant one is offered to somebody', async () => {
    const given = await aVacancyAndAWaiting(scene.db, scene.one);
    await seedOffers(scene.db, scene.one, [given]);
    const response = await get(`/dwellings/${given.dwellingId}`);
    expect(response.json<Dwelling>()).toMatchObject({ status: 'vacant', isPromised: true });
  });
});

describe('POST /v1/dwelling-exports', () => {
  test('B7 holds exactly the named dwellings in the order given, with dates as dates', async () => {
    const response = await exportAs('xlsx', [scene.one.occupiedId, scene.one.vacantId]);
    expect(response.statusCode, response.body).toBe(200);
    const [sheet] = await readWorkbook(response.rawPayload);
    const [head = [], ...rows] = sheet?.rows ?? [];
    expect(rows.map(([reference]) => reference)).toEqual(['V-2', 'V-1']);
    expect(rows[1]?.[head.indexOf('Ledig fra')]).toEqual(new Date('2020-01-01T00:00:00Z'));
    expect(rows[0]?.[head.indexOf('Status')]).toBe('Bebodd');
  });

  test('B7 is a CSV with a byte order mark, semicolons, and no formula', async () => {
    await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
      await tx
        .updateTable('buildings')
        .set({ name: '=cmd|calc' })
        .where('id', '=', scene.one.buildingId)
        .execute();
    });
    const text = (await exportAs('csv', [scene.one.vacantId])).body;
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text.split('\r\n')[1]).toMatch(/^V-1;[^;]*;'=cmd\|calc;/);
  });

  test('refuses a dwelling of another municipality, and none at all', async () => {
    expect((await exportAs('csv', [scene.other.vacantId])).json()).toMatchObject({
      code: 'record.reference-unknown',
    });
    expect((await exportAs('csv', [])).statusCode).toBe(400);
  });
});

describe('places on a map', () => {
  test('B5 have shapes with whom the map must name; those without one are left out', async () => {
    expect((await get('/place-shapes')).json<PlaceShapes>().items).toEqual([]);
    const ring = [
      [5, 60],
      [5.1, 60],
      [5.1, 60.1],
      [5, 60],
    ];
    await inTenant(scene.db, { municipalityId: scene.one.id, actorId: 'test' }, async (tx) => {
      await tx
        .updateTable('neighbourhoods')
        .set({
          shape: JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
          shape_source: '© Kartverket CC BY 4.0',
        })
        .where('id', '=', scene.one.neighbourhoodId)
        .execute();
    });
    expect((await get('/place-shapes')).json<PlaceShapes>().items).toEqual([
      {
        placeId: scene.one.neighbourhoodId,
        shape: { type: 'Polygon', coordinates: [ring] },
        source: '© Kartverket CC BY 4.0',
      },
    ]);
  });

  test('B6 tell what one more household of each step would do to them', async () => {
    const { items } = (await get(`/places/${scene.one.buildingId}/added-loads`)).json<AddedLoads>();
    expect(items).toHaveLength(10);
    for (const { loads } of items) {
      expect(loads.map(({ kind }) => kind)).toEqual(['building', 'neighbourhood', 'district']);
      for (const { before, after } of loads) expect(after).toBeGreaterThanOrEqual(before);
    }
    const [lowest, , , , highest] = items;
    expect(highest?.loads[0]?.after).toBeGreaterThan(lowest?.loads[0]?.after ?? 0);
  });
});
