import { createSystemClock } from '@boligtrapp/platform';
import { connectAsAdmin } from '@boligtrapp/testing';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiUser } from '../api-user.ts';
import { endService, type RunningService, startService } from '../service-process.ts';
import { findChromium, type TestBrowser } from './browser.ts';
import { createPageScene, findAxeFaults, type PageScene, settled, visitPage } from './page-scene.ts';

const chromium = findChromium();
const REASON = 'Oppfølgingen er ikke på plass før neste møte.';
const [year = '', month = '', day = ''] = createSystemClock().today().split('-');
const TODAY = `${day}.${month}.${year}`;

let scene: PageScene;
let worker: RunningService;
let officer: TestBrowser;
let chair: TestBrowser;
let roundUrl = '';
let meetingUrl = '';
/** The household from whose case a member is recused. */
let hidden = '';

// One journey: each test goes on from where the one before it came.
describe.skipIf(chromium === undefined)('a round, from its creation to the signed minutes', () => {
  beforeAll(async () => {
    scene = await createPageScene();
    worker = await startService('worker', scene.database.url);
    officer = await scene.open(chromium ?? '', 'officer');
    chair = await scene.open(chromium ?? '', 'chair');
  });
  afterAll(async () => {
    await officer.close();
    await chair.close();
    await endService(worker, 'SIGTERM');
    await scene.close();
  });

  it('G9 a round with nothing said of it is not made, and each fault leads to its field', async () => {
    const { page } = officer;
    await visitPage(page, `${scene.url}/runder`);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lag en tildelingsrunde' }).click();
    const dialog = page.getByRole('dialog', { name: 'Lag en tildelingsrunde' });
    await dialog.getByRole('button', { name: 'Lag runden og beregn forslaget' }).click();
    const faults = dialog.getByRole('link', { name: /^Fyll ut/ });
    expect(await faults.allInnerTexts()).toEqual([
      'Fyll ut «Møtedag»',
      'Fyll ut «Spor»',
      'Fyll ut «Leietakere som er klare til å flytte i trappa»',
    ]);
    expect(await findAxeFaults(page)).toEqual([]);
    await faults.first().click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('meetingOn');
  });

  it('the proposal is computed while one is elsewhere, and found again in the list', async () => {
    const { page } = officer;
    await page.getByLabel('Møtedag').fill(TODAY);
    await page.getByLabel('Omsorgsboliger').check();
    await page.getByLabel('Er med', { exact: true }).check();
    await page.getByRole('button', { name: 'Lag runden og beregn forslaget' }).click();
    await page.getByRole('heading', { level: 1, name: /^Tildelingsrunde T-/ }).waitFor();
    roundUrl = page.url();
    await visitPage(page, `${scene.url}/runder`);
    await page.getByRole('row').filter({ hasText: 'Forslag er klart' }).first().waitFor({ timeout: 120_000 });
    await page.getByRole('row').nth(1).getByRole('link').click();
    await caseTable(page).waitFor();
    expect(page.url()).toBe(roundUrl);
  });

  it('D1 the head says when the meeting is, which rules hold, and when and from what it was computed', async () => {
    const { page } = officer;
    await loaded(page);
    const head = page.getByRole('region', { name: 'Om forslaget' });
    const text = await head.innerText();
    expect(text).toContain(TODAY);
    expect(text).toMatch(/Regelsett\s+\S+/);
    expect(text).toMatch(/Beregnet\s+\d{2}\.\d{2}\.\d{4} kl\. \d{2}\.\d{2}/);
    expect(text).toMatch(/Kontrollsum for opplysningene\s+[0-9a-f]{12}\b/);
    expect(await findAxeFaults(page)).toEqual([]);
  });

  it('D2 has one row for each household, those without a suitable dwelling among them', async () => {
    const { page } = officer;
    const [, count, placed, unplaced] =
      /(\d+) husstander: (\d+) er foreslått en bolig, (\d+) har ingen egnet bolig/.exec(
        await page.getByRole('main').innerText(),
      ) ?? [];
    const rows = page.locator('[data-case]');
    expect(await rows.count()).toBe(Number(count));
    expect(Number(placed) + Number(unplaced)).toBe(Number(count));
    expect(await rows.filter({ hasText: 'Ingen egnet bolig' }).count()).toBe(Number(unplaced));
    await page.getByText('Foreslått bolig', { exact: true }).click();
    expect(await rows.count()).toBe(Number(placed));
    expect(page.url()).toContain('show=placed');
    await page.getByText('Alle', { exact: true }).click();
  });

  it('D3 D4 the reasons name the rule and the value, or who got it, and points add up', async () => {
    const { page } = officer;
    const button = page
      .locator('[data-case]')
      .filter({ hasText: 'Ingen egnet bolig' })
      .first()
      .getByRole('button', { name: /^Vis begrunnelse/ });
    await button.click();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    const matrix = page.getByRole('table', { name: /^Boliger som er vurdert/ });
    await matrix.waitFor();
    const rows = await matrix.getByRole('row').allInnerTexts();
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows.filter((text) => text.includes('Utelukket'))) {
      expect(row).toMatch(
        /(Spor|Trinn|Program|Soverom|Rullestol|Etasje og heis|Skjermet|Egen inngang|Bemanning|Egnet|Skolekrets|Påkrevd|Sted|Ledig i tide|Leietid).*:/,
      );
    }
    for (const row of rows.filter((text) => text.includes('Gitt til en annen'))) {
      expect(row).toMatch(/[A-ZÆØÅ]+-\S+/);
    }
    await addUp(page);
    expect(await findAxeFaults(page)).toEqual([]);
    await button.click();
  });

  it('D8 a what-if shows the difference and the load, can be shared, and says that it is a simulation', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: 'Prøv hva om …' }).click();
    await settled(page);
    const placed = await firstPlaced();
    await page.getByLabel('Husstand', { exact: true }).selectOption(placed.householdId);
    await page.getByLabel('Bolig', { exact: true }).selectOption(placed.dwellingId);
    await page.getByLabel('Husstanden får ikke boligen').check();
    await page.getByRole('button', { name: 'Vis forskjellen' }).first().click();
    const sum = page.getByText(/uendret, .* får en annen bolig/);
    await sum.waitFor();
    const shown = await sum.innerText();
    const table = page.getByRole('table', { name: 'Husstander som får noe annet' });
    expect(await table.innerText()).toContain(placed.reference);
    expect(await page.getByRole('main').innerText()).toContain('Simulering');
    expect(await findAxeFaults(page)).toEqual([]);
    await page.reload();
    await sum.waitFor();
    expect(await sum.innerText()).toBe(shown);
    expect(await page.getByRole('heading', { name: 'Belastning i områdene' }).count()).toBe(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Simulering', { exact: true }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  it('the meeting is planned with the round on its agenda, and opened', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: 'Møter', exact: true }).click();
    await settled(page);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Planlegg et møte' }).click();
    const dialog = page.getByRole('dialog', { name: 'Planlegg et møte' });
    await dialog.getByLabel('Møtedag').fill(TODAY);
    await dialog.getByLabel(/^Runde på sakslisten/).selectOption({ index: 1 });
    expect(await findAxeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Planlegg et møte' }).click();
    await page.getByRole('heading', { level: 1, name: `Møte ${TODAY}` }).waitFor();
    meetingUrl = page.url();
    await page.getByRole('button', { name: 'Åpne møtet' }).click();
    await page.getByText('Møtet er åpnet.').waitFor();
    await page.getByText('Utvalget er ikke vedtaksført: 0 til stede').waitFor();
  });

  it('D9 without a quorum nothing is signed', async () => {
    const { page } = chair;
    await visitPage(page, roundUrl);
    await page.getByText('Ingen kan signere før utvalget er vedtaksført.').waitFor();
    expect(await page.getByRole('button', { name: 'Signer', exact: true }).count()).toBe(0);
    const member = await apiUser(scene.url, 'chair');
    const path = `/v1/rounds/${roundIdOf(roundUrl)}`;
    const { body } = await member.get<{ contentHash: string }>(`${path}/signing-draft`);
    const signature = { contentHash: body.contentHash, staleReason: null };
    expect(await member.post(`${path}/signatures`, signature)).toMatchObject({
      status: 409,
      body: { code: 'meeting.no-quorum' },
    });
  });

  it('D9 a recused member does not see the row, and is named in the meeting', async () => {
    const { page } = officer;
    for (const [member, capacity] of [
      ['chair', 'Leder'],
      ['second', 'Medlem'],
      ['third', 'Medlem'],
      ['recused', 'Medlem'],
    ] as const) {
      await page.getByRole('button', { name: 'Registrer til stede' }).click();
      const dialog = page.getByRole('dialog', { name: 'Registrer til stede' });
      await choosePerson(dialog, member);
      await dialog.getByLabel(capacity, { exact: true }).check();
      await dialog.getByRole('button', { name: 'Registrer til stede' }).click();
      await page.getByText(`${member} er registrert.`).waitFor();
    }
    await page.getByText('Utvalget er vedtaksført: 4 til stede').waitFor();
    await correctOne(page);
    await page.getByRole('button', { name: 'Meld inhabilitet' }).click();
    const dialog = page.getByRole('dialog', { name: 'Meld inhabilitet' });
    await choosePerson(dialog, 'recused');
    await dialog.getByLabel('Sak', { exact: true }).selectOption({ index: 1 });
    hidden = await dialog.getByLabel('Sak', { exact: true }).locator('option:checked').innerText();
    await dialog.getByLabel('Er i slekt eller svogerskap').check();
    expect(await findAxeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Meld inhabilitet' }).click();
    await page.getByText('recused er meldt inhabil.').waitFor();
    const table = page.getByRole('table', { name: 'Medlemmer som er inhabile i en sak' });
    expect(await table.innerText()).toContain(hidden);
    expect(await findAxeFaults(page)).toEqual([]);

    const recused = await scene.open(chromium ?? '', 'recused');
    try {
      await visitPage(recused.page, roundUrl);
      await caseTable(recused.page).waitFor();
      expect(await recused.page.getByRole('main').innerText()).not.toContain(hidden);
      await visitPage(recused.page, meetingUrl);
      const named = recused.page.getByRole('table', { name: 'Medlemmer som er inhabile i en sak' });
      expect(await named.innerText()).toContain('En sak du ikke har tilgang til');
      expect(await named.innerText()).not.toContain(hidden);
    } finally {
      await recused.close();
    }
  });

  it('D6 a dwelling that breaks a hard rule is refused, and the rule is named', async () => {
    const { page } = chair;
    await visitPage(page, roundUrl);
    await page
      .locator('[data-case="1"]')
      .getByRole('button', { name: /^Overstyr/ })
      .click();
    const dialog = page.getByRole('dialog', { name: /^Overstyr forslaget/ });
    await dialog.getByLabel('Hva skal gjelde?').waitFor();
    const options = await dialog.getByLabel('Hva skal gjelde?').getByRole('option').allInnerTexts();
    const excluded = options.find((name) => name.includes('(utelukket)')) ?? '';
    await dialog.getByLabel('Hva skal gjelde?').selectOption({ label: excluded });
    expect(await dialog.getByText(/^Boligen oppfyller ikke: /).innerText()).not.toBe('');
    await dialog.getByLabel('Årsak').selectOption({ label: 'Annet' });
    await dialog.getByLabel(/^Begrunnelse/).fill(REASON);
    await dialog.getByRole('button', { name: 'Lagre overstyringen' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'Boligen bryter en absolutt regel.' }).waitFor();
    expect(await dialog.getByLabel(/^Begrunnelse/).inputValue()).toBe(REASON);
    expect(await findAxeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('D5 D12 an override is made by at most twelve keys and its text, needs a ground and a reason, and is announced', async () => {
    const { page } = chair;
    await visitPage(page, roundUrl);
    const box = page.getByRole('region', { name: 'Sakene i runden' }).locator('section[tabindex]').first();
    await box.focus();
    const index = await postponable(page);
    const target = page.locator(`[data-case="${index}"]`);
    const keys = ['Tab', ...waysTo(index), 'o'];
    for (const key of keys) await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: /^Overstyr forslaget/ });
    const outcome = dialog.getByLabel('Hva skal gjelde?');
    await outcome.waitFor();
    // Nothing is chosen beforehand: whoever departs from a proposal says how.
    expect(await outcome.inputValue()).toBe('');
    // A try with no ground and no reason shows both faults; it is no part of the way that is counted.
    await outcome.selectOption({ label: 'Ingen bolig' });
    await dialog.getByRole('button', { name: 'Lagre overstyringen' }).press('Enter');
    expect(await dialog.getByRole('link', { name: /^Fyll ut/ }).count()).toBe(2);
    expect(await findAxeFaults(page)).toEqual([]);
    await outcome.selectOption('');
    await outcome.focus();
    const rest = ['ArrowDown', 'Tab', 'ArrowDown', 'Tab'];
    for (const key of rest) await page.keyboard.press(key);
    await page.keyboard.type(REASON);
    // From the text to the links of the faults that are mended, the summary is gone: the button comes next.
    const last = ['Tab', 'Enter'];
    for (const key of last) await page.keyboard.press(key);
    await page.getByText(/^Overstyringen for .* er lagret\.$/).waitFor();
    // One more to leave the button that closes the dialog, where the focus is when it opens.
    expect(keys.length + 1 + rest.length + last.length).toBeLessThanOrEqual(12);
    await target.getByText('Overstyrt: ingen bolig').waitFor();
    const focused = page.locator(`[data-case="${index}"] button:focus`);
    await expect.poll(async () => await focused.count()).toBe(1);
  });

  it('D7 a household is moved from the reasons by its own button, with the same questions', async () => {
    const { page } = chair;
    await page
      .locator('[data-case="0"]')
      .getByRole('button', { name: /^Vis begrunnelse/ })
      .press('Enter');
    const move = page.getByRole('button', { name: /^Flytt til / }).first();
    const dwelling = (await move.innerText()).replace('Flytt til ', '');
    await move.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Overstyr forslaget/ });
    const chosen = dialog.getByLabel('Hva skal gjelde?').locator('option:checked');
    expect(await chosen.innerText()).toContain(dwelling);
    await page.keyboard.press('Escape');
  });

  it('G10 what somebody else changed meanwhile is shown beside what was typed, which can be saved over it', async () => {
    const { page } = chair;
    const index = (await postponable(page)) + 1;
    const row = page.locator(`[data-case="${index}"]`);
    await row.getByRole('button', { name: /^Overstyr/ }).click();
    const dialog = page.getByRole('dialog', { name: /^Overstyr forslaget/ });
    await dialog.getByLabel('Hva skal gjelde?').selectOption({ label: 'Utsett saken' });
    await dialog.getByLabel('Årsak').selectOption({ label: 'Annet' });
    await dialog.getByLabel(/^Begrunnelse/).fill(REASON);
    const other = await apiUser(scene.url, 'second');
    const { body } = await other.get<{ items: { householdId: string }[] }>(
      `/v1/rounds/${roundIdOf(roundUrl)}/cases?limit=200`,
    );
    const ruling = {
      outcome: 'refused',
      dwellingId: null,
      reasonCode: 'other',
      reason: 'Søkeren har trukket søknaden sin muntlig.',
      waiverLegalBasis: null,
    };
    const path = `/v1/rounds/${roundIdOf(roundUrl)}/cases/${body.items[index]?.householdId ?? ''}/ruling`;
    expect(await other.put(path, ruling, '"0"')).toMatchObject({ status: 200 });
    await dialog.getByRole('button', { name: 'Lagre overstyringen' }).click();
    await dialog.getByText(/^Nå gjelder: Avslått/).waitFor();
    expect(await dialog.getByText(ruling.reason).count()).toBe(1);
    expect(await dialog.getByLabel(/^Begrunnelse/).inputValue()).toBe(REASON);
    await dialog.getByRole('button', { name: 'Lagre overstyringen' }).click();
    await row.getByText('Utsatt').waitFor();
  });

  it('D10 two persons sign, after which nothing can be changed', async () => {
    await sign(chair.page);
    await chair.page.getByText('Du har signert. En person til må signere.').waitFor();
    await chair.page.getByRole('button', { name: 'Signer', exact: true }).waitFor({ state: 'detached' });
    const second = await scene.open(chromium ?? '', 'second');
    try {
      await visitPage(second.page, roundUrl);
      await sign(second.page);
      await second.page.getByText('Runden er vedtatt. Tilbudene er laget.').waitFor();
      await second.page.getByRole('table', { name: /vedtak i runden$/ }).waitFor();
      // The page goes on where the decisions stand, and does not jump to where nobody was.
      expect(await second.page.evaluate(() => document.activeElement?.id)).toBe('decisions');
      expect(await second.page.getByRole('button', { name: /^(Overstyr|Endre)/ }).count()).toBe(0);
    } finally {
      await second.close();
    }
    const late = await apiUser(scene.url, 'second');
    const reason = { reason: 'Runden skulle ikke vært vedtatt i dette møtet.' };
    const refused = await (await apiUser(scene.url, 'officer')).post<{ code: string }>(
      `/v1/rounds/${roundIdOf(roundUrl)}/cancel`,
      reason,
    );
    expect(refused.status).toBe(409);
    const draft = await late.post(`/v1/rounds/${roundIdOf(roundUrl)}/signatures`, {
      contentHash: 'ab'.repeat(32),
      staleReason: null,
    });
    expect(draft.status).toBe(409);
  });

  it('G16 who is no voter finds no button to sign with, and nobody finds one of a meeting whose agenda is decided', async () => {
    const { page } = officer;
    await visitPage(page, meetingUrl);
    await page.getByText('Alt på sakslisten er avgjort. Hev møtet.').waitFor();
    expect(await page.getByText('(vedtatt)').count()).toBe(1);
    for (const name of ['Registrer til stede', 'Meld inhabilitet', 'Ta dissens', 'Utsett møtet', 'Rett']) {
      expect(await page.getByRole('button', { name }).count(), name).toBe(0);
    }
    await page.getByRole('button', { name: 'Hev møtet' }).waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
  });

  it('D11 the minutes are the same bytes each time, for whoever may read them', async () => {
    const { page } = officer;
    await visitPage(page, roundUrl);
    await page.getByRole('table', { name: /vedtak i runden$/ }).waitFor();
    expect(await findAxeFaults(page)).toEqual([]);
    const href = await page.getByRole('link', { name: 'Last ned protokollen (PDF)' }).getAttribute('href');
    const read = async () => await page.request.get(`${scene.url}${href ?? ''}`);
    const [once, twice] = [await read(), await read()];
    expect(once.headers()['content-type']).toBe('application/pdf');
    expect((await once.body()).equals(await twice.body())).toBe(true);
  });

  it('I5 an old round keeps its rules when others come, and comes out the same when it is computed anew', async () => {
    await replaceRules();
    const { page } = officer;
    await visitPage(page, `${scene.url}/regelsett`);
    expect(await page.getByRole('row').filter({ hasText: 'Gjeldende' }).innerText()).toContain('Nye regler');
    await visitPage(page, roundUrl);
    const replay = page.getByRole('region', { name: 'Kontroller utregningen' });
    await replay.getByText('Regelsett 2', { exact: false }).waitFor();
    await replay.getByRole('button', { name: 'Regn ut på nytt og sammenlign' }).click();
    await replay.getByText('Utregningen ga det samme forslaget.').waitFor({ timeout: 120_000 });
    expect(await replay.getByText('– likt').count()).toBe(3);
    const answer = await page.request.get(`${scene.url}/v1/rounds/${roundIdOf(roundUrl)}/proposal`);
    expect(await replay.innerText()).toContain(solutionHashOf(await answer.json()));
    expect(await findAxeFaults(page)).toEqual([]);
  });

  it.each(['a round', 'a what-if', 'a meeting'] as const)(
    'G1 G3 the page of %s has no fault that axe finds in any language, and fits on 320 pixels',
    async (what) => {
      const { page } = officer;
      const addresses = {
        'a round': `${roundUrl}?show=placed`,
        'a what-if': `${roundUrl}/hva-om`,
        'a meeting': meetingUrl,
      };
      await visitPage(page, addresses[what]);
      for (const language of ['Nynorsk', 'English', 'Bokmål']) {
        await page.getByRole('button', { name: language }).click();
        expect(await findAxeFaults(page), language).toEqual([]);
      }
      await page.setViewportSize({ width: 320, height: 800 });
      const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(wide).toBeLessThanOrEqual(seen ?? 0);
    },
  );

  it('G2 nothing asked another origin, and the console stayed without errors of its own', () => {
    expect(officer.misdeeds).toEqual({ errors: [], foreignRequests: [] });
    expect(chair.misdeeds.foreignRequests).toEqual([]);
  });
});

