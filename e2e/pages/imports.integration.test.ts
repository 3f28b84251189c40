import { inTenant } from '@boligtrapp/database';
import { readWorkbook } from '@boligtrapp/testing/documents';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endService, type RunningService, startService } from '../service-process.ts';
import { findChromium, type TestBrowser } from './browser.ts';
import { createPageScene, findAxeFaults, type PageScene, settled, visitPage } from './page-scene.ts';

const chromium = findChromium();
const LANGUAGES = ['Nynorsk', 'English', 'Bokmål'] as const;
/** A machine that has much else to do is slow. */
const PATIENT = { timeout: 60_000 } as const;

let scene: PageScene;
let worker: RunningService;
let browser: TestBrowser;
let page: Page;
let building: string;
let known: { readonly reference: string; readonly bedrooms: number };

describe.skipIf(chromium === undefined)('files of dwellings', () => {
  beforeAll(async () => {
    scene = await createPageScene();
    worker = await startService('worker', scene.database.url);
    const { db, municipalityId } = scene;
    ({ building, known } = await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => ({
      building: (await tx.selectFrom('buildings').select('name').orderBy('name').executeTakeFirstOrThrow())
        .name,
      known: await tx
        .selectFrom('dwellings')
        .select(['reference', 'bedrooms'])
        .orderBy('reference')
        .executeTakeFirstOrThrow(),
    })));
    browser = await scene.open(chromium ?? '', 'manager');
    ({ page } = browser);
  });
  afterAll(async () => {
    await browser.close();
    await endService(worker, 'SIGTERM');
    await scene.close();
  });

  it('B8 G9 ask for a file of a kind that can be read', async () => {
    await visitPage(page, `${scene.url}/boliger`);
    await page.getByRole('link', { name: 'Importer fra fil' }).click();
    await page.getByRole('heading', { level: 1, name: 'Importer fra fil' }).waitFor();
    await settled(page);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Kontroller fila' }).click();
    await page.getByRole('link', { name: 'Fyll ut «Fil»' }).waitFor();
    expect(await page.getByRole('link', { name: 'Fyll ut «Hva fila inneholder»' }).count()).toBe(1);
    expect(await findAxeFaults(page)).toEqual([]);
  });

  it('B8 are checked by row and column, and stored in part once somebody says so', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Last ned mal for boliger' }).click();
    const stream = await (await download).createReadStream();
    const [template] = await readWorkbook(Buffer.concat(await Array.fromAsync<Buffer>(stream)));
    const before = await countOfDwellings();
    await sendIn(aFile((template?.rows[0] ?? []).map(String)));

    await page.getByText('Ingenting er lagret ennå').waitFor(PATIENT);
    const faults = page.getByRole('table', { name: 'Feil og merknader' });
    const shown = (await faults.getByRole('row').allInnerTexts()).map((row) =>
      row.split('\t').map((cell) => cell.trim()),
    );
    expect(shown.slice(1)).toEqual([
      ['4', 'Trinn', 'Tallet er for lavt eller for høyt', 'Avvist'],
      ['4', 'Heis', 'Skriv Ja eller Nei', 'Avvist'],
    ]);
    const rows = page.getByRole('table', { name: 'Rader som er nye, endret eller avvist' });
    const outcomes = (await rows.getByRole('row').allInnerTexts()).map((row) =>
      row.split('\t').map((cell) => cell.trim()),
    );
    expect(outcomes.slice(1)).toEqual([
      ['2', 'NY-1', 'Ny', ''],
      ['3', known.reference, 'Endres', 'Soverom'],
      ['4', 'NY-2', 'Avvist', ''],
    ]);
    expect(await countOfDwellings()).toBe(before);
    expect(await findAxeFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Lagre 2 rader' }).click();
    await page.getByRole('alert').filter({ hasText: 'Kryss av' }).waitFor();
    expect(await countOfDwellings()).toBe(before);
    await page.getByRole('checkbox', { name: 'Lagre de andre radene selv om én rad er avvist' }).check();
    await page.getByRole('button', { name: 'Lagre 2 rader' }).click();
    await page.getByText('2 rader er lagret.').waitFor(PATIENT);
    expect(await countOfDwellings()).toBe(before + 1);
    await page.getByRole('link', { name: 'NY-1' }).click();
    await page.getByRole('heading', { level: 1, name: /NY-1/ }).waitFor();
  });

  it('B8 can be thrown away, and are found again in the list of files', async () => {
    await visitPage(page, `${scene.url}/boliger/importer`);
    const before = await countOfDwellings();
    await sendIn(Buffer.from(`Bolig;Soverom\r\n${known.reference};${known.bedrooms}\r\n`), 'boliger.csv');
    await page.getByRole('button', { name: 'Lagre én rad' }).waitFor(PATIENT);
    await page.getByRole('button', { name: 'Forkast fila' }).click();
    await page.getByText('Ingenting er lagret.').waitFor(PATIENT);
    expect(await page.getByRole('button', { name: /^Lagre/ }).count()).toBe(0);
    expect(await countOfDwellings()).toBe(before);
    await page.getByRole('link', { name: 'Til alle importer' }).click();
    const list = page.getByRole('table', { name: 'Filer som er sendt inn' });
    await list.getByText('Forkastet').waitFor();
    expect(await list.getByText('Lagret', { exact: true }).count()).toBeGreaterThanOrEqual(1);
    expect(await findAxeFaults(page)).toEqual([]);
  });

  it('B8 G3 fit a narrow screen in every language', async () => {
    for (const language of LANGUAGES) {
      await page.getByRole('button', { name: language }).click();
      await page
        .locator(`html[lang="${{ Nynorsk: 'nn', English: 'en', Bokmål: 'nb' }[language]}"]`)
        .waitFor();
      expect(await findAxeFaults(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  it('G2 ask nobody else and write no errors', () => {
    expect(browser.misdeeds.foreignRequests).toEqual([]);
    expect(browser.misdeeds.errors).toEqual([]);
  });
});

/** A file with one new row, one that changes a dwelling, and one with two faults. */
function aFile(headings: readonly string[]): Buffer {
  const good: Readonly<Record<string, string | number>> = {
    Bolig: 'NY-1',
    Bygning: building,
    Spor: 'Velferdsbolig',
    Trinn: 2,
    Soverom: 1,
    'Areal (m²)': 48,
    Etasje: 1,
    Heis: 'Nei',
    Rullestol: 'Ja',
    Robust: 'Nei',
    'Egen inngang': 'Ja',
    Skjermet: 'Nei',
    Disposisjonsform: 'Eid',
  };
  const rows = [
    good,
    { Bolig: known.reference, Soverom: known.bedrooms + 1 },
    { ...good, Bolig: 'NY-2', Trinn: 9, Heis: 'kanskje' },
  ];
  const lines = rows.map((row: Readonly<Record<string, string | number>>) =>
    headings.map((label) => String(row[label] ?? '')),
  );
  return Buffer.from([headings, ...lines].map((cells) => cells.join(';')).join('\r\n'));
}

async function sendIn(file: Buffer, name = 'boliger.csv'): Promise<void> {
  await page.getByRole('radio', { name: 'boliger' }).check();
  await page.getByLabel('Fil', { exact: true }).setInputFiles({ name, mimeType: '', buffer: file });
  await page.getByRole('button', { name: 'Kontroller fila' }).click();
  await page.getByRole('heading', { level: 1, name: 'Import av boliger' }).waitFor(PATIENT);
}

async function countOfDwellings(): Promise<number> {
  const { db, municipalityId } = scene;
  return await inTenant(db, { municipalityId, actorId: 'test' }, async (tx) => {
    const all = await tx.selectFrom('dwellings').select('id').execute();
    return all.length;
  });
}
