import { inTenant } from '@boligtrapp/database';
import { aMunicipality, type BuilderScope } from '@boligtrapp/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aNamedBuilding,
  type Cells,
  check,
  dwellingRow,
  fileOf,
  jobDeps,
  jobOf,
  send,
  store,
} from '../../test/import-scene.ts';
import { actorOf, aRequest, openRecordsScene, peek, type RecordsScene } from '../../test/records-scene.ts';
import { applyImport } from './apply-import.ts';
import { checkImport } from './check-import.ts';
import { getImport, getImportFaults, getImportRows, listImports } from './read-imports.ts';
import { approveImport, expireImports, refuseImport } from './settle-import.ts';

let scene: RecordsScene;
let home: BuilderScope;
let building: string;

beforeAll(async () => {
  scene = await openRecordsScene();
});
beforeEach(async () => {
  home = await aMunicipality(scene.db);
  building = await aNamedBuilding(home);
});
afterAll(async () => {
  await scene.close();
});

async function dwellings() {
  return await peek(home, async (tx) =>
    tx.selectFrom('dwellings').selectAll().orderBy('reference').execute(),
  );
}

async function partCount(): Promise<number> {
  return (
    await peek(home, async (tx) => await tx.selectFrom('import_file_parts').select('import_id').execute())
  ).length;
}

function rows(count: number, changes: (index: number) => Cells = () => ({})): readonly Cells[] {
  return Array.from({ length: count }, (_, index) =>
    dwellingRow(building, `V-${String(index).padStart(4, '0')}`, changes(index)),
  );
}

async function faultsOf(importId: string) {
  const page = await getImportFaults(scene.deps, actorOf(home, 'auditor'), { importId, limit: 200 });
  return page.items.map(({ rowNumber, column, code, severity }) => [rowNumber, column, code, severity]);
}