function caseTable(page: Page): Locator {
  return page.getByRole('table', { name: 'Husstander i runden, etter prioritet' });
}

async function loaded(page: Page): Promise<void> {
  await caseTable(page).waitFor();
  await settled(page);
}

/** Somebody who was registered by mistake is struck with a reason, and the meeting keeps that. */
async function correctOne(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Registrer til stede' }).click();
  const register = page.getByRole('dialog', { name: 'Registrer til stede' });
  await choosePerson(register, 'Feil Person');
  await register.getByLabel('Medlem', { exact: true }).check();
  await register.getByRole('button', { name: 'Registrer til stede' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Feil Person' });
  await row.getByText('Har aldri logget inn').waitFor();
  await row.getByRole('button').click();
  const dialog = page.getByRole('dialog', { name: 'Rett det som er registrert om Feil Person' });
  await dialog.getByRole('button', { name: 'Rett', exact: true }).click();
  expect(await dialog.getByRole('link', { name: /^Fyll ut/ }).count()).toBe(2);
  expect(await findAxeFaults(page)).toEqual([]);
  await dialog.getByLabel('Var ikke til stede').check();
  await dialog.getByLabel('Hvorfor rettes det?').fill('Var ikke i møtet likevel.');
  await dialog.getByRole('button', { name: 'Rett', exact: true }).click();
  const history = page.getByRole('table', { name: 'Rettelser av hvem som var til stede' });
  await history.getByText('Var ikke i møtet likevel.').waitFor();
  await page.getByText('Utvalget er vedtaksført: 4 til stede').waitFor();
}

/** Chooses somebody who has signed in, or types whoever has not. */
async function choosePerson(dialog: Locator, member: string): Promise<void> {
  const people = dialog.getByLabel('Person', { exact: true });
  await people.getByRole('option', { name: /^officer/ }).waitFor({ state: 'attached' });
  const known = await people.getByRole('option').allInnerTexts();
  const label = known.find((name) => name.startsWith(`${member},`)) ?? 'En som ikke står i listen';
  await people.selectOption({ label });
  if (label === 'En som ikke står i listen') await dialog.getByLabel('Navn', { exact: true }).fill(member);
}

async function sign(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Signer', exact: true }).click();
  await page
    .getByRole('dialog', { name: /^Signer/ })
    .getByRole('button', { name: 'Signer', exact: true })
    .click();
}

/** Whether the points of each dwelling add up, read from the answer that the page showed. */
async function addUp(page: Page): Promise<void> {
  const { roundId, householdId } = await firstPlaced();
  const answer = await page.request.get(
    `${scene.url}/v1/rounds/${roundId}/households/${householdId}/outcomes?limit=200`,
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of the API under test
  const { items } = (await answer.json()) as {
    items: { score: number | null; scoreParts: { points: number }[] }[];
  };
  for (const { score, scoreParts } of items) {
    if (score !== null) expect(scoreParts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
  }
}

/** The first household that is proposed a dwelling and lives in none. */
async function firstPlaced(): Promise<{
  roundId: string;
  householdId: string;
  dwellingId: string;
  reference: string;
}> {
  const roundId = roundIdOf(roundUrl);
  const answer = await officer.page.request.get(`${scene.url}/v1/rounds/${roundId}/proposal`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of the API under test
  const { placements } = (await answer.json()) as {
    placements: { household: { id: string; reference: string }; dwelling: { id: string } }[];
  };
  const [first] = placements;
  return {
    roundId,
    householdId: first?.household.id ?? '',
    dwellingId: first?.dwelling.id ?? '',
    reference: first?.household.reference ?? '',
  };
}

/** The row of a household that is proposed a dwelling and lives in none: whoever moves is waited for by others. */
async function postponable(page: Page): Promise<number> {
  const rows = await page.locator('[data-case]').allInnerTexts();
  return rows.findIndex(
    (row) => !row.includes('Ingen egnet bolig') && !row.includes('Bor i kommunal bolig i dag'),
  );
}

/** Keys from the first row to another one. */
function waysTo(index: number): readonly string[] {
  const pages = Math.floor(index / 10);
  return [
    ...Array.from({ length: pages }, () => 'PageDown'),
    ...Array.from({ length: index % 10 }, () => 'ArrowDown'),
  ];
}

/** Other rules take the place of those in force, with another cap. */
async function replaceRules(): Promise<void> {
  const admin = await connectAsAdmin(scene.database);
  try {
    await admin.query(`with replaced as (
        update policy_sets set state = 'replaced', valid_during = daterange(lower(valid_during), current_date)
        where state = 'in-force' returning *)
      insert into policy_sets (municipality_id, id, name, state, valid_during, content, content_hash, author, approver)
      select municipality_id, gen_random_uuid(), 'Nye regler', 'in-force', daterange(current_date, null),
        jsonb_set(content, '{caps,neighbourhoodPointsPer100Dwellings}', '3'), repeat('ab', 32), author, approver
      from replaced`);
  } finally {
    await admin.close();
  }
}

function solutionHashOf(proposal: unknown): string {
  return /"solutionHash":"([0-9a-f]{64})"/.exec(JSON.stringify(proposal))?.[1] ?? 'none';
}

function roundIdOf(address: string): string {
  return /runder\/([0-9a-f-]+)/.exec(address)?.[1] ?? '';
}
