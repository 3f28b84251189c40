import { createIdSource, createSystemClock } from '@boligtrapp/platform';
import { runRotation } from '@boligtrapp/use-cases';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, type TestBrowser } from './browser.ts';
import { createPageScene, findAxeFaults, type PageScene, visitPage } from './page-scene.ts';

const chromium = findChromium();
const AREAS = ['/', '/boliger', '/sokere', '/runder', '/moter', '/rullering'] as const;
const LANGUAGES = ['Bokmål', 'Nynorsk', 'English'] as const;

let scene: PageScene;
let browser: TestBrowser;
let page: Page;
let url = '';

describe.skipIf(chromium === undefined)('the pages', () => {
  beforeAll(async () => {
    scene = await createPageScene(async ({ db, municipalityId }) => {
      const runOn = createSystemClock().today();
      await runRotation({ db, ids: createIdSource() }, { municipalityId, runOn, requestedBy: 'test' });
    });
    ({ url } = scene);
    browser = await scene.open(chromium ?? '', 'officer');
    ({ page } = browser);
  });
  afterAll(async () => {
    await browser.close();
    await scene.close();
  });

  describe('every page', () => {
    it.each(AREAS)('G1 %s has no fault that axe finds, in each language', async (path) => {
      await visit(path);
      for (const language of LANGUAGES) {
        await page.getByRole('button', { name: language }).click();
        expect(await findAxeFaults(page), language).toEqual([]);
      }
      await page.getByRole('button', { name: 'Bokmål' }).click();
    });

    it.each(AREAS)('G3 %s fits on a screen of 320 pixels', async (path) => {
      await page.setViewportSize({ width: 320, height: 800 });
      try {
        await visit(path);
        const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(wide).toBeLessThanOrEqual(seen ?? 0);
      } finally {
        await page.setViewportSize({ width: 1280, height: 900 });
      }
    });

    it.each(AREAS)(
      'G4 %s says its language and title, focuses its heading, and begins with a skip link',
      async (path) => {
        await visit(path);
        const title = await page.getByRole('heading', { level: 1 }).textContent();
        await expect.poll(async () => await page.title()).toBe(`${title} – Boligtrapp – Fjordvik`);
        expect(await page.evaluate(() => document.documentElement.lang)).toBe('nb');
        expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
        await page.goto(`${url}${path}`);
        await page.evaluate(() => document.body.focus());
        await page.locator('body').press('Home');
        const first = page.locator('a, button').first();
        expect(await first.textContent()).toBe('Hopp til hovedinnhold');
      },
    );

    it.each(AREAS)('G5 %s writes days as Norwegians do, each in a time element', async (path) => {
      await visit(path);
      const text = await page.locator('body').innerText();
      expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|\d\d\/\d\d\/\d{4}/);
      const outside = await page.evaluate(() => {
        const copy = document.body.cloneNode(true);
        if (!(copy instanceof HTMLElement)) return 'no body';
        for (const time of copy.querySelectorAll('time')) time.remove();
        return copy.textContent;
      });
      expect(outside).not.toMatch(/\d{2}\.\d{2}\.\d{4}/);
    });

    it('G17 shows no key of a text, in any language', async () => {
      for (const path of AREAS) {
        await visit(path);
        expect(await page.locator('body').innerText()).not.toMatch(/\b[a-z]+\.[a-z][A-Za-z]+\b(?!\.no)/);
      }
    });
  });

  describe('the overview', () => {
    it('A1 draws two ladders of five steps, each step higher than the one before, and stacked on a narrow screen', async () => {
      await visit('/');
      for (const track of ['Velferdsboliger', 'Omsorgsboliger']) {
        const steps = page.getByRole('region', { name: track }).getByRole('listitem');
        expect(await steps.count()).toBe(5);
        const tops = await topsOf(steps);
        expect(tops).toEqual(tops.toSorted((a, b) => b - a));
        expect(new Set(tops).size).toBe(5);
        await page.setViewportSize({ width: 800, height: 900 });
        const stacked = await topsOf(steps);
        expect(stacked).toEqual(stacked.toSorted((a, b) => a - b));
        await page.setViewportSize({ width: 1280, height: 900 });
      }
    });

    it('A2 shows the figures of each step, which add up', async () => {
      await visit('/');
      const first = page.getByRole('region', { name: 'Velferdsboliger' }).getByRole('listitem').first();
      expect(await figuresOf(first)).toEqual({
        Kapasitet: 620,
        Bebodd: 598,
        Ledig: 9,
        'Ute av bruk': 13,
        'I kø': 41,
        'Skal flytte hit': 14,
      });
      for (const step of await page
        .getByRole('listitem')
        .filter({ hasText: /Kapasitet(?!sgap)/ })
        .all()) {
        const { Kapasitet, Bebodd = 0, Ledig = 0, 'Ute av bruk': out = 0 } = await figuresOf(step);
        expect(Bebodd + Ledig + out).toBe(Kapasitet);
      }
    });

    it('A3 tells the bar in words', async () => {
      await visit('/');
      const bar = page.getByRole('region', { name: 'Velferdsboliger' }).getByRole('img').first();
      expect(await bar.getAttribute('aria-label')).toBe(
        'Av 620 boliger er 598 bebodd, 9 ledige og 13 ute av bruk',
      );
    });

    it('A4 shows the same figures in a table, and remembers that one wants it', async () => {
      await visit('/');
      await page.getByText('Tabell', { exact: true }).click();
      const table = page.getByRole('table', { name: 'Velferdsboliger i dag, trinn for trinn' });
      expect(await table.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual(
        expect.arrayContaining(['620', '598', '9', '13', '41']),
      );
      await visit('/');
      expect(await table.count()).toBe(1);
      await page.getByText('Trapp', { exact: true }).click();
    });

    it('A5 leads to the dwellings and the queue of a step, which are as many', async () => {
      await visit('/');
      const step = page.getByRole('region', { name: 'Omsorgsboliger' }).getByRole('listitem').nth(2);
      const figures = await figuresOf(step);
      await step.getByRole('link', { name: 'Trinn 3', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Boliger' }).waitFor();
      await page
        .getByRole('status')
        .filter({ hasText: /^\d+ av/ })
        .waitFor();
      expect(await page.getByRole('status').innerText()).toMatch(
        new RegExp(`^${figures['Kapasitet'] ?? 'none'} av`),
      );
      await visit('/');
      await step.getByRole('link', { name: /i kø til trinn 3/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Søkere i kø' }).waitFor();
      await page
        .getByRole('status')
        .filter({ hasText: /husstander/ })
        .waitFor();
      expect(await page.getByRole('status').innerText()).toContain(
        `av ${figures['I kø'] ?? 'none'} husstander`,
      );
      await visit('/');
      await step.getByRole('link', { name: /som skal flytte til trinn 3/ }).click();
      await page.getByText('Skal flytte fra en kommunal bolig').first().waitFor();
      expect(await page.getByRole('status').innerText()).toContain(
        `av ${figures['Skal flytte hit'] ?? 'none'} husstander`,
      );
    });

    it('A6 says a shortage with its sum, and only where there is one', async () => {
      await visit('/');
      for (const step of await page.getByRole('listitem').filter({ hasText: 'Underdekning' }).all()) {
        const text = (await step.innerText()).replaceAll('\n', ' ');
        const [, shortage, queue, vacant, expected, sum] =
          /Underdekning: (\d+) (\d+) i kø − (\d+) ledige − (\d+) ventet ledige = (\d+)/.exec(text) ?? [];
        expect(Number(queue) - Number(vacant) - Number(expected)).toBe(Number(sum));
        expect(Number(shortage)).toBe(Number(sum));
        expect(Number(sum)).toBeGreaterThan(0);
      }
    });

    it('A8 names what cannot wait, each with a way to it', async () => {
      await visit('/');
      const items = page.getByRole('region', { name: 'Krever handling' }).getByRole('link');
      await items.first().waitFor();
      expect((await items.allInnerTexts()).join('\n')).toMatch(/funn som gjelder en frist i loven/);
      await items.first().click();
      await page.getByRole('heading', { level: 1, name: 'Rullering' }).waitFor();
      expect(page.url()).toContain('urgency=red');
    });
  });

  describe('the dwellings', () => {
    it('B1 are found by filters that show as chips, each of which can be taken away', async () => {
      await visit('/boliger');
      await page.getByLabel('Spor').selectOption({ label: 'Omsorgsboliger' });
      await page.getByLabel('Status').selectOption({ label: 'Ledig' });
      const chips = page.getByRole('group', { name: 'Valgte filtre' });
      expect(await chips.getByRole('button').allInnerTexts()).toEqual([
        'Omsorgsboliger',
        'Ledig',
        'Nullstill filtre',
      ]);
      const few = await page.getByRole('status').innerText();
      await chips.getByRole('button', { name: 'Slett filteret Ledig' }).click();
      expect(await page.getByRole('status').innerText()).not.toBe(few);
      await chips.getByRole('button', { name: 'Nullstill filtre' }).click();
      expect(await page.getByRole('status').innerText()).toMatch(/^1\s?228 av 1\s?228 boliger$/);
    });

    it('G6 keep filter, order and page in the address, and no identity number', async () => {
      await visit('/boliger?track=welfare');
      await page.getByRole('button', { name: 'Areal' }).click();
      await page.getByRole('navigation', { name: 'Sider' }).getByRole('button', { name: 'Neste' }).click();
      const address = page.url();
      const rows = await page.getByRole('row').allInnerTexts();
      await page.reload();
      await page.getByRole('row').nth(1).waitFor();
      expect(page.url()).toBe(address);
      expect(await page.getByRole('row').allInnerTexts()).toEqual(rows);
      await page.getByLabel('Søk etter nummer, bygning eller område').fill('11857012345');
      expect(page.url()).not.toMatch(/\d{11}/);
    });

    it('G7 stand in one order at a time, turned round by a second click', async () => {
      await visit('/boliger');
      const sorted = page.locator('th[aria-sort]:not([aria-sort="none"])');
      await page.getByRole('button', { name: 'Bygning' }).click();
      expect(await sorted.count()).toBe(1);
      expect(await sorted.getAttribute('aria-sort')).toBe('ascending');
      await page.getByRole('button', { name: 'Bygning' }).press('Enter');
      expect(await sorted.getAttribute('aria-sort')).toBe('descending');
    });
  });

  it('a role without a right sees neither the area nor its figures (G16)', async () => {
    const other = await scene.open(chromium ?? '', 'chair');
    try {
      const areas = other.page.getByRole('navigation', { name: 'Områder' }).getByRole('link');
      expect(await areas.allInnerTexts()).toEqual([
        'Oversikt',
        'Boliger',
        'Søkere i kø',
        'Tildelingsrunder',
        'Møter',
        'Tilbud',
        'Kapasitetsgap',
        'Regelsett',
      ]);
      const response = await other.page.request.get(`${url}/v1/rotation-flags`);
      expect(response.status()).toBe(403);
    } finally {
      await other.close();
    }
  });

  it('G2 nothing asked another origin, and the console stayed without errors', () => {
    expect(browser.misdeeds).toEqual({ errors: [], foreignRequests: [] });
  });
});

/** Goes to a page, and waits until it has what it shows. */
async function visit(path: string): Promise<void> {
  await visitPage(page, `${url}${path}`);
}

async function topsOf(steps: ReturnType<Page['getByRole']>): Promise<readonly number[]> {
  const boxes = await Promise.all((await steps.all()).map(async (step) => await step.boundingBox()));
  return boxes.map((box) => box?.y ?? Number.NaN);
}

async function figuresOf(step: ReturnType<Page['getByRole']>): Promise<Readonly<Record<string, number>>> {
  const names = await step.locator('dt').allInnerTexts();
  const values = await step.locator('dd').allInnerTexts();
  return Object.fromEntries(names.map((name, index) => [name, Number.parseInt(values[index] ?? '', 10)]));
}
