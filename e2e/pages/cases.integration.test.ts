import { inTenant } from '@boligtrapp/database';
import { createIdSource, createSystemClock, readKeyParts } from '@boligtrapp/platform';
import { generateDemo } from '@boligtrapp/testing';
import { enactDemoPast } from '@boligtrapp/testing/demo-past';
import { assignApplications, createIdentityCipher } from '@boligtrapp/use-cases';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endService, type RunningService, SERVICE_SECRETS, startService } from '../service-process.ts';
import { findChromium, type TestBrowser } from './browser.ts';
import { createPageScene, findAxeFaults, type PageScene, visitPage } from './page-scene.ts';

const chromium = findChromium();
const LANGUAGES = ['Nynorsk', 'English', 'Bokmål'] as const;
/** The past of the demo is lived through first: a round, its meeting, and what came of it. */
const PATIENCE_MS = 400_000;
/** Synthetic: month plus 80. */
const IDENTITY_NUMBER = '01828001163';

let scene: PageScene;
let worker: RunningService;
let browser: TestBrowser;
let page: Page;
let url = '';

describe.skipIf(chromium === undefined)('cases, queue and offers', () => {
  beforeAll(async () => {
    scene = await createPageScene(async ({ db }) => {
      const keys = readKeyParts(SERVICE_SECRETS);
      const cipher = createIdentityCipher({ db, ids: createIdSource(), ...keys });
      await enactDemoPast(generateDemo({ seed: 1, on: createSystemClock().today() }), { db, cipher });
    });
    ({ url } = scene);
    worker = await startService('worker', scene.database.url);
    browser = await scene.open(chromium ?? '', 'officer');
    ({ page } = browser);
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await endService(worker, 'SIGTERM');
    await scene.close();
  });

  describe('the queue', () => {
    it('C1 is in the order of priority, and says where two are equal', async () => {
      await visitPage(page, `${url}/sokere?track=welfare&level=1`);
      const { items } = await queueOf('track=welfare&level=1&programme=ladder&limit=50');
      const shown = await queueTable().locator('tbody th a').allInnerTexts();
      expect(shown).toEqual(items.map(({ householdReference }) => householdReference));
      for (const { householdReference, tiedWith } of items) {
        const row = queueTable().getByRole('row').filter({ hasText: householdReference });
        const said = /avgjøres ved loddtrekning/.test(await row.locator('th').innerText());
        expect(said).toBe(tiedWith.length > 0);
      }
    });

    it('C2 has needs, waiting time, area, next deadline and case officer, and neither name, illness nor number', async () => {
      await visitPage(page, `${url}/sokere`);
      await queueTable().getByRole('row').nth(1).waitFor();
      expect(await queueTable().getByRole('columnheader').allInnerTexts()).toEqual([
        'Velg',
        'Nr.',
        'Husstand',
        'Spor og trinn',
        'Soverom',
        'Hastegrad',
        'Poeng',
        'Ventetid',
        'Område',
        'Neste frist',
        'Saksbehandler',
        'Ikke bolig nå',
      ]);
      const text = await page.getByRole('main').innerText();
      expect(text).not.toMatch(/\d{11}|Demo Person/);
      expect(text).toMatch(/\d dager\s+siden\s+\d\d\.\d\d\.\d{4}/);
      expect(JSON.stringify(await queueOf('limit=50'))).not.toMatch(/\d{11}(?!\d)|"name"|diagnos/i);
    });

    it('C3 opens the figure of priority: each criterion with its value and points, their sum, and the rules', async () => {
      await visitPage(page, `${url}/sokere`);
      const row = queueTable().getByRole('row').nth(1);
      await row.locator('summary').click();
      const parts = row.getByRole('table', { name: /^Slik er poengene til S-/ });
      await parts.waitFor();
      const points = (await parts.locator('tbody td:last-child').allInnerTexts()).map(Number);
      const sum = Number(await parts.locator('tfoot td').innerText());
      expect(points.length).toBeGreaterThan(2);
      expect(points.reduce((all, one) => all + one, 0)).toBe(sum);
      expect(await row.locator('summary').innerText()).toContain(`${sum} poeng`);
      await row.getByText(/^Etter regelsettet «.+»/).waitFor();
      expect(await findAxeFaults(page)).toEqual([]);
    });

    it('C4 answers “why not now?” with the rules that bind and the nearest change', async () => {
      await visitPage(page, `${url}/sokere?track=care`);
      const questions = queueTable().getByRole('button', { name: /^Hvorfor får ikke S-\d+ bolig nå\?$/ });
      for (const question of await questions.all()) {
        await question.click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText(/^Svaret er fra runde/).waitFor();
        await dialog.getByText(/boliger i runden passet|var ikke med i runden/).waitFor();
        if ((await dialog.getByRole('heading', { name: 'Dette skulle til' }).count()) > 0) break;
        await page.keyboard.press('Escape');
      }
      const dialog = page.getByRole('dialog');
      const rules = dialog.getByRole('heading', { name: 'Regler som utelukket boliger' });
      expect(await rules.count()).toBe(1);
      await dialog.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      const afterwards = dialog
        .getByRole('heading', { name: 'Dette skulle til' })
        .locator('xpath=following::*[1]');
      expect((await afterwards.innerText()).length).toBeGreaterThan(10);
      expect(await findAxeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it('C5 has trays, and bulk assignment that tells of each row what came of it', async () => {
      await visitPage(page, `${url}/sokere`);
      const names = (await queueTable().locator('tbody th a').allInnerTexts()).slice(0, 3);
      for (const name of names) await page.getByRole('checkbox', { name: `Velg ${name}` }).check();
      const taken = (await queueOf('limit=50')).items[2];
      await takeAsAnother(taken?.applicationId ?? '');
      await page.getByRole('button', { name: 'Fordel de valgte' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Lagre' }).click();
      expect(await dialog.getByRole('link').count()).toBe(2);
      await dialog.getByRole('radio', { name: 'Meg' }).check();
      await dialog.getByLabel('Begrunnelse').fill('Fordeling mandag');
      expect(await findAxeFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Lagre' }).click();
      await dialog.getByText('Ikke alle ble fordelt.').waitFor();
      expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
        `${names[0]}: Fordelt`,
        `${names[1]}: Fordelt`,
        `${names[2]}: Noen andre har fordelt den i mellomtiden`,
      ]);
      await page.keyboard.press('Escape');
      await page.getByText('Mine', { exact: true }).click();
      await page.getByText('Viser 2 av 2 husstander').waitFor();
      expect(await queueTable().locator('tbody th a').allInnerTexts()).toEqual(names.slice(0, 2));
      await page.getByRole('checkbox', { name: `Velg ${names[0]}` }).check();
      await page.getByRole('button', { name: 'Fordel de valgte' }).click();
      await dialog.getByRole('radio', { name: /^Ingen/ }).check();
      await dialog.getByLabel('Begrunnelse').fill('Feil fordelt');
      await dialog.getByRole('button', { name: 'Lagre' }).click();
      await page.getByText('Viser 1 av 1 husstander').waitFor();
      expect(page.url()).toContain('tray=mine');
    });

    it('C6 writes down that somebody opened a case, and the case shows it', async () => {
      await visitPage(page, `${url}/sokere`);
      await queueTable().locator('tbody th a').first().click();
      await page.getByRole('heading', { level: 1, name: /^Sak S-/ }).waitFor();
      await page.getByRole('button', { name: 'Vis hvem som har sett saken' }).click();
      const readings = page.getByRole('table', { name: 'Hvem har sett saken' });
      const opened = page.getByRole('cell', { name: 'Husstand', exact: true });
      const row = readings.getByRole('row').filter({ has: opened }).first();
      await row.waitFor();
      expect(await row.innerText()).toMatch(/officer\s+Saksbehandler/);
      expect(await findAxeFaults(page)).toEqual([]);
    });
  });

  describe('a case', () => {
    it('is registered and followed from household to queue, and never by an identity number in the address', async () => {
      await visitPage(page, `${url}/saker`);
      await page.getByRole('button', { name: 'Registrer ny husstand' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Registrer husstanden' }).click();
      expect(await dialog.getByRole('link').count()).toBe(2);
      expect(await findAxeFaults(page)).toEqual([]);
      await dialog.getByLabel('Fullt navn').fill('Syn Prøve Tetisk');
      await dialog.getByLabel('Fødselsdato').fill('1.2.1980');
      await dialog.getByLabel('Fødselsnummer').fill(IDENTITY_NUMBER);
      await dialog.getByRole('button', { name: 'Registrer husstanden' }).click();
      await page.getByRole('heading', { level: 1, name: /^Sak S-/ }).waitFor();
      const address = page.url();

      await page.getByRole('button', { name: 'Registrer søknad' }).click();
      await dialog.getByLabel('Kom inn').selectOption({ label: 'På papir' });
      await dialog.getByLabel('Mottatt').fill('1.11.2026');
      await dialog.getByRole('button', { name: 'Registrer søknaden' }).click();
      await page.getByText('Søknaden er registrert, og kvittering er sendt.').waitFor();
      await page.getByRole('table', { name: 'Søknader, den eldste først' }).waitFor();

      await page.getByRole('button', { name: 'Registrer foreløpig svar' }).click();
      await dialog.getByLabel('Sendt').fill('20.11.2026');
      await dialog.getByRole('button', { name: 'Lagre' }).click();
      await dialog.waitFor({ state: 'detached' });

      await page.getByRole('button', { name: 'Ny kartlegging' }).click();
      await assess(dialog);
      await dialog.getByRole('button', { name: 'Lagre kartleggingen' }).click();
      await page.getByText('Kartleggingen er lagret.').waitFor();

      await page.getByRole('button', { name: 'Registrer vedtak om rett til bolig' }).click();
      await dialog.getByLabel('Gjelder').selectOption({ label: 'Kommunal bolig' });
      await dialog.getByRole('radio', { name: 'Innvilget' }).check();
      await dialog.getByLabel('Kommunens retningslinje eller forskrift').fill('Retningslinjer, punkt 3');
      await dialog.getByLabel('Vedtatt').fill('21.11.2026');
      await dialog.getByLabel('Parten fikk vedtaket').fill('21.11.2026');
      await dialog.getByRole('button', { name: 'Registrer vedtaket' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Hvorfor får ikke S-\d+ bolig nå\?$/ }).waitFor();
      const happened = page.getByRole('region', { name: 'Hva som har skjedd' }).getByRole('listitem');
      expect((await happened.allInnerTexts()).join('\n')).toMatch(
        /Kommunal bolig: Innvilget[^]*Kartlegging 1[^]*Søknad mottatt/,
      );

      await page.getByRole('button', { name: 'Trekk søknaden' }).click();
      await dialog.getByRole('button', { name: 'Trekk søknaden nå' }).click();
      await page.getByText('Søknaden er trukket.').waitFor();
      await page.getByText('Husstanden står ikke i kø.').waitFor();

      await visitPage(page, `${url}/saker`);
      await page.getByLabel('Sakens nummer eller fødselsnummer').fill(IDENTITY_NUMBER);
      await page.getByRole('button', { name: 'Finn saken' }).click();
      await page.waitForURL(address);
    });

    it('G10 tells who changed the household meanwhile, keeps what was typed, and saves it on the next try', async () => {
      await visitPage(page, `${url}/sokere`);
      await queueTable().locator('tbody th a').nth(4).click();
      await page.getByRole('button', { name: 'Legg til medlem' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Fullt navn').fill('Syn Barn Tetisk');
      await dialog.getByLabel('Fødselsdato').fill('1.5.2019');
      await dialog.getByRole('radio', { name: 'Barn' }).check();
      await dialog.getByLabel('Medlem fra').fill('1.11.2026');
      await touchHousehold(page.url().split('/').at(-1) ?? '');
      await dialog.getByRole('button', { name: 'Legg til' }).click();
      await dialog.getByText(/^Noen andre har endret husstanden/).waitFor();
      expect(await dialog.getByLabel('Fullt navn').inputValue()).toBe('Syn Barn Tetisk');
      expect(await findAxeFaults(page)).toEqual([]);
      await page.waitForTimeout(300);
      await dialog.getByRole('button', { name: 'Legg til' }).click();
      await page.getByText('Medlemmet er lagt til.').waitFor();
      const members = page.getByRole('table', { name: 'De som bor i husstanden i dag' });
      await members.getByText('Syn Barn Tetisk').waitFor();
      await page.getByRole('button', { name: 'Syn Barn Tetisk flytter ut av husstanden' }).click();
      await dialog.getByLabel('Første dag utenfor husstanden').fill('27.11.2026');
      await dialog.getByRole('button', { name: 'Lagre utflyttingen' }).click();
      await page.getByText('Syn Barn Tetisk er registrert som flyttet ut.').waitFor();
    });

    it('has its letters as PDF', async () => {
      const { household_id } = await inTenant(
        scene.db,
        { municipalityId: scene.municipalityId, actorId: 'test' },
        async (tx) =>
          await tx
            .selectFrom('notice_letters as w')
            .innerJoin('prepared_notices as n', 'n.id', 'w.notice_id')
            .innerJoin('leases as l', 'l.id', 'n.lease_id')
            .select('l.household_id')
            .executeTakeFirstOrThrow(),
      );
      await visitPage(page, `${url}/saker/${household_id}`);
      const link = page.getByRole('link', { name: / som PDF$/ }).first();
      const answer = await page.request.get(`${url}${await link.getAttribute('href')}`);
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
    });

    it('of somebody with a protected address is there for those who are named, and says so', async () => {
      const { household_id } = await inTenant(
        scene.db,
        { municipalityId: scene.municipalityId, actorId: 'test' },
        async (tx) =>
          await tx.selectFrom('case_access_grants').select('household_id').executeTakeFirstOrThrow(),
      );
      await visitPage(page, `${url}/saker/${household_id}`);
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').innerText()).toContain('Feilkode');
      const named = await scene.open(chromium ?? '', 'demo-named-officer');
      try {
        await visitPage(named.page, `${url}/saker/${household_id}`);
        await named.page.getByText(/^Noen i husstanden har sperret adresse/).waitFor();
        await named.page.getByRole('table', { name: 'Hvem som er og har vært navngitt' }).waitFor();
        expect(await findAxeFaults(named.page)).toEqual([]);
      } finally {
        await named.close();
      }
      // The refused reading was meant to be refused.
      browser.misdeeds.errors.length = 0;
    });
  });

  describe('offers', () => {
    it('an offer is declined, the next in line is proposed, confirmed by one person and decided by another', async () => {
      await visitPage(page, `${url}/tilbud`);
      const offers = page.getByRole('table', { name: 'Tilbud, det nyeste først' });
      const dwelling = await offers.locator('tbody th').first().innerText();
      await page.getByRole('button', { name: `Registrer nei til ${dwelling}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Registrer nei' }).click();
      expect(await dialog.getByRole('link').count()).toBe(1);
      expect(await findAxeFaults(page)).toEqual([]);
      await dialog.getByLabel('Begrunnelse').selectOption({ label: 'Området' });
      await dialog.getByRole('button', { name: 'Registrer nei' }).click();
      await page.getByText(new RegExp(`^Nei til ${dwelling} er registrert`)).waitFor();
      const confirm = page.getByRole('button', { name: `Bekreft den neste for ${dwelling}` });
      await confirm.waitFor({ timeout: 30_000 });
      await confirm.click();
      await dialog.getByRole('button', { name: 'Bekreft' }).click();
      await page.getByText(new RegExp(`er bekreftet som neste for ${dwelling}`)).waitFor();
      expect(await page.getByRole('button', { name: `Vedta den neste for ${dwelling}` }).count()).toBe(0);
      const leader = await scene.open(chromium ?? '', 'leader');
      try {
        await visitPage(leader.page, `${url}/tilbud`);
        await leader.page.getByRole('button', { name: `Vedta den neste for ${dwelling}` }).click();
        const second = leader.page.getByRole('dialog');
        await second.getByLabel('Delegasjon').fill('Delegasjonsvedtak 12/26');
        await second.getByRole('button', { name: 'Vedta' }).click();
        await leader.page.getByText(new RegExp(`^Tilbud om ${dwelling} er sendt til`)).waitFor();
        // G16: a leader answers no offer on behalf of a household.
        expect(await leader.page.getByRole('button', { name: /^Registrer ja til/ }).count()).toBe(0);
      } finally {
        await leader.close();
      }
      await visitPage(page, `${url}/tilbud`);
      await page.getByRole('button', { name: `Registrer ja til ${dwelling}` }).click();
      await dialog.getByRole('button', { name: 'Registrer ja' }).dblclick();
      await page.getByText(`Ja til ${dwelling} er registrert.`).waitFor();
    });

    it('B2 a dwelling that is offered says so, and an offer is taken back with a reason', async () => {
      await visitPage(page, `${url}/tilbud?state=accepted`);
      const offers = page.getByRole('table', { name: 'Tilbud, det nyeste først' });
      const dwelling = await offers.locator('tbody th').first().innerText();
      await offers.locator('tbody th a').first().click();
      await page.getByText('Tilbudt', { exact: true }).waitFor();
      expect(await page.getByRole('button', { name: /^(Tilby|Gi tilbud)/ }).count()).toBe(0);
      await page.getByRole('button', { name: `Trekk tilbake tilbudet om ${dwelling}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Begrunnelse').selectOption({ label: 'Boligen kan ikke brukes' });
      await dialog.getByRole('button', { name: 'Trekk tilbake nå' }).click();
      await page.getByText(`Tilbudet om ${dwelling} er trukket tilbake.`).waitFor();
    });
  });

  it.each(['/saker', '/sokere', '/tilbud', 'case'])(
    'G1 and G3 %s has no fault, in each language, and fits on 320 pixels',
    async (path) => {
      const address = path === 'case' ? await addressOfCase() : `${url}${path}`;
      await visitPage(page, address);
      for (const language of LANGUAGES) {
        await page.getByRole('button', { name: language }).click();
        await page
          .locator(`html[lang="${{ Nynorsk: 'nn', English: 'en', Bokmål: 'nb' }[language]}"]`)
          .waitFor();
        expect(await findAxeFaults(page)).toEqual([]);
        expect(await page.locator('body').innerText()).not.toMatch(/\d{4}-\d{2}-\d{2}|\d\d\/\d\d\/\d{4}/);
      }
      await page.setViewportSize({ width: 320, height: 800 });
      try {
        await visitPage(page, address);
        const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(wide).toBeLessThanOrEqual(seen ?? 0);
      } finally {
        await page.setViewportSize({ width: 1280, height: 900 });
      }
    },
  );

  it('G2 nothing asked another origin, and the console has no errors but of what was refused', () => {
    const errors = browser.misdeeds.errors.filter((error) => !/status of 4\d\d/.test(error));
    expect({ ...browser.misdeeds, errors }).toEqual({ errors: [], foreignRequests: [] });
  });
});

function queueTable(): Locator {
  return page.getByRole('table', { name: 'Husstander i kø, i rekkefølge' });
}

interface QueueOfApi {
  readonly items: readonly {
    readonly applicationId: string;
    readonly householdReference: string;
    readonly tiedWith: readonly string[];
  }[];
}

async function queueOf(query: string): Promise<QueueOfApi> {
  const answer: unknown = await (await page.request.get(`${url}/v1/queue?${query}`)).json();
  if (!isQueue(answer)) throw new Error('no queue');
  return answer;
}

function isQueue(answer: unknown): answer is QueueOfApi {
  return typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items);
}

async function addressOfCase(): Promise<string> {
  const { id } = await inTenant(
    scene.db,
    { municipalityId: scene.municipalityId, actorId: 'test' },
    async (tx) =>
      await tx.selectFrom('offers').select('household_id as id').orderBy('id').executeTakeFirstOrThrow(),
  );
  return `${url}/saker/${id}`;
}

/** Another case officer takes an application while the page has it open. */
async function takeAsAnother(id: string): Promise<void> {
  const { db, municipalityId } = scene;
  const ids = createIdSource();
  await assignApplications(
    { db, ids },
    { id: 'board-secretary', role: 'case-officer', municipalityId, requestId: ids.next() },
    { applications: [{ id, seenAssignedTo: null }], assignedTo: 'board-secretary', reason: 'Min sone' },
    { operation: 'assignApplications', key: 'another-takes-it', requestHash: 'a'.repeat(64), status: 201 },
  );
}

/** Somebody else changes the household meanwhile. */
async function touchHousehold(id: string): Promise<void> {
  const scope = { municipalityId: scene.municipalityId, actorId: 'test' };
  await inTenant(scene.db, scope, async (tx) => {
    await tx
      .updateTable('households')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  });
}

async function assess(dialog: Locator): Promise<void> {
  await dialog.getByRole('radio', { name: 'Velferdsboliger' }).check();
  await dialog.getByLabel('Trinn', { exact: true }).selectOption({ label: 'Trinn 2' });
  await dialog.getByLabel('Program').selectOption({ label: 'Boligtrappa' });
  await dialog.getByLabel('Hastegrad').selectOption({ label: '2' });
  await dialog.getByLabel('Soverom, minst').fill('0');
  await dialog.getByLabel('Soverom, høyst').fill('1');
  await dialog.getByRole('checkbox', { name: 'Egen inngang' }).check();
  await dialog.getByLabel('Bemanning, minst').selectOption({ label: 'Ambulant' });
  await dialog.getByLabel('Oppfølging, timer i uka').fill('3');
  await dialog.getByLabel('Kriterium 1').fill('Nåværende bolig');
  await dialog.getByLabel('Hva som ble funnet, 1').fill('Ingen egen bolig');
  await dialog.getByLabel('Poeng 1').fill('35');
  await dialog.getByLabel('Ventet siden').fill('1.11.2026');
  await dialog.getByLabel('Kartlagt', { exact: true }).fill('20.11.2026');
  await dialog.getByLabel('Gjelder til').fill('20.11.2027');
}
