import { createIdSource, createSystemClock } from '@boligtrapp/platform';
import { runRotation } from '@boligtrapp/use-cases';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiUser, apiUser } from '../api-user.ts';
import { endService, type RunningService, startService } from '../service-process.ts';
import { findChromium, type TestBrowser } from './browser.ts';
import { createPageScene, findAxeFaults, type PageScene, settled, visitPage } from './page-scene.ts';

interface LeaseOfApi {
  readonly id: string;
  readonly dwellingReference: string;
  readonly householdId: string | null;
  readonly lastDay: string | null;
  readonly legalState: {
    readonly state: string;
    readonly lastSafeDay: string | null;
    readonly indefiniteBecause: string | null;
  };
}
interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly totalCount: number;
}

const chromium = findChromium();
const LANGUAGES = ['Nynorsk', 'English', 'Bokmål'] as const;

let scene: PageScene;
let worker: RunningService;
let officer: ApiUser;
let browser: TestBrowser;
let page: Page;

describe.skipIf(chromium === undefined)('the rotation', () => {
  beforeAll(async () => {
    scene = await createPageScene(async ({ db, municipalityId }) => {
      const runOn = createSystemClock().today();
      await runRotation({ db, ids: createIdSource() }, { municipalityId, runOn, requestedBy: 'test' });
    });
    worker = await startService('worker', scene.database.url);
    officer = await apiUser(scene.url, 'officer');
    browser = await scene.open(chromium ?? '', 'officer');
    ({ page } = browser);
  });
  afterAll(async () => {
    await browser.close();
    await endService(worker, 'SIGTERM');
    await scene.close();
  });

  it('G1 G3 has no fault that axe finds, in any form and language, and fits on a narrow screen', async () => {
    for (const view of ['board', 'list', 'findings', 'nights']) {
      await visit(`/rullering?view=${view}`);
      expect(await findAxeFaults(page), view).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(wide, view).toBeLessThanOrEqual(seen ?? 0);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await visit('/rullering');
    for (const language of LANGUAGES) {
      await page.getByRole('button', { name: language }).click();
      expect(await findAxeFaults(page), language).toEqual([]);
    }
  }, 180_000);

  it('E1 has a column for what has run out, for each of six months, and for what comes later', async () => {
    await visit('/rullering');
    const columns = page.getByRole('region', { name: 'Rulleringstavle' }).getByRole('heading', { level: 2 });
    const names = await columns.allInnerTexts();
    expect(names).toHaveLength(8);
    expect(names[0]).toMatch(/^Utløpt \(\d+\)$/);
    expect(names.at(-1)).toMatch(/^Senere \(\d+\)$/);
    const month = new Intl.DateTimeFormat('nb', { month: 'long', year: 'numeric' }).format(new Date());
    expect(names[1]?.toLowerCase()).toContain(month);
    const card = page.getByRole('article').first();
    for (const name of ['Husstand', 'Utløp', 'Siste trygge dag', 'Ansvarlig']) {
      expect(await card.locator('dt').allInnerTexts()).toContain(name);
    }
  });

  it('E2 E4 shows the legal date that the API gives, and what has become indefinite without a way to change it', async () => {
    const { body } = await officer.get<PageOf<LeaseOfApi>>('/v1/leases?state=indefinite&limit=200');
    const lost = body.items.find(
      ({ legalState }) => legalState.indefiniteBecause === 'holdover-over-three-months',
    );
    await visit(`/leieforhold/${lost?.id ?? ''}`);
    expect(await page.getByRole('region', { name: 'Tilstand i dag' }).innerText()).toContain(
      'Gått over til tidsubestemt',
    );
    const row = page.getByRole('row', { name: /Siste trygge dag for skriftlig flytteoppfordring/ });
    expect(await row.getByRole('time').getAttribute('datetime')).toBe(lost?.legalState.lastSafeDay);
    expect(await row.innerText()).toContain('husleieloven § 9-2 (3)');
    expect(await page.getByRole('region', { name: 'Tilstand i dag' }).getByRole('button').count()).toBe(0);
  });

  it('E3 E5 says each light in words with a border of its own, and flags a short term without a basis', async () => {
    const borders = new Map<string, string>();
    for (const [light, at] of [
      ['Rød', 1],
      ['Gul', 2],
      ['Grønn', 20],
    ] as const) {
      await visit(`/rullering?view=list&page=${at}`);
      const tag = page.getByRole('row').getByText(light, { exact: true }).first();
      borders.set(light, await tag.evaluate((element) => getComputedStyle(element).borderStyle));
    }
    expect(new Set(borders.values()).size).toBe(3);
    const { body } = await officer.get<PageOf<LeaseOfApi>>('/v1/leases?state=indefinite&limit=200');
    const short = body.items.find(
      ({ legalState, lastDay }) =>
        lastDay !== null && legalState.indefiniteBecause === 'short-term-without-basis',
    );
    await visit('/rullering?view=list&pressing=true');
    const row = page.getByRole('row').filter({ hasText: short?.dwellingReference ?? 'none' });
    expect(await row.innerText()).toContain('uten registrert grunnlag (husleieloven § 9-3 og § 11-1)');
  });

  it('E7 E9 has a list with the same filter and count, and says how many are red and yellow', async () => {
    await visit('/rullering');
    const all = await count(page);
    await page.getByRole('switch', { name: 'Bare rødt og gult' }).click();
    await expect.poll(async () => await count(page), { timeout: 30_000 }).not.toBe(all);
    expect(page.url()).toContain('pressing=true');
    const few = await count(page);
    const [, total, , red, yellow, green] =
      /^([\d\s]+) av ([\d\s]+) leieforhold: ([\d\s]+) røde, ([\d\s]+) gule og ([\d\s]+) grønne$/.exec(few) ??
      [];
    expect(Number(red) + Number(yellow)).toBe(Number(total));
    expect(green).toBe('0');
    expect(await page.getByText('Grønn', { exact: true }).count()).toBe(0);
    await page.getByText('Liste', { exact: true }).click();
    await page.getByRole('table').waitFor();
    expect(await count(page)).toBe(few);
    expect(page.url()).toContain('pressing=true');
  });

  it('E7 gives a calendar in UTC without a name', async () => {
    await visit('/rullering');
    await page.getByRole('button', { name: 'Legg i kalender' }).click();
    const dialog = page.getByRole('dialog', { name: 'Legg fristene i kalenderen din' });
    await dialog.getByRole('button', { name: 'Lag adresse' }).click();
    const address = await dialog.getByLabel('Adresse til kalenderen').inputValue();
    expect(await findAxeFaults(page)).toEqual([]);
    const response = await fetch(`${scene.url}${new URL(address).pathname}`);
    const calendar = await response.text();
    expect(calendar).toContain('BEGIN:VCALENDAR');
    for (const [, stamp] of calendar.matchAll(/DTSTAMP:(\S+)/g)) expect(stamp).toMatch(/Z$/);
    expect(calendar).not.toMatch(/S-\d{4}/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('E8 makes a night again with the same rows, shows how far it is, and keeps a log of nights', async () => {
    await visit('/rullering?view=nights');
    const row = page.getByRole('row').nth(1);
    const before = await row.getByRole('cell').allInnerTexts();
    await page.getByRole('button', { name: 'Lag rapport' }).click();
    await page.getByText('Rapporten er bestilt').waitFor();
    // Left and found again.
    await visit('/rullering');
    await visit('/rullering?view=nights');
    await expect.poll(async () => await row.innerText(), { timeout: 60_000 }).toContain('Ferdig');
    const after = await row.getByRole('cell').allInnerTexts();
    expect(after.slice(1, 3)).toEqual(before.slice(1, 3));
    const names = await row
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.ariaLabel ?? ''));
    expect(names.map((name) => name.split(':')[0])).toEqual(['PDF', 'Excel', 'JSON']);
  });

  it('E6 goes from a review, of which nothing is chosen beforehand, to a request to move before its last safe day', async () => {
    const sender = { contactLines: ['Boligkontoret'], senderLines: ['Boligkontoret'] };
    expect((await officer.post('/v1/letter-sender', sender)).status).toBe(201);
    const lease = await findAssessedHoldover();
    await visit('/rullering');
    await page.getByRole('article').getByRole('link', { name: lease.dwellingReference }).click();
    await page.getByRole('heading', { level: 1, name: `Leieforhold i ${lease.dwellingReference}` }).waitFor();
    await settled(page);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByRole('region', { name: 'Vurdering av leieforholdet' }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /^Vurdering av leieforholdet i/ }).waitFor();
    // The clock of the law stands where one works, and not on the board alone.
    const safeDay = page.getByText('Siste trygge dag for skriftlig flytteoppfordring').locator('xpath=..');
    expect(await safeDay.getByRole('time').getAttribute('datetime')).toBe(lease.legalState.lastSafeDay);
    await reviewIt();
    await ruleIt();
    await sign('officer');
    await signAsLeader(page.url());
    await page.reload();
    await page.getByText('2 av 2 har signert.').waitFor();
    expect(await findAxeFaults(page)).toEqual([]);

    await page.getByRole('link', { name: lease.dwellingReference }).click();
    const letter = page
      .getByRole('article', { name: 'Flytteoppfordring' })
      .filter({ hasText: 'Skal skrives' });
    await letter.getByRole('button', { name: 'Skriv brevet' }).click();
    const said = page.getByRole('dialog').getByText('Siste trygge dag for skriftlig flytteoppfordring');
    expect(await said.getByRole('time').getAttribute('datetime')).toBe(lease.legalState.lastSafeDay);
    await writeIt();
    const written = page
      .getByRole('article', { name: 'Flytteoppfordring' })
      .filter({ hasText: 'ikke sendt' });
    await written.getByRole('button', { name: 'Registrer at brevet er sendt' }).click();
    await sendIt();
    expect(await page.getByRole('region', { name: 'Tilstand i dag' }).innerText()).toContain(
      'Flytteoppfordring er sendt',
    );
    const { body } = await officer.get<LeaseOfApi>(`/v1/leases/${lease.id}`);
    expect(body.legalState.state).toBe('move-requested');
    expect(createSystemClock().today() <= (lease.legalState.lastSafeDay ?? '')).toBe(true);
  }, 180_000);

  it('G2 nothing asked another origin, and the console stayed without errors', () => {
    expect(browser.misdeeds).toEqual({ errors: [], foreignRequests: [] });
  });
});

async function visit(path: string): Promise<void> {
  await visitPage(page, `${scene.url}${path}`);
}

async function count(of: Page): Promise<string> {
  return await of.getByRole('status').filter({ hasText: 'leieforhold' }).innerText();
}

/** A lease past its last day, of a household that is assessed and whose review nobody has begun. */
async function findAssessedHoldover(): Promise<LeaseOfApi> {
  const { body } = await officer.get<PageOf<LeaseOfApi>>('/v1/leases?state=holdover&limit=200');
  for (const lease of body.items.filter(({ householdId }) => householdId !== null)) {
    const found = await officer.get<PageOf<{ readonly validUntil: string }>>(
      `/v1/assessments?householdId=${lease.householdId ?? ''}&limit=1`,
    );
    const [newest] = found.body.items;
    if (newest !== undefined && newest.validUntil > createSystemClock().today()) return lease;
  }
  throw new Error('the demo has no assessed tenant past the last day');
}

/** Takes in the three things that a review rests on, and makes it ready. */
async function reviewIt(): Promise<void> {
  await page.getByRole('button', { name: 'Ta vurderingen' }).click();
  await page.getByRole('button', { name: 'Gi fra deg vurderingen' }).waitFor();
  await record('Registrer ønske', async (dialog) => {
    await dialog.getByRole('radio', { name: 'Ikke oppgitt' }).check();
  });
  await record('Registrer kartlegging', async (dialog) => {
    await dialog.getByRole('radio', { name: 'Nei' }).check();
  });
  await record('Registrer husleie', async (dialog) => {
    await dialog.getByRole('radio', { name: 'Ingen' }).check();
  });
  await page.getByRole('button', { name: 'Gjør klar til avgjørelse' }).click();
  await page.getByRole('region', { name: 'Det reglene anbefaler' }).waitFor();
}

async function record(name: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog', { name });
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Lagre' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Rules, after a try with nothing filled in. */
async function ruleIt(): Promise<void> {
  await page.getByRole('button', { name: 'Skriv avgjørelse' }).click();
  const dialog = page.getByRole('dialog', { name: 'Skriv avgjørelse' });
  expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0);
  expect(await findAxeFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Lagre avgjørelsen' }).click();
  // Outcome, cause and reason: each is said at its field and in the summary.
  expect(await dialog.getByRole('link').count()).toBe(3);
  await dialog.getByRole('radio', { name: 'Avslutte' }).check();
  await dialog.getByLabel('Årsak').selectOption({ label: 'Behovet er borte' });
  await dialog
    .getByLabel('Begrunnelse')
    .fill('Husstanden oppfyller ikke lenger vilkårene for kommunal bolig.');
  await dialog.getByRole('button', { name: 'Lagre avgjørelsen' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('0 av 2 har signert.').waitFor();
}

async function sign(by: string, of: Page = page): Promise<void> {
  await of.getByRole('button', { name: 'Signer', exact: true }).click();
  const dialog = of.getByRole('dialog', { name: 'Signer' });
  await dialog.getByRole('radio', { name: 'Etter delegasjon' }).check();
  await dialog.getByLabel('Delegasjon', { exact: true }).fill('Delegasjonsreglementet, punkt 4.3');
  await dialog.getByRole('button', { name: 'Signer avgjørelsen' }).click();
  await dialog.waitFor({ state: 'detached' });
  await of.getByRole('listitem').filter({ hasText: by }).first().waitFor();
}

async function signAsLeader(url: string): Promise<void> {
  const other = await scene.open(chromium ?? '', 'leader');
  try {
    await visitPage(other.page, url);
    expect(await other.page.getByRole('button', { name: 'Endre avgjørelsen' }).count()).toBe(0);
    await sign('leader', other.page);
    await other.page.getByText('Vurdering er avgjort.').waitFor();
  } finally {
    await other.close();
  }
}

async function writeIt(): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Skriv brev: Flytteoppfordring' });
  await dialog.getByRole('radio', { name: 'Bokmål' }).check();
  await dialog.getByLabel('Flytte ut innen').fill('1.12.2031');
  expect(await findAxeFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Lag brevet' }).click();
  await dialog.waitFor({ state: 'detached', timeout: 30_000 });
}

async function sendIt(): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Registrer sendt brev: Flytteoppfordring' });
  const [year, month, day] = createSystemClock().today().split('-');
  await dialog.getByLabel('Sendt', { exact: true }).fill(`${day}.${month}.${year}`);
  await dialog.getByRole('radio', { name: 'Rekommandert brev' }).check();
  await dialog.getByLabel('Bevis for sendingen').fill('RR 123');
  await dialog.getByRole('button', { name: 'Neste: se over' }).click();
  expect(await findAxeFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Bekreft at brevet er sendt' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Sendingen er registrert.', { exact: false }).waitFor();
}
