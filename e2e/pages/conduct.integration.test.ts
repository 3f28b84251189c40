import type { Schemas } from '@boligtrapp/client';
import { createIdSource, createSystemClock } from '@boligtrapp/platform';
import { runRotation } from '@boligtrapp/use-cases';
import type { Page } from 'playwright-core';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, openChromium, type TestBrowser } from './browser.ts';
import { createPageScene, findAxeFaults, type PageScene, settled, visitPage } from './page-scene.ts';

const chromium = findChromium();
const TOMORROW = '31.12.2031';

let scene: PageScene;
let browser: TestBrowser;
let page: Page;

describe.skipIf(chromium === undefined)('how every page behaves', () => {
  beforeAll(async () => {
    scene = await createPageScene(async ({ db, municipalityId }) => {
      const runOn = createSystemClock().today();
      await runRotation({ db, ids: createIdSource() }, { municipalityId, runOn, requestedBy: 'test' });
    });
    browser = await scene.open(chromium ?? '', 'officer');
    ({ page } = browser);
  });
  afterAll(async () => {
    await browser.close();
    await scene.close();
  });

  it('A7 the overview says from which night its figures are', async () => {
    await visitPage(page, scene.url);
    const status = page.getByText('Status for leieforhold etter nattens rulleringsrapport');
    await status.waitFor();
    expect(await status.locator('time').first().getAttribute('datetime')).toBe(createSystemClock().today());
  });

  it('G8 nothing flickers, what takes long is said to be loading, and a fault has a code and another try', async () => {
    const held = Promise.withResolvers<void>();
    await page.route('**/v1/queue*', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.addInitScript(noteWhenShown);
    await page.goto(`${scene.url}/sokere`);
    await page.locator('[aria-busy="true"] .ds-skeleton').waitFor();
    const [busyAt, skeletonAt] = await page.evaluate(() => [window.busyAt ?? 0, window.skeletonAt ?? 0]);
    expect((skeletonAt ?? 0) - (busyAt ?? 0)).toBeGreaterThanOrEqual(290);
    held.resolve();
    await settled(page);
    await page.unroute('**/v1/queue*');
    await page.route('**/v1/ladder', async (route) => {
      await route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'about:blank',
          title: 'Tjenesten svarer ikke akkurat nå',
          status: 503,
          code: 'service.unavailable',
          instance: 'urn:uuid:0190a000-0000-7000-8000-000000000001',
        }),
      });
    });
    await page.goto(scene.url);
    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(
      /svarer ikke akkurat nå[\s\S]*Feilkode: 0190a000-0000-7000-8000-000000000001/,
    );
    expect(await findAxeFaults(page)).toEqual([]);
    await page.unroute('**/v1/ladder');
    await alert.getByRole('button', { name: 'Prøv igjen' }).click();
    await page.getByRole('region', { name: 'Velferdsboliger' }).waitFor();
    // What the browser says of an answer that is no success is no fault of the page.
    browser.misdeeds.errors.length = 0;
  });

  it('G11 a double click has one effect', async () => {
    await visitPage(page, `${scene.url}/moter`);
    const before = await meetingCount();
    const keys: (string | undefined)[] = [];
    await page.route('**/v1/meetings', async (route) => {
      if (route.request().method() === 'POST') keys.push(route.request().headers()['idempotency-key']);
      await route.continue();
    });
    const dialog = await openPlan();
    await dialog.getByRole('button', { name: 'Planlegg et møte' }).dblclick();
    await page.waitForURL(/\/moter\/[0-9a-f-]{36}$/);
    await page.unroute('**/v1/meetings');
    expect(new Set(keys).size).toBe(1);
    expect(await meetingCount()).toBe(before + 1);
  });

  it('G13 no target is small, no function needs a mouse, and shortcuts of one key can be switched off', async () => {
    await visitPage(page, `${scene.url}/boliger`);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, select, nav a')].flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        const isSeen = element.checkVisibility() && width > 1 && height > 1;
        return isSeen && (width < 24 || height < 24)
          ? [`${element.outerHTML.slice(0, 80)} ${width}×${height}`]
          : [];
      }),
    );
    expect(small).toEqual([]);
    await page.locator('h1').press('?');
    const help = page.getByRole('dialog', { name: 'Tastatursnarveier' });
    await help.waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await help.getByLabel('Bruk snarveier med én tast').uncheck();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.locator('h1').press('?');
    expect(await help.count()).toBe(0);
    await page.getByRole('button', { name: 'Vis tastatursnarveier' }).click();
    await help.getByLabel('Bruk snarveier med én tast').check();
    await page.keyboard.press('Escape');
  });

  it('G12 says in text what colour says, also where the browser takes colours away', async () => {
    await visitPage(page, `${scene.url}/rullering`);
    const texts = async (): Promise<readonly string[]> =>
      await page.getByRole('main').locator('.ds-tag').allInnerTexts();
    const before = await texts();
    expect(before.length).toBeGreaterThan(0);
    expect(before.filter((text) => text.trim() === '')).toEqual([]);
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await texts()).toEqual(before);
    await page.emulateMedia({ forcedColors: null });
  });

  it('G14 paper has no menu, says whose it is, and begins with data', async () => {
    await visitPage(page, `${scene.url}/boliger`);
    const [first = '', ...rest] = (await extractText(new Uint8Array(await page.pdf({ format: 'A4' })))).text;
    expect(rest.length).toBeGreaterThan(0);
    expect(first).toMatch(
      /Fjordvik · skrevet ut \d{2}\.\d{2}\.\d{4} kl\. \d{2}\.\d{2} · Unntatt offentlighet/,
    );
    expect(first).not.toMatch(/Logg ut|Nullstill filtre/);
    const table = page.getByRole('table', { name: 'Kommunalt disponerte boliger' });
    const dwelling = await table.getByRole('rowheader').first().innerText();
    expect(first.replaceAll(/\s/g, '')).toContain(dwelling.trim());
  });

  it('G17 the foot leads to accessibility and privacy, which nobody signs in to read', async () => {
    const stranger = await openChromium(chromium ?? '', new URL(scene.url).origin);
    try {
      await stranger.page.goto(scene.url);
      const foot = stranger.page.getByRole('contentinfo');
      expect(await foot.innerText()).toMatch(/Versjon \d+\.\d+\.\d+/);
      for (const name of ['Tilgjengelighet', 'Personvern']) {
        await foot.getByRole('link', { name }).click();
        await stranger.page.getByRole('heading', { level: 1, name }).waitFor();
        expect(await findAxeFaults(stranger.page)).toEqual([]);
      }
      expect(stranger.misdeeds).toEqual({ errors: [], foreignRequests: [] });
    } finally {
      await stranger.close();
    }
  });

  it('somebody sees where they are signed in, and signs out elsewhere', async () => {
    const elsewhere = await scene.open(chromium ?? '', 'officer');
    await visitPage(page, scene.url);
    await page.getByRole('link', { name: /Innloggingene dine$/ }).click();
    const table = page.getByRole('table', { name: 'Hvor du er logget inn' });
    await table.getByText('Denne nettleseren').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    await table.getByRole('button', { name: 'Logg ut der' }).click();
    await table.getByRole('button').waitFor({ state: 'detached' });
    await visitPage(elsewhere.page, scene.url);
    await elsewhere.page.getByRole('link', { name: 'Logg inn' }).waitFor();
    await elsewhere.close();
    await visitPage(page, `${scene.url}/innstillinger`);
    expect(await table.getByRole('row').count()).toBe(2);
  });

  it('G18 a session that ends in the middle of a form asks one to sign in, and loses nothing', async () => {
    await visitPage(page, `${scene.url}/moter`);
    const dialog = await openPlan();
    await page.evaluate(async () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the API describes it
      const me = (await (await fetch('/v1/me')).json()) as Schemas['Me'];
      const headers = { 'x-csrf-token': me.session?.csrfToken ?? '' };
      await fetch('/auth/sign-out-everywhere', { method: 'POST', headers });
    });
    await dialog.getByRole('button', { name: 'Planlegg et møte' }).click();
    const over = page.getByRole('dialog', { name: 'Du er logget ut' });
    await over.waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    // What was on the page is out of sight.
    expect(await page.getByRole('main').isVisible()).toBe(false);
    const opened = page.context().waitForEvent('page');
    await over.getByRole('link', { name: 'Logg inn igjen' }).click();
    const window = await opened;
    await window.getByRole('button', { name: /^officer\b/ }).click();
    await over.waitFor({ state: 'detached' });
    expect(await dialog.getByLabel('Møtedag').inputValue()).toBe(TOMORROW);
    await dialog.getByRole('button', { name: 'Planlegg et møte' }).click();
    await page.waitForURL(/\/moter\/[0-9a-f-]{36}$/);
    browser.misdeeds.errors.length = 0;
  });

  it('G2 nothing asked another origin, and the console stayed without errors', () => {
    expect(browser.misdeeds).toEqual({ errors: [], foreignRequests: [] });
  });
});

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- how a window is given something
  interface Window {
    busyAt?: number;
    skeletonAt?: number;
  }
}

/** Notes in the page itself when something begins to load, and when a skeleton is first shown. */
function noteWhenShown(): void {
  new MutationObserver(() => {
    if (document.querySelector('[aria-busy="true"]') !== null) window.busyAt ??= performance.now();
    if (document.querySelector('.ds-skeleton') !== null) window.skeletonAt ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

async function openPlan(): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('button', { name: 'Planlegg et møte' }).click();
  const dialog = page.getByRole('dialog', { name: 'Planlegg et møte' });
  await dialog.getByLabel('Møtedag').fill(TOMORROW);
  return dialog;
}

async function meetingCount(): Promise<number> {
  const response = await page.request.get(`${scene.url}/v1/meetings?limit=200`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the API describes it
  return ((await response.json()) as Schemas['MeetingPage']).totalCount;
}