describe('a file of dwellings', () => {
  it('B8 is checked by rows and columns, and nothing of it is stored before it is approved', async () => {
    const file = fileOf([
      dwellingRow(building, 'V-1'),
      dwellingRow(building, 'V-2', { Trinn: 7, Heis: 'kanskje' }),
      dwellingRow('Ukjent', 'V-3'),
      dwellingRow(building, 'V-1'),
      dwellingRow(building, 'V-5', { Merknad: 'x', 'Innleid til': '01.07.2028' }),
      { Bolig: 'V-6', Bygning: building },
    ]);
    const run = await check(scene, file, { home });
    expect(run).toMatchObject({
      state: 'checked',
      rowCount: 6,
      newCount: 1,
      rejectedCount: 5,
      warningCount: 1,
    });
    expect(await faultsOf(run.id)).toEqual([
      [3, 'level', 'out-of-range', 'reject'],
      [3, 'hasLift', 'not-yes-or-no', 'reject'],
      [4, 'building', 'building-unknown', 'reject'],
      [5, null, 'row-twice', 'reject'],
      [6, 'column-15', 'column-unknown', 'warn'],
      [6, 'leasedInUntil', 'not-leased-in', 'reject'],
      ...['track', 'level', 'bedrooms', 'areaM2', 'floor', 'hasLift', 'wheelchairAccessible', 'robust']
        .concat('ownEntrance', 'screened', 'ownerForm')
        .map((column) => [7, column, 'needed', 'reject']),
    ]);
    expect(await dwellings()).toEqual([]);
  });

  it('is stored in part only where that is accepted, with its good rows alone', async () => {
    const file = fileOf([dwellingRow(building, 'V-1'), dwellingRow(building, 'V-2', { Trinn: 7 })]);
    const { id: importId, version } = await check(scene, file, { home });
    const approve = async (acceptsPartial: boolean) =>
      await approveImport(
        scene.deps,
        actorOf(home, 'housing-manager'),
        { importId, version, acceptsPartial },
        aRequest('approveImport'),
      );
    await expect(approve(false)).rejects.toMatchObject({ code: 'import.rows-rejected' });
    await approve(true);
    expect(await dwellings()).toEqual([]);
    await applyImport(jobDeps(scene), jobOf(importId, home));
    expect(await dwellings()).toMatchObject([
      { reference: 'V-1', track: 'welfare', level: 2, area_m2: 48, wheelchair_accessible: true, version: 1 },
    ]);
    const periods = await peek(
      home,
      async (tx) => await tx.selectFrom('dwelling_periods').selectAll().execute(),
    );
    expect(periods).toMatchObject([{ role: 'dwelling', valid_during: '[2026-12-01,)' }]);
    const run = await getImport(scene.deps, actorOf(home, 'auditor'), importId);
    expect(run).toMatchObject({
      state: 'applied',
      storedCount: 1,
      overtakenCount: 0,
      decidedBy: 'housing-manager-1',
    });
    expect(await partCount()).toBe(0);
  });

  it('changes nothing when it is sent a second time', async () => {
    const file = fileOf(rows(1_200));
    expect(await store(scene, file, { home, sourceSystem: 'fdv' })).toMatchObject({ storedCount: 1_200 });
    const before = await dwellings();
    const again = await check(scene, file, { home, sourceSystem: 'fdv' });
    expect(again).toMatchObject({ state: 'nothing-to-store', unchangedCount: 1_200, newCount: 0 });
    expect(await dwellings()).toEqual(before);
    expect(await partCount()).toBe(0);
  });

  it('changes what differs under the next version, and tells the trail what it was', async () => {
    await store(scene, fileOf(rows(3)), { home });
    const run = await store(
      scene,
      fileOf([
        { Bolig: 'V-0000', Soverom: 2, Skolekrets: 'Øverli' },
        { Bolig: 'V-0001', Soverom: 1 },
        { Bolig: 'V-0002', Trinn: 3 },
      ]),
      { home },
    );
    expect(run).toMatchObject({ changedCount: 1, unchangedCount: 1, rejectedCount: 1, storedCount: 1 });
    expect(await dwellings()).toMatchObject([
      { reference: 'V-0000', bedrooms: 2, school_district: 'Øverli', version: 2 },
      { reference: 'V-0001', version: 1 },
      { reference: 'V-0002', level: 2, version: 1 },
    ]);
    const events = await peek(home, async (tx) =>
      tx
        .selectFrom('audit_events')
        .where('action', '=', 'dwelling.changed')
        .select(['before', 'after', 'reason'])
        .execute(),
    );
    expect(events).toEqual([
      {
        before: { bedrooms: 1, schoolDistrict: null },
        after: { bedrooms: 2, schoolDistrict: 'Øverli' },
        reason: `import ${run.id}`,
      },
    ]);
  });

  it('is recognised by the id of another system, which stands for one dwelling', async () => {
    const options = { home, sourceSystem: 'fdv' };
    await store(scene, fileOf(rows(2, (index) => ({ externalId: `F-${index}` }))), options);
    const run = await check(
      scene,
      fileOf([
        { externalId: 'F-0', Soverom: 3 },
        { externalId: 'F-1', Bolig: 'V-0000' },
        { externalId: 'F-9', Bolig: 'V-0001' },
      ]),
      options,
    );
    expect(run).toMatchObject({ changedCount: 1, rejectedCount: 2 });
    expect(await faultsOf(run.id)).toEqual([
      [3, 'reference', 'not-changeable', 'reject'],
      [4, 'externalId', 'external-id-of-another', 'reject'],
    ]);
    const unnamed = await check(scene, fileOf([{ externalId: 'F-0', Bolig: 'V-0001' }]), { home });
    expect(await faultsOf(unnamed.id)).toEqual([[2, 'externalId', 'external-id-without-system', 'warn']]);
  });

  it('passes over what somebody else has changed since it was checked', async () => {
    await store(scene, fileOf(rows(2)), { home });
    const file = fileOf([
      { Bolig: 'V-0000', Soverom: 4 },
      { Bolig: 'V-0001', Soverom: 5 },
    ]);
    const { id: importId, version } = await check(scene, file, { home });
    await peek(home, async (tx) =>
      tx
        .updateTable('dwellings')
        .set({ robust: true, version: 2 })
        .where('reference', '=', 'V-0000')
        .execute(),
    );
    const command = { importId, version, acceptsPartial: false };
    await approveImport(scene.deps, actorOf(home, 'housing-manager'), command, aRequest('approveImport'));
    await applyImport(jobDeps(scene), jobOf(importId, home));
    expect(await dwellings()).toMatchObject([
      { bedrooms: 1, robust: true },
      { bedrooms: 5, version: 2 },
    ]);
    const page = await getImportRows(scene.deps, actorOf(home, 'auditor'), {
      importId,
      outcome: 'overtaken',
      limit: 10,
    });
    expect(page.items.map(({ rowNumber }) => rowNumber)).toEqual([2]);
  });

  it('in which the scanner finds something ends at once, and one that it could not look at waits', async () => {
    const importId = await send(scene, fileOf(rows(2)), { home });
    const seen: number[] = [];
    const scan = (answer: () => Promise<boolean>) => ({
      ...jobDeps(scene),
      fileScanner: {
        isMalicious: async (parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => {
          for await (const part of parts) seen.push(part.length);
          return await answer();
        },
      },
    });
    const away = scan(async () => await Promise.reject(new Error('nobody there')));
    await expect(checkImport(away, jobOf(importId, home))).rejects.toThrow('nobody there');
    const state = async () => await getImport(scene.deps, actorOf(home, 'auditor'), importId);
    expect(await state()).toMatchObject({ state: 'received', rowCount: 0 });
    expect(seen.reduce((sum, length) => sum + length, 0)).toBe(fileOf(rows(2)).length);
    await checkImport(
      scan(async () => await Promise.resolve(true)),
      jobOf(importId, home),
    );
    expect(await state()).toMatchObject({
      state: 'failed',
      failureCode: 'import.file-malicious',
      rowCount: 0,
    });
    expect(await partCount()).toBe(0);
  });

  it('with an identity number in it ends at once, names the cell alone, and is destroyed', async () => {
    const run = await check(
      scene,
      fileOf(rows(600, (index) => (index === 555 ? { Merknad: '01819012345' } : {}))),
      {
        home,
      },
    );
    expect(run).toMatchObject({ state: 'failed', failureCode: 'import.identity-number', newCount: 0 });
    expect(await faultsOf(run.id)).toEqual([[557, 'column-15', 'identity-number', 'reject']]);
    expect(await partCount()).toBe(0);
  });

  it.each([
    [Buffer.from('broken'), 'import.file-unreadable'],
    [fileOf([{ Navn: 'x' }]), 'import.headings-unknown'],
  ])('that cannot be read fails, and is destroyed', async (file, failureCode) => {
    expect(await check(scene, file, { home })).toMatchObject({ state: 'failed', failureCode });
    expect(await partCount()).toBe(0);
  });
});

describe('a job of an import that is broken off', () => {
  /** Gives up in the transaction of a lot, as a worker that is killed does. */
  class Killed extends Error {}

  function killedAfter(lots: number) {
    let count = 0;
    const deps = jobDeps(scene);
    const ids = {
      next: () => {
        count += 1;
        if (count > lots * 500 * 2) throw new Killed();
        return deps.ids.next();
      },
    };
    return { ...deps, ids };
  }

  it('stores each row once, however often it dies', async () => {
    const { id: importId, version } = await check(scene, fileOf(rows(1_300)), { home });
    const command = { importId, version, acceptsPartial: false };
    await approveImport(scene.deps, actorOf(home, 'housing-manager'), command, aRequest('approveImport'));
    await expect(applyImport(killedAfter(0.5), jobOf(importId, home))).rejects.toThrow(Killed);
    expect(await dwellings()).toHaveLength(0);
    await expect(applyImport(killedAfter(1.5), jobOf(importId, home))).rejects.toThrow(Killed);
    expect(await dwellings()).toHaveLength(500);
    await applyImport(jobDeps(scene), jobOf(importId, home));
    await applyImport(jobDeps(scene), jobOf(importId, home));
    expect(await dwellings()).toHaveLength(1_300);
    const run = await getImport(scene.deps, actorOf(home, 'auditor'), importId);
    expect(run).toMatchObject({ state: 'applied', storedCount: 1_300, overtakenCount: 0 });
    const made = await peek(home, async (tx) =>
      tx.selectFrom('audit_events').where('action', '=', 'dwelling.registered').select('object_id').execute(),
    );
    expect(new Set(made.map(({ object_id }) => object_id)).size).toBe(1_300);
    expect(made).toHaveLength(1_300);
  });

  it('checks each row once when two workers do it at the same time', async () => {
    const importId = await send(scene, fileOf(rows(1_300)), { home });
    await Promise.allSettled(
      [1, 2].map(async () => await checkImport(jobDeps(scene), jobOf(importId, home))),
    );
    await checkImport(jobDeps(scene), jobOf(importId, home));
    const run = await getImport(scene.deps, actorOf(home, 'auditor'), importId);
    expect(run).toMatchObject({ state: 'checked', rowCount: 1_300, newCount: 1_300 });
  });
});

describe('what becomes of an import', () => {
  it('is decided once, by a person who may change the stock', async () => {
    const { id: importId, version } = await check(scene, fileOf(rows(1)), { home });
    const command = { importId, version, acceptsPartial: false };
    for (const role of ['integration', 'case-officer', 'leader'] as const) {
      await expect(
        approveImport(scene.deps, actorOf(home, role), command, aRequest('approveImport')),
      ).rejects.toMatchObject({ code: 'authorisation.denied' });
    }
    const manager = actorOf(home, 'housing-manager');
    await refuseImport(scene.deps, manager, command, aRequest('refuseImport'));
    expect(await partCount()).toBe(0);
    await expect(
      approveImport(scene.deps, manager, { ...command, version: version + 1 }, aRequest('approveImport')),
    ).rejects.toMatchObject({ code: 'record.transition-refused' });
  });

  it('is its end after 14 days in which nobody decided', async () => {
    const { id: importId } = await check(scene, fileOf(rows(1)), { home });
    const { municipalityId } = home;
    const after = async (days: number) => {
      const now = Temporal.Now.instant()
        .add({ hours: 24 * days })
        .toString();
      const clock = { ...scene.deps.clock, now: () => now };
      await expireImports({ db: scene.db, clock }, { municipalityId, requestId: 'job' });
      return (await getImport(scene.deps, actorOf(home, 'auditor'), importId)).state;
    };
    expect(await after(13)).toBe('checked');
    expect(await partCount()).toBe(1);
    expect(await after(15)).toBe('expired');
    expect(await partCount()).toBe(0);
  });

  it('is seen by its municipality alone', async () => {
    const { id } = await check(scene, fileOf(rows(1)), { home });
    const other = actorOf(scene.elsewhere, 'housing-manager');
    await expect(getImport(scene.deps, other, id)).rejects.toMatchObject({ code: 'import.not-found' });
    expect((await listImports(scene.deps, other, { limit: 10 })).items).toEqual([]);
  });

  it('is the same for the same request, whose bytes are kept once', async () => {
    const request = aRequest('receiveImport');
    const first = await send(scene, fileOf(rows(2)), { home, request });
    expect(await send(scene, fileOf(rows(2)), { home, request })).toBe(first);
    expect(await partCount()).toBe(1);
    await expect(send(scene, fileOf(rows(3)), { home, request })).rejects.toMatchObject({
      code: 'idempotency.key-reused',
    });
    expect(await partCount()).toBe(1);
  });
});

describe('a file of places', () => {
  const PLACES: readonly Cells[] = [
    { 'Type sted': 'Område', Navn: 'Østre' },
    {
      'Type sted': 'Grunnkrets',
      Navn: 'Øverli',
      'Ligger i': 'Østre',
      Grunnkretsnummer: '32010101',
      Versjonsår: 2024,
      'Boliger i alt': 400,
    },
    { 'Type sted': 'Bygning', Navn: 'Solbakken', 'Ligger i': '32010101', Bygningstype: 'Tun' },
  ];

  it('makes places that lie in those above them, and changes nothing the second time', async () => {
    const options = { home, subject: 'places' } as const;
    expect(await store(scene, fileOf(PLACES), options)).toMatchObject({ state: 'applied', storedCount: 3 });
    const [found] = await inTenant(
      scene.db,
      { municipalityId: home.municipalityId, actorId: 'peek' },
      async (tx) =>
        tx
          .selectFrom('buildings as b')
          .innerJoin('neighbourhoods as n', 'n.id', 'b.neighbourhood_id')
          .innerJoin('districts as d', 'd.id', 'n.district_id')
          .where('b.name', '=', 'Solbakken')
          .select(['b.form', 'n.name as neighbourhood', 'd.name as district'])
          .execute(),
    );
    expect(found).toEqual({ form: 'tun', neighbourhood: 'Øverli', district: 'Østre' });
    expect(await check(scene, fileOf(PLACES), options)).toMatchObject({
      state: 'nothing-to-store',
      unchangedCount: 3,
    });
  });

  it('keeps out what lies nowhere, or in what is below it', async () => {
    const run = await check(scene, fileOf([...PLACES].toReversed()), { home, subject: 'places' });
    expect(run).toMatchObject({ newCount: 1, rejectedCount: 2 });
    expect(await faultsOf(run.id)).toEqual([
      [2, 'parent', 'parent-unknown', 'reject'],
      [3, 'parent', 'parent-unknown', 'reject'],
    ]);
  });
});
