import { connectAsAdmin } from '@boligtrapp/testing';
import { readWorkbook } from '@boligtrapp/testing/documents';
import type { Page } from 'playwright-core';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiUser, apiUser } from '../api-user.ts';
import { endService, type RunningService, startService } from '../service-process.ts';
import { findChromium, type TestBrowser } from './browser.ts';
import { createPageScene, findAxeFaults, type PageScene, visitPage } from './page-scene.ts';

const chromium = findChromium();
const LANGUAGES = ['Nynorsk', 'English', 'Bokmål'] as const;
const FIGURE = 'Tak for et område, per 100 boliger';
/** A machine that has much else to do is slow. */
const PATIENT = { timeout: 30_000 } as const;
const REASON = 'Kommunestyret har bestemt det i sak 12/26.';

let scene: PageScene;
let worker: RunningService;
let browser: TestBrowser;
let leader: TestBrowser;
let page: Page;
let secretary: ApiUser;

describe.skipIf(chromium === undefined)('steering', () => {
  beforeAll(async () => {
    scene = await createPageScene();
    worker = await startService('worker', scene.database.url);
    secretary = await apiUser(scene.url, 'board-secretary');
    browser = await scene.open(chromium ?? '', 'officer');
    leader = await scene.open(chromium ?? '', 'leader');
    ({ page } = browser);
  });
  afterAll(async () => {
    await browser.close();
    await leader.close();
    await endService(worker, 'SIGTERM');
    await scene.close();
  });

  describe('the rules', () => {
    it('I1 I2 have versions with states and days, and figures of the law that are locked', async () => {
      await visit(page, '/regelsett');
      expect(await page.getByRole('row').filter({ hasText: 'Gjeldende' }).count()).toBe(1);
      await withoutFaults(page);
      await page.getByRole('row').filter({ hasText: 'Gjeldende' }).getByRole('link').click();
      const changes = page.getByRole('region', { name: 'Endringer' });
      await changes.getByText('låst').first().waitFor();
      expect(await changes.innerText()).toMatch(/låst, husleieloven § 9-2 \(3\)/);
      expect(await page.getByRole('button', { name: /^Endre/ }).count()).toBe(0);
    });

    it('I7 G10 are changed by number or slider, and what somebody else saved meanwhile is shown beside what one typed', async () => {
      await visit(page, '/regelsett');
      await page.getByRole('button', { name: 'Nytt utkast' }).click();
      await page.getByLabel('Navn').fill('Nye tak');
      await page.getByRole('button', { name: 'Lag utkast' }).click();
      await page.getByRole('heading', { level: 1, name: 'Nye tak' }).waitFor();
      await withoutFaults(page);
      await page.getByRole('button', { name: `Endre ${FIGURE}` }).click();
      const dialog = page.getByRole('dialog', { name: `Endre ${FIGURE}` });
      const number = dialog.getByLabel(FIGURE, { exact: true });
      const slider = dialog.getByRole('slider', { name: `Skyv for å velge ${FIGURE}` });
      await slider.fill('11');
      expect(await number.inputValue()).toBe('11');
      await number.fill('12');
      expect(await slider.inputValue()).toBe('12');
      await dialog.getByLabel('Begrunnelse').fill(REASON);
      expect(await findAxeFaults(page)).toEqual([]);

      await changeElsewhere(page.url().split('/').at(-1) ?? '');
      await dialog.getByRole('button', { name: 'Lagre', exact: true }).click();
      const conflict = dialog.getByRole('alert').filter({ hasText: 'Noen andre har endret utkastet' });
      await conflict.waitFor();
      expect(await conflict.innerText()).toMatch(/Lagret nå\s+10 poeng[\s\S]*Det du skrev\s+12 poeng/);
      expect(await number.inputValue()).toBe('12');
      expect(await dialog.getByLabel('Begrunnelse').inputValue()).toBe(REASON);
      expect(await findAxeFaults(page)).toEqual([]);
      await conflict.getByRole('button', { name: 'Lagre det jeg skrev' }).click();
      await dialog.waitFor({ state: 'detached' });
      const changed = page.getByRole('region', { name: 'Endringer' }).getByRole('row', { name: FIGURE });
      await expect.poll(async () => await changed.innerText(), PATIENT).toContain('12 poeng');
      // The 412 is written to the console by the browser itself; nothing else is.
      expect(browser.misdeeds.errors.splice(0)).toEqual([expect.stringContaining('412')]);
    });

    it('I3 I4 are tried before they are submitted, and approved by somebody else with a reason', async () => {
      const url = page.url();
      await page.getByRole('button', { name: 'Send til godkjenning' }).click();
      await page.getByRole('alert').waitFor();
      expect(browser.misdeeds.errors.splice(0)).toHaveLength(1);
      await page.getByRole('button', { name: 'Prøv ut virkningen' }).click();
      await page.getByText('Prøver ut virkningen.', { exact: false }).waitFor();
      // Left and found again.
      await visit(page, '/regelsett');
      await visit(page, new URL(url).pathname);
      await page.getByRole('table', { name: 'Køen nå' }).waitFor({ timeout: 180_000 });
      await withoutFaults(page);
      await page.getByRole('button', { name: 'Send til godkjenning' }).click();
      await page.getByText('Regelsettet er sendt til godkjenning').waitFor();
      expect(await page.getByRole('button', { name: 'Godkjenn regelsettet' }).count()).toBe(0);

      await visit(leader.page, new URL(url).pathname);
      await leader.page.getByRole('button', { name: 'Godkjenn regelsettet' }).click();
      const dialog = leader.page.getByRole('dialog', { name: 'Godkjenn regelsettet' });
      await dialog.getByRole('button', { name: 'Godkjenn regelsettet' }).click();
      expect(await dialog.getByRole('link').count()).toBe(3);
      expect(await findAxeFaults(leader.page)).toEqual([]);
      await dialog.getByLabel('Gjelder fra').fill('1.1.2030');
      await dialog.getByLabel('Vedtak').fill('Sak 12/26');
      await dialog.getByLabel('Begrunnelse').fill(REASON);
      await dialog.getByRole('button', { name: 'Godkjenn regelsettet' }).click();
      await leader.page.getByText('Regelsettet er godkjent').waitFor();
      await leader.page.getByText('leader, Sak 12/26:', { exact: false }).waitFor();
    }, 300_000);

    it('I4 I6 are not approved by those who wrote them, and two drafts of one figure are shown as a conflict', async () => {
      const asLeader = await apiUser(scene.url, 'leader');
      const mine = await draftWith(asLeader, 'Lederens utkast', 14);
      await draftWith(secretary, 'Et annet utkast', 15);
      await visit(leader.page, `/regelsett/${mine}`);
      await leader.page.getByText('Et annet utkast endrer de samme tallene.', { exact: false }).waitFor();
      expect(await leader.page.getByRole('region', { name: 'Endringer' }).innerText()).toContain(
        'her 14, der 15',
      );
      const own = await asLeader.post(
        `/v1/policy-sets/${mine}/approve`,
        { validFrom: '2031-01-01', reason: REASON, decisionReference: 'Sak 1/31' },
        '"2"',
      );
      expect(own.status).toBeGreaterThanOrEqual(400);
      expect(await leader.page.getByRole('button', { name: 'Godkjenn regelsettet' }).count()).toBe(0);
    });
  });

  describe('the log', () => {
    it('H1 H2 says who did what to what and when, before and after, from the newest, by filters', async () => {
      await visit(leader.page, '/logg');
      await leader.page.getByRole('table').waitFor();
      const heads = await leader.page.getByRole('columnheader').allInnerTexts();
      expect(heads).toEqual([
        'Når',
        'Hvem',
        'Hva',
        'Gjelder',
        'Før → etter',
        'Begrunnelse',
        'Tekniske opplysninger',
      ]);
      await withoutFaults(leader.page);
      await leader.page.getByLabel('Gjelder', { exact: true }).selectOption({ label: 'Regelsett' });
      await leader.page.getByLabel('Hvem (bruker-ID)').fill('officer');
      await leader.page.getByRole('button', { name: 'Finn' }).click();
      await expect.poll(() => leader.page.url(), PATIENT).toContain('objectKind=policy-set');
      const row = leader.page.getByRole('row').nth(1);
      await expect.poll(async () => await row.innerText(), PATIENT).toContain('Sendt til godkjenning');
      expect(await row.innerText()).toContain('status: utkast → til godkjenning');
      // Ids and codes are for whoever asks for them.
      expect(await leader.page.getByRole('main').innerText()).not.toMatch(
        /[0-9a-f]{8}-[0-9a-f]{4}|policy-set\./,
      );
      await row.getByText('Vis tekniske opplysninger').click();
      expect(await row.innerText()).toMatch(
        /policy-set\.submitted[\s\S]*[0-9a-f]{8}-[0-9a-f]{4}[\s\S]*draft → submitted/,
      );
      await withoutFaults(leader.page);
      expect(await row.getByRole('link', { name: /^Regelsett …/ }).count()).toBe(1);
      await leader.page.reload();
      await expect.poll(async () => await row.innerText(), PATIENT).toContain('Sendt til godkjenning');
      expect(await leader.page.getByRole('main').innerText()).not.toMatch(/\d{11}|\d{4}-\d{2}-\d{2}/);
    });

    it('H2 tells readings of households as events', async () => {
      await visit(page, '/kapasitetsgap');
      await visit(leader.page, '/logg');
      await leader.page.getByText('Lesninger', { exact: true }).click();
      await leader.page.getByRole('table', { name: 'Lesninger, den nyeste først' }).waitFor();
      expect(await findAxeFaults(leader.page)).toEqual([]);
    });

    it('H3 H4 is whole, can be taken out under seal, has no way to change it, and shows when it was tampered with', async () => {
      await visit(leader.page, '/logg');
      await leader.page.getByRole('button', { name: 'Kontroller loggen' }).click();
      await leader.page.getByText('Loggen er hel:', { exact: false }).waitFor();
      expect(await findAxeFaults(leader.page)).toEqual([]);
      const link = leader.page.getByRole('link', { name: 'Last ned loggen med segl' });
      const answer = await leader.page.request.get(`${scene.url}${(await link.getAttribute('href')) ?? ''}`);
      expect(answer.headers()['content-type']).toContain('application/x-ndjson');
      expect(await leader.page.getByRole('button', { name: /Slett|Endre/ }).count()).toBe(0);
      await tamper();
      await leader.page.getByRole('button', { name: 'Kontroller loggen' }).click();
      await leader.page.getByText('Loggen er brutt:', { exact: false }).waitFor();
      expect(await findAxeFaults(leader.page)).toEqual([]);
    });

    it('G16 is not there for those who may not see it', async () => {
      expect(await page.getByRole('link', { name: 'Hendelseslogg' }).count()).toBe(0);
      const refused = await page.request.get(`${scene.url}/v1/audit-events`);
      expect(refused.status()).toBe(403);
    });
  });

  describe('the capacity gap', () => {
    it('F1 F3 adds up by row and column, with a number in every cell, a legend and a table of the same figures', async () => {
      await visit(page, '/kapasitetsgap');
      await page.getByRole('table').waitFor();
      await withoutFaults(page);
      const rows = await figuresOf(page);
      const sums = rows.at(-1) ?? [];
      for (const row of rows) expect(sum(row.slice(0, -1))).toBe(row.at(-1));
      for (const [index, total] of sums.entries()) {
        expect(sum(rows.slice(0, -1).map((row) => row[index] ?? Number.NaN))).toBe(total);
      }
      expect(await page.getByRole('main').innerText()).toContain('Over 0: så mange boliger mangler');
      await page.getByText('Tabell', { exact: true }).click();
      await page.getByRole('columnheader', { name: 'Behov' }).waitFor();
      const table = await figuresOf(page);
      for (const [need = 0, supply = 0, expected = 0, gap] of table)
        expect(need - supply - expected).toBe(gap);
      expect(table.at(-1)?.at(-1)).toBe(sums.at(-1));
    });

    it('F2 shows the households and the dwellings behind a cell, as many as it counts', async () => {
      await visit(page, '/kapasitetsgap');
      const cell = page.getByRole('button', { name: /^Trinn 1, 1 soverom/ });
      const [, need, supply, expected] =
        /: (\d+) i kø − (\d+) ledige − (\d+) ventet/.exec((await cell.getAttribute('aria-label')) ?? '') ??
        [];
      await cell.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(`Husstander i kø: ${need ?? ''}`).waitFor();
      await dialog.getByText(`Ledige boliger: ${supply ?? ''}`).waitFor();
      await dialog.getByText(`Boliger som ventes ledige: ${expected ?? ''}`).waitFor();
      const names = [need, supply, expected].reduce((total, part) => total + Number(part), 0);
      expect(await dialog.getByRole('listitem').count()).toBe(names);
      expect(await findAxeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it('F4 looks 3, 6, 12 or 24 months ahead, and lists what the figures rest on with their day', async () => {
      await visit(page, '/kapasitetsgap');
      const horizon = page.getByLabel('Så langt fram');
      expect(await horizon.locator('option').allInnerTexts()).toEqual([
        '3 måneder',
        '6 måneder',
        '12 måneder',
        '24 måneder',
      ]);
      await horizon.selectOption({ label: '24 måneder' });
      await expect.poll(() => page.url(), PATIENT).toContain('months=24');
      const assumptions = page.getByRole('region', { name: 'Dette bygger tallene på' });
      await assumptions.waitFor();
      expect(await assumptions.getByRole('listitem').count()).toBeGreaterThan(4);
      expect(await assumptions.getByRole('time').count()).toBe(2);
    });
  });

  describe('the capacity gap as a file', () => {
    it('F3 F5 has the figures of the screen as a workbook and as a document, and few households as few', async () => {
      await visit(page, '/kapasitetsgap?view=table&months=6&track=care');
      await page.getByRole('table').waitFor();
      const rows = await page.getByRole('table').getByRole('row').allInnerTexts();
      const screen = rows.map((row) =>
        row
          .replaceAll('−', '-')
          .trim()
          .split(/\s*\t\s*/),
      );
      const href = async (name: string): Promise<string> =>
        `${scene.url}${(await page.getByRole('link', { name }).getAttribute('href')) ?? ''}`;
      const workbook = await page.request.get(await href('Last ned som Excel (.xlsx)'));
      const [sheet] = await readWorkbook(await workbook.body());
      const file = sheet?.rows.map((row) => row.map(String)) ?? [];
      expect(file).toHaveLength(screen.length);
      for (const [index, [name, need = '', supply, expected, gap = '']] of file.entries()) {
        const [shownName, shownNeed = '', shownSupply, shownExpected, shownGap] = screen[index] ?? [];
        expect([name, supply, expected]).toEqual([shownName, shownSupply, shownExpected]);
        const isFew = Number(shownNeed) > 0 && Number(shownNeed) < 5;
        if (isFew) expect([need, gap]).toEqual(['< 5', '–']);
        else if (need !== '–') expect([need, gap]).toEqual([shownNeed, shownGap]);
      }
      const document = await page.request.get(await href('Last ned som PDF'));
      const text = (await extractText(new Uint8Array(await document.body()), { mergePages: true })).text;
      for (const [name = ''] of file.slice(1)) expect(text).toContain(name);
      expect(await findAxeFaults(page)).toEqual([]);
    });
  });

  it('my tasks have reviews and follow-ups to take, on any screen', async () => {
    await visit(page, '/oppgaver');
    await page.getByRole('heading', { level: 2, name: 'Oppfølging' }).waitFor();
    await withoutFaults(page);
  });

  it('G2 nothing asked another origin, and the console stayed without errors', () => {
    for (const { misdeeds } of [browser, leader])
      expect(misdeeds).toEqual({ errors: [], foreignRequests: [] });
  });
});

async function visit(of: Page, path: string): Promise<void> {
  await visitPage(of, `${scene.url}${path}`);
}

/** G1 in each language, and G3. */
async function withoutFaults(of: Page): Promise<void> {
  for (const language of LANGUAGES) {
    await of.getByRole('button', { name: language }).click();
    expect(await findAxeFaults(of), language).toEqual([]);
  }
  await of.setViewportSize({ width: 320, height: 800 });
  const [wide, seen] = await of.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(wide).toBeLessThanOrEqual(seen ?? 0);
  await of.setViewportSize({ width: 1280, height: 900 });
}

async function changeElsewhere(policySetId: string): Promise<void> {
  await changeCap(secretary, policySetId, 10);
}

async function draftWith(user: ApiUser, name: string, cap: number): Promise<string> {
  const made = await user.post<{ id: string }>('/v1/policy-sets', { name });
  await changeCap(user, made.body.id, cap);
  return made.body.id;
}

interface PolicyOfApi {
  readonly content: {
    readonly caps: { readonly neighbourhoodPointsPer100Dwellings: number };
    readonly sources: Readonly<Record<string, object>>;
  };
}

async function changeCap(user: ApiUser, policySetId: string, cap: number): Promise<void> {
  const { body, etag } = await user.get<PolicyOfApi>(`/v1/policy-sets/${policySetId}`);
  const { content } = body;
  const caps = { ...content.caps, neighbourhoodPointsPer100Dwellings: cap };
  const path = `/v1/policy-sets/${policySetId}`;
  expect((await user.patch(path, { content: { ...content, caps } }, etag)).status).toBe(200);
}

/** The numbers of each row of the table, the last row and column being sums. */
async function figuresOf(of: Page): Promise<readonly (readonly number[])[]> {
  const rows = await of.getByRole('table').locator('tbody tr').all();
  return await Promise.all(
    rows.map(async (row) =>
      (await row.locator('td').allInnerTexts()).map((figure) => Number(figure.trim().replace('−', '-'))),
    ),
  );
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

/** Changes a row of the log as somebody with the whole database in hand could. */
async function tamper(): Promise<void> {
  const admin = await connectAsAdmin(scene.database);
  try {
    await admin.query("update audit_events set actor = 'somebody-else' where sequence = 2");
  } finally {
    await admin.close();
  }
}
